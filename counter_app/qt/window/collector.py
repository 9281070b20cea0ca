"""The moments of Python's collector: between two events of the window's thread, and at no other time.

Left to itself it comes whenever something is made, on whatever thread that happens: on the worker, or in the middle of
a call of Qt. If a window's part is among what nobody needs any more, it is then destroyed under Qt's hands.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
"""The time between two looks if enough has been made since."""


class Collector(QObject):
    """Collects what only refers to itself, as often as Python would; from ``begin`` until ``stop``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._young = 0
        self._middle = 0

    def begin(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give back to Python."""
        self._timer.stop()
        gc.enable()

    def collect(self) -> None:
        """Collect what is due by Python's own thresholds.

        Nobody asks for the list of all objects: while it is held, a tuple that another thread is making cannot grow.
        """
        youngest, middle, oldest = gc.get_threshold()
        if gc.get_count()[0] <= youngest:
            return
        self._young += 1
        if self._young <= middle:
            gc.collect(0)
        elif self._middle < oldest:
            self._young, self._middle = 0, self._middle + 1
            gc.collect(1)
        else:
            self._young = self._middle = 0
            gc.collect()
