"""Reconciliation with the keyboard: copy, copy, paste, Enter, next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from counter_app.domain.dossier.dossier import Mapping
from counter_app.office import Office
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.official.page import ALL, ENTERED, WEEK, OfficialPage
from tests.makers import MARITAL, receive
from tests.patience import settle
from tests.qt.hands import ALT, CTRL, ENTER, commit, dialogs, focused, press, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.domain.dossier.dossier import Dossier

OFFICIAL = "H55.242.01-261123-0000{}"


@pytest.fixture
def two(office: Office) -> list[Dossier]:
    return [receive(office, MARITAL, "Lê Hoàng Phúc"), receive(office, MARITAL, "Trần Thị Đào")]


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, two: list[Dossier]) -> OfficialPage:
    made = OfficialPage(place)
    qtbot.addWidget(made)
    show(made)
    place.hub.changed.connect(lambda _nouns: made.reload())
    made.reload()
    made.first_field().setFocus()
    return made


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_the_list_is_whole_beside_its_dossier_on_a_small_screen(page: OfficialPage) -> None:
    page.resize(964, 720)
    settle()
    assert page.table.horizontalScrollBar().maximum() == 0


def strike_copy(qtbot: QtBot, page: OfficialPage, at: int) -> None:
    """Press the key that copies the next field, which is number ``at``."""
    press(Qt.Key.Key_C, ALT)
    qtbot.waitUntil(lambda: page.panel.at == at)


def test_one_key_copies_field_after_field(qtbot: QtBot, page: OfficialPage) -> None:
    for at, value in ((0, MARITAL), (1, None), (2, "Lê Hoàng Phúc"), (3, "001090000001")):
        strike_copy(qtbot, page, at)
        assert value in (None, clipboard())
    assert "Đã sao chép" in page.said.text()
    assert focused() is page.official


def test_after_the_last_field_copying_begins_anew(
    qtbot: QtBot, page: OfficialPage, two: list[Dossier]
) -> None:
    page.panel.copy(len(page.panel._fields) - 1)
    assert clipboard() == two[0].code
    strike_copy(qtbot, page, 0)
    assert clipboard() == MARITAL


def test_the_pasted_code_and_enter_lead_to_the_next_dossier(
    page: OfficialPage, office: Office, two: list[Dossier]
) -> None:
    commit(page.official, OFFICIAL.format(11).lower())
    press(ENTER)
    mapped = office.dossiers.get(two[0].code)
    assert (mapped.official_code, mapped.mapping) == (OFFICIAL.format(11), Mapping.ENTERED)
    assert page.head.text().startswith(two[1].code)
    assert page.official.text() == ""
    assert focused() is page.official
    assert page.reprint.isVisible()
    commit(page.official, OFFICIAL.format(12))
    press(ENTER)
    assert page.none.isVisible()
    assert page.model.rowCount() == 0


def test_a_wrong_or_taken_code_is_said_beside_it(
    page: OfficialPage, office: Office, two: list[Dossier]
) -> None:
    office.official.enter(two[1].code, OFFICIAL.format(11))
    commit(page.official, "sai")
    press(ENTER)
    assert "không phải mã" in page._fields["official_code"].error.text()
    page.official.clear()
    commit(page.official, OFFICIAL.format(11))
    press(ENTER)
    assert two[1].code in page._fields["official_code"].error.text()
    assert office.dossiers.get(two[0].code).mapping is Mapping.NOT_ENTERED


def test_exempt_and_mismatch_need_a_note(
    qtbot: QtBot, page: OfficialPage, office: Office, two: list[Dossier]
) -> None:
    press(Qt.Key.Key_K, ALT)
    qtbot.waitUntil(lambda: bool(page._fields["note"].error.text()))
    commit(page.note, "Trả ngay")
    press(Qt.Key.Key_K, ALT)
    qtbot.waitUntil(lambda: office.dossiers.get(two[0].code).mapping is Mapping.EXEMPT)
    commit(page.note, "Khác họ tên")
    press(Qt.Key.Key_L, ALT)
    qtbot.waitUntil(lambda: office.dossiers.get(two[1].code).mapping is Mapping.MISMATCH)


def test_lists_by_day_and_what_was_entered_today(
    qtbot: QtBot, page: OfficialPage, office: Office, clock: FixedClock, two: list[Dossier]
) -> None:
    office.official.enter(two[0].code, OFFICIAL.format(11))
    for which, count in ((WEEK, 1), (ALL, 1), (ENTERED, 1)):
        page.which.choose(which)
        page.reload()
        assert page.model.rowCount() == count
    assert page.model.row(0).line.code == two[0].code  # type: ignore[union-attr]
    assert page.undo.isVisible()
    page.note.setText("Ghi nhầm")
    press(Qt.Key.Key_U, ALT)
    qtbot.waitUntil(lambda: office.dossiers.get(two[0].code).official_code == "")
    clock.tick(days=9)
    for which, count in ((WEEK, 0), (ALL, 2)):
        page.which.choose(which)
        page.reload()
        assert page.model.rowCount() == count


def test_the_receipt_is_offered_again_with_its_reason(
    qtbot: QtBot, page: OfficialPage, office: Office, two: list[Dossier]
) -> None:
    commit(page.official, OFFICIAL.format(11))
    press(ENTER)
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: len(dialogs(page)) == 1)
    (dialog,) = dialogs(page)
    dialog.close()
    last = office.paper.prints_of(two[0].code)[-1]
    assert (last.document, last.copy_no, last.reason) == ("receipt", 1, "Đã có mã hồ sơ chính thức")


def test_pairs_are_loaded_from_a_file(
    page: OfficialPage, office: Office, place: Workplace, two: list[Dossier], tmp_path: Path
) -> None:
    said: list[str] = []
    place.hub.noticed.connect(lambda _tone, text, _retry: said.append(text))
    path = tmp_path / "ma.csv"
    path.write_text(f"{two[0].code};{OFFICIAL.format(11)}\n{two[1].code};sai\n", encoding="utf-8")
    page.load_pairs(path)
    assert office.dossiers.get(two[0].code).official_code == OFFICIAL.format(11)
    assert "Đã ghi 1 mã" in said[-1]
    assert "Dòng 2" in said[-1]
    for data, reason in ((b"khong co gi", "Không có dòng mã nào"), (b"\xff\xfe\x00", "Dòng 1 ")):
        path.write_bytes(data)
        page.load_pairs(path)
        assert reason in said[-1]


def test_a_scan_or_a_dossier_page_opens_one_dossier(page: OfficialPage, two: list[Dossier]) -> None:
    assert page.take_scan(two[1].barcode)
    assert page.head.text().startswith(two[1].code)
    page.enter(two[0].code)
    assert page.head.text().startswith(two[0].code)
    assert not page.take_scan("T99001-261123-019999")
