"""Anchors: what events, papers and batches say of the chain behind them, compared with the chain.

A journal rewritten from one entry on, with every hash made anew, is a chain as good as the right one. But a batch names
the head it ended at, a paper carries the code of the entry before it, an epoch the head it went on from: whoever
rewrites what lies before them has to rewrite them too, and they lie on sticks and in people's hands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from counter_app.domain.office.events import (
    OFFICER_PASSWORD_SET,
    RECOVERY_MADE,
    RECOVERY_USED,
)
from counter_app.domain.office.recovery import KEPT_AS, SUBJECT
from counter_app.store.core.journal import Entry, Journal, head_code

if TYPE_CHECKING:
    from sqlite3 import Connection


_OF_SHEETS = (RECOVERY_MADE, RECOVERY_USED)


def password_mark(stored: str) -> str:
    """What the journal may say of a password's hash: it tells a changed one; without the hash's salt, nothing else."""
    return hashlib.sha256(stored.encode()).hexdigest()[:32]


def anchor_problems(connection: Connection) -> list[str]:
    """Where the chain is not the one that batches, papers, epochs and passwords were written on."""
    return [
        *_of_batches(connection),
        *_of_papers(connection),
        *_of_epochs(connection),
        *_of_passwords(connection),
    ]


def anchored(connection: Connection) -> int:
    """Number of the last entry that a batch on a stick vouches for; 0 for none."""
    row = connection.execute(
        "SELECT max(b.to_seq) AS last FROM batch b JOIN journal j ON j.seq = b.to_seq WHERE j.hash = b.head"
    ).fetchone()
    return int(row["last"] or 0)


def _of_batches(connection: Connection) -> Iterator[str]:
    rows = connection.execute(
        "SELECT b.number, b.to_seq FROM batch b LEFT JOIN journal j ON j.seq = b.to_seq "
        "WHERE j.hash IS NULL OR j.hash <> b.head ORDER BY b.number"
    ).fetchall()
    for row in rows:
        yield f"batch {row['number']}: entries up to {row['to_seq']} are not those that were sent"


def _of_papers(connection: Connection) -> Iterator[str]:
    cursor = connection.cursor()
    cursor.row_factory = None
    rows = cursor.execute(
        "SELECT p.id, p.head, j.prev_hash FROM print_job p JOIN journal j ON j.seq = p.id WHERE p.head <> ''"
    )
    for seq, code, digest in rows:
        if head_code(digest) != code:
            yield f"seq {seq}: the paper's code {code} is not that of the entry before"


def _of_epochs(connection: Connection) -> Iterator[str]:
    epochs = Journal(connection).epochs()
    if not epochs or epochs[0][0].seq != 1:
        yield "seq 1: no epoch begins the journal"
    ends = [entry.seq for entry, _said in epochs[1:]]
    last = connection.execute("SELECT max(seq) AS last FROM journal").fetchone()["last"] or 0
    for (entry, said), end in zip(epochs, (*ends, last + 1), strict=True):
        before = (said.get("previous_seq"), said.get("previous_head"))
        if before != (entry.seq - 1, entry.prev_hash.hex()) or said.get("epoch") != entry.epoch:
            yield f"seq {entry.seq}: the epoch does not go on from the entry before"
        yield from _of_epoch(connection, entry, end)
    if epochs:
        yield from _of_this_copy(connection, epochs[-1][0])


def _of_epoch(connection: Connection, began: Entry, end: int) -> Iterator[str]:
    row = connection.execute(
        "SELECT seq FROM journal WHERE seq BETWEEN ? AND ? AND (epoch <> ? OR device <> ?) LIMIT 1",
        (began.seq, end - 1, began.epoch, began.device),
    ).fetchone()
    if row is not None:
        yield f"seq {row['seq']}: not of the epoch and computer that were writing"


def _of_this_copy(connection: Connection, began: Entry) -> Iterator[str]:
    """What this file thinks it writes is what the journal says; a superior's copy of a journal writes nothing."""
    rows = connection.execute("SELECT key, value FROM meta WHERE key IN ('epoch', 'device')")
    said = {row["key"]: row["value"] for row in rows}
    if said and said != {"epoch": began.epoch, "device": str(began.device)}:
        yield "table meta: not the epoch and computer that the journal says"


def _of_passwords(connection: Connection) -> Iterator[str]:
    """Each password is the one that the journal heard of last; events of earlier versions name none."""
    journal = Journal(connection)
    for row in connection.execute("SELECT login, hash FROM credential ORDER BY login").fetchall():
        sheet = row["login"] == KEPT_AS
        kinds = _OF_SHEETS if sheet else (OFFICER_PASSWORD_SET,)
        subject = SUBJECT if sheet else f"officer:{row['login']}"
        told = [said for entry, said in journal.of(subject) if entry.kind in kinds]
        mark = password_mark(row["hash"])
        if not told or told[-1].get("mark", mark) != mark:
            yield f"table credential, row {row['login']}: not the password that the journal says"
