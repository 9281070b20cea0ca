"""Ways in which a sender's file can be no sender: half made, damaged, foreign, or full of poison."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from counter_app.domain.clock import FixedClock
from counter_app.store.core import engine, schema
from counter_app.store.core.journal import GENESIS, Head
from counter_app.store.store import Store
from tests.sync.makers import MORNING

Spoil = Callable[[Path], object]


def truncated(path: Path) -> None:
    """The second half is gone."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 // 4096 * 4096 + 100])


def flipped(path: Path) -> None:
    """Every seventh page is noise."""
    data = bytearray(path.read_bytes())
    for start in range(7 * 4096, len(data), 7 * 4096):
        data[start : start + 4096] = os.urandom(min(4096, len(data) - start))
    path.write_bytes(data)


def one_figure(path: Path) -> None:
    """One state in one table is another than the journal says."""
    with_raw(path, "UPDATE dossier SET state = 7 WHERE id = (SELECT min(id) FROM dossier)")


def foreign(path: Path) -> None:
    """Another program's SQLite file."""
    path.unlink()
    with_raw(path, "CREATE TABLE x(y)")


def half_made(path: Path) -> None:
    """What a kill during the set-up left: our mark, no table."""
    path.unlink()
    with_raw(path, f"PRAGMA application_id = {schema.APPLICATION_ID}")


def phantom(path: Path) -> None:
    """Tables, and no entry."""
    path.unlink()
    Store.create(path, FixedClock(MORNING), durable=False).close()


def with_raw(path: Path, *statements: str) -> None:
    """Change a file behind the program's back."""
    connection = engine.look_into(path)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def poisoned(kind: str, subject: str, payload: dict[str, Any], *, day: str = "") -> Spoil:
    """An event that an earlier version took in without a question: journaled, projected, consistent."""

    def spoil(path: Path) -> None:
        store = Store.open(path, FixedClock(MORNING))
        head = store.journal.head()
        _record(store, head, (kind, subject, payload), day)
        store.close()

    return spoil


def _record(store: Store, head: Head, event: tuple[str, str, dict[str, Any]], day: str) -> None:
    from counter_app.store.core.journal import payload_text
    from counter_app.store.projection import project

    assert head.hash != GENESIS
    kind, subject, payload = event
    last = next(entry for entry, _salt, _body in store.journal.walk(head.seq, head.seq))
    fields = (
        *(last.epoch, last.device, f"poison-{head.seq}", kind, subject, "lan"),
        *(last.at_utc, day or last.local_date, 0),
    )
    connection = store.database.connection
    connection.execute("BEGIN IMMEDIATE")
    entry = store.journal.append(fields, payload_text(payload), head)
    project(connection, entry, payload)
    connection.execute("COMMIT")


BROKEN: dict[str, Spoil] = {
    "truncated": truncated,
    "empty": lambda path: path.write_bytes(b""),
    "noise": lambda path: path.write_bytes(os.urandom(100_000)),
    "flipped pages": flipped,
    "one figure": one_figure,
    "foreign": foreign,
    "half made": half_made,
    "phantom": phantom,
    "newer": lambda path: with_raw(path, "PRAGMA user_version = 9001"),
    "strange trigger": lambda path: with_raw(
        path, "CREATE TRIGGER x AFTER INSERT ON ticket BEGIN DELETE FROM ticket; END"
    ),
    "strange view": lambda path: with_raw(path, "CREATE VIEW x AS SELECT 1"),
    "lost trigger": lambda path: with_raw(path, "DROP TRIGGER journal_no_update"),
    "number 5": poisoned("office.changed", "office", {"settings": {"number": 5}}),
    "number of a thousand": poisoned(
        "office.changed", "office", {"settings": {"number": "9" * 1000}}
    ),
    "superior a list": poisoned("office.changed", "office", {"settings": {"superior_name": ["x"]}}),
    "name a number": poisoned("office.changed", "office", {"settings": {"name": 7}}),
    "sample a text": poisoned("office.changed", "office", {"settings": {"sample": "no"}}),
    "day that is none": poisoned("officer.signed_in", "officer:lan", {}, day="9999-99-99"),
}
"""What is put aside, by name."""
