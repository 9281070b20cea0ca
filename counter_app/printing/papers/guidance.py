"""Phiếu hướng dẫn: what still has to be brought, how many of each, where it is got. Nothing is refused by it."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import Align, Column, PaperSize, Table, cells, heads
from counter_app.domain.paper.slip_sheets import GuidanceSheet
from counter_app.domain.paper.slips import WantedPaper
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.code_blocks import code_line, code_stack
from counter_app.printing.papers.slip_frame import (
    finished,
    lines_of,
    numbered,
    opening,
    provisional,
    shown_code,
    signed,
    wanted_text,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.flow import Block, paragraph, space
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.printing.press.signatures import Signature
from counter_app.printing.sheets.report_table import table_blocks

LIST_LABEL = "Giấy tờ cần có:"


def _how(item: WantedPaper) -> str:
    return "; ".join(part for part in (item.what.strip(), item.where.strip()) if part)


COLUMNS: tuple[Column[WantedPaper], ...] = (
    Column("TT", None, 0.55, Align.CENTRE),
    Column("Giấy tờ", lambda item: item.name, 4),
    Column("Số bản", lambda item: f"{item.copies:02d}", 0.8, Align.CENTRE),
    Column("Lấy ở đâu, cần sửa gì", _how, 3.4),
)


@in_vietnamese()
def guidance(sheet: GuidanceSheet, size: PaperSize) -> bytes:
    """The slip for somebody who is told what to bring, as PDF."""
    layout = LAYOUTS[size]
    blocks = signed(
        _blocks(sheet, layout), layout, [Signature("NGƯỜI HƯỚNG DẪN", sheet.head.writer)]
    )
    code = shown_code(sheet.dossier) if sheet.dossier else ""
    return finished(blocks, layout, sheet.head, code=code)


def _blocks(sheet: GuidanceSheet, layout: Layout) -> list[Block]:
    return [
        *opening(sheet.head, layout),
        *_code(sheet, layout),
        *rows_blocks(_rows(sheet), layout),
        *paragraph([Run(LIST_LABEL, layout.bold)], layout, keep=True),
        *_wanted(sheet, layout),
        *(
            block
            for line in lines_of(sheet.note)
            for block in paragraph([Run(line, layout.regular)], layout)
        ),
        *paragraph([Run(_contact(sheet), layout.italic)], layout, size=layout.small),
    ]


def _code(sheet: GuidanceSheet, layout: Layout) -> list[Block]:
    dossier = sheet.dossier
    if dossier is None:
        return []
    block = code_stack if layout.roll else code_line
    own = dossier.code if dossier.official_code else ""
    said = provisional(dossier)
    return [block(layout, shown_code(dossier), dossier.barcode, provisional=said, own=own)]


def _rows(sheet: GuidanceSheet) -> list[Row]:
    rows: list[Row] = []
    if sheet.dossier is not None:
        rows.append((Field("Hồ sơ của:", sheet.dossier.holder_name, strong=True),))
    rows.append((Field("Thủ tục hành chính:", sheet.procedure, strong=True),))
    if sheet.limit:
        rows.append((Field("Thời hạn giải quyết:", sheet.limit),))
    if sheet.fee:
        rows.append((Field("Phí, lệ phí:", sheet.fee),))
    return rows


def _wanted(sheet: GuidanceSheet, layout: Layout) -> list[Block]:
    if layout.roll:
        return numbered([wanted_text(item) for item in sheet.wanted], layout)
    table = Table(
        name="wanted",
        title="",
        subtitle="",
        columns=heads(COLUMNS),
        rows=cells(COLUMNS, sheet.wanted),
        landscape=False,
    )
    size = min(layout.body - 0.5, 11.5)
    return [*table_blocks(table, layout, size=size), space(layout.gap * 2)]


def _contact(sheet: GuidanceSheet) -> str:
    heading = sheet.head.heading
    where = ", ".join(part for part in (heading.name, heading.address) if part.strip())
    call = f" Cần hỏi thêm, xin gọi số {heading.phone}." if heading.phone.strip() else ""
    return f"Nộp tại: {where}. Chỉ cần những giấy tờ ghi trên phiếu này.{call}"
