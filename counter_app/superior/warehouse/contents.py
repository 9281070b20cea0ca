"""The contents of the warehouse: its files, and the last entry of each sender that they tell of.

It can be lost: then everything is made anew. A file that does not stand here counts for nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.superior.warehouse.columns import TABLES
from counter_app.system.incoming import CHUNK
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

VERSION = 5
"""Raise it with every change to ``columns`` or ``lines``: a warehouse of another version is made anew."""
CONTENTS = "muc-luc.db"
_PATIENCE_MS = 60_000
_BITS = 64
_SCHEMA = (
    "CREATE TABLE leaf(month INTEGER NOT NULL, bits INTEGER NOT NULL, prefix INTEGER NOT NULL, name TEXT NOT NULL, "
    "dossiers INTEGER NOT NULL, told INTEGER NOT NULL, PRIMARY KEY(month, bits, prefix)) STRICT, WITHOUT ROWID",
    "CREATE TABLE stood(journal TEXT PRIMARY KEY, seq INTEGER NOT NULL, head TEXT NOT NULL, stamp TEXT NOT NULL) "
    "STRICT, WITHOUT ROWID",
    "CREATE TABLE made(number INTEGER PRIMARY KEY AUTOINCREMENT) STRICT",
)


@dataclass(frozen=True, slots=True, order=True)
class Leaf:
    """A file of each table: of one month, and of the senders whose number begins with ``prefix`` of ``bits`` bits.

    ``told`` is the checksum (CRC-32) of the files as they were written: Parquet itself does not notice that a figure in
    it changed, nor that an older file took another's place.
    """

    month: int
    bits: int
    prefix: int
    name: str
    dossiers: int = 0
    told: int = 0

    def covers(self, sender: int) -> bool:
        """True if a sender's lines of this month lie here."""
        return prefix_of(sender, self.bits) == self.prefix


@dataclass(frozen=True, slots=True)
class Stood:
    """The reach of a sender's file when its lines were taken: its last entry, that entry's hash, its stamp."""

    seq: int
    head: str
    stamp: str


def file_of(folder: Path, table: str, name: str) -> Path:
    """The place of a leaf's part of a table."""
    return folder / table / f"{name}.parquet"


def sum_of(folder: Path, name: str) -> int:
    """The checksum of a leaf's files as they are now. Errors: OSError."""
    found = 0
    for table in TABLES:
        with file_of(folder, table, name).open("rb") as source:
            while data := source.read(CHUNK):
                found = zlib.crc32(data, found)
    return found


def require_as_written(folder: Path, leaves: Iterable[Leaf]) -> None:
    """Errors: StoreError for the first leaf that is not as it was written, or is gone."""
    for leaf in leaves:
        try:
            same = sum_of(folder, leaf.name) == leaf.told
        except OSError:
            same = False
        if not same:
            text = _(
                "Kho số liệu: phần {name} không còn như lúc ghi. Chạy superior warehouse --again để lập lại kho."
            )
            raise StoreError(text.format(name=leaf.name))


def prefix_of(sender: int, bits: int) -> int:
    """The first bits of a sender's number."""
    return (sender % (1 << _BITS)) >> (_BITS - bits)


class Contents:
    """Reads and writes the list of contents; used by one thread."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._db: Connection = engine.connect(folder / CONTENTS)
        self._db.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Within it nobody else changes the warehouse; what is changed counts whole at its end, or not at all."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._require_version()
            yield
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def is_of_today(self) -> bool:
        """True if this version of the program wrote it; another's is made anew by whoever asks next."""
        row = self._db.execute("PRAGMA user_version").fetchone()
        return bool(row["user_version"] == VERSION)

    def _require_version(self) -> None:
        if self.is_of_today():
            return
        tables = self._db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        )
        for table in tables.fetchall():
            self._db.execute(f"DROP TABLE {table['name']}")
        for statement in _SCHEMA:
            self._db.execute(statement)
        self._db.execute(f"PRAGMA user_version = {VERSION}")

    def leaves(self) -> list[Leaf]:
        """Every leaf, by month and place."""
        rows = self._db.execute(
            "SELECT month, bits, prefix, name, dossiers, told FROM leaf ORDER BY 1, 2, 3"
        )
        return [
            Leaf(
                row["month"], row["bits"], row["prefix"], row["name"], row["dossiers"], row["told"]
            )
            for row in rows
        ]

    def stood(self, only: Iterable[str] | None = None) -> dict[str, Stood]:
        """Journal → how far it was taken; of all, or of some."""
        asked = "SELECT journal, seq, head, stamp FROM stood"
        if only is None:
            rows = self._db.execute(asked).fetchall()
        else:
            one = f"{asked} WHERE journal = ?"
            rows = [row for name in only for row in self._db.execute(one, (name,)).fetchall()]
        return {row["journal"]: Stood(row["seq"], row["head"], row["stamp"]) for row in rows}

    def new_name(self, month: int) -> str:
        """A name no file ever had."""
        number = self._db.execute("INSERT INTO made DEFAULT VALUES").lastrowid
        self._db.execute("DELETE FROM made")
        return f"{month}-{number}"

    def exchange(self, old: Iterable[Leaf], new: Iterable[Leaf]) -> None:
        """Leaves in the place of others."""
        self._db.executemany(
            "DELETE FROM leaf WHERE month = ? AND bits = ? AND prefix = ?",
            [(leaf.month, leaf.bits, leaf.prefix) for leaf in old],
        )
        self._db.executemany(
            "INSERT INTO leaf(month, bits, prefix, name, dossiers, told) VALUES(?,?,?,?,?,?)",
            [
                (leaf.month, leaf.bits, leaf.prefix, leaf.name, leaf.dossiers, leaf.told)
                for leaf in new
            ],
        )

    def note(self, stood: dict[str, Stood]) -> None:
        """Note the reach of these journals now."""
        self._db.executemany(
            "INSERT OR REPLACE INTO stood(journal, seq, head, stamp) VALUES(?,?,?,?)",
            [(journal, item.seq, item.head, item.stamp) for journal, item in stood.items()],
        )

    def empty(self) -> None:
        """No leaf counts any more, and nothing as taken; names go on."""
        self._db.execute("DELETE FROM leaf")
        self._db.execute("DELETE FROM stood")

    def forget(self, journals: Iterable[str]) -> None:
        """Journals whose file is gone."""
        self._db.executemany(
            "DELETE FROM stood WHERE journal = ?", [(journal,) for journal in journals]
        )
