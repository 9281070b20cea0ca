"""An officer's hands at the real program: only keys, text as an input method commits it, and a scanner's burst."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from shiboken6 import isValid

from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.kit.fields import Choice
from counter_app.qt.window.app import Program
from counter_app.qt.window.counter_view import CounterView
from counter_app.qt.window.instance import LOCK_NAME
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.other_windows import Elsewhere
from counter_app.store.file import data_folder
from tests.patience import LIMIT_MS
from tests.qt.hands import commit

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock

KEY = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, ESCAPE, TAB = KEY.Key_Return, KEY.Key_Escape, KEY.Key_Tab
MOST_TABS = 150

P = TypeVar("P", bound=QWidget)


class Counter:
    """One counter: the program over a data folder, and somebody who works it without a mouse."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path, clock: FixedClock) -> None:
        self._qtbot, self._app = qtbot, app
        self.folder, self.clock = folder, clock
        self._program: Program | None = None
        self._seconds = 0.0

    # --- the program -------------------------------------------------------------------------

    def switch_on(self) -> None:
        """Start the program and wait until it asks for something."""
        self._program = Program(self._app, self.folder, clock=self.clock)
        assert self._program.start()
        with self._qtbot.waitSignal(self.window.painted, timeout=LIMIT_MS):
            self.window.resize(1366, 768)
            self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def switch_off(self) -> None:
        """Close the window as its owner does; harmless when it is off already."""
        if self._program is None:
            return
        program, self._program = self._program, None
        window = program.window
        if window is not None:
            window.close()
            window.deleteLater()
        program.stop()
        program.setParent(None)
        program.deleteLater()

    def cut_power(self) -> None:
        """The computer goes dark: what is on the disk at this moment is all that is found afterwards.

        The lock stays behind too, but names a process that is gone; ours still runs, so it is left out.
        """
        kept = [
            self.folder,
            *(item for item in data_folder.witness_folders(self.folder) if item.is_dir()),
        ]
        disks = [folder.with_name(f"the-disk-{at}") for at, folder in enumerate(kept)]
        for folder, disk in zip(kept, disks, strict=True):
            shutil.copytree(folder, disk, ignore=shutil.ignore_patterns(LOCK_NAME))
        self.switch_off()  # which tells the journal, and with it the witness, that the officer left
        for folder, disk in zip(kept, disks, strict=True):
            shutil.rmtree(folder)
            disk.rename(folder)

    @property
    def window(self) -> MainWindow:
        """The window."""
        assert self._program is not None
        assert self._program.window is not None
        return self._program.window

    @property
    def view(self) -> CounterView:
        """The signed-in part of the window."""
        assert self.window.view is not None
        return self.window.view

    @property
    def office(self) -> Office:
        """What the window works on, to see what was written."""
        assert self._program is not None
        assert self._program.place is not None
        return self._program.place.office

    def page(self, kind: type[P]) -> P:
        """The page in front, which has to be of this kind."""
        page = self.view.pages.currentWidget()
        assert isinstance(page, kind), f"{type(page).__name__} is in front"
        return page

    def panel(self, kind: type[P]) -> P:
        """What fills the window while nobody is signed in."""
        panel = self.window.stack.currentWidget()
        assert isinstance(panel, kind)
        return panel

    def dialog(self, kind: type[P]) -> P:
        """The dialog in front, once it is there."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        return dialog

    # --- the hands ---------------------------------------------------------------------------

    def wait(self, ready: Callable[[], object], timeout: int = LIMIT_MS) -> None:
        """Wait until ``ready()`` is true."""
        self._qtbot.waitUntil(lambda: bool(ready()), timeout=timeout)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
        """Press a key wherever the keyboard is, and let a button it presses come up again."""
        self._breathe()
        widget = self._target()
        window = widget.window()
        QTest.keyClick(widget, key, modifier)
        if key != TAB and isValid(window):  # Tab presses no button
            self.wait(lambda: not isValid(window) or not _pressed(window))

    def type(self, text: str) -> None:
        """Type into whatever has the keyboard; accented text comes through the input method."""
        self._breathe()
        if text.isascii():
            QTest.keyClicks(self._target(), text)
        else:
            commit(self._target(), text)

    def scan(self, text: str) -> None:
        """Hold a receipt or a card before the scanner: a burst faster than any hand, then Enter."""
        self._breathe()
        if text.isascii():
            QTest.keyClicks(self._target(), text)
        else:
            commit(self._target(), text)
        QTest.keyClick(self._target(), ENTER)

    def reach(self, widget: QWidget) -> None:
        """Press Tab until a field has the keyboard; its text is then marked, so that typing replaces it."""
        for _step in range(MOST_TABS):
            if QApplication.focusWidget() is widget:
                return
            self.press(TAB)
        raise AssertionError(f"Tab never comes to {widget.accessibleName() or widget}")

    def fill(self, widget: QWidget, text: str) -> None:
        """Go to a field and write it."""
        self.reach(widget)
        self.type(text)

    def pick(self, box: Choice, value: object) -> None:
        """Go to a list that drops down and move to a value with the arrows."""
        self.reach(box)
        self.press(KEY.Key_Home)
        for _step in box.values():
            if box.value() == value:
                return
            self.press(KEY.Key_Down)
        assert box.value() == value, f"not offered: {value}"

    def sign_in(self, password: str) -> None:
        """Type the password of whoever is offered."""
        self.type(password)
        self.press(ENTER)
        self.wait(lambda: self.window.view is not None and self.view.isVisible())

    def meanwhile(self, work: Callable[[Office], object]) -> None:
        """Somebody at another window does something, and two seconds pass here."""
        other = Office.open(self.folder, clock=self.clock, officer=COMMAND_LINE)
        work(other)
        other.close()
        Elsewhere(self.view.place, self.view).look()

    def said(self) -> str:
        """What lies over the page: the message, and what can be taken back; empty while nothing does."""
        toasts = (self.view.toasts.notice, self.view.toasts.undo)
        return "\n".join(toast.text.text() for toast in toasts if toast.isVisible())

    def _target(self) -> QWidget:
        front: QWidget = QApplication.activeModalWidget() or self.window
        if not front.isActiveWindow():
            front.activateWindow()
            self.wait(front.isActiveWindow)
        return QApplication.focusWidget() or front

    def _breathe(self) -> None:
        """A second passes for the scan catcher: hands are slow, and a busy machine must not make them a scanner."""
        self._seconds += 1
        if self._program is not None and self.window.scanner is not None:
            self.window.scanner._clock = lambda: self._seconds


def _pressed(window: QWidget) -> bool:
    return any(button.isDown() for button in window.findChildren(QAbstractButton))


def texts(widget: QWidget) -> str:
    """Everything that stands on a widget for the eye, line by line."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(text for text in labels if text)


def is_gone(dialog: QDialog) -> bool:
    """Whether a dialog was closed; a closed one is deleted soon after."""
    return not isValid(dialog) or not dialog.isVisible()
