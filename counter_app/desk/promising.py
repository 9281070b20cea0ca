"""What becomes of a promise: extended by law, counted anew by decision, or named again with an apology (Mẫu 04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.desk.issuing import issue_paper
from counter_app.domain.clock import local_text
from counter_app.domain.dossier import OPEN_STATES, Dossier
from counter_app.domain.due import Due, compute_due
from counter_app.domain.limits import LimitUnit, TimeLimit
from counter_app.domain.staff import Duty, Officer, Role
from counter_app.domain.text import clean_lines
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    """One dossier that is late or will be: why, and the day proposed instead."""

    code: str
    reason: str
    until: datetime
    override: bool = False


class Promising(Desk):
    """Everything that names another day to the citizen."""

    def extend(self, code: str, *, reason: str, op_id: str = "") -> Done[Dossier]:
        """Add the working days that the law allows for a verification; once.

        Errors: RuleError: rule "no_extension" when the procedure knows none, "extended_once", "reason", "move".
        """
        officer = self.acting(Duty.PROCESS)
        reason = _reason(reason)
        with self.store.transaction() as tx:
            dossier = self._open(code)
            if op_id and self.store.journal.by_op(op_id) is not None:
                return Done(dossier, frozenset())
            days = dossier.policy.extension_wd
            if not days or dossier.promised_at is None:
                raise RuleError(
                    _("Thủ tục này không có thời hạn xác minh kéo dài."), rule="no_extension"
                )
            if dossier.extensions:
                raise RuleError(_("Hồ sơ này đã gia hạn xác minh một lần."), rule="extended_once")
            limit = TimeLimit(days, LimitUnit.WORKING_DAY)
            due = compute_due(dossier.promised_at, limit, self.store.calendars.current())
            payload = self._payload(tx, dossier, "extended", reason)
            payload |= {"promised_at": local_text(due.at), "days": days}
            tx.record("dossier.promised", code, payload, actor=officer.login, op_id=op_id)
        return self._done(code)

    def recompute(
        self, codes: Sequence[str], *, reason: str, reissue: bool = True
    ) -> Done[tuple[Dossier, ...]]:
        """Count the promises of open dossiers anew by today's calendar, on a leader's or administrator's decision.

        ``reissue`` gives each a new receipt. What does not change is left alone. Errors: RuleError (rule "reason"),
        YearNotConfirmed.
        """
        officer = self.acting(Duty.CALENDAR)
        reason = _reason(reason)
        moved: list[str] = []
        with self.store.transaction() as tx:
            for code in codes:
                dossier = self._open(code)
                due = self.due_now(dossier)
                if due is None or due.at == dossier.promised_at:
                    continue
                payload = self._payload(tx, dossier, "recomputed", reason)
                payload |= {"promised_at": local_text(due.at), "due": due.to_dict()}
                tx.record("dossier.promised", code, payload, actor=officer.login)
                if reissue:
                    self._reissue(tx, code, officer, reason)
                moved.append(code)
        found = tuple(self._open(code) for code in moved)
        return Done(found, changed(Noun.DOSSIER, Noun.PRINT) if moved else frozenset())

    def due_now(self, dossier: Dossier) -> Due | None:
        """The promise as today's calendar would count it from where the dossier's clock last started.

        None when it promises no date, or when its promise no longer follows from its limit alone (shifted, extended).
        Errors: YearNotConfirmed.
        """
        if dossier.limit is None or dossier.due is None or dossier.promised_at is None:
            return None
        if dossier.promised_at != dossier.due.at:
            return None
        return compute_due(dossier.received_at, dossier.limit, self.store.calendars.current())

    def _reissue(self, tx: Transaction, code: str, officer: Officer, reason: str) -> None:
        first = self.store.records.last_issue(code, "receipt")
        if first is None:
            return
        issue_paper(
            tx,
            code,
            "receipt",
            size=self.preferences.receipt_size,
            actor=officer.login,
            copy_no=self.store.records.next_copy(first.issue),
            reason=reason,
            of=first.issue,
        )

    def apologise(self, apologies: Sequence[Apology]) -> Done[tuple[Dossier, ...]]:
        """Issue the apologies (Mẫu 04) with the day proposed instead, all in one act.

        The promise that counts for being on time stays. One re-appointment each; a second needs a leader's
        ``override`` and stands in the report. Errors: RuleError naming the field; none is issued then.
        """
        officer = self.acting(Duty.PROCESS)
        codes = [item.code for item in apologies]
        with self.store.transaction() as tx:
            for item in apologies:
                self._apologise(tx, item, officer)
        return Done(tuple(self._open(code) for code in codes), changed(Noun.DOSSIER, Noun.PRINT))

    def _apologise(self, tx: Transaction, item: Apology, officer: Officer) -> None:
        dossier = self._open(item.code)
        reason = _reason(item.reason)
        if dossier.promised_at is None:
            raise RuleError(_("Hồ sơ {code} không hẹn ngày trả.").format(code=item.code))
        if item.until <= max(tx.now, dossier.promised_at):
            raise RuleError(
                _("Ngày hẹn lại phải sau ngày hẹn cũ và sau lúc này. Chọn ngày muộn hơn."),
                field="until",
                rule="reappointed_day",
            )
        if dossier.reappointments and not (item.override and officer.role is Role.LEADER):
            raise RuleError(
                _(
                    "Hồ sơ {code} đã hẹn lại một lần. Lãnh đạo duyệt ngoại lệ kèm lý do nếu thật cần."
                ).format(code=item.code),
                rule="reappointed_once",
            )
        payload = self._payload(tx, dossier, "reappointed", reason)
        payload |= {"reappointed_to": local_text(item.until), "override": item.override}
        tx.record("dossier.promised", item.code, payload, actor=officer.login)
        issue_paper(
            tx,
            item.code,
            "apology",
            size=self.preferences.receipt_size,
            actor=officer.login,
            form="04",
            body={"reason": reason, "until": local_text(item.until)},
        )

    def _payload(self, tx: Transaction, dossier: Dossier, why: str, reason: str) -> dict[str, Any]:
        promised = dossier.promised_at
        return {
            "dossier": dossier.id,
            "why": why,
            "state": int(dossier.state),
            "handler": dossier.handler,
            "promised_at": local_text(promised) if promised else None,
            "at": local_text(tx.now),
            "reason": reason,
        }

    def _open(self, code: str) -> Dossier:
        dossier = self.store.dossiers.by_code(code)
        if dossier is None:
            raise RuleError(_("Không có hồ sơ {code}.").format(code=code), field="code")
        if dossier.state not in OPEN_STATES or not dossier.accepted:
            raise RuleError(
                _("Hồ sơ {code} không còn đang giải quyết.").format(code=code), rule="move"
            )
        return dossier

    def _done(self, code: str) -> Done[Dossier]:
        return Done(self._open(code), changed(Noun.DOSSIER, Noun.PRINT))


def _reason(text: str) -> str:
    reason = clean_lines(text)
    if not reason:
        raise RuleError(_("Cần ghi lý do trước khi lưu."), field="reason", rule="reason")
    return reason
