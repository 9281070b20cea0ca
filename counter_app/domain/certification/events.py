"""Events of certifying: recorded in the book, made void; who may sign; books printed by month and locked by year."""

from __future__ import annotations

from typing import NotRequired

from counter_app.domain.event import Day, Event, Kept, Moment, Money, Taken, Worked
from counter_app.values import TypedDict


class Recorded(TypedDict):
    """One document in its book; ``visit`` names the first one of the same visit, None for that one itself.

    ``capacity``, ``position`` and ``document_cited`` are as what it is signed, ``after_lock`` why it was entered though
    the book was locked, ``approved_by`` the leader who allowed that.
    """

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
    capacity: NotRequired[Kept]
    position: NotRequired[Kept]
    document_cited: NotRequired[Kept]
    after_lock: NotRequired[str]
    approved_by: NotRequired[Kept]


class Voided(TypedDict):
    """A number that is void from now on; ``approved_by`` names the leader when its book was locked already."""

    certification: int
    at: Moment
    reason: str
    approved_by: NotRequired[Kept]


class Authorised(TypedDict):
    """An officer who may sign what is certified, by which document, from when to when, for which kinds of books."""

    signer: Kept
    capacity: Kept
    position: Kept
    document_no: Kept
    document_day: Day
    since: Day
    until: Day
    kinds: Kept


class AuthorityEnded(TypedDict):
    """The last day of an authorisation, told later than it was given."""

    authorisation: int
    until: Day
    reason: str


class BookPrinted(TypedDict):
    """A month of a book on paper: its pages within the year, its numbers, what it said of the office (``said``).

    ``upto`` is the last entry of the journal it knows of, ``sha256`` that of the paper, ``program`` who drew it.
    """

    at: Moment
    book: Kept
    month: int
    first_page: int
    last_page: int
    first_number: int
    last_number: int
    upto: int
    sha256: Kept
    program: Kept
    said: Worked


class BookLocked(TypedDict):
    """A book of a year is locked: what it holds, its last page; ``approved_by`` the leader who locked or allowed it."""

    at: Moment
    book: Kept
    first_number: int
    last_number: int
    entries: int
    voided: int
    last_page: int
    upto: int
    approved_by: Kept
    said: Worked


CERTIFICATION_RECORDED = Event("certification.recorded", Recorded)
CERTIFICATION_VOIDED = Event("certification.voided", Voided)
CERTIFICATION_AUTHORISED = Event("certification.authorised", Authorised)
CERTIFICATION_AUTHORITY_ENDED = Event("certification.authority_ended", AuthorityEnded)
CERTIFICATION_BOOK_PRINTED = Event("certification.book_printed", BookPrinted)
CERTIFICATION_BOOK_LOCKED = Event("certification.book_locked", BookLocked)
