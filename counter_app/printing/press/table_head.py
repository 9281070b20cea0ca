"""The head of a report's table: titles like ``Đã giải quyết|Quá hạn`` become cells over cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.printing.press.breaking import break_balanced
from counter_app.printing.press.flow import Block
from counter_app.printing.press.ink import MM, Ink
from counter_app.wording.tables.tables import HeadCell, head_cells

if TYPE_CHECKING:
    from counter_app.domain.paper.report_table import Table
    from counter_app.printing.press.fonts import Face

PAD = 1.3 * MM
"""Between a cell's border and its text."""


def head_block(
    table: Table, edges: Sequence[float], size: float, faces: tuple[Face, Face]
) -> Block:
    """The whole head as one block, with the row of column numbers when the table has one."""
    regular, bold = faces
    levels, cells = head_cells([column.title for column in table.columns])
    step = size * 1.15
    broken = {
        cell: break_balanced(
            cell.text, bold, size, edges[cell.last + 1] - edges[cell.first] - 2 * PAD
        )
        for cell in cells
    }
    heights = _level_heights(levels, {cell: len(lines) for cell, lines in broken.items()}, step)
    tops = [sum(heights[:level]) for level in range(levels + 1)]
    numbers_height = step + PAD if table.numbers else 0.0

    def draw(ink: Ink, x: float, y: float) -> None:
        ink.rule(x, y, x + edges[-1], y)
        for cell, lines in broken.items():
            left, right = x + edges[cell.first], x + edges[cell.last + 1]
            top, bottom = y - tops[cell.top], y - tops[cell.bottom + 1]
            ink.cells((left, right), top, bottom)
            first = top - (top - bottom - len(lines) * step) / 2 - size * 0.88
            for number, line in enumerate(lines):
                ink.put_centred((left + right) / 2, first - number * step, line, bold, size)
        if table.numbers:
            bottom = y - tops[-1] - numbers_height
            ink.cells([x + edge for edge in edges], y - tops[-1], bottom)
            for index, text in enumerate(table.numbers[: len(edges) - 1]):
                middle = x + (edges[index] + edges[index + 1]) / 2
                ink.put_centred(middle, bottom + PAD / 2 + size * 0.25, text, regular, size - 1)

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.repeat(draw, x, y)

    return Block(height=tops[-1] + numbers_height, paint=paint, keep=True)


def _level_heights(levels: int, lines: dict[HeadCell, int], step: float) -> list[float]:
    """Each level as high as its own cells need; cells over several levels stretch the last one."""
    heights = [step + 2 * PAD] * levels
    for cell, count in lines.items():
        if cell.top == cell.bottom:
            heights[cell.top] = max(heights[cell.top], count * step + 2 * PAD)
    for cell, count in lines.items():
        missing = count * step + 2 * PAD - sum(heights[cell.top : cell.bottom + 1])
        if missing > 0:
            heights[cell.bottom] += missing
    return heights
