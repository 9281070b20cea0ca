"""The window in a process of its own, straight after signing in: nothing is made ready, and keys come from outside.

Run by ``test_on_linux_cold_openings``: says in a line of JSON that it stands there, and for every sign (F13) what has
the keyboard, what stands in it, and what was before the eyes while pages were made.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Jobs
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import ARGUMENTS, apply_theme
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.main_window import MainWindow

SIGN = 0xFFCA
"""F13 as X calls it."""
F13 = 0x0100003C


class Eyes(QObject):
    """Looks at the window whenever it paints while a page is made, and tells what came of the keys."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.seen: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pages = self.window.view.pages if self.window.view else None
        coming = event.type() == QEvent.Type.Paint and pages is not None and pages.coming
        if coming and isinstance(watched, QLabel) and watched.property("role") == "title":
            self.seen.append(watched.text())
        key = event.key() if isinstance(event, QKeyEvent) else 0
        pressed = event.type() == QEvent.Type.KeyPress and key == F13
        if pressed and watched is QApplication.focusWidget():
            self.tell()
        return False

    def tell(self) -> None:
        """Say how things stand."""
        held = QApplication.focusWidget()
        assert self.window.view is not None
        told = {
            "page": self.window.view.pages.name,
            "text": held.text() if isinstance(held, QLineEdit) else None,
            "seen": self.seen,
        }
        _say(told)
        self.seen = []


def _say(told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main(data: Path) -> None:
    """Sit down in the office in a folder, all pages still to be made."""
    app = QApplication([sys.argv[0], *ARGUMENTS])
    clock = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL))
    office = Office.open(data, clock=clock, officer=COMMAND_LINE)
    office.session.officer = office.staff.officers()[0]
    apply_theme(app, office.preferences)
    window = MainWindow(Look.of(data))
    window.show()
    window.attach(Workplace(office, Hub(), Jobs(office)))
    assert window.view is not None
    window.view.pages.in_slices = True
    eyes = Eyes(window)
    app.installEventFilter(eyes)
    window.activateWindow()
    said = [False]

    def stands() -> None:
        if QApplication.focusWidget() is not None and not said[0]:
            said[0] = True
            _say({"platform": QGuiApplication.platformName()})

    app.focusChanged.connect(lambda _old, _new: stands())
    stands()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
