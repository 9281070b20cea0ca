"""Moving a dossier on (Nghị định 118/2025/NĐ-CP Điều 17–22): who did what, when, why, what becomes of the promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.desk.issuing import SLIP_OF, issue_paper
from counter_app.desk.move_event import moved_payload
from counter_app.domain.clock import local_text
from counter_app.domain.dossier import PAUSED_STATES, Dossier, Outcome, Result, State
from counter_app.domain.due import compute_due
from counter_app.domain.moves import Act, require_moment, require_move, require_reason
from counter_app.domain.pauses import shifted, working_minutes
from counter_app.domain.slips import WantedPaper
from counter_app.domain.staff import Duty, Officer, Role
from counter_app.domain.text import clean, clean_lines
from counter_app.domain.workdays import YearNotConfirmed
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.database import Transaction

REASON_LENGTH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What an officer says with an act. ``at`` None means now.

    ``handler`` goes with HAND; ``result`` (số, ký hiệu) and ``facts`` with FINISH; ``wanted`` and ``until`` (the last
    day to bring it) with SUPPLEMENT; ``override`` is a leader's for what is allowed once only.
    """

    act: Act
    reason: str = ""
    handler: str = ""
    result: str = ""
    facts: Result | None = None
    wanted: Sequence[WantedPaper] = ()
    until: date | None = None
    override: bool = False
    at: datetime | None = None

    def cleaned(self) -> Move:
        """The same with every text in NFC and of bearable length."""
        return replace(
            self,
            reason=clean_lines(self.reason)[:REASON_LENGTH],
            result=clean(self.result),
            handler=self.handler.strip(),
        )


class Moving(Desk):
    """Every act between reception and return."""

    def get(self, code: str) -> Dossier:
        """One dossier. Errors: RuleError when there is none with this code."""
        dossier = self.store.dossiers.by_code(code.strip().upper())
        if dossier is None:
            raise RuleError(
                _("Không có hồ sơ {code} ở quầy này. Kiểm tra lại mã hoặc tìm theo tên.").format(
                    code=code
                ),
                field="code",
            )
        return dossier

    def move(self, code: str, act: Act, *, op_id: str = "", **said: Any) -> Done[Dossier]:
        """Do ``act`` with a dossier; ``said`` are the fields of ``Move``. See ``do``."""
        return self.do(code, Move(act=act, **said), op_id=op_id)

    def do(self, code: str, move: Move, *, op_id: str = "") -> Done[Dossier]:
        """Move a dossier on, and issue the slip that goes with the act.

        A second supplement request needs a leader and ``override`` (Nghị định 118/2025/NĐ-CP Điều 11: once only).
        Errors: RuleError naming the rule: "move", "reason", "late_reason", "supplement_once", "handler", "revert",
        "moment_future", "moment_before", "sealed_day".
        """
        if move.act in (Act.RETURN, Act.ACCEPT):
            raise RuleError(_("Việc này làm ở màn hình Trả kết quả hoặc Tiếp nhận."), rule="move")
        officer = self.acting(Duty.PROCESS)
        move = move.cleaned()
        with self.store.transaction() as tx:
            known = self.store.journal.by_op(op_id) if op_id else None
            dossier = self.get(code)
            if known is not None:
                return Done(dossier, frozenset())
            at = (move.at or tx.now).replace(microsecond=0)
            if move.at is not None:
                require_moment(dossier, at, now=tx.now, sealed=self.store.records.sealed_until())
            if move.act is Act.REVERT:
                payload = self._reverted(dossier, move, at, officer)
            else:
                payload = self._moved(dossier, move, at, officer)
            tx.record("dossier.moved", dossier.code, payload, actor=officer.login, op_id=op_id)
            slip = self._slip(tx, dossier, move, officer.login)
        news = changed(Noun.DOSSIER, Noun.PRINT) if slip else changed(Noun.DOSSIER)
        return Done(self.get(code), news)

    def _moved(
        self, dossier: Dossier, move: Move, at: datetime, officer: Officer
    ) -> dict[str, Any]:
        act = move.act
        state = require_move(dossier.state, act, reason=move.reason, accepted=dossier.accepted)
        self._require_once(dossier, move, role=officer.role)
        payload = moved_payload(dossier, act, state, at=at, reason=move.reason)
        payload |= {"handler": self._handler(dossier, move), "override": move.override}
        if act is Act.RESUME:
            promised = self._promise(dossier, at)
            payload["promised_at"] = local_text(promised) if promised else None
        if act is Act.SUPPLEMENT:
            payload["until"] = (move.until or self._until(dossier, at)).isoformat()
            payload["papers_wanted"] = [item.to_dict() for item in move.wanted]
        if act is Act.FINISH:
            payload |= self._finished(dossier, move, at)
        return payload

    def _finished(self, dossier: Dossier, move: Move, at: datetime) -> dict[str, Any]:
        facts = move.facts or Result()
        late = dossier.promised_at is not None and at.date() > dossier.promised_at.date()
        reason = move.reason or self.store.acts.apology_reason(dossier.id)
        if late and not reason:
            raise RuleError(
                _("Hồ sơ đã quá hạn. Ghi lý do chậm trước khi lưu."),
                field="reason",
                rule="late_reason",
            )
        if facts.outcome is Outcome.REFUSED:
            require_reason(Act.REFUSE, move.reason)
        return {
            "result": move.result,
            "result_facts": asdict(facts),
            "outcome": facts.outcome.value,
            "late": late,
            "late_reason": reason if late else "",
            "used": self._used(dossier, at),
            "allowed": dossier.policy.allowed,
        }

    def _used(self, dossier: Dossier, at: datetime) -> int | None:
        """Working minutes since reception without the pauses; None when the calendar of that time is not confirmed."""
        calendar = self.store.calendars.current()
        try:
            used = working_minutes(calendar, dossier.received_at, at)
            for span in self.store.dossiers.spans(dossier.id):
                if span.state in PAUSED_STATES:
                    used -= working_minutes(calendar, span.since, span.until or at)
        except YearNotConfirmed:
            return None
        return max(used, 0)

    def _reverted(
        self, dossier: Dossier, move: Move, at: datetime, officer: Officer
    ) -> dict[str, Any]:
        """Back to the state before a mistaken move: by whoever made it on the same day, or by a leader."""
        require_reason(Act.REVERT, move.reason)
        last = self.store.acts.last_move(dossier.code)
        spans = self.store.dossiers.spans(dossier.id)
        if last is None or len(spans) < 2 or dossier.state is State.RETURNED:
            raise RuleError(
                _("Không có việc nào của hồ sơ này sửa lại được. Mở lại hồ sơ để xem."),
                rule="move",
            )
        own = last.actor == officer.login and last.day == at.date()
        if not own and officer.role is not Role.LEADER:
            raise RuleError(
                _("Việc do người khác ghi hoặc ghi từ hôm trước: nhờ lãnh đạo sửa lại."),
                rule="revert",
            )
        before = spans[-2]
        payload = moved_payload(dossier, Act.REVERT, before.state, at=at, reason=move.reason)
        promised = before.promised_at
        payload |= {
            "handler": before.handler,
            "promised_at": local_text(promised) if promised else None,
            "undone": last.act,
        }
        return payload

    def _require_once(self, dossier: Dossier, move: Move, *, role: Role) -> None:
        if move.act is not Act.SUPPLEMENT or dossier.supplements == 0:
            return
        if not move.override or role is not Role.LEADER:
            raise RuleError(
                _(
                    "Mỗi hồ sơ chỉ được yêu cầu bổ sung một lần. Lãnh đạo duyệt ngoại lệ kèm lý do nếu thật cần."
                ),
                rule="supplement_once",
            )

    def _handler(self, dossier: Dossier, move: Move) -> str:
        if move.act is not Act.HAND:
            return dossier.handler
        chosen = (
            move.handler
            or dossier.handler
            or self.store.officers.in_charge(dossier.sector, self.today())
        )
        officer = self.store.officers.get(chosen)
        if officer is None or not officer.active:
            raise RuleError(_("Chọn người thụ lý đang làm việc."), field="handler", rule="handler")
        return chosen

    def _until(self, dossier: Dossier, at: datetime) -> date:
        days = dossier.policy.supplement_days or self.settings.supplement_days
        return at.date() + timedelta(days=days)

    def _promise(self, dossier: Dossier, at: datetime) -> datetime | None:
        """The promise after a pause: counted anew, or moved by the working time the pause took."""
        promised = dossier.promised_at
        if dossier.limit is None or promised is None:
            return promised
        calendar = self.store.calendars.current()
        policy = dossier.policy.resume or self.settings.resume_policy
        if policy == "shift" and dossier.state_at is not None:
            return shifted(calendar, promised, dossier.state_at, at)
        return compute_due(at, dossier.limit, calendar).at

    def _slip(self, tx: Transaction, dossier: Dossier, move: Move, actor: str) -> bool:
        """Issue the paper an act owes the citizen, if it does; a refusal to resolve is Mẫu 03 as well."""
        refused = move.facts is not None and move.facts.outcome is Outcome.REFUSED
        document, form = SLIP_OF.get(Act.REFUSE if refused else move.act, ("", ""))
        if not document:
            return False
        body = {
            "act": move.act.value,
            "reason": move.reason,
            "wanted": [item.to_dict() for item in move.wanted],
        }
        issue_paper(
            tx,
            dossier.code,
            document,
            size=self.preferences.receipt_size,
            actor=actor,
            form=form,
            body=body,
        )
        return True
