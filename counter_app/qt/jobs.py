"""Long work off the UI thread: one worker, progress, cancel. A job is a Qt-free callable over its own connection."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from counter_app.office import Office

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Work = Callable[[Office, Progress, Cancelled], Any]
"""(twin office, progress(done, total, text), cancelled()) → result."""


class Job(QObject):
    """One piece of work under way.

    Signals:
        progressed(int, int, str): done, total, what is being done.
        finished(object): the result.
        failed(object): the exception.
    """

    progressed = Signal(object, object, str)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, office: Office, work: Work) -> None:
        super().__init__()
        self._office = office
        self._work = work
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; safe from any thread."""
        self._cancelled.set()

    @Slot()
    def run(self) -> None:
        """Do the work; called in the worker's thread."""
        try:
            with self._office.twin() as twin:
                result = self._work(twin, self.progressed.emit, self._cancelled.is_set)
        except Exception as error:
            self.failed.emit(error)
        else:
            self.finished.emit(result)


class Jobs(QObject):
    """The one worker thread; jobs run one after another.

    Signals:
        busy(bool): work began or all of it ended.
    """

    busy = Signal(bool)
    _begin = Signal()

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._thread: QThread | None = None
        self._waiting: list[Job] = []

    def start(
        self,
        work: Work,
        *,
        finished: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progressed: Callable[[int, int, str], None] | None = None,
    ) -> Job:
        """Queue work; the callbacks run in the UI thread."""
        job = Job(self._office, work)
        job.finished.connect(finished)
        job.failed.connect(failed)
        if progressed is not None:
            job.progressed.connect(progressed)
        job.finished.connect(self._on_ended)
        job.failed.connect(self._on_ended)
        self._waiting.append(job)
        if len(self._waiting) == 1:
            self._run_first()
        return job

    def _run_first(self) -> None:
        job = self._waiting[0]
        thread = QThread(self)
        job.moveToThread(thread)
        thread.started.connect(job.run)
        self._thread = thread
        self.busy.emit(True)
        thread.start()

    @Slot()
    def _on_ended(self) -> None:
        self._waiting.pop(0)
        self.stop()
        if self._waiting:
            self._run_first()
        else:
            self.busy.emit(False)

    @property
    def working(self) -> bool:
        """Whether work is under way."""
        return bool(self._waiting)

    def cancel(self) -> None:
        """Ask all work to stop at its next step."""
        for job in self._waiting:
            job.cancel()

    def stop(self) -> None:
        """Wait for the work under way; for closing the window."""
        if self._thread is not None:
            self._thread.quit()
            self._thread.wait()
            self._thread = None
