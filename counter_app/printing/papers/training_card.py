"""A card to practise scanning with: an invented citizen's name over the QR code that a real card carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.paper.sizes import PaperSize
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.codes import draw_qr, qr_width
from counter_app.printing.press.flow import Block, draw, paragraph
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.printing.press.marks import framed
from counter_app.printing.press.titles import title_blocks
from counter_app.wording.paper.sample_marks import TRAINING_NOTE

if TYPE_CHECKING:
    from counter_app.printing.press.ink import Ink

TITLE = mark("THẺ TẬP QUÉT")
_DOTS = 6
"""Printer dots for each module of the code."""


@in_vietnamese()
def training_card(name: str, code: str) -> bytes:
    """The card as PDF on A5; ``code`` is what its QR code says."""
    layout = LAYOUTS[PaperSize.A5]
    words = _("Thẻ này chỉ để tập quét trong chế độ tập huấn. Người ghi trên thẻ không có thật.")
    blocks = [
        *title_blocks(layout, _(TITLE), name),
        *framed([Run(TRAINING_NOTE, layout.bold)], layout),
        *paragraph([Run(words, layout.italic)], layout, gap=layout.gap * 2),
        _code(layout, code),
    ]
    return draw(
        blocks,
        layout,
        title=_(TITLE),
        author="Quầy Một Cửa",
        ground=lambda _ink: None,
        mark=lambda _ink, _number, _count: None,
    )


def _code(layout: Layout, text: str) -> Block:
    """The code in the middle, large enough for an old scanner."""
    side = qr_width(text, dots=_DOTS)

    def paint(ink: Ink, x: float, y: float) -> None:
        draw_qr(ink, x + (layout.room - side) / 2, y - side, text, dots=_DOTS)

    return Block(height=side, paint=paint)
