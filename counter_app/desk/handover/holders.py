"""The holder of each paper, since when, papers given and never taken, and those that should be handed on now."""

from __future__ import annotations

from datetime import timedelta

from counter_app.desk.desk import Desk
from counter_app.domain.dossier.dossier import OPEN_STATES, Dossier, State
from counter_app.domain.handover.whereabouts import (
    Held,
    HeldLine,
    Holder,
    Leg,
    Purpose,
    Sheet,
    SheetRow,
    partner_named,
)
from counter_app.domain.promise.pauses import minutes_between
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Papers scanned out and never in; ``minutes`` of working time since."""

    sheet: Sheet
    row: SheetRow
    minutes: int


class Holders(Desk):
    """The place of papers."""

    def legs(self, dossier: Dossier) -> list[Leg]:
        """Every hand-over of a dossier in order (Mẫu số 06)."""
        return self.store.handover.legs(dossier.id)

    def all(self) -> list[Held]:
        """The holders, the number of their papers, since when."""
        return self.store.handover.held()

    def held_by(self, holder: Holder) -> list[HeldLine]:
        """The papers a holder has, the longest held first."""
        return self.store.handover.held_by(holder)

    def under_way(self) -> list[HeldLine]:
        """Papers given and not taken yet."""
        return self.store.handover.under_way()

    def alarms(self) -> list[Alarm]:
        """Papers scanned out longer ago than the office allows (``handover_hours`` of working time), oldest first."""
        now, limit = self.now(), self.settings.handover_hours * 60
        waiting = self.store.handover.waiting_since(now - timedelta(minutes=limit))
        found = [
            Alarm(
                sheet=sheet,
                row=row,
                minutes=minutes_between(self.store.calendar.current(), row.leg.given_at, now),
            )
            for sheet, row in waiting
        ]
        return [alarm for alarm in found if alarm.minutes > limit]

    def proposals(self, purpose: Purpose, giver: Holder) -> list[tuple[Holder | None, HeldLine]]:
        """The papers ``giver`` should hand on now, each with its taker: new dossiers to whoever resolves them, papers
        to another office that resolves or returns them; None where anybody at the counter may take it.
        """
        store = self.store.handover
        match purpose:
            case Purpose.BACK:
                return [(None, item) for item in store.held_by(giver)]
            case Purpose.RESULT:
                return [(None, item) for item in store.in_state([State.FINISHED], giver)]
            case Purpose.FORWARD:
                lines = store.in_state([State.RECEIVED, State.PROCESSING, State.FINISHED], giver)
                found = [(self._destination(item), item) for item in lines]
                return [(Holder(office=office), item) for office, item in found if office]
        lines = store.in_state(sorted(OPEN_STATES), giver)
        at_home = [item for item in lines if not self._destination(item)]
        workers = [(Holder(officer=self._worker(item)), item) for item in at_home]
        return [(worker, item) for worker, item in workers if worker not in (giver, Holder())]

    def _destination(self, item: HeldLine) -> str:
        """The partner office whose turn it is: the one that resolves it, or, finished, the one that returns it."""
        finished = item.line.state is State.FINISHED
        return partner_named(
            item.return_place if finished else item.resolver, self.settings.partners
        )

    def _worker(self, item: HeldLine) -> str:
        """Whoever resolves it, or stands in for that officer today."""
        officers, sector, today = self.store.officers, item.line.sector, self.today()
        handler = item.line.handler
        acting = officers.acting_for(handler, sector, today) if handler else ""
        return acting or officers.in_charge(sector, today) or handler
