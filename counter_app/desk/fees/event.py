"""The event that writes money down: taken in, or given back with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.domain.clock import local_text

if TYPE_CHECKING:
    from counter_app.domain.fees.events import Entered
    from counter_app.domain.fees.payments import FeeKind


def fee_payload(
    kind: FeeKind,
    amount: int,
    *,
    at: datetime,
    sector: str,
    dossier: int | None = None,
    certification: int | None = None,
    receipt_no: str = "",
    method: str = "",
    reason: str = "",
    ground: str = "",
) -> Entered:
    """The payload of ``fee.entered``, in đồng, of a dossier or of a certification."""
    waived: Entered = {"ground": ground} if ground else {}  # type: ignore[typeddict-item]
    return {
        "kind": kind.value,
        "amount": amount,
        "at": local_text(at),
        "sector": sector,
        "dossier": dossier,
        "certification": certification,
        "receipt_no": receipt_no,
        "method": method,
        "reason": reason,
        **waived,
    }
