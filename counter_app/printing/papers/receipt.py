"""Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả, on A4, A5 and the 80 mm roll from the same data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese
from counter_app.printing.papers import receipt_rows as said
from counter_app.printing.papers.code_blocks import CodeNote, code_band, code_stack, qr_block
from counter_app.printing.papers.papers_table import papers_list, papers_table
from counter_app.printing.papers.slip_frame import (
    check_text,
    provisional,
    shown_code,
    signed,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Row, row_blocks, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, draw, paragraph, space
from counter_app.printing.press.letterhead import letterhead
from counter_app.printing.press.marks import (
    edge,
    framed,
    ground,
    reprint_blocks,
    sample_blocks,
)
from counter_app.printing.press.titles import title_blocks
from counter_app.wording.paper.amounts import padded_counts
from counter_app.wording.paper.form_words import sentence
from counter_app.wording.paper.moments import clock_text, short_date, weekday_name

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.paper.receipt_sheets import ReceiptSheet
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.printing.press.layout import Layout


@in_vietnamese()
def receipt(sheet: ReceiptSheet, size: PaperSize) -> bytes:
    """The paper the citizen takes home, as PDF; nothing on it is shortened."""
    layout, blocks = laid_out(size, lambda layout: _content(sheet, layout))
    return draw(
        blocks,
        layout,
        title=f"{sheet.title.upper()} {sheet.dossier.code}",
        author=sheet.heading.name,
        ground=ground(layout, sheet.heading),
        mark=edge(layout, left=sheet.dossier.code, right=check_text(sheet.head)),
    )


def _content(sheet: ReceiptSheet, layout: Layout) -> list[Block]:
    return _roll(sheet, layout) if layout.roll else _page(sheet, layout)


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
    """The words in which a later print differs from the first."""
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
    blocks = [
        *_opening(sheet, layout),
        code_band(
            layout, shown_code(dossier), dossier.barcode, said.qr_text(sheet), **_code(dossier)
        ),
        *rows_blocks(_who(sheet), layout),
        *paragraph(
            [Run(sentence("01", "papers", sheet.words_day), layout.regular)],
            layout,
            keep=True,
        ),
        *papers_table(dossier.papers, layout),
        space(layout.gap * 1.6),
        *rows_blocks(said.originals_rows(dossier), layout),
        *rows_blocks(said.time_rows(sheet), layout),
        *row_blocks(said.due_row(sheet), layout, keep=bool(sheet.explanation)),
        *_explanation(sheet, layout),
        *rows_blocks(said.last_rows(sheet), layout),
        *said.note_blocks(sheet.heading, layout, sheet.words_day, dossier.applicant),
    ]
    return signed(blocks, layout, said.signatures(sheet), below=0)


def _who(sheet: ReceiptSheet) -> list[Row]:
    return [
        said.unit_row(sheet.heading),
        *said.people_rows(sheet.dossier),
        said.content_row(sheet),
    ]


def _code(dossier: Dossier) -> CodeNote:
    """The words beside the code."""
    own = dossier.code if dossier.official_code else ""
    return {"provisional": provisional(dossier), "own": own}


def _explanation(sheet: ReceiptSheet, layout: Layout) -> list[Block]:
    """The way the promise was counted."""
    if not sheet.explanation.strip():
        return []
    return paragraph(
        [
            Run(
                _("(Cách tính: {how})").format(how=padded_counts(sheet.explanation.strip())),
                layout.italic,
            )
        ],
        layout,
        size=layout.small,
    )


def _roll(sheet: ReceiptSheet, layout: Layout) -> list[Block]:
    """One strip: the promise large, the papers as a list."""
    dossier = sheet.dossier
    foot = " · ".join(filter(None, (dossier.code, check_text(sheet.head))))
    blocks = [
        *_opening(sheet, layout),
        code_stack(layout, shown_code(dossier), dossier.barcode, **_code(dossier)),
        *rows_blocks(_who(sheet), layout),
        *paragraph(
            [Run(sentence("01", "papers", sheet.words_day), layout.regular)],
            layout,
            keep=True,
        ),
        *papers_list(dossier.papers, layout),
        space(layout.gap),
        *rows_blocks(said.originals_rows(dossier), layout),
        *rows_blocks(said.time_rows(sheet), layout),
        *_large_due(sheet, layout),
        *_explanation(sheet, layout),
        *rows_blocks(said.last_rows(sheet), layout),
        qr_block(layout, said.qr_text(sheet)),
        *said.note_blocks(sheet.heading, layout, sheet.words_day, dossier.applicant),
    ]
    return [
        *signed(blocks, layout, said.signatures(sheet), below=0),
        space(layout.gap),
        *paragraph([Run(foot, layout.regular)], layout, size=layout.small, align=0.5, gap=0),
    ]


def _large_due(sheet: ReceiptSheet, layout: Layout) -> list[Block]:
    """The promise as the form words it, and large enough to be read at arm's length."""
    at = sheet.dossier.promised_at
    if at is None:
        return row_blocks(said.due_row(sheet), layout)
    promise = said.promise_text(sheet.dossier)
    runs = [
        Run(sentence("01", "due", sheet.words_day), layout.regular),
        Run(promise, layout.bold),
    ]
    large = Run(f"{clock_text(at)} {weekday_name(at)} {short_date(at)}", layout.bold)
    return [
        *paragraph(runs, layout),
        *framed([large], layout, size=layout.title * 1.18),
    ]
