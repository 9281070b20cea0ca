"""The way a promise follows from a dossier's life: its limit, its pauses and its extensions, counted by a calendar.

Time in which the office waits is not counted, and never given to it anew (Nghị định 301/2026/NĐ-CP Điều 3 khoản 4:
"không tính vào thời gian giải quyết"): a promise moves by the pause, by its working time, or by all its days where the
limit counts every day. Only a procedure whose own text says so counts its
whole limit again once the papers asked for are there, and only after a wait for papers.
A promise is never changed by a new calendar alone; this only tells what it would be (Nghị định 118/2025/NĐ-CP Điều 17,
18).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.domain.calendar.workdays import SATURDAY, YearNotConfirmed
from counter_app.domain.catalogue.limits import EVERY_DAY, LimitUnit, TimeLimit
from counter_app.domain.dossier.dossier import (
    PAUSED_STATES,
    Channel,
    State,
    Timeliness,
    timeliness,
)
from counter_app.domain.promise.due import Due, TraceKind, compute_due
from counter_app.domain.promise.due_walk import clip
from counter_app.domain.promise.forwarding import forward_by
from counter_app.domain.promise.pauses import shifted, shifted_by_calendar
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.calendar.working_calendar import WorkCalendar

RESTART, SHIFT = "restart", "shift"
_DAY = timedelta(days=1)
_LONGEST_CLOSURE = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A stretch of a dossier's life in one state; ``act`` is what began it, empty when it does not move a promise.

    ``seq`` is its event's; ``days`` are working days of an extension; ``policy`` how its own event counted it, empty in
    old events; ``undone`` the number of the event that was taken back; ``since`` when another office had it complete.
    """

    state: State
    at: datetime
    act: str = ""
    seq: int = 0
    days: int = 0
    policy: str = ""
    undone: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The facts a promise is counted from: reception, the frozen limit, and every turn since it was handed in.

    ``policy`` is the procedure's own, frozen at reception: ``RESTART`` where its text says so, else the rule of all.
    ``channel`` is how it came in where another office resolves it, None where this one does.
    """

    received_at: datetime
    limit: TimeLimit
    policy: str
    turns: tuple[Turn, ...] = ()
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A promise; ``due`` with its trace only where it was counted in one piece.

    ``lapsed`` is when a limit in days or months of the calendar ends by its own days, where a pause moved it.
    """

    at: datetime
    due: Due | None = None
    lapsed: datetime | None = None

    @property
    def lapses(self) -> datetime:
        """The moment the limit ends by its own days, before a day off moves the promise."""
        return self.lapsed or (self.due.lapses if self.due else self.at)


class Unmoved(StrEnum):
    """Why a dossier's promise is not counted anew with the others."""

    YEAR = "year"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Pause:
    """A stop of the clock and its reason; one kind of pause after another is one, named after the first."""

    since: datetime
    state: State


def reckon(clock: Clock, calendar: WorkCalendar) -> Reckoned:
    """The promise as ``calendar`` counts it, turn by turn. Errors: YearNotConfirmed.

    Where another office confirmed when it had the dossier complete, the time runs from there, whenever that was said:
    what stood still before then moves nothing, what stood still or was extended after it does.
    """
    turns, pauses = clock.turns, pauses_of(clock.turns)
    begun = max((at for at, turn in enumerate(turns) if turn.act == "accept"), default=0)
    promise = _begun(clock, calendar)
    known = [promise] * (begun + 1)
    for at, turn in enumerate(turns[begun + 1 :], begun + 1):
        if turn.act == "resume":
            promise = _resumed(clock, promise, pauses[at - 1], turn, calendar)
        elif turn.act == "extended":
            promise = Reckoned(extended(promise.at, turn.days, calendar))
        elif turn.act == "revert" and turns[at - 1].seq == turn.undone:
            back = max((i for i in range(at) if turns[i].seq < turn.undone), default=begun)
            promise = known[max(back, begun)]
            if turns[back].state in PAUSED_STATES and turns[at - 1].state not in PAUSED_STATES:
                promise = _pause_taken_up(clock, promise, pauses[back], turn, calendar)
        known.append(promise)
    return promise


def recounted(clock: Clock, promised: datetime, calendar: WorkCalendar) -> Reckoned:
    """The promise in force, counted anew by ``calendar``: closed hours of the office never bring it forward.

    They would where they fall into a pause: a shortened day counts whole, but is shorter to move by, and a day is none
    at all where it is said to be closed after something was done on it. Errors: YearNotConfirmed.
    """
    made = reckon(clock, calendar)
    if made.at >= promised:
        return made
    worked = frozenset(turn.at.date() for turn in clock.turns[1:])
    full = reckon(clock, calendar.unshortened(worked))
    return made if full.at <= made.at else Reckoned(min(promised, full.at))


def _resumed(
    clock: Clock, promise: Reckoned, pause: Pause | None, turn: Turn, calendar: WorkCalendar
) -> Reckoned:
    if _before_complete(clock, turn):
        return promise
    if pause is None or _counted_anew(clock, pause, turn):
        return _counted(turn.at, clock.limit, calendar)
    return _moved(clock, promise, pause, turn, calendar)


def _complete_since(clock: Clock) -> datetime | None:
    """The moment the resolving office had the dossier complete, as last confirmed; None while it has not said so."""
    said = [turn.since for turn in clock.turns if turn.act == "confirmed"]
    return said[-1] if said else None


def _pause_taken_up(
    clock: Clock, promise: Reckoned, pause: Pause | None, turn: Turn, calendar: WorkCalendar
) -> Reckoned:
    """A resumption was a mistake: what the pause had taken by then is not lost."""
    if pause is None or _counted_anew(clock, pause, turn) or _before_complete(clock, turn):
        return promise
    return _moved(clock, promise, pause, turn, calendar)


def _moved(
    clock: Clock, promise: Reckoned, pause: Pause, turn: Turn, calendar: WorkCalendar
) -> Reckoned:
    """The promise moved by the part of the pause after the time began to run."""
    begun = _complete_since(clock)
    paused = pause.since if begun is None else max(pause.since, begun)
    return _after_pause(clock.limit, calendar, promise, paused, turn.at)


def _before_complete(clock: Clock, turn: Turn) -> bool:
    begun = _complete_since(clock)
    return begun is not None and turn.at <= begun


def _counted_anew(clock: Clock, pause: Pause, turn: Turn) -> bool:
    return turn.policy != SHIFT and policy_after(clock.policy, pause.state) == RESTART


def policy_after(policy: str, state: State) -> str:
    """The effect of a pause on the promise: a procedure's own ``policy`` speaks of papers, never of money or a stop."""
    return RESTART if policy == RESTART and state is State.SUPPLEMENT else SHIFT


def after_pause(
    clock: Clock, calendar: WorkCalendar, promised: datetime, paused: datetime, resumed: datetime
) -> datetime:
    """A promise in force after a pause. Errors: YearNotConfirmed.

    ``clock`` has the turns of before its end. A promise that these do not explain moves as it stands.
    """
    made = Reckoned(promised)
    if clock.limit.unit in EVERY_DAY:
        reckoned = reckon(clock, calendar)
        made = reckoned if reckoned.at == promised else made
    return _after_pause(clock.limit, calendar, made, paused, resumed).at


def _after_pause(
    limit: TimeLimit,
    calendar: WorkCalendar,
    promise: Reckoned,
    paused: datetime,
    resumed: datetime,
) -> Reckoned:
    """Moved by the time of the pause, counted as the limit counts: of work, or every day; one missed stays."""
    if paused > promise.at:
        return promise
    if limit.unit not in EVERY_DAY:
        return Reckoned(shifted(calendar, promise.at, paused, resumed))
    at, lapses = shifted_by_calendar(calendar, promise.at, promise.lapses, paused, resumed)
    return Reckoned(at, lapsed=lapses)


def given_anew(clock: Clock) -> bool:
    """True if a resumption of the past gave the office its whole limit again where no text of the procedure says so.

    Until November 2026 one setting of the office did this to every pause.
    """
    turns, pauses = clock.turns, pauses_of(clock.turns)
    return any(
        turn.act == "resume"
        and turn.policy == RESTART
        and pause is not None
        and policy_after(clock.policy, pause.state) == SHIFT
        for turn, pause in zip(turns[1:], pauses, strict=False)
    )


def unmoved(clock: Clock, state: State) -> Unmoved | None:
    """The reason to wait with counting: a dossier whose clock restarts after its pause is counted when it goes on."""
    pause = (pauses_of(clock.turns) or [None])[-1]
    began = pause.state if pause else state
    waits = state in PAUSED_STATES and policy_after(clock.policy, began) == RESTART
    return Unmoved.WAITING if waits else None


def extended(promised: datetime, days: int, calendar: WorkCalendar) -> datetime:
    """A promise with the working days a verification may add. Errors: YearNotConfirmed."""
    return compute_due(promised, TimeLimit(days, LimitUnit.WORKING_DAY), calendar).at


def begins_elsewhere(
    received: datetime, calendar: WorkCalendar, channel: Channel
) -> tuple[TraceKind, datetime]:
    """The moment a promise is counted from while another office has not confirmed it. Errors: YearNotConfirmed."""
    online = channel is Channel.ONLINE
    return TraceKind.FORWARDED, forward_by(received, calendar, online=online)


def _begun(clock: Clock, calendar: WorkCalendar) -> Reckoned:
    begins, complete = None, _complete_since(clock)
    if complete is not None:
        begins = TraceKind.CONFIRMED, complete
    elif clock.channel is not None:
        begins = begins_elsewhere(clock.received_at, calendar, clock.channel)
    due = compute_due(clock.received_at, clock.limit, calendar, begins)
    return Reckoned(due.at, due)


def _counted(start: datetime, limit: TimeLimit, calendar: WorkCalendar) -> Reckoned:
    due = compute_due(start, limit, calendar)
    return Reckoned(due.at, due)


def pauses_of(turns: Sequence[Turn]) -> list[Pause | None]:
    """For each turn the pause it belongs to."""
    found: list[Pause | None] = []
    for turn in turns:
        before = found[-1] if found else None
        paused = turn.state in PAUSED_STATES
        found.append((before or Pause(turn.at, turn.state)) if paused else None)
    return found


def working_day_after(calendar: WorkCalendar, day: date, count: int = 1) -> date:
    """The ``count``-th working day after ``day``. A year that is not confirmed counts Monday to Friday."""
    return _working_day(calendar, day, count, _DAY)


def working_day_before(calendar: WorkCalendar, day: date, count: int = 1) -> date:
    """The ``count``-th working day before ``day``. A year that is not confirmed counts Monday to Friday."""
    return _working_day(calendar, day, count, -_DAY)


def _working_day(calendar: WorkCalendar, day: date, count: int, step: timedelta) -> date:
    left = count
    for _walked in range(_LONGEST_CLOSURE + count):
        if left == 0:
            break
        day += step
        left -= int(_works(calendar, day))
    return day


def _works(calendar: WorkCalendar, day: date) -> bool:
    try:
        return calendar.is_working(day)
    except YearNotConfirmed:
        return day.isoweekday() < SATURDAY


def inner_deadline(calendar: WorkCalendar, promised: datetime, days: int) -> datetime:
    """The moment another office has to be done for papers to travel back in time: ``days`` working days before.

    The same clock time, or the end of the session before it.
    """
    day = working_day_before(calendar, promised.date(), days)
    try:
        spans = calendar.sessions_on(day)
    except YearNotConfirmed:
        spans = ()
    at = promised.replace(year=day.year, month=day.month, day=day.day)
    return clip(spans, promised.time()) if spans else at


def inner_term(
    calendar: WorkCalendar, promised: datetime, days: int, back: date
) -> Timeliness | None:
    """The way another office stood that gave papers back on a day; None where no calendar says by when it had to."""
    try:
        until = inner_deadline(calendar, promised, days)
    except YearNotConfirmed:
        return None
    return timeliness(back, until.date())
