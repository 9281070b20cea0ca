"""Other windows write to the same file; what they did shows here within seconds."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from counter_app.desk.desk import Noun
from counter_app.qt.kit.workplace import Workplace

POLL_MS = 2_000
WATCHED = tuple(Noun)
"""The things another window, the terminal or this one's worker may have changed; forms keep the value in hand."""


class Elsewhere(QObject):
    """Asks the store every two seconds whether somebody else wrote, and announces it. One number is read, no table."""

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look once; a closed office is looked at no more."""
        if self._place.office.closed:
            self._timer.stop()
            return
        if not self._place.office.changed_elsewhere():
            return
        if self._place.office.seat.works_still():
            self._place.hub.hear(*WATCHED)
        else:
            self._place.hub.put_out.emit()
