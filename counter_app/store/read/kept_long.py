"""Ended matters that still tell of somebody, the longest ago first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import ENDED_STATES
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.requests.retention import Kept
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Row

_ENDED = ", ".join(str(int(state)) for state in sorted(ENDED_STATES))
_QUESTIONS = {
    Kept.DOSSIER: "SELECT code AS key, code AS title, date(coalesce(returned_at, finished_at, state_at)) AS ended "
    f"FROM dossier WHERE state IN ({_ENDED}) AND names <> :blank",
    Kept.CERTIFICATION: "SELECT id AS key, book || ' ' || number AS title, day AS ended FROM certification "
    "WHERE applicant <> :blank",
    Kept.FOLLOWUP: "SELECT id AS key, CASE official_code WHEN '' THEN day ELSE official_code END AS title, "
    "date(coalesce(answered_at, voided_at, at)) AS ended FROM followup WHERE dossier IS NULL "
    "AND (asker <> '' OR asker_phone <> '') "
    "AND (answer_due IS NULL OR answered_at IS NOT NULL OR voided_at IS NOT NULL)",
    Kept.TICKET: "SELECT id AS key, queue || number AS title, day AS ended FROM ticket WHERE priority_reason <> '' "
    "OR EXISTS (SELECT 1 FROM ticket_step s WHERE s.ticket = ticket.id AND s.reason <> '')",
    Kept.DRAFT: "SELECT id AS key, officer AS title, date(updated_at, '+7 hours') AS ended FROM draft",
    Kept.REQUEST: "SELECT id AS key, number || '/' || year AS title, date(coalesce(answered_at, voided_at)) AS ended "
    "FROM data_request WHERE (answered_at IS NOT NULL OR voided_at IS NOT NULL) "
    "AND (asker <> '' OR name <> '' OR void_reason <> '')",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLong:
    """One thing: its key for the verbs, what it is called, the day it ended."""

    kind: Kept
    key: str
    title: str
    ended: date


class KeptLongReads(Reading):
    """Reads what retention periods are applied to."""

    def ended(self, kind: Kept, day: date, *, most: int) -> list[KeptLong]:
        """Things of a kind that ended until a day, the longest ago first."""
        question = f"SELECT * FROM ({_QUESTIONS[kind]}) WHERE ended <= :day ORDER BY ended, key LIMIT :most"
        said = {"blank": BLANK_NAME, "day": day.isoformat(), "most": most}
        return [_thing(kind, row) for row in self.rows(question, said)]


def _thing(kind: Kept, row: Row) -> KeptLong:
    return KeptLong(
        kind=kind,
        key=str(row["key"]),
        title=str(row["title"]),
        ended=date.fromisoformat(row["ended"]),
    )
