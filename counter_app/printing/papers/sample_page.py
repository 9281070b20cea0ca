"""A page to try a printer with: every Vietnamese letter, straight edges, a barcode and a QR code to scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.paper.test_code import test_code
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.code_blocks import code_stack, qr_block
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.flow import Block, PageMark, draw, paragraph, space
from counter_app.printing.press.fonts import VOWELS
from counter_app.printing.press.ink import MM, Ink
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.printing.press.titles import title_blocks

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize

TITLE = "TRANG IN THỬ"
SAMPLE_QR = "Trang in thử: đọc được dòng này là mã QR in tốt."
_HOW = (
    "Bản in tốt khi: đọc rõ mọi chữ có dấu; khung bốn cạnh đủ nét; quét được mã vạch và mã QR dưới đây; "
    "thước dài đúng 50 mm. Quét mã vạch khi đang ở trong chương trình: máy in được ghi là đã thử."
)
_RULER = 50 * MM


@in_vietnamese()
def test_page(size: PaperSize, printer: str) -> bytes:
    """The page as PDF on ``size``; its barcode is no dossier's and tells ``printer``, as named in the preferences."""
    layout, code = LAYOUTS[size], test_code(printer)
    blocks = [
        space(layout.gap * 2),
        *title_blocks(layout, TITLE),
        *paragraph([Run(_HOW, layout.regular)], layout, gap=layout.gap * 2),
        *_alphabet(layout),
        code_stack(layout, code.text, code.barcode, "Mã vạch thử:"),
        qr_block(layout, SAMPLE_QR),
        _ruler(layout),
    ]
    return draw(
        blocks,
        layout,
        title=TITLE,
        author="Quầy Một Cửa",
        ground=lambda _ink: None,
        mark=_border(layout),
    )


test_page.__test__ = False  # type: ignore[attr-defined]  # its name is no test's


def _alphabet(layout: Layout) -> list[Block]:
    """Small and capital letters in every face the paper uses."""
    blocks: list[Block] = []
    for face in dict.fromkeys((layout.regular, layout.bold, layout.italic)):
        groups = ["".join(VOWELS[start : start + 6]) for start in range(0, len(VOWELS), 6)]
        for text in (" ".join((*groups, "đ")), " ".join((*groups, "đ")).upper()):
            blocks += paragraph([Run(text, face)], layout, gap=layout.gap)
    return [*blocks, space(layout.gap * 2)]


def _ruler(layout: Layout) -> Block:
    def paint(ink: Ink, x: float, y: float) -> None:
        left = x + (layout.room - _RULER) / 2
        base = y - 4 * MM
        ink.rule(left, base, left + _RULER, base)
        for tick in range(51):
            length = 3 if tick % 10 == 0 else 2 if tick % 5 == 0 else 1
            ink.rule(left + tick * MM, base, left + tick * MM, base + length * MM, 0.3)
        ink.put_centred(
            x + layout.room / 2, base - layout.small, "50 mm", layout.regular, layout.small
        )

    return Block(height=9 * MM, paint=paint)


def _border(layout: Layout) -> PageMark:
    """A frame on the margins, which shows what the printer cuts off."""

    def paint(ink: Ink, _number: int, _count: int) -> None:
        inset = 2 * MM
        ink.frame(
            layout.left - inset,
            layout.bottom - inset,
            layout.room + 2 * inset,
            ink.page_height - layout.top - layout.bottom + 2 * inset,
        )

    return paint
