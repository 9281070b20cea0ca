"""Looking into the superior's copies."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from counter_app.domain.clock import FixedClock
from counter_app.domain.journal.erasure import residue
from counter_app.domain.journal.minimal import left_to_send
from counter_app.reports.sources import StoreFigures
from counter_app.store.core import engine, schema
from counter_app.store.core.journal import WITHHELD
from counter_app.store.store import Store
from counter_app.superior.batches.inbox import ImportSummary
from counter_app.superior.senders.sender import Sender, known_journals, sender_path
from tests.superior.trusting import import_batches
from tests.superior.warehouses import answers
from tests.sync.makers import MORNING


def _dossier_columns() -> list[str]:
    empty = engine.connect_aside()
    try:
        for statement in schema.throw_away_statements():
            empty.execute(statement)
        return [row["name"] for row in empty.execute("PRAGMA table_info(dossier)")]
    finally:
        empty.close()


_COLUMNS = _dossier_columns()


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every projected table and the journal, row by row."""
    tables = [*schema.STATE_TABLES, ("journal", "seq"), ("payload", "seq")]
    found = {}
    for table, order in tables:
        asked = store.database.connection.execute(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608
        found[table] = [tuple(row) for row in asked]
    return found


def journal_of(store: Store) -> str:
    """The name of an office's journal for ever."""
    return next(entry.epoch for entry, _salt, _body in store.journal.walk(1, 1))


def copy_of(here: Path, store: Store) -> Store:
    """The superior's copy of an office's journal."""
    return Store.open(sender_path(here, journal_of(store)), store.clock)


def same(here: Path, store: Store) -> bool:
    """Whether the copy is the office's file, row by row, and proves itself."""
    copy = copy_of(here, store)
    try:
        assert copy.check(received=True).problems == ()
        return rows(copy) == without_search(rows(store))
    finally:
        copy.close()


def alike(here: Path, store: Store, *, whole: bool) -> list[str]:
    """What a copy and an office's file do not have in common, a sentence each.

    With ``whole`` they are the same row by row; else the superior may hold less of an event, as much as an erasure
    would leave, and every figure is the office's own.
    """
    if whole:
        return [] if same(here, store) else ["rows differ"]
    copy = copy_of(here, store)
    try:
        wrong = list(copy.check(received=True).problems)
        wrong += _less_than_said(store, copy)
        days = MORNING.date() - timedelta(days=30), MORNING.date()
        theirs, own = (answers(StoreFigures(one), *days) for one in (copy, store))
        return wrong + [f"{name} differs" for name, told in own.items() if theirs[name] != told]
    finally:
        copy.close()


def _less_than_said(store: Store, copy: Store) -> list[str]:
    """Entries of a copy that say something else than the office's, or than what may be left of them."""
    wrong = []
    for (ours, salt, body), (theirs, their_salt, their_body) in zip(
        store.journal.walk(), copy.journal.walk(), strict=True
    ):
        told, left = _said(store, ours.seq, body), _said(copy, ours.seq, their_body)
        sent = left_to_send(ours.kind, told) or told
        if ours != theirs or left not in (told, sent, residue(told)):
            wrong.append(f"entry {ours.seq} differs")
        if body is None and their_body is not None and their_salt != WITHHELD:
            wrong.append(f"entry {ours.seq} was erased, and is held")
        if their_body is not None and their_salt not in (salt, WITHHELD):
            wrong.append(f"entry {ours.seq} has another salt")
    return wrong


def _said(store: Store, seq: int, body: str | None) -> dict[str, Any]:
    return json.loads(body) if body is not None else store.journal.residues().get(seq, {})


def without_search(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """An office's rows without what finds its citizens: no key to sort names by, no texts that are offered."""
    key = _COLUMNS.index("name_key")
    dossiers = [(*row[:key], "", *row[key + 1 :]) for row in found["dossier"]]
    return {**found, "told": [], "dossier": dossiers}


def take(usb: Path, here: Path, store: Store) -> ImportSummary:
    """Import everything on a stick."""
    return import_batches(usb, here, store.clock)


def reached(here: Path) -> int:
    """How far the only copy there is reaches; 0 when there is none, nor anything that could be taken for one."""
    if not (here / "don-vi").is_dir() or not list((here / "don-vi").iterdir()):
        return 0
    (journal,) = known_journals(here)
    sender = Sender.open(here, journal, FixedClock(MORNING))
    assert sender is not None
    try:
        return sender.head().seq
    finally:
        sender.close()
