"""Hand-over by scanning stacks, with the keyboard and a scanner alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.desk.handover.sheets import Wanted
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Dossier, Original, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Holder, Purpose, Sheet
from counter_app.domain.office.staff import Assignment
from counter_app.office import Office
from counter_app.qt.handover.page import HOLD, MAKE, SHELVE, TAKE, HandoverPage
from counter_app.qt.kit.scan_box import ScanBox
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.window.main_window import MainWindow
from tests.makers import MARITAL, PASSWORD, officer, receive
from tests.qt.hands import ALT, CTRL, ENTER, commit, dialogs, focused, press, show

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

THERE = Holder(office="UBND xã Bên")
HERE, LAN = Holder(officer="cli"), Holder(officer="lan")


class Heard:
    """Sounds that were asked for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def play(self, name: str) -> None:
        self.names.append(name)


@pytest.fixture
def page(qtbot: QtBot, place: Workplace, office: Office) -> HandoverPage:
    office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    office.rules.change_settings(replace(office.settings, partners=(THERE.office,)))
    made = HandoverPage(place)
    qtbot.addWidget(made)
    show(made)
    place.hub.changed.connect(lambda _nouns: made.reload())
    made.reload()
    made.first_field().setFocus()
    return made


def scan(text: str) -> None:
    """A scanner types into the box that has the keyboard and presses Enter."""
    assert isinstance(focused(), ScanBox)
    QTest.keyClicks(focused(), text)
    press(ENTER)


def to_lan(page: HandoverPage) -> None:
    page.making.taker.choose(LAN)


def given(office: Office, *dossiers: Dossier, taker: Holder = LAN) -> Sheet:
    purpose = Purpose.FORWARD if taker.office else Purpose.PROCESS
    codes = [item.code for item in dossiers]
    wanted = Wanted(purpose=purpose, giver=HERE, taker=taker, codes=codes)
    return office.handover.give(wanted).result


def shown(page: HandoverPage) -> list[tuple[str, bool]]:
    """(verdict, whether it goes on the sheet) of every row."""
    model = page.making.model
    rows = [model.row(at) for at in range(model.rowCount())]
    return [(item.label.text, item.counts) for item in rows if item is not None]


def test_a_stack_is_scanned_and_saved_as_one_sheet(page: HandoverPage, office: Office) -> None:
    one, two = receive(office, MARITAL, "Lê Hoàng Phúc"), receive(office, MARITAL)
    to_lan(page)
    scan(one.barcode)
    assert page.making.band.tone == "good"
    assert "Lê Hoàng Phúc" in page.making.band.sentence.text()
    scan(two.barcode)
    assert "2 hồ sơ" in page.making.save.text()
    press(ENTER, CTRL)
    (sheet,) = office.handover.sheets()
    assert (sheet.count, sheet.giver, sheet.taker) == (2, HERE, LAN)
    assert page.making.band.word.text() == "Đã lưu phiếu 1/2026"
    assert page.making.model.rowCount() == 0
    assert page.making.print.isVisible()
    assert isinstance(focused(), ScanBox)
    assert "(1)" in page.tabs.tabText(TAKE)


def test_a_sheet_that_is_taken_back_is_not_called_saved(page: HandoverPage, office: Office) -> None:
    to_lan(page)
    scan(receive(office, MARITAL).barcode)
    press(ENTER, CTRL)
    (sheet,) = office.handover.sheets(open_only=True)
    assert sheet.label in page.making.band.word.text()
    office.undoing.undo([sheet.id])
    page.reload()
    assert page.making.band.word.text() == "Quét giấy hẹn"
    assert not page.making.print.isVisible()


def test_what_may_not_go_on_it_stands_beside_it_in_red(page: HandoverPage, office: Office) -> None:
    good, away, done = (receive(office, MARITAL) for _turn in range(3))
    given(office, away)
    office.moves.move(done.code, Act.FINISH)
    to_lan(page)
    for text in (good.barcode, good.barcode, away.code, done.code, "T12345-261123-010001", "gi do"):
        scan(text)
    assert shown(page) == [
        ("Đưa vào phiếu", True),
        ("Đang ở phiếu khác", False),
        ("Hồ sơ đã có kết quả", False),
        ("Của đơn vị khác", False),
        ("Không tìm thấy", False),
    ]
    page.making.table.setFocus()
    page.making.table.choose(4)
    press(Qt.Key.Key_Delete)
    assert len(shown(page)) == 4
    press(ENTER, CTRL)
    assert office.handover.sheets()[0].count == 1


def test_papers_of_another_holder_are_scanned_twice_to_go_on(
    page: HandoverPage, office: Office
) -> None:
    dossier = receive(office, MARITAL)
    office.moves.move(dossier.code, Act.HAND, handler="canbo")
    to_lan(page)
    scan(dossier.barcode)
    assert shown(page) == [("Theo sổ: người khác đang giữ", False)]
    assert not page.making.save.isEnabled()
    scan(dossier.barcode)
    assert shown(page) == [("Đưa vào phiếu, hồ sơ giấy đang ở đây", True)]
    press(ENTER, CTRL)
    assert office.handover.sheets()[0].count == 1


def test_the_proposed_are_put_on_by_one_key(
    qtbot: QtBot, page: HandoverPage, office: Office
) -> None:
    one = receive(office, MARITAL)
    since = date(2026, 11, 1)
    office.staff.assign(Assignment(officer="lan", sector=one.sector, since=since))
    page.reload()
    page.making.begin()
    assert page.making.taker.value() == LAN
    assert "1 hồ sơ" in page.making.hint.text()
    press(Qt.Key.Key_G, ALT)
    qtbot.waitUntil(lambda: shown(page) == [("Đưa vào phiếu", True)])
    assert page.making.hint.text() == ""
    press(ENTER, CTRL)
    assert office.handover.sheets()[0].missing == 1


def test_results_come_back_to_whoever_sits_here_at_once(page: HandoverPage, office: Office) -> None:
    dossier = receive(office, MARITAL)
    office.moves.move(dossier.code, Act.HAND, handler="lan")
    office.moves.move(dossier.code, Act.FINISH)
    page.making.begin(Purpose.RESULT)
    page.making.giver.choose(LAN)
    page.making.reload()
    assert page.making.taker.value() == HERE
    assert page.making.at_once.isChecked()
    scan(dossier.barcode)
    press(ENTER, CTRL)
    assert office.handover.sheets()[0].missing == 0
    assert office.dossiers.get(dossier.code).holder == "cli"


def test_without_partners_the_way_to_add_them_is_said(
    page: HandoverPage, office: Office, place: Workplace
) -> None:
    place.hub.done(office.rules.change_settings(replace(office.settings, partners=())))
    page.making.begin(Purpose.FORWARD)
    assert "Cài đặt" in page.making.hint.text()
    assert page.making.taker.values() == ()


@pytest.mark.parametrize(
    ("purpose", "labels"),
    [
        (Purpose.PROCESS, ["Người giao", "Người nhận"]),
        (Purpose.FORWARD, ["Người giao", "Cơ quan nhận"]),
        (Purpose.BACK, ["Cơ quan giao", "Người nhận"]),
    ],
)
def test_who_gives_and_who_takes_is_called_what_is_offered(
    page: HandoverPage, purpose: Purpose, labels: list[str]
) -> None:
    page.making.begin(purpose)
    for choice, label in zip((page.making.giver, page.making.taker), labels, strict=True):
        assert choice.accessibleName() == label
        assert (THERE in choice.values()) is label.startswith("Cơ quan")


def test_the_taker_scans_the_same_stack_and_what_is_missing_stays_red(
    qtbot: QtBot, page: HandoverPage, office: Office, clock: FixedClock
) -> None:
    one, two = receive(office, MARITAL), receive(office, MARITAL)
    sheet = given(office, one, two)
    page.reload()
    page.tabs.setCurrentIndex(TAKE)
    clock.tick(minutes=10)
    scan(one.barcode)
    assert page.taking.band.word.text() == "Có trên phiếu"
    scan(one.barcode)
    assert page.taking.band.tone == "warning"
    scan("T99001-261123-019999")
    assert page.taking.band.tone == "bad"
    press(ENTER, CTRL)
    assert [row.missing for row in office.handover.sheet(sheet.id).rows] == [False, True]
    assert page.taking.band.word.text() == "Còn thiếu 1 hồ sơ"
    states = [page.taking.rows.data(page.taking.rows.index(at, 0)) for at in (0, 1)]
    assert states == ["Đã nhận 09:10", "Chưa nhận"]
    assert office.dossiers.get(one.code).state is State.PROCESSING
    press(Qt.Key.Key_A, ALT)
    qtbot.waitUntil(page.taking.recall.isEnabled)
    press(Qt.Key.Key_U, ALT)
    qtbot.waitUntil(lambda: office.handover.sheet(sheet.id).rows[1].leg.recalled)
    assert office.handover.sheets(open_only=True) == []


def test_a_scan_of_another_open_sheet_opens_it_and_space_ticks(
    page: HandoverPage, office: Office
) -> None:
    one, two = receive(office, MARITAL), receive(office, MARITAL)
    given(office, one)
    second = given(office, two, taker=THERE)
    page.reload()
    page.tabs.setCurrentIndex(TAKE)
    scan(one.code)
    assert page.taking.rows.row(0).line.code == one.code  # type: ignore[union-attr]
    page.taking.open_sheet(second.id)
    page.taking.row_table.setFocus()
    page.taking.row_table.choose(0)
    press(Qt.Key.Key_Space)
    press(ENTER, CTRL)
    assert office.dossiers.get(two.code).holder_office == THERE.office


def test_a_sheet_is_printed_once_and_again_as_the_same(
    qtbot: QtBot, page: HandoverPage, office: Office
) -> None:
    sheet = given(office, receive(office, MARITAL))
    page.reload()
    page.tabs.setCurrentIndex(TAKE)
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: len(dialogs(page)) == 1)
    (dialog,) = dialogs(page)
    dialog.close()
    first = office.handover.paper(sheet.id)
    assert (first.result.document, first.result.body) == ("handover", {"handover": sheet.id})
    assert first.changes == frozenset()


def test_holders_alarms_and_forgotten_originals(
    qtbot: QtBot, page: HandoverPage, office: Office, place: Workplace, clock: FixedClock
) -> None:
    wanted: list[object] = []
    place.hub.wanted.connect(lambda name, argument: wanted.append((name, argument)))
    lost, kept = (
        receive(office, MARITAL),
        receive(office, MARITAL, originals=(Original(name="Sổ"),)),
    )
    given(office, lost)
    office.moves.move(kept.code, Act.WITHDRAW, reason="Không làm nữa")
    clock.tick(days=7)
    page.reload()
    page.enter("alarms")
    assert "2 cảnh báo" in page.tabs.tabText(HOLD)
    assert page.holding.alarms.rowCount() == 1
    assert page.holding.kept.rowCount() == 1
    names = [page.holding.keepers.row(at) for at in range(page.holding.keepers.rowCount())]
    assert [item.count for item in names if item is not None] == [1]
    page.holding.keeper_table.choose(0)
    assert page.holding.lines.rowCount() == 1
    page.holding.alarm_table.setFocus()
    page.holding.alarm_table.choose(0)
    press(ENTER)
    qtbot.waitUntil(lambda: wanted == [("dossier", lost.code)])


def test_each_scan_goes_to_the_shelf_that_is_named(
    qtbot: QtBot, page: HandoverPage, office: Office
) -> None:
    one, two = receive(office, MARITAL), receive(office, MARITAL)
    for item in (one, two):
        office.moves.move(item.code, Act.FINISH)
    page.enter("shelf")
    assert focused() is page.shelving.shelf
    page.take_scan(one.barcode)
    assert office.dossiers.get(one.code).shelf == ""
    assert page.shelving._fields["shelf"].error.text()
    commit(page.shelving.shelf, "Kệ A")
    press(ENTER)
    scan(one.barcode)
    scan(two.barcode)
    assert [office.dossiers.get(item.code).shelf for item in (one, two)] == ["Kệ A", "Kệ A"]
    scan("T99001-261123-019999")
    assert page.shelving.band.tone == "bad"
    page.shelving.table.choose(0)
    press(Qt.Key.Key_X, ALT)
    qtbot.waitUntil(lambda: office.dossiers.get(one.code).shelf == "")
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: len(dialogs(page)) == 1)
    (dialog,) = dialogs(page)
    dialog.close()


def test_a_sound_for_each_scan_when_sounds_are_on(
    page: HandoverPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.rules.change_preferences(replace(office.preferences, sound=True))
    heard = Heard()
    monkeypatch.setattr(page.making.scan, "sounds", heard)
    to_lan(page)
    scan(receive(office, MARITAL).barcode)
    scan("gi do")
    assert heard.names == ["ok", "bad"]


def test_a_scan_caught_anywhere_goes_to_the_page_in_front(
    window: MainWindow, office: Office
) -> None:
    dossier = receive(office, MARITAL)
    view = window.view
    assert view is not None
    view.go("handover")
    page = view.pages.page("handover")
    assert isinstance(page, HandoverPage)
    page.tabs.setCurrentIndex(HOLD)
    view.take_scan(dossier.barcode)
    assert view.pages.name == "handover"
    assert page.tabs.currentIndex() == MAKE
    assert page.making.model.rowCount() == 1
    for tab, count in ((TAKE, 1), (SHELVE, 1)):
        page.tabs.setCurrentIndex(tab)
        view.take_scan(dossier.barcode)
        assert page.making.model.rowCount() == count
    view.go("board")
    view.take_scan(dossier.barcode)
    assert view.pages.name == "returning"
