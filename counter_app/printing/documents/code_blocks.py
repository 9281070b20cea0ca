"""The codes of a receipt with the words beside them."""

from __future__ import annotations

from counter_app.printing.documents.codes import (
    code128_width,
    draw_code128,
    draw_qr,
    qr_width,
)
from counter_app.printing.documents.flow import Block
from counter_app.printing.documents.fonts import width
from counter_app.printing.documents.ink import MM, Ink
from counter_app.printing.documents.layout import Layout
from counter_app.printing.documents.receipt_rows import CODE_LABEL, QR_NOTE


def code_band(layout: Layout, code: str, digits: str, qr: str) -> Block:
    """The human code over its bars on the left, the QR code on the right."""
    side = qr_width(qr)
    bars = code128_width(digits)
    bar_height = 11 * MM
    large = layout.title
    caption = min(layout.small - 1.5, 7.5)
    height = side + caption + layout.gap
    stack = large * 1.4 + bar_height + layout.small * 1.2

    def paint(ink: Ink, x: float, y: float) -> None:
        left = x + (layout.room - side - bars) / 3
        top = y - (height - stack) / 2
        label = width(f"{CODE_LABEL} ", layout.regular, layout.body)
        begin = left + (bars - label - width(code, layout.bold, large)) / 2
        ink.put(begin, top - large, CODE_LABEL, layout.regular, layout.body)
        ink.put(begin + label, top - large, code, layout.bold, large)
        bottom = top - large * 1.4 - bar_height
        draw_code128(ink, left, bottom, bar_height, digits)
        below = bottom - layout.small
        ink.put_centred(left + bars / 2, below, digits, layout.regular, layout.small)
        right = x + layout.room - side
        draw_qr(ink, right, y - side, qr)
        ink.put_centred(right + side / 2, y - side - caption * 0.5, QR_NOTE, layout.italic, caption)

    return Block(height=height, paint=paint)


def code_line(layout: Layout, code: str, digits: str) -> Block:
    """The human code on the left, the bars on the right."""
    bar_height = 9 * MM
    large = layout.title

    def paint(ink: Ink, x: float, y: float) -> None:
        base = y - bar_height / 2 - large * 0.3
        label = width(f"{CODE_LABEL} ", layout.regular, layout.body)
        ink.put(x, base, CODE_LABEL, layout.regular, layout.body)
        ink.put(x + label, base, code, layout.bold, large)
        bars = code128_width(digits)
        left = x + layout.room - bars
        draw_code128(ink, left, y - bar_height, bar_height, digits)
        below = y - bar_height - layout.small
        ink.put_centred(left + bars / 2, below, digits, layout.regular, layout.small)

    return Block(height=bar_height + layout.small * 1.5 + layout.gap, paint=paint)


def code_stack(layout: Layout, code: str, digits: str, label: str = CODE_LABEL) -> Block:
    """For the roll: label, code and bars in the middle, one below the other."""
    large = layout.title * 1.3
    bar_height = 14 * MM
    height = layout.body * 1.4 + large * 1.3 + bar_height + layout.small * 1.6 + layout.gap * 2

    def paint(ink: Ink, x: float, y: float) -> None:
        middle = x + layout.room / 2
        top = y - layout.body
        ink.put_centred(middle, top, label, layout.regular, layout.body)
        top -= large * 1.15
        ink.put_centred(middle, top, code, layout.bold, large)
        top -= bar_height + large * 0.4
        draw_code128(ink, middle - code128_width(digits) / 2, top, bar_height, digits)
        ink.put_centred(middle, top - layout.small * 1.2, digits, layout.regular, layout.small)

    return Block(height=height, paint=paint)


def qr_block(layout: Layout, qr: str) -> Block:
    """For the roll: the QR code with half-millimetre modules, its caption below."""
    side = qr_width(qr, dots=4)

    def paint(ink: Ink, x: float, y: float) -> None:
        middle = x + layout.room / 2
        draw_qr(ink, middle - side / 2, y - side, qr, dots=4)
        ink.put_centred(middle, y - side - layout.small, QR_NOTE, layout.regular, layout.small)

    return Block(height=side + layout.small * 1.4 + layout.gap * 2, paint=paint)
