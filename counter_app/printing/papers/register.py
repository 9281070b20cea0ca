"""Mẫu 07, Sổ theo dõi hồ sơ: the book of one sector, on A4 lying on its side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Cell, Table
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.papers.slip_frame import finished, opening, signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.flow import Block, paragraph, space
from counter_app.printing.press.layout import A4_LANDSCAPE, Layout
from counter_app.printing.press.signatures import Signature
from counter_app.printing.sheets.report_table import table_blocks
from counter_app.wording.paper.form_words import sentence
from counter_app.wording.paper.moments import clock_text, short_date
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.domain.paper.slip_sheets import PaperHead, RegisterRow

_BOTH = mark("Nhận và trả kết quả")
COLUMNS: tuple[Column[RegisterRow], ...] = (
    Column(mark("STT"), lambda row: str(row.number), 0.6, Align.CENTRE),
    Column(mark("Mã hồ sơ"), lambda row: row.code, 1.9),
    Column(mark("Tên TTHC"), lambda row: row.procedure, 3.4),
    Column(mark("Tên tổ chức, cá nhân"), lambda row: row.name, 2.2),
    Column(mark("Địa chỉ/SĐT"), lambda row: row.contact, 2.8),
    Column(mark("Cơ quan chủ trì giải quyết"), lambda row: row.agency, 1.8),
    Column(_BOTH + "|" + mark("Nhận hồ sơ"), lambda row: row.received_at, 1.1, Align.CENTRE),
    Column(_BOTH + "|" + mark("Hẹn trả kết quả"), lambda row: row.promised_at, 1.1, Align.CENTRE),
    Column(_BOTH + "|" + mark("Trả kết quả"), lambda row: row.returned_at, 1.1, Align.CENTRE),
    Column(_BOTH + "|" + mark("Phương thức nhận kết quả"), lambda row: row.way, 1.2),
    Column(_BOTH + "|" + mark("Ký nhận"), lambda row: row.signed, 1.5),
)
"""Phụ lục I Thông tư 03/2025/TT-VPCP, Mẫu 07."""


def register_table(rows: Iterable[RegisterRow]) -> Table:
    """The rows of a book under the columns of the form."""
    return Table(
        name="register",
        title=_("Sổ theo dõi hồ sơ"),
        subtitle="",
        columns=heads(COLUMNS),
        rows=cells(COLUMNS, rows),
    )


@in_vietnamese()
def register(
    rows: Iterable[RegisterRow] | Table,
    head: PaperHead,
    *,
    book: str,
    period_text: str,
    computed_at: datetime,
) -> bytes:
    """The book as PDF. ``book`` such as "Hộ tịch, quyển số 01/2026"; rows, or a table with the form's columns."""
    layout = A4_LANDSCAPE
    table = rows if isinstance(rows, Table) else register_table(rows)
    subtitle = " – ".join(part for part in (book, period_text) if part.strip())
    at = _("Lập lúc {moment} từ sổ điện tử.").format(
        moment=f"{clock_text(computed_at)} {short_date(computed_at)}"
    )
    blocks = [
        *opening(head, layout, subtitle),
        *table_blocks(_two_lined(table), layout, size=9),
        space(layout.gap * 2),
        *_notes(layout, (*table.notes, sentence("07", "book_note", head.words_day), at)),
    ]
    signatures = (
        Signature(_("NGƯỜI GIỮ SỔ"), head.writer),
        Signature(_("NGƯỜI PHỤ TRÁCH BỘ PHẬN"), head.heading.leader),
    )
    return finished(signed(blocks, layout, signatures), layout, head)


def _two_lined(table: Table) -> Table:
    """Moments as words: clock and day stand one below the other and leave room for names."""
    rows = tuple(tuple(_words(cell) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _words(cell: Cell) -> Cell:
    return f"{clock_text(cell)} {short_date(cell)}" if isinstance(cell, datetime) else cell


def _notes(layout: Layout, notes: Iterable[str]) -> list[Block]:
    return [
        block
        for note in notes
        for block in paragraph(
            [Run(f"- {note}", layout.italic)], layout, size=layout.small, hang=6, gap=1
        )
    ]
