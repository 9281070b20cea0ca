"""Proof that a file is whole: SQLite's own check, the chain, and the rebuild of every table from the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from counter_app.store.core import engine, schema
from counter_app.store.core.access_book import AccessLines
from counter_app.store.core.journal import (
    GENESIS,
    Head,
    Journal,
    Stored,
    entry_of,
    verify_stored,
)
from counter_app.store.core.mended import mended_entries
from counter_app.store.core.plain_json import said_plainly
from counter_app.store.core.trouble import DiskError, Kind
from counter_app.store.file.anchors import anchor_problems, anchor_warnings, anchored, vouched
from counter_app.store.file.head_proof import reached
from counter_app.store.file.migrations import migrate
from counter_app.store.file.outside import NOTHING, Outside
from counter_app.store.file.sealing import seal_problems
from counter_app.store.file.settled import SEEN_OFF, SettledTables
from counter_app.store.file.signed_closings import Vouched
from counter_app.store.file.triggers import trigger_problems
from counter_app.store.projection import apply
from counter_app.system.garbage import uncollected
from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

    from counter_app.store.projection.held_tables import HeldTables

Progress = Callable[[int, int], None]
PROBLEMS_SHOWN = 20
_ROWS_AT_ONCE = 256
_STEPS = "SELECT migration_set, name FROM _sqlite_migrations ORDER BY name"
_SEARCHING = "SELECT k, v FROM dossier_search_config ORDER BY k"
_UNREAD = pattern(r"error code=([0-9]+)")
"""The words of SQLite's own check about a page that it was not given."""
_IO_ERROR, _IO_ERROR_OF_CONTENT = 10, 8202
"""SQLITE_IOERR; and the one of them that tells of what a page holds, not of the disk (SQLITE_IOERR_DATA)."""
_UNREPLAYABLE = (engine.DatabaseError, KeyError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The findings of a check; ``problems`` empty means every byte that matters is as it was written."""

    entries: int
    head: Head
    tables: int
    problems: tuple[str, ...]
    anchored: int = 0
    """Number of the last entry that a batch on a stick vouches for, before the first that is wrong."""
    vouched: Vouched = Vouched()
    """Up to where the office's signature vouches for the journal, before the first entry that is wrong."""
    signed_to: int = 0
    """Number of the last entry that the head signed last vouches for, before the first that is wrong."""
    warnings: tuple[str, ...] = ()
    """The parts that nothing contradicts and nothing vouches for."""

    @property
    def ok(self) -> bool:
        """True if nothing is wrong."""
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


def check(
    connection: Connection,
    progress: Progress | None = None,
    outside: Outside | None = None,
    *,
    received: bool = False,
) -> CheckResult:
    """Verify pages, triggers and chain, rebuild all tables into an empty database and compare them row by row.

    What stands outside the journal is compared with its seals, the chain with its anchors in the file and ``outside``.
    The access book is a chain of its own; it stays at its office, so a journal that was ``received`` has none, and no
    tables for finding citizens and offering texts (``superior/taking``).

    All of it is read as of one moment, so that nobody's work meanwhile looks like damage. Errors: StoreError when the
    disk fails, which says nothing about the data.
    """
    problems: list[str] = []
    try:
        with snapshot(connection):
            problems += trigger_problems(connection)
            problems += strange_objects(connection)
            problems += page_problems(connection)
            problems += stray_problems(connection)
            chain = Chain(connection, progress)
            with rebuilding(chain, connection, received=received) as (rebuilt, tables):
                problems += chain.problems
                problems += differences(connection, rebuilt, tables)
            problems += seal_problems(connection)
            problems += anchor_problems(connection, outside or NOTHING, received=received)
            first = chain.first_wrong
            sent, signed = anchored(connection, first), vouched(connection, first)
            warnings = anchor_warnings(connection, outside or NOTHING)
            until = 0 if received else reached(connection, first)
            if not received:
                problems += withheld_problems(connection)
                problems += AccessLines(connection).problems()
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
        anchored=sent,
        vouched=signed,
        signed_to=max(signed.seq, until),
        warnings=tuple(warnings[:PROBLEMS_SHOWN]),
        problems=tuple(problems[:PROBLEMS_SHOWN]),
    )


def stray_problems(connection: Connection) -> list[str]:
    """Payloads of no entry, which the next one would stumble over, and steps of migration that none of ours took."""
    stray = connection.execute(
        "SELECT seq FROM payload WHERE seq NOT IN (SELECT seq FROM journal) LIMIT 1"
    ).fetchall()
    problems = [f"table payload, row {row['seq']}: of nothing that was written" for row in stray]
    with closing(engine.connect("", durable=False)) as empty:
        migrate(empty)
        if _first_difference(connection, empty, _STEPS) is not None:
            problems.append("table _sqlite_migrations, row 1: differs from what was written")
    return problems


def withheld_problems(connection: Connection) -> list[str]:
    """Payloads of which this file has only a part, but for those that a restore took back from the office's sticks."""
    journal = Journal(connection)
    found = journal.in_part()
    if not found:
        return []
    said = [payload.get("in_part", ()) for _entry, payload in journal.epochs()]
    spans = [(int(span[0]), int(span[1])) for span in said if span]
    return [
        f"seq {seq}: payload missing without an erasure"
        for seq in found
        if not any(first <= seq <= last for first, last in spans)
    ]


def verify_chain(connection: Connection) -> tuple[Head, list[str]]:
    """Verify the chain alone, without rebuilding."""
    chain = Chain(connection, None)
    for _row in chain:
        pass
    return chain.head, chain.problems


class Chain:
    """Walks the journal once: verifies each link and hands on what the projection needs.

    ``brought`` are payloads (salt, text) that came whole since, for entries that are here in part; they are verified
    like every other.
    """

    def __init__(
        self,
        connection: Connection,
        progress: Progress | None,
        brought: Mapping[int, tuple[bytes, str]] | None = None,
    ) -> None:
        self._brought = brought or {}
        self._journal = Journal(connection)
        self._residues = self._journal.residues()
        self._mended = mended_entries(self._journal)
        self._progress = progress
        self.total = self._journal.head().seq
        self._last: Stored | None = None
        self.problems: list[str] = []
        self.first_wrong = 2**62
        """Number of the first entry that is not as it was written; above all when every one is."""

    def note(self, seq: object, error: Exception) -> None:
        """One more problem: an entry of which no row can be made."""
        self.problems.append(f"seq {seq}: cannot be replayed ({type(error).__name__}: {error})")

    @property
    def head(self) -> Head:
        """The last entry that was looked at."""
        last = self._last
        return Head(0, GENESIS) if last is None else Head(last.header[0], last.hash, last.header[7])

    def __iter__(self) -> Iterator[Stored]:
        seq, digest = 0, GENESIS
        for row in self._journal.read():
            if row.header[0] in self._brought:
                salt, body = self._brought[row.header[0]]
                row = row._replace(salt=salt, body=body.encode())
            mended = self._mended.get(row.header[0])
            wrong = verify_stored(mended.recorded(row) if mended else row, seq, digest)
            self._last, seq, digest = row, row.header[0], row.hash
            if not wrong and row.body is None and seq not in self._residues:
                wrong = f"seq {seq}: payload missing without an erasure"
            if wrong:
                self.first_wrong = min(self.first_wrong, seq)
            if wrong and len(self.problems) < PROBLEMS_SHOWN:
                self.problems.append(wrong)
            if self._progress and seq % 2000 == 0:
                self._progress(seq, self.total)
            yield row
        if self._progress:
            self._progress(self.total, self.total)

    def said(self, row: Stored) -> tuple[dict[str, Any], bool]:
        """The payload of an entry, or the rest after an erasure, and a mark if ``plain_object`` read it.

        Errors: ValueError for no text, or no JSON.
        """
        if row.body is None:
            return self._residues.get(row.header[0]) or {}, False
        return said_plainly(row.body)


@contextmanager
def rebuilding(
    chain: Chain, live: Connection, *, received: bool = False
) -> Iterator[tuple[Connection, SettledTables]]:
    """Within it a journal is projected into a throw-away database, but for dossiers that stand in ``live`` as they
    should.
    """
    target = engine.connect_aside()
    try:
        for statement in schema.throw_away_statements():
            target.execute(statement)
        target.execute("BEGIN")
        tables = SettledTables(target, live, chain.total, searched=not received)
        with uncollected():
            replay(chain, tables)
        target.execute("COMMIT")
        yield target, tables
    finally:
        target.close()  # also when whoever is told how far it is wants it to stop


def replay(chain: Chain, tables: HeldTables, adopting: Journal | None = None) -> None:
    """Project a journal into tables; ``adopting`` takes the entries themselves over as well.

    What cannot be replayed is a problem of the chain.
    """
    seq = 0
    try:
        for row in chain:
            seq = row.header[0]
            try:
                entry = entry_of(row)
                if adopting is not None:
                    body = None if row.body is None else row.body.decode()
                    adopting.adopt(entry, row.salt, body)
                said, tables.plain = chain.said(row)
                apply(tables, entry, said)
            except _UNREPLAYABLE as error:
                engine.require_alive(error)
                chain.note(seq, error)
                if len(chain.problems) >= PROBLEMS_SHOWN:
                    break
        tables.flush()
    except _UNREPLAYABLE as error:
        engine.require_alive(error)
        chain.note(seq, error)
    for dossier, why in tables.refused:
        chain.note(dossier, why)


def page_problems(connection: Connection) -> list[str]:
    """SQLite's own check, which looks into the search index as well.

    A question to the index comes first: it makes FTS5 forget what it remembers of an earlier state, which it would
    otherwise compare with what others have written since. Errors: DiskError for a page that the disk did not give.
    """
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'dossier_search'").fetchone():
        connection.execute("SELECT rowid FROM dossier_search WHERE rowid = 0").fetchone()
    found = [
        row["integrity_check"] for row in connection.execute("PRAGMA integrity_check").fetchall()
    ]
    for code in (int(code) for text in found for code in _UNREAD.findall(text)):
        if code & 0xFF == _IO_ERROR and code != _IO_ERROR_OF_CONTENT:
            raise DiskError(Kind.READING, code=code)
    return [f"pages: {text}" for text in found if text != "ok"]


def differences(
    live: Connection, rebuilt: Connection, tables: SettledTables | None = None
) -> list[str]:
    """Tables that differ from what the journal says; ``tables`` saw those rows off that ``rebuilt`` does not hold."""
    problems = []
    for table, order in schema.STATE_TABLES:
        if tables is not None and table in SEEN_OFF:
            found = tables.first_unlike(table)
        else:
            question = f"SELECT * FROM {table} ORDER BY {order}"
            rows = _first_difference(live, rebuilt, question)
            found = None if rows is None else rows[0] or rows[1] or ("",)
        if found is not None:
            problems.append(f"table {table}, row {found[0]}: differs from what the journal says")
    if _words_differ(live, rebuilt):
        problems.append("table dossier_search: differs from what the journal says")
    return problems


def _words_differ(live: Connection, rebuilt: Connection) -> bool:
    """True if a dossier is found by other words than the journal says, or by another number of them."""
    counted = "SELECT id, sz FROM dossier_search_docsize ORDER BY id"
    if any(_first_difference(live, rebuilt, asked) for asked in (_SEARCHING, counted)):
        return True
    with _words(live), _words(rebuilt):
        return (
            _first_difference(live, rebuilt, "SELECT term, doc FROM temp.search_words") is not None
        )


@contextmanager
def _words(connection: Connection) -> Iterator[None]:
    """Within it ``search_words`` tells every word by which each dossier is found."""
    with engine.looking_aside(connection):
        connection.execute(
            "CREATE VIRTUAL TABLE temp.search_words USING fts5vocab(main, dossier_search, 'instance')"
        )
        try:
            yield
        finally:
            connection.execute("DROP TABLE temp.search_words")


def _first_difference(
    live: Connection, rebuilt: Connection, question: str
) -> tuple[tuple[Any, ...] | None, tuple[Any, ...] | None] | None:
    """The first row of an answer that the other does not give, with that of the other; None when they are the same.

    Rows are compared some hundreds at once, and no more are in memory.
    """
    ours, theirs = _asked(live, question), _asked(rebuilt, question)
    while True:
        left, right = ours.fetchmany(_ROWS_AT_ONCE), theirs.fetchmany(_ROWS_AT_ONCE)
        if left != right:
            return next((mine, other) for mine, other in zip_longest(left, right) if mine != other)
        if not left:
            return None


def _asked(connection: Connection, question: str) -> Cursor:
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(question)
