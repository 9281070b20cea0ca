"""From the counter's own verbs to the superior's table: everything that staff can write must travel."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from counter_app.demo.day import found_day
from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from counter_app.reports.figures.figures import ii06a_totals
from counter_app.reports.index import REPORTS, compute
from counter_app.reports.sources import StoreFigures
from counter_app.store.figures.indicators import Narrowed
from counter_app.store.store import Store
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated, standings
from counter_app.superior.senders.sender import known_journals, sender_path
from counter_app.sync.batch.envelope import Envelope
from counter_app.sync.batch.writer import write_batch
from tests import makers
from tests.makers import receive, unlock
from tests.reports.lives import Lives
from tests.reports.makers import day_after
from tests.store.player import NAMES, VERBS, Player
from tests.superior.looking import copy_of, rows, same, without_search
from tests.superior.test_warehouse_times import sent_away
from tests.superior.trusting import import_batches
from tests.sync.makers import KEYS, OPEN, carry


def test_a_demonstration_day_arrives_row_by_row(tmp_path: Path) -> None:
    found_day(tmp_path / "data", seed=3)
    office = Office.open(tmp_path / "data")
    store = office.store
    (tmp_path / "usb").mkdir()
    settings = store.settings.office()
    last = store.journal.head().seq
    for number, (first, until) in enumerate(((1, 100), (101, 101), (102, last)), start=1):
        write_batch(
            store,
            from_seq=first,
            to_seq=until,
            number=number,
            target=tmp_path / "usb",
            settings=settings,
            envelope=OPEN,
        )
    summary = import_batches(tmp_path / "usb", tmp_path / "superior", store.clock)
    assert sum(item.entries for item in summary.imported) == last
    assert summary.refused == []
    assert same(tmp_path / "superior", store)
    table = consolidated(
        OfficesAsked(tmp_path / "superior", date(2000, 1, 1), date(2099, 12, 31), clock=store.clock)
    )
    assert table.total is not None
    assert table.total[2] == ii06a_totals(store, date(2000, 1, 1), date(2099, 12, 31)).received > 0
    office.close()


def test_an_office_that_keeps_an_access_book_is_proved_without_it(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    """Its closings name the book's last line, and the book stays at home: that is no damage."""
    office.access.found("mau", ())
    receive(office)
    office.closing.close_day()
    stick, there = tmp_path / "usb", tmp_path / "superior"
    stick.mkdir()
    unlock(office).closing.export(stick)
    assert import_batches(stick, there, clock).refused == []
    (journal,) = known_journals(there)
    os.utime(sender_path(there, journal), (1, 1))  # somebody had it in hand: everything is compared
    assert "aside" not in [item.state for item in standings(there, clock)]


@pytest.mark.parametrize("seed", range(3))
def test_random_days_of_every_verb_arrive_row_by_row(
    office: Office, clock: FixedClock, tmp_path: Path, seed: int
) -> None:
    """Whatever the desk may write, also corrections, reverted moves and erasures, the superior must take."""
    chance = random.Random(seed)
    steps = [(n, chance.randrange(41), chance.randrange(41)) for n in range(8 * len(VERBS))]
    Player(office, clock).play(steps)
    stick = tmp_path / "usb"
    stick.mkdir()
    clock.tick(days=40)
    carry(office.store, stick, envelope=OPEN)
    summary = import_batches(stick, tmp_path / "superior", office.store.clock)
    assert summary.refused == []
    assert sum(item.entries for item in summary.imported) == office.store.journal.head().seq
    copy = copy_of(tmp_path / "superior", office.store)
    assert copy.check(received=True).problems == ()
    assert rows(copy)["dossier"] == without_search(rows(office.store))["dossier"]
    copy.close()
    if seed == 0:
        without_anybody(office, tmp_path / "minimal", tmp_path / "superior")


def without_anybody(office: Office, folder: Path, whole: Path) -> None:
    """Send the same with nobody in it: every event arrives, every figure is the same, the copy is sound."""
    stick, there = folder / "usb", folder / "superior"
    stick.mkdir(parents=True)
    carry(office.store, stick, envelope=Envelope(keys=KEYS))
    assert import_batches(stick, there, office.store.clock).refused == []
    copy = copy_of(there, office.store)
    assert copy.check(received=True).problems == ()
    assert NAME.isdisjoint(word for row in rows(copy)["payload"] for word in str(row).split('"'))
    today = office.closing.today()
    for first in (today - timedelta(days=60), today - timedelta(days=31), today):
        assert figures(copy, first, today) == figures(office.store, first, today)
        tables = [
            consolidated(OfficesAsked(place, first, today, clock=office.store.clock))
            for place in (there, whole)
        ]
        assert tables[0] == tables[1]
    copy.close()


def test_that_another_office_took_part_is_told_without_its_name(tmp_path: Path) -> None:
    """Indicators 2, 4 and 5 count it; whose name a clerk wrote there, and where, stays at home."""
    lives = Lives()
    for day in (0, 10, 20):
        sent_away(lives, day)
    (tmp_path / "usb").mkdir()
    carry(lives.store, tmp_path / "usb", envelope=Envelope(keys=KEYS))
    there, last = tmp_path / "superior", day_after(40)
    assert import_batches(tmp_path / "usb", there, lives.store.clock).refused == []
    copy = copy_of(there, lives.store)
    for name in ("indicators", "evidence", "time-used"):
        assert compute(copy, name, day_after(0), last) == compute(
            lives.store, name, day_after(0), last
        )
    tally = StoreFigures(copy).finished(day_after(0), last, Narrowed())
    assert (tally.elsewhere, tally.others) == (3, 3)
    said = repr(rows(copy))
    assert "Phòng Tư pháp" not in said
    assert "Công an" not in said
    copy.close()


NAME = {*NAMES, makers.person().id_no, makers.person().phone}


def figures(store: Store, first: date, last: date) -> dict[str, Any]:
    """Every report that names nobody, as of a day."""
    named = [report.name for report in REPORTS.values() if not report.citizens]
    asked = {name: last if REPORTS[name].one_day else first for name in named}
    return {name: compute(store, name, since, last) for name, since in asked.items()}
