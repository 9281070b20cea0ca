"""BIÊN BẢN BÀN GIAO HỒ SƠ: many dossiers that change hands on one sheet, two copies, both sides sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Table
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.papers.slip_frame import finished, opening, signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import BLANK, Field, Row, row_blocks, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph, space
from counter_app.printing.press.layout import A4_LANDSCAPE, Layout
from counter_app.printing.press.signatures import Signature
from counter_app.printing.sheets.report_table import table_blocks
from counter_app.wording.paper.moments import form_moment
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.domain.paper.slip_sheets import HandoverLine, HandoverSheet

COLUMNS: tuple[Column[HandoverLine], ...] = (
    Column(mark("TT"), None, 0.5, Align.CENTRE),
    Column(mark("Mã hồ sơ"), lambda line: line.code, 2.2),
    Column(mark("Chủ hồ sơ"), lambda line: line.name, 2.4),
    Column(mark("Nội dung"), lambda line: line.procedure, 4),
    Column(mark("Ngày nhận"), lambda line: line.received_at.date(), 1.4, Align.CENTRE),
    Column(mark("Hẹn trả"), lambda line: line.promised_at, 1.6, Align.CENTRE),
    Column(mark("Số giấy tờ"), lambda line: str(line.papers), 0.9, Align.CENTRE),
    Column(mark("Ghi chú"), lambda line: line.note, 1.8),
)


@in_vietnamese()
def handover_sheet(sheet: HandoverSheet) -> bytes:
    """The record of a hand-over, as PDF on A4 lying on its side."""
    signatures = [
        Signature(_("BÊN GIAO"), sheet.giver),
        Signature(_("BÊN NHẬN"), sheet.taker if sheet.taken_at else ""),
    ]
    layout, blocks = laid_out(
        A4_LANDSCAPE, lambda layout: signed(_blocks(sheet, layout), layout, signatures)
    )
    return finished(blocks, layout, sheet.head)


def _blocks(sheet: HandoverSheet, layout: Layout) -> list[Block]:
    count = len(sheet.lines)
    said = _("Hai bên bàn giao {count:02d} hồ sơ gồm:").format(count=count)
    return [
        *opening(sheet.head, layout),
        *rows_blocks(_sides(sheet), layout),
        *paragraph([Run(said, layout.regular)], layout, keep=True),
        *table_blocks(_table(sheet), layout, size=min(layout.body - 1.5, 10.5)),
        space(layout.gap * 2),
        *(row_blocks((Field(_("Ghi chú:"), sheet.note),), layout) if sheet.note.strip() else ()),
        *paragraph([Run(_statement(sheet), layout.italic)], layout),
    ]


def _sides(sheet: HandoverSheet) -> list[Row]:
    """Giver and taker, each with the time on a line of its own."""
    taken = form_moment(sheet.taken_at) if sheet.taken_at else BLANK
    return [
        (Field(_("Bên giao:"), _side(sheet.giver_office, sheet.giver), strong=True),),
        (Field(_("Thời gian giao:"), form_moment(sheet.given_at)),),
        (Field(_("Bên nhận:"), _side(sheet.taker_office, sheet.taker), strong=True),),
        (Field(_("Thời gian nhận:"), taken),),
    ]


def _statement(sheet: HandoverSheet) -> str:
    """The statement that everything was counted, or has to be before somebody takes it."""
    if sheet.taken_at is None:
        return _(
            "Bên nhận kiểm đếm hồ sơ và giấy tờ kèm theo trước khi ký. Biên bản lập thành 02 bản, mỗi bên giữ 01 bản."
        )
    return _(
        "Bên nhận đã kiểm đếm đủ hồ sơ và giấy tờ kèm theo. Biên bản lập thành 02 bản, mỗi bên giữ 01 bản."
    )


def _side(office: str, person: str) -> str:
    return " – ".join(part for part in (person.strip(), office.strip()) if part)


def _table(sheet: HandoverSheet) -> Table:
    return Table(
        name="handover",
        title="",
        subtitle="",
        columns=heads(COLUMNS),
        rows=cells(COLUMNS, sheet.lines),
    )
