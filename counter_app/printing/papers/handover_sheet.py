"""BIÊN BẢN BÀN GIAO HỒ SƠ: many dossiers that change hands on one sheet, two copies, both sides sign."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import Align, Table, TableColumn
from counter_app.domain.paper.slip_sheets import HandoverSheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.slip_frame import finished, opening, signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import BLANK, Field, row_blocks, rows_blocks
from counter_app.printing.press.flow import Block, paragraph, space
from counter_app.printing.press.layout import A4_LANDSCAPE, Layout
from counter_app.printing.press.signatures import Signature
from counter_app.printing.sheets.report_table import table_blocks
from counter_app.wording.moments import form_moment

COLUMNS = (
    TableColumn(title="TT", width=0.5, align=Align.CENTRE),
    TableColumn(title="Mã hồ sơ", width=2.2),
    TableColumn(title="Chủ hồ sơ", width=2.4),
    TableColumn(title="Nội dung", width=4),
    TableColumn(title="Ngày nhận", width=1.4, align=Align.CENTRE),
    TableColumn(title="Hẹn trả", width=1.6, align=Align.CENTRE),
    TableColumn(title="Số giấy tờ", width=0.9, align=Align.CENTRE),
    TableColumn(title="Ghi chú", width=1.8),
)


@in_vietnamese()
def handover_sheet(sheet: HandoverSheet) -> bytes:
    """The record of a hand-over, as PDF on A4 lying on its side."""
    layout = A4_LANDSCAPE
    blocks = signed(
        _blocks(sheet, layout),
        layout,
        [
            Signature("BÊN GIAO", sheet.giver),
            Signature("BÊN NHẬN", sheet.taker),
        ],
    )
    return finished(blocks, layout, sheet.head)


def _blocks(sheet: HandoverSheet, layout: Layout) -> list[Block]:
    count = len(sheet.lines)
    return [
        *opening(sheet.head, layout),
        *rows_blocks(
            [
                (
                    Field("Bên giao:", _side(sheet.giver_office, sheet.giver), strong=True),
                    Field("Thời gian giao:", form_moment(sheet.given_at)),
                ),
                (
                    Field("Bên nhận:", _side(sheet.taker_office, sheet.taker), strong=True),
                    Field(
                        "Thời gian nhận:", form_moment(sheet.taken_at) if sheet.taken_at else BLANK
                    ),
                ),
            ],
            layout,
        ),
        *paragraph(
            [Run(f"Hai bên bàn giao {count:02d} hồ sơ gồm:", layout.regular)], layout, keep=True
        ),
        *table_blocks(_table(sheet), layout, size=10.5),
        space(layout.gap * 2),
        *(row_blocks((Field("Ghi chú:", sheet.note),), layout) if sheet.note.strip() else ()),
        *paragraph(
            [
                Run(
                    "Bên nhận đã kiểm đếm đủ hồ sơ và giấy tờ kèm theo. Biên bản lập thành 02 bản, mỗi bên giữ 01 bản.",
                    layout.italic,
                )
            ],
            layout,
        ),
    ]


def _side(office: str, person: str) -> str:
    return " – ".join(part for part in (person.strip(), office.strip()) if part)


def _table(sheet: HandoverSheet) -> Table:
    return Table(
        name="handover",
        title="",
        subtitle="",
        columns=COLUMNS,
        rows=tuple(
            (
                str(number),
                line.code,
                line.name,
                line.procedure,
                line.received_at.date(),
                line.promised_at,
                str(line.papers),
                line.note,
            )
            for number, line in enumerate(sheet.lines, start=1)
        ),
    )
