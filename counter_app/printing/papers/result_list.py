"""PHIẾU BÀN GIAO KẾT QUẢ: results that go to those who return them, with fees still due and what goes by post."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import Align, Table, TableColumn
from counter_app.domain.paper.slip_sheets import ResultListSheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.slip_frame import finished, opening, signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.flow import Block, paragraph, space
from counter_app.printing.press.layout import A4_LANDSCAPE, Layout
from counter_app.printing.press.signatures import Signature
from counter_app.printing.sheets.report_table import table_blocks
from counter_app.wording.amounts import amount_words, money

COLUMNS = (
    TableColumn(title="TT", width=0.5, align=Align.CENTRE),
    TableColumn(title="Mã hồ sơ", width=2.2),
    TableColumn(title="Nội dung", width=3.6),
    TableColumn(title="Kết quả", width=2.6),
    TableColumn(title="Họ tên chủ hồ sơ", width=2.3),
    TableColumn(title="Địa chỉ", width=3.2),
    TableColumn(title="Phí, lệ phí", width=1.1, align=Align.RIGHT),
    TableColumn(title="Bưu điện", width=0.8, align=Align.CENTRE),
)


@in_vietnamese()
def result_list(sheet: ResultListSheet) -> bytes:
    """The list of results handed over, as PDF on A4 lying on its side."""
    layout = A4_LANDSCAPE
    blocks = signed(
        _blocks(sheet, layout),
        layout,
        [Signature("BÊN GIAO", sheet.giver), Signature("BÊN NHẬN", sheet.taker)],
    )
    return finished(blocks, layout, sheet.head)


def _blocks(sheet: ResultListSheet, layout: Layout) -> list[Block]:
    owed = sum(line.fee or 0 for line in sheet.lines)
    said = f"Tổng số {len(sheet.lines):02d} kết quả."
    if owed:
        said += f" Phí, lệ phí còn thu khi trả: {money(owed)} ({amount_words(owed)})."
    return [
        *opening(sheet.head, layout),
        *table_blocks(_table(sheet), layout, size=10.5),
        space(layout.gap * 2),
        *paragraph([Run(said, layout.regular)], layout),
    ]


def _table(sheet: ResultListSheet) -> Table:
    return Table(
        name="results",
        title="",
        subtitle="",
        columns=COLUMNS,
        rows=tuple(
            (
                str(number),
                line.code,
                line.procedure,
                line.result,
                line.name,
                line.address,
                line.fee,
                "X" if line.postal else None,
            )
            for number, line in enumerate(sheet.lines, start=1)
        ),
    )
