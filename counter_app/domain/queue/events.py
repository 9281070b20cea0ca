"""Events of the queue: a ticket taken, and every act on it."""

from __future__ import annotations

from typing import Annotated, NotRequired

from counter_app.domain.event import Day, Event, Kept, Left, Moment, Worked
from counter_app.values import TypedDict


class Chosen(TypedDict):
    """The choices of citizens who took their number themselves.

    ``drawn_at`` is "touch" then; ``chosen_procedure`` and ``chosen_case`` are what they came for, ``brought`` the names
    of the papers of it that they said to have with them.
    """

    drawn_at: NotRequired[Kept]
    chosen_procedure: NotRequired[Kept]
    chosen_case: NotRequired[Kept]
    brought: NotRequired[Annotated[list[str], Left(whole=True)]]


class Drawn(Chosen):
    """A number of a queue, drawn by a citizen."""

    day: Day
    queue: Kept
    number: int
    at: Moment
    priority: Kept
    priority_reason: str


class Acted(TypedDict):
    """An act on a ticket, with the ticket's facts before and after it."""

    ticket: int
    act: Kept
    day: Day
    at: Moment
    counter: Kept
    reason: NotRequired[str]
    before: Worked
    after: Worked


class Turned(TypedDict):
    """A counter opens, or pauses for a while."""

    day: Day
    counter: Kept
    at: Moment


class Shut(TypedDict):
    """Citizens may take numbers of a queue themselves again, or no more today."""

    day: Day
    queue: Kept
    at: Moment


TICKET_TAKEN = Event("ticket.taken", Drawn)
TICKET_ACTED = Event("ticket.acted", Acted)
COUNTER_OPENED = Event("counter.opened", Turned)
COUNTER_PAUSED = Event("counter.paused", Turned)
NUMBERS_STOPPED = Event("queue.stopped", Shut)
NUMBERS_RESUMED = Event("queue.resumed", Shut)
