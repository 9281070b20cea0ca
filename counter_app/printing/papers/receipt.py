"""Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả, on A4, A5 and the 80 mm roll from the same data."""

from __future__ import annotations

from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.paper.receipt_sheets import PaperSize, ReceiptSheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers import receipt_rows as said
from counter_app.printing.papers.code_blocks import CodeNote, code_band, code_stack, qr_block
from counter_app.printing.papers.papers_table import papers_list, papers_table
from counter_app.printing.papers.slip_frame import provisional, shown_code
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import row_blocks, rows_blocks
from counter_app.printing.press.flow import Block, draw, paragraph, space, total_height
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.printing.press.letterhead import letterhead
from counter_app.printing.press.marks import (
    edge,
    framed,
    ground,
    reprint_blocks,
    sample_blocks,
)
from counter_app.printing.press.signatures import signature_block
from counter_app.printing.press.titles import title_blocks
from counter_app.wording.moments import clock_text, form_moment, short_date, weekday_name

_SCALES = (1.0, 0.95, 0.9)


@in_vietnamese()
def receipt(sheet: ReceiptSheet, size: PaperSize) -> bytes:
    """The paper the citizen takes home, as PDF; nothing on it is shortened."""
    layout = LAYOUTS[size]
    layout, blocks = _fitted(sheet, layout)
    head = f"Mã sổ: {sheet.head}" if sheet.head else ""
    return draw(
        blocks,
        layout,
        title=f"{sheet.title.upper()} {sheet.dossier.code}",
        author=sheet.heading.name,
        ground=ground(layout, sheet.heading),
        mark=edge(layout, left=sheet.dossier.code, right=head),
    )


def _fitted(sheet: ReceiptSheet, layout: Layout) -> tuple[Layout, list[Block]]:
    """On one page when slightly smaller type achieves that; otherwise in full size on several."""
    if layout.roll:
        return layout, _roll(sheet, layout)
    for factor in _SCALES:
        scaled = layout.scaled(factor)
        blocks = _page(sheet, scaled)
        if total_height(blocks) <= layout.height - layout.top - layout.bottom:
            return scaled, blocks
    return layout, _page(sheet, layout)


def _opening(sheet: ReceiptSheet, layout: Layout) -> list[Block]:
    """Everything above the code: letterhead, title, marks."""
    return [
        *letterhead(
            layout,
            sheet.heading,
            day=sheet.issued_at.date(),
            number=sheet.number,
            form_label=sheet.form_label,
        ),
        *title_blocks(layout, sheet.title.upper()),
        *sample_blocks(layout, sheet.heading),
        *reprint_blocks(layout, sheet.reprint, sheet.reprint_reason),
        *_changes(sheet, layout),
    ]


def _changes(sheet: ReceiptSheet, layout: Layout) -> list[Block]:
    """What a later print says differently from the first."""
    return [
        block
        for note in sheet.notes
        for block in paragraph(
            [Run(f"- {note}", layout.italic)], layout, size=layout.small, hang=layout.small * 0.7
        )
    ]


def _page(sheet: ReceiptSheet, layout: Layout) -> list[Block]:
    """A sheet: code and QR side by side, papers in a table."""
    dossier = sheet.dossier
    return [
        *_opening(sheet, layout),
        code_band(
            layout, shown_code(dossier), dossier.barcode, said.qr_text(sheet), **_code(dossier)
        ),
        *rows_blocks(
            [said.unit_row(sheet), *said.people_rows(sheet), said.content_row(sheet)], layout
        ),
        *paragraph([Run(said.PAPERS_LABEL, layout.regular)], layout, keep=True),
        *papers_table(dossier.papers, layout),
        space(layout.gap * 1.6),
        *rows_blocks(said.originals_rows(dossier), layout),
        *rows_blocks(said.time_rows(sheet), layout),
        *row_blocks(said.due_row(sheet), layout, keep=bool(sheet.explanation)),
        *_explanation(sheet, layout),
        *rows_blocks(said.last_rows(sheet), layout),
        *_notes(sheet, layout),
        signature_block(layout, said.signatures(sheet)),
    ]


def _code(dossier: Dossier) -> CodeNote:
    """What is said beside the code."""
    own = dossier.code if dossier.official_code else ""
    return {"provisional": provisional(dossier), "own": own}


def _explanation(sheet: ReceiptSheet, layout: Layout) -> list[Block]:
    """How the promise was counted."""
    if not sheet.explanation.strip():
        return []
    return paragraph(
        [Run(f"(Cách tính: {sheet.explanation.strip()})", layout.italic)], layout, size=layout.small
    )


def _notes(sheet: ReceiptSheet, layout: Layout) -> list[Block]:
    """What to bring, whom to ask; kept with the signatures."""
    runs = [Run("Lưu ý:", layout.bold), Run(said.NOTE, layout.italic)]
    phone = sheet.heading.phone.strip()
    if phone:
        runs += [Run(said.CONTACT, layout.italic), Run(f"{phone}.", layout.italic, whole=True)]
    return paragraph(runs, layout, size=layout.small, keep=True, gap=layout.gap * 2)


def _roll(sheet: ReceiptSheet, layout: Layout) -> list[Block]:
    """One strip: the promise large, the papers as a list."""
    dossier = sheet.dossier
    foot = " · ".join(
        part for part in (dossier.code, f"Mã sổ: {sheet.head}" if sheet.head else "") if part
    )
    return [
        *_opening(sheet, layout),
        code_stack(layout, shown_code(dossier), dossier.barcode, **_code(dossier)),
        *rows_blocks(
            [said.unit_row(sheet), *said.people_rows(sheet), said.content_row(sheet)], layout
        ),
        *paragraph([Run(said.PAPERS_LABEL, layout.regular)], layout, keep=True),
        *papers_list(dossier.papers, layout),
        space(layout.gap),
        *rows_blocks(said.originals_rows(dossier), layout),
        *rows_blocks(said.time_rows(sheet), layout),
        *_large_due(sheet, layout),
        *_explanation(sheet, layout),
        *rows_blocks(said.last_rows(sheet), layout),
        qr_block(layout, said.qr_text(sheet)),
        *_notes(sheet, layout),
        signature_block(layout, said.signatures(sheet)),
        space(layout.gap * 2),
        *paragraph([Run(foot, layout.regular)], layout, size=layout.small, align=0.5, gap=0),
    ]


def _large_due(sheet: ReceiptSheet, layout: Layout) -> list[Block]:
    """The promise as the form words it, and large enough to be read at arm's length."""
    at = sheet.dossier.promised_at
    if at is None:
        return row_blocks(said.due_row(sheet), layout)
    runs = [Run(said.DUE_LABEL, layout.regular), Run(form_moment(at), layout.bold)]
    large = Run(f"{clock_text(at)} {weekday_name(at)} {short_date(at)}", layout.bold)
    return [
        *paragraph(runs, layout),
        *framed([large], layout, size=layout.title * 1.18),
    ]
