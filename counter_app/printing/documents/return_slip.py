"""Giấy biên nhận trả kết quả: who took which result, when, from whom, and how that was checked."""

from __future__ import annotations

from counter_app.domain.dossier import Collector, Dossier
from counter_app.domain.sheets import PaperSize, ReturnSheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.documents.code_blocks import code_line, code_stack
from counter_app.printing.documents.fields import Field, Row, rows_blocks
from counter_app.printing.documents.flow import Block, draw, space
from counter_app.printing.documents.layout import LAYOUTS, Layout
from counter_app.printing.documents.letterhead import letterhead
from counter_app.printing.documents.marks import edge, ground, reprint_blocks, sample_blocks
from counter_app.printing.documents.signatures import Signature, signature_block
from counter_app.printing.documents.titles import title_blocks
from counter_app.wording.moments import form_moment

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
        code(layout, dossier.code, dossier.barcode),
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
        (Field("Thủ tục hành chính:", dossier.procedure_name),),
        (Field("Chủ hồ sơ:", dossier.holder_name, strong=True),),
        (Field("Thời gian nhận hồ sơ:", form_moment(dossier.received_at)),),
        *_promise(dossier),
        (Field("Kết quả giải quyết:", dossier.result),),
        (Field("Thời gian trả kết quả:", form_moment(sheet.returned_at), strong=True),),
        *_collector_rows(dossier.collector),
    ]


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
