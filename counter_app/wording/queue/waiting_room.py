"""The public window's words on counters, waiting and open hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.queue.public import CounterState
from counter_app.i18n import _, plural
from counter_app.wording.paper.moments import clock_text, short_date, weekday_name

if TYPE_CHECKING:
    from datetime import datetime

    from counter_app.domain.queue.public import HoursSeen, QueueSeen


def counter_state_text(state: CounterState) -> str:
    """``Đang mở``; a counter that serves shows its number instead."""
    return {
        CounterState.SERVING: _("Đang phục vụ"),
        CounterState.FREE: _("Đang mở"),
        CounterState.PAUSED: _("Tạm nghỉ"),
        CounterState.SHUT: _("Chưa mở"),
    }[state]


def waiting_text(queue: QueueSeen) -> str:
    """``3 người chờ · khoảng 15 phút``; no minutes where they are not known."""
    count = plural("{count} người chờ", queue.waiting).format(count=queue.waiting)
    if queue.minutes is None:
        return count
    minutes = plural("chờ khoảng {minutes} phút", queue.minutes).format(minutes=queue.minutes)
    return f"{count} · {minutes}"


def spans_text(hours: HoursSeen) -> str:
    """``07:30–11:30, 13:30–17:30``; empty where the office is shut today or the calendar does not say."""
    return ", ".join(f"{clock_text(start)}–{clock_text(end)}" for start, end in hours.spans)


def hours_text(hours: HoursSeen, now: datetime) -> str:
    """The office is open, and until when, or when it opens; empty where the calendar does not say."""
    if not hours.known:
        return ""
    if any(start <= now < end for start, end in hours.spans):
        return _("Hôm nay tiếp nhận {spans}").format(spans=spans_text(hours))
    if hours.opens_at is None:
        return _("Hiện ngoài giờ tiếp nhận")
    return _("Hiện ngoài giờ tiếp nhận. Mở lại {when}").format(when=_opening(hours.opens_at, now))


def _opening(opens_at: datetime, now: datetime) -> str:
    clock = clock_text(opens_at)
    if opens_at.date() == now.date():
        return _("lúc {clock}").format(clock=clock)
    return _("lúc {clock} {weekday} {date}").format(
        clock=clock, weekday=weekday_name(opens_at), date=short_date(opens_at)
    )


def day_off_text(hours: HoursSeen) -> str:
    """The day off that comes, by its name; empty when none is near."""
    if hours.day_off is None:
        return ""
    return _("Nghỉ {weekday} {date}: {name}").format(
        weekday=weekday_name(hours.day_off), date=short_date(hours.day_off), name=hours.day_off_name
    )
