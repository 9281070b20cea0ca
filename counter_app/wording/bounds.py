"""The bounds of a value, in one sentence beside its field."""

from __future__ import annotations

from counter_app.bounds import Fault, ListOf, MapOf, Problem, Text, Whole
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.settings import CLOCK


def bound_error(problem: Problem) -> RuleError:
    """A value that cannot be kept, as a refusal naming its field."""
    return RuleError(_sentence(problem), field=problem.field, rule=f"bound_{problem.fault.value}")


def _sentence(problem: Problem) -> str:
    bound = problem.bound
    if isinstance(bound, Whole):
        text = _("Ghi một số nguyên từ {least} đến {most}.")
        return text.format(least=bound.least, most=bound.most)
    if problem.fault is Fault.LENGTH:
        most = getattr(bound, "most", 0)
        return _("Dài quá {most} ký tự. Ghi ngắn lại.").format(most=most)
    if problem.fault is Fault.EMPTY:
        return _("Ô này không được để trống. Ghi nội dung vào.")
    if problem.fault is Fault.LETTERS:
        return _("Có ký tự ẩn hoặc xuống dòng. Gõ lại trên một dòng.")
    if problem.fault is Fault.COUNT and isinstance(bound, ListOf | MapOf):
        return _("Quá nhiều hoặc quá ít mục, nhiều nhất {most} mục. Sửa lại danh sách.").format(
            most=bound.most
        )
    if isinstance(bound, Text) and problem.fault is Fault.FORM and bound.form == "[0-9]{5}":
        return _("Mã số đơn vị gồm đúng 5 chữ số. Gõ lại mã số.")
    if getattr(bound, "form", "") == CLOCK:
        return _("Ghi giờ và phút như 11:30, hoặc để trống.")
    return _("Giá trị này không dùng được. Chọn hoặc ghi lại.")
