"""Phiếu hướng dẫn: what still has to be brought, how many of each, where it is got. Nothing is refused by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.papers.code_blocks import code_line, code_stack
from counter_app.printing.papers.receipt_rows import limit_value
from counter_app.printing.papers.slip_frame import (
    finished,
    lines_of,
    numbered,
    opening,
    provisional,
    shown_code,
    signed,
    wanted_columns,
    wanted_text,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.signatures import Signature

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.domain.paper.slip_sheets import GuidanceSheet
    from counter_app.printing.press.layout import Layout

NO_FORCE = mark(
    "Phiếu này chỉ để hướng dẫn, không thay cho Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu số 02)."
)


@in_vietnamese()
def guidance(sheet: GuidanceSheet, size: PaperSize) -> bytes:
    """The slip for somebody who is told what to bring, as PDF."""
    signature = Signature(_("NGƯỜI HƯỚNG DẪN"), sheet.head.writer)
    layout, blocks = laid_out(
        size, lambda layout: signed(_blocks(sheet, layout), layout, [signature])
    )
    return finished(blocks, layout, sheet.head, code=shown_code(sheet.dossier))


def _blocks(sheet: GuidanceSheet, layout: Layout) -> list[Block]:
    return [
        *opening(sheet.head, layout),
        _code(sheet.dossier, layout),
        *rows_blocks(_rows(sheet), layout),
        *paragraph([Run(_("Giấy tờ cần có:"), layout.bold)], layout, keep=True),
        *_wanted(sheet, layout),
        *(
            block
            for line in lines_of(sheet.note)
            for block in paragraph([Run(line, layout.regular)], layout)
        ),
        *paragraph(_contact(sheet, layout), layout, size=layout.small),
        *paragraph([Run(_(NO_FORCE), layout.italic)], layout, size=layout.small),
    ]


def _code(dossier: Dossier, layout: Layout) -> Block:
    block = code_stack if layout.roll else code_line
    own = dossier.code if dossier.official_code else ""
    said = provisional(dossier)
    return block(layout, shown_code(dossier), dossier.barcode, provisional=said, own=own)


def _rows(sheet: GuidanceSheet) -> list[Row]:
    rows: list[Row] = [
        (Field(_("Hồ sơ của:"), sheet.dossier.holder_name, strong=True, whole=True),),
        (Field(_("Thủ tục hành chính:"), sheet.procedure, strong=True),),
    ]
    if sheet.limit:
        rows.append((Field(_("Thời hạn giải quyết:"), limit_value(sheet.limit)),))
    return rows


def _wanted(sheet: GuidanceSheet, layout: Layout) -> list[Block]:
    if layout.roll:
        return numbered([wanted_text(item) for item in sheet.wanted], layout)
    return wanted_columns(sheet.wanted, layout)


def _contact(sheet: GuidanceSheet, layout: Layout) -> list[Run]:
    heading = sheet.head.heading
    where = ", ".join(part for part in (heading.name, heading.address) if part.strip())
    said = _("Nộp tại: {where}. Chỉ cần những giấy tờ ghi trên phiếu này.").format(where=where)
    runs = [Run(said, layout.italic)]
    if heading.phone.strip():
        runs += [
            Run(_("Cần hỏi thêm, xin gọi số"), layout.italic),
            Run(f"{heading.phone.strip()}.", layout.italic, whole=True),
        ]
    return runs
