"""The real program in one dress, led from scene to scene without waiting for the clock on the wall."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from counter_app.qt.kit.public_window import PublicWindow
from counter_app.qt.window.app import Program
from counter_app.qt.window.appearance import Look
from tests.patience import settle
from tests.screenshots.sample import NOW

if TYPE_CHECKING:
    from counter_app.qt.kit.page import Page
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.main_window import MainWindow
    from tests.gallery.looks import Dress, Size

MOST_TURNS, TURN_MS = 2_000, 10
A_DAY_MS = 86_400_000


class Stage:
    """One run of the program over a copy of the sample office."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program = program
        self.folder = folder
        self.beside: QWidget | None = None
        """A window of its own that nothing else holds."""

    @property
    def window(self) -> MainWindow:
        """The main window."""
        window = self._program.window
        assert window is not None
        return window

    @property
    def place(self) -> Workplace:
        """What the visible pages are given."""
        if self.window.view is not None:
            return self.window.view.place
        place = self._program.place
        assert place is not None
        return place

    @property
    def office(self) -> Office:
        """The sample office."""
        return self.place.office

    def rest(self) -> None:
        """Let layouts and work off the window's thread end."""
        settle()
        self.until(lambda: self._program.place is None or not self._program.place.jobs.working)
        settle()

    def until(self, ready: Callable[[], object]) -> None:
        """Let the program run until something is so. Errors: TimeoutError."""
        for _turn in range(MOST_TURNS):
            if ready():
                return
            QTest.qWait(TURN_MS)
        said = [item.text() for item in self.window.findChildren(QLabel) if item.isVisible()]
        raise TimeoutError(f"the window never came to the state that was waited for: {said}")

    def sit_down(self, login: str) -> None:
        """Let an officer of the sample office work."""
        if self.window.view is not None:
            self.window.sign_out()
            self.rest()
        self.window.sign_in.tried.emit(login, FIRST_PASSWORD)
        self.until(lambda: self.window.view is not None and self.window.view.isVisible())
        # Nobody touches the counter here: a slow walk would draw the locked screen in place of every later scene.
        self.window.gate.quiet.setInterval(A_DAY_MS)
        self.rest()

    def open(self, name: str, argument: object = None) -> Any:
        """Show a page anew and return it."""
        view = self.window.view
        assert view is not None
        view.go(name, argument)
        self.rest()
        page: Page | None = view.pages.page(name)
        assert page is not None
        return page

    def resize(self, size: Size) -> None:
        """Give the window a size, however small its content wants it."""
        self.window.setMinimumSize(0, 0)
        self.window.resize(size.width, size.height)
        for shown in self._public():
            shown.resize(size.width, size.height)
        self.rest()

    def _public(self) -> list[QWidget]:
        """What citizens see, which stands alone on a screen."""
        tops = QApplication.topLevelWidgets()
        return [item for item in tops if isinstance(item, PublicWindow) and item.isVisible()]

    def dialogs(self) -> list[QDialog]:
        """Open dialogs, the foremost last."""
        widgets = QApplication.topLevelWidgets()
        return [item for item in widgets if isinstance(item, QDialog) and item.isVisible()]

    def close_dialogs(self) -> None:
        """Shut every dialog."""
        for dialog in (*self.dialogs(), *self._public()):
            dialog.hide()
            dialog.deleteLater()
        self.rest()

    def front(self) -> QWidget:
        """What somebody looks at: the foremost dialog, else the window."""
        dialogs = [*self._public(), *self.dialogs()]
        return dialogs[-1] if dialogs else self.window


@contextmanager
def staged(app: QApplication, sample: Path, folder: Path, dress: Dress) -> Iterator[Stage]:
    """The program started over a copy of ``sample`` in ``folder``, dressed, nobody signed in."""
    shutil.copytree(sample, folder)
    clock = FixedClock(NOW)
    office = Office.open(folder, clock=clock)
    wish = replace(
        office.preferences,
        theme=dress.palette,
        text_scale=dress.scale,
        language=dress.language,
    )
    office.session.officer = office.staff.officers()[0]
    office.rules.change_preferences(wish)
    office.close()
    look = Look.of(folder)
    look.theme, look.text_scale, look.language = wish.theme, wish.text_scale, wish.language
    look.keep()
    program = Program(app, folder, clock=clock)
    program.start()
    stage = Stage(program, folder)
    try:
        stage.until(lambda: program.place is not None)
        stage.rest()
        yield stage
    finally:
        stage.close_dialogs()
        stage.window.hide()
        program.stop()
        stage.window.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
