"""A computed report on paper: letterhead, a ruled table with its head on every page, notes, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, draw, held, paragraph, space
from counter_app.printing.press.layout import A4, A4_LANDSCAPE, Layout
from counter_app.printing.press.letterhead import letterhead
from counter_app.printing.press.marks import edge, ground, sample_blocks
from counter_app.printing.press.signatures import Signature, agency_signature, signature_block
from counter_app.printing.press.table_body import Body, column_edges, column_needs
from counter_app.printing.press.table_head import head_block
from counter_app.printing.press.titles import title_blocks
from counter_app.printing.sheets.report_chart import chart_blocks
from counter_app.wording.promise.periods import standing_text

if TYPE_CHECKING:
    from counter_app.domain.paper.heading import Heading
    from counter_app.domain.paper.report_table import Table
    from counter_app.printing.press.ink import Ink

_LARGEST, _SMALLEST = 11.0, 8.5
_OF_AGENCY = mark("Biểu số")
"""The beginning of the label of a form that the agency reports, not its unit."""
_SHORT = 25
"""Rows of a table that leaves half its page free."""


def table(
    table: Table,
    heading: Heading,
    *,
    computed_at: datetime,
    period_text: str,
    signatures: Sequence[Signature] | None = None,
) -> bytes:
    """The report as PDF; ``computed_at`` says as of when its figures were counted."""
    return tables(
        (table,),
        heading,
        computed_at=computed_at,
        period_text=period_text,
        signatures=signatures,
    )


@in_vietnamese()
def tables(
    tables: Sequence[Table],
    heading: Heading,
    *,
    computed_at: datetime,
    period_text: str,
    until: date | None = None,
    signatures: Sequence[Signature] | None = None,
) -> bytes:
    """At least one table as one document: the first heads it, each later one begins with its own title.

    ``until`` is the last day of the period; see ``standing_text``.

    The page lies on its side when any of them asks for that.
    """
    first, *rest = tables
    stock = A4_LANDSCAPE if any(table.landscape for table in tables) else A4
    signed = _signers(heading) if signatures is None else signatures

    def build(layout: Layout) -> list[Block]:
        blocks = [
            *_opening(first, heading, layout, computed_at, period_text),
            *_body(first, layout),
            *(block for table in rest for block in _later(table, layout)),
        ]
        return [*held(blocks), *_closing(layout, signed)] if signed else blocks

    short = sum(len(table.rows) for table in tables) <= _SHORT
    layout, blocks = laid_out(stock, build) if short else (stock, build(stock))
    return draw(
        blocks,
        layout,
        title=first.title,
        author=heading.name,
        ground=ground(layout, heading),
        mark=edge(layout, left=standing_text(computed_at, until)),
    )


def _body(table: Table, layout: Layout) -> list[Block]:
    """The table with its chart above it and what is said below it."""
    return [
        *chart_blocks(table, layout),
        *table_blocks(table, layout),
        space(layout.gap * 2),
        *_notes(table, layout),
    ]


def _later(table: Table, layout: Layout) -> list[Block]:
    """A further table under its own title, which stays with the table's head."""
    blocks = [space(layout.gap * 4)]
    blocks += paragraph([Run(table.title, layout.bold)], layout, keep=True)
    if table.subtitle.strip():
        blocks += paragraph([Run(table.subtitle, layout.italic)], layout, keep=True)
    return [*blocks, *_body(table, layout)]


def _opening(
    table: Table, heading: Heading, layout: Layout, computed_at: datetime, period: str
) -> list[Block]:
    lines = table.subtitle.split(" · ") if table.form_label else []
    lines = lines if len(lines) > 1 else []
    if table.form_label.startswith(_OF_AGENCY) and heading.parent:
        heading = replace(heading, parent="", unit=heading.parent)
    said = "" if lines else table.subtitle
    subtitle = " – ".join(part for part in (said, period) if part.strip())
    return [
        *letterhead(layout, heading, day=computed_at.date(), form_label=table.form_label),
        *title_blocks(layout, table.title.upper(), subtitle),
        *_form_lines(lines, layout),
        *sample_blocks(layout, heading),
        space(layout.gap * 2),
    ]


def _form_lines(lines: Sequence[str], layout: Layout) -> list[Block]:
    """The reporter and the receiver, the period and the unit: a block at the right, a line for each."""
    if not lines:
        return []
    room = layout.room * 0.45
    part = replace(layout, left=layout.left + layout.room - room)
    shift = layout.room - room

    def shifted(block: Block) -> Block:
        return replace(block, paint=lambda ink, x, y: block.paint(ink, x + shift, y))

    blocks = [
        block for line in lines for block in paragraph([Run(line, layout.regular)], part, gap=1)
    ]
    return [shifted(block) for block in blocks]


def table_blocks(table: Table, layout: Layout, *, size: float | None = None) -> list[Block]:
    """Head, rows and total of ``table`` as wide as the paper, in type of ``size`` or one chosen by its columns."""
    faces = (layout.regular, layout.bold)
    stock = A4_LANDSCAPE if layout.width > layout.height else A4
    size = size or _type_size(table, layout) * min(layout.body / stock.body, 1.0)
    edges = column_edges(table, layout.room, size, faces)
    head = head_block(table, edges, size, faces)
    body = Body(table, edges, size, head)
    blocks = [head, *(block for row in table.rows for block in body.row(row, layout.regular))]
    if not table.rows:
        blocks += _empty(layout, edges[-1])
    if table.total is not None:
        blocks += body.row(table.total, layout.bold)
    return blocks


def _type_size(table: Table, layout: Layout) -> float:
    """Smaller type for more columns, within what is read with ease; a short table takes what its columns allow."""
    usual = max(_LARGEST - max(len(table.columns) - 6, 0) * 0.35, _SMALLEST)
    if len(table.rows) > _SHORT:
        return usual
    faces = (layout.regular, layout.bold)
    sizes = (size / 2 for size in range(int(_LARGEST * 2), int(usual * 2), -1))
    spacious = (
        size
        for size in sizes
        if sum(column_needs(table, layout.room, size, faces)) <= layout.room * 0.9
    )
    return next(spacious, usual)


def _empty(layout: Layout, reach: float) -> list[Block]:
    """One row that says that there is nothing to list."""
    runs = [Run(_("Không có số liệu trong kỳ."), layout.italic)]
    (line,) = paragraph(runs, layout, align=0.5, gap=0)
    height = line.height * 1.4

    def paint(ink: Ink, x: float, y: float) -> None:
        line.paint(ink, x, y - line.height * 0.2)
        ink.cells((x, x + reach), y, y - height)

    return [Block(height=height, paint=paint)]


def _notes(table: Table, layout: Layout) -> list[Block]:
    if not table.notes:
        return []
    blocks = paragraph(
        [Run(_("Ghi chú:"), layout.bold)], layout, size=layout.small, keep=True, gap=1
    )
    for note in table.notes:
        blocks += paragraph(
            [Run(f"- {note}", layout.regular)], layout, size=layout.small, hang=6, gap=1
        )
    return blocks


def _signers(heading: Heading) -> tuple[Signature, ...]:
    """The author of a report, and the signer for the agency."""
    return Signature(_("NGƯỜI LẬP BIỂU")), agency_signature(heading)


def _closing(layout: Layout, signatures: Sequence[Signature]) -> list[Block]:
    if not signatures:
        return []
    return [space(layout.body, keep=True), signature_block(layout, signatures)]
