"""Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: everything at once, with where each paper is got."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.domain.paper.slip_sheets import SupplementSheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.receipt_rows import asked_text, reach_rows
from counter_app.printing.papers.slip_frame import (
    dossier_code_line,
    finished,
    lines_of,
    numbered,
    opening,
    shown_code,
    signed,
    wanted_text,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import BLANK, Field, Row, row_blocks, rows_blocks
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.printing.press.prose import prose
from counter_app.printing.press.signatures import Signature
from counter_app.wording.moments import long_date

CONTENTS = "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:"


@in_vietnamese()
def supplement(sheet: SupplementSheet, size: PaperSize) -> bytes:
    """The slip that says what is missing, as PDF."""
    layout = LAYOUTS[size]
    blocks = signed(
        _blocks(sheet, layout), layout, [Signature("NGƯỜI HƯỚNG DẪN", sheet.head.writer)]
    )
    return finished(blocks, layout, sheet.head, code=shown_code(sheet.dossier))


def _blocks(sheet: SupplementSheet, layout: Layout) -> list[Block]:
    dossier = sheet.dossier
    # Without a list of papers the officer's sentences are what has to be done.
    wanted = [wanted_text(item) for item in sheet.wanted] or lines_of(sheet.reason)
    reason = sheet.reason if sheet.wanted else "như các nội dung nêu trên"
    return [
        *opening(sheet.head, layout),
        dossier_code_line(layout, dossier),
        *rows_blocks(_rows(sheet), layout),
        *paragraph([Run(CONTENTS, layout.bold)], layout, keep=True),
        *numbered(wanted or [BLANK], layout),
        *row_blocks((Field("Lý do:", " ".join(lines_of(reason))),), layout),
        *_until(sheet, layout),
        *prose([Run(_contact(sheet), layout.regular)], layout),
    ]


def _rows(sheet: SupplementSheet) -> list[Row]:
    dossier = sheet.dossier
    person = dossier.owner or dossier.applicant
    return [
        (Field("Hồ sơ của:", person.name, strong=True),),
        (Field("Nội dung yêu cầu giải quyết:", asked_text(dossier)),),
        *reach_rows(dossier),
    ]


def _until(sheet: SupplementSheet, layout: Layout) -> list[Block]:
    if sheet.until is None:
        return []
    return row_blocks(
        (Field("Thời hạn hoàn thiện hồ sơ: đến hết", long_date(sheet.until), True),), layout
    )


def _contact(sheet: SupplementSheet) -> str:
    heading = sheet.head.heading
    whom = sheet.contact.strip() or f"{heading.name}, số điện thoại {heading.phone or BLANK}"
    return (
        f"Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với {whom} "
        "để được hướng dẫn./."
    )
