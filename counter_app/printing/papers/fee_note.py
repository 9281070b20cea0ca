"""Phiếu thu, phiếu chi nội bộ: money that changed hands at the counter; phiếu báo phí: money that has not yet.

It is not an official receipt: that one is numbered by the rules of tax and treasury, and only its number stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.text import exact_key
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.papers.receipt_rows import asked_text
from counter_app.printing.papers.slip_frame import finished, opening, shown_code, signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.layout import A4, A5_LANDSCAPE, Layout
from counter_app.printing.press.signatures import Signature
from counter_app.wording.paper.amounts import amount_words, money

if TYPE_CHECKING:
    from counter_app.domain.paper.slip_sheets import FeeNoteSheet

NOTE = mark(
    "Phiếu dùng trong nội bộ bộ phận một cửa để đối chiếu cuối ngày, không thay cho chứng từ thu phí, lệ phí của "
    "cơ quan thuế, kho bạc."
)


@in_vietnamese()
def fee_note(sheet: FeeNoteSheet, size: PaperSize) -> bytes:
    """The note of money taken in, given back or only due, as PDF: A5 lying on its side, or A4."""
    wanted = A4 if size is PaperSize.A4 else A5_LANDSCAPE
    layout, blocks = laid_out(wanted, lambda layout: _whole(sheet, layout))
    return finished(blocks, layout, sheet.head, code=shown_code(sheet.dossier))


def _whole(sheet: FeeNoteSheet, layout: Layout) -> list[Block]:
    return signed(_blocks(sheet, layout), layout, _signatures(sheet), below=0.4)


def _signatures(sheet: FeeNoteSheet) -> list[Signature]:
    """Both sides of the money; what is not paid has no hand that took it."""
    writer = sheet.head.writer
    if sheet.unpaid:
        return [Signature(_("NGƯỜI LẬP PHIẾU"), writer)]
    money_sides = (
        (_("NGƯỜI NHẬN TIỀN"), _("NGƯỜI TRẢ TIỀN"))
        if sheet.refund
        else (_("NGƯỜI NỘP TIỀN"), _("NGƯỜI THU TIỀN"))
    )
    return [Signature(money_sides[0], sheet.payer), Signature(money_sides[1], writer)]


def _blocks(sheet: FeeNoteSheet, layout: Layout) -> list[Block]:
    return [
        *opening(sheet.head, layout),
        *rows_blocks(_rows(sheet), layout),
        *paragraph([Run(_(NOTE), layout.italic)], layout, size=layout.small),
    ]


def _address(sheet: FeeNoteSheet) -> str:
    """The payer's address, when the dossier knows it; nobody else's address."""
    people = (sheet.dossier.applicant, sheet.dossier.owner)
    payer = exact_key(sheet.payer)
    known = (one.address for one in people if one is not None and exact_key(one.name) == payer)
    return next(known, "")


def _rows(sheet: FeeNoteSheet) -> list[Row]:
    who = _("Họ và tên người nhận lại tiền:") if sheet.refund else _("Họ và tên người nộp tiền:")
    what = _("Hoàn phí, lệ phí của thủ tục:") if sheet.refund else _("Nộp phí, lệ phí của thủ tục:")
    if sheet.unpaid:
        who, what = _("Họ và tên người phải nộp:"), _("Phí, lệ phí của thủ tục:")
    amount = Field(
        _("Số tiền:"), money(sheet.amount) if sheet.amount else "", strong=True, whole=True
    )
    how = Field(_("Tình trạng:"), _("chưa thu"), strong=True)
    if not sheet.unpaid:
        how = Field(_("Hình thức:"), sheet.method)
    rows: list[Row] = [
        (Field(who, sheet.payer, strong=True, whole=True),),
        (Field(_("Địa chỉ:"), _address(sheet)),),
        (Field(what, asked_text(sheet.dossier)),),
        (Field(_("Mã hồ sơ:"), shown_code(sheet.dossier), strong=True, whole=True),),
        (amount, how),
        (
            Field(
                _("Viết bằng chữ:"), amount_words(sheet.amount) if sheet.amount else "", strong=True
            ),
        ),
    ]
    if sheet.unpaid:
        return rows
    number = Field(_("Số chứng từ thu phí, lệ phí chính thức:"), sheet.receipt_no, whole=True)
    return [*rows, (number,)]
