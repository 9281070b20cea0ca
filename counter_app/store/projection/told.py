"""Texts the office wrote before, counted, so that they can be offered while they are written again.

Only what is written again and again: addresses, organisations, signers, results, names of documents, reasons. What one
dossier said is counted off with its erasure: nothing of an erased person is ever offered.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from counter_app.domain.told_texts import ToldKind, keys_of, tails_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from sqlite3 import Connection

Told = tuple[ToldKind, str]
LONGEST = 200
"""A longer text is a story, not a phrase that comes again."""


def learn(db: Connection, told: Iterator[Told], sign: int = 1) -> None:
    """Count texts on, or with ``sign`` -1 off; what is counted off to nothing is gone."""
    for (kind, text), uses in Counter(told).items():
        if not text or len(text) > LONGEST:
            continue
        for key in keys_of(kind, text):
            db.execute(
                "INSERT INTO told(kind, folded, text, uses) VALUES(?,?,?,?) "
                "ON CONFLICT(kind, folded, text) DO UPDATE SET uses = uses + excluded.uses",
                (kind, key, text, sign * uses),
            )
            if sign < 0:
                db.execute(
                    "DELETE FROM told WHERE kind = ? AND folded = ? AND text = ? AND uses <= 0",
                    (kind, key, text),
                )


def of_dossier(row: Mapping[str, Any]) -> Iterator[Told]:
    """What a dossier's row tells, as it stands."""
    for name in ("applicant", "owner"):
        party = json.loads(row[name] or "null")
        if party:
            yield from _of_party(party)
    yield ToldKind.ORGANISATION, row["resolver"]
    facts = json.loads(row["result_facts"] or "{}")
    yield ToldKind.SIGNER, facts.get("signer", "")
    yield ToldKind.RESULT, facts.get("abstract", "")
    yield ToldKind.ORGANISATION, facts.get("agency", "")


def of_act(reason: str, detail: Mapping[str, Any]) -> Iterator[Told]:
    """What an act of a dossier tells."""
    yield ToldKind.REASON, reason
    for paper in detail.get("papers_wanted") or ():
        yield ToldKind.DOCUMENT, paper.get("name") or ""


def learn_dossier(db: Connection, dossier: int, sign: int) -> None:
    """Count what a dossier's row tells now; before it changes with -1, after it with 1."""
    row = db.execute(
        "SELECT applicant, owner, resolver, result_facts FROM dossier WHERE id = ?", (dossier,)
    ).fetchone()
    if row is not None:
        learn(db, of_dossier(row), sign)


def _of_party(party: Mapping[str, Any]) -> Iterator[Told]:
    address = party.get("address", "")
    yield ToldKind.ADDRESS, address
    for tail in tails_of(address):
        yield ToldKind.ADDRESS, tail
    if party.get("kind") == "organisation":
        yield ToldKind.ORGANISATION, party.get("name", "")
