"""The place of a dossier's papers: hand-over sheets, their legs, and the papers that may go on one.

Every hand-over is written down with giver, taker and the minute (Nghị định 118/2025/NĐ-CP Điều 18; Mẫu số 06 of
Thông tư 03/2025/TT-VPCP): papers reach whoever resolves the dossier within one working day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from counter_app.domain.dossier.dossier import (
    ENDED_STATES,
    OPEN_STATES,
    Dossier,
    DossierLine,
    Original,
    State,
    timeliness,
)
from counter_app.domain.text import fold
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.values import dataclass


class Purpose(StrEnum):
    """Why papers change hands: to be worked on here, to be resolved elsewhere, results coming back, or papers back.

    CASELOAD is everything an officer has, handed to another in one act.
    """

    PROCESS = "process"
    FORWARD = "forward"
    RESULT = "result"
    BACK = "back"
    CASELOAD = "caseload"


SCANNED = (Purpose.PROCESS, Purpose.FORWARD, Purpose.RESULT, Purpose.BACK)
"""The purposes of sheets that are made by scanning papers one by one."""


class Fit(StrEnum):
    """The meanings of a scanned receipt for the sheet being made."""

    OK = "ok"
    ON_SHEET = "on_sheet"
    TRAVELLING = "travelling"
    ELSEWHERE = "elsewhere"
    NOT_ACCEPTED = "not_accepted"
    NO_RESULT = "no_result"
    ENDED = "ended"
    OTHER_OFFICE = "other_office"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The holder of papers: ``office`` empty for this one, ``officer`` a login here, empty at another office."""

    office: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One hand-over of one dossier.

    ``taken_at`` None while it is under way; ``outcome`` a ``Timeliness`` value or empty; ``sheet`` None for a leg
    inside the office that was written down without one; ``recalled``: the giver took the papers back unclaimed;
    ``charge_only``: the work was handed on, the papers stayed where they were.
    """

    dossier: int
    sheet: int | None
    giver: Holder
    taker: Holder
    given_at: datetime
    taken_at: datetime | None = None
    outcome: str = ""
    recalled: bool = False
    charge_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One dossier on a sheet."""

    line: DossierLine
    leg: Leg

    @property
    def missing(self) -> bool:
        """Given, and not taken by anybody."""
        return self.leg.taken_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A hand-over sheet (phiếu bàn giao), numbered within the year; ``taken_at`` None while a dossier is missing."""

    id: int
    number: int
    year: str
    purpose: Purpose
    giver: Holder
    taker: Holder
    given_at: datetime
    taken_at: datetime | None
    taken_by: str
    rows: tuple[SheetRow, ...] = ()
    count: int = 0
    missing: int = 0

    @property
    def label(self) -> str:
        """``12/2026``."""
        return f"{self.number}/{self.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The number of papers a holder has, and since when the oldest of them."""

    holder: Holder
    count: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLine:
    """A dossier with who has its papers, since when, on which shelf, and on which sheet it is under way.

    ``resolver`` and ``return_place`` are offices as the dossier names them, empty for this one.
    """

    line: DossierLine
    holder: Holder
    since: datetime
    shelf: str = ""
    handover: int | None = None
    resolver: str = ""
    return_place: str = ""


_STARTS: dict[Purpose, frozenset[State]] = {
    Purpose.PROCESS: OPEN_STATES,
    Purpose.FORWARD: OPEN_STATES | {State.FINISHED},
    Purpose.RESULT: frozenset({State.FINISHED, State.WITHDRAWN}),
    Purpose.BACK: OPEN_STATES | ENDED_STATES,
    Purpose.CASELOAD: OPEN_STATES | {State.REGISTERED, State.FINISHED},
}


def fit(dossier: Dossier, purpose: Purpose, giver: Holder, on_sheet: Iterable[int] = ()) -> Fit:
    """The fitness of a dossier for the sheet that ``giver`` makes; ``on_sheet`` are the dossiers already there."""
    if dossier.id in set(on_sheet):
        return Fit.ON_SHEET
    if dossier.handover is not None:
        return Fit.TRAVELLING
    if not dossier.accepted:
        return Fit.NOT_ACCEPTED
    if dossier.state not in _STARTS[purpose]:
        working = purpose is Purpose.RESULT and dossier.state in OPEN_STATES
        return Fit.NO_RESULT if working else Fit.ENDED
    if holder_of(dossier) != giver:
        return Fit.ELSEWHERE
    return Fit.OK


def holder_of(dossier: Dossier) -> Holder:
    """The holder of its papers as written down."""
    return Holder(office=dossier.holder_office, officer=dossier.holder)


def outcome_at(dossier: Dossier | DossierLine, at: datetime) -> str:
    """The standing of the dossier when it is taken over (Mẫu số 06): by dates; empty when nothing was promised."""
    if dossier.promised_at is None:
        return ""
    withdrawn = dossier.state is State.WITHDRAWN
    day = dossier.finished_at.date() if dossier.finished_at else at.date()
    return timeliness(day, dossier.promised_at.date(), withdrawn=withdrawn).value


def partner_named(name: str, partners: Sequence[str]) -> str:
    """The partner office called ``name``, accents and case aside; empty when it is none of them."""
    wanted = fold(name)
    return next((item for item in partners if wanted and fold(item) == wanted), "")


def still_kept(dossier: Dossier) -> tuple[Original, ...]:
    """The originals that the office keeps and has not given back, in the order they were kept."""
    back = counted(dossier.originals_returned)
    left = []
    for original in counted_items(dossier.originals_kept):
        quantity = original.quantity - back.get(original.name, 0)
        if quantity > 0:
            left.append(Original(name=original.name, quantity=quantity))
    return tuple(left)


def counted(originals: Iterable[Original]) -> dict[str, int]:
    """Name → how many."""
    found: dict[str, int] = {}
    for original in originals:
        found[original.name] = found.get(original.name, 0) + original.quantity
    return found


def counted_items(originals: Iterable[Original]) -> tuple[Original, ...]:
    """The same originals, each name once."""
    return tuple(
        Original(name=name, quantity=quantity) for name, quantity in counted(originals).items()
    )


def require_kept(dossier: Dossier, wanted: Iterable[Original]) -> None:
    """Requires that these may be given back. Errors: RuleError (field "originals", rule "originals_more")."""
    kept = counted(still_kept(dossier))
    for name, quantity in counted(wanted).items():
        if quantity > kept.get(name, 0):
            raise RuleError(
                plural(
                    "Đơn vị chỉ đang giữ {kept} bản chính “{name}”, không trả được {quantity} bản. "
                    "Kiểm tra lại số bản.",
                    kept.get(name, 0),
                ).format(kept=kept.get(name, 0), name=name, quantity=quantity),
                field="originals",
                rule="originals_more",
            )


def require_at_rest(dossier: Dossier) -> None:
    """Papers under way cannot be handed on a second time. Errors: RuleError (rule "on_sheet")."""
    if dossier.handover is not None:
        raise RuleError(
            _(
                "Hồ sơ đang trên một phiếu bàn giao chưa nhận. Nhận hoặc thu lại ở trang Bàn giao hồ sơ (Ctrl+5)."
            ),
            rule="on_sheet",
        )
