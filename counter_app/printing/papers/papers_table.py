"""The papers handed in: a ruled table on sheets, a plain list on the roll."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from counter_app.domain.catalogue.sectors import PaperItem, PaperKind
from counter_app.i18n import _
from counter_app.printing.papers.receipt_rows import (
    CERTIFIED_COLUMNS,
    KIND_COLUMNS,
    SHOWN,
)
from counter_app.printing.press.breaking import Run, break_balanced, break_text
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.ink import MM, Ink

if TYPE_CHECKING:
    from counter_app.printing.press.layout import Layout

_PAD = 1.2 * MM
_KINDS = tuple(KIND_COLUMNS)


def papers_list(papers: Sequence[PaperItem], layout: Layout) -> list[Block]:
    """``1. Tờ khai – 01 bản chính`` for each paper."""
    blocks: list[Block] = []
    for number, paper in enumerate(papers, start=1):
        runs = [
            Run(f"{number}. {paper.name} –", layout.regular),
            Run(_amount(paper), layout.value, whole=True),
        ]
        blocks += paragraph(runs, layout, hang=layout.body, gap=layout.gap * 0.6)
    return blocks


def paper_line(paper: PaperItem) -> str:
    """``Giấy chứng sinh (01 bản chính)``."""
    return f"{paper.name} ({_amount(paper)})"


def _amount(paper: PaperItem) -> str:
    """``02 bản sao``; ``03 trang, 02 bản giấy, ký bản điện tử``; what is only shown says so."""
    if paper.certifying:
        parts = [
            f"{paper.pages:02d} trang" if paper.pages else "",
            f"{paper.copies:02d} bản giấy" if paper.copies else "",
            _("ký bản điện tử") if paper.electronic else "",
        ]
        return ", ".join(part for part in parts if part)
    kind = KIND_COLUMNS.get(paper.kind, "").lower()
    return f"{paper.quantity:02d} {kind}" if kind else _(SHOWN)


def papers_table(papers: Sequence[PaperItem], layout: Layout) -> list[Block]:
    """``TT | Thành phần hồ sơ | Bản chính | Bản sao có chứng thực | Bản sao``; the head is repeated on every page.

    Where certified copies are made the last three are ``Số trang | Số bản giấy | Ký bản điện tử``.
    """
    certifying = any(paper.certifying for paper in papers)
    table = _Table(layout, CERTIFIED_COLUMNS if certifying else tuple(KIND_COLUMNS.values()))
    head = table.head()
    rows = [table.row(number, paper, head) for number, paper in enumerate(papers, start=1)]
    return [head, *rows]


def _count(number: int) -> str:
    return f"{number:02d}" if number else ""


class _Table:
    """Column edges and cell drawing of one table."""

    def __init__(self, layout: Layout, columns: tuple[str, ...]) -> None:
        self._layout = layout
        self._columns = columns
        self._size = min(layout.body, 12.0)
        self._step = self._size * 1.16
        narrow = self._size * 4.75
        number = self._size * 2.3
        name = layout.room - number - 3 * narrow
        self._name_room = name - 2 * _PAD
        widths = (number, name, narrow, narrow, narrow)
        self._edges = [sum(widths[:index]) for index in range(len(widths) + 1)]

    def head(self) -> Block:
        """The titles, each centred in its cell."""
        titles = ("TT", _("Thành phần hồ sơ"), *map(_, self._columns))
        bold = self._layout.bold
        cells = []
        for index, title in enumerate(titles):
            room = self._edges[index + 1] - self._edges[index] - _PAD
            cells.append(break_balanced(title, bold, self._size - 1, room))
        height = max(map(len, cells)) * self._step + _PAD

        def fill(ink: Ink, x: float, y: float) -> None:
            for index, lines in enumerate(cells):
                middle = x + (self._edges[index] + self._edges[index + 1]) / 2
                first = y - (height - len(lines) * self._step) / 2 - self._size * 0.86
                for number, line in enumerate(lines):
                    ink.put_centred(middle, first - number * self._step, line, bold, self._size - 1)

        return Block(height=height, paint=self._ruled(height, fill, open_cells=True), keep=True)

    def row(self, number: int, paper: PaperItem, head: Block) -> Block:
        """One paper; what is only shown says so across the three columns."""
        regular, size = self._layout.regular, self._size
        lines = break_text(paper.name, regular, size, self._name_room)
        height = len(lines) * self._step + _PAD

        def fill(ink: Ink, x: float, y: float) -> None:
            first = y - _PAD / 2 - size * 0.86
            ink.put_centred(x + self._edges[1] / 2, first, str(number), regular, size)
            for index, line in enumerate(lines):
                ink.put(x + self._edges[1] + _PAD, first - index * self._step, line, regular, size)
            if not split:
                middle = x + (self._edges[2] + self._edges[5]) / 2
                ink.put_centred(middle, first, _amount(paper), self._layout.italic, size)
            for column, text in enumerate(values, start=2):
                middle = x + (self._edges[column] + self._edges[column + 1]) / 2
                ink.put_centred(middle, first, text, regular, size)

        values = self._values(paper)
        split = bool(values)
        return Block(height=height, paint=self._ruled(height, fill, split=split), head=head)

    def _values(self, paper: PaperItem) -> tuple[str, ...]:
        """The three narrow columns; empty where one remark goes over all of them."""
        if self._columns == CERTIFIED_COLUMNS:
            if not paper.certifying:
                return ()
            pages, copies = _count(paper.pages), _count(paper.copies)
            return pages, copies, "x" if paper.electronic else ""
        if paper.kind is PaperKind.SHOW:
            return ()
        return tuple(_count(paper.quantity) if kind is paper.kind else "" for kind in _KINDS)

    def _ruled(
        self,
        height: float,
        fill: Callable[[Ink, float, float], None],
        *,
        split: bool = True,
        open_cells: bool = False,
    ) -> Callable[[Ink, float, float], None]:
        """``fill`` inside cell borders; the head (``open_cells``) also draws its upper one."""
        edges = self._edges if split else [*self._edges[:3], self._edges[-1]]

        def paint(ink: Ink, x: float, y: float) -> None:
            fill(ink, x, y)
            if open_cells:
                ink.rule(x, y, x + edges[-1], y)
            ink.rule(x, y - height, x + edges[-1], y - height)
            for edge in edges:
                ink.rule(x + edge, y, x + edge, y - height)

        return paint
