"""The work of a counter with the queue, in the order of the hand: make room, call, undo across tickets."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from counter_app.desk.desk import Done
from counter_app.domain.queue.tickets import Ticket, TicketAct, TicketState
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.workplace import Workplace


class Calling(QObject):
    """The verbs of the queue page; whatever is refused is said in a sentence and the list is read again.

    Signals:
        refused(): an act was refused; somebody else may have been quicker.
    """

    refused = Signal()

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place, self._send = place, Sending()
        self._trail: list[int] = []

    @property
    def counter(self) -> str:
        """The counter people are called to from here."""
        office = self._place.office
        signed_in = office.session.officer
        if signed_in is None:
            return office.preferences.counter
        return office.queue.counter(office.staff.known(signed_in.login) or signed_in)

    def current(self) -> Ticket | None:
        """The ticket this counter has in hand: the one called last."""
        busy = frozenset({TicketState.CALLED, TicketState.SERVING})
        mine = [
            ticket
            for ticket in self._place.office.queue.today_line(busy)
            if ticket.counter == self.counter
        ]
        return max(mine, key=lambda ticket: ticket.called_at or ticket.taken_at, default=None)

    def call_next(self, line: str = "") -> Ticket | None:
        """Finish whoever is being served and call the next one of a line ("" for any)."""
        waiting = self._place.office.queue.today_line(frozenset({TicketState.WAITING}))
        if not any(not line or ticket.line == line for ticket in waiting):
            self._place.hub.notice(Tone.INFO, _("Hàng đợi này không còn người chờ."))
            return None
        if not self._make_room():
            return None
        queue = self._place.office.queue
        done = guard(self._place, lambda: self._send(queue.call_next, line))
        ticket = self._settle(done)
        if done is not None and ticket is None:
            self._place.hub.notice(Tone.INFO, _("Quầy khác vừa gọi người cuối cùng. Chờ số mới."))
        return ticket

    def call(self, ticket: Ticket) -> Ticket | None:
        """Finish whoever is being served and call this one."""
        current = self.current()
        if current is not None and current.id == ticket.id:
            return self.act(ticket, TicketAct.RECALL)
        return self.act(ticket, TicketAct.CALL) if self._make_room() else None

    def act(self, ticket: Ticket, act: TicketAct, *, line: str = "") -> Ticket | None:
        """Do something with a ticket; None when it was refused."""
        queue = self._place.office.queue
        return self._settle(
            guard(self._place, lambda: self._send(queue.do, ticket.id, act, line=line))
        )

    def undo(self) -> Ticket | None:
        """Take back the last step of this counter; without one, the last step of the ticket in hand."""
        current = self.current()
        last = self._trail.pop() if self._trail else (current.id if current else None)
        if last is None:
            self._place.hub.notice(Tone.INFO, _("Chưa có bước nào để hoàn tác."))
            return None
        queue = self._place.office.queue
        ticket = self._settle(
            guard(self._place, lambda: self._send(queue.do, last, TicketAct.UNDO))
        )
        if ticket is not None:
            self._trail.pop()
        return ticket

    def _make_room(self) -> bool:
        """Finish the ticket being served; one that was only called has to be answered for first."""
        current = self.current()
        if current is None:
            return True
        if current.state is TicketState.CALLED:
            guard(self._place, lambda: _still_called(current))
            return False
        return self.act(current, TicketAct.DONE) is not None

    def _settle(self, done: Done[Ticket] | Done[Ticket | None] | None) -> Ticket | None:
        if done is None:
            self.refused.emit()
            return None
        ticket = done.result
        if ticket is not None:
            self._trail.append(ticket.id)
        if done.changes:
            self._place.hub.changed.emit(done.changes)
        return ticket


def _still_called(ticket: Ticket) -> None:
    raise RuleError(
        _("Số {label} đang được gọi. Bấm Phục vụ, Vắng mặt hoặc Giữ chỗ rồi gọi số khác.").format(
            label=ticket.label
        ),
        rule="still_called",
    )
