"""The moment of an act: what is odd about it, what was said of that, what is asked before anything is dated by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.clock import (
    ClockDoubt,
    clock_doubt,
    from_local_text,
    from_utc_text,
    local_date,
)
from counter_app.errors import ClockError
from counter_app.i18n import _, mark

if TYPE_CHECKING:
    from datetime import datetime

    from counter_app.store.core.journal import Journal
    from counter_app.store.file.database import Database

_CLOCK_ASKS = {
    ClockDoubt.BEHIND: mark(
        "Đồng hồ máy ({now}) chậm hơn lần ghi cuối ({last}). Chỉnh lại giờ, hoặc xác nhận giờ này là đúng."
    ),
    ClockDoubt.SET_BACK: mark(
        "Đồng hồ máy ({now}) bị chỉnh lùi: máy này đã chạy đến {least}. Chỉnh lại giờ, hoặc xác nhận giờ này là đúng."
    ),
    ClockDoubt.AHEAD: mark(
        "Đồng hồ máy ({now}) cách lần ghi cuối ({last}) quá lâu. Chỉnh lại nếu sai, hoặc xác nhận giờ này là đúng."
    ),
}


def last_known(database: Database) -> datetime | None:
    """The moment of the last act that the file or its witness knows."""
    last = max(database.journal.head().at_utc, database.seen_at)
    return from_utc_text(last) if last else None


def doubt_of_clock(database: Database, now: datetime) -> ClockDoubt:
    """The doubt about a moment the clock shows."""
    return clock_doubt(now, last_known(database), database.clock.least())


def moment_of(database: Database) -> tuple[datetime, ClockDoubt]:
    """Now, and how that was doubted. Errors: ClockError unless somebody said that the clock is right."""
    now = database.clock.now()
    doubt = doubt_of_clock(database, now)
    if doubt and not database.clock_confirmed:
        shape = "{:%d/%m/%Y %H:%M}"
        known = {"last": last_known(database), "least": database.clock.least(), "now": now}
        told = {name: shape.format(moment) for name, moment in known.items() if moment}
        raise ClockError(_(_CLOCK_ASKS[doubt]).format(**told), rule=f"clock_{doubt.name.lower()}")
    return now, doubt or believed(database.journal, now)


def believed(journal: Journal, now: datetime) -> ClockDoubt:
    """The way a moment was doubted that somebody has already spoken for; NONE for an ordinary one.

    A clock that went back stays doubtful until it shows what was known before, one that ran ahead for that day.
    """
    for subject in journal.last_subjects("clock:", "clock;", 1):
        _entry, said = journal.of(subject)[-1]
        doubt = ClockDoubt[str(said["doubt"]).upper()]
        if doubt is ClockDoubt.AHEAD:
            return doubt if subject == f"clock:{local_date(now)}" else ClockDoubt.NONE
        return doubt if now < from_local_text(said["known"]) else ClockDoubt.NONE
    return ClockDoubt.NONE
