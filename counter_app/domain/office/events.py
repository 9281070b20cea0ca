"""Events of the office itself: epochs, settings, erasures, its staff and their duties."""

from __future__ import annotations

from typing import Any, NotRequired

from counter_app.domain.event import Count, Day, Event, Kept, Moment, Taken
from counter_app.values import TypedDict


class EpochBegan(TypedDict):
    """From here on this copy of the journal alone goes on.

    ``beyond`` names (epoch, number) up to which acts are lost; ``counters`` are numbers given elsewhere. ``in_part``:
    first and last of the acts that came back without what is personal in them; ``regained``: of all that came back from
    a stick, whose passwords and printers did not. A restore says who consented, or that the recovery sheet stood in for
    that (``by_sheet``).
    """

    epoch: str
    reason: str
    previous_seq: int
    previous_head: str
    counters: NotRequired[Taken]
    beyond: NotRequired[list[list[str | int]]]
    approved_by: NotRequired[Kept]
    alone: NotRequired[bool]
    by_sheet: NotRequired[bool]
    in_part: NotRequired[list[int]]
    regained: NotRequired[list[int]]


class OfficeChanged(TypedDict):
    """Settings that change, by name; who may do what is changed by two people."""

    settings: dict[str, Any]
    approved_by: NotRequired[Kept]
    alone: NotRequired[bool]


class Erased(TypedDict):
    """The reach of an erasure by law: events by number with the rest of each, and the people the tables forget."""

    residues: dict[str, dict[str, Any]]
    dossiers: list[int]
    tickets: NotRequired[list[int]]
    certifications: NotRequired[list[int]]
    followups: NotRequired[list[int]]
    requests: NotRequired[list[int]]
    drafts: NotRequired[list[str]]
    blank_name: str
    reason: str
    approved_by: NotRequired[Kept]
    alone: NotRequired[bool]


class Mended(TypedDict):
    """Entries as they travel that today's rules refuse (``domain/journal/mending``): of each its number, its header
    fields that travel otherwise (name: what it was, as what it travels), and the parts of its payload that do.

    ``rule`` is the way in which the values of payloads are worked out. The journal keeps the entries as they were.
    """

    entries: list[list[Any]]
    rule: int
    reason: str
    at: Moment


class PrinterChosen(TypedDict):
    """The printer of a computer from now on: ``use`` is "printer" or "ticket_printer", ``before`` the former one."""

    device: int
    use: Kept
    printer: str
    before: str
    approved_by: NotRequired[Kept]
    alone: NotRequired[bool]


class OfficerPut(TypedDict):
    """An officer, new or changed; ``active`` is 0 or 1."""

    login: str
    name: str
    role: str
    title: NotRequired[str]
    counter: NotRequired[str]
    active: NotRequired[int]


class AssignmentPut(TypedDict):
    """A sector in an officer's charge, ``until`` None for as long as nobody ends it."""

    officer: str
    sector: str
    since: Day
    until: Day | None


class AbsencePut(TypedDict):
    """An officer away from a day to a day, and who acts in each sector meanwhile, by the sector's key."""

    officer: str
    since: Day
    until: Day
    reason: NotRequired[str]
    substitutes: dict[str, str]


class AbsenceEnded(TypedDict):
    """The last day of an absence that ends early, None for one that never came to be."""

    absence: int
    until: Day | None


class SignedIn(TypedDict):
    """Somebody sat down; ``wrong_before`` are the wrong passwords in a row before the right one."""

    wrong_before: NotRequired[Count]


class SignInFailed(TypedDict):
    """Wrong passwords at an account, told once until the right one comes: ``tries`` in a row by then."""

    tries: Count


class PasswordSet(TypedDict):
    """A password, new or changed. ``mark`` tells its stored hash from any other; no journal holds the hash itself."""

    mark: NotRequired[Kept]


class RecoveryMade(TypedDict):
    """A recovery sheet by its number; the one before is void. The journal has neither its words nor a hash of them.

    ``mark`` tells the hash that is kept of its words from any other. Who is no leader names who consented
    (``approved_by``), or that nobody works there who could (``alone``).
    """

    sheet: int
    mark: NotRequired[Kept]
    approved_by: NotRequired[Kept]
    alone: NotRequired[bool]


class RecoveryUsed(TypedDict):
    """A sheet gave an officer (a login) another password, and is void."""

    sheet: int
    officer: str


class ClockConfirmed(TypedDict):
    """The word that the computer's clock is right though it disagrees with the known facts: its moment, and the facts.

    ``doubt`` is "behind", "ahead" or "set_back"; ``approved_by`` is the second person (a login), "" where one alone
    said so.
    """

    doubt: Kept
    at: Moment
    known: Moment
    approved_by: Kept


class OfficeKeyed(TypedDict):
    """The public key (hex) by which the office's closings can be checked from here on.

    Where it replaces another, ``former_key`` names it, and ``vouched`` is its signature (hex) over ``key_text``;
    without one nothing but paper vouches for the new key.
    """

    public_key: Kept
    former_key: NotRequired[Kept]
    vouched: NotRequired[Kept]


class KeyIssued(TypedDict):
    """A scripting key, new or in place of the one before: what it may do (duties), its last day.

    ``mark`` tells the hash that is kept of its secret from any other.
    """

    rights: list[str]
    until: Day
    mark: Kept


class KeyUsed(TypedDict):
    """A run by a scripting key: the verb it was for."""

    verb: str


class KeyRevoked(TypedDict):
    """A scripting key that opens nothing from here on."""

    reason: NotRequired[str]


class SignedOut(TypedDict):
    """Somebody left the counter; ``put_out`` by the program: the account was made inactive elsewhere."""

    put_out: NotRequired[int]


EPOCH_BEGAN = Event("epoch.began", EpochBegan)
OFFICE_CHANGED = Event("office.changed", OfficeChanged)
JOURNAL_ERASED = Event("journal.erased", Erased)
JOURNAL_MENDED = Event("journal.mended", Mended)
PRINTER_CHOSEN = Event("printer.chosen", PrinterChosen)
OFFICER_PUT = Event("officer.put", OfficerPut)
ASSIGNMENT_PUT = Event("assignment.put", AssignmentPut)
ABSENCE_PUT = Event("absence.put", AbsencePut)
ABSENCE_ENDED = Event("absence.ended", AbsenceEnded)
OFFICER_SIGNED_IN = Event("officer.signed_in", SignedIn)
OFFICER_SIGN_IN_FAILED = Event("officer.sign_in_failed", SignInFailed)
OFFICER_PASSWORD_SET = Event("officer.password_set", PasswordSet)
RECOVERY_MADE = Event("recovery.made", RecoveryMade)
RECOVERY_USED = Event("recovery.used", RecoveryUsed)
OFFICE_KEYED = Event("office.keyed", OfficeKeyed)
SCRIPT_ISSUED = Event("script.issued", KeyIssued)
SCRIPT_USED = Event("script.used", KeyUsed)
SCRIPT_REVOKED = Event("script.revoked", KeyRevoked)
OFFICER_SIGNED_OUT = Event("officer.signed_out", SignedOut)
CLOCK_CONFIRMED = Event("clock.confirmed", ClockConfirmed)
