"""Stacking blocks on pages: what is kept together, what is repeated, and how long a roll gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.printing.press.breaking import Line, Run, break_runs, line_width
from counter_app.printing.press.ink import Ink
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.printing.press.layout import Layout

_HELD = 3
"""Lines of text that go with the signatures when they begin a page."""
_END = 4
"""Blocks at the end of what is kept together that stay so even where the whole does not fit."""
Paint = Callable[[Ink, float, float], None]
"""Draws a block whose upper left corner is at (x, y)."""
PageMark = Callable[[Ink, int, int], None]
"""Draws what stands at the edge of every page, given its number from 1 and how many there are."""
Ground = Callable[[Ink], None]
"""Draws what lies under every page."""
LONGEST = 14_000.0
"""Points: readers and drivers refuse a page of more than 14,400 (ISO 32000-1 Annex C); a longer strip is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Something ``height`` points high that is never split.

    ``keep``: stays on one page with the next block. ``head``: drawn again above this block when it begins a page.
    ``loose``: blank space, dropped where a page begins.
    """

    height: float
    paint: Paint
    keep: bool = False
    head: Block | None = None
    loose: bool = False


def _nothing(_ink: Ink, _x: float, _y: float) -> None:
    """Leave the paper blank."""


def space(height: float, *, keep: bool = False) -> Block:
    """Blank paper."""
    return Block(height=height, paint=_nothing, loose=True, keep=keep)


def line_block(
    line: Line, layout: Layout, size: float, *, align: float = 0.0, keep: bool = False
) -> Block:
    """One line; ``align`` 0 at the left, 0.5 in the middle, 1 at the right."""
    shift = (layout.room - line_width(line, size)) * align
    step = size * layout.leading

    def paint(ink: Ink, x: float, y: float) -> None:
        baseline = y - step * 0.5 - size * 0.28
        for piece in line:
            ink.put(x + shift + piece.x, baseline, piece.text, piece.face, size)

    return Block(height=step, paint=paint, keep=keep)


def paragraph(
    runs: Sequence[Run],
    layout: Layout,
    *,
    size: float | None = None,
    align: float = 0.0,
    hang: float = 0.0,
    keep: bool = False,
    gap: float | None = None,
) -> list[Block]:
    """The lines of a paragraph and the space after it; ``keep`` holds it to what follows."""
    chosen = layout.body if size is None else size
    lines = break_runs(runs, chosen, layout.room, hang)
    last = len(lines) - 1
    blocks = [
        # No line of a paragraph of two or three is left alone at the edge of a page.
        line_block(line, layout, chosen, align=align, keep=keep or (last < 3 and index < last))
        for index, line in enumerate(lines)
    ]
    after = layout.gap if gap is None else gap
    return [*blocks, space(after, keep=keep)] if after else blocks


def held(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with their last lines tied to what follows: a signature takes them with it to a further page."""
    tied = list(blocks)
    seen = 0
    for index in range(len(tied) - 1, -1, -1):
        if seen == _HELD:
            break
        seen += not tied[index].loose
        tied[index] = replace(tied[index], keep=True)
    return tied


def total_height(blocks: Iterable[Block]) -> float:
    """The height of the stacked blocks."""
    return sum(block.height for block in blocks)


def _chunks(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks that must share a page, in order."""
    chunks: list[list[Block]] = [[]]
    for block in blocks:
        chunks[-1].append(block)
        if not block.keep:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def paginate(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    """The blocks of each page of ``room`` points, repeated heads included."""
    pages: list[list[Block]] = [[]]
    left = room
    for chunk in _chunks(blocks):
        parts = [chunk] if total_height(chunk) <= room else _divided(chunk, room)
        for part in parts:
            if total_height(part) > left and pages[-1]:
                pages.append([])
                left = room
            if not pages[-1]:
                part = _opening(part)
            pages[-1].extend(part)
            left -= total_height(part)
    return [page for page in pages if page]


def _divided(chunk: list[Block], room: float) -> list[list[Block]]:
    """A chunk higher than a page, block by block; its last blocks stay together, for a signature ends it."""
    start = len(chunk) - 1
    while start and len(chunk) - start < _END and total_height(chunk[start - 1 :]) <= room:
        start -= 1
    return [*([block] for block in chunk[:start]), chunk[start:]]


def _opening(part: list[Block]) -> list[Block]:
    """The part as it begins a page: without blank space, under its table's head."""
    first = next((index for index, block in enumerate(part) if not block.loose), len(part))
    part = part[first:]
    if part and part[0].head is not None:
        return [part[0].head, *part]
    return part


def draw(
    blocks: Sequence[Block],
    layout: Layout,
    *,
    title: str,
    author: str,
    ground: Ground,
    mark: PageMark,
) -> bytes:
    """The document: ``blocks`` over ``ground`` on as many pages as they need, or on strips of one roll."""
    ink = Ink(layout.width, layout.height, title=title, author=author)
    if layout.roll:
        pages = paginate(blocks, LONGEST - layout.top - layout.bottom)
    else:
        pages = paginate(blocks, layout.height - layout.top - layout.bottom)
    for number, page in enumerate(pages, start=1):
        if number > 1:
            ink.showPage()
        if layout.roll:
            ink.page_height = total_height(page) + layout.top + layout.bottom
        ink.repeat(ground)
        y = ink.page_height - layout.top
        for block in page:
            block.paint(ink, layout.left, y)
            y -= block.height
        mark(ink, number, len(pages))
    return ink.finish()
