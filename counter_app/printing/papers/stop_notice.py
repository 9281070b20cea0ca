"""Mẫu 05, Thông báo dừng giải quyết hồ sơ.

Its fields were not seen in print: what stands here is the least that Nghị định 118/2025/NĐ-CP Điều 21 and Thông tư
03/2025/TT-VPCP Điều 7 need, to be checked against the original.
"""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.domain.paper.slip_sheets import StopSheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.receipt_rows import asked_text, fee_text, originals_text
from counter_app.printing.papers.slip_frame import (
    dossier_code_line,
    finished,
    lines_of,
    opening,
    shown_code,
    signed,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import BLANK, Field, Row, rows_blocks
from counter_app.printing.press.flow import Block
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.printing.press.prose import prose
from counter_app.printing.press.signatures import Signature
from counter_app.wording.moments import form_moment

_STATED = {
    "withdraw": "Theo yêu cầu của Ông (Bà)/Tổ chức,",
    "close": "Do hồ sơ không được hoàn thiện trong thời hạn đã thông báo,",
}


@in_vietnamese()
def stop_notice(sheet: StopSheet, size: PaperSize) -> bytes:
    """The notice that work on a dossier stops, as PDF."""
    layout = LAYOUTS[size]
    blocks = signed(
        _blocks(sheet, layout),
        layout,
        [
            Signature("NGƯỜI NHẬN THÔNG BÁO"),
            Signature("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", hint="(Ký, đóng dấu, ghi rõ họ tên)"),
        ],
    )
    return finished(blocks, layout, sheet.head, code=shown_code(sheet.dossier))


def _blocks(sheet: StopSheet, layout: Layout) -> list[Block]:
    dossier = sheet.dossier
    stated = _STATED.get(sheet.act, "Qua xem xét hồ sơ,")
    decision = f"{stated} {sheet.head.heading.name} thông báo dừng giải quyết hồ sơ nêu trên."
    return [
        *opening(sheet.head, layout),
        dossier_code_line(layout, dossier),
        *rows_blocks(_person_rows(sheet), layout),
        *prose([Run(decision, layout.regular)], layout, keep=True),
        *rows_blocks(_stop_rows(sheet), layout),
        *prose([Run("Thông báo để Ông (Bà)/Tổ chức được biết./.", layout.regular)], layout),
    ]


def _person_rows(sheet: StopSheet) -> list[Row]:
    dossier = sheet.dossier
    person = dossier.owner or dossier.applicant
    return [
        (Field("Kính gửi Ông (Bà)/Tổ chức:", person.name, strong=True),),
        (Field("Số định danh cá nhân/tổ chức:", person.id_no),),
        (Field("Địa chỉ:", person.address),),
        (Field("Thủ tục hành chính:", asked_text(dossier)),),
        (Field("Thời gian tiếp nhận hồ sơ:", form_moment(dossier.received_at)),),
    ]


def _stop_rows(sheet: StopSheet) -> list[Row]:
    asked = sheet.act == "withdraw"
    label = "Thời gian yêu cầu dừng:" if asked else "Thời điểm dừng giải quyết:"
    rows: list[Row] = [(Field(label, form_moment(sheet.asked_at)),)]
    if asked:
        rows.append((Field("Hình thức yêu cầu:", sheet.asked_how),))
    given = sheet.dossier.originals_returned or sheet.dossier.originals_kept
    return [
        *rows,
        (Field("Lý do:", " ".join(lines_of(sheet.reason)), strong=True),),
        (Field("Giấy tờ trả lại:", originals_text(given) or BLANK),),
        (Field("Phí, lệ phí hoàn trả:", _back(sheet)),),
    ]


def _back(sheet: StopSheet) -> str:
    if sheet.fee_back is not None:
        return fee_text(sheet.fee_back) if sheet.fee_back else "không"
    return "không" if sheet.dossier.fee == 0 else BLANK
