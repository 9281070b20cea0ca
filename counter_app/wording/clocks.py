"""Words about a computer's clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from counter_app.domain.clock import LOCAL
from counter_app.i18n import _


def zone_text(offset: timedelta, now: datetime) -> str:
    """That the computer's zone is not ours, so its clock may have been set by hand; empty when it is.

    ``offset`` is the zone's distance from Greenwich, ``now`` the moment as papers would be dated.
    """
    if offset == LOCAL.utcoffset(None):
        return ""
    minutes = round(offset.total_seconds() / 60)
    sign, hours, rest = "-" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60
    text = _(
        "Múi giờ của máy là {zone}, không phải +07:00. Giấy sẽ ghi {now}; nếu sai, chỉnh múi giờ và giờ của máy."
    )
    return text.format(zone=f"{sign}{hours:02d}:{rest:02d}", now=f"{now:%H:%M %d/%m/%Y}")
