"""The moment an act was done: now, unless another one is typed."""

from __future__ import annotations

from datetime import date, datetime

from counter_app.domain.typed_moment import parse_moment
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.fields import DateEdit, LineEdit


class MomentEdit(LineEdit):
    """Empty means now."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("thời điểm hiện tại; hoặc ghi 14:30 22/11/2026"), most=30)

    def moment(self, now: datetime) -> datetime | None:
        """The moment typed, None for now. Errors: RuleError (field "at")."""
        return parse_moment(self.text(), now)


def typed_day(edit: DateEdit, field: str) -> date | None:
    """The day typed, None when there is none. Errors: RuleError naming ``field``, in words that fit any day."""
    try:
        return edit.day(field)
    except RuleError as error:
        raise RuleError(
            _("Ngày không đọc được. Ghi đủ ngày, tháng, năm, ví dụ 05/12/2026."), field=field
        ) from error
