"""A small chart above a report's table: one bar per row, its values one after another in shades that survive copying.

Only where a table asks for stacked bars: official forms carry none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counter_app.domain.sheets import ChartKind, Table
from counter_app.i18n import _
from counter_app.printing.documents.flow import Block, space
from counter_app.printing.documents.fonts import Face, width
from counter_app.printing.documents.ink import Ink
from counter_app.printing.documents.layout import Layout
from counter_app.printing.documents.table_body import cell_text
from counter_app.wording.amounts import grouped

MOST_BARS = 12
"""Bars drawn one by one; the smaller ones beyond are added up."""
SHADES = (0.3, 0.62, 0.85, 0.95, 0.1)
_SIZE = 8.0
_STEP = 12.0
_LABELS = 0.32
"""The part of the width for the labels."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row's label and values."""

    label: str
    values: tuple[float, ...]

    @property
    def total(self) -> float:
        """All of them."""
        return sum(self.values)


def chart_blocks(table: Table, layout: Layout) -> list[Block]:
    """The chart, never split; nothing when the table asks for none or has no figures."""
    if table.chart_kind is not ChartKind.STACKED or len(table.chart) < 2:
        return []
    label, *columns = table.chart
    rows = [
        Bar(cell_text(row[label]), tuple(_number(row[column]) for column in columns))
        for row in table.rows
    ]
    bars = _shortened([bar for bar in rows if bar.total])
    if not bars:
        return []
    heads = [table.columns[column].title.rpartition("|") for column in columns]
    names = [name for _group, _bar, name in heads]
    groups = {group for group, _bar, _name in heads}
    shared = groups.pop() if len(groups) == 1 else ""
    shown = [at for at in range(len(names)) if any(bar.values[at] for bar in bars)]
    height = _STEP * (len(bars) + 1)

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.put_right(x + layout.room * _LABELS - 5, y - _STEP + 4, shared, layout.regular, _SIZE)
        _legend(ink, x + layout.room * _LABELS, y, [(at, names[at]) for at in shown], layout)
        longest = max(bar.total for bar in bars)
        for row, bar in enumerate(bars, 1):
            _bar(ink, x, y - _STEP * row, bar, longest, layout)

    return [Block(height=height, paint=paint, keep=True), space(layout.gap * 3, keep=True)]


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _shortened(bars: list[Bar]) -> list[Bar]:
    if len(bars) <= MOST_BARS:
        return bars
    largest = sorted(range(len(bars)), key=lambda at: -bars[at].total)[: MOST_BARS - 1]
    others = [bar.values for at, bar in enumerate(bars) if at not in largest]
    rest = Bar(_("Còn lại"), tuple(map(sum, zip(*others, strict=True))))
    return [*(bars[at] for at in sorted(largest)), rest]


def _legend(ink: Ink, x: float, y: float, names: Sequence[tuple[int, str]], layout: Layout) -> None:
    for at, name in names:
        _box(ink, x, y - _STEP + 3, 8, 7, at)
        ink.put(x + 11, y - _STEP + 4, name, layout.regular, _SIZE)
        x += 22 + width(name, layout.regular, _SIZE)


def _bar(ink: Ink, x: float, y: float, bar: Bar, longest: float, layout: Layout) -> None:
    face, left = layout.regular, x + layout.room * _LABELS
    label = _fitting(bar.label, layout.room * _LABELS - 6, face)
    ink.put_right(left - 5, y - _STEP + 4, label, face, _SIZE)
    room = layout.room * (1 - _LABELS) - 40
    for at, value in enumerate(bar.values):
        across = room * value / longest
        if not value:
            continue
        _box(ink, left, y - _STEP + 2, across, 9, at)
        text = grouped(value)
        if width(text, face, _SIZE) + 4 < across:
            ink.gray(1 if SHADES[at % len(SHADES)] < 0.5 else 0)
            ink.put_centred(left + across / 2, y - _STEP + 4, text, face, _SIZE)
            ink.gray(0)
        left += across
    ink.put(left + 4, y - _STEP + 4, grouped(bar.total), face, _SIZE)


def _box(ink: Ink, x: float, y: float, across: float, up: float, at: int) -> None:
    ink.gray(SHADES[at % len(SHADES)])
    ink.fill(x, y, across, up)
    ink.gray(0)
    ink.frame(x, y, across, up, 0.3)


def _fitting(text: str, room: float, face: Face) -> str:
    """The text, or as much of it as fits with three points behind it."""
    if width(text, face, _SIZE) <= room:
        return text
    while text and width(f"{text}…", face, _SIZE) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
