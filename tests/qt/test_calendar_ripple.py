"""What a calendar does to promises already given: told, listed to be called, decided; and years carried as files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Officer, Role
from counter_app.qt.calendar.impact import RippleDialog
from counter_app.qt.calendar.page import CalendarPage
from counter_app.qt.calendar.year_file import YearFileDialog
from tests.qt.days import SINGLE_STATUS, cells, receive

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> CalendarPage:
    """The page as first shown; it reloads as the window would let it."""
    made = CalendarPage(place)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
    made.reload()
    made.enter(None)
    place.hub.changed.connect(made.reload)
    return made


def is_working(place: Workplace, day: date) -> bool:
    """What the due engine would be told."""
    return place.office.store.calendar.current().is_working(day)


@pytest.fixture
def promised(place: Workplace) -> list[str]:
    """Two dossiers promised for Friday 27/11, nine o'clock."""
    return [receive(place.office, name, SINGLE_STATUS).code for name in ("Ân", "Bình")]


FRIDAY = date(2026, 11, 27)


def storm(page: CalendarPage) -> None:
    """Friday is marked as a day off in the form."""
    page.year.grid.choose(FRIDAY)
    page.year.form.name.setText("Nghỉ do bão")
    page.year.form.save.click()


def ripple(page: CalendarPage) -> RippleDialog:
    """The call list, opened from the band."""
    page.ripple.open.click()
    (dialog,) = [item for item in page.window().findChildren(RippleDialog) if item.isVisible()]
    return dialog


def promises(place: Workplace, codes: list[str]) -> list[str]:
    """The promises now."""
    found = [place.office.dossiers.get(code).promised_at for code in codes]
    return [f"{at:%d/%m %H:%M}" for at in found if at]


def test_a_day_off_tells_whose_promise_it_would_move_and_moves_none(
    page: CalendarPage, place: Workplace, promised: list[str]
) -> None:
    page.reload()
    assert page.ripple.isHidden()
    page.year.grid.choose(FRIDAY)
    page.year.form.kind.chosen.emit(False)
    assert "2 hồ sơ" in page.year.form.effect.text()
    assert is_working(place, FRIDAY)
    storm(page)
    assert page.ripple.isVisible()
    assert page.ripple.words.text().startswith("2 hồ sơ")
    dialog = ripple(page)
    assert cells(dialog.model, 0) == promised
    assert cells(dialog.model, 2) == ["0912 345 678"] * 2
    assert cells(dialog.model, 4) == ["09:00 27/11"] * 2
    assert cells(dialog.model, 5) == ["09:00 30/11"] * 2
    assert promises(place, promised) == ["27/11 09:00"] * 2
    (table,) = dialog.tables()
    assert [row[1] for row in table.rows] == promised
    dialog.reject()


def test_the_decision_has_a_reason_and_moves_the_chosen_with_new_receipts(
    page: CalendarPage, place: Workplace, promised: list[str]
) -> None:
    storm(page)
    dialog = ripple(page)
    dialog.model.turn(1)
    assert dialog.decide.text() == "Tính lại 1 hồ sơ (Ctrl+Enter)"
    dialog.decide.click()
    assert "lý do" in dialog.reason_field.error.text()
    dialog.reason.setText("Nghỉ do bão")
    dialog.decide.click()
    assert promises(place, promised) == ["30/11 09:00", "27/11 09:00"]
    copies = [[job.copy_no for job in place.office.paper.prints_of(code)] for code in promised]
    assert copies == [[0, 1], [0]]
    assert cells(dialog.model, 0) == promised[1:]
    dialog.reissue.setChecked(False)
    dialog.decide.click()
    assert dialog.empty.isVisible()
    assert promises(place, promised) == ["30/11 09:00"] * 2
    assert len(place.office.paper.prints_of(promised[1])) == 1
    dialog.reject()
    assert page.ripple.isHidden()


def test_who_may_not_decide_sees_the_call_list_only(
    page: CalendarPage, place: Workplace, promised: list[str]
) -> None:
    storm(page)
    place.office.moves.move(promised[0], Act.SUPPLEMENT, reason="Thiếu")
    place.office.session.officer = Officer(login="lan", name="Lan", role=Role.RECEIVER)
    dialog = ripple(page)
    assert cells(dialog.model, 0) == promised
    assert set(cells(dialog.model, 6)) == {"Lịch làm việc đổi"}
    assert dialog.left.isHidden()
    assert not dialog.decide.isEnabled()
    assert dialog.print.isEnabled()
    dialog.reject()


def test_changing_a_day_that_is_over_is_allowed_and_told(
    page: CalendarPage, place: Workplace
) -> None:
    heard: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _retry: heard.append(text))
    page.year.grid.choose(date(2026, 11, 20))
    page.year.form.name.setText("Mất điện")
    page.year.form.save.click()
    assert not is_working(place, date(2026, 11, 20))
    assert ["20/11/2026 đã qua" in text for text in heard] == [True]
    storm(page)
    assert len(heard) == 1


def test_new_hours_tell_what_they_would_move_and_can_be_taken_back(
    page: CalendarPage, place: Workplace, promised: list[str]
) -> None:
    page.tabs.setCurrentIndex(1)
    part = page.hours
    part.since.setText("27/11/2026")
    part.editor._parts[5, 0].check.setChecked(False)
    assert "2 hồ sơ" in part.effect.text()
    part.save.click()
    assert page.ripple.isVisible()
    part.table.choose(0)
    assert part.since.text() == "27/11/2026"
    assert not part.editor._parts[5, 0].check.isChecked()
    assert not part.drop.isHidden()
    part.drop.click()
    assert part.model.rowCount() == 1
    assert page.ripple.isHidden()
    assert part.drop.isHidden()
    assert promises(place, promised) == ["27/11 09:00"] * 2


@pytest.mark.parametrize(
    ("since", "told"),
    [("", True), ("20/11/2026", True), ("23/11/2026", False), ("01/12/2026", False)],
)
def test_hours_for_days_that_are_over_are_told_too(
    page: CalendarPage, place: Workplace, since: str, told: bool
) -> None:
    heard: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _retry: heard.append(text))
    page.hours.since.setText(since)
    page.hours.save.click()
    assert ["đã qua" in text for text in heard] == [told]


def opened_file(page: CalendarPage, path: Path) -> YearFileDialog:
    """The plan of a file."""
    page.year.open_file(path)
    (dialog,) = [item for item in page.window().findChildren(YearFileDialog) if item.isVisible()]
    return dialog


def lines(dialog: YearFileDialog) -> list[str]:
    """What the plan lists."""
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_a_file_is_looked_through_before_it_is_taken_in(
    page: CalendarPage, place: Workplace, promised: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "lich-lam-viec-2026.json"
    content = json.loads(place.office.calendar.export_year(2026))
    content["days"] += [
        {"date": "2026-11-27", "kind": "off", "name": "Nghỉ do bão"},
        {"date": "2026-11-20", "kind": "off", "name": "Mất điện"},
    ]
    path.write_text(json.dumps(content), encoding="utf-8")
    dialog = opened_file(page, path)
    assert lines(dialog) == [
        "20/11/2026: thêm Mất điện (nghỉ)",
        "27/11/2026: thêm Nghỉ do bão (nghỉ)",
    ]
    assert dialog.ripple.text().startswith("2 hồ sơ")
    assert dialog.past.text().startswith("1 ngày đổi đã qua")
    assert is_working(place, FRIDAY)
    dialog.take.click()
    assert not is_working(place, FRIDAY)
    assert page.ripple.isVisible()
    assert promises(place, promised) == ["27/11 09:00"] * 2
    again = opened_file(page, path)
    assert "không có gì đổi" in again.about.text()
    assert not again.take.isEnabled()
    again.reject()


def test_a_wrong_file_lists_everything_and_cannot_be_taken_in(
    page: CalendarPage, place: Workplace, tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"year": 2027, "days": [{"date": "2027-02-30"}, {}]}', encoding="utf-8")
    dialog = opened_file(page, path)
    assert len(lines(dialog)) >= 4
    assert lines(dialog)[0].startswith("Dòng 1: Không có ngày")
    assert not dialog.take.isEnabled()
    dialog.reject()
    heard: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _retry: heard.append(text))
    path.write_bytes(b"\xff\xff")
    page.year.open_file(path)
    assert "x.json" in heard[0]


def test_a_year_is_written_to_a_file(
    page: CalendarPage, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: dict[str, bytes] = {}
    monkeypatch.setattr(
        "counter_app.qt.calendar.year.ask_and_save",
        lambda _place, _parent, name, data, _said: saved.update({name: data}),
    )
    page.enter(2027)
    page.year.give_out.click()
    (name, data), *more = saved.items()
    assert (name, more) == ("lich-lam-viec-2027.json", [])
    assert place.office.calendar.plan_import(data.decode()).empty


def test_asking_for_a_file_blocks_nothing(page: CalendarPage, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", encoding="utf-8")
    dialog = page.year.ask_file()
    dialog.fileSelected.emit(str(path))
    dialog.close()
    (plan,) = [item for item in page.window().findChildren(YearFileDialog) if item.isVisible()]
    assert not plan.take.isEnabled()
    plan.reject()
