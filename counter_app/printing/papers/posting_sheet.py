"""Bảng niêm yết thủ tục hành chính: per sector, what is needed, how long it takes, what it costs."""

from __future__ import annotations

from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.paper.receipt_sheets import Align, Column, Table, cells, heads
from counter_app.domain.paper.slip_sheets import PostedProcedure, PostingSheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.receipt_rows import KIND_COLUMNS, SHOWN
from counter_app.printing.papers.slip_frame import finished, opening, signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.flow import Block, paragraph, space
from counter_app.printing.press.layout import A4_LANDSCAPE, Layout
from counter_app.printing.press.signatures import Signature
from counter_app.printing.sheets.report_table import table_blocks

UNCONFIRMED = "Số liệu đang chờ đối chiếu với quyết định công bố của tỉnh."


def _papers(item: PostedProcedure) -> str:
    papers = "; ".join(_paper(paper) for paper in item.papers)
    sets = f" Số lượng: {item.sets:02d} bộ." if item.papers else ""
    return f"{papers}.{sets}" if papers else "Theo hướng dẫn tại quầy."


def _paper(paper: PaperItem) -> str:
    kind = KIND_COLUMNS.get(paper.kind, "").lower()
    said = f"{paper.quantity:02d} {kind}" if kind else SHOWN
    return f"{paper.name} ({said})" + ("" if paper.required else ", nếu có")


def _source(item: PostedProcedure) -> str:
    parts = (item.legal_basis, item.source)
    source = ". ".join(part.strip(" .") for part in parts if part.strip())
    return source if item.confirmed else f"{source}. {UNCONFIRMED}".lstrip(". ")


COLUMNS: tuple[Column[PostedProcedure], ...] = (
    Column("TT", None, 0.45, Align.CENTRE),
    Column("Thủ tục hành chính", lambda item: f"{item.name} (mã {item.code})", 2.5),
    Column("Thành phần hồ sơ", _papers, 4.2),
    Column("Thời hạn giải quyết", lambda item: item.limit, 1.5),
    Column("Phí, lệ phí", lambda item: item.fee, 1.9),
    Column("Căn cứ, nguồn công bố", _source, 3.6),
)


@in_vietnamese()
def posting_sheet(sheet: PostingSheet) -> bytes:
    """The sheet that is posted up, as PDF on A4 lying on its side; every sector begins under its own name."""
    layout = A4_LANDSCAPE
    blocks = opening(sheet.head, layout, sheet.hours)
    for number, (sector, procedures) in enumerate(sheet.sectors):
        blocks += _sector(sector, procedures, layout, first=number == 0)
    closing = paragraph([Run(_foot(sheet), layout.italic)], layout, size=layout.small)
    signature = Signature("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", hint="(Ký, đóng dấu, ghi rõ họ tên)")
    ending = signed([*blocks, *closing], layout, [signature])
    return finished(ending, layout, sheet.head)


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
        *paragraph([Run(f"Lĩnh vực: {name}", layout.bold)], layout, keep=True),
        *table_blocks(table, layout, size=10),
        space(layout.gap * 2),
    ]


def _foot(sheet: PostingSheet) -> str:
    phone = sheet.head.heading.phone.strip()
    count = sum(len(procedures) for _name, procedures in sheet.sectors)
    call = f" Hướng dẫn, phản ánh, kiến nghị: {phone}." if phone else ""
    return f"Tổng số {count} thủ tục, áp dụng tại ngày in.{call}"
