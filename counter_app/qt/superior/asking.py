"""A question that goes round all offices, off the window's thread; the newest one counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from counter_app.errors import Cancelled as Stopped
from counter_app.office import Office
from counter_app.qt.kit.jobs import Cancelled, Job, Lane, Progress
from counter_app.qt.kit.workplace import Workplace

FEW = 50
"""Offices that are asked before anybody could read what is being done."""
Question = Callable[[Office, Progress, Cancelled], Any]


class Round(QObject):
    """One round at a time: a new question stops the one under way and is asked behind it.

    Signals:
        turned(): a round is under way now, or not any more.
        progressed(int, int, str): offices asked, of how many, the one that is asked.
        failed(object): the exception; a round that was stopped has its own (``Cancelled``).
    """

    turned = Signal()
    progressed = Signal(int, int, str)
    failed = Signal(object)

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._job: Job | None = None
        self._next: Callable[[], None] | None = None
        self._then: Callable[[Any], object] = id

    @property
    def busy(self) -> bool:
        """True if an answer is waited for."""
        return self._job is not None

    def ask(
        self,
        question: Question,
        then: Callable[[Any], object],
        *,
        name: str,
        lane: Lane = Lane.READING,
    ) -> None:
        """Ask; ``then`` gets the answer in the window's thread. ``name`` is what people call it."""
        if self._job is not None:
            self._next = lambda: self.ask(question, then, name=name, lane=lane)
            self._job.cancel()
            return
        self._then = then
        if lane is Lane.READING and len(self._place.office.superior.offices()) <= FEW:
            name = ""
        self._job = self._place.jobs.start(
            question,
            finished=self._on_done,
            failed=self._on_failed,
            progressed=self._on_progressed,
            lane=lane,
            name=name,
            stops=True,
        )
        self.turned.emit()

    def cancel(self) -> None:
        """Stop what is under way; ``failed`` tells when it has."""
        self._next = None
        if self._job is not None:
            self._job.cancel()

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        self.progressed.emit(done, total, text)

    def _on_done(self, result: Any) -> None:
        self._job = None
        if not self._go_on():
            self.turned.emit()
            self._then(result)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, Stopped) and self._go_on():
            return
        self._next = None
        self.turned.emit()
        self.failed.emit(error)

    def _go_on(self) -> bool:
        """Ask what was asked meanwhile; whether there was anything."""
        asked, self._next = self._next, None
        if asked is None:
            return False
        asked()
        return True
