"""The body of a report's table: cells as text, columns wide enough, rows as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

from counter_app.domain.sheets import Align, Cell, Table
from counter_app.printing.documents.breaking import break_text, nfc
from counter_app.printing.documents.flow import Block
from counter_app.printing.documents.fonts import Face, width
from counter_app.printing.documents.ink import Ink
from counter_app.printing.documents.table_head import PAD
from counter_app.wording.amounts import grouped
from counter_app.wording.moments import clock_text, short_date

_LINES_AT_ONCE = 20
"""A cell longer than this goes on in a further row, so that no row outgrows a page."""


def cell_text(cell: Cell) -> str:
    """The cell as papers write it: ``1.234``, ``12,5``, ``05/02/2026``."""
    match cell:
        case None:
            return ""
        case datetime():
            return f"{clock_text(cell)} {short_date(cell)}"
        case date():
            return short_date(cell)
        case int() | float():
            return grouped(cell)
        case _:
            return nfc(cell)


def column_edges(table: Table, room: float, size: float, faces: tuple[Face, Face]) -> list[float]:
    """Where columns begin and end: by their weights, but no number, no title's word and no code is split."""
    regular, bold = faces
    needs = [
        max(
            [width(word, bold, size) for word in _title_words(table, index)]
            + [width(text, bold, size) for text in _widest(table, index)]
            + [min(width(word, regular, size), room / 4) for word in _longest_word(table, index)]
            + [width(text, regular, size - 1) for text in table.numbers[index : index + 1]]
        )
        + 2 * PAD
        + 0.5
        for index in range(len(table.columns))
    ]
    weights = [max(column.width, 0.01) for column in table.columns]
    widths = _share(room, weights, needs)
    return [sum(widths[:index]) for index in range(len(widths) + 1)]


def _title_words(table: Table, index: int) -> list[str]:
    return table.columns[index].title.rsplit("|", 1)[-1].split() or [""]


def _widest(table: Table, index: int) -> list[str]:
    """The longest number or date of the column."""
    rows = (*table.rows, table.total) if table.total else table.rows
    texts = {cell_text(row[index]) for row in rows if not isinstance(row[index], str)}
    return sorted(texts, key=len)[-1:]


def _longest_word(table: Table, index: int) -> list[str]:
    """The longest word in the column's texts, such as a dossier's code."""
    texts = {row[index] for row in table.rows if isinstance(row[index], str)}
    words = {word for text in texts if isinstance(text, str) for word in text.split()}
    return sorted(words, key=len)[-1:]


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


class Body:
    """Turns rows into blocks."""

    def __init__(self, table: Table, edges: Sequence[float], size: float, head: Block) -> None:
        self._edges, self._size, self._head = list(edges), size, head
        self._aligns = [column.align for column in table.columns]
        self._rooms = [right - left - 2 * PAD for left, right in pairwise(edges)]
        self._step = size * 1.17

    def row(self, cells: Sequence[Cell], face: Face) -> list[Block]:
        """One row, in several blocks when a cell is very long."""
        texts = [
            break_text(cell_text(cell), face, self._size, room)
            for cell, room in zip(cells, self._rooms, strict=True)
        ]
        aligns = [
            Align.RIGHT if isinstance(cell, int | float) and align is Align.LEFT else align
            for cell, align in zip(cells, self._aligns, strict=True)
        ]
        deepest = max(map(len, texts), default=1)
        return [
            self._block([lines[start : start + _LINES_AT_ONCE] for lines in texts], aligns, face)
            for start in range(0, deepest, _LINES_AT_ONCE)
        ]

    def _block(self, texts: list[list[str]], aligns: list[Align], face: Face) -> Block:
        size, step = self._size, self._step
        height = max(map(len, texts)) * step + PAD
        placed: list[tuple[float, float, str]] = []
        for index, lines in enumerate(texts):
            for number, line in enumerate(lines):
                if line:
                    placed.append((self._x(index, line, aligns[index], face), number * step, line))

        def paint(ink: Ink, x: float, y: float) -> None:
            first = y - PAD / 2 - size * 0.88
            for shift, depth, line in placed:
                ink.put(x + shift, first - depth, line, face, size)
            ink.cells([x + edge for edge in self._edges], y, y - height)

        return Block(height=height, paint=paint, head=self._head)

    def _x(self, index: int, line: str, align: Align, face: Face) -> float:
        left, right = self._edges[index], self._edges[index + 1]
        if align is Align.LEFT:
            return left + PAD
        spare = right - left - width(line, face, self._size)
        return left + (spare - PAD if align is Align.RIGHT else spare / 2)
