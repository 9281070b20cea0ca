"""A table in words: cells, heads over heads, and the bars of its chart, for screen, PDF and XLSX alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from counter_app.domain.clock import LOCAL
from counter_app.domain.paper.report_table import Cell, ChartKind, Table
from counter_app.domain.text import one_line
from counter_app.i18n import _
from counter_app.values import dataclass
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import clock_text, short_date

MOST_BARS = 12
"""Bars drawn one by one; the smaller ones beyond are added up."""
JOINT = " – "
"""Between a group's title and a column's, where both stand on one line."""
Group = tuple[str, tuple[float, ...]]
"""A row's label and its values."""


def cell_text(cell: Cell) -> str:
    """The cell as people here read it: ``1.234``, ``12,5``, ``09:15 05/02/2026`` by local time; empty for None."""
    match cell:
        case None:
            return ""
        case str():
            return one_line(cell)
        case datetime():
            local = cell.astimezone(LOCAL) if cell.tzinfo else cell
            return f"{clock_text(local)} {short_date(local)}"
        case date():
            return short_date(cell)
        case _:
            return grouped(cell)


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A title over columns ``first`` to ``last``, on levels ``top`` to ``bottom`` counted from 0; all inclusive."""

    text: str
    first: int
    last: int
    top: int
    bottom: int


def head_cells(titles: Sequence[str]) -> tuple[int, list[HeadCell]]:
    """The levels of a head, and its cells: groups span columns, simple titles span levels."""
    paths = [tuple(part.strip() for part in title.split("|")) for title in titles]
    levels = max((len(path) for path in paths), default=0)
    cells: list[HeadCell] = []
    for level in range(levels):
        start = 0
        while start < len(paths):
            path = paths[start]
            end = start
            if len(path) - 1 > level:
                while end + 1 < len(paths) and _is_under(paths[end + 1], path[: level + 1]):
                    end += 1
                cells.append(HeadCell(path[level], start, end, level, level))
            elif len(path) - 1 == level:
                cells.append(HeadCell(path[level], start, start, level, levels - 1))
            start = end + 1
    return levels, cells


def _is_under(path: tuple[str, ...], group: tuple[str, ...]) -> bool:
    return len(path) > len(group) and path[: len(group)] == group


@dataclass(frozen=True, slots=True)
class Bars:
    """The drawing of a chart: a name per series, and per group its label and values in the order of the series."""

    series: tuple[str, ...]
    groups: tuple[Group, ...]
    tones: tuple[str, ...] = ()

    @property
    def largest(self) -> float:
        """The largest value, at least 1."""
        return max((value for _label, values in self.groups for value in values), default=0) or 1

    @property
    def longest(self) -> float:
        """The largest sum of a group, at least 1."""
        return max((sum(values) for _label, values in self.groups), default=0) or 1

    def legend(self) -> tuple[str, tuple[tuple[int, str], ...]]:
        """The title that all series share, and the series that have values: position and name without that title."""
        titles = {name.rpartition(JOINT)[0] for name in self.series}
        shared = titles.pop() if len(titles) == 1 else ""
        skipped = len(shared) + len(JOINT) if shared else 0
        return shared, tuple(
            (at, name[skipped:])
            for at, name in enumerate(self.series)
            if any(values[at] for _label, values in self.groups)
        )


def bars_of(table: Table) -> Bars | None:
    """The bars a report asks for through ``Table.chart``; None when it asks for none or has no figures."""
    if len(table.chart) < 2:
        return None
    label, *columns = table.chart
    rows = [
        (cell_text(row[label]), tuple(_number(row[column]) for column in columns))
        for row in table.rows
    ]
    drawn = [row for row in rows if any(row[1])]
    if not drawn:
        return None
    names = tuple(table.columns[column].title.replace("|", JOINT) for column in columns)
    if table.chart_kind in (ChartKind.BARS, ChartKind.STACKED):
        # Counts may be added up, measures such as medians may not.
        measures = any(isinstance(row[column], float) for row in table.rows for column in columns)
        rows = _shortened(drawn, adding=not measures)
    return Bars(names, tuple(rows), table.chart_tones)


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else 0.0


def _shortened(rows: list[Group], *, adding: bool) -> list[Group]:
    """The largest groups, as many as are drawn, in their order; ``adding`` puts the others together as the last."""
    if len(rows) <= MOST_BARS:
        return rows
    by_size = sorted(range(len(rows)), key=lambda at: -sum(rows[at][1]))
    kept = sorted(by_size[: MOST_BARS - adding])
    shown = [rows[at] for at in kept]
    if not adding:
        return shown
    others = [values for at, (_label, values) in enumerate(rows) if at not in kept]
    return [*shown, (_("Còn lại"), tuple(map(sum, zip(*others, strict=True))))]
