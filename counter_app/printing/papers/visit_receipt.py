"""Mẫu 01 for several dossiers of one visit: one slip, each with its own code and promise, one sum of fees."""

from __future__ import annotations

from dataclasses import replace

from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.domain.paper.slip_sheets import VisitItem, VisitSheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.code_blocks import code_line, code_stack
from counter_app.printing.papers.papers_table import paper_line
from counter_app.printing.papers.receipt_rows import (
    CONTACT,
    NO_DATE,
    NOTE,
    UNIT_LABEL,
    asked_text,
    both_sign,
    contact_row,
    fee_text,
    originals_text,
    return_place,
    unit_name,
)
from counter_app.printing.papers.slip_frame import (
    finished,
    opening,
    provisional,
    shown_code,
    signed,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.flow import Block, paragraph, space, total_height
from counter_app.printing.press.ink import Ink
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.wording.moments import form_moment

LARGEST_KEPT = 0.45
"""A dossier higher than this part of the page may be divided between two."""


@in_vietnamese()
def visit_receipt(sheet: VisitSheet, size: PaperSize) -> bytes:
    """The slip for everything handed in at one visit, as PDF."""
    layout = LAYOUTS[size]
    first = sheet.items[0].dossier
    blocks = signed(_blocks(sheet, layout), layout, both_sign(first, sheet.head.writer))
    return finished(blocks, layout, sheet.head, code=shown_code(first))


def _blocks(sheet: VisitSheet, layout: Layout) -> list[Block]:
    blocks = [*opening(sheet.head, layout), *rows_blocks(_visitor(sheet), layout)]
    for number, item in enumerate(sheet.items, start=1):
        blocks += _item(number, item, sheet, layout)
    return [*blocks, _line(layout), *rows_blocks(_total(sheet), layout), *_notes(sheet, layout)]


def _visitor(sheet: VisitSheet) -> list[Row]:
    first = sheet.items[0].dossier
    applicant = first.applicant
    return [
        (Field(UNIT_LABEL, unit_name(sheet.head.heading)),),
        (Field("Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức:", applicant.name, strong=True),),
        (Field("Số định danh cá nhân/tổ chức:", applicant.id_no),),
        (Field("Địa chỉ:", applicant.address),),
        contact_row(applicant),
        (Field("Thời gian nhận hồ sơ:", form_moment(first.received_at)),),
        (Field("Số hồ sơ nộp trong lần này:", f"{len(sheet.items):02d}", strong=True),),
    ]


def _item(number: int, item: VisitItem, sheet: VisitSheet, layout: Layout) -> list[Block]:
    """One dossier."""
    dossier = item.dossier
    code = code_stack if layout.roll else code_line
    own = dossier.code if dossier.official_code else ""
    title = [Run(f"{number}. {asked_text(dossier)}", layout.bold)]
    blocks = [
        _line(layout),
        *paragraph(title, layout, keep=True),
        code(
            layout,
            shown_code(dossier),
            dossier.barcode,
            provisional=provisional(dossier),
            own=own,
        ),
        *rows_blocks(_people(dossier, sheet.items[0].dossier), layout),
        *_papers(dossier, layout),
        *rows_blocks(_promise(item, sheet), layout),
    ]
    if layout.roll or total_height(blocks) > layout.height * LARGEST_KEPT:
        return blocks
    return [*(replace(block, keep=True) for block in blocks[:-1]), blocks[-1]]


def _line(layout: Layout) -> Block:
    """A thin line between dossiers, kept with what follows."""

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.rule(x, y - layout.gap, x + layout.room, y - layout.gap, 0.4)

    return Block(height=layout.gap * 2.5, paint=paint, keep=True)


def _people(dossier: Dossier, first: Dossier) -> list[Row]:
    """Whose matter it is, where that is somebody else than who stands at the counter."""
    rows: list[Row] = []
    if dossier.applicant.name != first.applicant.name:
        rows.append((Field("Người nộp:", dossier.applicant.name, strong=True),))
    if dossier.owner is not None:
        rows.append((Field("Chủ hồ sơ:", dossier.owner.name, strong=True),))
    if dossier.authorisation.strip():
        rows.append((Field("Giấy tờ ủy quyền:", dossier.authorisation),))
    return rows


def _papers(dossier: Dossier, layout: Layout) -> list[Block]:
    papers = "; ".join(paper_line(paper) for paper in dossier.papers)
    return rows_blocks([(Field("Thành phần hồ sơ nộp gồm:", papers),)], layout)


def _promise(item: VisitItem, sheet: VisitSheet) -> list[Row]:
    dossier = item.dossier
    due = form_moment(dossier.promised_at) if dossier.promised_at else NO_DATE
    fee = () if dossier.fee is None else (Field("Phí, lệ phí:", fee_text(dossier.fee)),)
    kept = originals_text(dossier.originals_kept)
    return [
        *([(Field("Bản gốc cơ quan giữ lại, trả cùng kết quả:", kept),)] if kept else []),
        (Field("Số lượng hồ sơ:", f"{dossier.sets:02d} (bộ)"), *fee),
        (Field("Thời gian giải quyết hồ sơ theo quy định là:", item.limit or NO_DATE),),
        (Field("Thời gian trả kết quả giải quyết hồ sơ:", due, strong=True),),
        (Field("Đăng ký nhận kết quả tại:", return_place(dossier, sheet.head.heading)),),
        (
            Field("Vào Sổ theo dõi hồ sơ, Quyển số", item.book),
            Field("Số thứ tự", str(dossier.book_no) if dossier.book_no else ""),
        ),
    ]


def _total(sheet: VisitSheet) -> list[Row]:
    """One sum for the visit; what the officer does not know is named, not counted."""
    fees = [item.dossier.fee for item in sheet.items]
    rows: list[Row] = [
        (
            Field(
                f"Tổng phí, lệ phí của {len(fees):02d} hồ sơ:",
                fee_text(sum(fee or 0 for fee in fees)),
                strong=True,
            ),
        )
    ]
    open_ones = [str(number) for number, fee in enumerate(fees, start=1) if fee is None]
    if open_ones:
        rows.append((Field("Chưa tính phí của hồ sơ số:", ", ".join(open_ones)),))
    return rows


def _notes(sheet: VisitSheet, layout: Layout) -> list[Block]:
    runs = [Run("Lưu ý:", layout.bold), Run(NOTE, layout.italic)]
    phone = sheet.head.heading.phone.strip()
    if phone:
        runs += [Run(CONTACT, layout.italic), Run(f"{phone}.", layout.italic, whole=True)]
    return [
        space(layout.gap, keep=True),
        *paragraph(runs, layout, size=layout.small, keep=True, gap=layout.gap * 2),
    ]
