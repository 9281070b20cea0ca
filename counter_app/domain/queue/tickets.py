"""The queue (hàng đợi): tickets, the acts on them, and the next one to call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.queue.wishes import Wish


class TicketState(StrEnum):
    """The standing of a ticket."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    ABSENT = "absent"
    DONE = "done"


class TicketAct(StrEnum):
    """The acts on a ticket."""

    CALL = "call"
    RECALL = "recall"
    ABSENT = "absent"
    HOLD = "hold"
    REQUEUE = "requeue"
    RETURN = "return"
    TRANSFER = "transfer"
    SERVE = "serve"
    DONE = "done"
    UNDO = "undo"


class Priority(StrEnum):
    """Why a person is called before others; every use is logged with it."""

    NONE = ""
    ELDERLY = "elderly"
    PREGNANT = "pregnant"
    DISABLED = "disabled"
    SMALL_CHILD = "small_child"
    MERIT = "merit"
    FAR = "far"
    OTHER = "other"


_W, _C, _S = TicketState.WAITING, TicketState.CALLED, TicketState.SERVING
_H, _A, _D = TicketState.HELD, TicketState.ABSENT, TicketState.DONE
ACTS: dict[TicketAct, tuple[frozenset[TicketState], TicketState | None]] = {
    TicketAct.CALL: (frozenset({_W, _H, _A}), _C),
    TicketAct.RECALL: (frozenset({_C}), _C),
    TicketAct.ABSENT: (frozenset({_C}), _A),
    TicketAct.HOLD: (frozenset({_W, _C, _S}), _H),
    TicketAct.REQUEUE: (frozenset({_C, _H, _A}), _W),
    TicketAct.RETURN: (frozenset({_H, _A}), _W),
    TicketAct.TRANSFER: (frozenset({_W, _C, _S, _H, _A}), _W),
    TicketAct.SERVE: (frozenset({_C}), _S),
    TicketAct.DONE: (frozenset({_C, _S}), _D),
    TicketAct.UNDO: (frozenset(TicketState), None),
}
"""Act → states it may start from, and the state it leads to (None: back to the one before)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A place in one day's queue; moments are local.

    ``queue`` and ``number`` are what is printed and never change; ``line`` is the queue it waits in now, ``place``
    sorts that line. ``wish`` is what was chosen when citizens took it themselves.
    """

    id: int
    day: date
    queue: str
    number: int
    line: str
    state: TicketState
    place: float
    taken_at: datetime
    priority: Priority = Priority.NONE
    priority_reason: str = ""
    counter: str = ""
    officer: str = ""
    called_at: datetime | None = None
    serving_at: datetime | None = None
    done_at: datetime | None = None
    calls: int = 0
    wish: Wish | None = None

    @property
    def label(self) -> str:
        """``A012``."""
        return ticket_label(self.queue, self.number)


def ticket_label(queue: str, number: int) -> str:
    """The number as printed, shown and called."""
    return f"{queue}{number:03d}"


def require_act(ticket: Ticket, act: TicketAct) -> TicketState | None:
    """The state ``act`` leads to. Errors: RuleError when the ticket's state does not allow it."""
    allowed, target = ACTS[act]
    if ticket.state not in allowed:
        raise RuleError(
            _(
                "Số {label} đang ở trạng thái khác nên không thực hiện được. Tải lại hàng đợi rồi chọn số khác."
            ).format(label=ticket.label),
            rule="ticket_state",
        )
    return target


def next_ticket(waiting: Sequence[Ticket], run: int, most: int) -> Ticket | None:
    """The ticket to call: priority goes first, but after ``most`` of them in a row one ordinary ticket.

    ``waiting`` in any order; ``run`` counts the priority calls since the last ordinary one. An ordinary ticket with k
    ordinary ones before it is therefore among the next (k + 1) × (``most`` + 1) calls, whoever comes.
    """
    line = in_line(waiting)
    if not line:
        return None
    first = [ticket for ticket in line if ticket.priority is not Priority.NONE]
    ordinary = [ticket for ticket in line if ticket.priority is Priority.NONE]
    return first[0] if first and (run < most or not ordinary) else ordinary[0]


def upcoming(waiting: Sequence[Ticket], run: int, most: int) -> list[Ticket]:
    """Those who wait, in the order in which they are called if nobody else comes (see ``next_ticket``)."""
    left = in_line(waiting)
    order: list[Ticket] = []
    while (chosen := next_ticket(left, run, most)) is not None:
        left.remove(chosen)
        order.append(chosen)
        run = run + 1 if chosen.priority is not Priority.NONE else 0
    return order


def in_line(waiting: Sequence[Ticket]) -> list[Ticket]:
    """Tickets by their place."""
    return sorted(waiting, key=lambda ticket: (ticket.place, ticket.id))


def place_on_return(ticket: Ticket, waiting: Sequence[Ticket]) -> float:
    """The place of somebody who is back: his own if he said that he would go, else behind the next one of his kind.

    ``waiting`` are those of his line. Whoever missed his call keeps the morning, and passes nobody who was there.
    """
    if ticket.state is not TicketState.ABSENT:
        return ticket.place
    urgent = ticket.priority is not Priority.NONE
    alike = [
        other.place for other in in_line(waiting) if (other.priority is not Priority.NONE) is urgent
    ]
    return _behind_first(alike) if alike else ticket.place


def _behind_first(places: Sequence[float]) -> float:
    """Behind the first of some places in order, before the second."""
    return (places[0] + places[1]) / 2 if len(places) > 1 else places[0] + 0.001
