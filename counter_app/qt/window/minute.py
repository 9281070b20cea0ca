"""The beginning of each minute: the clock in the header is never behind the clock on the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

MINUTE_MS = 60_000


class MinuteTimer(QTimer):
    """Runs something now and as each minute of ``now`` begins."""

    def __init__(
        self, now: Callable[[], datetime], run: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent, singleShot=True)
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self._now, self._run = now, run
        self.timeout.connect(self.tick)

    def tick(self) -> None:
        """Run it, and wait for the next minute."""
        self._run()
        now = self._now()
        self.start(MINUTE_MS - now.second * 1000 - now.microsecond // 1000)
