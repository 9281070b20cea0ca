"""Events of dossiers: handed in, received, accepted, moved, promised anew, corrected, returned."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired

from counter_app.domain.event import (
    Count,
    Day,
    Event,
    Gone,
    Kept,
    Left,
    Moment,
    Money,
    Taken,
    Worked,
)
from counter_app.values import TypedDict

ResultFacts = Annotated[dict[str, Any], Left(parts=frozenset({"outcome", "signed_on"}))]
"""The facts of the decision: its way, its signer and the day it was signed."""


class Relieved(TypedDict, total=False):
    """On which ground the fee was waived or lowered, and by how much; it tells of the person and goes with them."""

    relief: str
    waived: Money


class Asked(Relieved):
    """The citizen's wish; its further keys are the facts that ``domain.dossier.facts`` declares as asked.

    ``visit`` is "first", or names the first dossier that the same citizen handed in with it; ``replaces`` the dossier
    that was entered by mistake in its place.
    """

    applicant: dict[str, Any]
    owner: NotRequired[dict[str, Any] | None]
    originals_kept: NotRequired[list[dict[str, Any]] | None]
    visit: NotRequired[Kept | int]
    replaces: NotRequired[Kept]


class Begun(Asked):
    """The facts of a dossier known from its first event on; ``counters`` are the numbers it takes."""

    barcode: Kept
    procedure_code: Kept
    procedure_name: Kept
    sector: Kept
    resolver: str
    papers: list[dict[str, Any]]
    fee: Money | None
    submitted_at: NotRequired[Moment]
    receiver: Kept
    handler: Kept
    counters: Taken


class Registered(Begun):
    """Handed in and written down, nothing promised."""

    case_key: NotRequired[Kept]


class Promise(Relieved):
    """The office's promise, with the rules it is computed from; None for a procedure that promises no date."""

    case_key: Kept
    limit: Worked | None
    due: Worked | None
    promised_at: Moment | None
    policy: Annotated[
        dict[str, Any], Left(parts=frozenset({"version", "resume", "template", "elsewhere"}))
    ]


class Received(Begun, Promise):
    """Taken in complete, with its promise; ``counted_on`` is the day whose figures it belongs to, where another."""

    received_at: Moment
    counted_on: NotRequired[Day]
    form_no: Count
    book: Kept
    book_no: Count


class Accepted(Promise):
    """A dossier handed in before becomes complete and gets its promise."""

    dossier: int
    at: Moment
    receiver: Kept
    handler: Kept
    papers: list[dict[str, Any]]
    fee: Money | None
    form_no: Count
    book: Kept
    book_no: Count
    counters: Taken


class Standing(TypedDict):
    """The standing of a dossier after an event: state, who works on it, until when; ``at`` is the act's own moment.

    ``used`` and ``allowed`` are working minutes, told once the result is there.
    """

    dossier: int
    state: int
    handler: Kept
    promised_at: Moment | None
    at: Moment
    used: NotRequired[int | None]
    allowed: NotRequired[int | None]


class Finished(TypedDict):
    """The values that the act of finishing adds to a move."""

    result: str | None
    result_facts: ResultFacts
    outcome: Kept
    late: bool
    late_reason: str
    used: int | None
    allowed: int | None


class Mistaken(TypedDict):
    """The values that a mistake adds to a move: the dossier that was meant, the leader who consented."""

    right: NotRequired[Kept]
    approved_by: NotRequired[Kept]


class Moved(Standing):
    """A move of a dossier; each act adds its own facts; ``right`` is the dossier meant by one entered by mistake.

    ``accepted`` False says that no time limit ran yet; it is left out otherwise. ``outage`` is the key of the fault of
    the official system that a group of dossiers stopped for, or goes on after.

    What takes a hand-over back says since when the paper was where it was (``held_since``); what takes a return back,
    which shelf the papers lay on and which originals had been given back before it. ``whose`` dossier it is (a login),
    where somebody else processes it.
    """

    act: Kept
    reason: str
    result: str | None
    override: bool
    approved_by: NotRequired[Kept]
    accepted: NotRequired[bool]
    until: NotRequired[Day]
    papers_wanted: NotRequired[Annotated[list[dict[str, Any]], Gone]]
    clock: NotRequired[Kept]
    leg_outcome: NotRequired[Kept]
    handover: NotRequired[int]
    forwarded_to: NotRequired[str]
    result_facts: NotRequired[ResultFacts]
    outcome: NotRequired[Kept]
    late: NotRequired[bool]
    late_reason: NotRequired[str]
    undone: NotRequired[Kept]
    undone_seq: NotRequired[int]
    outage: NotRequired[Kept]
    whose: NotRequired[Kept]
    finished_at: NotRequired[Moment]
    right: NotRequired[Kept]
    held_since: NotRequired[Moment]
    shelf: NotRequired[str]
    originals: NotRequired[list[dict[str, Any]]]


class Promised(Standing):
    """A new promise: extended by law, counted anew, confirmed elsewhere, or only named in an apology (``why``).

    ``counted_from`` is when the resolving office had the complete dossier. With ``why`` "undone" the promise
    ``undone``, event ``undone_seq``, was written down by mistake, and everything stands as it did before it.
    """

    why: Kept
    reason: str
    days: NotRequired[int]
    due: NotRequired[Worked]
    reappointed_to: NotRequired[Day]
    counted_from: NotRequired[Moment]
    override: NotRequired[bool]
    approved_by: NotRequired[Kept]
    undone: NotRequired[Kept]
    undone_seq: NotRequired[int]
    whose: NotRequired[Kept]


class Entrusted(Standing):
    """Another officer resolves it from now on, with the rest of a caseload; ``handover`` is the sheet."""

    handover: int


class Corrected(TypedDict):
    """Facts corrected: each with what stood there ("from") and what stands there now ("to").

    ``approved_by`` is the second person where there has to be one, ``alone`` says that the office has none.
    """

    dossier: int
    at: Moment
    reason: str
    changes: dict[str, dict[str, Any]]
    approved_by: NotRequired[Kept]
    alone: NotRequired[bool]


class Returned(Standing):
    """The result given to its collector, with the originals that went with it.

    ``returned_point`` is the reception point where that was; it is left out at the counter.
    """

    collector: dict[str, Any]
    originals: NotRequired[list[dict[str, Any]]]
    returned_point: NotRequired[Kept]


DOSSIER_REGISTERED = Event("dossier.registered", Registered)
DOSSIER_RECEIVED = Event("dossier.received", Received)
DOSSIER_ACCEPTED = Event("dossier.accepted", Accepted)
DOSSIER_MOVED = Event("dossier.moved", Moved)
DOSSIER_PROMISED = Event("dossier.promised", Promised)
DOSSIER_ENTRUSTED = Event("dossier.entrusted", Entrusted)
DOSSIER_CORRECTED = Event("dossier.corrected", Corrected)
DOSSIER_RETURNED = Event("dossier.returned", Returned)
