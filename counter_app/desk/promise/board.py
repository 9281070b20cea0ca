"""The morning board: what is due, late, waiting, ready and owed an apology, by the working calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from counter_app.desk.calendar.impact import CalendarImpact
from counter_app.desk.certification.left_open import BooksLeftOpen
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.promise.confirmations import Confirmations, Unconfirmed
from counter_app.domain.calendar.workdays import YearNotConfirmed
from counter_app.domain.clock import LOCAL
from counter_app.domain.dossier.dossier import Dossier, State
from counter_app.domain.dossier.promises import inner_deadline
from counter_app.domain.office.staff import Duty
from counter_app.domain.promise.forwarding import (
    cutoff_on,
    forward_by,
    overstayed,
    watched_since,
)
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.followups.followup import FollowUp
    from counter_app.domain.office.charge import Charge
    from counter_app.store.read.board import BoardReads, BoardRow, Workload
    from counter_app.store.read.exchange import Notice

MOST = 500
"""Rows of one list; nobody works through more in a morning, and the counts tell how many there are."""
_INNER_HORIZON = timedelta(days=45)
NOTICED = timedelta(days=14)
"""The time for which a notice of the superior's is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InnerLine:
    """A dossier another office has to be done with by ``at``, earlier than the citizen's day."""

    row: BoardRow
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardLine:
    """A dossier still at the counter that had, or has, to be gone by ``at``; ``late`` once that moment has passed."""

    row: BoardRow
    at: datetime
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """The board of today.

    ``soon`` is the next working day: ``due_soon`` holds what is promised after today until then. ``lapsed`` are those
    of ``waiting`` whose last day to bring papers is over; ``uncollected`` those of ``ready`` waiting for more than
    ``uncollected_days`` days. ``apologies`` are late and nobody was told; ``again`` were told another day which has
    passed too. ``counts`` by these names, never cut off, of promises "given_anew" by a pause, which wait for their
    correction, and of those an "outage" holds. ``forwarding`` should have left the counter, or has to first thing
    this morning, or before today's closing once it is past three; ``unconfirmed`` were sent to another office that
    has not said it has them.
    ``unlocked`` are books of certifications of past years that nobody locked.
    ``unanswered`` are citizens' enquiries that whoever holds the dossier has not answered, ``untold`` answers that the
    citizen does not know; ``names`` are the officers' by login.
    """

    today: date
    soon: date
    uncollected_days: int
    overdue: tuple[BoardRow, ...]
    due_today: tuple[BoardRow, ...]
    due_soon: tuple[BoardRow, ...]
    inner: tuple[InnerLine, ...]
    waiting: tuple[BoardRow, ...]
    lapsed: tuple[BoardRow, ...]
    ready: tuple[BoardRow, ...]
    uncollected: tuple[BoardRow, ...]
    apologies: tuple[BoardRow, ...]
    again: tuple[BoardRow, ...]
    counts: Mapping[str, int]
    forwarding: tuple[ForwardLine, ...] = ()
    unconfirmed: tuple[Unconfirmed, ...] = ()
    unlocked: tuple[str, ...] = ()
    unanswered: tuple[FollowUp, ...] = ()
    untold: tuple[FollowUp, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None

    @property
    def near(self) -> tuple[BoardRow, ...]:
        """Promised until the next working day, not late and never apologised for.

        Whoever knows already that one of them will be late tells the citizen a day before (Nghị định 118/2025/NĐ-CP
        Điều 18); nobody else is told of a lateness that has not come.
        """
        late = {row.id for row in self.apologies}
        return tuple(
            row
            for row in (*self.due_today, *self.due_soon)
            if row.id not in late and not row.reappointments
        )

    def waited(self, row: BoardRow) -> int:
        """Days a result has been ready."""
        return (self.today - row.finished_at.date()).days if row.finished_at else 0


class Board(Desk):
    """The board the day begins with."""

    def morning(self, *, most: int = MOST, whose: str = "") -> Morning:
        """Everything that asks for something today, of the office or an officer's own; lists end after ``most`` rows.

        Promises given anew, outages and unlocked books are the office's whoever asks.
        """
        today, soon, charge = self.today(), self.soon(), self._charge(whose)
        read, followups = self.store.board.own(charge), self.store.followups
        days = self.settings.uncollected_days
        old = today - timedelta(days=days)
        waiting, ready = read.waiting(most=most), read.ready(most=most)
        waited, day = self.waited_until(today), timedelta(days=1)
        unlocked = self.group(BooksLeftOpen).unlocked()
        return Morning(
            today=today,
            soon=soon,
            uncollected_days=days,
            overdue=tuple(read.promised(None, today - day, most=most)),
            due_today=tuple(read.promised(today, today, most=most)),
            due_soon=tuple(read.promised(today + day, soon, most=most)),
            inner=self._inner(read, today, most),
            waiting=tuple(waiting),
            lapsed=tuple(
                row for row in waiting if row.supplement_until and row.supplement_until < waited
            ),
            ready=tuple(ready),
            uncollected=tuple(
                row for row in ready if row.finished_at and row.finished_at.date() < old
            ),
            apologies=tuple(read.owed_apologies(self.now(), again=False, most=most)),
            again=tuple(read.owed_apologies(self.now(), again=True, most=most)),
            counts={
                **read.counts(self.now(), soon, old, waited),
                "given_anew": self.group(CalendarImpact).given_anew(),
                "outage": len(self.store.acts.outages()),
                "unlocked": len(unlocked),
                **self._asked(charge),
            },
            forwarding=tuple(self.forwarding(most=most, whose=whose)),
            unconfirmed=tuple(self.group(Confirmations).unconfirmed(most=most, charge=charge)),
            unlocked=unlocked,
            unanswered=tuple(followups.open(most=most, charge=charge)),
            untold=tuple(followups.untold(most=most, charge=charge)),
            names=self.store.officers.names(),
            now=self.now(),
        )

    def notices(self) -> list[Notice]:
        """The superior's notices to this office, latest first."""
        return self.store.exchange.notices()

    def workloads(self) -> list[Workload]:
        """The open work of each officer in each sector, "" where nobody resolves it yet."""
        return self.store.board.workloads(self.now())

    def open_and_received(self, *, whose: str = "") -> tuple[int, int]:
        """The number of open dossiers, and of those received today."""
        return self.store.board.own(self._charge(whose)).open_and_received(self.today())

    def forwarding(
        self, *, closing: bool = False, most: int = MOST, whose: str = ""
    ) -> list[ForwardLine]:
        """The dossiers that should have left the counter for whoever resolves them, and those that still have to today.

        Nghị định 309/2026/NĐ-CP Điều 9 (khoản 2 Điều 18 Nghị định 118/2025/NĐ-CP). Before three in the afternoon only
        those overdue or due first thing this morning; ``closing`` asks for those that must be gone today at any hour.
        """
        now, calendar = self.now(), self.store.calendar.current()
        found: list[ForwardLine] = []
        read = self.store.board.own(self._charge(whose))
        for row in read.counter_held(watched_since(), most=most):
            try:
                at = forward_by(row.received_at, calendar)
                late = overstayed(row.received_at, calendar, now)
            except YearNotConfirmed:
                continue  # the board says so where the year is asked for
            today = at.date() == now.date()
            first_thing = today and row.received_at.date() < now.date()
            if late or first_thing or (today and (closing or now.time() > cutoff_on(now.date()))):
                found.append(ForwardLine(row=row, at=at, late=late))
        return found

    def here_at_closing(self, day: date) -> dict[str, list[str]]:
        """The dossiers that had to leave the counter by the end of a day and are still here, as the totals say it."""
        lines = self.forwarding(closing=day == self.today())
        codes = [line.row.code for line in lines if line.at.date() <= day]
        return {"forwarding": codes} if codes else {}

    def unanswered_at_closing(self, day: date) -> dict[str, Any]:
        """The officers with enquiries open at the end of a day, and how many of them too long; as totals say it."""
        end = min(datetime.combine(day, time(23, 59, 59), LOCAL), self.now())
        waiting = self.store.followups.waiting_at(end)
        if not waiting:
            return {}
        from counter_app.domain.followups.followup import Standing

        late = sum(item.standing(end) is Standing.OVERDUE for item in waiting)
        codes = list(dict.fromkeys(item.shown_code or "…" for item in waiting))
        return {"unanswered": codes, "answers_waiting": len(waiting), "answers_overdue": late}

    def _asked(self, charge: Charge | None) -> dict[str, int]:
        """The people who wait for an answer: about a dossier, about the own data; the office's whoever asks, as are
        the "notices" that came of late.
        """
        now = self.now()
        notices = {"notices": self.store.exchange.notices_since(now - NOTICED)}
        answers = self.store.followups.open_counts(now, charge)
        return answers | self.store.requests.counts(now) | notices

    def _charge(self, login: str) -> Charge | None:
        return self.store.officers.charge(login, self.today())

    def _inner(self, read: BoardReads, today: date, most: int) -> tuple[InnerLine, ...]:
        """Other offices' days that have come or passed, the earliest first."""
        calendar = self.store.calendar.current()
        lines = [
            InnerLine(row=row, at=inner_deadline(calendar, row.promised_at, row.inner_wd))
            for row in read.inner(today + _INNER_HORIZON, most=most)
            if row.promised_at is not None
        ]
        due = [line for line in lines if line.at.date() <= today]
        return tuple(sorted(due, key=lambda line: line.at))

    def close_lapsed(
        self, codes: Sequence[str], *, reason: str, op_id: str = ""
    ) -> Done[tuple[Dossier, ...]]:
        """Close dossiers whose last day to bring papers is over, all in one act; each gets its slip (Mẫu 05).

        Errors: RuleError: rule "reason", "not_lapsed" while there is still time, "move". None is closed then.
        """
        from counter_app.desk.dossier.moves import DossierMoves, Move
        from counter_app.domain.dossier.events import DOSSIER_MOVED
        from counter_app.domain.dossier.moves import Act

        moves = self.group(DossierMoves)
        move = Move(act=Act.CLOSE, reason=reason).cleaned()
        with self.act(Duty.PROCESS, op_id, DOSSIER_MOVED) as act:
            for code in () if act.known else dict.fromkeys(codes):
                dossier = self.dossier(code)
                _require_waiting(dossier)
                moves.write(act, dossier, move, act.now.replace(microsecond=0), "")
        closed = tuple(self.dossier(code) for code in dict.fromkeys(codes))
        return act.done(closed, Noun.DOSSIER, Noun.PRINT)


def _require_waiting(dossier: Dossier) -> None:
    if dossier.state is not State.SUPPLEMENT or dossier.supplement_until is None:
        raise RuleError(
            _("Hồ sơ {code} không chờ bổ sung giấy tờ. Bỏ chọn hồ sơ này.").format(
                code=dossier.code
            ),
            rule="not_lapsed",
        )
