"""An officer whose account is set aside at another window is put out of this one within seconds, whatever is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.desk.act import Noun
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.other_windows import POLL_MS, Elsewhere
from tests.makers import PASSWORD, officer, receive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, place: Workplace) -> Iterator[MainWindow]:
    """Lan at work."""
    office = place.office
    receive(office)
    office.staff.put_officer(officer(), password=PASSWORD)
    office.session.officer = office.staff.known("lan")
    made = MainWindow(Look.of(tmp_path))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.attach(place)
    yield made
    made.close()


def set_aside(office: Office) -> None:
    """A leader at another counter."""
    other = Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)
    other.staff.put_officer(officer(active=False))
    other.close()


def watch(window: MainWindow) -> Elsewhere:
    """What looks for other windows' work."""
    assert window.view is not None
    found = window.view.findChild(Elsewhere)
    assert found is not None
    return found


def require_out(qtbot: QtBot, window: MainWindow, place: Workplace) -> None:
    """The sign-in is in front and says why; nothing of the work is left; the journal is told."""
    qtbot.waitUntil(lambda: window.view is None, timeout=2000)
    assert window.currentWidget() is window.sign_in
    assert place.office.session.officer is None
    assert "đã ngừng dùng" in window.sign_in.error.text()
    assert not window.sign_in.locked
    told = [(entry.kind, said) for entry, said in place.office.store.journal.of("officer:lan")]
    assert told[-1] == ("officer.signed_out", {"put_out": 1})


@pytest.mark.parametrize("locked", [False, True])
def test_within_seconds_at_work_and_behind_the_lock(
    qtbot: QtBot, window: MainWindow, place: Workplace, *, locked: bool
) -> None:
    looking = watch(window)
    assert POLL_MS <= 2_000
    if locked:
        window.lock()
        assert window.sign_in.locked
    set_aside(place.office)
    looking.look()
    require_out(qtbot, window, place)


def test_what_others_do_puts_nobody_else_out(window: MainWindow, place: Workplace) -> None:
    other = Office.open(place.office.data_dir, clock=place.office.store.clock, officer=COMMAND_LINE)
    other.staff.put_officer(officer(login="hai"), password=PASSWORD)
    other.close()
    watch(window).look()
    assert window.view is not None
    assert window.currentWidget() is window.view


def test_an_act_before_the_next_look_puts_out_too(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    """Through the one way that every page does its verbs by."""
    assert window.view is not None
    set_aside(place.office)
    window.view.place.act(lambda: place.office.queue.take("A"))
    require_out(qtbot, window, place)


def test_what_was_done_just_before_is_told_and_puts_out_too(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    """The head reads what is owed as an act is told of: that is no fault of the program."""
    assert window.view is not None
    set_aside(place.office)
    with qtbot.captureExceptions() as faults:
        window.view.place.hub.hear(Noun.DOSSIER)
    assert faults == []
    require_out(qtbot, window, place)


def test_who_is_put_out_cannot_come_back_and_others_can(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    looking = watch(window)
    set_aside(place.office)
    looking.look()
    require_out(qtbot, window, place)
    panel = window.sign_in
    assert panel.officer.findData("lan") < 0
    panel.officer.setCurrentIndex(panel.officer.findData("canbo"))
    QTest.keyClicks(panel.password, "matkhau-2026")
    assert panel.error.text() == ""
    QTest.keyClick(panel.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.view is not None, timeout=5000)


def test_a_password_changed_elsewhere_puts_out_and_says_why(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    place.office.seat.sign_in("lan", PASSWORD)
    other = Office.open(place.office.data_dir, clock=place.office.store.clock, officer=COMMAND_LINE)
    other.staff.put_officer(officer(), password="thuyen-cho-lua")
    other.close()
    watch(window).look()
    qtbot.waitUntil(lambda: window.view is None, timeout=2000)
    assert "đã đổi ở nơi khác" in window.sign_in.error.text()
