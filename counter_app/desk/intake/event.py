"""The events that begin a dossier: everything known and promised at that moment, frozen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from counter_app.domain.catalogue.sectors import FeeRule, PaperItem, PaperKind, Procedure
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.events import (
    Accepted,
    Asked,
    Begun,
    Promise,
    Received,
    Registered,
    Relieved,
)
from counter_app.domain.dossier.facts import BY_NAME, FACTS, stored
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.catalogue.limits import TimeLimit
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.event import Taken
    from counter_app.domain.promise.due import Due

Lowered = TypeVar("Lowered", bound=Relieved)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePreview:
    """The dossier the form becomes if saved now; ``fee`` None when the officer must type it, ``waived`` is off already.

    ``limit`` and ``due`` are None for a procedure that promises no date; ``allowed`` is the promise in working minutes.
    ``elsewhere``: another office resolves it, and the promise is provisional until that office confirms.
    """

    procedure: Procedure
    limit: TimeLimit | None
    due: Due | None
    allowed: int | None
    explanation: str
    fee: int | None
    papers: tuple[PaperItem, ...]
    missing: tuple[PaperItem, ...]
    elsewhere: bool = False
    waived: int = 0
    relief: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers a dossier takes: of the day at this computer, of form 01 and of the sector's book in the year."""

    device: int
    sequence: int
    form: int
    book: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The receiver, the office and the moment of a reception, and the officer who will work on it.

    ``counted`` is the day whose figures it belongs to: another than that of ``at`` where that day was closed before
    what was taken in outside the office was entered.
    """

    office: str
    at: datetime
    receiver: str
    handler: str
    counted: date


def code_of(place: Place, numbers: Numbers) -> DossierCode:
    """The code that a dossier gets: what its events are about."""
    return DossierCode(
        office=place.office, day=place.counted, device=numbers.device, sequence=numbers.sequence
    )


def received_payload(
    draft: IntakeDraft, preview: IntakePreview, *, place: Place, numbers: Numbers
) -> Received:
    """The payload of ``dossier.received``."""
    begun = _begun(draft, preview, place, numbers)
    said = {
        **begun,
        **promised_payload(draft, preview),
        "received_at": local_text(place.at),
        "form_no": numbers.form,
        "book": _book(preview, place),
        "book_no": numbers.book,
        "counters": [*begun["counters"], *_book_counters(preview, place, numbers)],
    }
    received = cast("Received", said)
    if place.counted != place.at.date():
        received["counted_on"] = place.counted.isoformat()
    return received


def registered_payload(
    draft: IntakeDraft, preview: IntakePreview, *, place: Place, numbers: Numbers
) -> Registered:
    """The payload of ``dossier.registered``: handed in and written down, not accepted, nothing promised."""
    return {**_begun(draft, preview, place, numbers), "handler": "", "case_key": draft.case}


def accepted_payload(
    draft: IntakeDraft, preview: IntakePreview, *, dossier: int, place: Place, numbers: Numbers
) -> Accepted:
    """The payload of ``dossier.accepted``: a dossier handed in before becomes complete and gets its promise."""
    accepted: Accepted = {
        **promised_payload(draft, preview),
        "form_no": numbers.form,
        "book": _book(preview, place),
        "book_no": numbers.book,
        "dossier": dossier,
        "at": local_text(place.at),
        "receiver": place.receiver,
        "handler": place.handler,
        "papers": [paper.to_dict() for paper in preview.papers],
        "fee": preview.fee,
        "counters": _book_counters(preview, place, numbers),
    }
    return _relieved(accepted, preview)


def _begun(draft: IntakeDraft, preview: IntakePreview, place: Place, numbers: Numbers) -> Begun:
    code, day = code_of(place, numbers), place.counted.isoformat()
    begun: Begun = {
        **_asked(draft),
        "barcode": code.barcode,
        "procedure_code": preview.procedure.code,
        "procedure_name": preview.procedure.name,
        "sector": preview.procedure.sector,
        "resolver": draft.resolver or preview.procedure.resolver,
        "papers": [paper.to_dict() for paper in preview.papers],
        "fee": preview.fee,
        "submitted_at": local_text(place.at),
        "receiver": place.receiver,
        "handler": place.handler,
        "counters": [[f"dossier:{numbers.device:02d}", day, numbers.sequence]],
    }
    return _relieved(begun, preview)


def _relieved(said: Lowered, preview: IntakePreview) -> Lowered:
    """With the ground on which the fee was waived or lowered, and by how much; as it was where it was not."""
    if preview.relief:
        said["relief"], said["waived"] = preview.relief, preview.waived
    return said


def _asked(draft: IntakeDraft) -> Asked:
    """The citizen's words; the table of facts knows each key and its type."""
    said = {
        fact.name: value
        for fact in FACTS
        if fact.asked and ((value := stored(fact, getattr(draft, fact.name))) or not fact.sparing)
    }
    originals = stored(BY_NAME["originals"], draft.originals)
    return cast("Asked", {**said, "originals_kept": originals})


def _book(preview: IntakePreview, place: Place) -> str:
    return f"{preview.procedure.sector}/{place.counted:%Y}"


def _book_counters(preview: IntakePreview, place: Place, numbers: Numbers) -> Taken:
    year = f"{place.counted:%Y}"
    return [
        ["form:01", year, numbers.form],
        [f"book:{preview.procedure.sector}", year, numbers.book],
    ]


def papers_of(draft: IntakeDraft, procedure: Procedure) -> tuple[PaperItem, ...]:
    """The papers handed in; a form that names no papers hands in none, whatever the catalogue asks for.

    Where copies are certified, the copy tells its pages and the copies asked for: the fee comes from it, and it is
    there also when no paper is named.
    """
    certified = procedure.fee.rule is FeeRule.CERTIFIED_COPY
    papers = draft.papers
    if papers is None:
        papers = tuple(paper for paper in procedure.papers if paper.kind is PaperKind.COPY)[:1]
        papers = papers if certified else ()
    if not certified or any(paper.certifying for paper in papers):
        return papers
    copy = next((paper for paper in papers if paper.kind is PaperKind.COPY), None)
    return tuple(
        replace(paper, pages=draft.pages, copies=draft.copies) if paper is copy else paper
        for paper in papers
    )


def promised_payload(draft: IntakeDraft, preview: IntakePreview) -> Promise:
    """The office's promise, frozen with the rules it was computed from."""
    procedure, due = preview.procedure, preview.due
    policy: dict[str, Any] = {
        "version": procedure.valid_from.isoformat() if procedure.valid_from else "",
        "resume": procedure.resume,
        "supplement_days": procedure.supplement_days,
        "supplement_working": procedure.supplement_working,
        "extension_wd": procedure.extension_wd,
        "template": procedure.template,
        "inner_wd": procedure.inner_wd if due else 0,
        "allowed": preview.allowed,
        "agreement": draft.agreement,
        "elsewhere": preview.elsewhere,
    }
    return {
        "case_key": draft.case,
        "limit": preview.limit.to_dict() if preview.limit else None,
        "due": due.to_dict() if due else None,
        "promised_at": local_text(due.at) if due else None,
        "policy": {name: value for name, value in policy.items() if value},
    }


def draft_of(
    dossier: Dossier,
    *,
    papers: tuple[PaperItem, ...] | None = None,
    fee: int | None = None,
    limit: TimeLimit | None = None,
) -> IntakeDraft:
    """The dossier handed in, as a form that is filled again."""
    return IntakeDraft(
        procedure=dossier.procedure_code,
        case=dossier.case_key,
        applicant=dossier.applicant,
        papers=dossier.papers if papers is None else papers,
        fee=dossier.fee if fee is None else fee,
        limit=limit,
        channel=dossier.channel,
        resolver=dossier.resolver,
        # What was waived is off the fee already; a fee that nobody knew yet is still to be lowered.
        relief=dossier.relief if dossier.fee is None else "",
    )
