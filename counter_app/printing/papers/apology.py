"""Mẫu 04, Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết: late, why, and the day proposed instead."""

from __future__ import annotations

from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.domain.paper.slip_sheets import ApologySheet
from counter_app.i18n import in_vietnamese
from counter_app.printing.papers.slip_frame import (
    finished,
    lines_of,
    opening,
    shown_code,
    signed,
)
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import BLANK
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.layout import LAYOUTS, Layout
from counter_app.printing.press.prose import prose
from counter_app.printing.press.signatures import Signature
from counter_app.wording.moments import form_moment, long_date

TAKEN = "tiếp nhận giải quyết hồ sơ đề nghị giải quyết thủ tục hành chính"
LATE = "chưa trả kết quả giải quyết hồ sơ theo đúng thời gian ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả."
PROMISE = "sẽ trả kết quả giải quyết hồ sơ vào"
END = "Mong nhận được sự thông cảm của Ông/Bà/Tổ chức./."
RECIPIENTS = ("Như trên;", "Trung tâm Phục vụ hành chính công;", "Lưu: VT.")


@in_vietnamese()
def apology(sheet: ApologySheet, size: PaperSize) -> bytes:
    """The letter of apology, as PDF."""
    layout = LAYOUTS[size]
    signature = Signature("THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", hint="(Ký, đóng dấu, ghi rõ họ tên)")
    blocks = signed(_letter(sheet, layout), layout, [signature])
    return finished(
        [*blocks, *_recipients(layout)], layout, sheet.head, code=shown_code(sheet.dossier)
    )


def _letter(sheet: ApologySheet, layout: Layout) -> list[Block]:
    person = sheet.dossier.owner or sheet.dossier.applicant
    office = sheet.head.heading.name
    plain, bold = layout.regular, layout.bold
    until = form_moment(sheet.until) if sheet.until else BLANK
    reason = " ".join(lines_of(sheet.reason)) or BLANK
    promise = f"{office} xin lỗi Ông/Bà/Tổ chức vì sự chậm trễ này và {PROMISE}"
    return [
        *opening(sheet.head, layout),
        *paragraph(
            [Run("Kính gửi:", plain), Run(person.name, bold)], layout, align=0.5, gap=layout.gap * 3
        ),
        *_matter(sheet, layout),
        *prose([Run(f"Tuy nhiên đến nay {office} {LATE}", plain)], layout),
        *prose([Run("Lý do:", plain), Run(_ended(reason), bold)], layout),
        *prose([Run(promise, plain), Run(f"{until}.", bold)], layout),
        *prose([Run(END, plain)], layout),
    ]


def _matter(sheet: ApologySheet, layout: Layout) -> list[Block]:
    """What was asked for when, and the promise that is missed."""
    dossier = sheet.dossier
    person = dossier.owner or dossier.applicant
    plain, bold = layout.regular, layout.bold
    missed = form_moment(sheet.promised_at) if sheet.promised_at else BLANK
    began = f"{_capital(long_date(dossier.received_at))}, {sheet.head.heading.name} {TAKEN}"
    runs = [
        Run(began, plain),
        Run(dossier.procedure_name, bold),
        Run(f"của Ông/Bà/Tổ chức {person.name};", plain),
        Run(f"số định danh: {person.id_no or BLANK};", plain),
        Run("mã số hồ sơ:", plain),
        Run(f"{shown_code(dossier)}.", bold, whole=True),
    ]
    promised = [Run("Thời gian hẹn trả kết quả:", plain), Run(f"{missed}.", bold)]
    return [*prose(runs, layout), *prose(promised, layout)]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "…")) else f"{text}."


def _recipients(layout: Layout) -> list[Block]:
    """Nơi nhận (practice)."""
    size = max(layout.small, 8)
    blocks = paragraph([Run("Nơi nhận:", layout.bold)], layout, size=size, gap=0, keep=True)
    for line in RECIPIENTS:
        blocks += paragraph(
            [Run(f"- {line}", layout.regular)],
            layout,
            size=size - 0.5,
            gap=0,
            keep=line != RECIPIENTS[-1],
        )
    return blocks
