"""Texts of tickets and of requests taken out once they were kept long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk
from counter_app.desk.dossier.erasure import Erasure
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.office.events import Erased
    from counter_app.domain.requests.request import DataRequest


class KeptTexts(Desk):
    """Parts of an act of erasing."""

    def erase_tickets(self, act: OfficeAct, tickets: list[int], reason: str) -> None:
        """Take what was written of people out of tickets, as a part of an act."""
        found = [item for item in map(self.store.queue.get, tickets) if item is not None]
        for ticket in found:
            subject = f"ticket:{ticket.day.isoformat()}:{ticket.label}"
            payload: Erased = {
                "residues": self._left_of([subject]),
                "dossiers": [],
                "tickets": [ticket.id],
                "blank_name": BLANK_NAME,
                "reason": reason,
            }
            self.group(Erasure).take(act, subject, payload)

    def erase_requests(self, act: OfficeAct, requests: list[DataRequest], reason: str) -> None:
        """Take the people out of requests about personal data, as a part of an act."""
        payload: Erased = {
            "residues": self._left_of([item.subject for item in requests]),
            "dossiers": [],
            "requests": [item.id for item in requests],
            "blank_name": BLANK_NAME,
            "reason": reason,
        }
        self.group(Erasure).take(act, requests[0].subject, payload)

    def _left_of(self, subjects: list[str]) -> dict[str, dict[str, Any]]:
        """The rest of everything people said there; an earlier erasure and its list of copies stay as they are.

        Errors: RuleError (rule "erased") when all of it was erased before.
        """
        told = [told for subject in subjects for told in self.store.journal.of(subject)]
        residues = self.group(Erasure).left_of_all(told)
        if not residues:
            raise RuleError(
                _("Dữ liệu cá nhân này đã được xóa trước đó. Không cần làm gì thêm."), rule="erased"
            )
        return residues
