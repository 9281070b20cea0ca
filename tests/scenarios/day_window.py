"""The whole program at one counter in a process of its own, worked through an X server's keys from outside.

A line of JSON in is an order or a question; a line of JSON out says what an officer sees. The keys F13 to F20, which
mean nothing to the program, come behind all keys before them and are answered the same way, with their number.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget

from counter_app.domain.clock import FixedClock
from counter_app.qt.board.page import BoardPage
from counter_app.qt.certification.page import CertificationPage
from counter_app.qt.closing.export_dialog import ExportDialog, Media
from counter_app.qt.closing.page import ClosingPage
from counter_app.qt.intake.page import IntakePage
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import ARGUMENTS
from counter_app.qt.queue.page import QueuePage
from counter_app.qt.returning.page import ReturningPage
from counter_app.qt.window.app import Program
from counter_app.qt.window.main_window import MainWindow
from counter_app.sync.stick.volumes import Target, Volume

LOOKS_MS = 20
GIGA = 2**30


class Desk(QObject):
    """What stands before the officer, and the little that no key can do: time passing, a stick plugged in."""

    def __init__(self, program: Program, clock: FixedClock, stick: Path) -> None:
        super().__init__(program)
        self._program, self._clock, self._stick = program, clock, stick
        self._wanted: tuple[str, str] | None = None
        self._sign: int | None = None
        self._held, self._left = "", 0
        self._in = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._in.activated.connect(self._on_order)
        self._looks = QTimer(self, interval=LOOKS_MS)
        self._looks.timeout.connect(self._look)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def _on_order(self) -> None:
        text = os.read(sys.stdin.fileno(), 65536).decode()
        if not text:
            QApplication.quit()
            return
        order: dict[str, Any] = json.loads(text)
        if "tick" in order:
            self._clock.tick(minutes=order["tick"])
        if "until" in order:
            self._wanted = tuple(order["until"])
            self._left = order.get("within", 0)
            self._looks.start()
            return
        _say(self.seen())

    def _look(self) -> None:
        """Answer what can be answered; a button that is still going down has not done its work."""
        if any(button.isDown() for button in self._buttons()):
            return
        if self._sign is not None:
            sign, self._sign = self._sign, None
            _say(self.seen() | {"sign": sign})
        if self._wanted is not None:
            what, text = self._wanted
            seen = self.seen()
            self._left -= LOOKS_MS
            missed = -LOOKS_MS < self._left <= 0  # asked for with a limit, which has passed
            if text in str(seen.get(what, "")) or missed:
                self._wanted = None
                _say(seen | {"missed": missed})
        if self._wanted is None:
            self._looks.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and Qt.Key.Key_F13 <= event.key() <= Qt.Key.Key_F20:
            front = QApplication.focusWidget() or QApplication.activeWindow()
            if event.type() == QEvent.Type.KeyPress and watched is front:
                self._sign = event.key() - Qt.Key.Key_F13
                self._look()
                self._looks.start()
            return isinstance(watched, QWidget)
        if isinstance(event, QInputMethodEvent) and watched is QApplication.focusWidget():
            self._held = event.preeditString()
        if isinstance(watched, QDialog | MainWindow) and event.type() == QEvent.Type.Show:
            # There is no window manager, which gives the keyboard to what opens and takes it back from what closes.
            QTimer.singleShot(0, watched, watched.activateWindow)
        if isinstance(watched, QDialog) and event.type() == QEvent.Type.Hide:
            QTimer.singleShot(0, self, self._come_back)
        return False

    def _buttons(self) -> list[QAbstractButton]:
        """The buttons before the officer: of the dialog, of the page, of what lies over it."""
        window = self._program.window
        front = [QApplication.activeModalWidget()]
        if window is not None and front == [None]:
            view = window.view
            front = [window.stack.currentWidget()] if view is None else [view.pages.currentWidget()]
        return [
            button
            for widget in front
            if widget is not None
            for button in widget.findChildren(QAbstractButton)
        ]

    def _come_back(self) -> None:
        front = QApplication.activeModalWidget() or self._program.window
        if front is not None:
            front.activateWindow()

    def seen(self) -> dict[str, Any]:
        """The page, the dialog, the field that has the keyboard, and what is said."""
        window = self._program.window
        assert window is not None
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        found = {
            "dialog": type(dialog).__name__ if dialog is not None else "",
            "words": _words(dialog) if dialog is not None else "",
            "front": str((dialog or window).isActiveWindow()),
            "focus": focus.accessibleName() if focus is not None else "",
            "text": focus.text() + self._held if isinstance(focus, QLineEdit) else "",
            "time": self._clock.now().isoformat(),
        }
        if isinstance(dialog, ExportDialog):
            found["stick"] = str(dialog.sticks.usable() is not None and not dialog._looking)
        if window.view is None or not window.view.isVisible():
            return found | {"page": "", "panel": type(window.stack.currentWidget()).__name__}
        view = window.view
        shown = view.pages.currentWidget()
        toasts = (view.toasts.notice, view.toasts.undo)
        said = "\n".join(toast.text.text() for toast in toasts if toast.isVisible())
        return found | {"signed": "in", "page": view.pages.name, "said": said} | self._of(shown)

    def _of(self, page: QWidget | None) -> dict[str, Any]:
        if isinstance(page, IntakePage):
            form = page.form
            applicant = form.applicant
            asked = self._wanted is not None and self._wanted[0] == "kept"
            kept = [draft.body for draft in page.place.office.drafts.mine()] if asked else []
            return {
                "name": applicant.name.text(), "number": applicant.id_no.text(), "kept": str(kept),
                "advice": applicant.card.advice.text(), "code": page.saved.code.text(),
                "paper": page.saved.paper.text(),
            }  # fmt: skip
        if isinstance(page, QueuePage):
            return {"called": page.current.digits.text(), "drawn": page.drawn.number.text()}
        if isinstance(page, ReturningPage):
            return {
                "band": page.band.word.text(),
                "paper": page.paper.text(),
                "name": page.form.name.text(),
            }
        if isinstance(page, CertificationPage):
            return {"number": page.done.number.text()}
        if isinstance(page, ClosingPage):
            page._media = self._port()
            return {"ready": str(page._asked is None)}
        if isinstance(page, BoardPage):
            return {"tiles": {name: tile.value for name, tile in page.tiles.items()}}
        return {}

    def _port(self) -> Media:
        volume = Volume(
            path=self._stick, label="MOT CUA 01", filesystem="exfat", serial="4A21-90F3", size=16 * GIGA,
            free=12 * GIGA, removable=True, read_only=False,
        )  # fmt: skip
        return Media(
            volumes=lambda: [volume],
            refusal=lambda _volume, _data_dir: "",
            target=lambda chosen, _data_dir: Target.of(chosen.path),
        )


def _words(dialog: QWidget) -> str:
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    return "\n".join(text for text in labels if text)


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(folder: Path, stick: Path, moment: str) -> int:
    """Start the program over the data in ``folder`` at ``moment`` and answer until the input ends."""
    app = QApplication([*sys.argv[:1], *ARGUMENTS])
    clock = FixedClock(datetime.fromisoformat(moment))
    program = Program(app, folder, clock=clock)
    desk = Desk(program, clock, stick)
    assert program.start()
    assert program.window is not None
    program.window.resize(1366, 768)
    _say({"platform": app.platformName()})
    code = app.exec()
    del desk
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
