"""The body of a report's table: cells as text, columns wide enough, rows as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise, zip_longest
from operator import attrgetter
from typing import NamedTuple

from counter_app.domain.paper.report_table import Align, Cell, Table
from counter_app.printing.press.breaking import break_text
from counter_app.printing.press.flow import Block
from counter_app.printing.press.fonts import Face, RareCharacterError, width
from counter_app.printing.press.ink import Ink, cell_lines, placed_text
from counter_app.printing.press.table_head import PAD
from counter_app.wording.tables.tables import cell_text

_LINES_AT_ONCE = 20
"""A cell longer than this goes on in a further row, so that no row outgrows a page."""


def column_edges(table: Table, room: float, size: float, faces: tuple[Face, Face]) -> list[float]:
    """The edges of columns: by their weights, but no number, no title's word and no code is split."""
    weights = [max(column.width, 0.01) for column in table.columns]
    widths = _share(room, weights, column_needs(table, room, size, faces))
    return [sum(widths[:index]) for index in range(len(widths) + 1)]


def column_needs(table: Table, room: float, size: float, faces: tuple[Face, Face]) -> list[float]:
    """The least width of each column."""
    regular, bold = faces
    rows = (*table.rows, table.total) if table.total else table.rows
    cells = [set(column) for column in zip(*rows, strict=True)] or [set()] * len(table.columns)
    return [
        max(
            [width(word, bold, size) for word in _title_words(table, index)]
            + [width(text, bold, size) for text in _widest(cells[index])]
            + [min(width(word, regular, size), room / 4) for word in _longest_word(cells[index])]
            + [width(text, regular, size - 1) for text in table.numbers[index : index + 1]]
        )
        + 2 * PAD
        + 0.5
        for index in range(len(table.columns))
    ]


def _title_words(table: Table, index: int) -> list[str]:
    return table.columns[index].title.rsplit("|", 1)[-1].split() or [""]


def _widest(cells: set[Cell]) -> list[str]:
    """The longest numbers of a column, or one date of many: digits are equally wide."""
    dates = [cell for cell in cells if isinstance(cell, date)]
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    return _longest({cell_text(cell) for cell in (*dates[:1], *numbers)})


def _longest_word(cells: set[Cell]) -> list[str]:
    """The longest words in a column's texts, such as a dossier's code."""
    return _longest({word for cell in cells if isinstance(cell, str) for word in cell.split()})


def _longest(texts: set[str]) -> list[str]:
    """Those with the most letters, among which the face decides which is widest."""
    most = max(map(len, texts), default=0)
    return [text for text in texts if len(text) == most]


def _share(room: float, weights: Sequence[float], needs: Sequence[float]) -> list[float]:
    """Widths that fill ``room``: those whose share is less than their need get the need, the others share the rest."""
    fixed: set[int] = set()
    while True:
        left = room - sum(needs[index] for index in fixed)
        total = sum(weight for index, weight in enumerate(weights) if index not in fixed)
        if left <= 0 or not total:
            return [room * need / sum(needs) for need in needs]
        short = {
            index
            for index, weight in enumerate(weights)
            if index not in fixed and left * weight / total < needs[index]
        }
        if not short:
            return [
                needs[index] if index in fixed else left * weight / total
                for index, weight in enumerate(weights)
            ]
        fixed |= short


class _Part(NamedTuple):
    """Lines of one cell: written for a stamp, or as (x, y, text) to be drawn one by one for their rare letters."""

    depth: int
    code: str
    rare: tuple[tuple[float, float, str], ...] = ()


_NO_PART = _Part(0, "")


class Body:
    """Turns rows into blocks; what comes again in a column is laid out once."""

    def __init__(self, table: Table, edges: Sequence[float], size: float, head: Block) -> None:
        self._edges, self._size, self._head = list(edges), size, head
        self._aligns = [column.align for column in table.columns]
        self._rooms = [right - left - 2 * PAD for left, right in pairwise(edges)]
        self._step = size * 1.17
        self._baseline = -PAD / 2 - size * 0.88
        self._known: dict[tuple[int, Face, Cell], list[_Part]] = {}
        self._borders: dict[int, str] = {}

    def row(self, cells: Sequence[Cell], face: Face) -> list[Block]:
        """One row, in several blocks when a cell is very long."""
        known = self._known
        columns = [
            known.get((index, face, cell)) or self._lay(index, cell, face)
            for index, cell in enumerate(cells)
        ]
        return [self._block(parts, face) for parts in zip_longest(*columns, fillvalue=_NO_PART)]

    def _lay(self, index: int, cell: Cell, face: Face) -> list[_Part]:
        """The cell as parts of at most so many lines, kept for when it comes again."""
        align = self._aligns[index]
        if align is Align.LEFT and isinstance(cell, int | float):
            align = Align.RIGHT
        text, size = cell_text(cell), self._size
        reach = width(text, face, size)
        if reach <= self._rooms[index]:
            parts = [self._part([(self._x(index, reach, align), text)], face)]
        else:
            lines = break_text(text, face, size, self._rooms[index])
            placed = [(self._x(index, width(line, face, size), align), line) for line in lines]
            parts = [
                self._part(placed[start : start + _LINES_AT_ONCE], face)
                for start in range(0, len(placed), _LINES_AT_ONCE)
            ]
        self._known[index, face, cell] = parts
        return parts

    def _part(self, placed: Sequence[tuple[float, str]], face: Face) -> _Part:
        y, code = self._baseline, ""
        try:
            for x, line in placed:
                code += placed_text(x, y, line, face) if line else ""
                y -= self._step
        except RareCharacterError:
            down = [self._baseline - number * self._step for number in range(len(placed))]
            lines = tuple((x, y, line) for (x, line), y in zip(placed, down, strict=True))
            return _Part(len(placed), "", lines)
        return _Part(len(placed), code)

    def _block(self, parts: Sequence[_Part], face: Face) -> Block:
        size = self._size
        depth = max([part.depth for part in parts])
        height = depth * self._step + PAD
        borders = self._borders.get(depth) or cell_lines(self._edges, 0, -height)
        self._borders[depth] = borders
        # What needs no letters of a further subset is one stamp; else cells are drawn in order, as they are read.
        stamps: Sequence[_Part] = parts
        if not any(map(attrgetter("rare"), parts)):
            stamps = (_Part(depth, "".join([part.code for part in parts])),)

        def paint(ink: Ink, x: float, y: float) -> None:
            for part in stamps:
                ink.stamp(x, y, part.code, borders if part is stamps[-1] else "", face, size)
                for right, up, line in part.rare:
                    ink.put(x + right, y + up, line, face, size)

        return Block(height=height, paint=paint, head=self._head)

    def _x(self, index: int, reach: float, align: Align) -> float:
        left, right = self._edges[index], self._edges[index + 1]
        if align is Align.LEFT:
            return left + PAD
        spare = right - left - reach
        return left + (spare - PAD if align is Align.RIGHT else spare / 2)
