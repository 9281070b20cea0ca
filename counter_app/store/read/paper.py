"""The needs of papers beyond a dossier: the act a slip was issued with, its officer, and changes before a print."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from counter_app.domain.clock import from_local_text
from counter_app.store.file.reading import Reading


class PaperFacts(Reading):
    """Reads what is printed on slips."""

    def act_before(self, subject: str, issue: int) -> dict[str, Any]:
        """The payload of the dossier's last event before a paper was issued: the act it belongs to; {} if erased."""
        body = self.value(
            "SELECT p.body FROM journal j LEFT JOIN payload p ON p.seq = j.seq WHERE j.subject = ? AND j.seq < ? "
            "AND j.kind IN ('dossier.moved', 'dossier.promised', 'dossier.registered') ORDER BY j.seq DESC LIMIT 1",
            (subject, issue),
        )
        return json.loads(body) if body else {}

    def payload_of(self, seq: int) -> dict[str, Any]:
        """The payload of one event; {} if there is none or it was erased."""
        body = self.value("SELECT body FROM payload WHERE seq = ?", (seq,))
        return json.loads(body) if body else {}

    def writer_of(self, issue: int) -> str:
        """The login of whoever issued a paper."""
        return str(self.value("SELECT actor FROM journal WHERE seq = ?", (issue,)) or "")

    def doubted(self, code: str) -> bool:
        """True if the clock that a dossier was received by was doubted, and somebody said that it was right."""
        asked = (
            "SELECT max(clock_flag) FROM journal WHERE subject = ? AND kind = 'dossier.received'"
        )
        return bool(self.value(asked, (code,)))

    def changes_before(self, dossier: int, job: int) -> list[tuple[str, datetime, dict[str, Any]]]:
        """Acts that change what a receipt says, up to a print: (act, moment, detail), the first one first.

        What was taken back by then says nothing.
        """
        rows = self.rows(
            "SELECT act, at, detail FROM dossier_act WHERE dossier = ? AND seq < ? "
            "AND act IN ('corrected', 'extended', 'recomputed', 'reappointed', 'resume', 'confirmed') AND seq NOT IN ("
            "SELECT coalesce(json_extract(detail, '$.undone_seq'), 0) FROM dossier_act "
            "WHERE dossier = ? AND act = 'revert' AND seq < ?) ORDER BY seq",
            (dossier, job, dossier, job),
        )
        return [(row["act"], from_local_text(row["at"]), json.loads(row["detail"])) for row in rows]
