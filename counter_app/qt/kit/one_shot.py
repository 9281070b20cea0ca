"""Work off the UI thread that needs no office: founding one, trying a printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QThread, Signal

from counter_app.qt.kit.overriding import override

ENDING_MS = 2_000
"""The time a program that ends waits for an errand."""


class Errand(QThread):
    """Runs one piece of work once, and goes when it is done.

    It belongs to the program and not to its sender: a thread that is deleted with a closed dialog while it still runs
    ends the program. A piece of work that waits may hang; a program that ends does not. Connect methods of a QObject:
    Qt calls none of an object that is gone.

    Signals:
        ready(): it is done.
        failed(object): the exception.
    """

    ready = Signal()
    failed = Signal(object)

    def __init__(self, work: Callable[[], object]) -> None:
        app = QCoreApplication.instance()
        super().__init__(app)
        self._work = work
        self.finished.connect(self.deleteLater)
        if app is not None:
            app.aboutToQuit.connect(self._on_quit)

    def _on_quit(self) -> None:
        self.wait(ENDING_MS)

    @override
    def run(self) -> None:
        try:
            self._work()
        except Exception as error:
            self.failed.emit(error)
        else:
            self.ready.emit()
