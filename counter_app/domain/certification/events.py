"""Events of certifying: recorded in the book, made void."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from counter_app.domain.event import Event, Kept, Moment, Money, Taken


class Recorded(TypedDict):
    """One document in its book; ``visit`` names the first one of the same visit, None for that one itself."""

    at: Moment
    visit: int | None
    volume: int
    procedure_code: Kept
    sector: Kept
    applicant: str
    title: str
    note: NotRequired[str]
    pages: int
    copies: int
    fee: Money
    book: Kept
    number: int
    signer: Kept
    counters: Taken


class Voided(TypedDict):
    """A number that is void from now on."""

    certification: int
    at: Moment
    reason: str


CERTIFICATION_RECORDED = Event("certification.recorded", Recorded)
CERTIFICATION_VOIDED = Event("certification.voided", Voided)
