"""The queue (hàng đợi): tickets, what may happen to them, and whom to call next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

FAIR_ORDINARY = 2
"""Ordinary people called between two with priority."""


class TicketState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    ABSENT = "absent"
    DONE = "done"


class TicketAct(StrEnum):
    """What is done with a ticket."""

    CALL = "call"
    RECALL = "recall"
    ABSENT = "absent"
    HOLD = "hold"
    REQUEUE = "requeue"
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
    TicketAct.HOLD: (frozenset({_C, _S}), _H),
    TicketAct.REQUEUE: (frozenset({_C, _H, _A}), _W),
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
    sorts that line.
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


def next_ticket(waiting: Sequence[Ticket], ordinary_since_priority: int | None) -> Ticket | None:
    """Whom to call: priority first, but ``FAIR_ORDINARY`` ordinary people between two with priority.

    ``waiting`` in any order; ``ordinary_since_priority`` counts ordinary calls since the last priority call, None
    when nobody with priority was called yet.
    """
    line = sorted(waiting, key=lambda ticket: (ticket.place, ticket.id))
    if not line:
        return None
    first = [ticket for ticket in line if ticket.priority is not Priority.NONE]
    ordinary = [ticket for ticket in line if ticket.priority is Priority.NONE]
    turn = ordinary_since_priority is None or ordinary_since_priority >= FAIR_ORDINARY
    return first[0] if first and (turn or not ordinary) else ordinary[0]
