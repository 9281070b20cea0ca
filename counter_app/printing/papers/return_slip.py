"""Giấy biên nhận trả kết quả: the taker, the result, the moment, the giver, and the check of all that."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import Collector, Dossier, Result
from counter_app.i18n import _, in_vietnamese, mark
from counter_app.printing.papers.code_blocks import code_line, code_stack
from counter_app.printing.papers.receipt_rows import asked_text, originals_text
from counter_app.printing.papers.slip_frame import provisional, shown_code, signed
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, draw
from counter_app.printing.press.letterhead import letterhead
from counter_app.printing.press.marks import edge, ground, reprint_blocks, sample_blocks
from counter_app.printing.press.signatures import Signature
from counter_app.printing.press.titles import title_blocks
from counter_app.wording.paper.moments import form_moment, short_date

if TYPE_CHECKING:
    from counter_app.domain.paper.receipt_sheets import ReturnSheet
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.printing.press.layout import Layout

TITLE = mark("GIẤY BIÊN NHẬN TRẢ KẾT QUẢ")


@in_vietnamese()
def return_slip(sheet: ReturnSheet, size: PaperSize) -> bytes:
    """The slip both sides sign when a result is handed over, as PDF."""
    layout, blocks = laid_out(size, lambda layout: _blocks(sheet, layout))
    return draw(
        blocks,
        layout,
        title=f"{_(TITLE)} {sheet.dossier.code}",
        author=sheet.heading.name,
        ground=ground(layout, sheet.heading),
        mark=edge(layout, left=sheet.dossier.code),
    )


def _blocks(sheet: ReturnSheet, layout: Layout) -> list[Block]:
    dossier = sheet.dossier
    code = code_stack if layout.roll else code_line
    receiver = sheet.dossier.collector.name if sheet.dossier.collector else dossier.applicant.name
    blocks = [
        *letterhead(layout, sheet.heading, day=sheet.returned_at.date()),
        *title_blocks(layout, _(TITLE)),
        *sample_blocks(layout, sheet.heading),
        *reprint_blocks(layout, sheet.reprint, sheet.reprint_reason),
        code(
            layout,
            shown_code(dossier),
            dossier.barcode,
            provisional=provisional(dossier),
            own=dossier.code if dossier.official_code else "",
        ),
        *rows_blocks(_rows(sheet), layout),
    ]
    signatures = [
        Signature(_("NGƯỜI NHẬN KẾT QUẢ"), receiver),
        Signature(_("NGƯỜI TRẢ KẾT QUẢ"), sheet.returner_name),
    ]
    return signed(blocks, layout, signatures)


def _rows(sheet: ReturnSheet) -> list[Row]:
    """The paper's name, the result given out, then the times, then who took it."""
    dossier = sheet.dossier
    return [
        (Field(_("Cơ quan trả kết quả:"), sheet.heading.name),),
        (Field(_("Thủ tục hành chính:"), asked_text(dossier)),),
        (Field(_("Chủ hồ sơ:"), dossier.holder_name, strong=True, whole=True),),
        *_result_rows(sheet),
        *_originals(dossier),
        (Field(_("Thời gian nhận hồ sơ:"), form_moment(dossier.received_at)),),
        *_promise(dossier),
        *(
            ((Field(_("Nơi trả kết quả:"), dossier.returned_point),),)
            if dossier.returned_point.strip()
            else ()
        ),
        (Field(_("Thời gian trả kết quả:"), form_moment(sheet.returned_at), strong=True),),
        *_collector_rows(dossier.collector),
    ]


def _result_rows(sheet: ReturnSheet) -> list[Row]:
    """The kind of result, its number, its subject, its signer and the day."""
    facts = sheet.dossier.result_facts or Result()
    signed_on = short_date(date.fromisoformat(facts.signed_on)) if facts.signed_on else ""
    rows: list[Row] = [
        (Field(_("Loại kết quả:"), sheet.kind),) if sheet.kind.strip() else (),
        (Field(_("Số, ký hiệu kết quả:"), sheet.dossier.result),),
        (Field(_("Trích yếu:"), facts.abstract),) if facts.abstract.strip() else (),
        (Field(_("Ngày ký:"), signed_on), Field(_("Người ký:"), facts.signer, whole=True))
        if signed_on or facts.signer.strip()
        else (),
        (Field(_("Cơ quan ban hành:"), facts.agency),) if facts.agency.strip() else (),
    ]
    return [row for row in rows if row]


def _originals(dossier: Dossier) -> list[Row]:
    given = originals_text(dossier.originals_returned)
    return [(Field(_("Bản chính trả lại:"), given),)] if given else []


def _promise(dossier: Dossier) -> list[Row]:
    if dossier.promised_at is None:
        return []
    return [(Field(_("Thời gian hẹn trả kết quả:"), form_moment(dossier.promised_at)),)]


def _collector_rows(collector: Collector | None) -> list[Row]:
    """The person at the counter now; without a record the lines are left to be written by hand."""
    if collector is None:
        return [(Field(_("Người nhận kết quả:"), ""),), (Field(_("Số định danh cá nhân:"), ""),)]
    rows: list[Row] = [
        (Field(_("Người nhận kết quả:"), collector.name, strong=True, whole=True),),
        (
            Field(_("Số định danh cá nhân:"), collector.id_no, whole=True),
            Field(_("Số điện thoại:"), collector.phone, whole=True),
        ),
    ]
    if collector.authorised:
        rows.append((Field(_("Văn bản ủy quyền:"), collector.authorisation),))
    if collector.lost_receipt:
        rows.append(
            (Field(_("Giấy tiếp nhận hồ sơ và hẹn trả kết quả:"), _("người nhận báo mất")),)
        )
    if collector.identity_checked:
        rows.append((Field(_("Giấy tờ đã đối chiếu:"), collector.identity_checked),))
    return rows
