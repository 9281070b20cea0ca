"""Mẫu 04, Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết: late, why, and the day proposed instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese
from counter_app.printing.papers.slip_frame import (
    finished,
    lines_of,
    listed,
    opening,
    shown_code,
    signed,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import BLANK
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.prose import prose
from counter_app.printing.press.signatures import Recipients, agency_signature
from counter_app.wording.paper.addressing import concerned, named, number_label, you
from counter_app.wording.paper.documents import numbered
from counter_app.wording.paper.form_words import sentence
from counter_app.wording.paper.moments import form_moment, long_date

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.domain.paper.slip_sheets import ApologySheet
    from counter_app.printing.press.layout import Layout


@in_vietnamese()
def apology(sheet: ApologySheet, size: PaperSize) -> bytes:
    """The letter of apology, as PDF."""
    layout, blocks = laid_out(size, lambda layout: _whole(sheet, layout))
    return finished(blocks, layout, sheet.head, code=shown_code(sheet.dossier))


def _whole(sheet: ApologySheet, layout: Layout) -> list[Block]:
    heading = sheet.head.heading
    recipients = Recipients(
        (
            _("Như trên;"),
            _("{unit} (để trả kết quả);").format(unit=heading.counter or heading.name),
            _("Lưu: VT."),
        )
    )
    return signed(_letter(sheet, layout), layout, [recipients, agency_signature(heading)])


def _letter(sheet: ApologySheet, layout: Layout) -> list[Block]:
    person = concerned(sheet.dossier)
    return [
        *opening(sheet.head, layout),
        *paragraph(
            [
                Run(_said(sheet, "to"), layout.regular),
                Run(named(person), layout.bold, whole=True),
            ],
            layout,
            align=0.5,
            gap=layout.gap * 3,
        ),
        *_matter(sheet, layout),
        *prose([Run(_late(sheet), layout.regular)], layout),
        *_reason(sheet, layout),
        *_promise(sheet, layout),
        *prose(
            [
                Run(_said(sheet, "end"), layout.regular),
                Run(f"{you(person)}./.", layout.regular, whole=True),
            ],
            layout,
        ),
    ]


def _matter(sheet: ApologySheet, layout: Layout) -> list[Block]:
    """The request and its day, and the promise that is missed."""
    dossier = sheet.dossier
    person = concerned(dossier)
    plain, bold = layout.regular, layout.bold
    missed = form_moment(sheet.promised_at) if sheet.promised_at else BLANK
    began = _said(sheet, "began").format(
        day=_capital(long_date(dossier.received_at)), office=sheet.head.heading.name
    )
    label = number_label(person)
    runs = [
        Run(began, plain),
        Run(dossier.procedure_name, bold),
        Run(_("của"), plain),
        Run(f"{named(person)};", plain, whole=True),
        Run(f"{label[0].lower()}{label[1:]}", plain),
        Run(f"{numbered(person) or BLANK};", plain, whole=True),
        Run(_("mã số hồ sơ:"), plain),
        Run(f"{shown_code(dossier)}.", bold, whole=True),
    ]
    promised = [Run(_said(sheet, "promised"), plain), Run(f"{missed}.", bold)]
    return [*prose(runs, layout), *prose(promised, layout)]


def _late(sheet: ApologySheet) -> str:
    """Late already, or a day before the time and not to be done by it (the letter is due a day before)."""
    office = sheet.head.heading.name
    if sheet.promised_at is not None and sheet.head.issued_at <= sheet.promised_at:
        return _said(sheet, "will_be_late").format(office=office)
    return _said(sheet, "late").format(office=office)


def _reason(sheet: ApologySheet, layout: Layout) -> list[Block]:
    lines = [_ended(line) for line in lines_of(sheet.reason)]
    if len(lines) > 1:
        label = prose([Run(_("Lý do:"), layout.regular)], layout, keep=True)
        return [*label, *listed(lines, layout)]
    said = "".join(lines) or BLANK
    return prose([Run(_("Lý do:"), layout.regular), Run(said, layout.regular)], layout)


def _promise(sheet: ApologySheet, layout: Layout) -> list[Block]:
    until = form_moment(sheet.until) if sheet.until else BLANK
    whom = you(concerned(sheet.dossier))
    said = _said(sheet, "sorry").format(office=sheet.head.heading.name, you=whom)
    return prose([Run(said, layout.regular), Run(f"{until}.", layout.bold)], layout)


def _said(sheet: ApologySheet, name: str) -> str:
    """A sentence of the form as it was on the day of issue."""
    return sentence("04", name, sheet.head.words_day)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "…", ";")) else f"{text}."
