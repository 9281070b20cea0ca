"""Phiếu thu nội bộ: money that changed hands at the counter.

It is not an official receipt: that one is numbered by the rules of tax and treasury, and only its number stands here.
"""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.domain.paper.slip_sheets import FeeNoteSheet
from counter_app.domain.text import exact_key
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.receipt_rows import asked_text
from counter_app.printing.papers.slip_frame import finished, opening, shown_code, signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.layout import A4, A5_LANDSCAPE, Layout
from counter_app.printing.press.signatures import Signature
from counter_app.wording.amounts import amount_words, money

NOTE = (
    "Phiếu dùng trong nội bộ bộ phận một cửa để đối chiếu cuối ngày, không thay cho chứng từ thu phí, lệ phí của "
    "cơ quan thuế, kho bạc."
)


@in_vietnamese()
def fee_note(sheet: FeeNoteSheet, size: PaperSize) -> bytes:
    """The note of money taken in or given back, as PDF: A5 lying on its side, or A4."""
    layout = A4 if size is PaperSize.A4 else A5_LANDSCAPE
    money_sides = (
        ("NGƯỜI NHẬN TIỀN", "NGƯỜI TRẢ TIỀN")
        if sheet.refund
        else ("NGƯỜI NỘP TIỀN", "NGƯỜI THU TIỀN")
    )
    blocks = signed(
        _blocks(sheet, layout),
        layout,
        [Signature(money_sides[0], sheet.payer), Signature(money_sides[1], sheet.head.writer)],
        below=0.4,
    )
    return finished(blocks, layout, sheet.head, code=shown_code(sheet.dossier))


def _blocks(sheet: FeeNoteSheet, layout: Layout) -> list[Block]:
    return [
        *opening(sheet.head, layout),
        *rows_blocks(_rows(sheet), layout),
        *paragraph([Run(NOTE, layout.italic)], layout, size=layout.small),
    ]


def _address(sheet: FeeNoteSheet) -> str:
    """Where the payer lives, when the dossier knows them; nobody else's address."""
    people = (sheet.dossier.applicant, sheet.dossier.owner)
    payer = exact_key(sheet.payer)
    known = (one.address for one in people if one is not None and exact_key(one.name) == payer)
    return next(known, "")


def _rows(sheet: FeeNoteSheet) -> list[Row]:
    who = "Họ và tên người nhận lại tiền:" if sheet.refund else "Họ và tên người nộp tiền:"
    what = "Hoàn phí, lệ phí của thủ tục:" if sheet.refund else "Nộp phí, lệ phí của thủ tục:"
    return [
        (Field(who, sheet.payer, strong=True),),
        (Field("Địa chỉ:", _address(sheet)),),
        (Field(what, asked_text(sheet.dossier)),),
        (Field("Mã hồ sơ:", shown_code(sheet.dossier), strong=True),),
        (
            Field("Số tiền:", money(sheet.amount) if sheet.amount else "", strong=True),
            Field("Hình thức:", sheet.method),
        ),
        (Field("Viết bằng chữ:", amount_words(sheet.amount) if sheet.amount else "", strong=True),),
        (Field("Số chứng từ thu phí, lệ phí chính thức:", sheet.receipt_no),),
    ]
