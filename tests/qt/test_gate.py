"""The door: who is let in, what is asked, and what happens when the clock or the folder is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.qt.kit.clock import ClockDialog
from counter_app.qt.kit.rows_view import copy_cell
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.main_window import MainWindow
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.sign_in import SignInPanel


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, place: Workplace) -> Iterator[MainWindow]:
    """The window asking who sits here."""
    place.office.session.officer = None
    made = MainWindow(Look.of(tmp_path))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.attach(place)
    yield made
    made.close()


def type_password(panel: SignInPanel, password: str) -> None:
    """Type and press Enter."""
    panel.password.clear()
    QTest.keyClicks(panel.password, password)
    QTest.keyClick(panel.password, Qt.Key.Key_Return)


def test_the_password_box_has_the_keyboard_from_the_start(window: MainWindow) -> None:
    assert window.sign_in.password.hasFocus()
    assert window.sign_in.officer.currentData() == "canbo"


def test_enter_held_down_tries_once(qtbot: QtBot, window: MainWindow, place: Workplace) -> None:
    panel = window.sign_in
    QTest.keyClicks(panel.password, FIRST_PASSWORD)
    for _time in range(4):
        QTest.keyClick(panel.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.view is not None, timeout=5000)
    signed = [
        item for item in place.office.store.journal.walk() if item[0].kind == "officer.signed_in"
    ]
    assert len(signed) == 1


def test_capitals_without_shift_are_pointed_out(window: MainWindow) -> None:
    panel = window.sign_in
    QTest.keyClicks(panel.password, "A")
    assert panel.caps.isVisible()
    QTest.keyClicks(panel.password, "a")
    assert not panel.caps.isVisible()


def test_a_wrong_clock_keeps_nobody_out_and_is_asked_about_at_the_first_act(
    qtbot: QtBot, window: MainWindow, place: Workplace, clock: FixedClock
) -> None:
    head = place.office.store.journal.head()
    clock.tick(days=-2)
    type_password(window.sign_in, FIRST_PASSWORD)
    qtbot.waitUntil(lambda: window.view is not None, timeout=5000)
    assert place.office.store.journal.head() == head  # nothing is dated by a clock nobody spoke for
    place.act(lambda: place.office.queue.take("A"))

    def asked() -> list[ClockDialog]:
        found = [item for item in QApplication.topLevelWidgets() if isinstance(item, ClockDialog)]
        return [item for item in found if item.isVisible()]

    qtbot.waitUntil(lambda: bool(asked()), timeout=5000)
    asked()[0].reject()
    assert place.office.store.journal.head() == head


def test_somebody_else_may_sit_down_at_a_locked_counter(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    type_password(window.sign_in, FIRST_PASSWORD)
    qtbot.waitUntil(lambda: window.view is not None, timeout=5000)
    window.lock()
    assert not window.sign_in.officer.isEnabled()
    window.sign_in.switch.click()
    assert window.sign_in.officer.isEnabled()
    assert place.office.session.officer is None


def test_touching_the_counter_counts_the_quiet_minutes_anew(
    qtbot: QtBot, window: MainWindow
) -> None:
    type_password(window.sign_in, FIRST_PASSWORD)
    qtbot.waitUntil(lambda: window.view is not None, timeout=5000)
    window.gate.quiet.start(50_000)
    assert window.view is not None
    QTest.keyClick(window.view, Qt.Key.Key_Shift)
    window.gate.read_minutes()
    window._on_touched()
    assert window.gate.quiet.remainingTime() > 200_000


def test_a_wild_number_of_quiet_minutes_locks_nobody_out(
    qtbot: QtBot, window: MainWindow, place: Workplace
) -> None:
    """An earlier version kept it; the timer takes no more than 24 days and raised an error at every sign-in."""
    database = place.office.store.database
    with database.jotting() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO office_setting VALUES('idle_lock_minutes', '100000')"
        )
    database.rules_changed()
    type_password(window.sign_in, FIRST_PASSWORD)
    qtbot.waitUntil(lambda: window.view is not None, timeout=5000)
    assert window.gate.quiet.interval() == 240 * 60_000


@pytest.mark.parametrize("leaving", ["lock", "sign_out", "close"])
def test_what_was_copied_goes_when_nobody_sits_there(
    qtbot: QtBot, window: MainWindow, leaving: str
) -> None:
    """A citizen's number on the clipboard is for whoever copied it; what another program put there stays."""
    type_password(window.sign_in, FIRST_PASSWORD)
    qtbot.waitUntil(lambda: window.view is not None, timeout=5000)
    QApplication.clipboard().setText("of another program")
    if leaving != "close":
        window.lock()
        assert QApplication.clipboard().text() == "of another program"
        type_password(window.sign_in, FIRST_PASSWORD)
        qtbot.waitUntil(lambda: window.currentWidget() is window.view, timeout=5000)
    copy_cell(Column("Số", str), "079187004321")
    assert QApplication.clipboard().text() == "079187004321"
    getattr(window, leaving)()
    assert QApplication.clipboard().text() == ""
