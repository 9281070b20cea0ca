"""Forms that are not saved yet: kept as typed, offered again after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk
from counter_app.domain.office.staff import Duty

if TYPE_CHECKING:
    from counter_app.store.read.drafts import Draft


class FormDrafts(Desk):
    """What is typed and not said yet; no act of the office."""

    def keep(self, draft_id: str, draft: dict[str, Any]) -> None:
        """Keep the form as typed so far; offered again after a crash."""
        officer = self.acting(Duty.RECEIVE)
        self.store.drafts.keep(draft_id, officer.login, draft, self.now())

    def drop(self, draft_id: str) -> None:
        """Forget a form the officer cleared."""
        self.store.drafts.drop(draft_id)

    def mine(self) -> list[Draft]:
        """The officer's unfinished forms, latest first."""
        return self.store.drafts.of(self.acting(Duty.RECEIVE).login)
