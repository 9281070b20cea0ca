"""Events of the catalogue: queue groups, sectors, procedures, and the posting of them on the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.catalogue.events import (
    CATALOGUE_LOADED,
    POSTING_CHECKED,
    Loaded,
    PostingChecked,
)
from counter_app.store.core.journal import Entry, payload_text
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables


def _catalogue_loaded(db: Tables, entry: Entry, payload: Loaded) -> None:
    for group in payload.get("queue_groups", ()):
        db.execute(
            "INSERT INTO queue_group(letter, name) VALUES(?, ?) ON CONFLICT(letter) DO UPDATE SET name = excluded.name",
            (group["letter"], group["name"]),
        )
    for sector in payload.get("sectors", ()):
        db.execute(
            "INSERT INTO sector(key, name, queue, ord) VALUES(?,?,?,?) ON CONFLICT(key) DO UPDATE SET "
            "name = excluded.name, queue = excluded.queue, ord = excluded.ord",
            (sector["key"], sector["name"], sector["queue"], sector["order"]),
        )
    for procedure in payload.get("procedures", ()):
        db.execute(
            "INSERT INTO procedure(code, valid_from, body, seq) VALUES(?,?,?,?) ON CONFLICT(code, valid_from) "
            "DO UPDATE SET body = excluded.body, seq = excluded.seq",
            (
                procedure["code"],
                procedure.get("valid_from") or "",
                payload_text(procedure),
                entry.seq,
            ),
        )


def _posting_checked(db: Tables, entry: Entry, payload: PostingChecked) -> None:
    for item in payload["procedures"]:
        db.execute(
            "INSERT INTO posting(code, valid_from, checked_at, officer, place, accurate, online, note, seq) "
            "VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(code, valid_from) DO UPDATE SET checked_at = excluded.checked_at, "
            "officer = excluded.officer, place = excluded.place, accurate = excluded.accurate, "
            "online = excluded.online, note = excluded.note, seq = excluded.seq",
            (
                item["code"],
                item.get("valid_from") or "",
                payload["at"],
                entry.actor,
                payload.get("place", ""),
                int(item.get("accurate", True)),
                int(item.get("online", False)),
                item.get("note", ""),
                entry.seq,
            ),
        )


PROJECTORS = on(CATALOGUE_LOADED, _catalogue_loaded) | on(POSTING_CHECKED, _posting_checked)
