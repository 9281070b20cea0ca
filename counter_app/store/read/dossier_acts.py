"""Acts of dossiers read back: the last move, and why somebody was apologised to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMove:
    """The latest move of a dossier: its event, which act, by whom, on which day it was written down."""

    seq: int
    act: str
    actor: str
    day: date


class DossierActs:
    """Reads what was done with dossiers beyond their present state."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last_move(self, code: str) -> LastMove | None:
        """The latest move that nothing was built upon.

        None when there was none, when the latest one took a mistake back, or when the dossier was accepted or returned
        since.
        """
        row = self._database.connection.execute(
            "SELECT j.actor, j.local_date, json_extract(p.body, '$.act'), j.seq FROM journal j "
            "LEFT JOIN payload p ON p.seq = j.seq WHERE j.subject = ? AND j.kind IN "
            "('dossier.registered', 'dossier.received', 'dossier.accepted', 'dossier.moved', 'dossier.returned') "
            "ORDER BY j.seq DESC LIMIT 1",
            (code,),
        ).fetchone()
        if row is None or row[2] in (None, "revert"):
            return None
        return LastMove(seq=row[3], act=row[2], actor=row[0], day=date.fromisoformat(row[1]))

    def asked_until(self, dossier: int, before: int) -> str:
        """The last day (ISO text) named by the latest supplement request before an event; empty when there was none."""
        row = self._database.connection.execute(
            "SELECT json_extract(detail, '$.until') FROM dossier_act "
            "WHERE dossier = ? AND act = 'supplement' AND seq < ? ORDER BY seq DESC LIMIT 1",
            (dossier, before),
        ).fetchone()
        return str(row[0] or "") if row else ""

    def apology_reason(self, dossier: int) -> str:
        """The reason given in the latest apology (Mẫu 04); empty when there was none."""
        row = self._database.connection.execute(
            "SELECT reason FROM dossier_act WHERE dossier = ? AND act = 'reappointed' ORDER BY seq DESC LIMIT 1",
            (dossier,),
        ).fetchone()
        return str(row[0]) if row else ""
