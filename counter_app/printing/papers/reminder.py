"""Phiếu đôn đốc: a citizen asked about a dossier; whoever holds it is to answer, by when, on the same sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese
from counter_app.printing.papers.code_blocks import code_stack
from counter_app.printing.papers.receipt_rows import NO_DATE, asked_text
from counter_app.printing.papers.slip_frame import (
    dossier_code_line,
    finished,
    lines_of,
    listed,
    opening,
    provisional,
    shown_code,
    signed,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import BLANK, Field, Row, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph, space
from counter_app.printing.press.signatures import Signature
from counter_app.wording.followups import (
    lateness_text,
    means_text,
    pasted_moment_text,
    pasted_rows,
)
from counter_app.wording.paper.moments import form_moment

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.domain.paper.slip_sheets import ReminderSheet
    from counter_app.printing.press.ink import Ink
    from counter_app.printing.press.layout import Layout

_LINES, _LINES_ON_ROLL = 4, 3
"""Room for the answer, to be written by hand."""


@in_vietnamese()
def reminder(sheet: ReminderSheet, size: PaperSize) -> bytes:
    """The reminder with room for its answer, as PDF."""
    layout, blocks = laid_out(size, lambda layout: _whole(sheet, layout))
    code = shown_code(sheet.dossier) if sheet.dossier else sheet.followup.official_code
    return finished(blocks, layout, sheet.head, code=code)


def _whole(sheet: ReminderSheet, layout: Layout) -> list[Block]:
    signatures = [
        Signature(_("NGƯỜI TRẢ LỜI")),
        Signature(_("NGƯỜI LẬP PHIẾU"), sheet.head.writer),
    ]
    return signed([*_body(sheet, layout), *_answer(layout)], layout, signatures, below=0.4)


def _body(sheet: ReminderSheet, layout: Layout) -> list[Block]:
    item = sheet.followup
    blocks = [
        *opening(
            sheet.head,
            layout,
            _("(Đôn đốc lần thứ {number}; công dân hỏi lần thứ {times})").format(
                number=item.reminder, times=item.times
            ),
        ),
        *paragraph(
            [
                Run(_("Kính gửi:"), layout.regular),
                Run(sheet.holder or BLANK, layout.bold),
            ],
            layout,
            align=0.5,
            gap=layout.gap * 2,
        ),
    ]
    if sheet.dossier is not None:
        blocks.append(_code(sheet.dossier, layout))
    blocks += rows_blocks(_dossier_rows(sheet), layout)
    if item.pasted.words:
        label = [Run(_("Thông tin khác trên hệ thống chính thức:"), layout.regular)]
        blocks += paragraph(label, layout, keep=True)
        blocks += listed(item.pasted.words, layout)
    return [*blocks, *rows_blocks(_asked_rows(sheet), layout)]


def _code(dossier: Dossier, layout: Layout) -> Block:
    """The code with its bars: beside them, on the roll below them."""
    if not layout.roll:
        return dossier_code_line(layout, dossier, label=_("Mã số hồ sơ:"))
    return code_stack(
        layout,
        shown_code(dossier),
        dossier.barcode,
        provisional=provisional(dossier),
        own=dossier.code if dossier.official_code else "",
    )


def _dossier_rows(sheet: ReminderSheet) -> list[Row]:
    """The dossier, whose it is, how it stands; of one that is not here what was copied from the official system."""
    dossier, late = sheet.dossier, sheet.late
    if dossier is None:
        rows: list[Row] = [
            (Field(f"{label}:", value, strong=at == 0),)
            for at, (label, value) in enumerate(pasted_rows(sheet.followup.pasted))
        ]
        return [*rows, *_standing(sheet)]
    promised = form_moment(late.promised_at) if late.promised_at else _(NO_DATE)
    return [
        (Field(_("Thủ tục hành chính:"), asked_text(dossier)),),
        (Field(_("Chủ hồ sơ:"), dossier.holder_name, strong=True, whole=True),),
        (Field(_("Ngày nhận:"), form_moment(dossier.received_at)),),
        (Field(_("Hẹn trả kết quả vào:"), promised),),
        *_standing(sheet),
        *_told_elsewhere(sheet),
    ]


def _standing(sheet: ReminderSheet) -> list[Row]:
    text = lateness_text(sheet.state, sheet.late)
    return [(Field(_("Tình trạng:"), text, strong=sheet.late.days > 0),)] if text else []


def _told_elsewhere(sheet: ReminderSheet) -> list[Row]:
    """The official system's words beside our own."""
    pasted = sheet.followup.pasted
    rows: list[Row] = []
    if pasted.state:
        rows.append((Field(_("Trạng thái trên hệ thống chính thức:"), pasted.state),))
    if pasted.promised:
        promised = pasted_moment_text(pasted.promised)
        rows.append((Field(_("Ngày hẹn trả trên hệ thống chính thức:"), promised),))
    return rows


def _asked_rows(sheet: ReminderSheet) -> list[Row]:
    item = sheet.followup
    asked = Field(_("Công dân hỏi:"), " ".join(lines_of(item.asked)), strong=True)
    due = form_moment(item.answer_due) if item.answer_due else ""
    rows: list[Row] = [
        (
            Field(_("Người hỏi:"), item.asker, whole=True),
            Field(_("Số điện thoại:"), item.phone, whole=True),
        ),
        (
            Field(_("Hỏi lúc:"), form_moment(item.at), whole=True),
            Field(_("Cách hỏi:"), means_text(item.means.value), whole=True),
        ),
        (asked,),
        (Field(_("Đề nghị trả lời trước:"), due, strong=True),),
    ]
    if sheet.source:
        rows.append((Field(_("Căn cứ:"), sheet.source),))
    return rows


def _answer(layout: Layout) -> list[Block]:
    """A label and empty lines over the whole width."""
    label = paragraph([Run(_("Trả lời:"), layout.regular)], layout, keep=True)
    step = layout.body * 1.9

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.rule(x, y - step, x + layout.room, y - step, 0.35)

    lines = _LINES_ON_ROLL if layout.roll else _LINES
    return [*label, *[Block(height=step, paint=paint, keep=True)] * lines, space(layout.gap)]
