"""Looks at citizens' data, written into the access book within a second, beside the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counter_app.domain.access.look import Way
from counter_app.qt.kit.jobs import Lane

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Jobs
    from counter_app.store.file.looks import WaitingLooks

SOON_MS, AGAIN_MS = 500, 30_000
"""The time a look waits for others, and for another try after the disk refused."""


class LooksKept(QObject):
    """Writes what waits, unless an act took it along before.

    Signals:
        came(): a look waits; from any thread.
    """

    came = Signal()

    def __init__(self, office: Office, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        office.session.way = Way.WINDOW.value
        self._looks, self._jobs = office.access.waiting, jobs
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._write)
        self._looks.came = self.came.emit
        self.destroyed.connect(partial(_forget, self._looks))
        self.came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        if len(self._looks):
            self._on_came()

    def _on_came(self) -> None:
        if not self._soon.isActive():
            self._soon.start(SOON_MS)

    def _write(self) -> None:
        # What still waits when the window has closed is written as the office is closed.
        if len(self._looks) and self._window.isVisible():
            self._jobs.start(
                _written, finished=self._on_tried, failed=self._on_failed, lane=Lane.BOOK
            )

    def _on_tried(self, kept: bool) -> None:
        if not kept:
            self._soon.start(AGAIN_MS)

    def _on_failed(self, _error: Exception) -> None:
        self._soon.start(AGAIN_MS)


def _forget(looks: WaitingLooks) -> None:
    """The window is gone; what waits is written as the office is closed."""
    looks.came = None


def _written(office: Office, _progress: Any, _cancelled: Any) -> bool:
    return office.access.write()
