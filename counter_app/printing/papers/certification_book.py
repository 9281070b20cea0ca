"""A month of a book of certifications, to be bound and stamped across its seams, and the page that locks the book.

Nghị định 23/2015/NĐ-CP Điều 13: pages are numbered through the year, entries follow one another, at the end of the year
the book is locked with how many matters it holds. Its words are data with dates (``wording.paper.form_words``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese
from counter_app.printing.papers.slip_frame import signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.flow import Block, PageMark, draw, paginate, paragraph, space
from counter_app.printing.press.ink import MM, Ink
from counter_app.printing.press.layout import A4, A4_LANDSCAPE, Layout
from counter_app.printing.press.letterhead import letterhead
from counter_app.printing.press.marks import ground, sample_blocks
from counter_app.printing.press.signatures import SEAL_HERE, Signature
from counter_app.printing.press.titles import title_blocks
from counter_app.printing.sheets.report_table import table_blocks
from counter_app.wording.paper.amounts import grouped, number_words
from counter_app.wording.paper.form_words import BOOK_FORM, sentence
from counter_app.wording.paper.moments import long_date

if TYPE_CHECKING:
    from counter_app.domain.paper.certification_sheet import BookSheet, LockSheet

_SIZE = 9.0
_LAST = 2
_TRIES = 4
"""A longer number of the last page may, once in a thousand books, turn one more line."""


@in_vietnamese()
def certification_book(sheet: BookSheet) -> tuple[bytes, int]:
    """The month as PDF on A4 lying on its side, and how many pages it has."""
    layout, last = A4_LANDSCAPE, sheet.first_page
    room = layout.height - layout.top - layout.bottom
    for _try in range(_TRIES):
        blocks = _month(sheet, layout, last)
        count = len(paginate(blocks, room))
        if sheet.first_page + count - 1 == last:
            break
        last = sheet.first_page + count - 1
    pdf = draw(
        blocks,
        layout,
        title=f"{sheet.name} {sheet.month:02d}/{sheet.year}",
        author=sheet.heading.name,
        ground=ground(layout, sheet.heading),
        mark=_page_mark(layout, sheet.first_page, _foot(sheet)),
    )
    return pdf, count


@in_vietnamese()
def lock_page(sheet: LockSheet) -> bytes:
    """The page that locks a year's book, as PDF on A4."""
    layout = A4
    foot = _("{name} năm {year}").format(name=sheet.name, year=sheet.year)
    return draw(
        _lock(sheet, layout),
        layout,
        title=f"{_said(sheet, 'lock_title')} {foot}",
        author=sheet.heading.name,
        ground=ground(layout, sheet.heading),
        mark=_page_mark(layout, sheet.page, foot),
    )


def _month(sheet: BookSheet, layout: Layout, last: int) -> list[Block]:
    year = _("Năm {year}, tháng {month}").format(year=sheet.year, month=f"{sheet.month:02d}")
    if sheet.part > 1:
        year = _("{year}, phần bổ sung {part}").format(year=year, part=sheet.part - 1)
    pages = _("từ trang {first} đến trang {last}").format(
        first=_page(sheet.first_page), last=_page(last)
    )
    subtitle = " – ".join(filter(None, (year, sheet.volumes, sheet.numbers, pages)))
    blocks = [
        *letterhead(layout, sheet.heading, day=sheet.day),
        *title_blocks(layout, sheet.name.upper(), subtitle),
        *sample_blocks(layout, sheet.heading),
        *_tied(table_blocks(sheet.table, layout, size=_SIZE)),
        space(layout.gap * 2, keep=True),
        *_notes((*sheet.notes, _seams(sheet, last)), layout),
    ]
    return signed(
        blocks,
        layout,
        (
            Signature(_said(sheet, "printer")),
            Signature(_said(sheet, "signer"), hint=SEAL_HERE),
        ),
    )


def _lock(sheet: LockSheet, layout: Layout) -> list[Block]:
    began = _said(sheet, "lock_day").format(
        day=long_date(sheet.day).capitalize(), name=sheet.name, year=sheet.year
    )
    total = _said(sheet, "lock_total")
    count = f"{grouped(sheet.entries)} ({number_words(sheet.entries)})"
    blocks = [
        *letterhead(layout, sheet.heading, day=sheet.day),
        *title_blocks(layout, _said(sheet, "lock_title"), f"{sheet.name} năm {sheet.year}"),
        *sample_blocks(layout, sheet.heading),
        *paragraph([Run(began, layout.regular)], layout, gap=layout.gap * 2),
        *paragraph([Run(total, layout.regular), Run(f"{count}.", layout.bold)], layout),
        *_notes(sheet.lines, layout, size=layout.body),
        space(layout.gap),
    ]
    return signed(
        blocks,
        layout,
        (
            Signature(_said(sheet, "keeper"), sheet.officer_name),
            Signature("\n".join(sheet.signature), sheet.signer_name, hint=SEAL_HERE),
        ),
    )


def _tied(blocks: list[Block]) -> list[Block]:
    """The table with its last entry and its total held to what follows: no page of the book is without an entry."""
    return [*blocks[:-_LAST], *(replace(block, keep=True) for block in blocks[-_LAST:])]


def _notes(notes: tuple[str, ...], layout: Layout, *, size: float | None = None) -> list[Block]:
    return [
        block
        for note in notes
        for block in paragraph(
            [Run(f"- {note}", layout.regular)], layout, size=size or layout.small, hang=6, gap=1
        )
    ]


def _seams(sheet: BookSheet, last: int) -> str:
    first = sheet.first_page
    return _said(sheet, "seams").format(
        count=last - first + 1, first=_page(first), last=_page(last)
    )


def _said(sheet: BookSheet | LockSheet, name: str) -> str:
    """A sentence of the books in the words of the paper's day."""
    return sentence(BOOK_FORM, name, sheet.day)


def _page(number: int) -> str:
    return f"{number:02d}"


def _foot(sheet: BookSheet) -> str:
    return _("{name} năm {year}, tháng {month}").format(
        name=sheet.name, year=sheet.year, month=f"{sheet.month:02d}"
    )


def _page_mark(layout: Layout, first: int, left: str) -> PageMark:
    """The number of the page within the year's book, on every page of it, the first one too."""

    def paint(ink: Ink, number: int, _count: int) -> None:
        size = max(layout.small - 1.5, 6.5)
        y = max(layout.bottom - 5 * MM, 4.5 * MM)
        ink.put(layout.left, y, left, layout.regular, size)
        shown = _("Trang {page}").format(page=_page(first + number - 1))
        top = ink.page_height - layout.top + 2.2 * MM
        ink.put_centred(layout.width / 2, top, shown, layout.regular, max(layout.body - 2, 10))

    return paint
