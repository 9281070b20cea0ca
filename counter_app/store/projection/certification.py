"""Events of certifying: recorded in the book, made void; who may sign; books printed and locked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from counter_app.domain.certification.events import (
    CERTIFICATION_AUTHORISED,
    CERTIFICATION_AUTHORITY_ENDED,
    CERTIFICATION_BOOK_LOCKED,
    CERTIFICATION_BOOK_PRINTED,
    CERTIFICATION_RECORDED,
    CERTIFICATION_VOIDED,
    Authorised,
    AuthorityEnded,
    BookLocked,
    BookPrinted,
    Recorded,
    Voided,
)
from counter_app.domain.told_texts import ToldKind
from counter_app.store.projection.counters import raise_counter
from counter_app.store.projection.projector import on
from counter_app.store.projection.told import learn

if TYPE_CHECKING:
    from counter_app.store.core.journal import Entry
    from counter_app.store.projection.tables import Tables


def _certified(db: Tables, entry: Entry, payload: Recorded) -> None:
    """One document; ``visit`` names the first one of the same visit, None for that one itself."""
    db.execute(
        "INSERT INTO certification(id, visit, at, day, procedure_code, sector, applicant, title, pages, copies, fee, "
        "book, volume, number, signer, officer, note, capacity, position, document_cited, after_lock, approved_by) "
        "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.seq, payload["visit"] or entry.seq, payload["at"], payload["at"][:10],
            payload["procedure_code"], payload["sector"], payload["applicant"], payload["title"],
            payload["pages"], payload["copies"], payload["fee"], payload["book"], payload["volume"],
            payload["number"], payload["signer"], entry.actor, payload.get("note", ""),
            payload.get("capacity", ""), payload.get("position", ""), payload.get("document_cited", ""),
            payload.get("after_lock", ""), payload.get("approved_by", ""),
        ),
    )  # fmt: skip
    learn(db, iter([(ToldKind.DOCUMENT, payload["title"])]))
    raise_counter(db, payload["counters"])


def _voided(db: Tables, entry: Entry, payload: Voided) -> None:
    db.execute(
        "UPDATE certification SET voided_at = ?, voided_day = ?, void_reason = ?, voided_seq = ?, "
        "void_approved_by = ? WHERE id = ?",
        (
            payload["at"], payload["at"][:10], payload["reason"], entry.seq,
            payload.get("approved_by", ""), payload["certification"],
        ),
    )  # fmt: skip


def _authorised(db: Tables, entry: Entry, payload: Authorised) -> None:
    _insert(db, "certification_authority", {"seq": entry.seq, **payload})


def _authority_ended(db: Tables, _entry: Entry, payload: AuthorityEnded) -> None:
    db.execute(
        "UPDATE certification_authority SET until = ? WHERE seq = ?",
        (payload["until"], payload["authorisation"]),
    )


def _book_printed(db: Tables, entry: Entry, payload: BookPrinted) -> None:
    _insert(db, "book_print", {"seq": entry.seq, "officer": entry.actor, **payload})


def _book_locked(db: Tables, entry: Entry, payload: BookLocked) -> None:
    _insert(db, "book_lock", {"seq": entry.seq, "officer": entry.actor, **payload})


def _insert(db: Tables, table: str, values: dict[str, Any]) -> None:
    """A row of what an event says, its columns named as the event names them; what is no plain value as JSON."""
    known = {row["name"] for row in db.execute(f"PRAGMA table_info({table})")}
    kept = {
        name: json.dumps(value, ensure_ascii=False, sort_keys=True)
        if isinstance(value, dict)
        else value
        for name, value in values.items()
        if name in known
    }
    marks = ",".join("?" * len(kept))
    db.execute(f"INSERT INTO {table}({','.join(kept)}) VALUES({marks})", tuple(kept.values()))


PROJECTORS = (
    on(CERTIFICATION_RECORDED, _certified)
    | on(CERTIFICATION_VOIDED, _voided)
    | on(CERTIFICATION_AUTHORISED, _authorised)
    | on(CERTIFICATION_AUTHORITY_ENDED, _authority_ended)
    | on(CERTIFICATION_BOOK_PRINTED, _book_printed)
    | on(CERTIFICATION_BOOK_LOCKED, _book_locked)
)
