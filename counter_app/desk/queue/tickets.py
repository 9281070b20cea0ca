"""The queue (hàng đợi): taking tickets, calling, serving, and everything in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.clock import from_local_text, local_date, local_text
from counter_app.domain.office.staff import Duty, Officer
from counter_app.domain.queue.events import TICKET_ACTED, TICKET_TAKEN, Acted, Chosen, Drawn
from counter_app.domain.queue.tickets import (
    Priority,
    Ticket,
    TicketAct,
    TicketState,
    next_ticket,
    place_on_return,
    require_act,
    ticket_label,
    upcoming,
)
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.catalogue.sectors import QueueGroup
    from counter_app.domain.queue.wishes import Wish

_LABEL_DIGITS = 6
_MOMENTS = ("called_at", "serving_at", "done_at")


class TicketQueue(Desk):
    """Everything done with the day's queue. Every act checks the ticket again under the write lock."""

    def groups(self) -> list[QueueGroup]:
        """The queues people wait in."""
        return self.store.catalogue.queue_groups()

    def today_line(self, states: frozenset[TicketState] = frozenset()) -> list[Ticket]:
        """Today's tickets in line order."""
        return self.store.queue.of_day(self.today(), states)

    def ahead_of(self, ticket: Ticket) -> int:
        """The number of tickets of its line that are called before a ticket, if nobody else comes."""
        waiting = self._waiting(ticket.day, ticket.line)
        run = self.store.queue.priority_run(ticket.day, ticket.line)
        order = [other.id for other in upcoming(waiting, run, self.settings.priority_run)]
        return order.index(ticket.id) if ticket.id in order else 0

    def _waiting(self, day: date, line: str) -> list[Ticket]:
        """The tickets that wait in a line (any when empty)."""
        waiting = self.store.queue.of_day(day, frozenset({TicketState.WAITING}))
        return [ticket for ticket in waiting if not line or ticket.line == line]

    def take(
        self,
        queue: str,
        *,
        priority: Priority = Priority.NONE,
        reason: str = "",
        op_id: str = "",
    ) -> Done[Ticket]:
        """Draw the next number of a queue. Errors: RuleError for an unknown queue, or "other" priority unexplained."""
        act = self.act(Duty.QUEUE, op_id, TICKET_TAKEN)
        self.require_queue(queue)
        reason = clean(reason)
        if priority is Priority.OTHER and not reason:
            raise RuleError(
                _("Diện ưu tiên này cần lý do. Ghi lý do vào ô Ghi chú."),
                field="reason",
                rule="reason",
            )
        with act:
            if act.known is None:
                self.draw(act, queue, priority, reason)
        return act.done(self.get(act.first.seq), Noun.TICKET)

    def require_queue(self, queue: str) -> None:
        """Errors: RuleError for a queue that the office does not have."""
        if queue not in {group.letter for group in self.groups()}:
            raise RuleError(
                _("Không có hàng đợi {queue}. Chọn một hàng đợi có trong danh sách.").format(
                    queue=queue
                )
            )

    def draw(
        self,
        act: OfficeAct,
        queue: str,
        priority: Priority,
        reason: str = "",
        wish: Wish | None = None,
    ) -> None:
        """Write down within an act that a number was drawn; ``wish`` where citizens take it themselves."""
        day = local_date(act.now).isoformat()
        payload: Drawn = {
            "day": day,
            "queue": queue,
            "number": act.next_number(f"ticket:{queue}", day),
            "at": local_text(act.now),
            "priority": priority.value,
            "priority_reason": reason,
            **_wished(wish),
        }
        label = ticket_label(queue, payload["number"])
        act.record(TICKET_TAKEN, f"ticket:{day}:{label}", payload)

    def get(self, ticket: int) -> Ticket:
        """One ticket. Errors: RuleError when there is none."""
        found = self.store.queue.get(ticket)
        if found is None:
            raise RuleError(_("Không có số thứ tự này trong hôm nay. Tải lại hàng đợi."))
        return found

    def by_label(self, label: str) -> Ticket:
        """Today's ticket by what is printed on it ("A012"). Errors: RuleError."""
        letter, digits = label[:1].upper(), label[1:]
        found = (
            self.store.queue.by_label(self.today(), letter, int(digits))
            if digits.isascii() and digits.isdigit() and len(digits) <= _LABEL_DIGITS
            else None
        )
        if found is None:
            raise RuleError(
                _("Hôm nay không có số {label}. Kiểm tra lại số trên phiếu.").format(label=label)
            )
        return found

    def call_next(self, line: str = "", *, op_id: str = "") -> Done[Ticket | None]:
        """Call whoever is next in a line (any line when empty); None when nobody waits."""
        with self.act(Duty.QUEUE, op_id, TICKET_ACTED) as act:
            if act.known is None:
                day = local_date(act.now)
                run = self.store.queue.priority_run(day, line)
                chosen = next_ticket(self._waiting(day, line), run, self.settings.priority_run)
                if chosen is None:
                    return Done(None, frozenset())
                self._do(act, chosen, TicketAct.CALL)
        return act.done(self.get(act.payload["ticket"]), Noun.TICKET)

    def do(
        self, ticket: int, act: TicketAct, *, line: str = "", reason: str = "", op_id: str = ""
    ) -> Done[Ticket]:
        """Do something with one ticket; ``line`` for a transfer.

        Errors: RuleError when another counter was quicker or the state does not allow it.
        """
        with self.act(Duty.QUEUE, op_id, TICKET_ACTED) as deed:
            if deed.known is None:
                self.write(deed, ticket, act, line=line, reason=clean(reason))
        return deed.done(self.get(deed.payload["ticket"]), Noun.TICKET)

    def write(
        self, deed: OfficeAct, ticket: int, act: TicketAct, *, line: str = "", reason: str = ""
    ) -> None:
        """Write down within an act what is done with a ticket of today. Errors: as ``do``."""
        self._do(deed, self._of_day(ticket, deed.now), act, line=line, reason=reason)

    def _of_day(self, ticket: int, now: datetime) -> Ticket:
        current = self.get(ticket)
        if current.day != local_date(now):
            raise RuleError(
                _("Số {label} là của ngày khác. Lấy số mới cho hôm nay.").format(
                    label=current.label
                )
            )
        return current

    def last_calls(self, *, most: int = 5) -> list[Ticket]:
        """The latest calls for the public's window."""
        return self.store.queue.last_calls(self.today(), most=most)

    def _do(
        self,
        deed: OfficeAct,
        ticket: Ticket,
        act: TicketAct,
        *,
        line: str = "",
        reason: str = "",
    ) -> None:
        target = require_act(ticket, act)
        counter = self.counter(deed.officer)
        _require_mine(ticket, act, counter)
        after = (
            self._before_last(ticket)
            if target is None
            else self._after(ticket, act, target, deed, line)
        )
        payload: Acted = {
            "ticket": ticket.id,
            "act": act.value,
            "day": ticket.day.isoformat(),
            "at": local_text(deed.now),
            "counter": counter,
            "reason": reason,
            "before": _facts(ticket),
            "after": _facts(after),
        }
        subject = f"ticket:{ticket.day.isoformat()}:{ticket.label}"
        deed.record(TICKET_ACTED, subject, payload)

    def counter(self, officer: Officer) -> str:
        """The desk number people are called to: the officer's own, else this computer's."""
        return officer.counter or self.preferences.counter

    def at_counter(self, officer: Officer) -> list[Ticket]:
        """Today's tickets that are called to the officer's desk or served there now."""
        busy = self.today_line(frozenset({TicketState.CALLED, TicketState.SERVING}))
        return [ticket for ticket in busy if ticket.counter == self.counter(officer)]

    def last_done(self, officer: Officer) -> Ticket:
        """The ticket of the last act at the officer's desk today, let go or not.

        Errors: RuleError when nothing is left to take back.
        """
        found = self.store.queue.last_done_at(self.today(), self.counter(officer))
        if found is None:
            raise RuleError(
                _("Quầy này chưa làm gì với số nào để hoàn tác. Ghi rõ số cần hoàn tác.")
            )
        return self.get(found)

    def _before_last(self, ticket: Ticket) -> Ticket:
        steps = self.store.queue.steps(ticket.id)
        undone = 0
        for step in reversed(steps):
            if step.act is TicketAct.UNDO:
                undone += 1
            elif undone:
                undone -= 1
            else:
                return _restored(ticket, step.before)
        raise RuleError(
            _("Số {label} không còn bước nào để hoàn tác. Chọn số khác.").format(label=ticket.label)
        )

    def _after(
        self,
        ticket: Ticket,
        act: TicketAct,
        target: TicketState,
        deed: OfficeAct,
        line: str,
    ) -> Ticket:
        now = deed.now.replace(microsecond=0)
        after = replace(ticket, state=target)
        match act:
            case TicketAct.CALL | TicketAct.RECALL:
                return replace(
                    after,
                    counter=self.counter(deed.officer),
                    officer=deed.officer.login,
                    called_at=ticket.called_at or now,
                    calls=ticket.calls + 1,
                )
            case TicketAct.SERVE:
                return replace(after, serving_at=now)
            case TicketAct.DONE:
                return replace(after, serving_at=ticket.serving_at or ticket.called_at, done_at=now)
            case TicketAct.REQUEUE:
                return replace(after, counter="", officer="", place=_last_place(self.today_line()))
            case TicketAct.RETURN:
                place = place_on_return(ticket, self._waiting(ticket.day, ticket.line))
                return replace(after, counter="", officer="", place=place)
            case TicketAct.TRANSFER:
                if line not in {group.letter for group in self.groups()} or line == ticket.line:
                    raise RuleError(_("Chọn một hàng đợi khác để chuyển sang."), field="line")
                return replace(after, line=line, counter="", officer="")
            case _:
                return after


def _wished(wish: Wish | None) -> Chosen:
    """The journal's words on a number that somebody took himself."""
    if wish is None:
        return {}
    said: Chosen = {"drawn_at": "touch"}
    if wish.procedure:
        said["chosen_procedure"] = wish.procedure
    if wish.case:
        said["chosen_case"] = wish.case
    if wish.brought:
        said["brought"] = list(wish.brought)
    return said


def _require_mine(ticket: Ticket, act: TicketAct, counter: str) -> None:
    busy = ticket.state in (TicketState.CALLED, TicketState.SERVING)
    if busy and ticket.counter != counter and act is not TicketAct.TRANSFER:
        raise RuleError(
            _("Số {label} đang ở quầy {counter}. Gọi số khác.").format(
                label=ticket.label, counter=ticket.counter
            ),
            rule="other_counter",
        )


def _last_place(tickets: list[Ticket]) -> float:
    return max((ticket.place for ticket in tickets), default=0.0) + 0.001


def _facts(ticket: Ticket) -> dict[str, Any]:
    moments = {name: getattr(ticket, name) for name in _MOMENTS}
    return {
        "line": ticket.line,
        "state": ticket.state.value,
        "place": ticket.place,
        "counter": ticket.counter,
        "officer": ticket.officer,
        "calls": ticket.calls,
        **{name: local_text(moment) if moment else None for name, moment in moments.items()},
    }


def _restored(ticket: Ticket, facts: dict[str, Any]) -> Ticket:
    return replace(
        ticket,
        line=facts["line"],
        state=TicketState(facts["state"]),
        place=facts["place"],
        counter=facts["counter"],
        officer=facts["officer"],
        calls=facts["calls"],
        called_at=_moment(facts["called_at"]),
        serving_at=_moment(facts["serving_at"]),
        done_at=_moment(facts["done_at"]),
    )


def _moment(text: str | None) -> datetime | None:
    return from_local_text(text) if text else None
