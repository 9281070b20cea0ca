"""The name of a marked day of the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.calendar.workdays import DayMark


def mark_kind(mark: DayMark) -> str:
    """Off, made up, or open for reception only."""
    if mark.reception:
        return _("chỉ trực tiếp nhận")
    return _("làm bù") if mark.work else _("nghỉ")
