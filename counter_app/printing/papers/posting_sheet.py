"""Bảng niêm yết thủ tục hành chính: per sector, what is needed, how long it takes, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.papers.receipt_rows import KIND_COLUMNS, SHOWN
from counter_app.printing.papers.slip_frame import finished, opening, signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.flow import Block, paragraph, space
from counter_app.printing.press.layout import A3_LANDSCAPE, A4_LANDSCAPE, Layout
from counter_app.printing.press.signatures import agency_signature
from counter_app.printing.sheets.report_table import table_blocks
from counter_app.wording.paper.amounts import padded_counts
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.domain.catalogue.sectors import PaperItem
    from counter_app.domain.paper.slip_sheets import PostedProcedure, PostingSheet


def _papers(item: PostedProcedure) -> str:
    papers = "; ".join(_paper(paper) for paper in item.papers)
    sets = _(" Số lượng: {count:02d} bộ.").format(count=item.sets) if item.papers else ""
    return f"{papers}.{sets}" if papers else _("Theo hướng dẫn tại quầy.")


def _paper(paper: PaperItem) -> str:
    kind = KIND_COLUMNS.get(paper.kind, "").lower()
    said = f"{paper.quantity:02d} {kind}" if kind else _(SHOWN)
    return f"{paper.name} ({said})" + ("" if paper.required else _(", nếu có"))


COLUMNS: tuple[Column[PostedProcedure], ...] = (
    Column(mark("TT"), None, 0.45, Align.CENTRE),
    Column(mark("Thủ tục hành chính"), lambda item: f"{item.name} (mã {item.code})", 2.5),
    Column(mark("Thành phần hồ sơ"), _papers, 3.6),
    Column(mark("Thời hạn giải quyết"), lambda item: padded_counts(item.limit), 1.7),
    Column(mark("Phí, lệ phí"), lambda item: item.fee, 1.4),
    Column(mark("Cách thức thực hiện"), lambda item: item.ways, 1.6),
    Column(mark("Cơ quan giải quyết"), lambda item: item.resolver, 1.5),
    Column(mark("Kết quả"), lambda item: item.result, 1.6),
    Column(mark("Căn cứ pháp lý"), lambda item: item.legal_basis, 1.9),
)
"""The facts of each procedure that Nghị định 118/2025/NĐ-CP Điều 6 and Quyết định 766/QĐ-TTg want to be public."""


@in_vietnamese()
def posting_sheet(sheet: PostingSheet, *, wide: bool = False) -> bytes:
    """The sheet that is posted up, as PDF on A4 lying on its side, or A3 (``wide``), in type read at a metre."""
    layout = A3_LANDSCAPE if wide else A4_LANDSCAPE
    blocks = opening(sheet.head, layout, sheet.hours)
    for number, (sector, procedures) in enumerate(sheet.sectors):
        blocks += _sector(sector, procedures, layout, first=number == 0)
    closing = paragraph(_foot(sheet, layout), layout)
    signature = agency_signature(sheet.head.heading)
    return finished(signed([*blocks, *closing], layout, [signature]), layout, sheet.head)


def _sector(
    name: str, procedures: tuple[PostedProcedure, ...], layout: Layout, *, first: bool
) -> list[Block]:
    table = Table(
        name=name,
        title="",
        subtitle="",
        columns=heads(COLUMNS),
        rows=cells(COLUMNS, procedures),
    )
    return [
        *([] if first else [space(layout.gap * 4)]),
        *paragraph([Run(_("Lĩnh vực: {name}").format(name=name), layout.bold)], layout, keep=True),
        *table_blocks(table, layout, size=layout.body),
        space(layout.gap * 2),
    ]


def _foot(sheet: PostingSheet, layout: Layout) -> list[Run]:
    phone = sheet.head.heading.phone.strip()
    count = sum(len(procedures) for _name, procedures in sheet.sectors)
    runs = [Run(_("Tổng số {count:02d} thủ tục.").format(count=count), layout.italic)]
    if phone:
        runs += [
            Run(_("Tiếp nhận phản ánh, kiến nghị:"), layout.italic),
            Run(f"{phone}.", layout.italic, whole=True),
        ]
    return runs
