"""A code read off a paper, looked up in the journal: which paper it is, and whether the journal is still that one."""

from __future__ import annotations

from counter_app.desk.desk import Desk
from counter_app.domain.paper.traces import CLOSING_SHEET, Trace
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.core.journal import CODE_LENGTH
from counter_app.system.code_letters import CODE_LETTERS

ALL_DAYS = 100_000
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


class PaperCodes(Desk):
    """Looking up codes from paper."""

    def trace(self, typed: str) -> tuple[Trace, ...]:
        """Every paper of this journal with a code, the oldest first; the code as it was read, blanks and all.

        Errors: RuleError (field "code") for what can be no code, and for one that no paper of this journal carries.
        """
        code = "".join(typed.split()).upper().replace("-", "").translate(_MISREAD)
        if len(code) != CODE_LENGTH or set(code) - set(CODE_LETTERS):
            raise RuleError(
                _("Mã kiểm tra gồm {most} chữ và số in ở cuối giấy. Gõ lại.").format(
                    most=CODE_LENGTH
                ),
                field="code",
            )
        found = self._papers(code) + self._closings(code)
        if not found:
            raise RuleError(
                _(
                    "Không giấy nào trong nhật ký mang mã {code}: giấy của máy khác, mã đọc sai, hoặc nhật ký "
                    "đã bị viết lại. Đọc lại mã, rồi kiểm tra dữ liệu."
                ).format(code=code),
                field="code",
                rule="no_such_code",
            )
        return found

    def _papers(self, code: str) -> tuple[Trace, ...]:
        jobs = self.store.prints.with_code(code)
        return tuple(
            Trace(
                code=code,
                document=job.document,
                subject=job.subject,
                at=job.issued_at,
                seq=job.id,
                until=job.id - 1,
            )
            for job in jobs
        )

    def _closings(self, code: str) -> tuple[Trace, ...]:
        return tuple(
            Trace(
                code=code,
                document=CLOSING_SHEET,
                subject=f"{day.day:%d/%m/%Y}",
                at=day.closed_at,
                seq=day.seq,
                until=day.to_seq,
            )
            for day in self.store.closings.days(most=ALL_DAYS)
            if day.head_code == code
        )
