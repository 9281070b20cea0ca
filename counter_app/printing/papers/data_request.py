"""Papers of a request about personal data: that it was received and by when it is answered; the answer itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _, in_vietnamese
from counter_app.printing.papers.slip_frame import finished, lines_of, opening, signed
from counter_app.printing.press.breaking import Run
from counter_app.printing.press.fields import Field, Row, rows_blocks
from counter_app.printing.press.fitting import laid_out
from counter_app.printing.press.flow import Block, paragraph
from counter_app.printing.press.signatures import Signature
from counter_app.wording.paper.moments import form_moment
from counter_app.wording.requests.requests import ground_text, outcome_text, proof_text, wish_text

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.domain.paper.slip_sheets import RequestSheet
    from counter_app.printing.press.layout import Layout


@in_vietnamese()
def data_request(sheet: RequestSheet, size: PaperSize) -> bytes:
    """The receipt of a request, or the letter that answers it, as PDF."""
    layout, blocks = laid_out(size, lambda layout: _whole(sheet, layout))
    return finished(blocks, layout, sheet.head, code=sheet.request.shown_number)


def _whole(sheet: RequestSheet, layout: Layout) -> list[Block]:
    rows = _answer_rows(sheet) if sheet.answered else _receipt_rows(sheet)
    blocks = [
        *opening(sheet.head, layout),
        *rows_blocks(rows, layout),
        *(_told(sheet, layout) if sheet.answered else _kept_told(layout)),
    ]
    role = _("NGƯỜI TRẢ LỜI") if sheet.answered else _("NGƯỜI TIẾP NHẬN")
    return signed(blocks, layout, [Signature(role, sheet.head.writer)])


def _asked_rows(sheet: RequestSheet) -> list[Row]:
    item = sheet.request
    rows: list[Row] = [
        (Field(_("Người yêu cầu:"), item.asker, strong=True, whole=True),),
        (
            Field(
                _("Đã xác minh bằng:"),
                f"{proof_text(item.proved_by)}: {item.proof}" if item.proof else "",
            ),
        ),
    ]
    if item.name != item.asker:
        rows.append((Field(_("Dữ liệu của:"), item.name, strong=True, whole=True),))
    rows.append((Field(_("Yêu cầu:"), wish_text(item.wish), strong=True),))
    if item.asked:
        rows.append((Field(_("Nội dung:"), " ".join(lines_of(item.asked))),))
    whose = ", ".join(item.codes) or _("mọi dữ liệu đơn vị đang giữ")
    return [*rows, (Field(_("Về hồ sơ:"), whose),)]


def _receipt_rows(sheet: RequestSheet) -> list[Row]:
    item = sheet.request
    return [
        *_asked_rows(sheet),
        (Field(_("Nhận lúc:"), form_moment(item.at), whole=True),),
        (Field(_("Trả lời trước:"), form_moment(item.answer_due), strong=True),),
        (Field(_("Người trả lời:"), sheet.handler, whole=True),),
    ]


def _answer_rows(sheet: RequestSheet) -> list[Row]:
    item = sheet.request
    rows = _asked_rows(sheet)
    rows.append((Field(_("Nhận lúc:"), form_moment(item.at), whole=True),))
    if item.outcome is not None:
        rows.append((Field(_("Kết quả:"), outcome_text(item.outcome), strong=True),))
    if item.ground is not None:
        rows.append((Field(_("Căn cứ:"), f"{ground_text(item.ground)}. {item.reason}"),))
    return rows


def _told(sheet: RequestSheet, layout: Layout) -> list[Block]:
    label = paragraph([Run(_("Trả lời:"), layout.bold)], layout, keep=True)
    told = [
        block
        for line in lines_of(sheet.request.answer)
        for block in paragraph([Run(line, layout.regular)], layout)
    ]
    right = _(
        "Ông (Bà) không đồng ý với trả lời này thì có quyền khiếu nại theo quy định của pháp luật."
    )
    return [
        *label,
        *told,
        *paragraph([Run(right, layout.italic)], layout, size=layout.small),
    ]


def _kept_told(layout: Layout) -> list[Block]:
    text = _("Ông (Bà) giữ giấy này và mang theo khi đến nhận trả lời.")
    return paragraph([Run(text, layout.italic)], layout, size=layout.small)
