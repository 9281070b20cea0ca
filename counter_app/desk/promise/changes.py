"""The changes of a promise: extended by law, counted anew by decision, or named again with an apology (Mẫu 04)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.office.leader_consent import OWN, Approval, approved_by
from counter_app.desk.paper.issue import issue_paper, receipt_again
from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.allowed_times import reappointments_allowed
from counter_app.domain.dossier.dossier import OPEN_STATES, PAUSED_STATES, Dossier
from counter_app.domain.dossier.events import DOSSIER_PROMISED, Promised
from counter_app.domain.dossier.moves import cleaned_reason
from counter_app.domain.dossier.promises import (
    Reckoned,
    extended,
    inner_deadline,
    recounted,
    unmoved,
)
from counter_app.domain.office.staff import Duty
from counter_app.domain.promise.due import compute_due
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.calendar.working_calendar import WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    """One dossier that is late or will be: why, and the day proposed instead."""

    code: str
    reason: str
    until: datetime
    override: bool = False


class PromiseChanges(Desk):
    """Everything that names another day to the citizen."""

    def extend(self, code: str, *, reason: str, op_id: str = "") -> Done[Dossier]:
        """Add the working days that the law allows for a verification; once.

        What is late already stays late: there a letter of apology names another day. Errors: RuleError: rule
        "no_extension" when the procedure knows none, "extended_once", "late", "reason", "move".
        """
        act = self.act(Duty.PROCESS, op_id, DOSSIER_PROMISED)
        reason = _reason(reason)
        with act:
            if act.known is None:
                self._extend(act, self._open(code), reason)
        return act.done(self.dossier(act.first.subject), Noun.DOSSIER, Noun.PRINT)

    def _extend(self, act: OfficeAct, dossier: Dossier, reason: str) -> None:
        days = dossier.policy.extension_wd
        if not days or dossier.promised_at is None:
            raise RuleError(
                _(
                    "Thủ tục này không được gia hạn để xác minh. Nếu không kịp ngày hẹn, lập phiếu xin lỗi và hẹn lại."
                ),
                rule="no_extension",
            )
        if dossier.extensions:
            raise RuleError(
                _(
                    "Hồ sơ này đã gia hạn xác minh một lần. Nếu không kịp ngày hẹn, lập phiếu xin lỗi và hẹn lại."
                ),
                rule="extended_once",
            )
        if self._is_late(dossier, dossier.promised_at):
            raise RuleError(
                _(
                    "Hồ sơ {code} đã quá ngày hẹn trả nên không gia hạn để xác minh được nữa. Lập phiếu xin lỗi và"
                    " hẹn lại."
                ).format(code=dossier.code),
                rule="late",
            )
        at = extended(dossier.promised_at, days, self.store.calendar.current())
        payload = _payload(act.now, dossier, "extended", reason)
        payload["promised_at"], payload["days"] = local_text(at), days
        act.record(DOSSIER_PROMISED, dossier.code, payload)
        receipt_again(act, self.store, dossier.code, reason)

    def may_extend(self, dossier: Dossier) -> bool:
        """True if ``extend`` would be done now."""
        promised = dossier.promised_at
        running = dossier.accepted and dossier.state in OPEN_STATES and not dossier.extensions
        known = running and bool(dossier.policy.extension_wd)
        return known and promised is not None and not self._is_late(dossier, promised)

    def recompute(
        self, codes: Sequence[str], *, reason: str, reissue: bool = True, op_id: str = ""
    ) -> Done[tuple[Dossier, ...]]:
        """Count the promises of open dossiers anew by today's calendar, on a leader's or administrator's decision.

        ``reissue`` gives each a new receipt. What does not change is left alone. Errors: RuleError (rule "reason"),
        YearNotConfirmed.
        """
        act = self.act(Duty.CALENDAR, op_id, DOSSIER_PROMISED)
        reason = _reason(reason)
        with act:
            for code in () if act.known else dict.fromkeys(codes):
                dossier = self._open(code)
                new = self.due_now(dossier)
                if new is None or new.at == dossier.promised_at:
                    continue
                payload = _payload(act.now, dossier, "recomputed", reason)
                payload["promised_at"] = local_text(new.at)
                if new.due is not None:
                    payload["due"] = new.due.to_dict()
                act.record(DOSSIER_PROMISED, dossier.code, payload)
                if reissue:
                    receipt_again(act, self.store, dossier.code, reason)
        moved = set(act.subjects)
        found = (self.dossier(code) for code in dict.fromkeys(codes))
        return act.done(
            tuple(item for item in found if item.code in moved), Noun.DOSSIER, Noun.PRINT
        )

    def due_now(self, dossier: Dossier) -> Reckoned | None:
        """The promise as today's calendar would count it, with every pause and extension the dossier had.

        None when it promises no date, or waits and will be counted anew when it goes on. Errors: YearNotConfirmed.
        """
        if dossier.limit is None or dossier.promised_at is None:
            return None
        clock = self.store.promises.clock(dossier)
        if unmoved(clock, dossier.state) is not None:
            return None
        return recounted(clock, dossier.promised_at, self.store.calendar.current())

    def inner_deadline(self, dossier: Dossier) -> datetime | None:
        """The moment the resolving office has to be done for the papers to be back in time; None where none is set."""
        days, promised = dossier.policy.inner_wd, dossier.promised_at
        if not days or promised is None or dossier.state not in OPEN_STATES:
            return None
        return inner_deadline(self.store.calendar.current(), promised, days)

    def proposed(self, days: int, *, after: date | None = None) -> datetime:
        """The end of the ``days``-th working day after today, or after a later day.

        Errors: YearNotConfirmed; RuleError (field "days") for fewer than one day.
        """
        if days < 1:
            raise RuleError(_("Hẹn lại ít nhất sau 1 ngày làm việc."), field="days")
        calendar, now = self.store.calendar.current(), self.now()
        start = now
        if after is not None and after > now.date():
            start = now.replace(year=after.year, month=after.month, day=after.day)
        at = compute_due(start, TimeLimit(days, LimitUnit.WORKING_DAY), calendar).at
        return calendar.sessions_on(at.date())[-1][1]

    def apologise(
        self, apologies: Sequence[Apology], *, approval: Approval = OWN, op_id: str = ""
    ) -> Done[tuple[Dossier, ...]]:
        """Issue the apologies (Mẫu 04) with the day proposed instead, all in one act.

        The promise that counts for being on time stays. One re-appointment each; a second needs ``override`` and a
        leader: the acting officer, or ``approval`` of one who typed the password here.
        Errors: RuleError naming the field, rule "move" for one whose time stands still; none is issued then.
        """
        act = self.act(Duty.PROCESS, op_id, DOSSIER_PROMISED)
        asked = any(item.override for item in apologies)
        leader = approved_by(self.store, act.officer, approval) if asked else ""
        with act:
            for item in () if act.known else apologies:
                self._apologise(act, item, leader if item.override else "")
        codes = dict.fromkeys(item.code for item in apologies)
        return act.done(tuple(self.dossier(code) for code in codes), Noun.DOSSIER, Noun.PRINT)

    def _apologise(self, act: OfficeAct, item: Apology, leader: str) -> None:
        dossier = self._open(item.code)
        reason = _reason(item.reason)
        if dossier.promised_at is None:
            raise _without_promise(item.code)
        self._require_running(dossier, dossier.promised_at)
        _require_day(item.until, max(act.now, dossier.promised_at), self.store.calendar.current())
        if dossier.reappointments >= reappointments_allowed(act.now.date()) and not leader:
            raise RuleError(
                _(
                    "Hồ sơ {code} đã hẹn lại {count} lần. Nếu thật cần, nhờ lãnh đạo duyệt ngoại lệ kèm lý do."
                ).format(code=item.code, count=dossier.reappointments),
                rule="reappointed_once",
            )
        payload = _payload(act.now, dossier, "reappointed", reason)
        payload["reappointed_to"], payload["override"] = local_text(item.until), bool(leader)
        if leader:
            payload["approved_by"] = leader
        act.record(DOSSIER_PROMISED, dossier.code, payload)
        issue_paper(
            act,
            dossier.code,
            "apology",
            size=self.preferences.receipt_size,
            form="04",
            body={"reason": reason, "until": local_text(item.until)},
        )

    def _require_running(self, dossier: Dossier, promised: datetime) -> None:
        """Requires that the promise runs, or ran out before the clock stopped: who waits for the citizen is not late.

        Nghị định 301/2026/NĐ-CP Điều 3 khoản 4. Errors: RuleError (rule "move").
        """
        if dossier.state in PAUSED_STATES and self._ran_until(dossier) <= promised:
            raise RuleError(
                _(
                    "Hồ sơ {code} đang tạm dừng thời hạn nên chưa quá hạn. Giải quyết tiếp rồi hẹn lại nếu không kịp."
                ).format(code=dossier.code),
                rule="move",
            )

    def _is_late(self, dossier: Dossier, promised: datetime) -> bool:
        """True if the promised day is over, for one whose time stands still when it stopped."""
        return self._ran_until(dossier).date() > promised.date()

    def _ran_until(self, dossier: Dossier) -> datetime:
        if dossier.state not in PAUSED_STATES:
            return self.now()
        from counter_app.desk.dossier.reversal import pause_began

        return pause_began(self.store.dossiers.spans(dossier.id)).since

    def _open(self, code: str) -> Dossier:
        dossier = self.dossier(code)
        if dossier.state not in OPEN_STATES or not dossier.accepted:
            raise RuleError(
                _("Hồ sơ {code} không còn ở trạng thái đang giải quyết. Bỏ chọn hồ sơ này.").format(
                    code=code
                ),
                rule="move",
            )
        return dossier


def _require_day(until: datetime, after: datetime, calendar: WorkCalendar) -> None:
    """Requires that a promise may be named again for a moment to come at which somebody is there to give the result.

    Errors: RuleError (field "until", rule "reappointed_day"); YearNotConfirmed.
    """
    spans = calendar.sessions_on(until.date())
    if until <= after:
        text = _("Ngày hẹn lại phải sau ngày hẹn cũ và sau lúc này. Chọn ngày muộn hơn.")
    elif not spans:
        text = _("Ngày {day:%d/%m/%Y} cơ quan nghỉ. Hẹn lại vào một ngày làm việc.")
    elif not any(start <= until <= end for start, end in spans):
        text = _(
            "Lúc {day:%H:%M} ngày {day:%d/%m/%Y} cơ quan không làm việc. Hẹn lại trong giờ làm việc."
        )
    else:
        return
    raise RuleError(text.format(day=until), field="until", rule="reappointed_day")


def _without_promise(code: str) -> RuleError:
    return RuleError(_("Hồ sơ {code} không hẹn ngày trả. Bỏ chọn hồ sơ này.").format(code=code))


def _payload(now: datetime, dossier: Dossier, why: str, reason: str) -> Promised:
    promised = dossier.promised_at
    return {
        "dossier": dossier.id,
        "why": why,
        "state": int(dossier.state),
        "handler": dossier.handler,
        "promised_at": local_text(promised) if promised else None,
        "at": local_text(now),
        "reason": reason,
    }


def _reason(text: str) -> str:
    reason = cleaned_reason(text)
    if not reason:
        raise RuleError(_("Chưa có lý do. Ghi lý do rồi lưu lại."), field="reason", rule="reason")
    return reason
