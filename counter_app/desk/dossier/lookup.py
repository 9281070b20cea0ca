"""A dossier between reception and return: handed on, paused, resumed, finished, withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk
from counter_app.domain.clock import from_utc_text
from counter_app.domain.dossier.dossier_filter import LineOrder
from counter_app.domain.dossier.states import PAUSED_STATES, State
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier, DossierLine
    from counter_app.domain.dossier.dossier_filter import DossierFilter
    from counter_app.domain.dossier.moves import Act
    from counter_app.store.read.prints import PrintJob


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineStep:
    """One event of a dossier, for its timeline."""

    seq: int
    kind: str
    at: datetime
    actor: str
    payload: dict[str, Any]
    clock_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """One dossier as its page shows it."""

    dossier: Dossier
    timeline: tuple[TimelineStep, ...]
    prints: tuple[PrintJob, ...]
    acts: tuple[Act, ...]
    names: dict[str, str]


class DossierLookup(Desk):
    """Finding dossiers, and seeing them whole."""

    def get(self, code: str) -> Dossier:
        """One dossier. Errors: RuleError when there is none with this code."""
        return self.dossier(code)

    def known(self, code: str) -> Dossier | None:
        """The dossier with this code, None when there is none."""
        return self.store.dossiers.by_code(code)

    def mistaken_for(self, code: str) -> list[str]:
        """Codes of the dossiers that were entered by mistake where this one was meant."""
        return self.store.dossiers.mistaken_for(code)

    def numbered(self, dossier: int) -> Dossier | None:
        """The dossier with this number in the file."""
        return self.store.dossiers.by_id(dossier)

    def doubted(self) -> frozenset[str]:
        """Codes of those of which something was dated by a clock that was doubted."""
        return self.store.closings.doubted_codes()

    def open_count(self) -> int:
        """The number of open dossiers."""
        return self.store.dossiers.open_count()

    def received_on(self, day: date) -> int:
        """The number of dossiers received on a day."""
        return self.store.dossiers.received_on(day)

    def find(self, text: str, *, most: int = 50) -> list[DossierLine]:
        """Dossiers by code, scan, name, telephone, document or the receipt's number; best first."""
        return self.store.search.find(text, most=most, office=self.settings.number)

    def page(
        self,
        chosen: DossierFilter,
        *,
        after: DossierLine | None = None,
        size: int = 50,
        order: LineOrder = LineOrder.GIVEN,
        falling: bool = False,
    ) -> list[DossierLine]:
        """A page of a filtered list, by key, sorted over all of it; an officer's list as ``matching`` counts it."""
        return self.store.dossiers.page(
            self._with_absent(chosen), after=after, size=size, order=order, falling=falling
        )

    def matching(self, chosen: DossierFilter) -> int:
        """The number a filter lets through; an officer's list holds those the officer stands in for today."""
        return self.store.dossiers.matching(self._with_absent(chosen))

    def found(self, text: str) -> int | None:
        """The number ``find`` would find without a limit; None where only that there are more can be said."""
        return self.store.search.count(text, office=self.settings.number)

    def _with_absent(self, chosen: DossierFilter) -> DossierFilter:
        if chosen.own_of:
            charge = self.store.officers.charge(chosen.own_of, self.today())
            chosen = replace(chosen, charge=charge)
        if not chosen.handler:
            return chosen
        from counter_app.domain.office.absence import substituted_by

        away = substituted_by(self.store.officers.absences(), chosen.handler, self.today())
        return replace(chosen, standing_in=tuple(away))

    def counts(self, *, whose: str = "") -> dict[str, int]:
        """Open, overdue, due today, due until the next working day, paused and ready dossiers now: all, or an
        officer's own."""
        charge = self.store.officers.charge(whose, self.today())
        return self.store.dossiers.open_counts(self.today(), self.soon(), charge)

    def view(self, code: str) -> DossierView:
        """One dossier with its timeline from the journal, its prints and what may be done now."""
        dossier = self.get(code)
        steps = tuple(
            TimelineStep(
                seq=entry.seq,
                kind=entry.kind,
                at=from_utc_text(entry.at_utc),
                actor=entry.actor,
                payload=payload,
                clock_confirmed=entry.clock_flag != 0,
            )
            for entry, payload in self.store.journal.of(dossier.code)
        )
        return DossierView(
            dossier=dossier,
            timeline=steps,
            prints=tuple(self.store.prints.of(dossier.code)),
            acts=self.acts(dossier),
            names=self.store.officers.names(),
        )

    def acts(self, dossier: Dossier) -> tuple[Act, ...]:
        """The acts that are open for a dossier now; a move is taken back only while nothing was built upon it."""
        from counter_app.desk.dossier.last_moves import LastMoves
        from counter_app.domain.dossier.moves import Act, acts_from

        allowed = acts_from(dossier.state, accepted=dossier.accepted)
        if Act.REVERT in allowed and self.group(LastMoves).revertible(dossier) is None:
            allowed = tuple(act for act in allowed if act is not Act.REVERT)
        return allowed

    def due_list(self, day: date) -> list[DossierLine]:
        """Open dossiers promised on or before ``day``, earliest promise first; paused ones left out."""
        from counter_app.domain.dossier.dossier_filter import DossierFilter

        lines = self.store.dossiers.page(DossierFilter(due_until=day), size=500)
        return [line for line in lines if line.state not in PAUSED_STATES]

    def ready(self) -> list[DossierLine]:
        """Finished dossiers waiting to be collected."""
        from counter_app.domain.dossier.dossier_filter import DossierFilter

        return self.store.dossiers.page(DossierFilter(states=frozenset({State.FINISHED})), size=500)
