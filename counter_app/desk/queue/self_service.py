"""Citizens take their own number: what may be asked for, whether numbers are given now, and the number itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.queue.tickets import TicketQueue
from counter_app.desk.queue.waiting_room import WaitingRoom
from counter_app.domain.clock import local_date, local_text
from counter_app.domain.office.staff import Duty
from counter_app.domain.queue.estimate import moment_after, rounded
from counter_app.domain.queue.events import (
    NUMBERS_RESUMED,
    NUMBERS_STOPPED,
    TICKET_TAKEN,
    Shut,
)
from counter_app.domain.queue.public import CounterState
from counter_app.domain.queue.tickets import Priority
from counter_app.domain.queue.wishes import (
    MOST_PAPERS,
    Door,
    Offer,
    Outlook,
    Wish,
    by_demand,
    door,
)
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.wording.queue.waiting_room import hours_text

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.catalogue.procedure import Procedure
    from counter_app.domain.event import Event
    from counter_app.domain.queue.tickets import Ticket

MOST_ASKED = 4
"""Procedures that are offered before any sector is chosen."""


class SelfService(Desk):
    """The place where citizens take their own number. Nothing of a person is asked; whoever opened it acts."""

    def offers(self) -> list[Offer]:
        """Each sector that has something to ask for today, with its procedures, the most asked for first."""
        today, counts = self.today(), self.store.queue.asked_lately()
        usual = self.store.catalogue.usual(today)
        by_sector: dict[str, list[Procedure]] = {}
        for code in by_demand(list(usual), counts):
            if usual[code].valid_on(today):
                by_sector.setdefault(usual[code].sector, []).append(usual[code])
        return [
            Offer(sector=item, procedures=tuple(by_sector[item.key]))
            for item in self.store.catalogue.sectors()
            if item.key in by_sector
        ]

    def most_asked(self) -> list[Procedure]:
        """The procedures most people come for, of the latest dossiers; empty in an office that has received none."""
        counts = self.store.queue.asked_lately()
        found = [
            self.store.catalogue.valid(code, self.today()) for code in by_demand([*counts], counts)
        ]
        return [item for item in found if item is not None][:MOST_ASKED]

    def search(self, text: str) -> list[Procedure]:
        """Procedures of today by words without accents, best first."""
        return self.store.catalogue.search(text, self.today(), most=20) if text.strip() else []

    def queue_of(self, procedure: Procedure) -> str:
        """The letter of the queue in which one waits for a procedure; empty where its sector has none."""
        sectors = {item.key: item.queue for item in self.store.catalogue.sectors()}
        return sectors.get(procedure.sector, "")

    def grounds(self) -> tuple[Priority, ...]:
        """The grounds of priority that the office lets citizens name themselves."""
        return tuple(Priority(name) for name in self.settings.own_priorities)

    def stopped(self) -> frozenset[str]:
        """Queues of which nobody takes a number himself any more today."""
        return self.store.queue.stopped(self.today())

    def door(self) -> Door:
        """The standing of the door: numbers are given now or not."""
        hours = self.group(WaitingRoom).hours()
        return door(self.now(), hours.spans, known=hours.known)

    def refusal(self, queue: str = "") -> str:
        """Why no number is given now, of any queue or of this one; empty when it is."""
        if self.door() is Door.SHUT:
            return hours_text(self.group(WaitingRoom).hours(), self.now())
        if queue and queue in self.stopped():
            return _(
                "Hôm nay hàng đợi {queue} đã ngừng phát số. Mời Ông (Bà) hỏi tại quầy."
            ).format(queue=queue)
        return ""

    def all_pause(self) -> bool:
        """True if counters were open today and every one of them pauses now."""
        states = {item.state for item in self.group(WaitingRoom).seen().counters}
        return CounterState.PAUSED in states and states <= {CounterState.PAUSED, CounterState.SHUT}

    def take(
        self, wish: Wish, *, queue: str = "", priority: Priority = Priority.NONE, op_id: str = ""
    ) -> Done[Ticket]:
        """Draw a number for what was chosen, or of a queue where nothing was.

        Errors: RuleError outside open hours, for a queue that gives no more, a procedure that is not in force, or a
        ground of priority that is given at the counter alone.
        """
        line, kept = self.group(TicketQueue), Wish()
        with self.act(Duty.QUEUE, op_id, TICKET_TAKEN) as act:
            if act.known is None:
                if wish.procedure:
                    chosen = self.procedure(wish.procedure, self.today())
                    queue, kept = self.queue_of(chosen), _within(wish, chosen)
                line.require_queue(queue)
                self._require_given(queue, priority)
                line.draw(act, queue, priority, wish=kept)
        return act.done(line.get(act.first.seq), Noun.TICKET)

    def _require_given(self, queue: str, priority: Priority) -> None:
        if refused := self.refusal(queue):
            raise RuleError(refused, rule="no_numbers")
        if priority is not Priority.NONE and priority not in self.grounds():
            raise RuleError(
                _("Số ưu tiên được phát tại quầy. Mời Ông (Bà) báo công chức."), field="priority"
            )

    def outlook(self, ticket: Ticket) -> Outlook:
        """The outlook told to the holder of a number just drawn."""
        room = self.group(WaitingRoom)
        minutes, spans = room.minutes_of(ticket), room.hours().spans
        back_at = (
            moment_after(self.now(), minutes, spans) if minutes is not None and spans else None
        )
        return Outlook(
            ahead=self.group(TicketQueue).ahead_of(ticket),
            minutes=None if minutes is None else rounded(minutes),
            back_at=back_at,
            may_be_late=minutes is not None and bool(spans) and back_at is None,
        )

    def stop(self, queue: str, *, op_id: str = "") -> Done[frozenset[str]]:
        """Give no more numbers of a queue to whoever takes them himself today. Errors: RuleError: no such queue."""
        return self._turn(queue, self.act(Duty.QUEUE, op_id, NUMBERS_STOPPED), NUMBERS_STOPPED)

    def resume(self, queue: str, *, op_id: str = "") -> Done[frozenset[str]]:
        """Give numbers of a queue again. Errors: as ``stop``."""
        return self._turn(queue, self.act(Duty.QUEUE, op_id, NUMBERS_RESUMED), NUMBERS_RESUMED)

    def _turn(self, queue: str, act: OfficeAct, kind: Event[Shut]) -> Done[frozenset[str]]:
        self.group(TicketQueue).require_queue(queue)
        with act:
            if act.known is None:
                day = local_date(act.now).isoformat()
                act.record(
                    kind,
                    f"queue:{day}:{queue}",
                    Shut(day=day, queue=queue, at=local_text(act.now)),
                )
        return act.done(self.stopped(), Noun.TICKET)


def _within(wish: Wish, chosen: Procedure) -> Wish:
    """The part of a wish that the catalogue knows."""
    names = {paper.name for paper in chosen.of_case(wish.case).papers}
    return Wish(
        procedure=chosen.code,
        case=wish.case if chosen.case(wish.case) else "",
        brought=tuple(name for name in wish.brought if name in names)[:MOST_PAPERS],
    )
