"""Mẫu 05, Thông báo dừng giải quyết hồ sơ.

Its fields were not seen in print: what stands here is the least that Nghị định 118/2025/NĐ-CP Điều 21 and Thông tư
03/2025/TT-VPCP Điều 7 need, to be checked against the original.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.catalogue.sectors import PaperKind
from counter_app.domain.dossier.dossier import Channel, Dossier
from counter_app.i18n import _, in_vietnamese
from counter_app.printing.papers.papers_table import paper_line
from counter_app.printing.papers.receipt_rows import asked_text, fee_text, originals_text
from counter_app.printing.papers.slip_frame import (
    dossier_code_line,
    finished,
    lines_of,
    opening,
    reason_blocks,
    shown_code,
    signed,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import BLANK, Field, Row, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.prose import prose
from counter_app.printing.press.signatures import Recipients, agency_signature
from counter_app.wording.paper.addressing import concerned, named, number_label, you
from counter_app.wording.paper.documents import numbered
from counter_app.wording.paper.form_words import sentence
from counter_app.wording.paper.moments import form_moment

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.domain.paper.slip_sheets import StopSheet
    from counter_app.printing.press.layout import Layout


@in_vietnamese()
def stop_notice(sheet: StopSheet, size: PaperSize) -> bytes:
    """The notice that work on a dossier stops, as PDF."""
    layout, blocks = laid_out(size, lambda layout: _whole(sheet, layout))
    return finished(blocks, layout, sheet.head, code=shown_code(sheet.dossier))


def _whole(sheet: StopSheet, layout: Layout) -> list[Block]:
    heading = sheet.head.heading
    recipients = Recipients(
        (
            _("Như trên;"),
            _("{unit} (để thực hiện);").format(unit=heading.counter or heading.name),
            _("Lưu: VT, hồ sơ."),
        )
    )
    return signed(_blocks(sheet, layout), layout, [recipients, agency_signature(heading)])


def _blocks(sheet: StopSheet, layout: Layout) -> list[Block]:
    dossier, person = sheet.dossier, concerned(sheet.dossier)
    ground = _said(sheet, "ground")
    stated = _said(sheet, _STATED.get(sheet.act, "considered"))
    decision = _said(sheet, "decision").format(
        stated=stated.format(you=you(person)), office=sheet.head.heading.name
    )
    end = _said(sheet, "end").format(you=you(person))
    return [
        *opening(sheet.head, layout),
        *paragraph(
            [Run(_said(sheet, "to"), layout.regular), Run(named(person), layout.bold, whole=True)],
            layout,
            align=0.5,
            gap=layout.gap * 2,
        ),
        dossier_code_line(layout, dossier),
        *rows_blocks(_person_rows(sheet), layout),
        *prose([Run(ground, layout.italic)], layout, keep=True),
        *prose([Run(decision, layout.regular)], layout, keep=True),
        *rows_blocks(_when_rows(sheet), layout),
        *_reason(sheet, layout),
        *rows_blocks(_back_rows(sheet), layout),
        *prose([Run(end, layout.regular)], layout),
    ]


_STATED = {"withdraw": "withdrawn", "close": "lapsed"}
"""Why it stops, by the act."""


def _said(sheet: StopSheet, name: str) -> str:
    """A sentence of the form as it was on the day of issue."""
    return sentence("05", name, sheet.head.words_day)


def _person_rows(sheet: StopSheet) -> list[Row]:
    dossier, person = sheet.dossier, concerned(sheet.dossier)
    return [
        (Field(number_label(person), numbered(person), whole=True),),
        (Field(_("Địa chỉ:"), person.address),),
        (Field(_("Thủ tục hành chính:"), asked_text(dossier)),),
        (Field(_("Thời gian tiếp nhận hồ sơ:"), form_moment(dossier.received_at)),),
    ]


def _when_rows(sheet: StopSheet) -> list[Row]:
    asked = sheet.act == "withdraw"
    label = _("Thời gian yêu cầu dừng:") if asked else _("Thời điểm dừng giải quyết:")
    rows: list[Row] = [(Field(label, form_moment(sheet.asked_at)),)]
    return [*rows, (Field(_("Hình thức yêu cầu:"), sheet.asked_how),)] if asked else rows


def _reason(sheet: StopSheet, layout: Layout) -> list[Block]:
    """The office's own reason, or what the citizen wrote: that is told as the citizen's."""
    asked = sheet.act == "withdraw"
    label = _("Lý do (theo yêu cầu của người nộp):") if asked else _("Lý do:")
    if asked and not lines_of(sheet.reason):
        return reason_blocks(label, _("không nêu"), layout)
    return reason_blocks(label, sheet.reason, layout)


def _back_rows(sheet: StopSheet) -> list[Row]:
    return [
        (Field(_("Giấy tờ trả lại:"), _papers_back(sheet.dossier)),),
        (Field(_("Phí, lệ phí hoàn trả:"), _fee_back(sheet)),),
    ]


def _papers_back(dossier: Dossier) -> str:
    """The originals that were noted down, else what was handed in; nothing for what came over the network."""
    given = dossier.originals_returned or dossier.originals_kept
    if given:
        return originals_text(given)
    if dossier.channel is Channel.ONLINE:
        return _("không có (hồ sơ nộp trực tuyến)")
    papers = [paper for paper in dossier.papers if paper.kind is not PaperKind.SHOW]
    return "; ".join(paper_line(paper) for paper in papers) or _("không có")


def _fee_back(sheet: StopSheet) -> str:
    if sheet.fee_back is not None:
        return fee_text(sheet.fee_back) if sheet.fee_back else _("không có")
    return _("không có") if sheet.dossier.fee == 0 else BLANK
