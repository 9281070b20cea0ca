"""Events of the evening: the day closed, a report issued, a batch written to a stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.closing.events import (
    BATCH_EXPORTED,
    DAY_CLOSED,
    REPORT_ISSUED,
    BatchExported,
    DayClosed,
    ReportIssued,
)
from counter_app.store.core.journal import Entry, payload_text
from counter_app.store.projection.counters import raise_counter
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables


def _closed(db: Tables, entry: Entry, payload: DayClosed) -> None:
    db.execute(
        "INSERT INTO day_close(day, seq, to_seq, head, closed_at, officer, totals) VALUES(?,?,?,?,?,?,?) "
        "ON CONFLICT(day) DO UPDATE SET seq = excluded.seq, to_seq = excluded.to_seq, head = excluded.head, "
        "closed_at = excluded.closed_at, officer = excluded.officer, totals = excluded.totals",
        (
            payload["day"],
            entry.seq,
            entry.seq - 1,
            entry.prev_hash,
            payload["at"],
            entry.actor,
            payload_text(payload["totals"]),
        ),
    )


def _exported(db: Tables, entry: Entry, payload: BatchExported) -> None:
    db.execute(
        "INSERT INTO batch(number, seq, from_seq, to_seq, head, sha256, name, volume, written_at, officer, manifest, "
        "content, sealed, again) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            payload["number"],
            entry.seq,
            payload["from_seq"],
            payload["to_seq"],
            bytes.fromhex(payload["head"]),
            payload["sha256"],
            payload["name"],
            payload["volume"],
            payload["at"],
            entry.actor,
            payload.get("manifest", ""),
            payload.get("content", "full"),
            payload_text(payload.get("sealed", [])),
            payload.get("again"),
        ),
    )
    raise_counter(db, [("batch", "", payload["number"])])


def _report_issued(db: Tables, entry: Entry, payload: ReportIssued) -> None:
    db.execute(
        "INSERT INTO report_issue(seq, name, first, last, sector, about, at, day, officer, sha256, program, upto) "
        "VALUES(?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.seq,
            payload["name"],
            payload["first"],
            payload["last"],
            payload["sector"],
            payload["about"],
            payload["at"],
            payload["at"][:10],
            entry.actor,
            payload["sha256"],
            payload["program"],
            entry.seq - 1,
        ),
    )


PROJECTORS = (
    on(DAY_CLOSED, _closed) | on(BATCH_EXPORTED, _exported) | on(REPORT_ISSUED, _report_issued)
)
