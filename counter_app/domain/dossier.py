"""A dossier (hồ sơ): its states, what may be done with it, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from counter_app.domain.catalogue import PaperItem
from counter_app.domain.due import Due
from counter_app.domain.limits import TimeLimit
from counter_app.domain.person import Party
from counter_app.errors import RuleError
from counter_app.i18n import _


class State(IntEnum):
    """The status codes of the national portal (Cổng Dịch vụ công quốc gia)."""

    RECEIVED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    FINANCIAL = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    RETURNED = 10


OPEN_STATES = frozenset(
    {State.RECEIVED, State.PROCESSING, State.SUPPLEMENT, State.FINANCIAL, State.STOPPED}
)
PAUSED_STATES = frozenset({State.SUPPLEMENT, State.FINANCIAL, State.STOPPED})
"""Open, but the clock does not run: pending in term whatever the date."""
ENDED_STATES = frozenset({State.WITHDRAWN, State.FINISHED, State.RETURNED})


class Act(StrEnum):
    """What staff do with a dossier after it was received."""

    HAND = "hand"
    SUPPLEMENT = "supplement"
    FINANCIAL = "financial"
    STOP = "stop"
    RESUME = "resume"
    FINISH = "finish"
    WITHDRAW = "withdraw"
    RETURN = "return"


_WORKING = frozenset({State.RECEIVED, State.PROCESSING})
MOVES: dict[Act, tuple[frozenset[State], State]] = {
    Act.HAND: (_WORKING, State.PROCESSING),
    Act.SUPPLEMENT: (_WORKING, State.SUPPLEMENT),
    Act.FINANCIAL: (_WORKING, State.FINANCIAL),
    Act.STOP: (_WORKING, State.STOPPED),
    Act.RESUME: (PAUSED_STATES, State.PROCESSING),
    Act.FINISH: (_WORKING, State.FINISHED),
    Act.WITHDRAW: (OPEN_STATES, State.WITHDRAWN),
    Act.RETURN: (frozenset({State.FINISHED}), State.RETURNED),
}
"""Act → states it may start from, and the state it leads to (Nghị định 118/2025/NĐ-CP Điều 17–22)."""

REASON_DUE = frozenset({Act.SUPPLEMENT, Act.FINANCIAL, Act.STOP, Act.WITHDRAW})


class Channel(IntEnum):
    """How a dossier comes in, or its result goes out."""

    DIRECT = 1
    ONLINE = 2
    POSTAL = 3


class Timeliness(StrEnum):
    """How an ended dossier stands to its promise."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


class Urgency(StrEnum):
    """How an open dossier stands to its promise."""

    NONE = "none"
    IN_TERM = "in_term"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """Who took the result: the applicant or an authorised person, and how that was checked."""

    name: str
    id_no: str = ""
    phone: str = ""
    authorised: bool = False
    authorisation: str = ""
    lost_receipt: bool = False
    identity_checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One request of one applicant for one procedure. Moments are local; money in đồng.

    ``id`` is the number of the journal event that received it. ``owner`` is None when the applicant asks for
    themselves. ``due`` is frozen at reception with its limit, calendar version and trace; ``promised_at`` is
    the due moment in force (moved only by a resumption), ``due.at`` the original one.
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
    supplements: int = 0
    state_at: datetime | None = None
    finished_at: datetime | None = None
    returned_at: datetime | None = None
    collector: Collector | None = None
    result: str = ""
    note: str = ""

    @property
    def ended(self) -> date | None:
        """The day processing ended: finished, or withdrawn; never the day of pick-up."""
        return self.finished_at.date() if self.finished_at else None

    @property
    def holder_name(self) -> str:
        """Whose matter it is."""
        return (self.owner or self.applicant).name


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLine:
    """What a list shows of a dossier. ``names`` are the applicant's and, when another, the owner's."""

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


def require_move(state: State, act: Act, *, reason: str = "") -> State:
    """The state that ``act`` leads to.

    Errors: RuleError (rule "move") when the state does not allow it, (rule "reason") when a reason is missing.
    """
    allowed, target = MOVES[act]
    if state not in allowed:
        raise RuleError(
            _(
                "Trạng thái hiện tại của hồ sơ không cho phép việc này. Mở lại hồ sơ để xem việc làm được."
            ),
            rule="move",
        )
    if act in REASON_DUE and not reason.strip():
        raise RuleError(_("Cần ghi lý do trước khi lưu."), field="reason", rule="reason")
    return target


def acts_from(state: State) -> tuple[Act, ...]:
    """The acts that ``state`` allows, in the order they are offered."""
    return tuple(act for act, (allowed, _target) in MOVES.items() if state in allowed)


def timeliness(ended: date, due: date | None, *, withdrawn: bool = False) -> Timeliness:
    """Early, on time or late, by dates only; withdrawn and undated dossiers count as on time (II.06a)."""
    if withdrawn or due is None or ended == due:
        return Timeliness.ON_TIME
    return Timeliness.EARLY if ended < due else Timeliness.LATE


def urgency(dossier: Dossier | DossierLine, today: date) -> Urgency:
    """How the dossier stands on ``today``, for colour, icon and word."""
    if dossier.state not in OPEN_STATES:
        return Urgency.NONE
    if dossier.state in PAUSED_STATES:
        return Urgency.PAUSED
    if dossier.promised_at is None:
        return Urgency.IN_TERM
    left = (dossier.promised_at.date() - today).days
    if left < 0:
        return Urgency.OVERDUE
    return {0: Urgency.DUE_TODAY, 1: Urgency.DUE_SOON}.get(left, Urgency.IN_TERM)
