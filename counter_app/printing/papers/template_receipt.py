"""The receipt of a procedure that has a form of its own, drawn from its template instead of from code."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.code_blocks import CodeNote, code_line, code_stack
from counter_app.printing.papers.papers_table import papers_list, papers_table
from counter_app.printing.papers.slip_frame import (
    finished,
    opening,
    provisional,
    shown_code,
    signed,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, row_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph, space
from counter_app.printing.press.signatures import Signature

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.domain.paper.slip_sheets import PaperHead, TemplateSheet
    from counter_app.printing.press.layout import Layout

_STRONG = frozenset({"name", "due"})
_WHOLE = frozenset({"name", "owner", "id_no", "phone", "receiver", "code"})
"""Names and numbers are not divided between lines."""


@in_vietnamese()
def template_receipt(sheet: TemplateSheet, size: PaperSize) -> bytes:
    """The paper as its template says, as PDF; the code and its bars are on every one of them."""
    head = sheet.head
    if sheet.template.header:
        parent, *unit = sheet.template.header
        heading = replace(head.heading, parent=parent, unit=" ".join(unit) or head.heading.unit)
        head = replace(head, heading=heading)
    layout, blocks = laid_out(size, lambda layout: _whole(sheet, head, layout))
    return finished(blocks, layout, head, code=shown_code(sheet.dossier))


def _whole(sheet: TemplateSheet, head: PaperHead, layout: Layout) -> list[Block]:
    blocks = [*opening(head, layout), _code(sheet, layout)]
    for row in sheet.template.rows:
        blocks += _row(row.label, row.field, sheet, layout)
    for note in sheet.template.notes:
        blocks += paragraph([Run(note, layout.italic)], layout, size=layout.small)
    signatures = _signatures(sheet)
    return signed(blocks, layout, signatures) if signatures else blocks


def _code(sheet: TemplateSheet, layout: Layout) -> Block:
    dossier = sheet.dossier
    note: CodeNote = {
        "provisional": provisional(dossier),
        "own": dossier.code if dossier.official_code else "",
    }
    draw = code_stack if layout.roll else code_line
    return draw(layout, shown_code(dossier), dossier.barcode, **note)


def _row(label: str, field: str, sheet: TemplateSheet, layout: Layout) -> list[Block]:
    if field != "papers":
        value = sheet.facts.get(field, "")
        return row_blocks(
            (Field(label, value, strong=field in _STRONG, whole=field in _WHOLE),), layout
        )
    papers = sheet.dossier.papers
    drawn = papers_list(papers, layout) if layout.roll else papers_table(papers, layout)
    return [
        *paragraph([Run(label, layout.regular)], layout, keep=True),
        *drawn,
        space(layout.gap * 1.6),
    ]


def _signatures(sheet: TemplateSheet) -> list[Signature]:
    names = {
        "applicant": sheet.dossier.applicant.name,
        "receiver": sheet.head.writer,
    }
    return [
        Signature(item.title.upper(), names.get(item.signer, ""))
        for item in sheet.template.signatures
    ]
