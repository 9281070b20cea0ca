"""The event that receives a dossier: everything known and promised at that moment, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counter_app.domain.catalogue import PaperItem, Procedure
from counter_app.domain.clock import local_text
from counter_app.domain.codes import DossierCode
from counter_app.domain.due import Due
from counter_app.domain.intake import IntakeDraft
from counter_app.domain.limits import TimeLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePreview:
    """What the form will become if saved now; ``fee`` None when the officer must type it."""

    procedure: Procedure
    limit: TimeLimit
    due: Due
    explanation: str
    fee: int | None
    papers: tuple[PaperItem, ...]
    missing: tuple[PaperItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers a dossier takes: of the day at this computer, of form 01 and of the sector's book in the year."""

    device: int
    sequence: int
    form: int
    book: int


def received_payload(
    draft: IntakeDraft,
    preview: IntakePreview,
    *,
    office: str,
    numbers: Numbers,
    at: datetime,
    receiver: str,
    handler: str,
) -> dict[str, Any]:
    """The payload of ``dossier.received``; its key "code" is the event's subject and is taken out by the caller."""
    year, sector = f"{at:%Y}", preview.procedure.sector
    code = DossierCode(
        office=office, day=at.date(), device=numbers.device, sequence=numbers.sequence
    )
    return {
        **_asked(draft),
        **_promised(preview),
        "code": code.text,
        "barcode": code.barcode,
        "received_at": local_text(at),
        "receiver": receiver,
        "handler": handler,
        "form_no": numbers.form,
        "book": f"{sector}/{year}",
        "book_no": numbers.book,
        "counters": [
            [f"dossier:{numbers.device:02d}", at.date().isoformat(), numbers.sequence],
            ["form:01", year, numbers.form],
            [f"book:{sector}", year, numbers.book],
        ],
    }


def _asked(draft: IntakeDraft) -> dict[str, Any]:
    """What the citizen said."""
    return {
        "applicant": draft.applicant.to_dict(),
        "owner": draft.owner.to_dict() if draft.owner else None,
        "authorisation": draft.authorisation,
        "content": draft.content,
        "sets": draft.sets,
        "channel": int(draft.channel),
        "return_channel": int(draft.return_channel),
        "return_address": draft.return_address,
        "note": draft.note,
        "ticket": draft.ticket,
    }


def _promised(preview: IntakePreview) -> dict[str, Any]:
    """What the office promises, frozen with the rules it was computed from."""
    return {
        "procedure_code": preview.procedure.code,
        "procedure_name": preview.procedure.name,
        "sector": preview.procedure.sector,
        "papers": [paper.to_dict() for paper in preview.papers],
        "fee": preview.fee,
        "limit": preview.limit.to_dict(),
        "due": preview.due.to_dict(),
        "promised_at": local_text(preview.due.at),
    }
