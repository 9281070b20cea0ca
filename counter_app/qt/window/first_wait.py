"""Long work before there is an office, off the window's thread: how far it is, the time left, and stopping it.

The three lanes work for an office that is open (ADR 50); here there is none yet, so the work has a thread of its own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.one_shot import Errand
from counter_app.qt.kit.pace import Pace, left_text
from counter_app.qt.kit.theme import scaled

Told = Callable[[int, int], None]
"""(done, total): how far the work is; a total of 0 while nobody knows."""
Asked = Callable[[], bool]
"""The question if the work shall stop."""
FirstWork = Callable[[Told, Asked], object]


class FirstWait(QWidget):
    """One piece of work at a time, with its bar.

    Signals:
        ended(object): it is over; None, or the exception it ended with.
    """

    ended = Signal(object)
    _told = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._errand: Errand | None = None
        self._pace = Pace()
        self._stopping = threading.Event()
        self.text = text_label("", "heading")
        self.bar = QProgressBar()
        self.bar.setFixedWidth(scaled(360))
        self.bar.setTextVisible(False)  # the words below say how far it is
        self.bar.setAccessibleName(_("Đang chuẩn bị dữ liệu"))
        self.step = text_label("", "muted")
        self.stop = ActionButton(_("Dừng"), self.end, name="close", key="Esc")
        column = QVBoxLayout(self)
        column.addStretch(2)
        for label in (self.text, self.step):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self.text, self.bar, self.step, self.stop):
            centred = Qt.AlignmentFlag.AlignHCenter
            column.addWidget(
                widget, 0, centred if widget in (self.bar, self.stop) else Qt.AlignmentFlag(0)
            )
        column.addStretch(3)
        self._told.connect(self._on_told)

    @property
    def busy(self) -> bool:
        """True if work is under way."""
        return self._errand is not None

    def begin(self, text: str, work: FirstWork, *, stop: str = "") -> None:
        """Do it; ``stop`` is what stopping it is called, empty for what is over in a moment."""
        if self._errand is not None:
            return
        self._pace, self._stopping = Pace(), threading.Event()
        self.text.setText(text)
        self.step.setText("")
        self.bar.setRange(0, 0)
        self.stop.setText(f"{stop} (Esc)")
        self.stop.setAccessibleName(stop)
        self.stop.setVisible(bool(stop))
        self.stop.setEnabled(True)
        asked = self._stopping.is_set
        self._errand = Errand(lambda: work(self._told.emit, asked))
        self._errand.ready.connect(self._on_ready)
        self._errand.failed.connect(self._on_failed)
        self._errand.start()

    def end(self) -> None:
        """Tell the work to stop."""
        self._stopping.set()
        self.stop.setEnabled(False)
        self.step.setText(_("Đang dừng…"))

    def _on_told(self, done: int, total: int) -> None:
        if self._stopping.is_set():
            return
        now = time.monotonic()
        self._pace.note(done, total, "", now)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        part = self._pace.part
        words = [f"{part:.0%}" if part is not None else "", left_text(self._pace.left(now))]
        self.step.setText(", ".join(filter(None, words)))

    def _on_ready(self) -> None:
        self._over(None)

    def _on_failed(self, error: Exception) -> None:
        self._over(error)

    def _over(self, error: Exception | None) -> None:
        if self._errand is not None:
            self._errand.wait()
            self._errand = None
        self.ended.emit(error)
