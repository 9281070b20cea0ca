"""Long work off the UI thread: lanes for paper, reading, long work, the access book and copies; time left, cancel.

A job is a Qt-free callable over a connection of its own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import field
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot
from shiboken6 import isValid

from counter_app.errors import Cancelled as Stopped
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.qt.kit.pace import Pace
from counter_app.values import dataclass

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Work = Callable[[Office, Progress, Cancelled], Any]
"""(twin office, progress(done, total, text), cancelled()) → result."""

ENDING_MS = 2_000
"""The time a closing window waits for work that was told to stop."""


class Lane(StrEnum):
    """Work waits for its own lane only: nobody waits for a check to have a receipt printed.

    What the program does by itself has a lane aside: nobody waits for what nobody asked for.
    """

    PAPER = "paper"
    READING = "reading"
    LONG = "long"
    BOOK = "book"
    """The lane of the access book: a line within a second, whatever else is under way."""
    ASIDE = "aside"


@dataclass(eq=False)
class Job:
    """One piece of work: queued, under way or done.

    ``name`` is what people call it, empty for what is over before anybody reads it. ``stops``: it asks whether it was
    cancelled and leaves nothing half made; one that waits for its turn can always be taken back.
    """

    work: Work
    finished: Callable[[Any], object]
    failed: Callable[[Exception], object]
    progressed: Callable[[int, int, str], object] | None = None
    lane: Lane = Lane.READING
    name: str = ""
    stops: bool = False
    running: bool = False
    asked_at: float = field(default_factory=time.monotonic)
    pace: Pace = field(default_factory=Pace)
    dropped: Callable[[Job], object] | None = None
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what still waits for its turn never begins. Safe from any thread."""
        self._cancelled.set()
        if self.dropped is not None:
            self.dropped(self)

    @property
    def cancelled(self) -> bool:
        """True if it was asked to stop."""
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

        if job.cancelled:
            self.ended.emit(job, None, _taken_back(job))
            return
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


class _Line(QObject):
    """One lane: its thread, begun with its first job and kept, and what waits there.

    Signals:
        progressed, ended: as of the worker, in the thread of the window.
    """

    progressed = Signal(object, object, object, str)
    ended = Signal(object, object, object)
    _wanted = Signal(object)
    _stopping = Signal()

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._thread: QThread | None = None
        self._worker: _Worker | None = None
        self.waiting: list[Job] = []

    def add(self, job: Job) -> None:
        """Do a job behind those that are there."""
        self.waiting.append(job)
        if len(self.waiting) == 1:
            self._run_first()

    def drop(self, job: Job) -> bool:
        """Take a job back whose turn has not come; whether it was."""
        if job.running or job not in self.waiting:
            return False
        self.waiting.remove(job)
        return True

    def _run_first(self) -> None:
        if self._thread is None:
            self._begin_thread()
        self.waiting[0].running = True
        self._wanted.emit(self.waiting[0])

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
        self.progressed.emit(job, done, total, text)

    @Slot(object, object, object)
    def _on_ended(self, job: Job, result: Any, error: Exception | None) -> None:
        self.waiting.remove(job)
        job.running = False
        if self.waiting:
            self._run_first()
        self.ended.emit(job, result, error)

    def forget(self) -> None:
        """Forget what waits behind the work under way."""
        del self.waiting[1:]

    def stop(self, most_ms: int) -> bool:
        """Wait for the work under way, at most so long (-1: as long as it takes); whether the thread has ended."""
        if self._thread is None:
            return True
        self._stopping.emit()
        if not (self._thread.wait() if most_ms < 0 else self._thread.wait(most_ms)):
            return False
        self._thread.deleteLater()
        self._thread = self._worker = None
        return True


class Jobs(QObject):
    """A thread for each lane; the jobs of a lane run one after another.

    Signals:
        changed(): a job was queued, went on or ended.
        ended(Job, Exception | None): it is over.
    """

    changed = Signal()
    ended = Signal(object, object)
    _dropped = Signal(object)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = {lane: _Line(office, self) for lane in Lane}
        for line in self._lines.values():
            line.progressed.connect(self._on_progressed)
            line.ended.connect(self._on_ended)
        self._dropped.connect(self._on_dropped, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Work,
        *,
        finished: Callable[[Any], object],
        failed: Callable[[Exception], object],
        progressed: Callable[[int, int, str], object] | None = None,
        lane: Lane = Lane.READING,
        name: str = "",
        stops: bool = False,
    ) -> Job:
        """Queue work; the callbacks run in the UI thread, unless what they belong to is gone by then.

        So they are methods, or ``partial`` of one: nobody knows what a function of its own touches.
        """
        job = Job(work, finished, failed, progressed, lane, name, stops)
        job.dropped = self._dropped.emit
        self._lines[lane].add(job)
        self.changed.emit()
        return job

    @Slot(object, object, object, str)
    def _on_progressed(self, job: Job, done: int, total: int, text: str) -> None:
        job.pace.note(done, total, text, time.monotonic())
        self.changed.emit()
        if job.progressed is not None and _lives(job.progressed):
            job.progressed(done, total, text)

    @Slot(object)
    def _on_dropped(self, job: Job) -> None:
        if self._lines[job.lane].drop(job):
            self._on_ended(job, None, _taken_back(job))

    @Slot(object, object, object)
    def _on_ended(self, job: Job, result: Any, error: Exception | None) -> None:
        self.changed.emit()
        self.ended.emit(job, error)
        if error is None and _lives(job.finished):
            job.finished(result)
        elif error is not None and _lives(job.failed):
            job.failed(error)

    @property
    def under_way(self) -> list[Job]:
        """Work under way and what waits behind it, as it was asked for."""
        every = [job for line in self._lines.values() for job in line.waiting]
        return sorted(every, key=lambda job: job.asked_at)

    @property
    def working(self) -> bool:
        """True if work is under way."""
        return any(line.waiting for line in self._lines.values())

    def cancel(self) -> None:
        """Ask all work to stop at its next step."""
        for job in self.under_way:
            job.cancel()

    def leave(self) -> None:
        """Tell all work to stop and wait for it, but not for ever; for closing the window."""
        self.cancel()
        self.stop(ENDING_MS)

    def stop(self, most_ms: int = -1) -> bool:
        """Wait for the work under way and forget what waits behind it.

        Whether all of it is over after at most so many milliseconds, -1 for as long as it takes.
        """
        until, over = time.monotonic() + most_ms / 1000, True
        for line in self._lines.values():
            line.forget()
        for line in self._lines.values():
            left = max(round((until - time.monotonic()) * 1000), 0)
            over = line.stop(-1 if most_ms < 0 else left) and over
        return over


def _taken_back(job: Job) -> Stopped:
    return Stopped(_("Đã dừng trước khi bắt đầu: {name}.").format(name=job.name))


def _lives(callback: Callable[..., object]) -> bool:
    """True if what a callback belongs to was not deleted: a dialog may be closed while its work goes on."""
    method = callback.func if isinstance(callback, partial) else callback
    owner = getattr(method, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
