"""Making a number of a book void: it is never used again, and what was paid for it is given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.act import made_by
from counter_app.desk.certification.books import NEWS, CertificationBooks, subject_of
from counter_app.desk.certification.locked import allowed_by, require_open
from counter_app.desk.desk import Desk, Done
from counter_app.desk.fees.event import fee_payload
from counter_app.desk.office.leader_consent import OWN, Approval, consented
from counter_app.domain.certification.events import CERTIFICATION_VOIDED, Voided
from counter_app.domain.clock import local_text
from counter_app.domain.fees.events import FEE_ENTERED
from counter_app.domain.fees.payments import Account, FeeKind
from counter_app.domain.office.staff import Duty, Role
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from counter_app.desk.act import OfficeAct
    from counter_app.desk.office.leader_consent import Consented
    from counter_app.domain.certification.books import Certification
    from counter_app.domain.office.staff import Officer


class Voids(Desk):
    """Numbers of the books made void."""

    def void(
        self,
        certification: int,
        *,
        reason: str,
        locked: bool = False,
        approval: Approval = OWN,
        op_id: str = "",
    ) -> Done[Certification]:
        """Make a number void; it is never used again, and what was paid for it is given back.

        On the same day anybody at the counter may, later a leader; in a book that is locked only where ``locked`` says
        so, with a leader's consent. Giving back money that somebody else took, or took on another day, takes two.
        Errors: RuleError: "reason", "void_day", "void_twice", "locked"; as ``second_person``.
        """
        act = self.act(Duty.VOID, op_id, CERTIFICATION_VOIDED)
        reason = clean(reason)
        if not reason:
            raise RuleError(
                _("Chưa có lý do hủy số chứng thực. Ghi lý do rồi lưu lại."),
                field="reason",
                rule="reason",
            )
        sent = made_by(self.store, op_id, CERTIFICATION_VOIDED) is not None
        book = self.group(CertificationBooks).get(certification).book
        own = OWN if act.officer.role is Role.LEADER else approval
        leader = "" if sent else allowed_by(self.store, act.officer, book, own, meant=locked)
        asked = not sent and self._takes_two(act.officer, certification, approval)
        consent = consented(self, Duty.REFUND, approval, "") if asked else {}
        with act:
            if act.known is None:
                found = self.group(CertificationBooks).get(certification)
                require_open(self.store, found.book, bool(leader))
                _require_voidable(found, act, leader)
                if not asked and self.refund_takes_two(found, act.officer):
                    raise money_takes_two()  # paid at another window meanwhile
                self.write_void(act, found, reason, leader, consent)
        return act.done(self.group(CertificationBooks).get(act.payload["certification"]), *NEWS)

    def _takes_two(self, officer: Officer, certification: int, approval: Approval) -> bool:
        """As ``refund_takes_two``. Errors: RuleError for what is refused anyway: nobody is called to agree to that."""
        found = self.group(CertificationBooks).get(certification)
        if not self.refund_takes_two(found, officer):
            return False
        _require_day(found, self.today(), officer, approval.approver)
        return True

    def refund_takes_two(self, found: Certification, officer: Officer) -> bool:
        """True if making a number void gives back money that is not of the officer's own of today."""
        own = found.officer == officer.login and found.at.date() == self.today()
        return not own and self._kept(found) > 0

    def write_void(
        self,
        act: OfficeAct,
        found: Certification,
        reason: str,
        leader: str,
        consent: Consented | None = None,
    ) -> None:
        """Make a number void within an act, and give back what was paid for it."""
        payload = Voided(certification=found.id, at=local_text(act.now), reason=reason)
        if leader:
            payload["approved_by"] = leader
        act.record(CERTIFICATION_VOIDED, subject_of(found.id), payload)
        self._give_back(act, found, reason, consent or {})

    def _kept(self, found: Certification) -> int:
        return Account(fee=found.fee, entries=self.store.fees.of_certification(found.id)).kept

    def _give_back(
        self, act: OfficeAct, found: Certification, reason: str, consent: Consented
    ) -> None:
        entries = self.store.fees.of_certification(found.id)
        kept = self._kept(found)
        if kept:
            payload = fee_payload(
                FeeKind.REFUNDED,
                kept,
                at=act.now,
                sector=found.sector,
                certification=found.id,
                method=entries[-1].method,
                reason=reason,
            )
            act.record(FEE_ENTERED, subject_of(found.id), payload, consent)


def _require_voidable(found: Certification, act: OfficeAct, leader: str) -> None:
    if found.voided_at is not None:
        raise RuleError(_("Số này đã hủy trước đó. Chọn số khác."), rule="void_twice")
    _require_day(found, act.now.date(), act.officer, leader)


def money_takes_two() -> RuleError:
    """The refusal of giving money back alone where two do it."""
    return RuleError(
        _("Số này đã thu phí. Mở trang Chứng thực (F5) rồi hủy số, có người thứ hai đồng ý."),
        rule="second",
    )


def _require_day(found: Certification, today: date, officer: Officer, leader: str) -> None:
    """Requires that a number of an earlier day may be made void. Errors: RuleError (rule "void_day")."""
    if found.at.date() != today and not leader and not officer.may(Duty.OVERRULE):
        raise RuleError(
            _("Chỉ hủy được số của hôm nay. Nhờ lãnh đạo hủy số của ngày trước."),
            rule="void_day",
        )
