"""Erasures made since a copy, done again in the file that was restored from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import local_text
from counter_app.domain.journal.erased_copies import CopyKind
from counter_app.domain.journal.erasure import BLANK_NAME, residue
from counter_app.domain.office.events import JOURNAL_ERASED, Erased
from counter_app.domain.requests.events import COPIES_LISTED, CopiesListed
from counter_app.store.core.journal import said_in
from counter_app.store.file.erasing import blank_looks, drop_payloads

if TYPE_CHECKING:
    from counter_app.store.file.database import Database
    from counter_app.store.file.erasure_list import ErasedLine
    from counter_app.store.file.transaction import Transaction

REASON = "Áp dụng lại sau khi khôi phục"
"""Written into the journal, so never translated."""


def erase_again(
    database: Database,
    tx: Transaction,
    lines: Iterable[ErasedLine],
    *,
    actor: str,
    unknown_since: str = "",
) -> int:
    """Take what earlier erasures took, wherever this file still holds it; how many erasures were done again.

    Entries are known by number and hash: after a restore the same numbers may stand for other acts. Where nobody can
    say whose data was erased after a moment, ``unknown_since`` (UTC text) puts that into the list of what is to do.
    """
    done = sum(_again(database, tx, line, actor) for line in lines)
    if unknown_since:
        now, kind = local_text(tx.now), CopyKind.UNKNOWN.value
        left = [[kind, unknown_since[:10], "", ""]]
        payload = CopiesListed(at=now, erased=0, copies_left=left)
        tx.record(COPIES_LISTED, f"restored:{now}", payload, actor=actor)
    return done


def drop_again(database: Database, seqs: Iterable[int], drafts: Iterable[str] = ()) -> list[str]:
    """Take out what an erasure, just projected, took: payloads and forms; the forms by id.

    ``drafts`` are forms that were erased by themselves.
    """
    payloads = {seq: said for seq in seqs if (said := _said(database, seq)) is not None}
    people = list(_people(payloads.values()))
    gone = _forms(database, people, set(drafts))
    drop_payloads(database, payloads)
    with database.jotting("draft") as jotted:
        jotted.executemany("DELETE FROM draft WHERE id = ?", [(draft,) for draft in gone])
    return gone


def _again(database: Database, tx: Transaction, line: ErasedLine, actor: str) -> int:
    held = [seq for seq, digest in line.taken if _is_held(database, seq, digest)]
    drafts = [str(draft) for draft in line.rows.get("drafts", ()) if _is_there(database, draft)]
    if not held and not drafts:
        return 0
    payload: dict[str, Any] = {
        "residues": {str(seq): residue(_said(database, seq) or {}) for seq in held},
        "dossiers": [],
        "blank_name": BLANK_NAME,
        "reason": REASON,
    }
    payload |= {name: _rows_there(database, name, kept) for name, kept in line.rows.items()}
    payload["drafts"] = drafts
    erased: Erased = payload  # type: ignore[assignment] # the keys are those of the list
    entry = tx.record(JOURNAL_ERASED, _subject(database, payload), erased, actor=actor)
    drop_again(database, held, drafts)
    blank_looks(database, payload["dossiers"], entry.seq)
    return 1


def _is_held(database: Database, seq: int, digest: str) -> bool:
    row = database.connection.execute(
        "SELECT j.hash FROM journal j JOIN payload p ON p.seq = j.seq WHERE j.seq = ?", (seq,)
    ).fetchone()
    return row is not None and row["hash"].hex().startswith(digest) and bool(digest)


def _is_there(database: Database, draft: int | str) -> bool:
    ask = database.connection.execute
    return ask("SELECT 1 FROM draft WHERE id = ?", (draft,)).fetchone() is not None


def _said(database: Database, seq: int) -> dict[str, Any] | None:
    row = database.connection.execute("SELECT body FROM payload WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else said_in(row["body"])


def _people(payloads: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Applicants and owners, as they were written down and as they were corrected."""
    for said in payloads:
        changes = said.get("changes") or {}
        for who in ("applicant", "owner"):
            told = [said.get(who), *(changes.get(who) or {}).values()]
            yield from (person for person in told if isinstance(person, dict))


def _forms(database: Database, people: list[dict[str, Any]], named: set[str]) -> list[str]:
    """Forms by id, and those in which one of the people stands: by number, by name only without one."""
    known = [str(person.get("id_no") or person.get("name") or "") for person in people]
    words = [json.dumps(word, ensure_ascii=False)[1:-1] for word in known if word]
    rows = database.connection.execute("SELECT id, body FROM draft ORDER BY id").fetchall()
    return [
        str(row["id"])
        for row in rows
        if row["id"] in named or any(word in row["body"] for word in words)
    ]


_TABLES = {
    "dossiers": "dossier",
    "tickets": "ticket",
    "certifications": "certification",
    "followups": "followup",
    "requests": "data_request",
}


def _rows_there(database: Database, name: str, numbers: Iterable[int | str]) -> list[int | str]:
    """The part of these rows that the restored file has."""
    if name not in _TABLES:
        return []
    question = f"SELECT 1 FROM {_TABLES[name]} WHERE id = ?"
    ask = database.connection.execute
    return [number for number in numbers if ask(question, (number,)).fetchone()]


def _subject(database: Database, payload: dict[str, Any]) -> str:
    """The subject of the erasure, the same as the first time: the dossier's code where it is one's."""
    ask = database.connection.execute
    for dossier in payload["dossiers"]:
        return str(ask("SELECT code FROM dossier WHERE id = ?", (dossier,)).fetchone()["code"])
    seqs = sorted(map(int, payload["residues"]))
    if seqs:
        row = ask("SELECT subject FROM journal WHERE seq = ?", (seqs[0],)).fetchone()
        return str(row["subject"])
    return f"draft:{payload['drafts'][0]}"
