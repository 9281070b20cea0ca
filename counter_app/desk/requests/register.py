"""The register of requests about personal data: written down with a number and a day, answered with a letter."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.paper.issue import issue_paper, void_prints
from counter_app.desk.requests.holdings import Holdings
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.facts import CONTENT_LENGTH
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.office.staff import COMMAND_LINE, Duty
from counter_app.domain.requests.due import request_due, rule_on
from counter_app.domain.requests.events import (
    REQUEST_ANSWERED,
    REQUEST_GIVEN,
    REQUEST_HANDED_OUT,
    REQUEST_RECEIVED,
    REQUEST_VOIDED,
    Answered,
    Given,
    HandedOut,
    Received,
    Voided,
)
from counter_app.domain.requests.request import (
    SERIES,
    DataRequest,
    DueRule,
    Ground,
    Outcome,
    Requesting,
    Wish,
    require_ground,
    require_proved,
    subject_of,
)
from counter_app.domain.text import clean, clean_lines, require_short
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.store.read.prints import PrintJob

RECEIPT, LETTER = "request_receipt", "request_answer"
"""The papers: that it was received, and the answer."""


class RequestRegister(Desk):
    """Everything written down of a citizen's request about his own data."""

    def get(self, request: int) -> DataRequest:
        """One request. Errors: RuleError (field "request")."""
        found = self.store.requests.get(request)
        if found is None:
            raise _no_request(str(request))
        return found

    def numbered(self, text: str) -> DataRequest:
        """The request with a number as it stands on paper: ``3/2026``, or ``3`` of this year.

        Errors: RuleError (field "request").
        """
        number, _slash, year = text.strip().partition("/")
        found = None
        if number.isascii() and number.isdigit() and len(number) < 10:
            found = self.store.requests.numbered(int(number), year or f"{self.today():%Y}")
        if found is None:
            raise _no_request(text)
        return found

    def waiting(self, *, most: int = 500) -> list[DataRequest]:
        """The requests that still have to be answered, the earliest due first."""
        return self.store.requests.open(most=most)

    def latest(self, *, most: int = 500) -> list[DataRequest]:
        """The register from its end."""
        return self.store.requests.latest(most=most)

    def between(self, first: date, last: date) -> list[DataRequest]:
        """The requests within days."""
        return self.store.requests.between(first, last)

    def due(self, wish: Wish) -> tuple[datetime, DueRule]:
        """The moment a request made now has to be answered by, and its rule."""
        rule = rule_on(wish, self.today(), self.settings.request_limits)
        return request_due(self.now(), rule, self.store.calendar.current())

    def receive(self, asking: Requesting, *, op_id: str = "") -> Done[DataRequest]:
        """Write a request down under the next number; its receipt is to be printed.

        Errors: RuleError naming the field: rule "asker", "proof", "whose", "length", "officer"; field "code" for a
        dossier that is not here.
        """
        with self.act(Duty.QUEUE, op_id, REQUEST_RECEIVED) as act:
            if act.known is None:
                self._receive(act, asking.cleaned())
        return act.done(self.get(act.first.seq), Noun.REQUEST, Noun.PRINT)

    def _receive(self, act: OfficeAct, asking: Requesting) -> None:
        require_proved(asking, act.now.date())
        rule = rule_on(asking.wish, act.now.date(), self.settings.request_limits)
        due, rule = request_due(act.now, rule, self.store.calendar.current())
        year = f"{act.now:%Y}"
        number = act.next_number(SERIES, year)
        payload = Received(
            at=local_text(act.now),
            counters=[[SERIES, year, number]],
            asked_for=asking.wish.value,
            asker=asking.asker,
            asker_phone=asking.phone,
            proved_by=asking.proved_by.value,
            identity_checked=asking.proof,
            of_whom={"name": asking.name, "id_no": asking.id_no},
            asked=asking.asked,
            dossiers=[self.dossier(code).id for code in asking.codes],
            answer_due=local_text(due),
            due_rule=rule.to_dict(),
            handler=self._handler(asking.handler or act.officer.login),
        )
        entry = act.record(REQUEST_RECEIVED, subject_of(year, number), payload)
        self._issue(act, entry.seq, entry.subject, RECEIPT)

    def give(
        self, request: int, handler: str, *, reason: str = "", op_id: str = ""
    ) -> Done[DataRequest]:
        """Let another officer (login) answer it. Errors: RuleError: rule "void", "answered", "officer"."""
        with self.act(Duty.PROCESS, op_id, REQUEST_GIVEN) as act:
            if act.known is None:
                found = self._waiting(request)
                payload = Given(
                    request=found.id,
                    at=local_text(act.now),
                    handler=self._handler(clean(handler)),
                    reason=clean_lines(reason),
                )
                act.record(REQUEST_GIVEN, found.subject, payload)
        return self._done(act)

    def answer(
        self,
        request: int,
        outcome: Outcome,
        answer: str,
        *,
        ground: Ground | None = None,
        reason: str = "",
        at: datetime | None = None,
        op_id: str = "",
    ) -> Done[DataRequest]:
        """Write the answer down, with its letter; ``at`` is when it was given, None now.

        What is not granted whole names its ``ground`` and says it in ``reason``; so does an answer in another one's
        place. An erasure is granted once the data is gone, a copy once it was handed out. Errors: RuleError: rule
        "answer", "ground", "reason", "length", "void", "answered", "not_erased", "not_handed_out", "moment".
        """
        with self.act(Duty.PROCESS, op_id, REQUEST_ANSWERED) as act:
            if act.known is None:
                found, text, why = self._standing(request), clean_lines(answer), clean_lines(reason)
                moment = (at or act.now).replace(microsecond=0)
                self._require_answer(found, outcome, text, why, moment)
                require_ground(outcome, ground, why)
                payload = Answered(
                    request=found.id,
                    at=local_text(act.now),
                    outcome=outcome.value,
                    on_ground=ground.value if ground and outcome is not Outcome.GRANTED else "",
                    reason=why,
                    answer=text,
                    answered_at=local_text(moment),
                )
                act.record(REQUEST_ANSWERED, found.subject, payload)
                void_prints(act, found.subject, self._papers(found, LETTER))
                self._issue(act, found.id, found.subject, LETTER)
        return self._done(act)

    def void(self, request: int, *, reason: str, op_id: str = "") -> Done[DataRequest]:
        """Take back what was written down by mistake; its number stays taken, its papers are void.

        Errors: RuleError: rule "reason", "void".
        """
        with self.act(Duty.PROCESS, op_id, REQUEST_VOIDED) as act:
            if act.known is None:
                found, why = self._standing(request), clean_lines(reason)
                if not why:
                    raise RuleError(
                        _("Chưa có lý do hủy. Ghi lý do rồi lưu."), field="reason", rule="reason"
                    )
                require_short("reason", why, CONTENT_LENGTH)
                payload = Voided(request=found.id, at=local_text(act.now), reason=why)
                act.record(REQUEST_VOIDED, found.subject, payload)
                void_prints(act, found.subject, self._papers(found, RECEIPT, LETTER))
        return self._done(act)

    def handed_out(
        self, request: int, *, sha256: str, pdf_sha256: str, op_id: str = ""
    ) -> Done[DataRequest]:
        """Write down that the person's data went out as files. Errors: RuleError: rule "void"."""
        with self.act(Duty.PROCESS, op_id, REQUEST_HANDED_OUT) as act:
            if act.known is None:
                found = self._standing(request)
                payload = HandedOut(
                    request=found.id, at=local_text(act.now), sha256=sha256, pdf_sha256=pdf_sha256
                )
                act.record(REQUEST_HANDED_OUT, found.subject, payload)
        return self._done(act)

    def _issue(self, act: OfficeAct, request: int, subject: str, document: str) -> None:
        size = self.preferences.receipt_size
        issue_paper(act, subject, document, size=size, body={"request": request})

    def _papers(self, found: DataRequest, *documents: str) -> list[PrintJob]:
        jobs = self.store.prints.of(found.subject)
        return [job for job in jobs if job.document in documents and job.state != "void"]

    def _require_answer(
        self, found: DataRequest, outcome: Outcome, answer: str, reason: str, at: datetime
    ) -> None:
        if not answer:
            raise RuleError(
                _("Chưa ghi trả lời. Ghi nội dung trả lời rồi lưu."), field="answer", rule="answer"
            )
        require_short("answer", answer, CONTENT_LENGTH)
        require_short("reason", reason, CONTENT_LENGTH)
        if found.answered_at is not None and not reason:
            raise RuleError(
                _("Yêu cầu này đã trả lời. Nếu sửa, ghi lý do."), field="reason", rule="answered"
            )
        if at > self.now() or at < found.at.replace(second=0):
            raise RuleError(
                _("Lúc trả lời phải từ khi công dân yêu cầu đến bây giờ. Ghi lại ngày, giờ."),
                field="at",
                rule="moment",
            )
        if outcome is Outcome.GRANTED:
            self._require_done(found)

    def _require_done(self, found: DataRequest) -> None:
        """Nothing is said to be done that is not."""
        if found.wish is Wish.COPY and found.handed_out_at is None:
            raise RuleError(
                _("Chưa xuất dữ liệu cho công dân. Xuất tệp dữ liệu rồi trả lời."),
                field="outcome",
                rule="not_handed_out",
            )
        if found.wish is Wish.ERASE and (left := self._not_erased(found)):
            raise RuleError(
                _("Còn dữ liệu chưa xóa: {codes}. Xóa trước, hoặc trả lời một phần.").format(
                    codes=", ".join(left[:5])
                ),
                field="outcome",
                rule="not_erased",
            )

    def _not_erased(self, found: DataRequest) -> list[str]:
        if found.dossiers:
            known = [self.store.dossiers.by_id(dossier) for dossier in found.dossiers]
            return [
                item.code
                for item in known
                if item is not None and item.applicant.name != BLANK_NAME
            ]
        held = self.group(Holdings).of(found.name, found.id_no)
        return [item.code for item in held.dossiers]

    def _handler(self, login: str) -> str:
        officer = COMMAND_LINE if login == COMMAND_LINE.login else self.store.officers.get(login)
        if officer is None or not officer.active:
            raise RuleError(
                _("Không có công chức {login} đang làm việc. Chọn lại người trả lời.").format(
                    login=login
                ),
                field="handler",
                rule="officer",
            )
        return login

    def _waiting(self, request: int) -> DataRequest:
        found = self._standing(request)
        if not found.waits():
            raise RuleError(
                _("Yêu cầu này đã trả lời. Chọn yêu cầu còn chờ."), field="request", rule="answered"
            )
        return found

    def _standing(self, request: int) -> DataRequest:
        """One that was not taken back. Errors: RuleError."""
        found = self.get(request)
        if found.voided_at is not None:
            raise RuleError(
                _("Yêu cầu này đã hủy do ghi nhầm. Chọn yêu cầu khác."),
                field="request",
                rule="void",
            )
        return found

    def _done(self, act: OfficeAct) -> Done[DataRequest]:
        return act.done(self.get(int(act.payload["request"])), Noun.REQUEST, Noun.PRINT)


def _no_request(text: str) -> RuleError:
    return RuleError(
        _("Không có yêu cầu số {number}. Mở lại sổ yêu cầu về dữ liệu cá nhân.").format(
            number=text.strip()[:30] or "…"
        ),
        field="request",
        rule="request",
    )
