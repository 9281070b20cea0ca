"""PostgreSQL as a store that several people at the superior share: filled by who imports, asked by anybody."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from counter_app.errors import RuleError, StoreError
from counter_app.i18n import _
from counter_app.superior.book.standing import Standing
from counter_app.superior.warehouse.columns import SENDER, TABLES, Columns
from counter_app.superior.warehouse.contents import VERSION, file_of
from counter_app.superior.warehouse.engines.engine import Counted, Row, sql_of
from counter_app.superior.warehouse.parquet import open_duckdb, quoted

try:
    import psycopg
except ImportError as missing:
    raise RuleError(
        _(
            "Máy này chưa cài phần PostgreSQL (counter-app[postgres]). Cài phần đó, hoặc chọn duckdb."
        ),
        field="engine",
        rule="engine_missing",
    ) from missing

if TYPE_CHECKING:
    from counter_app.superior.warehouse.questions import Period, Question

_SCHEMA = f"kho_so_lieu_{VERSION}"
_NOTHING = "\\N"
_CHUNK = 1 << 20
_PLANNING = ("enable_nestloop = off", "jit = off", "work_mem = '256MB'")
"""Every question reads much and joins by two numbers: the planner takes few rows for granted and goes one by one."""
_INDEXES = {
    "dossier": ("received", "known_until"),
    "span": ("known_until", "day"),
    "ending": ("day", "known_until"),
    "deed": ("day", "kind"),
    "staff": ("sender", "login"),
    "posting": ("known_until", "sender"),
    "charge": ("known_until", "sender"),
    "followup": ("day", "known_until"),
}


def _sql(text: str) -> bytes:
    """Text made of our own names."""
    return text.encode()


class Postgres:
    """A connection to the shared store."""

    name = "postgresql"

    def __init__(self, address: str) -> None:
        with _said():
            self._db = psycopg.connect(address, connect_timeout=10)
            for setting in (f"search_path = {_SCHEMA}", *_PLANNING):
                self._db.execute(_sql(f"SET {setting}"))
            self._db.commit()

    @classmethod
    def filled(
        cls, address: str, folder: Path, leaves: Iterable[str], standings: Iterable[Standing]
    ) -> Self:
        """Bring the shared store up to the warehouse in ``folder``, and ask it. Errors: StoreError."""
        opened = cls(address)
        try:
            with _said():
                opened._fill(folder, set(leaves), standings)
        except BaseException:
            opened.close()
            raise
        return opened

    def _fill(self, folder: Path, leaves: set[str], standings: Iterable[Standing]) -> None:
        """In one transaction: whoever asks meanwhile sees what was before."""
        with self._db.transaction():
            self._make()
            # One at a time: two who import would each take the other's lines for their own.
            self._db.execute("LOCK TABLE leaf IN EXCLUSIVE MODE")
            there = {name for (name,) in self._db.execute("SELECT name FROM leaf")}
            gone = list(there - leaves)
            for table in TABLES:
                self._db.execute(_sql(f"DELETE FROM {table} WHERE leaf = ANY(%s)"), (gone,))  # noqa: S608 - own names
            self._db.execute("DELETE FROM leaf WHERE name = ANY(%s)", (gone,))
            for name in sorted(leaves - there):
                self._load(folder, name)
            self._db.execute("DELETE FROM standing")
            self._db.cursor().executemany(
                "INSERT INTO standing(journal, said) VALUES(%s, %s)",
                [(item.journal, json.dumps(asdict(item))) for item in standings],
            )
        if leaves - there:
            self._db.execute("ANALYZE")
            self._db.commit()

    def _make(self) -> None:
        self._db.execute(_sql(f"CREATE SCHEMA IF NOT EXISTS {_SCHEMA}"))
        for table, columns in TABLES.items():
            made = f"CREATE TABLE IF NOT EXISTS {table}({_columns(columns)}, leaf VARCHAR NOT NULL)"
            self._db.execute(_sql(made))
            for place, keys in enumerate((_INDEXES[table], ("leaf",))):
                index = f"CREATE INDEX IF NOT EXISTS {table}_{place} ON {table}({', '.join(keys)})"
                self._db.execute(_sql(index))
        self._db.execute("CREATE TABLE IF NOT EXISTS leaf(name VARCHAR PRIMARY KEY)")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS standing(journal VARCHAR PRIMARY KEY, said VARCHAR NOT NULL)"
        )

    def _load(self, folder: Path, leaf: str) -> None:
        with TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as scratch:
            duck = open_duckdb(folder)
            try:
                for table, columns in TABLES.items():
                    lines = Path(scratch) / f"{table}.csv"
                    duck.execute(
                        f"COPY (SELECT *, '{leaf}' FROM read_parquet({quoted(file_of(folder, table, leaf))})) "  # noqa: S608 - own names
                        f"TO {quoted(lines)} (FORMAT csv, HEADER false, NULLSTR '{_NOTHING}')"
                    )
                    said = f"COPY {table}({', '.join(columns)}, leaf) FROM STDIN (FORMAT csv, NULL '{_NOTHING}')"
                    with self._db.cursor().copy(_sql(said)) as copy, lines.open("rb") as opened:
                        while chunk := opened.read(_CHUNK):
                            copy.write(chunk)
            finally:
                duck.close()
        self._db.execute("INSERT INTO leaf(name) VALUES(%s)", (leaf,))

    def standings(self) -> list[Standing]:
        """The senders as they stood when the store was filled. Errors: StoreError."""
        with _said(), self._db.transaction():
            rows = self._db.execute("SELECT said FROM standing ORDER BY journal").fetchall()
        return [Standing(**json.loads(said)) for (said,) in rows]

    def ask(self, question: Question, period: Period, senders: Sequence[Counted]) -> list[Row]:
        """The rows of an answer, in no order, all from one state of the store. Errors: StoreError."""
        with _said(), self._db.transaction():
            self._db.execute(_sql(f"CREATE TEMP TABLE sender({_columns(SENDER)}) ON COMMIT DROP"))
            with self._db.cursor().copy("COPY sender FROM STDIN") as copy:
                for item in senders:
                    copy.write_row(item)
            self._db.execute("ANALYZE sender")
            return self._db.execute(_sql(sql_of(question, period, "postgres"))).fetchall()

    def close(self) -> None:
        """End the connection."""
        self._db.close()


def _columns(columns: Columns) -> str:
    return ", ".join(f"{name} {kind.sql}" for name, kind in columns.items())


@contextmanager
def _said() -> Iterator[None]:
    """A refusal of the server becomes a sentence. Errors: StoreError."""
    try:
        yield
    except psycopg.Error as error:
        text = _(
            "PostgreSQL không trả lời: {detail}. Hỏi người phụ trách máy chủ, hoặc chọn duckdb."
        )
        detail = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise StoreError(text.format(detail=detail)) from error
