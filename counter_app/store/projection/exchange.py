"""Events of the exchange with the superior: its keys, batches handed over, acknowledgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.exchange.events import (
    BATCH_HANDED,
    BATCHES_ACKNOWLEDGED,
    NOTICE_RECEIVED,
    PARCEL_APPLIED,
    SENDER_KEYED,
    SUPERIOR_KEYED,
    SUPERIOR_REVOKED,
    BatchesAcknowledged,
    BatchHanded,
    NoticeReceived,
    ParcelApplied,
    SenderKeyed,
    SuperiorKeyed,
    SuperiorRevoked,
)
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.core.journal import Entry
    from counter_app.store.projection.tables import Tables


def _keyed(db: Tables, entry: Entry, payload: SuperiorKeyed) -> None:
    db.execute("UPDATE superior_key SET until = ? WHERE until IS NULL", (payload["at"],))
    db.execute(
        "INSERT INTO superior_key(public, seq, recipient, name, number, journal, wants, since, by) "
        "VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(public) DO UPDATE SET seq = excluded.seq, "
        "recipient = excluded.recipient, name = excluded.name, number = excluded.number, wants = excluded.wants, "
        "since = excluded.since, until = NULL, by = excluded.by, reason = ''",
        (
            payload["public_key"],
            entry.seq,
            payload["recipient"],
            payload["name"],
            payload["number"],
            payload["journal"],
            payload["wants"],
            payload["at"],
            entry.actor,
        ),
    )


def _revoked(db: Tables, entry: Entry, payload: SuperiorRevoked) -> None:
    db.execute(
        "UPDATE superior_key SET until = ?, by = ?, reason = ? WHERE public = ?",
        (payload["at"], entry.actor, payload["reason"], payload["public_key"]),
    )


def _handed(db: Tables, entry: Entry, payload: BatchHanded) -> None:
    db.execute(
        "UPDATE batch SET handed_at = ?, handed_to = ?, handed_by = ? WHERE number = ?",
        (payload["at"], payload["to"], entry.actor, payload["number"]),
    )


def _acknowledged(db: Tables, entry: Entry, payload: BatchesAcknowledged) -> None:
    db.execute(
        "INSERT INTO acknowledged(seq, at, superior, to_seq, head, written_at) VALUES(?,?,?,?,?,?)",
        (
            entry.seq,
            payload["at"],
            payload["superior"],
            payload["seq"],
            payload["head"],
            payload["written_at"],
        ),
    )
    for manifest, outcome, *why in payload["batches"]:
        db.execute(
            "INSERT INTO batch_outcome(manifest, seq, outcome, why) VALUES(?,?,?,?) "
            "ON CONFLICT(manifest) DO UPDATE SET seq = excluded.seq, outcome = excluded.outcome, why = excluded.why",
            (manifest, entry.seq, outcome, " ".join(why)),
        )


def _applied(db: Tables, entry: Entry, payload: ParcelApplied) -> None:
    db.execute(
        "INSERT INTO parcel(number, seq, at, by) VALUES(?,?,?,?) "
        "ON CONFLICT(number) DO UPDATE SET seq = excluded.seq, at = excluded.at, by = excluded.by",
        (payload["number"], entry.seq, payload["at"], entry.actor),
    )


def _noticed(db: Tables, entry: Entry, payload: NoticeReceived) -> None:
    db.execute(
        "INSERT INTO superior_notice(seq, parcel, at, title, text) VALUES(?,?,?,?,?)",
        (entry.seq, payload["parcel"], payload["at"], payload["title"], payload["text"]),
    )


def _no_rows(_db: Tables, _entry: Entry, _payload: SenderKeyed) -> None:
    """The book of arrivals has it."""


PROJECTORS = (
    on(SUPERIOR_KEYED, _keyed)
    | on(SUPERIOR_REVOKED, _revoked)
    | on(BATCH_HANDED, _handed)
    | on(BATCHES_ACKNOWLEDGED, _acknowledged)
    | on(PARCEL_APPLIED, _applied)
    | on(NOTICE_RECEIVED, _noticed)
    | on(SENDER_KEYED, _no_rows)
)
