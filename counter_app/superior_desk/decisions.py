"""Decisions of people at the superior about a journal: which of two branches counts, days ahead, closed, open again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done
from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.domain.office.staff import Duty
from counter_app.superior.batches.trust import Trust
from counter_app.superior_desk.operation import book_of, once

if TYPE_CHECKING:
    from counter_app.desk.desk import Session
    from counter_app.store.store import Store
    from counter_app.superior.book.arrivals import Arrival
    from counter_app.superior.book.decisions import Decision
    from counter_app.superior.book.settlements import Settlement


class JournalDecisions(Desk):
    """Decisions about journals, said again each is the one that stands; two people make them."""

    def __init__(self, store: Store, session: Session, data_dir: Path) -> None:
        super().__init__(store, session)
        self._folder = data_dir

    def undecided(self) -> list[Arrival]:
        """Refused batches of other branches about which nobody has decided. Errors: RuleError without the right."""
        self.acting(Duty.SUPERIOR)
        with book_of(self._folder) as book:
            return book.undecided() if book else []

    def made(self) -> list[Settlement]:
        """The decisions of people, latest first. Errors: RuleError without the right."""
        self.acting(Duty.SUPERIOR)
        with book_of(self._folder) as book:
            found = book.settlements.all() if book else []
        return [item for _number, item in reversed(found)]

    def take_theirs(
        self,
        journal: str,
        source: Path,
        *,
        reason: str,
        approval: Approval = OWN,
        op_id: str = "",
    ) -> Done[Settlement]:
        """Take the branch in a folder in place of what is held.

        Errors: as ``settling.take_theirs`` and ``second_person``.
        """
        from counter_app.superior.batches.settling import take_theirs
        from counter_app.superior_desk.key_binding import bound

        def settled() -> Settlement:
            decision = self._deciding(journal, reason, approval)
            trust = Trust.of(decision.by, self.store.database.held.keys)
            with bound(self, self._folder):
                return take_theirs(self._folder, decision, source, self.store.clock, trust=trust)

        return self._once(op_id, f"take {journal}", settled)

    def let_dates_pass(
        self,
        journal: str,
        until: date,
        *,
        reason: str,
        approval: Approval = OWN,
        op_id: str = "",
    ) -> Done[Settlement]:
        """Take entries dated ahead of today up to a day. Errors: as ``decisions.let_dates_pass``, ``second_person``."""
        from counter_app.superior.book.decisions import let_dates_pass

        def settled() -> Settlement:
            decision = self._deciding(journal, reason, approval)
            return let_dates_pass(self._folder, decision, until, self.store.clock)

        return self._once(op_id, f"dates {journal}", settled)

    def settle(
        self, journal: str, way: str, *, reason: str, approval: Approval = OWN, op_id: str = ""
    ) -> Done[Settlement]:
        """Decide about a journal as a whole: "keep" what is held, "rekey", "close" or "open".

        Errors: as what is called of ``settling`` and ``decisions``, and as ``second_person``.
        """
        from counter_app.superior.batches import settling
        from counter_app.superior.book import decisions
        from counter_app.superior_desk.key_binding import bound

        ways = {
            "keep": settling.keep_ours,
            "rekey": settling.re_key,
            "close": decisions.close_journal,
            "open": decisions.open_journal,
        }

        def settled() -> Settlement:
            decision = self._deciding(journal, reason, approval)
            with bound(self, self._folder):
                return ways[way](self._folder, decision, self.store.clock)

        return self._once(op_id, f"{way} {journal}", settled)

    def _once(self, op_id: str, verb: str, settled: Callable[[], Settlement]) -> Done[Settlement]:
        from counter_app.superior.book.settlements import Settlement

        self.acting(Duty.SETTLE)
        return once(self, self._folder, op_id, verb, Settlement, settled)

    def _deciding(self, journal: str, reason: str, approval: Approval) -> Decision:
        """The person who decides, and the one who consents."""
        from counter_app.superior.book.decisions import Decision
        from counter_app.superior_desk.deciding import deciders

        return Decision(journal=journal, by=deciders(self, approval), reason=reason)
