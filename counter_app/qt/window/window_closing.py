"""Closing the window while work goes on: asked first, then the work is told to stop, and nobody is held for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.qt.kit.hub import Hub
    from counter_app.qt.kit.jobs import Jobs

STOPPING_MS = 2_000
"""Work that has not stopped by then is told of, and may be left."""


class Leaving(QObject):
    """Asked once a close: the first asks, the second stops the work, a third leaves work that will not stop.

    What is left that way is swept up at the next start, like after a power cut.

    Signals:
        free(): the work has stopped; the window may be closed.
    """

    free = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs: Jobs | None = None
        self._hub: Hub | None = None
        self._asked = self._stopping = self._told = False
        self._late = QTimer(self, singleShot=True, interval=STOPPING_MS)
        self._late.timeout.connect(self._on_late)

    def attach(self, jobs: Jobs) -> None:
        """Look after this work."""
        self._jobs = jobs
        jobs.ended.connect(self._on_ended)

    def may_close(self, hub: Hub) -> bool:
        """True if the window may be closed now; else it is said in the window why not."""
        from counter_app.qt.kit.hub import Tone

        self._hub, names = hub, self._names()
        if not names or self._told:
            return True
        if not self._asked:
            self._asked = True
            text = _("Đang chạy: {names}. Chờ xong rồi đóng; bấm đóng lần nữa để dừng.")
            hub.notice(Tone.WARNING, text.format(names=names))
            return False
        if not self._stopping and self._jobs is not None:
            self._stopping = True
            text = _("Đang dừng: {names}. Cửa sổ tự đóng khi đã dừng.")
            hub.notice(Tone.INFO, text.format(names=names))
            self._jobs.cancel()
            self._late.start()
        return False

    def _names(self) -> str:
        jobs = self._jobs.under_way if self._jobs is not None else []
        return ", ".join(dict.fromkeys(job.name for job in jobs if job.name))

    def _on_ended(self, *_job: object) -> None:
        if self._names():
            return
        stopping = self._stopping
        self._asked = self._stopping = self._told = False
        self._late.stop()
        if stopping:
            self.free.emit()

    def _on_late(self) -> None:
        from counter_app.qt.kit.hub import Tone

        if self._hub is not None:
            self._told = True
            text = _(
                "Chưa dừng được: {names}. Bấm đóng lần nữa để đóng ngay; phần làm dở được dọn khi mở lại."
            )
            self._hub.notice(Tone.WARNING, text.format(names=self._names()))
