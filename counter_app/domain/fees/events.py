"""The event that writes money down: taken in, or given back with a reason."""

from __future__ import annotations

from typing import NotRequired

from counter_app.domain.event import Event, Kept, Moment, Money
from counter_app.values import TypedDict


class Entered(TypedDict):
    """Money of a dossier or of a certification, the other one None; ``ground``: on which it was waived.

    What is given back has the consent of a second person, ``approved_by``, or says ``alone`` where the office has none.
    Nothing waived, ``amount`` 0, says that the waiver with entry ``undone_seq`` was a mistake and stands no longer.
    """

    kind: Kept
    amount: Money
    at: Moment
    sector: Kept
    dossier: NotRequired[int | None]
    certification: NotRequired[int | None]
    receipt_no: NotRequired[Kept]
    method: NotRequired[Kept]
    reason: NotRequired[str]
    ground: NotRequired[str]
    approved_by: NotRequired[Kept]
    alone: NotRequired[bool]
    undone_seq: NotRequired[int]


FEE_ENTERED = Event("fee.entered", Entered)
