"""At the return page: what the office kept goes back, and a slip that asked for more leads to reception."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.domain.dossier.dossier import Dossier, Original, Outcome, Result, State
from counter_app.domain.dossier.moves import Act
from counter_app.office import Office
from counter_app.qt.kit.accept_dialog import AcceptDialog
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.returning.page import ReturningPage
from tests.makers import COPIES, MARITAL, draft, receive
from tests.memory_printer import MemoryPrinter
from tests.patience import settle
from tests.qt.hands import CTRL, ENTER, dialogs, focused, press, show, with_printer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OFFICIAL = "000.17.H26-261123-0001"


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> ReturningPage:
    with_printer(place.office, MemoryPrinter())
    made = ReturningPage(place)
    qtbot.addWidget(made)
    show(made)
    made.enter()
    made.first_field().setFocus()
    return made


@pytest.fixture
def kept(office: Office) -> Dossier:
    """Finished, with two originals kept and its code in the official system."""
    originals = (Original(name="Giấy chứng nhận quyền sử dụng đất", quantity=2),)
    dossier = receive(office, COPIES, originals=originals)
    office.official.enter(dossier.code, OFFICIAL)
    return office.moves.move(dossier.code, Act.FINISH, result="7/CT").result


def scan(text: str) -> None:
    QTest.keyClicks(focused(), text)
    press(ENTER)


def hand_over(qtbot: QtBot, page: ReturningPage) -> None:
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: not page._run.busy, timeout=10_000)


def test_originals_are_named_and_go_back_with_the_result(
    qtbot: QtBot, page: ReturningPage, office: Office, kept: Dossier
) -> None:
    scan(kept.barcode)
    assert page.kept.text() == "2 bản Giấy chứng nhận quyền sử dụng đất"
    assert OFFICIAL in page.band.sentence.text()
    hand_over(qtbot, page)
    assert office.dossiers.get(kept.code).originals_returned == kept.originals_kept


def test_originals_may_stay_when_the_officer_says_so(
    qtbot: QtBot, page: ReturningPage, office: Office, kept: Dossier
) -> None:
    scan(kept.barcode)
    page.originals.setFocus()
    press(Qt.Key.Key_Space)
    assert not page.originals.isChecked()
    hand_over(qtbot, page)
    assert office.dossiers.get(kept.code).originals_returned == ()


def test_where_nothing_was_kept_nothing_is_asked(page: ReturningPage, office: Office) -> None:
    dossier = receive(office, COPIES)
    office.moves.move(dossier.code, Act.FINISH)
    scan(dossier.barcode)
    assert page.give.isVisible()
    assert not page.originals.isVisible()


def test_a_refusal_to_resolve_is_said_before_it_is_handed_over(
    page: ReturningPage, office: Office
) -> None:
    dossier = receive(office, COPIES)
    refusal = Result(outcome=Outcome.REFUSED)
    office.moves.move(dossier.code, Act.FINISH, facts=refusal, reason="Không đủ điều kiện")
    scan(dossier.barcode)
    assert "từ chối giải quyết" in page.band.sentence.text()


def test_the_slip_that_asked_for_more_leads_to_reception(
    qtbot: QtBot, page: ReturningPage, office: Office
) -> None:
    dossier = office.intake.register(draft(MARITAL), Act.SUPPLEMENT, reason="Thiếu").result
    scan(dossier.barcode)
    assert page.band.word.text() == "Chờ bổ sung, chưa tiếp nhận"
    assert "08/12/2026" in page.band.sentence.text()
    press(Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: [type(item) for item in dialogs(page)] == [AcceptDialog])
    dialog = dialogs(page)[0]
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or page))
    press(ENTER, CTRL)
    qtbot.waitUntil(lambda: [type(item) for item in dialogs(page)] == [PrintDialog])
    dialogs(page)[0].reject()
    assert office.dossiers.get(dossier.code).state is State.RECEIVED
    assert page.band.word.text() == "Chưa có kết quả"
    assert not page.accept.isVisible()


def test_where_there_is_only_a_button_the_list_has_the_room(
    page: ReturningPage, office: Office, kept: Dossier
) -> None:
    page.resize(1280, 700)
    scan(kept.barcode)
    settle()
    beside_form = page.today.width()
    scan(receive(office, MARITAL).barcode)
    settle()
    assert page.today.width() > beside_form + 100
