"""What papers need beyond a dossier: the act a slip was issued with, by whom, and what changed before a print."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_local_text

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


class PaperFacts:
    """Reads what is printed on slips."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def _rows(self, sql: str, *values: Any) -> list[Any]:
        return self._database.connection.execute(sql, values).fetchall()

    def act_before(self, subject: str, issue: int) -> dict[str, Any]:
        """The payload of the dossier's last event before a paper was issued: the act it belongs to; {} if erased."""
        rows = self._rows(
            "SELECT p.body FROM journal j LEFT JOIN payload p ON p.seq = j.seq WHERE j.subject = ? AND j.seq < ? "
            "AND j.kind IN ('dossier.moved', 'dossier.promised', 'dossier.registered') ORDER BY j.seq DESC LIMIT 1",
            subject,
            issue,
        )
        return json.loads(rows[0][0]) if rows and rows[0][0] else {}

    def payload_of(self, seq: int) -> dict[str, Any]:
        """The payload of one event; {} if there is none or it was erased."""
        rows = self._rows("SELECT body FROM payload WHERE seq = ?", seq)
        return json.loads(rows[0][0]) if rows else {}

    def writer_of(self, issue: int) -> str:
        """The login of whoever issued a paper."""
        rows = self._rows("SELECT actor FROM journal WHERE seq = ?", issue)
        return str(rows[0][0]) if rows else ""

    def changes_before(self, dossier: int, job: int) -> list[tuple[str, datetime, dict[str, Any]]]:
        """Acts that change what a receipt says, up to a print: (act, moment, detail), the first one first.

        What was taken back by then says nothing.
        """
        rows = self._rows(
            "SELECT act, at, detail FROM dossier_act WHERE dossier = ? AND seq < ? "
            "AND act IN ('corrected', 'extended', 'recomputed', 'reappointed', 'resume') AND seq NOT IN ("
            "SELECT coalesce(json_extract(detail, '$.undone_seq'), 0) FROM dossier_act "
            "WHERE dossier = ? AND act = 'revert' AND seq < ?) ORDER BY seq",
            dossier, job, dossier, job,
        )  # fmt: skip
        return [(row[0], from_local_text(row[1]), json.loads(row[2])) for row in rows]
