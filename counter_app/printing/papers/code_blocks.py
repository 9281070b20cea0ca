"""The codes of a receipt with the words beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.printing.papers.receipt_rows import (
    CODE_LABEL,
    OWN_CODE,
    PROVISIONAL,
    QR_NOTE,
)
from counter_app.printing.press.codes import (
    code128_width,
    draw_code128,
    draw_qr,
    qr_width,
)
from counter_app.printing.press.flow import Block
from counter_app.printing.press.fonts import width
from counter_app.printing.press.ink import MM, Ink
from counter_app.values import TypedDict

if TYPE_CHECKING:
    from counter_app.printing.press.layout import Layout


class CodeNote(TypedDict, total=False):
    """The words beside a code: that it is this counter's for now, or this counter's ``own`` beside the official."""

    provisional: bool
    own: str


def _beside(digits: str, own: str) -> str:
    return f"{digits} · {_(OWN_CODE)} {own}" if own else digits


def code_band(
    layout: Layout, code: str, digits: str, qr: str, *, provisional: bool = False, own: str = ""
) -> Block:
    """The human code over its bars on the left, the QR code on the right."""
    side = qr_width(qr)
    bars = code128_width(digits)
    bar_height = 11 * MM
    large = layout.title
    caption = min(layout.small - 1.5, 7.5)
    column = max(side, width(_(QR_NOTE), layout.italic, caption))
    height = side + caption + layout.gap
    stack = large * 1.4 + bar_height + layout.small * 1.2
    label = width(f"{_(CODE_LABEL)} ", layout.regular, layout.body)
    tail = width(f" {_(PROVISIONAL)}", layout.italic, layout.small) if provisional else 0.0
    room = layout.room - column - label - tail
    while width(code, layout.bold, large) > room and large > layout.small:
        large -= 0.5

    def paint(ink: Ink, x: float, y: float) -> None:
        left = x + (layout.room - column - bars) / 3
        top = y - (height - stack) / 2
        reach = label + width(code, layout.bold, large)
        begin = max(left + (bars - reach - tail) / 2, x)
        ink.put(begin, top - large, _(CODE_LABEL), layout.regular, layout.body)
        ink.put(begin + label, top - large, code, layout.bold, large)
        if provisional:
            ink.put(begin + reach + 3, top - large, _(PROVISIONAL), layout.italic, layout.small)
        bottom = top - large * 1.4 - bar_height
        draw_code128(ink, left, bottom, bar_height, digits)
        below = bottom - layout.small
        ink.put_centred(left + bars / 2, below, _beside(digits, own), layout.regular, layout.small)
        right = x + layout.room - column / 2
        draw_qr(ink, right - side / 2, y - side, qr)
        ink.put_centred(right, y - side - caption * 0.5, _(QR_NOTE), layout.italic, caption)

    return Block(height=height, paint=paint)


def code_line(
    layout: Layout,
    code: str,
    digits: str,
    label: str = CODE_LABEL,
    *,
    provisional: bool = False,
    own: str = "",
) -> Block:
    """The human code on the left, the bars on the right."""
    bar_height = 9 * MM
    large = layout.title
    bars = code128_width(digits)
    reach = width(f"{_(label)} ", layout.regular, layout.body)
    while width(code, layout.bold, large) > layout.room - bars - reach and large > layout.small:
        large -= 0.5

    def paint(ink: Ink, x: float, y: float) -> None:
        base = y - bar_height / 2 - large * 0.3
        ink.put(x, base, _(label), layout.regular, layout.body)
        ink.put(x + reach, base, code, layout.bold, large)
        said = _(PROVISIONAL) if provisional else f"{_(OWN_CODE)} {own}" if own else ""
        ink.put(x + reach, base - layout.small * 1.3, said, layout.italic, layout.small)
        left = x + layout.room - bars
        draw_code128(ink, left, y - bar_height, bar_height, digits)
        below = y - bar_height - layout.small
        ink.put_centred(left + bars / 2, below, digits, layout.regular, layout.small)

    return Block(height=bar_height + layout.small * 1.5 + layout.gap, paint=paint)


def code_stack(
    layout: Layout,
    code: str,
    digits: str,
    label: str = CODE_LABEL,
    *,
    provisional: bool = False,
    own: str = "",
) -> Block:
    """For the roll: label, code and bars in the middle, one below the other."""
    label = f"{_(label)} {_(PROVISIONAL)}" if provisional else _(label)
    large = layout.title * 1.3
    while width(code, layout.bold, large) > layout.room and large > layout.small:
        large -= 0.5
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
        below = top - layout.small * 1.2
        ink.put_centred(middle, below, digits, layout.regular, layout.small)
        if own:
            said = f"{_(OWN_CODE)} {own}"
            ink.put_centred(middle, below - layout.small * 1.3, said, layout.regular, layout.small)

    return Block(height=height + (layout.small * 1.3 if own else 0), paint=paint)


def qr_block(layout: Layout, qr: str) -> Block:
    """For the roll: the QR code with half-millimetre modules, its caption below."""
    side = qr_width(qr, dots=4)

    def paint(ink: Ink, x: float, y: float) -> None:
        middle = x + layout.room / 2
        draw_qr(ink, middle - side / 2, y - side, qr, dots=4)
        ink.put_centred(middle, y - side - layout.small, _(QR_NOTE), layout.regular, layout.small)

    return Block(height=side + layout.small * 1.4 + layout.gap * 2, paint=paint)
