"""Taking back a waiver that was written by mistake: the money is due again.

One that was entered is taken back by a waiver of nothing that names it, one told at reception by a correction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import local_text
from counter_app.domain.dossier.events import DOSSIER_CORRECTED, Corrected
from counter_app.domain.fees.events import FEE_ENTERED, Entered
from counter_app.domain.fees.payments import FeeEntry, FeeKind
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.dossier.dossier import Dossier
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
    _require_reason(reason)
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


def write_lowered_back(act: OfficeAct, dossier: Dossier, reason: str) -> None:
    """Write, within an act, that the fee was not lowered at reception. Errors: RuleError (rule "reason")."""
    _require_reason(reason)
    whole = None if dossier.fee is None else dossier.fee + dossier.waived
    changes: dict[str, dict[str, Any]] = {
        "fee": {"from": dossier.fee, "to": whole},
        "waived": {"from": dossier.waived, "to": 0},
        "relief": {"from": dossier.relief, "to": ""},
    }
    said = Corrected(dossier=dossier.id, at=local_text(act.now), reason=reason, changes=changes)
    act.record(DOSSIER_CORRECTED, dossier.code, said)


def _require_reason(reason: str) -> None:
    if not reason:
        raise RuleError(
            _("Hủy miễn, giảm cần ghi lý do. Ghi lý do rồi lưu lại."),
            field="reason",
            rule="reason",
        )
