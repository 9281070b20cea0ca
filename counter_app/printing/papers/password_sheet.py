"""Phiếu mật khẩu: first passwords of a new office on paper, one part to cut off for each officer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.paper.sizes import PaperSize
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, rows_blocks
from counter_app.printing.press.flow import Block, draw, paragraph, space
from counter_app.printing.press.ink import MM, Ink
from counter_app.printing.press.layout import LAYOUTS
from counter_app.printing.press.titles import title_blocks
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.printing.press.layout import Layout

TITLE = mark("PHIẾU MẬT KHẨU")


@dataclass(frozen=True, slots=True)
class FirstSignIn:
    """The receiver of a part of the sheet, and the words that open the door."""

    name: str
    login: str
    password: str


@in_vietnamese()
def password_sheet(office: str, lines: Sequence[FirstSignIn]) -> bytes:
    """The sheet as PDF on A5."""
    layout = LAYOUTS[PaperSize.A5]
    words = _(
        "Cất kín, không chụp ảnh. Cắt theo đường kẻ và giao cho từng người. Mỗi người đổi mật khẩu của mình sau lần "
        "đăng nhập đầu: bấm Ctrl+K, gõ “tài khoản”."
    )
    blocks = [
        *title_blocks(layout, _(TITLE), office),
        *paragraph([Run(words, layout.italic)], layout, gap=layout.gap * 2),
    ]
    for line in lines:
        blocks += [_cut(layout), *_part(line, layout)]
    blocks.append(_cut(layout))
    return draw(
        blocks,
        layout,
        title=_(TITLE),
        author=office or "Quầy Một Cửa",
        ground=lambda _ink: None,
        mark=lambda _ink, _number, _count: None,
    )


def _part(line: FirstSignIn, layout: Layout) -> list[Block]:
    rows = [
        (Field(_("Công chức:"), line.name, strong=True, whole=True),),
        (Field(_("Tên đăng nhập:"), line.login, whole=True),),
        (Field(_("Mật khẩu:"), line.password, strong=True, whole=True),),
    ]
    return [*rows_blocks(rows, layout), space(layout.gap * 2)]


def _cut(layout: Layout) -> Block:
    """A dashed line for the scissors."""

    def paint(ink: Ink, x: float, y: float) -> None:
        dash = 2 * MM
        for at in range(int(layout.room / (2 * dash))):
            left = x + at * 2 * dash
            ink.rule(left, y - 2 * MM, left + dash, y - 2 * MM, 0.5)

    return Block(height=4 * MM, paint=paint, keep=True)
