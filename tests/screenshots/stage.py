"""The real program without a screen: started, signed in, led from page to page, photographed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.clock import FixedClock
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.window.app import Program
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.practice import Practice
from tests.screenshots.sample import NOW

WIDTH, HEIGHT = 1366, 768
PATIENCE_MS = 20_000
STEP_MS = 20
P = TypeVar("P", bound=Page)


class Stage:
    """One run of the program over a data folder; use it with ``with``."""

    def __init__(self, app: QApplication, folder: Path, practice: Practice | None = None) -> None:
        place = folder if practice is None else practice.folder
        self._program = Program(app, place, clock=FixedClock(NOW), practice=practice)

    def __enter__(self) -> Stage:
        self._program.start()
        self.window.resize(WIDTH, HEIGHT)
        self.settle()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close_dialogs()
        window, program = self.window, self._program
        window.hide()
        program.stop()
        window.deleteLater()
        program.deleteLater()
        QTest.qWait(1)

    @property
    def window(self) -> MainWindow:
        """The main window."""
        window = self._program.window
        assert window is not None
        return window

    @property
    def place(self) -> Workplace:
        """What pages are given."""
        place = self._program.place
        assert place is not None
        return place

    def wait_until(self, ready: Callable[[], object]) -> None:
        """Let the program run until something is so. Errors: TimeoutError."""
        for _turn in range(PATIENCE_MS // STEP_MS):
            if ready():
                return
            QTest.qWait(STEP_MS)
        raise TimeoutError("the window never came to the state that was waited for")

    def settle(self) -> None:
        """Let everything that was begun end: layouts, searches, work off the UI thread."""
        QTest.qWait(400)
        if self._program.place is not None:
            self.wait_until(lambda: not self.place.jobs.working)
        QTest.qWait(200)

    def sign_in(self, login: str) -> None:
        """Let an officer of the sample office sit down, after whoever sits there."""
        if self.window.view is not None:
            self.window.sign_out()
        self.window.sign_in.tried.emit(login, FIRST_PASSWORD)
        self.wait_until(lambda: self.window.view is not None and self.window.view.isVisible())
        self.settle()

    def open(self, name: str, kind: type[P], argument: object = None) -> P:
        """Show a page."""
        view = self.window.view
        assert view is not None
        view.go(name, argument)
        self.settle()
        page = view.pages.page(name)
        assert isinstance(page, kind)
        return page

    def picture(self) -> QImage:
        """The window as it stands, with open dialogs in front of it."""
        self.settle()
        image = self.window.grab().toImage()
        for dialog in self.dialogs():
            image = _in_front(image, dialog.grab().toImage())
        return image

    def dialogs(self) -> list[QDialog]:
        """Open dialogs, the foremost last."""
        widgets = QApplication.topLevelWidgets()
        return [item for item in widgets if isinstance(item, QDialog) and item.isVisible()]

    def close_dialogs(self) -> None:
        """Shut every dialog."""
        for dialog in self.dialogs():
            dialog.close()
        self.settle()


def alone(widget: QWidget, width: int, height: int) -> QImage:
    """A window of its own, such as the public's, at a size."""
    widget.resize(width, height)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.show()
    QTest.qWait(300)
    image = widget.grab().toImage()
    widget.close()
    return image


def _in_front(ground: QImage, dialog: QImage) -> QImage:
    painter = QPainter(ground)
    painter.fillRect(ground.rect(), QColor(15, 23, 42, 110))
    corner = QPoint(
        (ground.width() - dialog.width()) // 2, (ground.height() - dialog.height()) // 2
    )
    painter.setPen(QColor("#94A3B8"))
    painter.drawRect(corner.x() - 1, corner.y() - 1, dialog.width() + 1, dialog.height() + 1)
    painter.drawImage(corner, dialog)
    painter.end()
    return ground
