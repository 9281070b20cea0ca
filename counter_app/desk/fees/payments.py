"""Fees taken in, given back and waived, also when a dossier is withdrawn (Nghị định 118/2025/NĐ-CP Điều 21).

Never more than was due or paid. A wrong entry is put right by another one: a refund, and the right payment.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from counter_app.desk.act import made_by
from counter_app.desk.desk import Desk, Done, Noun, no_dossier
from counter_app.desk.fees.event import fee_payload
from counter_app.desk.fees.unwaiving import standing_waiver, write_lowered_back, write_unwaived
from counter_app.desk.office.leader_consent import OWN, Approval, consented
from counter_app.domain.dossier.dossier import GIVEN_UP_STATES, Dossier
from counter_app.domain.dossier.events import DOSSIER_CORRECTED
from counter_app.domain.fees.events import FEE_ENTERED
from counter_app.domain.fees.payments import (
    Account,
    FeeEntry,
    FeeKind,
    Method,
    check_collect,
    check_refund,
    check_waive,
)
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.certification.books import Certification
    from counter_app.domain.fees.fee import Relief
    from counter_app.store.read.fees import ReceiptUse

RECEIPT_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Cashed:
    """One entry, how the account stands after it, and what the officer should look at again (may be empty)."""

    entry: FeeEntry
    account: Account
    warning: str = ""


class Payments(Desk):
    """The money of dossiers and certifications; both are named by their code or their id."""

    def account(self, code: str = "", *, certification: int | None = None) -> Account:
        """The money owed for a matter and the payments. Errors: RuleError for an unknown one."""
        return self._account(self._matter(code, certification))

    def warning(self, receipt_no: str, code: str = "", *, certification: int | None = None) -> str:
        """The doubt about this official receipt number: somebody else paid under it today. Empty: none."""
        return self._warning(clean(receipt_no), self._matter(code, certification))

    def collect(
        self,
        code: str = "",
        *,
        certification: int | None = None,
        amount: int | None = None,
        receipt_no: str = "",
        method: Method = Method.CASH,
        op_id: str = "",
    ) -> Done[Cashed]:
        """Write down money that was taken; ``amount`` None takes all that is due.

        A receipt number that another payer has today is told in ``warning``, not refused.
        Errors: RuleError: "amount", "fee_over" (more than is due), "receipt_no" (too long).
        """
        act = self.act(Duty.RECEIVE, op_id, FEE_ENTERED)
        receipt_no = clean(receipt_no)
        if len(receipt_no) > RECEIPT_LENGTH:
            raise RuleError(
                _("Số biên lai dài quá {most} ký tự. Gõ lại số biên lai.").format(
                    most=RECEIPT_LENGTH
                ),
                field="receipt_no",
            )
        with act:
            matter = self._matter(code, certification)
            warning = self._warning(receipt_no, matter)
            if act.known is None:
                account = self._account(matter)
                if amount is None:
                    amount = account.owed or 0
                check_collect(account, amount)
                payload = fee_payload(
                    FeeKind.COLLECTED,
                    amount,
                    at=act.now,
                    receipt_no=receipt_no,
                    method=method.value,
                    **_of(matter),
                )
                act.record(FEE_ENTERED, _subject(matter), payload)
        return self._done(act, matter, warning)

    def refund(
        self,
        code: str = "",
        *,
        certification: int | None = None,
        amount: int | None = None,
        reason: str,
        method: Method = Method.CASH,
        approval: Approval = OWN,
        op_id: str = "",
    ) -> Done[Cashed]:
        """Write down money that was given back, with a second person's consent; ``amount`` None gives back all.

        Errors: RuleError: "amount", "refund_over" (more than was taken in), "reason"; as ``second_person``.
        """
        self.acting(Duty.REFUND)
        matter, reason = self._matter(code, certification), clean(reason)
        if made_by(self.store, op_id, FEE_ENTERED) is None:
            # Nobody is called to the screen to agree to what is refused anyway.
            _given_back(self._account(matter), amount, reason)
        consent = consented(self, Duty.REFUND, approval, op_id, FEE_ENTERED)
        with self.act(Duty.REFUND, op_id, FEE_ENTERED) as act:
            if act.known is None:
                amount = _given_back(self._account(matter), amount, reason)
                payload = fee_payload(
                    FeeKind.REFUNDED,
                    amount,
                    at=act.now,
                    method=method.value,
                    reason=reason,
                    **_of(matter),
                )
                act.record(FEE_ENTERED, _subject(matter), payload, consent)
        return self._done(act, matter)

    def reliefs(self, code: str = "", *, certification: int | None = None) -> tuple[Relief, ...]:
        """The grounds on which the fee of a matter may be waived or lowered, of the version it was received under."""
        return self._reliefs(self._matter(code, certification))

    def waive(
        self,
        code: str = "",
        *,
        certification: int | None = None,
        ground: str,
        amount: int | None = None,
        proof: str = "",
        op_id: str = "",
    ) -> Done[Cashed]:
        """Write down what need not be paid, on one of the procedure's grounds; ``proof`` is the paper that shows it.

        ``amount`` None takes the ground's share of the fee, at most what is due. Errors: RuleError: "ground",
        "amount", "unpriced", "paid", "fee_over", "waived_once" where the ground was used before, at reception or here,
        unless money was given back since: that may be spared too, as far as the ground's share goes.
        """
        with self.act(Duty.RECEIVE, op_id, FEE_ENTERED) as act:
            matter = self._matter(code, certification)
            if act.known is None:
                account, relief = self._account(matter), self._relief(matter, ground)
                share = self._left(matter, account, relief)
                if amount is None:
                    amount = min(share, account.owed or 0)
                check_waive(account, amount, share)
                payload = fee_payload(
                    FeeKind.WAIVED,
                    amount,
                    at=act.now,
                    reason=clean(proof),
                    ground=relief.ground,
                    **_of(matter),
                )
                act.record(FEE_ENTERED, _subject(matter), payload)
        return self._done(act, matter, _doubt(matter, ground))

    def unwaive(
        self,
        code: str = "",
        *,
        certification: int | None = None,
        ground: str = "",
        reason: str,
        op_id: str = "",
    ) -> Done[Account]:
        """Take back the latest waiver that stands, of ``ground`` where one is named; the money is due again.

        What the form at reception waived is the first of them. Errors: RuleError: "not_waived", "reason".
        """
        with self.act(Duty.RECEIVE, op_id, FEE_ENTERED, DOSSIER_CORRECTED) as act:
            matter = self._matter(code, certification)
            if act.known is None:
                account = self._account(matter)
                later = any(ground in ("", waiver.ground) for waiver in account.waivers)
                if not later and isinstance(matter, Dossier) and _lowered(matter, ground):
                    write_lowered_back(act, matter, clean(reason))
                else:
                    waiver = standing_waiver(account, ground=ground)
                    write_unwaived(act, _subject(matter), waiver, clean(reason))
        noun = Noun.DOSSIER if isinstance(matter, Dossier) else Noun.CERTIFICATION
        return act.done(self._account(self._matter(code, certification)), Noun.FEE, noun)

    def spare(self, act: OfficeAct, dossier: Dossier, fee: int) -> None:
        """Lower, within an act, a fee that nobody knew at reception by the ground told there, as far as it was not."""
        found = [item for item in self._reliefs(dossier) if item.ground == dossier.relief]
        if dossier.waived or not found:
            return
        account = self._account(dossier)
        if any(entry.undone and entry.ground == dossier.relief for entry in account.entries):
            return  # somebody took that waiver back: it does not come again unasked
        spared = sum(item.amount for item in account.waivers if item.ground == dossier.relief)
        more = found[0].waived(fee) - spared
        if more > 0:
            payload = fee_payload(
                FeeKind.WAIVED, more, at=act.now, ground=dossier.relief, **_of(dossier)
            )
            act.record(FEE_ENTERED, dossier.code, payload)

    def _relief(self, matter: Dossier | Certification, ground: str) -> Relief:
        reliefs = self._reliefs(matter)
        found = next((item for item in reliefs if item.ground == ground), None)
        if found is None:
            from counter_app.domain.fees.reliefs import no_such_relief  # only for a refusal

            raise no_such_relief(ground, reliefs, "ground")
        account = self._account(matter)
        again = account.refunded_since(ground) and self._left(matter, account, found) > 0
        if self._used(matter, account, ground) and not again:
            raise RuleError(
                _("Đã miễn, giảm theo đối tượng này rồi. Xem lại phần Phí, lệ phí của hồ sơ."),
                field="ground",
                rule="waived_once",
            )
        return found

    def share_left(self, ground: str, code: str = "", *, certification: int | None = None) -> int:
        """The part of a fee a ground may still spare: its share less the part spared; nothing for an unknown ground."""
        matter = self._matter(code, certification)
        found = next((item for item in self._reliefs(matter) if item.ground == ground), None)
        return max(self._left(matter, self._account(matter), found), 0) if found else 0

    def _left(self, matter: Dossier | Certification, account: Account, relief: Relief) -> int:
        """The part a ground still spares, counted on the fee before anything was taken off it."""
        whole = (account.fee or 0) + (matter.waived if isinstance(matter, Dossier) else 0)
        return relief.waived(whole) - self._used(matter, account, relief.ground)

    def _used(self, matter: Dossier | Certification, account: Account, ground: str) -> int:
        taken_in = isinstance(matter, Dossier) and matter.relief == ground
        at_reception = matter.waived if taken_in and isinstance(matter, Dossier) else 0
        return at_reception + sum(item.amount for item in account.waivers if item.ground == ground)

    def _reliefs(self, matter: Dossier | Certification) -> tuple[Relief, ...]:
        if isinstance(matter, Dossier):
            code, day, case = matter.procedure_code, matter.received_at.date(), matter.case_key
        else:
            code, day, case = matter.procedure, matter.at.date(), ""
        found = self.store.catalogue.valid(code, day)
        return found.of_case(case).fee.usable_reliefs if found else ()

    def _done(
        self, act: OfficeAct, matter: Dossier | Certification, warning: str = ""
    ) -> Done[Cashed]:
        entry = self.store.fees.get(act.first.seq)
        assert entry is not None  # noqa: S101 - just recorded, or known by its op_id
        result = Cashed(entry=entry, account=self._account(matter), warning=warning)
        noun = Noun.DOSSIER if isinstance(matter, Dossier) else Noun.CERTIFICATION
        return act.done(result, Noun.FEE, noun)

    def _matter(self, code: str, certification: int | None) -> Dossier | Certification:
        if certification is None:
            return self.dossier(code)
        found = self.store.certification.get(certification)
        if found is None:
            raise no_dossier(code or str(certification))
        return found

    def _account(self, matter: Dossier | Certification) -> Account:
        if isinstance(matter, Dossier):
            return Account(
                fee=matter.fee,
                entries=self.store.fees.of_dossier(matter.id),
                given_up=matter.state in GIVEN_UP_STATES,
            )
        fee = 0 if matter.voided_at else matter.fee
        return Account(fee=fee, entries=self.store.fees.of_certification(matter.id))

    def _warning(self, receipt_no: str, matter: Dossier | Certification) -> str:
        if not receipt_no:
            return ""
        uses = self.store.fees.receipt_uses(receipt_no, self.today())
        return receipt_warning(receipt_no, [use for use in uses if not _same_payer(use, matter)])


def _lowered(dossier: Dossier, ground: str) -> bool:
    """True if its fee was lowered at reception, on ``ground`` where one is named."""
    return dossier.waived > 0 and ground in ("", dossier.relief)


def receipt_warning(receipt_no: str, others: Sequence[ReceiptUse]) -> str:
    """The warning when other payers have this official receipt number today; empty when there are none."""
    if not others:
        return ""
    first = others[0]
    return _("Biên lai số {number} hôm nay đã ghi cho {other}. Xem lại số trên biên lai.").format(
        number=receipt_no, other=first.code or first.payer or _("một lượt chứng thực khác")
    )


def _given_back(account: Account, amount: int | None, reason: str) -> int:
    """The amount of a refund, all that was kept unless an amount is named. Errors: as ``check_refund``."""
    whole = account.kept if amount is None else amount
    check_refund(account, whole, reason)
    return whole


def _same_payer(use: ReceiptUse, matter: Dossier | Certification) -> bool:
    """True for the same name, the same matter or the same visit."""
    of_dossier = isinstance(matter, Dossier)
    name = matter.applicant.name if isinstance(matter, Dossier) else matter.applicant
    if name and use.payer == name:
        return True
    if of_dossier is not (use.dossier is not None):
        return False
    together = matter.visit is not None and use.visit == matter.visit
    return together or (of_dossier and use.dossier == matter.id)


def _of(matter: Dossier | Certification) -> dict[str, Any]:
    if isinstance(matter, Dossier):
        return {"sector": matter.sector, "dossier": matter.id}
    return {"sector": matter.sector, "certification": matter.id}


def _doubt(matter: Dossier | Certification, ground: str) -> str:
    """Why the ground can be nobody's whose dossier it is; of a certification nobody's age is known."""
    if not isinstance(matter, Dossier):
        return ""
    from counter_app.domain.dossier.relief_fit import relief_doubt  # only where a fee is waived

    parties = matter.applicant, matter.owner
    return relief_doubt(ground, parties, matter.channel, matter.received_at.date())


def _subject(matter: Dossier | Certification) -> str:
    return matter.code if isinstance(matter, Dossier) else f"certification:{matter.id}"
