"""Work off the UI thread that needs no office: founding one, trying a printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal
from typing_extensions import override


class Errand(QThread):
    """Runs one piece of work once.

    Signals:
        ready(): it is done.
        failed(object): the exception.
    """

    ready = Signal()
    failed = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work

    @override
    def run(self) -> None:
        try:
            self._work()
        except Exception as error:
            self.failed.emit(error)
        else:
            self.ready.emit()
