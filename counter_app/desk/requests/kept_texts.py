"""Texts of tickets and of requests taken out once they were kept long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.desk.dossier.erasure import Erasure
from counter_app.domain.journal.erasure import BLANK_NAME, residue

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.office.events import Erased
    from counter_app.domain.requests.request import DataRequest


class KeptTexts(Desk):
    """Parts of an act of erasing."""

    def erase_tickets(self, act: OfficeAct, tickets: list[int], reason: str) -> None:
        """Take what was written of people out of tickets, as a part of an act."""
        gone = self.store.journal.residues()
        found = [item for item in map(self.store.queue.get, tickets) if item is not None]
        for ticket in found:
            subject = f"ticket:{ticket.day.isoformat()}:{ticket.label}"
            payload: Erased = {
                "residues": {
                    str(entry.seq): residue(said)
                    for entry, said in self.store.journal.of(subject)
                    if entry.seq not in gone
                },
                "dossiers": [],
                "tickets": [ticket.id],
                "blank_name": BLANK_NAME,
                "reason": reason,
            }
            self.group(Erasure).take(act, subject, payload)

    def erase_requests(self, act: OfficeAct, requests: list[DataRequest], reason: str) -> None:
        """Take the people out of requests about personal data, as a part of an act."""
        gone = self.store.journal.residues()
        payload: Erased = {
            "residues": {
                str(entry.seq): residue(said)
                for item in requests
                for entry, said in self.store.journal.of(item.subject)
                if entry.seq not in gone
            },
            "dossiers": [],
            "requests": [item.id for item in requests],
            "blank_name": BLANK_NAME,
            "reason": reason,
        }
        self.group(Erasure).take(act, requests[0].subject, payload)
