"""One piece of work of a dialog at a time, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from counter_app.office import Office
from counter_app.qt.kit.jobs import Cancelled, Job, Jobs, Lane, Progress


class OneJob(QObject):
    """One question a dialog asks of the office and waits for; a second one meanwhile is not sent.

    Signals:
        turned(): it is under way now, or not any more.
        failed(object): the exception.
    """

    turned = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._then: Callable[[Any], object] = id

    @property
    def busy(self) -> bool:
        """True if an answer is waited for."""
        return self._job is not None

    def start(
        self,
        ask: Callable[[Office], Any],
        then: Callable[[Any], object],
        *,
        writes: bool = False,
        name: str = "",
    ) -> None:
        """Ask; ``then`` gets the answer. ``writes``: much is written down, all of it or, when it is stopped, nothing.

        ``name`` is what people call it, as in ``Jobs.start``.
        """
        if self._job is not None:
            return

        def work(office: Office, progress: Progress, cancelled: Cancelled) -> Any:
            progress(0, 0, "")
            with office.stopping_when(cancelled):
                return ask(office)

        self._then = then
        self._job = self._jobs.start(
            work,
            finished=self._on_done,
            failed=self._on_failed,
            lane=Lane.LONG if writes else Lane.READING,
            name=name,
            stops=True,
        )
        self.turned.emit()

    def cancel(self) -> None:
        """Ask what is under way to stop; ``failed`` tells when it has."""
        if self._job is not None:
            self._job.cancel()

    def _on_done(self, result: Any) -> None:
        self._job = None
        self.turned.emit()
        self._then(result)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.turned.emit()
        self.failed.emit(error)
