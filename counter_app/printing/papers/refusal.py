"""Mẫu 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ: not taken in, or not resolved, with the reasons."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.domain.paper.slip_sheets import RefusalSheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.receipt_rows import (
    UNIT_LABEL,
    asked_text,
    both_sign,
    contact_row,
    unit_name,
)
from counter_app.printing.papers.slip_frame import (
    dossier_code_line,
    finished,
    lines_of,
    opening,
    shown_code,
    signed,
    wanted_text,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import BLANK, Field, Row, rows_blocks
from counter_app.printing.press.flow import Block
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.printing.press.prose import prose

DECISION = (
    "Qua xem xét, Bộ phận Tiếp nhận và Trả kết quả thông báo không tiếp nhận, giải quyết hồ sơ này với lý do "
    "cụ thể như sau:"
)
END = "Xin thông báo cho Ông/Bà được biết và thực hiện./."


@in_vietnamese()
def refusal(sheet: RefusalSheet, size: PaperSize) -> bytes:
    """The slip that says no, as PDF."""
    layout = LAYOUTS[size]
    signatures = both_sign(sheet.dossier, sheet.head.writer)
    blocks = signed(_blocks(sheet, layout), layout, signatures)
    return finished(blocks, layout, sheet.head, code=shown_code(sheet.dossier))


def _blocks(sheet: RefusalSheet, layout: Layout) -> list[Block]:
    dossier = sheet.dossier
    reasons = [*lines_of(sheet.reason), *(wanted_text(item) for item in sheet.wanted)]
    return [
        *opening(sheet.head, layout),
        dossier_code_line(layout, dossier),
        *rows_blocks(_rows(sheet), layout),
        *prose([Run(DECISION, layout.regular)], layout, keep=True),
        *(
            block
            for reason in reasons or [BLANK]
            for block in prose([Run(f"- {reason}", layout.bold)], layout)
        ),
        *prose([Run(END, layout.regular)], layout),
    ]


def _rows(sheet: RefusalSheet) -> list[Row]:
    dossier = sheet.dossier
    applicant = dossier.applicant
    rows: list[Row] = [
        (Field(UNIT_LABEL, unit_name(sheet.head.heading)),),
        (Field("Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức:", applicant.name, strong=True),),
        (Field("Số định danh cá nhân/tổ chức:", applicant.id_no),),
        (Field("Địa chỉ:", applicant.address),),
        contact_row(applicant),
    ]
    if dossier.owner is not None:
        rows.append((Field("Chủ hồ sơ:", dossier.owner.name, strong=True),))
    return [*rows, (Field("Nội dung yêu cầu giải quyết:", asked_text(dossier)),)]
