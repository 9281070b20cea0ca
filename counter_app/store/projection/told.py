"""Texts the office wrote before, counted, to offer them while they are written again.

Only what is written again and again: addresses, organisations, signers, results, names of documents, reasons. What one
dossier said is counted off with its erasure: nothing of an erased person is ever offered.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from counter_app.domain.told_texts import ToldKind, tails_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from counter_app.store.projection.tables import Tables

Told = tuple[ToldKind, str]
LONGEST = 200
"""A longer text is a story, not a phrase that comes again."""


def learn(db: Tables, told: Iterator[Told], sign: int = 1) -> None:
    """Count texts on, or with ``sign`` -1 off; what is counted off to nothing is gone."""
    if not db.searched:
        return
    for kind, text in told:
        if text and len(text) <= LONGEST:
            db.tell(kind, text, sign)


def of_dossier(row: Mapping[str, Any]) -> Iterator[Told]:
    """The texts in a dossier's row, as it stands."""
    parties = [json.loads(row[name] or "null") for name in ("applicant", "owner")]
    return of_parties(parties, row["resolver"], json.loads(row["result_facts"] or "{}"))


def of_parties(
    parties: Iterable[Mapping[str, Any] | None], resolver: str, facts: Mapping[str, Any]
) -> Iterator[Told]:
    """The texts about the people of a dossier, the office that decides it and its result."""
    for party in parties:
        if party:
            yield from _of_party(party)
    yield ToldKind.ORGANISATION, resolver
    yield ToldKind.SIGNER, facts.get("signer", "")
    yield ToldKind.RESULT, facts.get("abstract", "")
    yield ToldKind.ORGANISATION, facts.get("agency", "")


def of_act(reason: str, detail: Mapping[str, Any]) -> Iterator[Told]:
    """The texts of an act of a dossier."""
    yield ToldKind.REASON, reason
    for paper in detail.get("papers_wanted") or ():
        yield ToldKind.DOCUMENT, paper.get("name") or ""


def learn_dossier(db: Tables, dossier: int, sign: int) -> None:
    """Count what a dossier's row tells now; before it changes with -1, after it with 1."""
    row = db.dossier(dossier) if db.searched else None
    if row is not None:
        learn(db, of_dossier(row), sign)


def _of_party(party: Mapping[str, Any]) -> Iterator[Told]:
    address = party.get("address", "")
    yield ToldKind.ADDRESS, address
    for tail in tails_of(address):
        yield ToldKind.ADDRESS, tail
    if party.get("kind") == "organisation":
        yield ToldKind.ORGANISATION, party.get("name", "")
