"""The end of an enquiry about a dossier: answered by whoever holds it, told to the citizen, or taken back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.followups.asked import DOCUMENT, FollowUpDesk
from counter_app.desk.paper.issue import void_prints
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.facts import CONTENT_LENGTH, NAME_LENGTH
from counter_app.domain.followups.events import (
    FOLLOWUP_ANSWERED,
    FOLLOWUP_TOLD,
    FOLLOWUP_VOIDED,
    About,
    Answered,
    Told,
    Voided,
)
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean, clean_lines, require_short
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.followups.followup import FollowUp


class FollowUpAnswers(Desk):
    """Everything written down of an enquiry after it was asked."""

    def answer(
        self,
        followup: int,
        answer: str,
        *,
        by: str = "",
        at: datetime | None = None,
        told: bool = False,
        reason: str = "",
        op_id: str = "",
    ) -> Done[FollowUp]:
        """Write down an answer, who gave it (``by``; empty: whoever acts) and when (None: now).

        ``told``: the citizen knows it. An answer in another one's place needs a ``reason``; the moment of the first one
        stays. Errors: RuleError: rule "answer" for nothing, "length", "void", "at_once", "answered" without a reason,
        "moment_future", "moment_before" the question.
        """
        with self.act(Duty.PROCESS, op_id, FOLLOWUP_ANSWERED) as act:
            if act.known is None:
                found = self._standing(followup)
                text, why = clean_lines(answer), clean_lines(reason)
                who = clean(by) or self.name_on_paper(act.officer.login)
                moment = (at or act.now).replace(microsecond=0)
                _require_answer(found, text, why)
                require_short("answer", text, CONTENT_LENGTH)
                require_short("by", who, NAME_LENGTH)
                _require_moment(found, moment, act.now)
                payload = Answered(
                    followup=found.id,
                    at=local_text(act.now),
                    answer=text,
                    answered_by=who,
                    answered_at=local_text(moment),
                    told=told,
                )
                if found.dossier is not None:
                    payload["dossier"] = found.dossier
                if why:
                    payload["reason"] = why
                act.record(FOLLOWUP_ANSWERED, found.subject, payload)
        return self._done(act)

    def tell(self, followup: int, *, op_id: str = "") -> Done[FollowUp]:
        """Write down that the citizen knows the answer. Errors: RuleError: rule "unanswered", "told", "void"."""
        with self.act(Duty.QUEUE, op_id, FOLLOWUP_TOLD) as act:
            if act.known is None:
                found = self._standing(followup)
                if found.answered_at is None or found.told_at is not None:
                    raise RuleError(
                        _("Chưa có trả lời để báo công dân. Ghi trả lời trước.")
                        if found.answered_at is None
                        else _("Lần hỏi này đã báo công dân. Mở lại danh sách để xem."),
                        field="followup",
                        rule="unanswered" if found.answered_at is None else "told",
                    )
                act.record(FOLLOWUP_TOLD, found.subject, Told(**_about(act, found)))
        return self._done(act)

    def void(self, followup: int, *, reason: str, op_id: str = "") -> Done[FollowUp]:
        """Take back what was written down by mistake; its reminder becomes void and it counts for nothing.

        Errors: RuleError: rule "reason", "void".
        """
        with self.act(Duty.PROCESS, op_id, FOLLOWUP_VOIDED) as act:
            if act.known is None:
                found, why = self._standing(followup), clean_lines(reason)
                if not why:
                    raise RuleError(
                        _("Chưa có lý do hủy. Ghi lý do rồi lưu."), field="reason", rule="reason"
                    )
                require_short("reason", why, CONTENT_LENGTH)
                payload = Voided(**_about(act, found), reason=why)
                act.record(FOLLOWUP_VOIDED, found.subject, payload)
                self._void_reminder(act, found)
        return self._done(act)

    def _void_reminder(self, act: OfficeAct, found: FollowUp) -> None:
        own = [
            job
            for job in self.store.prints.of(found.subject)
            if job.document == DOCUMENT
            and job.body.get("followup") == found.id
            and job.state != "void"
        ]
        void_prints(act, found.subject, own)

    def _standing(self, followup: int) -> FollowUp:
        """One that was not taken back. Errors: RuleError."""
        found = self.group(FollowUpDesk).get(followup)
        if found.voided_at is not None:
            raise RuleError(
                _("Lần hỏi này đã hủy do ghi nhầm. Chọn lần hỏi khác."),
                field="followup",
                rule="void",
            )
        return found

    def _done(self, act: OfficeAct) -> Done[FollowUp]:
        found = self.group(FollowUpDesk).get(int(act.payload["followup"]))
        return act.done(found, Noun.FOLLOWUP, Noun.DOSSIER, Noun.PRINT)


def _about(act: OfficeAct, found: FollowUp) -> About:
    about: About = {"followup": found.id, "at": local_text(act.now)}
    if found.dossier is not None:
        about["dossier"] = found.dossier
    return about


def _require_answer(found: FollowUp, answer: str, reason: str) -> None:
    if found.answer_due is None:
        raise RuleError(
            _("Lần hỏi này đã trả lời ngay khi hỏi, không phải chờ ai. Ghi một lần hỏi mới."),
            field="followup",
            rule="at_once",
        )
    if not answer:
        raise RuleError(
            _("Chưa ghi trả lời. Ghi nội dung trả lời rồi lưu."), field="answer", rule="answer"
        )
    if found.answered_at is not None and not reason:
        raise RuleError(
            _("Lần hỏi này đã có trả lời. Nếu sửa, ghi lý do."), field="reason", rule="answered"
        )


def _require_moment(found: FollowUp, at: datetime, now: datetime) -> None:
    if at > now or at < found.at.replace(second=0):
        raise RuleError(
            _("Lúc trả lời phải từ khi công dân hỏi đến bây giờ. Ghi lại ngày, giờ."),
            field="at",
            rule="moment_future" if at > now else "moment_before",
        )
