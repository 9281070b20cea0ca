"""Phiếu thu nội bộ of certifications: which numbers, how many pages and copies, what they cost. No official receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.certification.books import Certification, book_name
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.papers.receipt_rows import paid_text
from counter_app.printing.papers.slip_frame import signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, draw, paragraph, space
from counter_app.printing.press.letterhead import letterhead
from counter_app.printing.press.marks import edge, ground, sample_blocks
from counter_app.printing.press.signatures import Signature
from counter_app.printing.press.titles import title_blocks
from counter_app.wording.paper.amounts import amount_words, money
from counter_app.wording.paper.moments import form_moment

if TYPE_CHECKING:
    from counter_app.domain.paper.certification_sheet import CertificationNoteSheet
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.printing.press.layout import Layout

PAID_TITLE = mark("PHIẾU THU NỘI BỘ PHÍ CHỨNG THỰC")
DUE_TITLE = mark("PHIẾU BÁO PHÍ CHỨNG THỰC")
NOTE = mark("Phiếu dùng trong nội bộ bộ phận một cửa, không thay cho biên lai thu phí, lệ phí.")
LINES = 24
"""As many documents are named one by one; more are summed up, for the book has them all."""


@in_vietnamese()
def certification_note(sheet: CertificationNoteSheet, size: PaperSize) -> bytes:
    """The note both sides sign, as PDF."""
    layout, blocks = laid_out(size, lambda layout: _blocks(sheet, layout))
    numbers = numbers_text(sheet.lines)
    return draw(
        blocks,
        layout,
        title=f"{_title(sheet)} {numbers}",
        author=sheet.heading.name,
        ground=ground(layout, sheet.heading),
        mark=edge(layout, left=_("Số chứng thực {numbers}").format(numbers=numbers)),
    )


def _title(sheet: CertificationNoteSheet) -> str:
    """A sum that is not paid in full is only told, not receipted."""
    return _(DUE_TITLE) if _open(sheet) else _(PAID_TITLE)


def _open(sheet: CertificationNoteSheet) -> bool:
    return sheet.paid < sheet.fee or not sheet.paid


def numbers_text(lines: Sequence[Certification]) -> str:
    """The numbers of a visit: ``125``, ``125–127``."""
    first, last = lines[0].number, lines[-1].number
    return str(first) if first == last else f"{first}–{last}"


def _blocks(sheet: CertificationNoteSheet, layout: Layout) -> list[Block]:
    lines = sheet.lines
    blocks = [
        *letterhead(layout, sheet.heading, day=lines[0].at.date()),
        *title_blocks(layout, _title(sheet)),
        *sample_blocks(layout, sheet.heading),
        *rows_blocks(_rows(sheet), layout),
        *_documents(lines, layout),
        *rows_blocks(_money(sheet), layout),
        *paragraph([Run(_(NOTE), layout.italic)], layout, size=layout.small),
    ]
    return signed(blocks, layout, _signatures(sheet))


def _signatures(sheet: CertificationNoteSheet) -> list[Signature]:
    """Nobody signs for money that was not taken."""
    if not sheet.paid:
        return [Signature(_("NGƯỜI LẬP PHIẾU"), sheet.officer_name)]
    return [
        Signature(_("NGƯỜI NỘP TIỀN"), sheet.lines[0].applicant),
        Signature(_("NGƯỜI THU TIỀN"), sheet.officer_name),
    ]


def _rows(sheet: CertificationNoteSheet) -> list[Row]:
    first = sheet.lines[0]
    return [
        (Field(_("Người yêu cầu chứng thực:"), first.applicant, strong=True, whole=True),),
        (Field(_("Thủ tục hành chính:"), sheet.procedure),),
        (Field(_("Thời gian:"), form_moment(first.at)),),
        (
            Field(_("Số chứng thực:"), numbers_text(sheet.lines), strong=True),
            Field(_("Quyển số:"), f"{first.volume}/{first.year}"),
        ),
        (Field(_("Tên sổ:"), book_name(first.book)),),
        *([(Field(_("Người ký chứng thực:"), sheet.signer),)] if sheet.signer else []),
    ]


def _documents(lines: Sequence[Certification], layout: Layout) -> list[Block]:
    blocks: list[Block] = []
    for item in lines[:LINES]:
        runs = [Run(_line(item), layout.regular)]
        blocks += paragraph(runs, layout, gap=layout.gap / 4)
    if len(lines) > LINES:
        rest = f"… và {len(lines) - LINES} giấy tờ khác, đủ trong sổ."
        blocks += paragraph([Run(rest, layout.italic)], layout)
    blocks.append(space(layout.gap))
    return blocks


def _line(item: Certification) -> str:
    title = f" {item.document.title}:" if item.document.title else ""
    text = f"– Số {item.number}:{title} {item.document.pages} trang × {item.document.copies} bản"
    if item.voided_at is not None:
        return f"{text}, đã hủy"
    return f"{text} = {money(item.fee)}"


def _money(sheet: CertificationNoteSheet) -> list[Row]:
    """The cost, and the part of it that was taken."""
    state = Field(_("Tình trạng:"), paid_text(sheet.fee, sheet.paid), strong=True)
    if not sheet.fee:
        state = Field(_("Tình trạng:"), _("không phải thu"))
    rows: list[Row] = [
        (Field(_("Tổng phí chứng thực:"), money(sheet.fee), strong=True, whole=True), state),
        (Field(_("Viết bằng chữ:"), amount_words(sheet.fee), strong=True),),
    ]
    if sheet.receipt_no:
        rows.append((Field(_("Biên lai chính thức số:"), sheet.receipt_no, whole=True),))
    return rows
