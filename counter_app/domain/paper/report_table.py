"""A computed report: typed cells under heads, for the screen, PDF and XLSX."""

from __future__ import annotations

from enum import StrEnum

from counter_app.domain.cell import Cell as Cell  # noqa: TC001 - handed on to who fills tables
from counter_app.values import dataclass


class Align(StrEnum):
    """The side to which a table's column keeps."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class ChartKind(StrEnum):
    """The drawing of a table's chart: bars side by side, bars in one, lines over the rows, or cells shaded by value."""

    BARS = "bars"
    STACKED = "stacked"
    LINE = "line"
    HEAT = "heat"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a report: its head (groups joined by ``|``), weight of its width, alignment."""

    title: str
    width: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A computed report, ready for screen, PDF and XLSX.

    ``rows`` hold typed cells; ``total`` is the last line, or None. ``notes`` are printed below: formulas with their
    n, the invariant, what is missing. ``chart`` names the columns (label, values…) worth drawing, ``chart_kind`` how,
    ``chart_tones`` in which tones where values mean good or bad ("good", "info", "warning", "bad", "muted").
    ``numbers`` is the row of column numbers under the head, such as ``(3)=(4)+(5)``; ``form_label`` the number of an
    official form; ``tab`` a short name where several tables stand side by side.
    """

    name: str
    title: str
    subtitle: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    notes: tuple[str, ...] = ()
    chart: tuple[int, ...] = ()
    chart_kind: ChartKind = ChartKind.BARS
    chart_tones: tuple[str, ...] = ()
    landscape: bool = True
    numbers: tuple[str, ...] = ()
    form_label: str = ""
    tab: str = ""
