"""Settings → forms: names and numbers by date, and papers of a procedure's own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.office.staff import Officer, Role
from counter_app.domain.paper.forms import form_on, forms_of
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.settings.forms import FormsPart
from tests.makers import BIRTH
from tests.qt.hands import CTRL, press, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def part(qtbot: QtBot, place: Workplace) -> FormsPart:
    """As first shown."""
    made = FormsPart(place)
    qtbot.addWidget(made)
    place.hub.changed.connect(lambda _nouns: made.reload())
    with qtbot.waitActive(made):
        show(made)
    made.reload()
    return made


def labels(place: Workplace, day: date) -> dict[str, str]:
    """What the forms are called on a day."""
    forms = forms_of(place.office.rules.settings)
    return {form: form_on(forms, form, day).label for form in ("01", "02", "05")}


def test_a_form_gets_its_new_name(qtbot: QtBot, part: FormsPart, place: Workplace) -> None:
    assert part.suffixes["05"].text() == "TB-TTPVHCC(BPTNTKQ)"
    assert "chưa xác nhận" in part.unsure.text()
    part.labels["01"].setText("Mẫu số 01a")
    part.labels["01"].setFocus()
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: labels(place, date(2026, 11, 23))["01"] == "Mẫu số 01a")
    part.usual.click()
    assert part.labels["01"].text() == "Mẫu số 01"
    part.save.click()
    assert labels(place, date(2026, 11, 23))["01"] == "Mẫu số 01"


def test_a_version_is_added_from_a_day_on(part: FormsPart, place: Workplace) -> None:
    part.since.setText("1/1/2027")
    part.add.click()
    assert part.version.value() == date(2027, 1, 1)
    part.source.setText("Thông tư 99/2026/TT-VPCP")
    part.labels["02"].setText("Mẫu số 2B")
    part.save.click()
    assert labels(place, date(2026, 12, 31))["02"] == "Mẫu số 02"
    assert labels(place, date(2027, 1, 1))["02"] == "Mẫu số 2B"
    assert labels(place, date(2027, 1, 1))["05"] == "Mẫu số 05"
    new = form_on(forms_of(place.office.rules.settings), "02", date(2027, 1, 1))
    assert new.source == "Thông tư 99/2026/TT-VPCP"
    part.version.choose(None)
    part.version.chosen.emit(None)
    assert part.labels["02"].text() == "Mẫu số 02"
    part.version.choose(date(2027, 1, 1))
    part.version.chosen.emit(None)
    assert part.labels["02"].text() == "Mẫu số 2B"
    assert part.source.text() == "Thông tư 99/2026/TT-VPCP"


def test_a_version_needs_a_day_and_a_difference(part: FormsPart) -> None:
    part.add.click()
    assert "ngày" in part._fields["since"].error.text()
    part.since.setText("1/1/2027")
    part.add.click()
    part.save.click()
    assert "chưa khác" in part._fields["version"].error.text()


def test_a_form_needs_its_name(part: FormsPart, place: Workplace) -> None:
    said: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _retry: said.append(text))
    part.labels["01"].setText(" ")
    part.save.click()
    assert "Chưa có tên mẫu" in said[-1]
    assert labels(place, date(2026, 11, 23))["01"] == "Mẫu số 01"


def test_the_example_is_loaded_given_to_a_procedure_and_dropped(
    part: FormsPart, place: Workplace
) -> None:
    card = part.templates
    assert card.none.isVisibleTo(card)
    card.example.click()
    assert [template.key for template in place.office.templates.all()] == ["CT04"]
    assert "CT04" in card.list.item(0).text()
    assert "Số định danh cá nhân: Số định danh của người nộp" in card.list.item(0).toolTip()
    card.code.setText("9.99")
    card.use.click()
    assert "9.99" in card._fields["code"].error.text()
    card.code.setText(BIRTH)
    card.use.click()
    assert [item.code for item in place.office.templates.used_by("CT04")] == [BIRTH]
    assert "Đăng ký khai sinh" in card.list.item(0).text()
    card.drop.click()
    assert place.office.templates.all() == ()
    assert card.none.isVisibleTo(card)


def test_a_file_is_loaded_or_refused_in_words(
    part: FormsPart, place: Workplace, tmp_path: Path
) -> None:
    said: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _retry: said.append(text))
    path = tmp_path / "mau.json"
    path.write_text("không phải JSON", encoding="utf-8")
    part.templates.load_file(path)
    assert "Không đọc được mau.json" in said[-1]
    path.write_text(json.dumps({"key": "M1", "title": "x", "rows": []}), encoding="utf-8")
    part.templates.load_file(path)
    assert "từ 1 đến 40 dòng" in said[-1]
    rows = [{"label": "Họ tên:", "field": "name"}]
    path.write_text(json.dumps({"key": "M1", "title": "Phiếu", "rows": rows}), encoding="utf-8")
    part.templates.load_file(path)
    assert [template.key for template in place.office.templates.all()] == ["M1"]
    path.write_bytes(b" " * 300_000)
    part.templates.load_file(path)
    assert "lớn hơn 200 kB" in said[-1]


def test_others_only_look(part: FormsPart, place: Workplace) -> None:
    place.office.session.officer = Officer(login="lan", name="Lan", role=Role.RECEIVER)
    part.reload()
    buttons = (part.save, part.usual, part.add, part.templates.example, part.templates.file)
    assert not any(button.isEnabled() for button in buttons)
    assert part.labels["01"].isReadOnly()
    assert part.titles["01"].isReadOnly()
