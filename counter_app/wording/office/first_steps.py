"""The first steps in words: what is to be done, and what is said once it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.office.first_steps import StepKey
from counter_app.i18n import _, plural

if TYPE_CHECKING:
    from counter_app.domain.office.first_steps import Step


def step_text(step: Step) -> str:
    """The step to do; once done, the standing."""
    return (_done if step.done else _wanted)(step)


def _wanted(step: Step) -> str:
    if step.key is StepKey.PROCEDURES:
        return plural("Rà soát {count} thủ tục theo quyết định công bố", step.left).format(
            count=step.left
        )
    return {
        StepKey.PRINTER: _("Chọn máy in, in trang thử rồi quét mã vạch trên trang đó"),
        StepKey.CALENDAR: _("Xác nhận lịch làm việc của năm"),
        StepKey.OFFICERS: _("Thêm công chức: mỗi người một tài khoản"),
        StepKey.BACKUP: _("Sao lưu vào thư mục trên ổ đĩa khác"),
        StepKey.SCREEN: _("Mở màn hình chờ trên màn hình thứ hai"),
    }[step.key]


def _done(step: Step) -> str:
    return {
        StepKey.PRINTER: _("Máy in: đã quét được trang thử"),
        StepKey.PROCEDURES: _("Thủ tục: đã rà soát hết"),
        StepKey.CALENDAR: _("Lịch làm việc: đã xác nhận"),
        StepKey.OFFICERS: _("Công chức: đã có từ hai người"),
        StepKey.BACKUP: _("Sao lưu: đã có bản trên ổ đĩa khác"),
        StepKey.SCREEN: _("Màn hình chờ: đã chọn màn hình"),
    }[step.key]
