"""Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: everything at once, with where each paper is got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese
from counter_app.printing.papers.receipt_rows import asked_text, contact_row
from counter_app.printing.papers.slip_frame import (
    dossier_code_line,
    finished,
    lines_of,
    numbered,
    opening,
    reason_blocks,
    shown_code,
    signed,
    wanted_columns,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import BLANK, Field, Row, row_blocks, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.prose import prose
from counter_app.printing.press.signatures import Signature
from counter_app.wording.paper.addressing import concerned, title_of, you
from counter_app.wording.paper.form_words import sentence
from counter_app.wording.paper.moments import long_date

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.domain.paper.slip_sheets import SupplementSheet
    from counter_app.printing.press.layout import Layout


@in_vietnamese()
def supplement(sheet: SupplementSheet, size: PaperSize) -> bytes:
    """The slip that says what is missing, as PDF."""
    layout, blocks = laid_out(size, lambda layout: _whole(sheet, layout))
    return finished(blocks, layout, sheet.head, code=shown_code(sheet.dossier))


def _whole(sheet: SupplementSheet, layout: Layout) -> list[Block]:
    signature = Signature(_said(sheet, "signer"), sheet.head.writer)
    return signed(_blocks(sheet, layout), layout, [signature])


def _blocks(sheet: SupplementSheet, layout: Layout) -> list[Block]:
    return [
        *opening(sheet.head, layout),
        dossier_code_line(layout, sheet.dossier),
        *rows_blocks(_rows(sheet), layout),
        *paragraph(
            [Run(_said(sheet, "request"), layout.bold)],
            layout,
            keep=True,
        ),
        *_wanted(sheet, layout),
        *_until(sheet, layout),
        *_contact(sheet, layout),
    ]


def _said(sheet: SupplementSheet, name: str) -> str:
    """A sentence of the form as it was on the day of issue."""
    return sentence("02", name, sheet.head.words_day)


def _rows(sheet: SupplementSheet) -> list[Row]:
    """The owner with their own address and numbers, and likewise the person who handed it in."""
    dossier = sheet.dossier
    person, applicant = dossier.owner or dossier.applicant, dossier.applicant
    rows: list[Row] = [
        (Field(_("Hồ sơ của:"), person.name, strong=True, whole=True),),
        (Field(_("Nội dung yêu cầu giải quyết:"), asked_text(dossier)),),
        (Field(_("Địa chỉ:"), person.address),),
        contact_row(person),
    ]
    if dossier.owner is not None:
        rows += [
            (
                Field(_("Người nộp hồ sơ:"), applicant.name, strong=True, whole=True),
                Field(_("Số điện thoại của người nộp:"), applicant.phone, whole=True),
            ),
            (Field(_("Email của người nộp:"), applicant.email),),
            (Field(_("Địa chỉ của người nộp:"), applicant.address),),
        ]
    return rows


def _wanted(sheet: SupplementSheet, layout: Layout) -> list[Block]:
    """The papers as a table with the reason below; without papers the officer's sentences are what has to be done."""
    if not sheet.wanted:
        listed = numbered(lines_of(sheet.reason) or [BLANK], layout)
        same = _("như các nội dung nêu trên")
        return [*listed, *row_blocks((Field(_("Lý do:"), same),), layout)]
    return [
        *wanted_columns(sheet.wanted, layout),
        *reason_blocks(_("Lý do:"), sheet.reason, layout),
    ]


def _until(sheet: SupplementSheet, layout: Layout) -> list[Block]:
    if sheet.until is None:
        return []
    label = _said(sheet, "until")
    return row_blocks((Field(label, long_date(sheet.until), strong=True, whole=True),), layout)


def _contact(sheet: SupplementSheet, layout: Layout) -> list[Block]:
    heading, person = sheet.head.heading, concerned(sheet.dossier)
    ask = _said(sheet, "contact").format(you=title_of(person) or you(person))
    whom = sheet.contact.strip()
    runs = [Run(ask, layout.regular)]
    if whom:
        runs.append(Run(whom, layout.regular))
    else:
        runs += [
            Run(_said(sheet, "contact_phone").format(name=heading.name), layout.regular),
            Run(heading.phone or BLANK, layout.regular, whole=True),
        ]
    return prose([*runs, Run(_said(sheet, "contact_end"), layout.regular, whole=True)], layout)
