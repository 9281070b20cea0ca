"""Events of a citizen's request about his own data: received, given to another, answered, handed out, taken back."""

from __future__ import annotations

from typing import Annotated

from counter_app.domain.event import Event, Kept, Left, Moment, Taken, Worked
from counter_app.values import TypedDict


class Received(TypedDict):
    """A request: the asker, the wish, the owner of the data, and the proof of who asks.

    ``asked_for`` is a ``Wish``, ``proved_by`` a ``Proof``. ``of_whom`` (name, id_no) is whose data it is.
    ``dossiers`` are those it is about, none: everything the office holds. ``due_rule`` says by which limit and document
    ``answer_due`` was counted. ``counters`` is the number it took.
    """

    at: Moment
    counters: Taken
    asked_for: Kept
    asker: str
    asker_phone: str
    proved_by: Kept
    identity_checked: str
    of_whom: dict[str, str]
    asked: str
    dossiers: list[int]
    answer_due: Moment
    due_rule: Worked
    handler: Kept


class Given(TypedDict):
    """Another officer answers it from here on."""

    request: int
    at: Moment
    handler: Kept
    reason: str


class Answered(TypedDict):
    """The office's answer: ``outcome`` is an ``Outcome``, ``on_ground`` a ``Ground``, empty for granted.

    ``reason`` says the ground in words, ``answer`` is the text told to the citizen.
    """

    request: int
    at: Moment
    outcome: Kept
    on_ground: Kept
    reason: str
    answer: str
    answered_at: Moment


class HandedOut(TypedDict):
    """The person's data went out as files, known by their SHA-256."""

    request: int
    at: Moment
    sha256: Kept
    pdf_sha256: Kept


class Voided(TypedDict):
    """It was written down by mistake; it counts for nothing, its number stays taken."""

    request: int
    at: Moment
    reason: str


class CopiesListed(TypedDict):
    """The copies an erasure did not reach, to be destroyed by hand, each (kind, name, where, moment or "").

    ``erased`` is the erasure's number in the journal; 0 where a restore could not tell what was erased meanwhile.
    Batches, papers and folders tell nothing of the person, and the work list outlives what is erased later.
    """

    at: Moment
    erased: int
    copies_left: Annotated[list[list[str]], Left(whole=True)]


class CopiesReached(TypedDict):
    """Copies of one list, by their places in it (from 0), that a leader says are destroyed."""

    listed: int
    at: Moment
    places: list[int]
    reason: str


REQUEST_RECEIVED = Event("request.received", Received)
REQUEST_GIVEN = Event("request.given", Given)
REQUEST_ANSWERED = Event("request.answered", Answered)
REQUEST_HANDED_OUT = Event("request.handed_out", HandedOut)
REQUEST_VOIDED = Event("request.voided", Voided)
COPIES_LISTED = Event("copies.listed", CopiesListed, proof=True)
COPIES_REACHED = Event("copies.reached", CopiesReached, proof=True)
