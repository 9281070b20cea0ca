"""The same acts as ``Tables`` while a whole journal is projected: rows stand in memory until they rest, and are written
some hundreds at once. Most dossiers come, move and go within days, so each is written once instead of four times.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from counter_app.domain.told_texts import ToldKind, keys_of
from counter_app.store.core import engine
from counter_app.store.core.journal import payload_text
from counter_app.store.core.plain_json import plain_text
from counter_app.store.projection.tables import DAY, NUMBER, SPAN_COLUMNS, Row, Tables
from counter_app.values import override, pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection, Cursor

MOST = 3_000
"""Dossiers in memory."""
AT_ONCE = 500
"""Dossiers written together."""
_MOST_TOLD = 40_000
_MOST_WORDS = 2_000
_OURS = pattern(
    r"\b(?:FROM|INTO|UPDATE|JOIN)\s+(?:dossier|dossier_span|dossier_search|counter|journal_day|told)\b"
)
"""Tables whose rows may be in memory: no other statement may speak of them."""
_TOLD = """
INSERT INTO told(kind, folded, text, uses) VALUES(:kind, :folded, :text, max(:more, :least))
ON CONFLICT(kind, folded, text) DO UPDATE SET uses = max(uses + :more, :least)
"""
_REFUSALS = (engine.DatabaseError, ValueError, TypeError, OverflowError)
_ENDED = SPAN_COLUMNS.index("used")
"""The place of the two columns of a span's end, between its beginning and its used time."""


class Life:
    """A dossier in memory: its row by column, in the table's order, and its spans.

    ``kept``: both were written before.
    """

    __slots__ = ("kept", "row", "spans")

    def __init__(self, row: dict[str, Any] | None, spans: list[list[Any]], *, kept: bool) -> None:
        self.row = row
        self.spans = spans
        self.kept = kept


_NOBODY = object(), Life(None, [], kept=False)
"""No number that an event could name is this one."""


class HeldTables(Tables):
    """Tables whose rows rest in memory; ``flush`` writes what is left.

    ``refused`` names the rows that the tables did not take.
    """

    def __init__(self, connection: Connection, *, searched: bool = True) -> None:
        super().__init__(connection)
        self.searched = searched
        self.plain = False
        """True if the payload of the event in hand was read by ``plain_object``."""
        self._run = connection.execute
        self._connection = connection
        self._blank = _blank_row(connection)
        self._lives: dict[int, Life] = {}
        self._latest: tuple[object, Life] = _NOBODY
        """The dossier that was asked for last, which one event asks for several times: its number, itself."""
        self._words: list[tuple[int, str]] = []
        self._counters: dict[tuple[Any, Any], Any] = {}
        self._days: dict[str, list[Any]] = {}
        self._told: dict[str, dict[str, list[int]]] = {kind.value: {} for kind in ToldKind}
        self._others: set[str] = set()
        self.refused: list[tuple[int, Exception]] = []
        self.execute = self._other

    def _other(self, sql: str, *values: Any) -> Cursor:
        """A statement about other tables."""
        if sql not in self._others:
            if _OURS.search(sql):
                raise RuntimeError(f"held in memory: {sql}")
            self._others.add(sql)
        return self._run(sql, *values)

    @override
    def text(self, said: Any) -> str:
        return str(plain_text(said), "utf-8") if self.plain else payload_text(said)

    @override
    def add_dossier(self, columns: tuple[str, ...], values: tuple[Any, ...]) -> None:
        row = self._blank.copy()
        row.update(zip(columns, values, strict=True))
        dossier = row["id"]
        if dossier in self._lives:
            self._lives[dossier].row = row
        else:
            self._hold(dossier, Life(row, [], kept=False))

    @override
    def dossier(self, dossier: int) -> Row | None:
        return self._life(dossier).row

    @override
    def change_dossier(self, dossier: int, columns: Row) -> None:
        row = self._life(dossier).row
        if row is not None:
            row.update(columns)

    @override
    def add_words(self, dossier: int, terms: str) -> None:
        if not self.searched:
            return
        self._words.append((dossier, terms))
        if len(self._words) >= _MOST_WORDS:
            self._write_words()

    @override
    def change_words(self, dossier: int, terms: str | None) -> None:
        if not self.searched:
            return
        self._write_words()
        if terms is None:
            self._run("DELETE FROM dossier_search WHERE rowid = ?", (dossier,))
        else:
            self._run(
                "INSERT OR REPLACE INTO dossier_search(rowid, terms) VALUES(?, ?)", (dossier, terms)
            )

    @override
    def add_span(self, values: tuple[Any, ...]) -> None:
        self._life(values[0]).spans.append([*values[:_ENDED], None, None, *values[_ENDED:]])

    @override
    def open_span(self, dossier: int) -> tuple[int, str] | None:
        for span in reversed(self._life(dossier).spans):
            if span[7] is None:
                return span[1], span[6]
        return None

    @override
    def end_span(self, dossier: int, seq: int, at: str, day: str) -> None:
        for span in reversed(self._life(dossier).spans):
            if span[1] == seq:
                span[7:9] = at, day
                return

    @override
    def raise_counter(self, name: str | int, period: str | int, number: str | int) -> None:
        key = name, period
        last = self._counters.get(key)
        if last is None or number > last:
            self._counters[key] = number

    @override
    def note_day(self, day: str, seq: int, *, received: bool, dossier: bool) -> None:
        noted = self._days.get(day)
        if noted is None:
            about = seq if dossier else None
            self._days[day] = [1, seq, seq, int(received), about, about]
            return
        noted[0] += 1
        noted[2] = seq
        if received:
            noted[3] += 1
        if dossier:
            noted[5] = seq
            if noted[4] is None:
                noted[4] = seq

    @override
    def tell(self, kind: ToldKind, text: str, uses: int) -> None:
        # What is counted off to nothing begins anew: ``uses`` becomes the larger of ``uses + more`` and ``least``.
        told = self._told[kind._value_]
        found = told.get(text)
        if found is None:
            told[text] = [uses, max(uses, 0)]
            if len(told) >= _MOST_TOLD:
                self._write_told()
        else:
            found[0] += uses
            found[1] = max(found[1] + uses, 0)

    def states(self, dossier: int) -> list[tuple[int, int]]:
        """The entries that began each of a dossier's spans, with the state it led to."""
        return [(span[1], span[2]) for span in self._life(dossier).spans]

    def flush(self) -> None:
        """Write whatever is in memory still."""
        self._write_words()
        while self._lives:
            self._rest(AT_ONCE)
        self._refusing(NUMBER, [(*key, last) for key, last in self._counters.items()])
        self._refusing(DAY, [(day, *noted) for day, noted in self._days.items()])
        self._counters.clear()
        self._days.clear()
        self._write_told()

    def _life(self, dossier: int) -> Life:
        """A dossier in memory, the last one to leave it."""
        latest, life = self._latest
        if dossier is latest:
            return life
        found = self._lives.pop(dossier, None)
        if found is None:
            if type(dossier) is not int:
                raise TypeError(f"no number of a dossier: {dossier!r}")
            return self._hold(dossier, self._brought(dossier))
        self._lives[dossier] = found
        self._latest = dossier, found
        return found

    def _hold(self, dossier: int, life: Life) -> Life:
        if len(self._lives) >= MOST:
            self._rest(AT_ONCE)
        self._lives[dossier] = life
        self._latest = dossier, life
        return life

    def _brought(self, dossier: int) -> Life:
        """The life of a dossier as written before."""
        return read_life(self._connection, dossier, kept=True)

    def _rest(self, most: int) -> None:
        """Write those that nobody touched for longest."""
        self._latest = _NOBODY
        chosen = sorted(islice(self._lives, most))
        lives = {dossier: self._lives.pop(dossier) for dossier in chosen}
        self._write_lives(lives)

    def _write_lives(self, lives: dict[int, Life]) -> None:
        for dossier in (dossier for dossier, life in lives.items() if life.kept):
            self._drop(dossier)
        rows = [tuple(life.row.values()) for life in lives.values() if life.row is not None]
        self._refusing(_places("dossier", len(self._blank)), rows)
        spans = [span for life in lives.values() for span in life.spans]
        self._refusing(_places("dossier_span", len(SPAN_COLUMNS) + 2), spans)

    def _drop(self, dossier: int) -> None:
        self._run("DELETE FROM dossier_span WHERE dossier = ?", (dossier,))
        self._run("DELETE FROM dossier WHERE id = ?", (dossier,))

    def _write_words(self) -> None:
        self._refusing("INSERT INTO dossier_search(rowid, terms) VALUES(?, ?)", self._words)
        self._words.clear()

    def _write_told(self) -> None:
        rows = [
            {"kind": kind.value, "folded": folded, "text": text, "more": more, "least": least}
            for kind in ToldKind
            for text, (more, least) in self._told[kind.value].items()
            for folded in keys_of(kind, text)
        ]
        self._run("SAVEPOINT held")
        self._connection.executemany(_TOLD, rows)
        self._run("DELETE FROM told WHERE uses <= 0")
        self._run("RELEASE held")
        for told in self._told.values():
            told.clear()

    def _refusing(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Write rows; those that a table does not take are noted, by the number they begin with."""
        if not rows:
            return
        self._run("SAVEPOINT held")
        try:
            self._connection.executemany(sql, rows)
        except _REFUSALS as error:
            engine.require_alive(error)
            self._run("ROLLBACK TO held")
            self._one_by_one(sql, rows)
        self._run("RELEASE held")

    def _one_by_one(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        for values in rows:
            try:
                self._run(sql, values)
            except _REFUSALS as error:
                engine.require_alive(error)
                self.refused.append((values[0], error))


def read_life(connection: Connection, dossier: int, *, kept: bool) -> Life:
    """A dossier as a file's tables hold it; without a row where they know none."""
    row = connection.execute("SELECT * FROM dossier WHERE id = ?", (dossier,)).fetchone()
    spans = connection.execute(
        "SELECT * FROM dossier_span WHERE dossier = ? ORDER BY seq", (dossier,)
    ).fetchall()
    return Life(None if row is None else dict(row), [list(span) for span in spans], kept=kept)


def _places(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES({','.join('?' * columns)})"


def _blank_row(connection: Connection) -> dict[str, Any]:
    """The values of a new dossier's row where its event says nothing."""
    columns = connection.execute("PRAGMA table_info(dossier)").fetchall()
    said = ", ".join(column["dflt_value"] or "NULL" for column in columns)
    values = connection.execute(f"SELECT {said}").fetchone()
    return {column["name"]: value for column, value in zip(columns, values, strict=True)}
