"""Prints read back: each paper that was issued, and what became of it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_local_text
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One print of one document: state issued → printed → handed_over, or failed, or void.

    ``issue`` is the first print of the same issue (itself when ``copy_no`` is 0); ``form`` and ``number`` are empty and
    None for papers that are not numbered here; ``body`` is what the slip says beyond the dossier's own facts.
    """

    id: int
    document: str
    subject: str
    size: str
    issue: int
    copy_no: int
    form: str
    number: int | None
    body: dict[str, Any]
    reason: str
    head: str
    state: str
    issued_at: datetime
    state_at: datetime
    error: str


class Prints(Reading):
    """Reads what was issued on paper."""

    def of(self, subject: str) -> list[PrintJob]:
        """Every print about a subject, oldest first."""
        rows = self.rows("SELECT * FROM print_job WHERE subject = ? ORDER BY id", (subject,))
        return [_print(row) for row in rows]

    def with_code(self, code: str) -> list[PrintJob]:
        """Every print that carries a code of the chain, oldest first; one and its copies carry different ones."""
        rows = self.rows("SELECT * FROM print_job WHERE head = ? ORDER BY id", (code,))
        return [_print(row) for row in rows]

    def get(self, job: int) -> PrintJob | None:
        """One print."""
        row = self.one("SELECT * FROM print_job WHERE id = ?", (job,))
        return _print(row) if row else None

    def state_before(self, job: int, seq: int) -> str:
        """The state of a print before event ``seq``."""
        state = self.value(
            "SELECT json_extract(p.body, '$.state') FROM journal j JOIN payload p ON p.seq = j.seq "
            "WHERE j.subject = (SELECT subject FROM print_job WHERE id = ?) AND j.kind = 'paper.changed' "
            "AND json_extract(p.body, '$.print') = ? AND j.seq < ? ORDER BY j.seq DESC LIMIT 1",
            (job, job, seq),
        )
        return str(state or "issued")

    def unprinted(self, *, most: int = 100) -> list[PrintJob]:
        """Papers issued but never printed, oldest first: what the paper still owes the journal."""
        rows = self.rows(
            "SELECT * FROM print_job WHERE state IN ('issued', 'failed') ORDER BY id LIMIT ?",
            (most,),
        )
        return [_print(row) for row in rows]

    def last_issue(self, subject: str, document: str) -> PrintJob | None:
        """The first print of the latest issue of a document about a subject; None when there is none that is valid."""
        row = self.one(
            "SELECT * FROM print_job WHERE subject = ? AND document = ? AND copy_no = 0 "
            "AND state <> 'void' ORDER BY id DESC LIMIT 1",
            (subject, document),
        )
        return _print(row) if row else None

    def next_copy(self, issue: int) -> int:
        """The number of the next print among the copies of an issue, from 1."""
        last = self.value("SELECT max(copy_no) FROM print_job WHERE issue = ?", (issue,))
        return int(last or 0) + 1


def _print(row: Row) -> PrintJob:
    return PrintJob(
        id=row["id"],
        document=row["document"],
        subject=row["subject"],
        size=row["size"],
        issue=row["issue"],
        copy_no=row["copy_no"],
        form=row["form"],
        number=row["number"],
        body=json.loads(row["body"]),
        reason=row["reason"],
        head=row["head"],
        state=row["state"],
        issued_at=from_local_text(row["issued_at"]),
        state_at=from_local_text(row["state_at"]),
        error=row["error"],
    )
