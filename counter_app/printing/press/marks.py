"""Marks that say what a paper is not: not the first print, not real data; and the edge of every page."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import Heading
from counter_app.domain.text import one_line
from counter_app.printing.press.breaking import Run, break_runs, line_width
from counter_app.printing.press.flow import (
    Block,
    Ground,
    PageMark,
    line_block,
    space,
    total_height,
)
from counter_app.printing.press.fonts import width
from counter_app.printing.press.ink import MM, Ink
from counter_app.printing.press.layout import Layout

SAMPLE = "DỮ LIỆU MẪU"
SAMPLE_NOTE = "DỮ LIỆU MẪU – không có giá trị sử dụng"


def reprint_blocks(layout: Layout, times: int, reason: str) -> list[Block]:
    """``BẢN IN LẠI lần 2`` with its reason, framed; nothing for a first print."""
    if not times:
        return []
    runs = [Run(f"BẢN IN LẠI lần {times}", layout.bold)]
    if reason.strip():
        runs.append(Run(f"– Lý do: {one_line(reason)}", layout.regular))
    return framed(runs, layout)


def sample_blocks(layout: Layout, heading: Heading) -> list[Block]:
    """On the roll, which shows no gray and has no margin: the same words in the strip itself."""
    shown = heading.sample and layout.roll
    return framed([Run(SAMPLE_NOTE, layout.bold)], layout) if shown else []


def framed(runs: list[Run], layout: Layout, *, size: float | None = None) -> list[Block]:
    """Centred lines in a thin frame as wide as they are."""
    points = size or layout.body
    lines = break_runs(runs, points, layout.room - 5 * MM)
    inner = [line_block(line, layout, points, align=0.5) for line in lines]
    reach = max(line_width(line, points) for line in lines) + 5 * MM
    height = total_height(inner) + 2.4 * MM

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.frame(x + (layout.room - reach) / 2, y - height, reach, height, 0.9)
        top = y - 1.2 * MM
        for block in inner:
            block.paint(ink, x, top)
            top -= block.height

    return [Block(height=height, paint=paint), space(layout.gap * 1.5)]


def ground(layout: Layout, heading: Heading) -> Ground:
    """When the data are invented: a large light mark across the page, and plain words in its upper margin."""

    def paint(ink: Ink) -> None:
        if not heading.sample or layout.roll:
            return
        size = layout.width / 7
        ink.saveState()
        ink.translate(ink.page_width / 2, ink.page_height / 2)
        ink.rotate(52 if ink.page_height > ink.page_width else 32)
        ink.gray(0.9)
        ink.put_centred(0, -size * 0.35, SAMPLE, layout.bold, size)
        ink.restoreState()
        top = ink.page_height - layout.top + layout.small * 0.4
        ink.put(layout.left, top, SAMPLE_NOTE, layout.bold, layout.small)

    return paint


def edge(layout: Layout, *, left: str = "", right: str = "") -> PageMark:
    """The foot of a page, and from the second page on its number in the middle of the upper margin."""
    size = max(layout.small - 1.5, 6.5)

    def paint(ink: Ink, number: int, count: int) -> None:
        if layout.roll:
            return
        y = max(layout.bottom - 5 * MM, 4.5 * MM)
        ink.put(layout.left, y, left, layout.regular, size)
        paging = f"Trang {number}/{count}" if count > 1 else ""
        middle = layout.left + layout.room / 2
        reach = layout.left + width(left, layout.regular, size)
        free = middle - width(paging, layout.regular, size) / 2 - 2 * MM
        if reach > free and not right:
            # On upright paper the line of figures' standing is long: the page number goes to the edge.
            ink.put_right(layout.width - layout.right, y, paging, layout.regular, size)
        else:
            ink.put_centred(middle, y, paging, layout.regular, size)
        ink.put_right(layout.width - layout.right, y, right, layout.regular, size)
        if number > 1:
            top = ink.page_height - layout.top + 2.2 * MM
            ink.put_centred(layout.width / 2, top, str(number), layout.regular, layout.body)

    return paint
