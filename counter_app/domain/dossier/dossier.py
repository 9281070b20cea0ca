"""A dossier (hồ sơ): its states and what is known of it; what may be done with it is in ``moves``."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from counter_app.domain.dossier.states import ENDED_STATES as ENDED_STATES
from counter_app.domain.dossier.states import GIVEN_UP_STATES as GIVEN_UP_STATES
from counter_app.domain.dossier.states import OPEN_STATES as OPEN_STATES
from counter_app.domain.dossier.states import PAUSED_STATES as PAUSED_STATES
from counter_app.domain.dossier.states import STATE_WORDS as STATE_WORDS
from counter_app.domain.dossier.states import State as State
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.catalogue.limits import TimeLimit
    from counter_app.domain.catalogue.sectors import PaperItem
    from counter_app.domain.person.party import Party
    from counter_app.domain.promise.due import Due


class Channel(IntEnum):
    """The way a dossier comes in, or its result goes out."""

    DIRECT = 1
    ONLINE = 2
    POSTAL = 3


class Timeliness(StrEnum):
    """The standing of an ended dossier to its promise."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


class Urgency(StrEnum):
    """The standing of an open dossier to its promise."""

    NONE = "none"
    IN_TERM = "in_term"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    PAUSED = "paused"


class Mapping(StrEnum):
    """The standing of a dossier to the official system (đối soát với hệ thống quốc gia, tỉnh)."""

    NOT_ENTERED = "not_entered"
    ENTERED = "entered"
    MISMATCH = "mismatch"
    EXEMPT = "exempt"


class Outcome(StrEnum):
    """The end of processing: a result, or a refusal to resolve (từ chối giải quyết, Mẫu 03)."""

    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """The person who took the result: the applicant or an authorised person, and the way that was checked."""

    name: str
    id_no: str = ""
    phone: str = ""
    authorised: bool = False
    authorisation: str = ""
    lost_receipt: bool = False
    identity_checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An original paper that changed hands apart from the dossier: kept by the office, or given back."""

    name: str
    quantity: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The paper processing ended with: kind and abstract, signing day (ISO text), signer, issuing agency."""

    outcome: Outcome = Outcome.GRANTED
    abstract: str = ""
    signed_on: str = ""
    signer: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Rules of the procedure's version frozen at reception.

    ``resume`` is "restart" where the procedure's text gives the whole limit again once papers are brought, else empty
    or "shift"; ``supplement_days`` days to wait for the citizen, 0 for the office's own, ``supplement_working`` where
    only working days count; ``extension_wd``
    working days a verification may add (0: none); ``allowed`` the promise in working minutes, None without a promise;
    ``inner_wd`` working days before the promise by which another office has to be done (0: none); ``agreement`` the
    paper in which the citizen agreed to a longer limit; ``elsewhere`` that another office resolves it, so that the
    time runs from its confirmation that it has the complete dossier.
    """

    version: str = ""
    resume: str = ""
    supplement_days: int = 0
    supplement_working: bool = False
    extension_wd: int = 0
    template: str = ""
    allowed: int | None = None
    inner_wd: int = 0
    agreement: str = ""
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One request of one applicant for one procedure. Moments are local; money in đồng.

    ``fee`` is to be paid, ``waived`` was taken off it at reception on the ground ``relief``.

    ``id`` is the number of the journal event that began it. ``submitted_at`` is when it was first handed in
    (ngày nộp); ``received_at`` when it was accepted (ngày tiếp nhận), the same as ``submitted_at`` until
    ``accepted``. ``owner`` is None when the applicant asks for themselves. ``due`` is frozen at reception with its
    limit, calendar version and trace; ``promised_at`` is the due moment in force (moved only by a resumption, an
    extension by law or a new reckoning), ``due.at`` the original one; ``reappointed_to`` the day named in an apology
    (Mẫu 04), which never counts for being on time. ``resolver`` and ``return_place`` are empty for this office;
    ``territory`` says why it was received for another office, "province" or "nationwide", and ``confirmed_at`` when
    that office had it complete; ``holder_office`` and ``holder`` say who has the paper, ``handover`` the sheet it
    travels on until it is taken.
    ``point`` is the reception point where it was handed in, empty at the counter; at somebody's home ``home_address``
    says where and ``visited_by`` (login) who went there; ``returned_point`` is where the result was given out.
    ``right_code`` is the dossier that was meant, of one that was entered by mistake.
    """

    id: int
    code: str
    barcode: str
    state: State
    procedure_code: str
    procedure_name: str
    sector: str
    applicant: Party
    owner: Party | None
    authorisation: str
    content: str
    papers: tuple[PaperItem, ...]
    sets: int
    fee: int | None
    channel: Channel
    return_channel: Channel
    return_address: str
    limit: TimeLimit | None
    due: Due | None
    promised_at: datetime | None
    received_at: datetime
    receiver: str
    handler: str
    form_no: int
    book: str
    book_no: int
    accepted: bool = True
    submitted_at: datetime | None = None
    supplements: int = 0
    supplement_until: date | None = None
    reappointments: int = 0
    reappointed_to: datetime | None = None
    extensions: int = 0
    state_at: datetime | None = None
    finished_at: datetime | None = None
    returned_at: datetime | None = None
    collector: Collector | None = None
    result: str = ""
    result_facts: Result | None = None
    waived: int = 0
    relief: str = ""
    late_reason: str = ""
    note: str = ""
    case_key: str = ""
    policy: Policy = field(default_factory=Policy)
    visit: int | None = None
    resolver: str = ""
    territory: str = ""
    confirmed_at: datetime | None = None
    return_place: str = ""
    holder_office: str = ""
    holder: str = ""
    held_since: datetime | None = None
    handover: int | None = None
    shelf: str = ""
    official_code: str = ""
    mapping: Mapping = Mapping.NOT_ENTERED
    relation: str = ""
    point: str = ""
    home_address: str = ""
    visited_by: str = ""
    returned_point: str = ""
    mapping_note: str = ""
    right_code: str = ""
    originals_kept: tuple[Original, ...] = ()
    originals_returned: tuple[Original, ...] = ()

    @property
    def ended(self) -> date | None:
        """The day processing ended: finished, or withdrawn; never the day of pick-up."""
        return self.finished_at.date() if self.finished_at else None

    @property
    def provisional(self) -> bool:
        """True if the promise waits for the resolving office to confirm that it has the complete dossier."""
        return self.policy.elsewhere and self.confirmed_at is None and self.promised_at is not None

    @property
    def holder_name(self) -> str:
        """The name of the person the matter belongs to."""
        return (self.owner or self.applicant).name


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLine:
    """A line of a list of dossiers. ``names`` are the applicant's and, when another, the owner's."""

    id: int
    code: str
    state: State
    names: tuple[str, ...]
    procedure_code: str
    procedure_name: str
    sector: str
    phone: str
    received_at: datetime
    promised_at: datetime | None
    finished_at: datetime | None
    handler: str
    channel: Channel

    @property
    def name(self) -> str:
        """The applicant's name."""
        return self.names[0]


def timeliness(ended: date, due: date | None, *, withdrawn: bool = False) -> Timeliness:
    """Early, on time or late, by dates only; withdrawn and undated dossiers count as on time (II.06a)."""
    if withdrawn or due is None or ended == due:
        return Timeliness.ON_TIME
    return Timeliness.EARLY if ended < due else Timeliness.LATE


def urgency(dossier: Dossier | DossierLine, today: date, *, soon: date | None = None) -> Urgency:
    """The standing of the dossier on ``today``, for colour, icon and word; ``soon`` is the next working day.

    Without it that is tomorrow.
    """
    if dossier.state not in OPEN_STATES:
        return Urgency.NONE
    if dossier.state in PAUSED_STATES:
        return Urgency.PAUSED
    if dossier.promised_at is None:
        return Urgency.IN_TERM
    day = dossier.promised_at.date()
    if day <= today:
        return Urgency.OVERDUE if day < today else Urgency.DUE_TODAY
    return Urgency.DUE_SOON if day <= (soon or today + timedelta(days=1)) else Urgency.IN_TERM
