"""Long work off the UI thread: one worker, progress, cancel. A job is a Qt-free callable over its own connection."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import field
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot
from shiboken6 import isValid

from counter_app.office import Office
from counter_app.values import dataclass

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Work = Callable[[Office, Progress, Cancelled], Any]
"""(twin office, progress(done, total, text), cancelled()) → result."""


@dataclass(eq=False)
class Job:
    """One piece of work: queued, under way or done."""

    work: Work
    finished: Callable[[Any], object]
    failed: Callable[[Exception], object]
    progressed: Callable[[int, int, str], object] | None = None
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; safe from any thread."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()


class _Worker(QObject):
    """Does one job after another in its thread.

    Signals:
        progressed(Job, int, int, str): done, total, what is being done.
        ended(Job, object, Exception | None): the result, or why there is none.
    """

    progressed = Signal(object, object, object, str)
    ended = Signal(object, object, object)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office

    @Slot(object)
    def run(self, job: Job) -> None:
        def progress(done: int, total: int, text: str) -> None:
            self.progressed.emit(job, done, total, text)

        try:
            with self._office.twin() as twin:
                result = job.work(twin, progress, lambda: job.cancelled)
        except Exception as error:
            self.ended.emit(job, None, error)
        else:
            self.ended.emit(job, result, None)

    @Slot()
    def end(self) -> None:
        """Behind the work that was asked for before, the thread ends."""
        self.thread().quit()


class Jobs(QObject):
    """The one worker thread, begun with the first job and kept; jobs run one after another.

    Signals:
        busy(bool): work began or all of it ended.
    """

    busy = Signal(bool)
    _wanted = Signal(object)
    _stopping = Signal()

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._thread: QThread | None = None
        self._worker: _Worker | None = None
        self._waiting: list[Job] = []

    def start(
        self,
        work: Work,
        *,
        finished: Callable[[Any], object],
        failed: Callable[[Exception], object],
        progressed: Callable[[int, int, str], object] | None = None,
    ) -> Job:
        """Queue work; the callbacks run in the UI thread, unless what they belong to is gone by then.

        So they are methods, or ``partial`` of one: nobody knows what a function of its own touches.
        """
        job = Job(work, finished, failed, progressed)
        self._waiting.append(job)
        if len(self._waiting) == 1:
            self._run_first()
        return job

    def _run_first(self) -> None:
        if self._thread is None:
            self._begin_thread()
        self.busy.emit(True)
        self._wanted.emit(self._waiting[0])

    def _begin_thread(self) -> None:
        self._thread, self._worker = QThread(self), _Worker(self._office)
        self._worker.moveToThread(self._thread)
        self._wanted.connect(self._worker.run)
        self._stopping.connect(self._worker.end)
        # Slots of this object, so that whatever is called back is called in its thread and no other.
        self._worker.progressed.connect(self._on_progressed)
        self._worker.ended.connect(self._on_ended)
        self._thread.finished.connect(self._worker.deleteLater)
        self._thread.start()

    @Slot(object, object, object, str)
    def _on_progressed(self, job: Job, done: int, total: int, text: str) -> None:
        if job.progressed is not None and _lives(job.progressed):
            job.progressed(done, total, text)

    @Slot(object, object, object)
    def _on_ended(self, job: Job, result: Any, error: Exception | None) -> None:
        self._waiting.remove(job)
        if self._waiting:
            self._run_first()
        else:
            self.busy.emit(False)
        if error is None and _lives(job.finished):
            job.finished(result)
        elif error is not None and _lives(job.failed):
            job.failed(error)

    @property
    def working(self) -> bool:
        """Whether work is under way."""
        return bool(self._waiting)

    def cancel(self) -> None:
        """Ask all work to stop at its next step."""
        for job in self._waiting:
            job.cancel()

    def stop(self) -> None:
        """Wait for the work under way and forget what waits behind it; for closing the window."""
        del self._waiting[1:]
        if self._thread is not None:
            self._stopping.emit()
            self._thread.wait()
            self._thread.deleteLater()
            self._thread = self._worker = None


def _lives(callback: Callable[..., object]) -> bool:
    """Whether what a callback belongs to was not deleted: a dialog may be closed while its work goes on."""
    method = callback.func if isinstance(callback, partial) else callback
    owner = getattr(method, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
