"""Columns that the board's lists share."""

from __future__ import annotations

from datetime import datetime

from counter_app.i18n import _
from counter_app.store.read.board import BoardRow
from counter_app.wording.columns import Column
from counter_app.wording.moments import clock_text, short_date


def person_columns() -> tuple[Column[BoardRow], ...]:
    """Code, name, telephone and procedure of a dossier."""
    return (
        Column(_("Mã hồ sơ"), lambda row: row.code),
        Column(_("Người nộp"), lambda row: row.name),
        Column(_("Điện thoại"), lambda row: phone_text(row.phone)),
        Column(_("Thủ tục"), lambda row: row.procedure),
    )


def moment_text(at: datetime | None, year: int = 0) -> str:
    """``09:00 27/11/2026``, in ``year`` without it; empty without a moment."""
    if at is None:
        return ""
    day = f"{at:%d/%m}" if at.year == year else short_date(at)
    return f"{clock_text(at)} {day}"


def phone_text(number: str) -> str:
    """A number in groups as it is dialled; a sentence when there is none."""
    if not number:
        return _("Không có số")
    if len(number) == 10:
        return f"{number[:4]} {number[4:7]} {number[7:]}"
    return number
