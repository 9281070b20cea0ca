"""Dossiers entered by mistake: under the wrong procedure, for the wrong person, or twice.

Nobody withdrew anything, so no notice (Mẫu 05) goes to a citizen and nothing counts as resolved; the number stays used
and the papers that carried it become void.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.desk.office.leader_consent import Approval, approved_by
from counter_app.desk.paper.issue import void_prints
from counter_app.domain.dossier.dossier import Dossier, State
from counter_app.domain.dossier.moves import Act, target_state
from counter_app.domain.fees.payments import Account
from counter_app.domain.handover.whereabouts import require_at_rest, still_kept
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.wording.paper.amounts import money

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.office.staff import Officer
    from counter_app.store.read.prints import PrintJob

OUT = frozenset({"printed", "handed_over"})
"""States of a paper that may be in the citizen's hands."""


class Mistakes(Desk):
    """The facts about calling a dossier a mistake."""

    def consent_due(self, dossier: Dossier) -> bool:
        """True if a leader has to consent: the citizen may hold a paper that says the dossier was received."""
        return any(job.state in OUT for job in self._papers(dossier))

    def consent(self, dossier: Dossier, officer: Officer, approval: Approval) -> str:
        """Login of the leader who consents, empty where none has to, or where the dossier is beyond it.

        Errors: RuleError (rule "consent", "approver").
        """
        beyond = target_state(dossier.state, Act.MISTAKE, accepted=dossier.accepted) is None
        if beyond or not self.consent_due(dossier):
            return ""
        leader = approved_by(self.store, officer, approval)
        self.require_consented(dossier, leader)
        return leader

    def require_consented(self, dossier: Dossier, leader: str) -> None:
        """Requires a leader's consent where it is due, also where the paper went out since. Errors: RuleError."""
        if not leader and self.consent_due(dossier):
            raise RuleError(
                _(
                    "Giấy hẹn đã giao cho công dân. Nhờ lãnh đạo đồng ý hủy do nhập nhầm ngay "
                    "tại quầy."
                ),
                field="approver",
                rule="consent",
            )

    def require_free(self, dossier: Dossier) -> None:
        """Requires that nothing of the citizen's hangs on the dossier: no money, no originals, no paper on its way.

        Errors: RuleError: rule "fee_kept", "originals_kept", or as ``require_at_rest``.
        """
        require_at_rest(dossier)
        kept = Account(fee=0, entries=tuple(self.store.fees.of_dossier(dossier.id))).kept
        if kept:
            raise RuleError(
                _(
                    "Hồ sơ này đã thu {amount}. Hoàn lại ở hồ sơ này trước, rồi thu ở hồ sơ đúng."
                ).format(amount=money(kept)),
                rule="fee_kept",
            )
        if still_kept(dossier):
            raise RuleError(
                _("Đơn vị còn giữ bản chính của hồ sơ này. Trả bản chính trước rồi làm lại."),
                rule="originals_kept",
            )

    def right(self, dossier: Dossier, code: str) -> str:
        """The code of the dossier that was meant. Errors: RuleError (field "right")."""
        if not code.strip():
            return ""
        right = self.store.dossiers.by_code(code.strip().upper())
        if right is None or right.id == dossier.id or right.state is State.MISTAKEN:
            raise RuleError(
                _("Mã hồ sơ đúng chưa phải một hồ sơ khác đang dùng ở quầy này. Xem lại mã."),
                field="right",
                rule="right",
            )
        return right.code

    def void_papers(self, act: OfficeAct, dossier: Dossier) -> bool:
        """Declare the dossier's own papers void within an act; whether there were any.

        The receipt of a whole visit stays: it is about others too.
        """
        own = [
            job
            for job in self.store.prints.of(dossier.code)
            if job.state != "void" and job.document != "visit_receipt"
        ]
        return void_prints(act, dossier.code, own)

    def _papers(self, dossier: Dossier) -> list[PrintJob]:
        first = self.store.dossiers.by_id(dossier.visit) if dossier.visit else None
        of_visit = self.store.prints.of(first.code) if first and first.id != dossier.id else []
        shared = [job for job in of_visit if job.document == "visit_receipt"]
        return [*self.store.prints.of(dossier.code), *shared]
