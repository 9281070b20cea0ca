"""Text beside a QR code, on one page with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.printing.press.codes import draw_qr, qr_width
from counter_app.printing.press.flow import Block, space, total_height
from counter_app.printing.press.fonts import width

if TYPE_CHECKING:
    from counter_app.printing.press.ink import Ink
    from counter_app.printing.press.layout import Layout


def beside_qr(
    layout: Layout, qr: str, build: Callable[[Layout], Sequence[Block]], note: str
) -> list[Block]:
    """The blocks that ``build`` makes, on the left of the QR code with its note; all of it stays on one page."""
    caption = min(layout.small - 1.5, 7.5)
    side = qr_width(qr)
    column = max(side, width(note, layout.italic, caption)) + layout.gap * 2
    narrow = replace(layout, right=layout.right + column)
    blocks = [replace(block, keep=True) for block in build(narrow)]

    def paint(ink: Ink, x: float, y: float) -> None:
        middle = x + layout.room - column / 2 + layout.gap
        draw_qr(ink, middle - side / 2, y - side, qr)
        ink.put_centred(middle, y - side - caption * 0.5, note, layout.italic, caption)

    short = side + caption * 1.5 - total_height(blocks)
    below = [space(short)] if short > 0 else []
    return [Block(height=0, paint=paint, keep=True), *blocks, *below]
