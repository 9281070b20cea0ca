"""Events of the queue: a ticket taken, and every act on it."""

from __future__ import annotations

from typing import NotRequired

from counter_app.domain.event import Day, Event, Kept, Moment, Worked
from counter_app.values import TypedDict


class Drawn(TypedDict):
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


TICKET_TAKEN = Event("ticket.taken", Drawn)
TICKET_ACTED = Event("ticket.acted", Acted)
COUNTER_OPENED = Event("counter.opened", Turned)
COUNTER_PAUSED = Event("counter.paused", Turned)
