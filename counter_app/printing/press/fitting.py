"""Choosing the size of type by which a paper takes as few pages as it can."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import TYPE_CHECKING

from counter_app.printing.press.flow import Block, paginate, total_height
from counter_app.printing.press.layout import LAYOUTS, Layout

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize

SCALES = (1.0, 0.95, 0.9, 0.86, 0.82)
"""The scales of type where smaller type saves a page: on A4 down to 10.7 points, on A5 to 9."""


def laid_out(
    size: PaperSize | Layout, build: Callable[[Layout], list[Block]]
) -> tuple[Layout, list[Block]]:
    """The largest type in which a paper takes as few pages as it can; none of them is begun for a few lines."""
    layout = size if isinstance(size, Layout) else LAYOUTS[size]
    if layout.roll:
        return layout, build(layout)
    room = layout.height - layout.top - layout.bottom
    found: tuple[int, Layout, list[Block]] | None = None
    most = 1.0
    for factor in SCALES:
        if found is not None and factor > most:
            continue
        scaled = layout.scaled(factor)
        blocks = build(scaled)
        pages = len(paginate(blocks, room))
        if found is None or pages < found[0]:
            found = pages, scaled, blocks
        if found[0] == 1:
            break
        # Lines get shorter and fewer, so height goes at most with the square: larger type could not do it.
        most = factor * sqrt((found[0] - 1) * room / total_height(blocks))
    assert found is not None  # noqa: S101 - there is a scale
    return found[1], found[2]
