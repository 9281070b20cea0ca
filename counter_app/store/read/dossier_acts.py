"""Acts of dossiers read back: the last move, and why somebody was apologised to."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import State
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMove:
    """The latest move of a dossier: its event, act and officer, and the day it was written down."""

    seq: int
    act: str
    actor: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageRow:
    """A dossier that an outage still holds."""

    outage: str
    dossier: int
    since: datetime
    reason: str


class DossierActs(Reading):
    """Reads what was done with dossiers beyond their present state."""

    def last_move(self, code: str) -> LastMove | None:
        """The latest move that nothing was built upon.

        None when there was none, when the latest one took a mistake back, or when the dossier was accepted since.
        """
        row = self.one(
            "SELECT j.actor, j.local_date, j.seq, "
            "iif(j.kind = 'dossier.returned', 'return', json_extract(p.body, '$.act')) AS act FROM journal j "
            "LEFT JOIN payload p ON p.seq = j.seq WHERE j.subject = ? AND j.kind IN "
            "('dossier.registered', 'dossier.received', 'dossier.accepted', 'dossier.moved', 'dossier.returned') "
            "ORDER BY j.seq DESC LIMIT 1",
            (code,),
        )
        if row is None or row["act"] in (None, "revert"):
            return None
        return LastMove(
            seq=row["seq"],
            act=row["act"],
            actor=row["actor"],
            day=date.fromisoformat(row["local_date"]),
        )

    def outages(self) -> list[OutageRow]:
        """Dossiers that stand still for an outage of the official system, the longest first."""
        rows = self.rows(
            "SELECT json_extract(a.detail, '$.outage') AS outage, dossier.id, a.at, a.reason FROM dossier "
            "JOIN dossier_act a ON a.seq = (SELECT max(b.seq) FROM dossier_act b WHERE b.dossier = dossier.id "
            f"AND b.act = 'stop') WHERE dossier.state = {State.STOPPED:d} "
            "AND json_extract(a.detail, '$.outage') IS NOT NULL ORDER BY a.at, dossier.id"
        )
        return [
            OutageRow(
                outage=row["outage"],
                dossier=row["id"],
                since=from_local_text(row["at"]),
                reason=row["reason"],
            )
            for row in rows
        ]

    def asked_until(self, dossier: int, before: int) -> str:
        """The last day (ISO text) named by the latest supplement request before an event; empty when there was none."""
        until = self.value(
            "SELECT json_extract(detail, '$.until') FROM dossier_act "
            "WHERE dossier = ? AND act = 'supplement' AND seq < ? ORDER BY seq DESC LIMIT 1",
            (dossier, before),
        )
        return str(until or "")

    def given_back(self, dossier: int, before: int) -> list[dict[str, Any]]:
        """The originals that had been given back before an event, as the journal keeps them."""
        listed = self.value(
            "SELECT json_extract(detail, '$.originals') FROM dossier_act "
            "WHERE dossier = ? AND act = 'originals' AND seq < ? ORDER BY seq DESC LIMIT 1",
            (dossier, before),
        )
        return json.loads(listed) if listed else []

    def undone(self, dossier: int) -> frozenset[int]:
        """Numbers of the dossier's events that were taken back as mistakes."""
        rows = self.rows(
            "SELECT json_extract(detail, '$.undone_seq') AS undone FROM dossier_act "
            "WHERE dossier = ? AND act = 'revert'",
            (dossier,),
        )
        return frozenset(row["undone"] for row in rows if row["undone"])

    def apology_reason(self, dossier: int) -> str:
        """The reason given in the latest apology (Mẫu 04); empty when there was none."""
        row = self.one(
            "SELECT reason FROM dossier_act a WHERE dossier = ? AND act = 'reappointed' AND NOT EXISTS (SELECT 1 "
            "FROM dossier_act r WHERE r.dossier = a.dossier AND r.act = 'revert' "
            "AND json_extract(r.detail, '$.undone_seq') = a.seq) ORDER BY seq DESC LIMIT 1",
            (dossier,),
        )
        return str(row["reason"]) if row else ""
