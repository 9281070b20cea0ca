"""A small chart above a report's table: one bar per row, its values one after another in shades that survive copying.

Only where a table asks for stacked bars: official forms carry none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import ChartKind, Table
from counter_app.printing.press.flow import Block, space
from counter_app.printing.press.fonts import Face, width
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.tables import Group, bars_of

if TYPE_CHECKING:
    from counter_app.printing.press.ink import Ink
    from counter_app.printing.press.layout import Layout

SHADES = (0.3, 0.62, 0.85, 0.95, 0.1)
_SIZE = 8.0
_STEP = 12.0
_LABELS = 0.32
"""The part of the width for the labels."""


def chart_blocks(table: Table, layout: Layout) -> list[Block]:
    """The chart, never split; nothing when the table asks for none or has no figures."""
    bars = bars_of(table) if table.chart_kind is ChartKind.STACKED else None
    if bars is None:
        return []
    shared, names = bars.legend()
    height = _STEP * (len(bars.groups) + 1)

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.put_right(x + layout.room * _LABELS - 5, y - _STEP + 4, shared, layout.regular, _SIZE)
        _legend(ink, x + layout.room * _LABELS, y, names, layout)
        for row, group in enumerate(bars.groups, 1):
            _bar(ink, x, y - _STEP * row, group, bars.longest, layout)

    return [Block(height=height, paint=paint, keep=True), space(layout.gap * 3, keep=True)]


def _legend(ink: Ink, x: float, y: float, names: Sequence[tuple[int, str]], layout: Layout) -> None:
    for at, name in names:
        _box(ink, x, y - _STEP + 3, 8, 7, at)
        ink.put(x + 11, y - _STEP + 4, name, layout.regular, _SIZE)
        x += 22 + width(name, layout.regular, _SIZE)


def _bar(ink: Ink, x: float, y: float, group: Group, longest: float, layout: Layout) -> None:
    face, left = layout.regular, x + layout.room * _LABELS
    label = _fitting(group[0], layout.room * _LABELS - 6, face)
    ink.put_right(left - 5, y - _STEP + 4, label, face, _SIZE)
    room = layout.room * (1 - _LABELS) - 40
    for at, value in enumerate(group[1]):
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
    ink.put(left + 4, y - _STEP + 4, grouped(sum(group[1])), face, _SIZE)


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
