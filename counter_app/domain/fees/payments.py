"""Money taken and given back at the counter; official receipts are numbered elsewhere, here the number is kept."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from counter_app.domain.fees.fee import FEE_CEILING
from counter_app.domain.text import thousands
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass


class FeeKind(StrEnum):
    """The way of the money, or that it need not be paid."""

    COLLECTED = "collected"
    REFUNDED = "refunded"
    WAIVED = "waived"


class Method(StrEnum):
    """The way it is paid."""

    CASH = "cash"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeEntry:
    """One payment, refund or waiver in đồng; of a dossier or of a certification, by their ids.

    ``ground`` is the key of what it was waived for; a waiver of nothing takes back the waiver with entry ``undone``.
    """

    seq: int
    kind: FeeKind
    amount: int
    at: datetime
    officer: str
    sector: str
    dossier: int | None = None
    certification: int | None = None
    receipt_no: str = ""
    method: str = ""
    reason: str = ""
    ground: str = ""
    undone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The money owed for one matter and the payments; ``fee`` None while nobody has fixed it.

    Of what was ``given_up`` (withdrawn, refused, entered by mistake) nothing is owed any more.
    """

    fee: int | None
    entries: tuple[FeeEntry, ...] = ()
    given_up: bool = False

    @property
    def collected(self) -> int:
        """Everything taken in."""
        return sum(item.amount for item in self.entries if item.kind is FeeKind.COLLECTED)

    @property
    def refunded(self) -> int:
        """Everything given back."""
        return sum(item.amount for item in self.entries if item.kind is FeeKind.REFUNDED)

    @property
    def kept(self) -> int:
        """Taken in and not given back; never below nothing."""
        return self.collected - self.refunded

    @property
    def waivers(self) -> tuple[FeeEntry, ...]:
        """The waivers that were not taken back, oldest first."""
        back = {item.undone for item in self.entries}
        return tuple(
            item
            for item in self.entries
            if item.kind is FeeKind.WAIVED and not item.undone and item.seq not in back
        )

    @property
    def waived(self) -> int:
        """Everything that need not be paid after all."""
        return sum(item.amount for item in self.waivers)

    def refunded_since(self, ground: str) -> bool:
        """True if money was given back after a ground was used last."""
        used = max((item.seq for item in self.waivers if item.ground == ground), default=0)
        return any(item.kind is FeeKind.REFUNDED and item.seq > used for item in self.entries)

    @property
    def owed(self) -> int | None:
        """The amount still to be paid; None while the fee is not known."""
        if self.given_up:
            return 0
        return None if self.fee is None else max(self.fee - self.kept - self.waived, 0)


def check_collect(account: Account, amount: int) -> None:
    """Errors: RuleError (field "amount"): "amount" for no sum of money, "fee_over" for more than is still due."""
    if account.given_up:
        raise RuleError(
            _("Hồ sơ đã rút, bị từ chối hoặc hủy do nhập nhầm, không thu phí, lệ phí nữa."),
            field="amount",
            rule="fee_over",
        )
    if account.owed == 0:
        raise RuleError(
            _(
                "Không còn khoản nào phải thu, đã thu {kept} đồng. Nếu mức phí ghi sai, đính chính hồ sơ trước."
            ).format(kept=thousands(account.kept)),
            field="amount",
            rule="fee_over",
        )
    check_amount(amount)
    if account.owed is not None and amount > account.owed:
        raise RuleError(
            _("Chỉ còn phải thu {owed} đồng. Nếu mức phí ghi sai, đính chính hồ sơ trước.").format(
                owed=thousands(account.owed)
            ),
            field="amount",
            rule="fee_over",
        )


def check_waive(account: Account, amount: int, share: int) -> None:
    """Errors: RuleError (field "amount"): "unpriced" while nobody knows the fee, "paid" for what was paid already,
    "fee_over" for more than is due or than ``share``, what the ground spares of the fee.
    """
    if account.owed is None:
        raise RuleError(
            _("Chưa xác định mức phí nên chưa miễn, giảm được. Đính chính mức phí trước."),
            field="amount",
            rule="unpriced",
        )
    if account.kept and account.owed == 0 and not account.given_up:
        raise RuleError(
            _("Đã thu {kept} đồng. Hoàn phần được miễn, giảm trước, rồi ghi miễn, giảm.").format(
                kept=thousands(account.kept)
            ),
            field="amount",
            rule="paid",
        )
    check_collect(account, amount)
    if amount > share:
        raise RuleError(
            _("Đối tượng này chỉ được miễn, giảm {share} đồng. Gõ lại số tiền.").format(
                share=thousands(share)
            ),
            field="amount",
            rule="fee_over",
        )


def check_refund(account: Account, amount: int, reason: str) -> None:
    """Errors: RuleError: "amount", "refund_over" (more than was taken in and kept), "reason"."""
    check_amount(amount)
    if amount > account.kept:
        raise RuleError(
            _("Chỉ hoàn được số đã thu: {kept} đồng. Gõ lại số tiền.").format(
                kept=thousands(account.kept)
            ),
            field="amount",
            rule="refund_over",
        )
    if not reason:
        raise RuleError(
            _("Hoàn phí cần ghi lý do. Ghi lý do rồi lưu lại."), field="reason", rule="reason"
        )


def check_amount(amount: object) -> int:
    """A sum of money that goes over the counter. Errors: RuleError (field "amount")."""
    if not isinstance(amount, int) or not 1 <= amount <= FEE_CEILING:
        raise RuleError(
            _("Số tiền phải từ 1 đến {most} đồng. Gõ lại số tiền bằng chữ số.").format(
                most=thousands(FEE_CEILING)
            ),
            field="amount",
            rule="amount",
        )
    return amount
