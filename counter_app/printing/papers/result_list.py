"""PHIẾU BÀN GIAO KẾT QUẢ: results that go to those who return them, with fees still due and what goes by post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.papers.slip_frame import finished, opening, signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph, space
from counter_app.printing.press.layout import A4_LANDSCAPE, Layout
from counter_app.printing.press.signatures import Signature
from counter_app.printing.sheets.report_table import table_blocks
from counter_app.wording.paper.amounts import amount_words, money
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.domain.paper.slip_sheets import ResultLine, ResultListSheet

COLUMNS: tuple[Column[ResultLine], ...] = (
    Column(mark("TT"), None, 0.5, Align.CENTRE),
    Column(mark("Mã hồ sơ"), lambda line: line.code, 2.2),
    Column(mark("Nội dung"), lambda line: line.procedure, 3.6),
    Column(mark("Kết quả"), lambda line: line.result, 2.6),
    Column(mark("Họ tên chủ hồ sơ"), lambda line: line.name, 2.3),
    Column(mark("Địa chỉ"), lambda line: line.address, 3.2),
    Column(mark("Phí, lệ phí"), lambda line: line.fee, 1.1, Align.RIGHT),
    Column(mark("Bưu điện"), lambda line: "X" if line.postal else None, 0.8, Align.CENTRE),
)


@in_vietnamese()
def result_list(sheet: ResultListSheet) -> bytes:
    """The list of results handed over, as PDF on A4 lying on its side."""
    signatures = [Signature(_("BÊN GIAO"), sheet.giver), Signature(_("BÊN NHẬN"), sheet.taker)]
    layout, blocks = laid_out(
        A4_LANDSCAPE, lambda layout: signed(_blocks(sheet, layout), layout, signatures)
    )
    return finished(blocks, layout, sheet.head)


def _blocks(sheet: ResultListSheet, layout: Layout) -> list[Block]:
    owed = sum(line.fee or 0 for line in sheet.lines)
    said = _("Tổng số {count:02d} kết quả.").format(count=len(sheet.lines))
    if owed:
        due = _("Phí, lệ phí còn phải thu khi trả kết quả: {amount} ({words}).")
        said = f"{said} {due.format(amount=money(owed), words=amount_words(owed))}"
    return [
        *opening(sheet.head, layout),
        *table_blocks(_table(sheet), layout, size=min(layout.body - 1.5, 10.5)),
        space(layout.gap * 2),
        *paragraph([Run(said, layout.regular)], layout),
    ]


def _table(sheet: ResultListSheet) -> Table:
    return Table(
        name="results",
        title="",
        subtitle="",
        columns=heads(COLUMNS),
        rows=cells(COLUMNS, sheet.lines),
    )
