"""The office in the pictures: invented, with days behind it and a busy Monday morning, the same each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from counter_app.demo.play import Player, working_days
from counter_app.demo.sample import found_sample_office
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.queueing import Priority, TicketAct
from counter_app.office import Office
from counter_app.sync.volumes import require_target

NOW = datetime(2026, 11, 23, 9, 42, tzinfo=LOCAL)
"""A Monday whose next day is a holiday."""
SEED = 11
DAYS, A_DAY = 12, 16
CARD = "001190000017||Trần Thị Mẫu|05021990|Nữ|Thôn Mẫu Thượng, Xã An Hòa Mẫu, Tỉnh Mẫu|15062021"
WAITING = (
    ("A", Priority.NONE),
    ("B", Priority.NONE),
    ("A", Priority.ELDERLY),
    ("A", Priority.NONE),
    ("C", Priority.NONE),
    ("A", Priority.NONE),
    ("B", Priority.PREGNANT),
    ("D", Priority.NONE),
    ("A", Priority.NONE),
)


def make_office(folder: Path, stick: Path) -> None:
    """Found the office, play its days, carry the weeks before to ``stick``, and fill this morning's queue."""
    clock = FixedClock(NOW - timedelta(days=40))
    office = found_sample_office(folder, clock, last_day=NOW.date() + timedelta(days=200))
    try:
        days = working_days(office, NOW.date(), DAYS)
        player = Player(office, clock, SEED)
        evening = datetime.combine(days[-2], time(17, 30), LOCAL)
        player.play(days[:-1], A_DAY, evening)
        clock.set(max(clock.now(), evening))
        office.session.officer = player.receivers[0]
        _carry_away(office, folder, stick)
        player.play(days[-1:], 3 * A_DAY, NOW - timedelta(minutes=26))
        office.session.officer = player.receivers[0]
        _fill_queue(office, clock)
        office.rules.change_preferences(replace(office.preferences, printer=f"file:{stick}"))
    finally:
        office.close()


def _carry_away(office: Office, folder: Path, stick: Path) -> None:
    office.closing.close_day()
    stick.mkdir(parents=True, exist_ok=True)
    office.closing.export(require_target(stick, 0, folder, allow_any=True))


def _fill_queue(office: Office, clock: FixedClock) -> None:
    clock.set(max(clock.now(), NOW - timedelta(minutes=25)))
    for queue, priority in WAITING:
        office.queue.take(queue, priority=priority)
        clock.tick(minutes=2)
    called = office.queue.call_next("A").result
    if called is not None:
        clock.tick(seconds=40)
        office.queue.act(called.id, TicketAct.SERVE)
