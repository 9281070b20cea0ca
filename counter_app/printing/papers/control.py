"""Mẫu 06, Phiếu kiểm soát quá trình giải quyết hồ sơ: a block of two rows for every time the dossier changes hands."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.domain.paper.slip_sheets import ControlLeg, ControlSheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.leg_table import leg_blocks
from counter_app.printing.papers.receipt_rows import NO_DATE, asked_text
from counter_app.printing.papers.slip_frame import (
    dossier_code_line,
    finished,
    fits,
    opening,
    shown_code,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.flow import Block, paragraph, space
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.wording.moments import form_moment

MOST_BLANK = 4
"""Blocks without a hand-over, to be filled in by hand: as many as one page has room for, else all of them."""
NOTES = (
    "Kết quả giải quyết hồ sơ do bên nhận ghi khi nhận bàn giao.",
    "Quá trình xử lý còn được ghi tự động trong phần mềm và in trên phiếu này.",
)


@in_vietnamese()
def control(sheet: ControlSheet, size: PaperSize) -> bytes:
    """The slip that travels with a dossier, as PDF."""
    layout = LAYOUTS[size]
    dossier = sheet.dossier
    above = [
        *opening(sheet.head, layout),
        dossier_code_line(layout, dossier),
        *rows_blocks(_rows(sheet), layout),
        space(layout.gap),
    ]
    below = [space(layout.gap * 2), *_notes(layout)]
    legs = _filled(sheet.legs, above, below, layout)
    return finished([*above, *legs, *below], layout, sheet.head, code=shown_code(dossier))


def _filled(
    legs: tuple[ControlLeg, ...], above: list[Block], below: list[Block], layout: Layout
) -> list[Block]:
    """The table with as many blank blocks as leave it on one page."""
    tables = (leg_blocks([*legs, *[None] * blank], layout) for blank in range(MOST_BLANK, 0, -1))
    return next(
        (table for table in tables if fits([*above, *table, *below], layout)),
        leg_blocks([*legs, *[None] * MOST_BLANK], layout),
    )


def _rows(sheet: ControlSheet) -> list[Row]:
    dossier = sheet.dossier
    due = form_moment(dossier.promised_at) if dossier.promised_at else NO_DATE
    return [
        (Field("Thủ tục hành chính:", asked_text(dossier)),),
        (Field("Chủ hồ sơ:", dossier.holder_name, strong=True),),
        (Field("Cơ quan (bộ phận) giải quyết hồ sơ:", sheet.resolver),),
        (Field("Cơ quan phối hợp giải quyết hồ sơ:", sheet.partner),),
        (Field("Ngày nhận:", form_moment(dossier.received_at)),),
        (Field("Hẹn trả kết quả vào:", due, strong=True),),
    ]


def _notes(layout: Layout) -> list[Block]:
    blocks = paragraph(
        [Run("Ghi chú:", layout.bold)], layout, size=layout.small, keep=True, gap=layout.gap / 2
    )
    for note in NOTES:
        blocks += paragraph(
            [Run(f"- {note}", layout.italic)], layout, size=layout.small, hang=6, gap=layout.gap / 2
        )
    return blocks
