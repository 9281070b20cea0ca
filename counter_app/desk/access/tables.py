"""The dossiers in the tables of a report, found by the codes in their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from counter_app.values import pattern

if TYPE_CHECKING:
    from counter_app.domain.paper.report_table import Cell, Table
    from counter_app.store.store import Store

_CODE = pattern(r"T[0-9]{5}-[0-9]{6}-[0-9]{6}")


class TableRows:
    """The rows of tables as the access book counts them: those that name a dossier, or all where none does."""

    def __init__(self, store: Store, tables: Sequence[Table]) -> None:
        self._store = store
        rows = [row for table in tables for row in table.rows]
        found = [codes for row in rows if (codes := set(_codes(row)))]
        self._named = set().union(*found)
        self.count = len(found) or len(rows)

    def numbers(self) -> list[int]:
        """The dossiers named in them, by their numbers in the file."""
        return self._store.access.numbers_of(self._named)


def _codes(row: Sequence[Cell]) -> Iterator[str]:
    for cell in row:
        if isinstance(cell, str):
            yield from _CODE.findall(cell)
