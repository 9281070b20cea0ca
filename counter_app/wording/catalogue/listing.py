"""Procedures in the words of a list: what ``domain``'s readers of limits, fees, papers and steps read back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.catalogue.list_fields import ListField
from counter_app.domain.catalogue.posting import PostingState
from counter_app.domain.catalogue.procedure import (
    PaperItem,
    PaperKind,
    Procedure,
    ProcessStep,
    ReviewState,
)
from counter_app.domain.fees.fee import Fee, FeeRule, Relief
from counter_app.domain.fees.reliefs import GROUNDS
from counter_app.i18n import _, plural
from counter_app.wording.paper.amounts import grouped, money
from counter_app.wording.paper.moments import short_date
from counter_app.wording.promise.due import limit_text

if TYPE_CHECKING:
    from counter_app.domain.catalogue.limits import TimeLimit
    from counter_app.domain.tables import Cell

FROM_ALWAYS = "Từ trước"
"""Of a version that has no first day, where the procedure has others beside it."""


def cell_words(cell: Cell) -> str:
    """A cell as a person would type it."""
    if isinstance(cell, str):  # as nearly every cell is
        return cell
    match cell:
        case None:
            return ""
        case date():
            return short_date(cell)
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def limit_words(limit: TimeLimit | None, *, no_due: bool = False) -> str:
    """``3 ngày làm việc``, ``Không hẹn ngày trả``, nothing where none is known."""
    if no_due:
        return _("Không hẹn ngày trả")
    return limit_text(limit) if limit else ""


def fee_words(fee: Fee | None) -> str:
    """``8.000 đ/bản (trực tuyến 4.000 đ)``, ``Không thu``, ``Theo trang``, ``Chưa rõ``."""
    if fee is None:
        return ""
    match fee.rule:
        case FeeRule.NONE:
            return _("Không thu")
        case FeeRule.CERTIFIED_COPY:
            return _("Theo trang")
        case FeeRule.UNKNOWN:
            return _("Chưa rõ")
    text = f"{money(fee.amount)}/{fee.unit}" if fee.unit else money(fee.amount)
    if fee.online_amount is None:
        return text
    online = _("trực tuyến {amount}").format(amount=money(fee.online_amount))
    return f"{text} ({online})"


def ground_words(ground: str) -> str:
    """The name of a ground of relief; the office's own words stay as they are."""
    known = GROUNDS.get(ground)
    return _(known) if known else ground


def reliefs_words(reliefs: Sequence[Relief]) -> str:
    """A line for each: ``Hộ nghèo | 100% | Luật Hộ tịch 60/2014/QH13 Điều 11``."""
    return "\n".join(
        " | ".join(
            part for part in (ground_words(item.ground), f"{item.percent}%", item.source) if part
        )
        for item in reliefs
    )


def papers_words(papers: Sequence[PaperItem] | None) -> str:
    """A line for each: ``Tờ khai (bản chính, 1 bản)``, ``Giấy ủy quyền (bản sao, 1 bản, nếu có)``."""
    return "\n".join(_paper(paper) for paper in papers or ())


def _paper(paper: PaperItem) -> str:
    kind = {
        PaperKind.ORIGINAL: _("bản chính"),
        PaperKind.COPY: _("bản sao"),
        PaperKind.CERTIFIED: _("bản sao có chứng thực"),
        PaperKind.SHOW: _("xuất trình"),
    }[paper.kind]
    told = [kind, plural("{count} bản", paper.quantity).format(count=paper.quantity)]
    told += [] if paper.required else [_("nếu có")]
    return f"{paper.name} ({', '.join(told)})"


def steps_words(steps: Sequence[ProcessStep]) -> str:
    """A line for each: ``Tiếp nhận hồ sơ | Công chức một cửa | 0,25 ngày``."""
    return "\n".join(
        f"{step.content} | {step.responsible} | {days_words(step.days)}" for step in steps
    )


def days_words(days: float) -> str:
    """``0,25 ngày``; ``không tính`` where a step takes none of the limit."""
    if not days:
        return _("không tính")
    return plural("{days} ngày", days).format(days=grouped(days, 4))


def state_words(state: ReviewState) -> str:
    """The state of a row's review, in words."""
    return {
        ReviewState.CONFIRMED: _("Đã rà soát"),
        ReviewState.NEEDS_CONFIRMATION: _("Cần rà soát"),
        ReviewState.INACTIVE: _("Ngừng áp dụng"),
    }[state]


def posting_words(state: PostingState) -> str:
    """The standing of the posting of a procedure."""
    return {
        PostingState.NEVER: _("Chưa kiểm tra"),
        PostingState.WRONG: _("Niêm yết chưa đúng"),
        PostingState.LATE: _("Quá hạn kiểm tra"),
        PostingState.GOOD: _("Đúng"),
    }[state]


def resume_words(policy: str) -> str:
    """The fate of the due moment after a supplement; nothing where the procedure says nothing of its own."""
    return {"restart": _("Tính lại từ đầu"), "shift": _("Lùi hạn đúng bằng thời gian chờ")}.get(
        policy, ""
    )


def waiting_words(item: Procedure) -> str:
    """The time the citizen has to supplement: ``15 ngày``, ``7 ngày làm việc``; nothing for the office's own."""
    if not item.supplement_days:
        return ""
    pattern = _("{days} ngày làm việc") if item.supplement_working else _("{days} ngày")
    return pattern.format(days=item.supplement_days)


def source_title(value: str) -> str:
    """The value of a procedure that a source is about."""
    return {
        "limit": _("Thời hạn"),
        "cutoff": _("Giờ hết nhận trong ngày"),
        "extension_wd": _("Gia hạn xác minh"),
        "supplement_days": _("Chờ bổ sung"),
        "resume": _("Tính hạn sau bổ sung"),
        "fee": _("Phí, lệ phí"),
        "reliefs": _("Đối tượng miễn, giảm phí"),
        "papers": _("Thành phần hồ sơ"),
        "cases": _("Các trường hợp"),
        "legal_basis": _("Căn cứ pháp lý"),
    }.get(value, value)


def sources_text(item: Procedure) -> str:
    """A line for each value of which it is written down where it was seen, and how well it is founded."""
    return "\n".join(
        f"{source_title(source.value)}: {source.text} ({mark_words(source.mark)})"
        for source in item.sources
    )


def mark_words(mark: str) -> str:
    """The ground of a value: an official text, a secondary one, or nobody's."""
    return {
        "S": _("Có trong văn bản công bố"),
        "S2": _("Chỉ có ở nguồn tham khảo"),
        "M": _("Chưa có văn bản, phải rà soát"),
    }.get(mark, _("Đơn vị tự nhập"))


def field_title(field: ListField) -> str:
    """A column's head in our own lists; importing knows it again."""
    return {
        ListField.CODE: _("Mã thủ tục"),
        ListField.LOCAL_CODE: _("Mã địa phương"),
        ListField.NAME: _("Tên thủ tục"),
        ListField.SECTOR: _("Lĩnh vực"),
        ListField.CASE: _("Trường hợp"),
        ListField.LIMIT: _("Thời hạn giải quyết"),
        ListField.EXTENSION: _("Gia hạn xác minh"),
        ListField.FEE: _("Phí, lệ phí"),
        ListField.FEE_NOTE: _("Ghi chú về phí"),
        ListField.RELIEFS: _("Đối tượng miễn, giảm phí"),
        ListField.PAPERS: _("Thành phần hồ sơ"),
        ListField.SETS: _("Số bộ hồ sơ"),
        ListField.STEPS: _("Quy trình nội bộ"),
        ListField.RESOLVER: _("Cơ quan giải quyết"),
        ListField.RESULT: _("Kết quả"),
        ListField.LEGAL_BASIS: _("Căn cứ pháp lý"),
        ListField.VALID_FROM: _("Áp dụng từ"),
        ListField.VALID_TO: _("Áp dụng đến"),
        ListField.SOURCE: _("Nguồn"),
        ListField.STATE: _("Tình trạng"),
        ListField.SYNONYMS: _("Từ tìm nhanh"),
        ListField.MARK: _("Độ tin cậy của căn cứ"),
        ListField.NOTE: _("Ghi chú"),
        ListField.RESUME: _("Tính hạn sau bổ sung"),
        ListField.SUPPLEMENT_DAYS: _("Số ngày chờ bổ sung"),
        ListField.TEMPLATE: _("Mẫu thay Mẫu số 01"),
        ListField.INNER_WD: _("Số ngày xong trước"),
    }[field]
