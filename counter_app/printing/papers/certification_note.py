"""Phiếu thu nội bộ of certifications: which numbers, how many pages and copies, what they cost. No official receipt."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.certification.books import Certification, book_name
from counter_app.domain.paper.certification_sheet import CertificationNoteSheet
from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.i18n import in_vietnamese
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.flow import Block, draw, paragraph, space
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.printing.press.letterhead import letterhead
from counter_app.printing.press.marks import edge, ground, sample_blocks
from counter_app.printing.press.signatures import Signature, signature_block
from counter_app.printing.press.titles import title_blocks
from counter_app.wording.amounts import amount_words, money
from counter_app.wording.moments import form_moment

TITLE = "PHIẾU THU NỘI BỘ"
NOTE = "Phiếu dùng trong nội bộ bộ phận một cửa, không thay cho biên lai thu phí, lệ phí."
LINES = 24
"""As many documents are named one by one; more are summed up, for the book has them all."""


@in_vietnamese()
def certification_note(sheet: CertificationNoteSheet, size: PaperSize) -> bytes:
    """The note both sides sign, as PDF."""
    layout = LAYOUTS[size]
    numbers = numbers_text(sheet.lines)
    return draw(
        _blocks(sheet, layout),
        layout,
        title=f"{TITLE} {numbers}",
        author=sheet.heading.name,
        ground=ground(layout, sheet.heading),
        mark=edge(layout, left=f"Số chứng thực {numbers}"),
    )


def numbers_text(lines: Sequence[Certification]) -> str:
    """The numbers of a visit: ``125``, ``125–127``."""
    first, last = lines[0].number, lines[-1].number
    return str(first) if first == last else f"{first}–{last}"


def _blocks(sheet: CertificationNoteSheet, layout: Layout) -> list[Block]:
    lines = sheet.lines
    return [
        *letterhead(layout, sheet.heading, day=lines[0].at.date()),
        *title_blocks(layout, TITLE),
        *sample_blocks(layout, sheet.heading),
        *rows_blocks(_rows(sheet), layout),
        *_documents(lines, layout),
        *rows_blocks(_money(sheet), layout),
        *paragraph([Run(NOTE, layout.italic)], layout, size=layout.small),
        space(layout.body * 0.8, keep=True),
        signature_block(
            layout,
            (
                Signature("NGƯỜI NỘP TIỀN", lines[0].applicant),
                Signature("NGƯỜI THU TIỀN", sheet.officer_name),
            ),
        ),
        space(layout.gap),
    ]


def _rows(sheet: CertificationNoteSheet) -> list[Row]:
    first = sheet.lines[0]
    return [
        (Field("Người yêu cầu chứng thực:", first.applicant, strong=True),),
        (Field("Thủ tục hành chính:", sheet.procedure),),
        (Field("Thời gian:", form_moment(first.at)),),
        (
            Field("Số chứng thực:", numbers_text(sheet.lines), strong=True),
            Field("Quyển số:", f"{first.volume}/{first.year}"),
        ),
        (Field("Tên sổ:", book_name(first.book)),),
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
    paid = "chưa thu" if sheet.fee and not sheet.paid else money(sheet.paid)
    rows: list[Row] = [
        (Field("Tổng phí chứng thực:", money(sheet.fee), strong=True), Field("Đã thu:", paid)),
        (Field("Viết bằng chữ:", amount_words(sheet.fee), strong=True),),
    ]
    if sheet.receipt_no:
        rows.append((Field("Biên lai chính thức số:", sheet.receipt_no),))
    return rows
