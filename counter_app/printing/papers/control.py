"""Mẫu 06, Phiếu kiểm soát quá trình giải quyết hồ sơ: a block of two rows for every time the dossier changes hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese
from counter_app.printing.papers.leg_table import leg_blocks
from counter_app.printing.papers.receipt_rows import NO_DATE, asked_text
from counter_app.printing.papers.slip_frame import (
    dossier_code_line,
    finished,
    opening,
    shown_code,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paginate, paragraph, space
from counter_app.wording.paper.form_words import sentence
from counter_app.wording.paper.moments import form_moment

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.domain.paper.slip_sheets import ControlSheet
    from counter_app.printing.press.layout import Layout

MOST_BLANK = 4
"""Blocks without a hand-over, to be filled in by hand: as many as the page has room for, and at least one."""
NOTES = ("result_note", "record_note")


@in_vietnamese()
def control(sheet: ControlSheet, size: PaperSize) -> bytes:
    """The slip that travels with a dossier, as PDF."""
    layout, blocks = laid_out(size, lambda layout: _whole(sheet, layout, 1))
    needed = _pages(_whole(sheet, layout, 0), layout)
    tried = (_whole(sheet, layout, blank) for blank in range(MOST_BLANK, 0, -1))
    fuller = next((found for found in tried if _pages(found, layout) == needed), None)
    # A page for nothing but blanks is not begun: they go on a slip that is printed when it is needed.
    blocks = fuller or (_whole(sheet, layout, 0) if sheet.legs else blocks)
    return finished(blocks, layout, sheet.head, code=shown_code(sheet.dossier))


def _pages(blocks: list[Block], layout: Layout) -> int:
    return len(paginate(blocks, layout.height - layout.top - layout.bottom))


def _whole(sheet: ControlSheet, layout: Layout, blank: int) -> list[Block]:
    """Everything with ``blank`` empty blocks; the last block takes the notes with it: they never stand alone."""
    *legs, last = leg_blocks([*sheet.legs, *[None] * blank], layout)
    return [
        *opening(sheet.head, layout),
        dossier_code_line(layout, sheet.dossier, label=_("Mã số hồ sơ:")),
        *rows_blocks(_rows(sheet), layout),
        space(layout.gap),
        *legs,
        replace(last, keep=True),
        space(layout.gap * 2, keep=True),
        *_notes(layout, sheet.head.words_day),
    ]


def _rows(sheet: ControlSheet) -> list[Row]:
    dossier = sheet.dossier
    due = form_moment(dossier.promised_at) if dossier.promised_at else _(NO_DATE)
    return [
        (Field(_("Thủ tục hành chính:"), asked_text(dossier)),),
        (Field(_("Chủ hồ sơ:"), dossier.holder_name, strong=True, whole=True),),
        (Field(_("Cơ quan (bộ phận) giải quyết hồ sơ:"), sheet.resolver),),
        (Field(_("Cơ quan phối hợp giải quyết hồ sơ:"), sheet.partner),),
        (Field(_("Ngày nhận:"), form_moment(dossier.received_at)),),
        (Field(_("Hẹn trả kết quả vào:"), due, strong=True),),
    ]


def _notes(layout: Layout, day: date) -> list[Block]:
    blocks = paragraph(
        [Run(_("Ghi chú:"), layout.bold)], layout, size=layout.small, keep=True, gap=layout.gap / 2
    )
    for note in NOTES:
        blocks += paragraph(
            [Run(f"- {sentence('06', note, day)}", layout.italic)],
            layout,
            size=layout.small,
            hang=6,
            keep=note is not NOTES[-1],
            gap=layout.gap / 2,
        )
    return blocks
