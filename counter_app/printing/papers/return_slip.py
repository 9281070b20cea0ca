"""Giấy biên nhận trả kết quả: who took which result, when, from whom, and how that was checked."""

from __future__ import annotations

from datetime import date

from counter_app.domain.dossier.dossier import Collector, Dossier, Result
from counter_app.domain.paper.receipt_sheets import PaperSize, ReturnSheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.code_blocks import code_line, code_stack
from counter_app.printing.papers.receipt_rows import asked_text, originals_text
from counter_app.printing.papers.slip_frame import provisional, shown_code
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.flow import Block, draw, space
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.printing.press.letterhead import letterhead
from counter_app.printing.press.marks import edge, ground, reprint_blocks, sample_blocks
from counter_app.printing.press.signatures import Signature, signature_block
from counter_app.printing.press.titles import title_blocks
from counter_app.wording.moments import form_moment, short_date

TITLE = "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ"


@in_vietnamese()
def return_slip(sheet: ReturnSheet, size: PaperSize) -> bytes:
    """The slip both sides sign when a result is handed over, as PDF."""
    layout = LAYOUTS[size]
    return draw(
        _blocks(sheet, layout),
        layout,
        title=f"{TITLE} {sheet.dossier.code}",
        author=sheet.heading.name,
        ground=ground(layout, sheet.heading),
        mark=edge(layout, left=sheet.dossier.code),
    )


def _blocks(sheet: ReturnSheet, layout: Layout) -> list[Block]:
    dossier = sheet.dossier
    code = code_stack if layout.roll else code_line
    receiver = sheet.dossier.collector.name if sheet.dossier.collector else dossier.applicant.name
    return [
        *letterhead(layout, sheet.heading, day=sheet.returned_at.date()),
        *title_blocks(layout, TITLE),
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
        space(layout.body * 0.8, keep=True),
        signature_block(
            layout,
            (
                Signature("NGƯỜI NHẬN KẾT QUẢ", receiver),
                Signature("NGƯỜI TRẢ KẾT QUẢ", sheet.returner_name),
            ),
        ),
        space(layout.gap),
    ]


def _rows(sheet: ReturnSheet) -> list[Row]:
    dossier = sheet.dossier
    return [
        (Field("Cơ quan trả kết quả:", sheet.heading.name),),
        (Field("Thủ tục hành chính:", asked_text(dossier)),),
        (Field("Chủ hồ sơ:", dossier.holder_name, strong=True),),
        (Field("Thời gian nhận hồ sơ:", form_moment(dossier.received_at)),),
        *_promise(dossier),
        *_result_rows(sheet),
        (Field("Thời gian trả kết quả:", form_moment(sheet.returned_at), strong=True),),
        *_originals(dossier),
        *_collector_rows(dossier.collector),
    ]


def _result_rows(sheet: ReturnSheet) -> list[Row]:
    """Which kind of result, its number, what it is about, who signed it when."""
    facts = sheet.dossier.result_facts or Result()
    signed_on = short_date(date.fromisoformat(facts.signed_on)) if facts.signed_on else ""
    rows: list[Row] = [
        (Field("Loại kết quả:", sheet.kind),) if sheet.kind.strip() else (),
        (Field("Số, ký hiệu kết quả:", sheet.dossier.result),),
        (Field("Trích yếu:", facts.abstract),) if facts.abstract.strip() else (),
        (Field("Ngày ký:", signed_on), Field("Người ký:", facts.signer))
        if signed_on or facts.signer.strip()
        else (),
        (Field("Cơ quan ban hành:", facts.agency),) if facts.agency.strip() else (),
    ]
    return [row for row in rows if row]


def _originals(dossier: Dossier) -> list[Row]:
    given = originals_text(dossier.originals_returned)
    return [(Field("Bản gốc trả lại:", given),)] if given else []


def _promise(dossier: Dossier) -> list[Row]:
    if dossier.promised_at is None:
        return []
    return [(Field("Thời gian hẹn trả kết quả:", form_moment(dossier.promised_at)),)]


def _collector_rows(collector: Collector | None) -> list[Row]:
    """Who stands at the counter now; without a record the lines are left to be written by hand."""
    if collector is None:
        return [(Field("Người nhận kết quả:", ""),), (Field("Số định danh cá nhân:", ""),)]
    rows: list[Row] = [
        (Field("Người nhận kết quả:", collector.name, strong=True),),
        (Field("Số định danh cá nhân:", collector.id_no), Field("Số điện thoại:", collector.phone)),
    ]
    if collector.authorised:
        rows.append((Field("Nhận thay theo giấy ủy quyền:", collector.authorisation),))
    if collector.lost_receipt:
        rows.append((Field("Giấy hẹn:", "đã mất; đã kiểm tra giấy tờ tùy thân"),))
    if collector.identity_checked:
        rows.append((Field("Giấy tờ đã đối chiếu:", collector.identity_checked),))
    return rows
