"""Modules are made ready while a password is typed, pages while hands rest.

The first opening of a page takes a quarter of a second, half of it for loading; on a weak computer a whole one.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.qt.window.counter_view import CounterView
    from counter_app.qt.window.page_stack import PageStack
    from counter_app.qt.window.scanner import ScanCatcher

REST_MS = 1_500
"""Hands that rest for so long are not in the middle of a word."""
FIRST_MS = 250
"""Whoever has just signed in looks at Home first; a key meanwhile waits for one slice."""
BETWEEN_MS = 150
"""Between two pages, for whatever came meanwhile."""
BETWEEN_SLICES_MS = 30
"""Between two parts of one page."""


class LoadingAhead:
    """Loads the modules of pages, verbs and paper, on a thread of its own; they are only loaded, nothing is made."""

    def __init__(self) -> None:
        self.thread: threading.Thread | None = None

    def begin(self, *_typed: object) -> None:
        """Begin, once."""
        if self.thread is None:
            self.thread = threading.Thread(target=_load, name="loading-ahead", daemon=True)
            self.thread.start()


def _load() -> None:
    with suppress(ImportError, OSError):  # told when somebody opens what cannot be loaded
        import counter_app.qt.window.counter_view
        from counter_app.qt.window.page_list import ENTRIES, UNLISTED

        for item in (*ENTRIES, *UNLISTED):
            item.load()
        import counter_app.desk.paper.render
        import counter_app.printing.raster
        import counter_app.qt.kit.print_dialog
        import counter_app.qt.kit.qt_printer
        import counter_app.qt.window.palette
        import counter_app.qt.window.veil  # noqa: F401
        from counter_app.desk.groups import load_all
        from counter_app.qt.kit.icons import read_drawings

        load_all()
        read_drawings()


class Preparing(QObject):
    """Builds pages one by one, and large ones part by part, while nobody touches the counter."""

    def __init__(self, pages: PageStack, names: Sequence[str]) -> None:
        super().__init__(pages)
        self._pages, self._names = pages, list(names)
        self._timer = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._timer.timeout.connect(self.prepare_next)
        self._timer.start()

    def wait(self) -> None:
        """Somebody is at work: not now."""
        if self._names:
            self._timer.start(REST_MS)

    def prepare_next(self) -> None:
        """Build the next slice of the next page that nobody has opened yet; for nobody there are no pages."""
        if not self._pages.manned():
            return
        while self._names and self._pages.page(self._names[0]) is not None:
            self._names.pop(0)
        if not self._names:
            return
        more = False
        try:
            more = self._pages.prepare_part(self._names[0])
        finally:
            if not more:  # whole; or it cannot be made, which whoever opens it is told
                self._names.pop(0)
            self._timer.start(BETWEEN_SLICES_MS if more else BETWEEN_MS)


def prepare(view: CounterView, scanner: ScanCatcher) -> None:
    """Build the pages of whoever sits here, and make the copies that are owed, while nothing is touched."""
    from counter_app.qt.window.daily_copies import DailyCopies

    officer = view.place.office.session.officer
    names = [item.name for item in view.known.every if item.open_to(officer)]
    scanner.touched.connect(Preparing(view.pages, names).wait)
    scanner.touched.connect(DailyCopies(view.place, view).wait)
