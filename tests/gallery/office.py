"""A small office for the lean part: few days, so that it is made in seconds; the same kinds of things in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from counter_app.demo.play import Player, working_days
from counter_app.demo.sample import found_sample_office
from counter_app.domain.clock import FixedClock
from tests.makers import prefer
from tests.screenshots.sample import NOW, PRINTS, SEED

if TYPE_CHECKING:
    from pathlib import Path

DAYS, A_DAY = 3, 6


def quick_office(folder: Path) -> None:
    """Found the office and play its last days and half this morning, papers printed into a folder beside it."""
    clock = FixedClock(NOW - timedelta(days=20))
    office = found_sample_office(folder, clock, last_day=NOW.date() + timedelta(days=200))
    try:
        days = working_days(office, NOW.date(), DAYS)
        player = Player(office, clock, SEED)
        player.play(days, A_DAY, NOW)
        office.session.officer = player.receivers[0]
        clock.set(max(clock.now(), NOW - timedelta(minutes=5)))
        for queue in "ABCA":
            office.queue.take(queue)
        prefer(office, printer="file:giay-in")
        PRINTS.mkdir(exist_ok=True)
    finally:
        office.close()
