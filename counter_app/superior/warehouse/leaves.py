"""Writing the Parquet files: lines that are new in the place of those they replace, one leaf after another.

A leaf is a month of some senders, of at most ``MOST_DOSSIERS``: so one small batch costs the same however large the
warehouse has become, and a question reads few files. It is written whole under a name of its own and counts when the
list of contents names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from counter_app.superior.warehouse.columns import TABLES
from counter_app.superior.warehouse.contents import (
    Contents,
    Leaf,
    file_of,
    require_as_written,
    sum_of,
)
from counter_app.superior.warehouse.drafts import NOTHING, Drafts
from counter_app.superior.warehouse.parquet import open_duckdb, quoted, unreadable
from counter_app.system import files

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_DOSSIERS = 120_000
"""Dossiers in a leaf before it is halved: about what DuckDB reads in one piece."""
_PARQUET = "(FORMAT parquet, COMPRESSION zstd)"


def put_into_leaves(
    folder: Path, contents: Contents, drafts: Drafts, renewed: Iterable[int]
) -> None:
    """Replace what the drafts tell anew, and everything of the senders ``renewed``. Errors: OSError, StoreError."""
    drafts.close()
    duck = open_duckdb(drafts.folder)
    try:
        _Leaves(folder, contents, duck).put(drafts, renewed)
    except duckdb.Error as error:
        raise unreadable(error, folder) from error
    finally:
        duck.close()


class _Leaves:
    """Puts fresh lines into the leaves."""

    def __init__(self, folder: Path, contents: Contents, duck: DuckDBPyConnection) -> None:
        self._folder = folder
        self._contents = contents
        self._duck = duck

    def put(self, drafts: Drafts, renewed: Iterable[int]) -> None:
        """One leaf after another."""
        for table, columns in TABLES.items():
            (self._folder / table).mkdir(exist_ok=True)
            kinds = ", ".join(f"'{name}': '{kind.sql}'" for name, kind in columns.items())
            self._duck.execute(
                f"CREATE OR REPLACE TEMP TABLE fresh_{table} AS SELECT * FROM read_csv("  # noqa: S608 - own names
                f"{quoted(drafts.path(table))}, header = false, auto_detect = false, delim = ',', quote = '\"', "
                f"escape = '\"', nullstr = '{NOTHING}', columns = {{{kinds}}})"
            )
        self._duck.execute("CREATE OR REPLACE TEMP TABLE renewed(sender BIGINT)")
        self._duck.execute("INSERT INTO renewed SELECT unnest(?::BIGINT[])", [list(renewed)])
        for leaf in self._to_be_written():
            self._rewrite(leaf)

    def _to_be_written(self) -> list[Leaf]:
        """Leaves that are there, and the first of a month, without a name."""
        known: dict[int, list[Leaf]] = defaultdict(list)
        for leaf in self._contents.leaves():
            known[leaf.month].append(leaf)
        senders = [sender for (sender,) in self._duck.execute("FROM renewed").fetchall()]
        wanted = {(month, sender) for month in known for sender in senders}
        for table in TABLES:
            wanted |= set(
                self._duck.execute(f"SELECT DISTINCT month, sender FROM fresh_{table}").fetchall()  # noqa: S608 - own names
            )
        found = {
            next(leaf for leaf in known.get(month, [Leaf(month, 0, 0, "")]) if leaf.covers(sender))
            for month, sender in wanted
        }
        return sorted(found)

    def _rewrite(self, old: Leaf) -> None:
        """Write a leaf anew, halved as often as it is too large. Errors: StoreError for one that was changed."""
        require_as_written(self._folder, [old] if old.name else [])
        self._duck.execute(
            f"CREATE OR REPLACE TEMP TABLE leaf_dossier AS {self._lines('dossier', old)}"
        )
        new = list(self._divided(old))
        for table in TABLES:
            if table != "dossier":
                self._duck.execute(
                    f"CREATE OR REPLACE TEMP TABLE leaf_{table} AS {self._lines(table, old)}"
                )
            for leaf in new:
                target = file_of(self._folder, table, leaf.name)
                self._duck.execute(
                    f"COPY (SELECT * FROM leaf_{table} WHERE {_covered(leaf)} ORDER BY sender, subject) "  # noqa: S608 - own names
                    f"TO {quoted(target)} {_PARQUET}"
                )
                files.sync_file(target)
            self._duck.execute(f"DROP TABLE leaf_{table}")
        told = [replace(leaf, told=sum_of(self._folder, leaf.name)) for leaf in new]
        self._contents.exchange([old], told)

    def _divided(self, leaf: Leaf) -> Iterator[Leaf]:
        row = self._duck.execute(
            f"SELECT count(DISTINCT (sender, subject)), count(DISTINCT sender) FROM leaf_dossier WHERE {_covered(leaf)}"  # noqa: S608 - own names
        ).fetchone()
        dossiers, senders = row or (0, 0)
        if dossiers > MOST_DOSSIERS and senders > 1:
            for half in (0, 1):
                yield from self._divided(
                    Leaf(leaf.month, leaf.bits + 1, leaf.prefix * 2 + half, "")
                )
        else:
            name = self._contents.new_name(leaf.month)
            yield Leaf(leaf.month, leaf.bits, leaf.prefix, name, dossiers)

    def _lines(self, table: str, old: Leaf) -> str:
        """The lines of a leaf as they are to be now."""
        names = ", ".join(TABLES[table])
        fresh = f"SELECT {names} FROM fresh_{table} WHERE month = {old.month} AND {_covered(old)}"  # noqa: S608 - own names
        if not old.name:
            return fresh
        told = " UNION ".join(f"SELECT sender, subject FROM fresh_{name}" for name in TABLES)  # noqa: S608 - own names
        return (
            f"SELECT {names} FROM read_parquet({quoted(file_of(self._folder, table, old.name))}) p "  # noqa: S608 - own names
            "WHERE sender NOT IN (FROM renewed) AND NOT EXISTS "
            f"(SELECT 1 FROM ({told}) f WHERE f.sender = p.sender AND f.subject = p.subject) "
            f"UNION ALL {fresh}"
        )


def _covered(leaf: Leaf) -> str:
    """The condition that a line lies in a leaf, as SQL."""
    if not leaf.bits:
        return "true"
    size = 1 << (64 - leaf.bits)
    low = leaf.prefix * size
    low -= 1 << 64 if low >= 1 << 63 else 0
    return f"sender BETWEEN {low} AND {low + size - 1}"
