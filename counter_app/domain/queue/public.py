"""The queue as the public sees it: counters, calls, the next ones, the usual wait, the open hours of the office."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.queue.tickets import Ticket


class CounterState(StrEnum):
    """The standing of a counter for the public just now."""

    SERVING = "serving"
    FREE = "free"
    PAUSED = "paused"
    SHUT = "shut"


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterWord:
    """The last that a counter did or said today: ``paused`` until it calls somebody or opens again.

    ``lines`` are the queues it called somebody of.
    """

    counter: str
    officer: str
    paused: bool
    lines: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterSeen:
    """A counter on the public's window; ``officer`` is the name of who sits there, ``label`` the number there now."""

    counter: str
    state: CounterState
    officer: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSeen:
    """A queue on the public's window; ``minutes`` a newcomer will wait, None when that cannot be known."""

    letter: str
    name: str
    waiting: int
    next_labels: tuple[str, ...]
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSeen:
    """Today's open hours, when the office opens next after them, and the day off that comes first.

    ``known`` is False while the calendar of the year is not confirmed: then nothing is told.
    """

    known: bool = False
    spans: tuple[tuple[datetime, datetime], ...] = ()
    opens_at: datetime | None = None
    day_off: date | None = None
    day_off_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView:
    """All of the public's window at one moment. Never a citizen's name."""

    calls: tuple[Ticket, ...]
    counters: tuple[CounterSeen, ...]
    queues: tuple[QueueSeen, ...]
    hours: HoursSeen
    priority_run: int
    notices: tuple[str, ...]


def counter_state(word: CounterWord | None, label: str) -> CounterState:
    """A counter's state by the last it did today and the number it has in hand."""
    if label:
        return CounterState.SERVING
    if word is None:
        return CounterState.SHUT
    return CounterState.PAUSED if word.paused else CounterState.FREE


def counter_order(counter: str) -> tuple[int, str]:
    """Counters by their numbers; those without one last."""
    return (int(counter), counter) if counter.isascii() and counter.isdigit() else (10**9, counter)
