"""Mẫu 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ: not taken in, or not resolved, with the reasons.

What was taken in is refused by whoever resolves it: its head signs, and the citizen only receives the slip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese
from counter_app.printing.papers.receipt_rows import (
    asked_text,
    both_sign,
    contact_row,
    owner_rows,
    unit_row,
)
from counter_app.printing.papers.slip_frame import (
    dossier_code_line,
    finished,
    lines_of,
    listed,
    opening,
    shown_code,
    signed,
    wanted_text,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import BLANK, Field, Row, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.prose import prose
from counter_app.printing.press.signatures import Recipients, agency_signature
from counter_app.wording.paper.addressing import named, number_label, taken_from_label, you
from counter_app.wording.paper.documents import numbered
from counter_app.wording.paper.form_words import sentence

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.domain.paper.slip_sheets import RefusalSheet
    from counter_app.printing.press.layout import Layout


@in_vietnamese()
def refusal(sheet: RefusalSheet, size: PaperSize) -> bytes:
    """The slip that says no, as PDF."""
    layout, blocks = laid_out(size, lambda layout: _whole(sheet, layout))
    return finished(blocks, layout, sheet.head, code=shown_code(sheet.dossier))


def _whole(sheet: RefusalSheet, layout: Layout) -> list[Block]:
    blocks = _blocks(sheet, layout)
    if not sheet.resolved:
        return signed(blocks, layout, both_sign(sheet.dossier, sheet.head.writer))
    heading = sheet.head.heading
    recipients = Recipients(
        (
            f"{named(sheet.dossier.applicant)};",
            _("{unit} (để trả kết quả);").format(unit=heading.counter or heading.name),
            _("Lưu: VT, hồ sơ."),
        )
    )
    return signed(blocks, layout, [recipients, agency_signature(heading)])


def _blocks(sheet: RefusalSheet, layout: Layout) -> list[Block]:
    dossier = sheet.dossier
    said = _said(sheet, "not_resolved" if sheet.resolved else "not_taken")
    reasons = [*lines_of(sheet.reason), *(wanted_text(item) for item in sheet.wanted)]
    end = _said(sheet, "end").format(you=you(dossier.applicant))
    return [
        *opening(sheet.head, layout),
        dossier_code_line(layout, dossier),
        *rows_blocks(_rows(sheet), layout),
        *prose([Run(said.format(unit=sheet.head.heading.name), layout.regular)], layout, keep=True),
        *listed(reasons or [BLANK], layout),
        *prose([Run(end, layout.regular)], layout),
        *_rights(sheet, layout),
    ]


def _rows(sheet: RefusalSheet) -> list[Row]:
    dossier = sheet.dossier
    applicant = dossier.applicant
    return [
        *([] if sheet.resolved else [unit_row(sheet.head.heading)]),
        (Field(taken_from_label(applicant), applicant.name, strong=True, whole=True),),
        (Field(number_label(applicant), numbered(applicant), whole=True),),
        (Field(_("Địa chỉ:"), applicant.address),),
        contact_row(applicant),
        *owner_rows(dossier),
        (Field(_("Nội dung yêu cầu giải quyết:"), asked_text(dossier)),),
    ]


def _said(sheet: RefusalSheet, name: str) -> str:
    """A sentence of the form as it was on the day of issue."""
    return sentence("03", name, sheet.head.words_day)


def _rights(sheet: RefusalSheet, layout: Layout) -> list[Block]:
    """The ways of whoever disagrees (Nghị định 118/2025/NĐ-CP Điều 6), and when the slip was received."""
    text = _said(sheet, "rights").format(you=you(sheet.dossier.applicant))
    return paragraph([Run(text, layout.italic)], layout, size=layout.small)
