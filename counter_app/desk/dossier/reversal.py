"""Taking back a move that was written down by mistake: a new event, by whoever made it the same day, or by a leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.desk.dossier.last_moves import LastMoves
from counter_app.desk.dossier.move_event import moved_payload
from counter_app.desk.dossier.rests import Rests
from counter_app.desk.paper.issue import void_prints
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier import PAUSED_STATES, Dossier, State
from counter_app.domain.dossier.events import DOSSIER_MOVED, Moved
from counter_app.domain.dossier.moves import Act, require_reason
from counter_app.domain.dossier.promises import RESTART, SHIFT, after_pause, policy_after
from counter_app.domain.office.staff import Duty, Officer
from counter_app.domain.promise.due import compute_due
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.store.read.dossier import SpanRow
    from counter_app.store.read.dossier_acts import LastMove


class Reversal(Desk):
    """Taking the last move back, and the promise as it is after a pause."""

    def revertible(self, dossier: Dossier) -> LastMove | None:
        """The move that may be taken back now; None when nothing may."""
        return self.group(LastMoves).revertible(dossier)

    def _reverted(
        self, dossier: Dossier, reason: str, at: datetime, *, today: date, officer: Officer
    ) -> Moved:
        """The event that leads back to the state before the last move.

        Errors: RuleError: rule "reason"; "move" when there is nothing to take back; "revert" when a leader must do it.
        """
        require_reason(Act.REVERT, reason)
        last = self.revertible(dossier)
        if last is None:
            raise RuleError(
                _("Hồ sơ này không có thao tác nào hoàn lại được. Mở lại hồ sơ để xem."),
                rule="move",
            )
        own = last.actor == officer.login and last.day == today
        if not own and not officer.may(Duty.OVERRULE):
            raise RuleError(
                _("Thao tác do người khác ghi hoặc ghi từ hôm trước: nhờ lãnh đạo hoàn lại."),
                rule="revert",
            )
        spans = self.store.dossiers.spans(dossier.id)
        before = [span for span in spans if span.seq < last.seq]
        state = before[-1].state
        payload = moved_payload(dossier, Act.REVERT, state, at=at, reason=reason)
        promised = self._promise_before(dossier, before, last, spans[-1], at)
        handed = last.act == Act.HAND.value and not spans[-1].entrusted
        payload["handler"] = before[-1].handler if handed else dossier.handler
        payload["promised_at"] = local_text(promised) if promised else None
        payload["undone"], payload["undone_seq"] = last.act, last.seq
        payload["clock"] = resume_policy(dossier, before)
        if state is State.SUPPLEMENT:
            payload["until"] = self.store.acts.asked_until(dossier.id, last.seq)
        if last.act == Act.FINISH.value:
            payload["result"], payload["result_facts"] = "", {}
        if state is State.FINISHED:
            payload["finished_at"] = local_text(before[-1].since)
        if last.act == Act.HAND.value:
            payload["held_since"] = self.group(Rests).before(dossier, last.seq)["held_since"]
        if last.act == Act.RETURN.value:
            self._unreturned(dossier, last.seq, payload)
        return payload

    def _unreturned(self, dossier: Dossier, seq: int, payload: Moved) -> None:
        """The values a return changed besides the state, as they were before it."""
        if dossier.finished_at is not None:
            payload["finished_at"] = local_text(dossier.finished_at)
        if shelf := self.group(Rests).shelf(dossier, seq):
            payload["shelf"] = shelf
        if back := self.store.acts.given_back(dossier.id, seq):
            payload["originals"] = back

    def write(self, act: OfficeAct, dossier: Dossier, reason: str, at: datetime) -> bool:
        """Take the last move back within an act; whether a slip became void with it. Errors: as ``_reverted``."""
        payload = self._reverted(dossier, reason, at, today=act.now.date(), officer=act.officer)
        act.record(DOSSIER_MOVED, dossier.code, payload)
        return self._void_slips(act, dossier.code, payload["undone_seq"], payload["undone"])

    def _void_slips(self, act: OfficeAct, code: str, move: int, undone: str) -> bool:
        """Declare the slip void that a move, now taken back, gave the citizen; whether there was one."""
        returned = undone == Act.RETURN.value
        found = [
            job
            for job in self.store.prints.of(code)
            if job.state != "void"
            and (
                job.body.get("move") == move
                or (returned and job.document == "return_slip" and job.id > move)
            )
        ]
        return void_prints(act, code, found)

    def _promise_before(
        self,
        dossier: Dossier,
        before: Sequence[SpanRow],
        last: LastMove,
        present: SpanRow,
        at: datetime,
    ) -> datetime | None:
        """The promise as it was, unless it was changed since; a pause taken up again does not lose its first part."""
        if present.seq != last.seq:
            return dossier.promised_at
        promised = before[-1].promised_at
        resumed = before[-1].state in PAUSED_STATES and dossier.state not in PAUSED_STATES
        if promised is not None and resumed and resume_policy(dossier, before) == SHIFT:
            clock = self.store.promises.clock(dossier)
            turns = tuple(turn for turn in clock.turns if turn.seq < last.seq)
            began, calendar = pause_began(before).since, self.store.calendar.current()
            return after_pause(replace(clock, turns=turns), calendar, promised, began, at)
        return promised

    def after_pause(self, dossier: Dossier, at: datetime) -> tuple[datetime | None, str]:
        """The promise when the clock runs again, and by which policy: moved by the pause, or counted anew.

        Errors: YearNotConfirmed.
        """
        spans = self.store.dossiers.spans(dossier.id)
        policy, promised = resume_policy(dossier, spans), dossier.promised_at
        if dossier.limit is None or promised is None:
            return promised, policy
        calendar = self.store.calendar.current()
        if policy == RESTART:
            return compute_due(at, dossier.limit, calendar).at, policy
        clock, began = self.store.promises.clock(dossier), pause_began(spans).since
        return after_pause(clock, calendar, promised, began, at), policy


def resume_policy(dossier: Dossier, spans: Sequence[SpanRow]) -> str:
    """The policy of the promise after the pause that ``spans`` end with."""
    return policy_after(dossier.policy.resume, pause_began(spans).state)


def pause_began(spans: Sequence[SpanRow]) -> SpanRow:
    """The beginning of the pause: a wait for papers that became a stop is one pause."""
    began = spans[-1]
    for span in reversed(spans[:-1]):
        if span.state not in PAUSED_STATES:
            break
        began = span
    return began
