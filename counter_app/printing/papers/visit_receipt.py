"""Mẫu 01 for several dossiers of one visit: one slip, each with its own code and promise, one sum of fees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese
from counter_app.printing.papers.code_blocks import code_line, code_stack, qr_block
from counter_app.printing.papers.papers_table import paper_line
from counter_app.printing.papers.receipt_rows import (
    QR_NOTE,
    asked_text,
    book_row,
    both_sign,
    contact_row,
    fee_fields,
    fee_text,
    limit_value,
    note_blocks,
    originals_rows,
    owner_rows,
    paid_text,
    promise_text,
    return_place,
    taken_rows,
    unit_row,
    visit_qr_text,
)
from counter_app.printing.papers.slip_frame import (
    finished,
    opening,
    provisional,
    shown_code,
    signed,
)
from counter_app.printing.press.beside_code import beside_qr
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph
from counter_app.wording.dossier.receipt_notes import elsewhere_notes
from counter_app.wording.paper.addressing import number_label, taken_from_label
from counter_app.wording.paper.documents import numbered
from counter_app.wording.paper.form_words import sentence
from counter_app.wording.paper.moments import form_moment

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.domain.paper.slip_sheets import VisitItem, VisitSheet
    from counter_app.printing.press.ink import Ink
    from counter_app.printing.press.layout import Layout


@in_vietnamese()
def visit_receipt(sheet: VisitSheet, size: PaperSize) -> bytes:
    """The slip for everything handed in at one visit, as PDF."""
    first = sheet.items[0].dossier
    signatures = both_sign(first, sheet.head.writer)
    layout, blocks = laid_out(
        size, lambda layout: signed(_blocks(sheet, layout), layout, signatures, below=0)
    )
    return finished(blocks, layout, sheet.head, code=shown_code(first))


def _blocks(sheet: VisitSheet, layout: Layout) -> list[Block]:
    dossiers = [item.dossier for item in sheet.items]
    qr = visit_qr_text(dossiers, sheet.head.heading)
    if layout.roll:
        blocks = [*opening(sheet.head, layout), *rows_blocks(_visitor(sheet), layout)]
    else:
        beside = beside_qr(
            layout, qr, lambda narrow: rows_blocks(_visitor(sheet), narrow), _(QR_NOTE)
        )
        blocks = [*opening(sheet.head, layout), *beside]
    for number, item in enumerate(sheet.items, start=1):
        blocks += _item(number, item, sheet, layout)
    return [
        *blocks,
        _line(layout),
        *rows_blocks(_together(sheet), layout),
        *([qr_block(layout, qr)] if layout.roll else []),
        *note_blocks(
            sheet.head.heading, layout, sheet.head.words_day, sheet.items[0].dossier.applicant
        ),
    ]


def _visitor(sheet: VisitSheet) -> list[Row]:
    first = sheet.items[0].dossier
    applicant = first.applicant
    return [
        unit_row(sheet.head.heading),
        (Field(taken_from_label(applicant), applicant.name, strong=True, whole=True),),
        (Field(number_label(applicant), numbered(applicant), whole=True),),
        (Field(_("Địa chỉ:"), applicant.address),),
        contact_row(applicant),
        (Field(_("Thời gian nhận hồ sơ:"), form_moment(first.received_at)),),
        *taken_rows(first),
        (Field(_("Số hồ sơ nộp trong lần này:"), f"{len(sheet.items):02d}", strong=True),),
    ]


def _item(number: int, item: VisitItem, sheet: VisitSheet, layout: Layout) -> list[Block]:
    """One dossier; its name and code stay with the rows that follow, the rest may go on overleaf."""
    dossier = item.dossier
    code = code_stack if layout.roll else code_line
    own = dossier.code if dossier.official_code else ""
    title = [Run(f"{number}. {asked_text(dossier)}", layout.bold)]
    bars = code(
        layout,
        shown_code(dossier),
        dossier.barcode,
        provisional=provisional(dossier),
        own=own,
    )
    return [
        _line(layout),
        *paragraph(title, layout, keep=True),
        replace(bars, keep=True),
        *rows_blocks(_people(number, sheet), layout),
        *_papers(dossier, layout, sheet.head.words_day),
        *rows_blocks(_promise(item, sheet), layout),
    ]


def _line(layout: Layout) -> Block:
    """A thin line between dossiers, kept with what follows."""

    def paint(ink: Ink, x: float, y: float) -> None:
        ink.rule(x, y - layout.gap, x + layout.room, y - layout.gap, 0.4)

    return Block(height=layout.gap * 2.5, paint=paint, keep=True)


def _people(number: int, sheet: VisitSheet) -> list[Row]:
    """The owner, where that is somebody else than the person at the counter: once with everything.

    A further dossier of the same people names the one where they are told of.
    """
    dossier, first = sheet.items[number - 1].dossier, sheet.items[0].dossier
    rows: list[Row] = []
    if dossier.applicant.name != first.applicant.name:
        rows.append((Field(_("Người nộp:"), dossier.applicant.name, strong=True, whole=True),))
    told = next(
        (
            at
            for at, other in enumerate(sheet.items[: number - 1], start=1)
            if dossier.owner is not None
            and other.dossier.owner == dossier.owner
            and other.dossier.authorisation == dossier.authorisation
        ),
        0,
    )
    if not told:
        return [*rows, *owner_rows(dossier)]
    name = dossier.holder_name
    same = _("{name}, như hồ sơ số {number}").format(name=name, number=told)
    return [*rows, (Field(_("Chủ hồ sơ:"), same, strong=True, whole=True),)]


def _papers(dossier: Dossier, layout: Layout, day: date) -> list[Block]:
    papers = "; ".join(paper_line(paper) for paper in dossier.papers)
    return rows_blocks([(Field(sentence("01", "papers", day), papers),)], layout)


def _promise(item: VisitItem, sheet: VisitSheet) -> list[Row]:
    dossier = item.dossier
    due = sentence("01", "due", sheet.head.words_day)
    rows: list[Row] = [
        *originals_rows(dossier),
        (
            Field(_("Số lượng hồ sơ:"), f"{dossier.sets:02d} (bộ)", whole=True),
            *fee_fields(dossier, item.paid),
        ),
        (Field(_("Thời gian giải quyết hồ sơ theo quy định là:"), limit_value(item.limit)),),
        (Field(due, promise_text(dossier), strong=True),),
        *((Field(_("Lưu ý:"), note),) for note in (*elsewhere_notes(dossier), *item.notes)),
    ]
    if not _one_place(sheet):
        place = return_place(dossier, sheet.head.heading)
        rows.append((Field(_("Đăng ký nhận kết quả tại:"), place),))
    return [*rows, book_row(dossier, item.book)]


def _one_place(sheet: VisitSheet) -> str:
    """The place all results of the visit are fetched at; empty where they are not fetched at one place."""
    places = {return_place(item.dossier, sheet.head.heading) for item in sheet.items}
    return places.pop() if len(places) == 1 else ""


def _together(sheet: VisitSheet) -> list[Row]:
    """One place and one sum for the visit; what the officer does not know is named, not counted."""
    fees = [item.dossier.fee for item in sheet.items]
    place = _one_place(sheet)
    rows: list[Row] = [(Field(_("Đăng ký nhận kết quả tại:"), place),)] if place else []
    whole = sum(fee or 0 for fee in fees)
    said = fee_text(whole)
    if whole and all(item.paid is not None for item in sheet.items):
        said = f"{said}; {paid_text(whole, sum(item.paid or 0 for item in sheet.items))}"
    label = _("Tổng phí, lệ phí của {count:02d} hồ sơ:").format(count=len(fees))
    rows.append((Field(label, said, strong=True),))
    open_ones = [str(number) for number, fee in enumerate(fees, start=1) if fee is None]
    if open_ones:
        rows.append((Field(_("Chưa tính phí của hồ sơ số:"), ", ".join(open_ones)),))
    return rows
