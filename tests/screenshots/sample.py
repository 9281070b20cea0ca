"""The office in the pictures: invented, with days behind it and a busy Monday morning, the same each time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from unittest.mock import patch

from counter_app.demo.play import Player, working_days
from counter_app.demo.sample import found_sample_office
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.queue.tickets import Priority, TicketAct
from counter_app.office import Office
from counter_app.qt.window.appearance import Look
from counter_app.sync.stick.volumes import require_target
from tests.makers import prefer

NOW = datetime(2026, 11, 23, 9, 42, tzinfo=LOCAL)
"""A Monday whose next day is a holiday."""
SEED = 5
DAYS, A_DAY, FORGOTTEN = 12, 16, 2
STICK, PRINTS = Path("USB-MOT-CUA"), Path("giay-in")
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


@contextmanager
def steady_chance() -> Iterator[None]:
    """Within it salts and ids come out the same each time, and so do the codes printed on papers."""
    chance = random.Random(SEED)
    with patch("counter_app.system.chance.random_bytes", chance.randbytes):
        yield


def make_office(folder: Path) -> None:
    """Found the office, play its days, carry the weeks before to a stick, and fill this morning's queue.

    The stick and the printer are folders below the working directory, so that no picture shows a temporary name.
    """
    clock = FixedClock(NOW - timedelta(days=40))
    office = found_sample_office(folder, clock, last_day=NOW.date() + timedelta(days=200))
    try:
        days = working_days(office, NOW.date(), DAYS)
        player = Player(office, clock, SEED)
        player.play(days[:-2], A_DAY, _evening(days[-3]))
        _lay_aside(player, days[-2])
        player.play(days[-2:-1], A_DAY, _evening(days[-2]))
        clock.set(max(clock.now(), _evening(days[-2])))
        office.session.officer = player.receivers[0]
        _carry_away(office, folder)
        player.play(days[-1:], 3 * A_DAY, NOW - timedelta(minutes=26))
        office.session.officer = player.receivers[0]
        _fill_queue(office, clock)
        prefer(office, printer="file:giay-in")
        PRINTS.mkdir(exist_ok=True)
    finally:
        office.close()
    look = Look.of(folder)
    look.login = "lan.nt"
    look.keep()


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(17, 30), LOCAL)


def _lay_aside(player: Player, day: date) -> None:
    """Some dossiers promised for ``day`` are forgotten on a desk: they will be overdue."""
    promised = {code: player.office.dossiers.get(code).promised_at for _when, code in player.open}
    late = [code for code, moment in promised.items() if moment and moment.date() <= day]
    player.open = [item for item in player.open if item[1] not in late[:FORGOTTEN]]


def _carry_away(office: Office, folder: Path) -> None:
    office.closing.close_day()
    office.closing.export(require_target(STICK, 0, folder, allow_any=True))


def _fill_queue(office: Office, clock: FixedClock) -> None:
    clock.set(max(clock.now(), NOW - timedelta(minutes=25)))
    for queue, priority in WAITING:
        office.queue.take(queue, priority=priority)
        clock.tick(minutes=2)
    called = office.queue.call_next("A").result
    if called is not None:
        clock.tick(seconds=40)
        office.queue.do(called.id, TicketAct.SERVE)
