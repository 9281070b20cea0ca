"""Marks that say what a paper is not: not the first print, not real data; and the edge of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.text import one_line
from counter_app.i18n import _
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
from counter_app.wording.paper.sample_marks import sample_mark, sample_note

if TYPE_CHECKING:
    from counter_app.domain.paper.heading import Heading
    from counter_app.printing.press.layout import Layout

_WIDE = 200 * MM


def reprint_blocks(layout: Layout, times: int, reason: str) -> list[Block]:
    """``BẢN IN LẠI lần 2`` with its reason, framed; nothing for a first print."""
    if not times:
        return []
    runs = [Run(_("BẢN IN LẠI lần {times}").format(times=times), layout.bold)]
    if reason.strip():
        runs.append(Run(_("– Lý do: {reason}").format(reason=one_line(reason)), layout.regular))
    return framed(runs, layout)


def sample_blocks(layout: Layout, heading: Heading) -> list[Block]:
    """On the roll, which shows no gray and has no margin: the same words in the strip itself."""
    shown = heading.sample and layout.roll
    return framed([Run(sample_note(heading), layout.bold)], layout) if shown else []


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
    """The ground for invented data: a large light mark across the page, and plain words in its upper margin."""

    def paint(ink: Ink) -> None:
        if not heading.sample or layout.roll:
            return
        size = layout.width / 7
        ink.saveState()
        ink.translate(ink.page_width / 2, ink.page_height / 2)
        ink.rotate(52 if ink.page_height > ink.page_width else 32)
        ink.gray(0.9)
        ink.put_centred(0, -size * 0.35, sample_mark(heading), layout.bold, size)
        ink.restoreState()
        top = ink.page_height - layout.top + layout.small * 0.4
        ink.put(layout.left, top, sample_note(heading), layout.bold, layout.small)

    return paint


def edge(layout: Layout, *, left: str = "", right: str = "") -> PageMark:
    """The foot of a page, and from the second page on its number in the middle of the upper margin.

    The number stands once (Nghị định 30/2020/NĐ-CP Phụ lục I); how many pages there are stands in the corner.
    """
    size = max(layout.small - 1.5, 6.5)
    above = max(layout.body, 13) if layout.width > _WIDE else layout.body

    def paint(ink: Ink, number: int, count: int) -> None:
        if layout.roll:
            return
        y = max(layout.bottom - 5 * MM, 4.5 * MM)
        whole = _("gồm {count:02d} trang").format(count=count) if count > 1 else ""
        said = " · ".join(filter(None, (left, whole)))
        points = size
        while points > 5 and width(f"{said} {right}", layout.regular, points) > layout.room:
            points -= 0.25
        ink.put(layout.left, y, said, layout.regular, points)
        ink.put_right(layout.width - layout.right, y, right, layout.regular, points)
        if number > 1:
            top = ink.page_height - layout.top + 2.2 * MM
            ink.put_centred(layout.width / 2, top, str(number), layout.regular, above)

    return paint
