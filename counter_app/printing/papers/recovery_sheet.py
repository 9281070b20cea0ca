"""Phiếu khôi phục: the words that give a leader another password, for a sealed envelope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.paper.sizes import PaperSize
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.press.beside_code import beside_qr
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, rows_blocks
from counter_app.printing.press.flow import Block, draw, paragraph, space
from counter_app.printing.press.layout import LAYOUTS
from counter_app.printing.press.titles import title_blocks
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from datetime import date

    from counter_app.printing.press.ink import Ink
    from counter_app.printing.press.layout import Layout

TITLE = mark("PHIẾU KHÔI PHỤC MẬT KHẨU LÃNH ĐẠO")
_IN_A_ROW = 6


@in_vietnamese()
def recovery_sheet(office: str, number: int, day: date, words: Sequence[str]) -> bytes:
    """The sheet as PDF on A5; its words stand six in a row, counted, and once more in a QR code.

    The code holds the words as they are typed, so that a counter's scanner types them into the field that asks for
    them; none has a letter that a typing method changes.
    """
    layout = LAYOUTS[PaperSize.A5]
    keep = _(
        "Bỏ phiếu vào phong bì, dán kín, ký và đóng dấu lên mép, cất trong két của đơn vị. Không chụp ảnh, không "
        "sao thêm."
    )
    use = _(
        "Chỉ mở khi không còn lãnh đạo nào vào được chương trình: ở trang đăng nhập bấm “Quên mật khẩu lãnh đạo”, gõ "
        "các chữ dưới đây hoặc quét mã QR. Phiếu dùng một lần; lập phiếu mới thì phiếu này hết hiệu lực."
    )
    said = Field(_("Phiếu số:"), f"{number}, {short_date(day)}", strong=True, whole=True)
    blocks = [
        *title_blocks(layout, _(TITLE), office),
        *rows_blocks([(said,)], layout),
        *beside_qr(
            layout,
            " ".join(words),
            lambda narrow: [
                *paragraph([Run(keep, layout.regular)], narrow, gap=layout.gap),
                *paragraph([Run(use, layout.regular)], narrow, gap=layout.gap * 2),
            ],
            _("Mã QR của các chữ"),
        ),
        space(layout.gap),
        _table(words, layout),
        space(layout.gap),
    ]
    return draw(
        blocks,
        layout,
        title=_(TITLE),
        author=office or "Quầy Một Cửa",
        ground=lambda _ink: None,
        mark=lambda _ink, _number, _count: None,
    )


def _table(words: Sequence[str], layout: Layout) -> Block:
    """Every word under its number, in a face in which no letter looks like another."""
    size, small = layout.title, layout.small
    high = size * 1.3 + small * 1.3 + layout.gap
    rows = -(-len(words) // _IN_A_ROW)
    wide = layout.room / _IN_A_ROW

    def paint(ink: Ink, x: float, y: float) -> None:
        for at, word in enumerate(words):
            left = x + (at % _IN_A_ROW) * wide + wide / 2
            top = y - (at // _IN_A_ROW) * high
            ink.put_centred(left, top - small, str(at + 1), layout.regular, small)
            ink.put_centred(left, top - small * 1.3 - size, word, layout.bold, size)
        ink.frame(x, y - rows * high, layout.room, rows * high + layout.gap / 2)

    return Block(height=rows * high + layout.gap, paint=paint)
