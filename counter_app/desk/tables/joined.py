"""Cells merged downwards: every row they cover says what their top says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.desk.tables.room import MOST_COLUMNS, MOST_JOINED
from counter_app.desk.tables.table_refusals import refused
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.tables import Cell, SheetRow


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area, columns and rows from 1, both ends included."""

    left: int
    top: int
    right: int
    bottom: int


def filled_down(rows: Sequence[SheetRow], areas: Sequence[Area]) -> tuple[SheetRow, ...]:
    """The rows with the lower cells of merged areas filled. Errors: RuleError when they cover too much."""
    numbers = [row.number for row in rows]
    fills: dict[int, dict[int, Cell]] = {}
    covered = 0
    for area in areas:
        if area.bottom == area.top or area.left > MOST_COLUMNS:
            continue
        first, last = bisect_left(numbers, area.top), bisect_right(numbers, area.bottom)
        covered += last - first
        if covered > MOST_JOINED:
            raise refused(_("Bảng có quá nhiều ô gộp. Bỏ gộp ô rồi nhập lại."))
        if first == last or numbers[first] != area.top:
            continue
        cells = rows[first].cells
        said = cells[area.left - 1] if area.left <= len(cells) else None
        for at in range(first + 1, last):
            fills.setdefault(at, {})[area.left - 1] = said
    return tuple(_filled(row, fills[at]) if at in fills else row for at, row in enumerate(rows))


def _filled(row: SheetRow, fill: dict[int, Cell]) -> SheetRow:
    cells = list(row.cells)
    cells.extend([None] * (max(fill) + 1 - len(cells)))
    for column, said in fill.items():
        cells[column] = said
    return replace(row, cells=tuple(cells), joined=row.joined | fill.keys())
