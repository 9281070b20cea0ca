"""Forms that are not saved yet: kept as typed, any number of them, each found again after a power cut."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from counter_app.desk.act import new_op
from counter_app.desk.desk import Desk
from counter_app.domain.clock import utc_text
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.erasing import fold

if TYPE_CHECKING:
    from counter_app.store.read.drafts import Draft

CLEARED_DAYS = 7
"""A form that was cleared can be taken back this long; then nothing of it stays."""


class FormDrafts(Desk):
    """The forms typed and not said yet; no act of the office."""

    def keep(
        self, draft_id: str, draft: dict[str, Any], *, seen: dict[str, Any] | None = None
    ) -> str:
        """Keep the form as typed so far; the id under which it stands.

        ``seen`` is what this window last kept or read of it: where another window kept something else since, or threw
        it away, or somebody else is filling it in, this one goes on under an id of its own, and neither is lost.
        """
        officer = self.acting(Duty.RECEIVE)
        return self.store.drafts.keep(
            draft_id, officer.login, draft, self.now(), seen=seen, apart=new_op()
        )

    def drop(self, draft_id: str) -> None:
        """Forget an own form for good, and what the log still holds of it.

        Errors: RuleError for whoever takes in nothing, and (rule "draft") for what somebody else is filling in.
        """
        self._require_own(draft_id)
        self.store.drafts.drop(draft_id)
        fold(self.store.database)

    def clear(self, draft_id: str) -> None:
        """Put an own form away that was cleared: it can be taken up again for ``CLEARED_DAYS``. Errors: as ``drop``."""
        self._require_own(draft_id)
        before = self.now() - timedelta(days=CLEARED_DAYS)
        self.store.drafts.clear(draft_id, utc_text(self.now()), forget=utc_text(before))

    def take_up(self, draft_id: str) -> Draft | None:
        """The own form again, no longer cleared; None when it was saved, thrown away or erased since.

        Errors: as ``drop``.
        """
        self._require_own(draft_id)
        self.store.drafts.unclear(draft_id)
        return next((item for item in self.mine() if item.id == draft_id), None)

    def _require_own(self, draft_id: str) -> None:
        officer, found = self.acting(Duty.RECEIVE), self.store.drafts.get(draft_id)
        if found is not None and found.officer != officer.login:
            raise RuleError(
                _(
                    "Biểu mẫu này do người khác nhập dở. Nhờ người đó đăng nhập rồi nhập tiếp hoặc xóa."
                ),
                rule="draft",
            )

    def mine(self) -> list[Draft]:
        """The officer's unfinished forms, latest first."""
        found = self.store.drafts.of(self.acting(Duty.RECEIVE).login)
        return [item for item in found if not item.cleared]

    def cleared(self) -> list[Draft]:
        """The officer's forms that were cleared and can be taken back, latest first."""
        oldest = self.now() - timedelta(days=CLEARED_DAYS)
        found = self.store.drafts.of(self.acting(Duty.RECEIVE).login)
        return [item for item in found if item.cleared and item.updated_at >= oldest]

    def left_off(self) -> Draft | None:
        """The form that was in hand today when the program ended without being left; None when there is none."""
        return next(
            (
                item
                for item in self.mine()
                if item.body.get("front") and item.updated_at.date() == self.today()
            ),
            None,
        )
