"""Taking back a waiver that was written by mistake, by a waiver of nothing that names it; the money is due again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.clock import local_text
from counter_app.domain.fees.events import FEE_ENTERED, Entered
from counter_app.domain.fees.payments import FeeEntry, FeeKind
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.fees.payments import Account


def standing_waiver(account: Account, *, ground: str = "", seq: int = 0) -> FeeEntry:
    """The latest waiver that stands, on ``ground`` and of entry ``seq`` where these are named.

    Errors: RuleError: "not_waived" where there is none.
    """
    for waiver in reversed(account.waivers):
        if ground in ("", waiver.ground) and seq in (0, waiver.seq):
            return waiver
    raise RuleError(
        _("Không còn lần miễn, giảm nào để hủy. Xem lại phần Phí, lệ phí của hồ sơ."),
        field="ground",
        rule="not_waived",
    )


def write_unwaived(act: OfficeAct, subject: str, waiver: FeeEntry, reason: str) -> None:
    """Write, within an act, that a waiver stands no longer. Errors: RuleError (rule "reason")."""
    if not reason:
        raise RuleError(
            _("Hủy miễn, giảm cần ghi lý do. Ghi lý do rồi lưu lại."),
            field="reason",
            rule="reason",
        )
    said = Entered(
        kind=FeeKind.WAIVED.value,
        amount=0,
        at=local_text(act.now),
        sector=waiver.sector,
        dossier=waiver.dossier,
        certification=waiver.certification,
        reason=reason,
        ground=waiver.ground,
        undone_seq=waiver.seq,
    )
    act.record(FEE_ENTERED, subject, said)
