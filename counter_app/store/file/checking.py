"""Proof that a file is whole: SQLite's own check, the chain, and the rebuild of every table from the journal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from counter_app.store.core import engine, schema
from counter_app.store.core.journal import GENESIS, Entry, Head, Journal, verify_link
from counter_app.store.core.trouble import Kind
from counter_app.store.file.migrations import migrate
from counter_app.store.file.sealing import seal_problems
from counter_app.store.file.triggers import trigger_problems
from counter_app.store.projection import project
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

Progress = Callable[[int, int], None]
PROBLEMS_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a check found; ``problems`` empty means every byte that matters is as it was written."""

    entries: int
    head: Head
    tables: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def strange_objects(connection: Connection) -> list[str]:
    """Tables, indexes, triggers and views that the schema does not name, or names with another text.

    Of tables of an earlier version only the names are compared: they are made anew from the journal.
    """
    expected = _named_objects()
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    exact = version == schema.VERSION
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return [
        f"{kind} {name} unknown"
        for kind, name, sql in rows
        if (kind, name) not in expected
        or ((exact or kind == "trigger") and expected[kind, name] != sql)
    ]


def _named_objects() -> dict[tuple[str, str], str | None]:
    empty = engine.connect("", durable=False)
    try:
        migrate(empty)
        rows = empty.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        return {(row["type"], row["name"]): row["sql"] for row in rows}
    finally:
        empty.close()


@contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Within it everything read is as of one moment, whoever writes meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def check(connection: Connection, progress: Progress | None = None) -> CheckResult:
    """Verify pages, triggers and chain, rebuild all tables into an empty database and compare them row by row.

    What stands outside the journal is compared with its seals.

    All of it is read as of one moment, so that nobody's work meanwhile looks like damage. Errors: StoreError when the
    disk fails, which says nothing about the data.
    """
    problems: list[str] = []
    try:
        with snapshot(connection):
            problems += trigger_problems(connection)
            problems += strange_objects(connection)
            problems += page_problems(connection)
            chain = Chain(connection, progress)
            rebuilt = rebuild(chain)
            problems += chain.problems
            problems += differences(connection, rebuilt)
            problems += seal_problems(connection)
            rebuilt.close()
    except (engine.DatabaseError, TypeError, ValueError, LookupError, AttributeError) as error:
        if engine.interrupted(error) or (
            isinstance(error, engine.DiskError) and error.kind is not Kind.DAMAGED
        ):
            raise  # a wish to stop, a full or a failing disk say nothing about the data
        # Harmed rows may hold anything where a number, a text or 32 bytes should be.
        return CheckResult(
            entries=0, head=Head(0, GENESIS), tables=0, problems=(*problems, f"unreadable: {error}")
        )
    return CheckResult(
        entries=chain.head.seq,
        head=chain.head,
        tables=len(schema.STATE_TABLES),
        problems=tuple(problems[:PROBLEMS_SHOWN]),
    )


def verify_chain(connection: Connection) -> tuple[Head, list[str]]:
    """Verify the chain alone, without rebuilding."""
    chain = Chain(connection, None)
    for _step in chain:
        pass
    return chain.head, chain.problems


class Chain:
    """Walks the journal once: verifies each link and hands on what the projection needs."""

    def __init__(self, connection: Connection, progress: Progress | None) -> None:
        self._journal = Journal(connection)
        self._residues = self._journal.residues()
        self._progress = progress
        self._total = self._journal.head().seq
        self.head = Head(0, GENESIS)
        self.problems: list[str] = []

    def __iter__(self) -> Iterator[tuple[Entry, bytes | None, str | None, dict[str, Any] | None]]:
        for entry, salt, body in self._journal.walk():
            wrong = verify_link(entry, self.head, salt, body)
            if not wrong and body is None and entry.seq not in self._residues:
                wrong = f"seq {entry.seq}: payload missing without an erasure"
            if wrong and len(self.problems) < PROBLEMS_SHOWN:
                self.problems.append(wrong)
            self.head = Head(entry.seq, entry.hash, entry.at_utc)
            if self._progress and entry.seq % 2000 == 0:
                self._progress(entry.seq, self._total)
            yield entry, salt, body, self._residues.get(entry.seq)


def rebuild(chain: Chain) -> Connection:
    """Project a journal into an empty throw-away database."""
    target = engine.connect("", durable=False)
    try:
        migrate(target)
        target.execute("PRAGMA foreign_keys = OFF")
        target.execute("BEGIN")
        replay(chain, target)
        target.execute("COMMIT")
    except BaseException:
        target.close()  # also when whoever is told how far it is wants it to stop
        raise
    return target


def replay(chain: Chain, target: Connection, *, adopt: bool = False) -> None:
    """Project a journal into the tables of ``target``; ``adopt`` takes the entries themselves over as well.

    What cannot be replayed is a problem of the chain.
    """
    journal = Journal(target)
    for entry, salt, body, residue in chain:
        try:
            if adopt:
                journal.adopt(entry, salt, body)
            project(target, entry, json.loads(body) if body is not None else (residue or {}))
        except engine.DiskError:
            raise
        except (engine.DatabaseError, KeyError, ValueError, TypeError, AttributeError) as error:
            chain.problems.append(
                f"seq {entry.seq}: cannot be replayed ({type(error).__name__}: {error})"
            )
            if len(chain.problems) >= PROBLEMS_SHOWN:
                break


def page_problems(connection: Connection) -> list[str]:
    """SQLite's own check, which looks into the search index as well.

    A question to the index comes first: it makes FTS5 forget what it remembers of an earlier state, which it would
    otherwise compare with what others have written since.
    """
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'dossier_search'").fetchone():
        connection.execute("SELECT rowid FROM dossier_search WHERE rowid = 0").fetchone()
    found = [
        row["integrity_check"] for row in connection.execute("PRAGMA integrity_check").fetchall()
    ]
    return [f"pages: {text}" for text in found if text != "ok"]


def differences(live: Connection, rebuilt: Connection) -> list[str]:
    """Tables that differ from what the journal says."""
    problems = []
    for table, order in schema.STATE_TABLES:
        if _table_digest(live, table, order) != _table_digest(rebuilt, table, order):
            problems.append(_first_difference(live, rebuilt, table, order))
    if _searchable(live) != _searchable(rebuilt) or _index_digest(live) != _index_digest(rebuilt):
        problems.append("table dossier_search: differs from what the journal says")
    return problems


def _searchable(connection: Connection) -> list[tuple[int, bytes]]:
    """Every dossier that can be found by name, with the number of its terms."""
    rows = connection.execute("SELECT id, sz FROM dossier_search_docsize ORDER BY id").fetchall()
    return [(row["id"], bytes(row["sz"])) for row in rows]


def _index_digest(connection: Connection) -> bytes:
    """Every word by which each dossier is found."""
    digest = hashlib.sha256()
    with engine.looking_aside(connection):
        connection.execute(
            "CREATE VIRTUAL TABLE temp.search_words USING fts5vocab(main, dossier_search, 'instance')"
        )
        try:
            for row in connection.execute("SELECT term, doc FROM temp.search_words"):
                digest.update(f"{row['term']} {row['doc']}\n".encode())
        finally:
            connection.execute("DROP TABLE temp.search_words")
    return digest.digest()


def _rows(connection: Connection, table: str, order: str) -> Iterator[tuple[Any, ...]]:
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):
        yield tuple(row)


def _table_digest(connection: Connection, table: str, order: str) -> bytes:
    digest = hashlib.sha256()
    for row in _rows(connection, table, order):
        digest.update(repr(row).encode())
    return digest.digest()


def _first_difference(live: Connection, rebuilt: Connection, table: str, order: str) -> str:
    mine, theirs = _rows(live, table, order), _rows(rebuilt, table, order)
    while True:
        left, right = next(mine, None), next(theirs, None)
        if left != right:
            shown = (left or right or ("",))[0]
            return f"table {table}, row {shown}: differs from what the journal says"
        if left is None:
            return f"table {table}: differs from what the journal says"
