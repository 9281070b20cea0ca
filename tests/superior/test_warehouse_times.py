"""Processing times and the nine indicators over many offices: the offices' own numbers, whatever happened."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

from counter_app.reports.index import compute
from counter_app.reports.report import Asked
from counter_app.reports.sources import StoreFigures
from counter_app.store.figures.indicators import Narrowed
from counter_app.superior.reports.over_offices import OWN
from counter_app.superior.warehouse.charges import charge_lines
from counter_app.superior.warehouse.engines.duck import Duck
from counter_app.superior.warehouse.figures import Known, WarehouseFigures
from counter_app.superior.warehouse.postings import posting_lines
from tests.counting_calls import calls_of
from tests.reports.lives import LIMITS, Lives, play
from tests.reports.makers import day_after
from tests.superior.warehouses import FINISHED, answers, everything, take

SEEDS = random.Random(20261130).sample(range(2**32), 2)
REPORTS = ("time-used", "indicators", "trips", "officers", "II.06a", "evidence")


def rules_change(lives: Lives, day: int, chance: random.Random) -> None:
    """The office closes on some days of the year, loads its catalogue, and looks at what is posted."""
    off = [
        {"date": day_after(day + ahead).isoformat(), "kind": "off", "name": "Nghỉ"}
        for ahead in sorted(chance.sample(range(-9, 20), 6))
        if day_after(day + ahead).year == 2026
    ]
    lives.at(day)
    year = {"year": 2026, "state": "confirmed", "source": "x", "days": off}
    lives.record("calendar.year_set", "calendar:2026", year)
    hours = [{"weekday": each, "start": "08:00", "end": "17:00"} for each in range(1, 6)]
    lives.record("calendar.sessions_set", "calendar", {"valid_from": None, "sessions": hours})
    versions = [
        {
            **{
                "code": code,
                "name": f"Thủ tục {code}",
                "sector": chance.choice(("ho-tich", "dat-dai")),
            },
            **{"limit": None, "state": chance.choice(("confirmed", "confirmed", "inactive"))},
            "valid_from": chance.choice((None, day_after(day - 9).isoformat())),
            "valid_to": chance.choice((None, day_after(day + 30).isoformat())),
        }
        for code in "ABCDE"
    ]
    sectors = [
        {"key": key, "name": key, "queue": "A", "order": 1}
        for key in chance.sample(("ho-tich", "dat-dai", "chung-thuc"), 2)
    ]
    lives.record("catalogue.loaded", "catalogue", {"procedures": versions, "sectors": sectors})
    for _time in range(3):
        put_in_charge(lives, day, chance)
    seen = [
        {
            **{"code": item["code"], "valid_from": item["valid_from"] or ""},
            **{"accurate": chance.random() < 0.7, "online": chance.random() < 0.5},
        }
        for item in chance.sample(versions, 3)
    ]
    lives.record("posting.checked", "posting", {"at": lives.at(day), "procedures": seen})


def put_in_charge(lives: Lives, day: int, chance: random.Random) -> None:
    """A sector is in somebody's charge from some day on, for a while or until somebody ends it."""
    since = day + chance.randrange(-5, 20)
    until = chance.choice((None, day_after(since + chance.randrange(12)).isoformat()))
    said: dict[str, Any] = {
        "officer": chance.choice(("lan", "hai")),
        "sector": chance.choice(("ho-tich", "dat-dai")),
    }
    officer = {"login": said["officer"], "name": "Lê An", "role": "sector_officer"}
    lives.record("officer.put", f"officer:{said['officer']}", officer)
    since_day = chance.choice((day_after(since), date(2026, 1, 1))).isoformat()
    said |= {"since": since_day, "until": until}
    lives.record("assignment.put", f"officer:{said['officer']}", said)


def sent_away(lives: Lives, day: int) -> None:
    """One dossier for which the citizen had to go elsewhere, and another office had the papers, in time or not."""
    dossier = lives.hand_in(day, due=day + 9, limit=LIMITS[0], policy={"inner_wd": 2})
    wanted = [{"name": "giấy", "where": "Công an xã", "copies": 1, "what": ""}]
    lives.act(dossier, "supplement", 5, day, papers_wanted=wanted)
    lives.act(dossier, "resume", 4, day + 1)
    lives.give(dossier, day + 1)
    lives.give(dossier, day + 3 + day % 5, back=True)
    lives.finish(dossier, day + 9, 700)


def played(seed: int) -> tuple[Lives, int]:
    """A life of three parts with new rules between them, and the day it ends on."""
    lives, chance, day = Lives(), random.Random(seed), 0
    for part in range(3):
        rules_change(lives, day, chance)
        sent_away(lives, day)
        day = play(lives, seed + part, 60, day + 10)
    return lives, day


def test_times_and_indicators_are_the_office_s_own(tmp_path: Path) -> None:
    lives, end = played(SEEDS[0])
    found = take(tmp_path, [(5, lives.store, 0)], [5])
    engine = Duck(tmp_path, [leaf.name for leaf in found])
    figures = WarehouseFigures(engine, [Known(5, "a", None)], {"ho-tich": "A"})
    for first, last in ((0, end), (end // 3, end // 2), (end, end + 40)):
        days = day_after(first), day_after(last)
        own = answers(StoreFigures(lives.store), *days, FINISHED)
        assert answers(figures, *days, FINISHED) == own
        if first == 0:
            tally = own["finished"]
            assert tally.others, "another office gave papers back"
            assert tally.apart
            assert tally.elsewhere
            assert own["times"].used.n > 5
            assert own["posting"].all > own["posting"].never > 0
            assert own["charge"].all > own["charge"].covered > 0
            for name in REPORTS:
                told = OWN[name](Asked(lives.store, *days, source=figures))
                assert told == compute(lives.store, name, *days)[: len(told)]
    engine.close()
    lives.store.close()


def test_what_comes_bit_by_bit_is_what_comes_at_once(tmp_path: Path) -> None:
    """New rules judge what other offices gave back before; a sheet that is given is about many dossiers."""
    lives, chance, day, since = Lives(), random.Random(3), 0, 0
    bits, finished = tmp_path / "bits", list[int]()
    for part in range(4):
        if part < 3:  # in the last nothing but the sheets tells of what went elsewhere
            rules_change(lives, day, chance)
        for dossier in finished:
            lives.give(dossier, day)
            lives.give(dossier, day + 1, back=True)
        finished = [lives.hand_in(day, due=day + 9, limit=LIMITS[0], policy={"inner_wd": 2})]
        lives.finish(finished[0], day + 2, 700)
        sent_away(lives, day)
        day = play(lives, part, 20, day + 10)
        found = take(bits, [(5, lives.store, since)], [] if since else [5])
        since = lives.store.journal.head().seq
    at_once = take(tmp_path / "once", [(5, lives.store, 0)], [5])
    assert everything(bits, found) == everything(tmp_path / "once", at_once)
    lives.store.close()


def test_what_is_loaded_later_changes_nothing_of_before(tmp_path: Path) -> None:
    """One version of a procedure that goes to another sector."""
    lives = Lives()
    for day, sector in ((0, "ho-tich"), (20, "dat-dai")):
        lives.at(day)
        version = {"code": "A", "name": "Thủ tục", "sector": sector, "limit": None}
        lives.record("catalogue.loaded", "catalogue", {"procedures": [version]})
    found = take(tmp_path, [(5, lives.store, 0)], [5])
    engine = Duck(tmp_path, [leaf.name for leaf in found])
    for figures in (
        StoreFigures(lives.store),
        WarehouseFigures(engine, [Known(5, "a", None)], {"ho-tich": "A"}),
    ):
        for day, before in ((5, 1), (25, 0)):
            assert figures.posting(day_after(day), sector="ho-tich").never == before
            assert figures.posting(day_after(day)).never == 1
    engine.close()
    lives.store.close()


def test_a_sector_of_an_office_with_two_computers_is_one_sector(tmp_path: Path) -> None:
    """Both tell the same catalogue, one of them who is in charge, and since when it says so; another office its own."""
    books, chance = {number: Lives() for number in (1, 2, 3)}, random.Random(4)
    for day in (0, 20):
        books[1].at(day)
        put_in_charge(books[1], day, chance)
    books[1].at(50)
    books[1].record("officer.put", "officer:lan", {"login": "lan", "name": "Lan", "role": "leader"})
    since = {"officer": "lan", "sector": "chung-thuc", "since": "2026-01-05", "until": None}
    books[1].record("assignment.put", "officer:lan", since)
    found = take(tmp_path, [(number, book.store, 0) for number, book in books.items()], books)
    engine = Duck(tmp_path, [leaf.name for leaf in found])
    known = [Known(1, "a", None), Known(2, "a", None), Known(3, "b", None)]
    one, seen = StoreFigures(books[1].store), set()
    for day in range(0, 60, 4):
        own = one.charge(day_after(day))
        told = WarehouseFigures(engine, known, {}).charge(day_after(day))
        assert (told.covered, told.all) == (own.covered, 2 * own.all)
        seen.add(own.covered)
    assert seen >= {0, 1}
    engine.close()
    for book in books.values():
        book.store.close()


def _calls_for(many: int) -> dict[str, int]:
    """How many functions the lines of rules call in which everything is said of as many days."""
    lives = Lives()
    lives.at(0)
    days = [day_after(number).isoformat() for number in range(many)]
    procedures = [
        {**{"code": code, "name": "x", "sector": "ho-tich", "limit": None}, "valid_from": day}
        for code, day in zip(["A"] * (many // 2) + [f"B{day}" for day in days], days, strict=False)
    ]
    lives.record("catalogue.loaded", "catalogue", {"procedures": procedures})
    officer = {"login": "lan", "name": "Lan", "role": "leader"}
    lives.record("officer.put", "officer:lan", officer)
    with lives.store.transaction() as tx:
        for day in days:
            charge = {"officer": "lan", "sector": "ho-tich", "since": day, "until": None}
            tx.record("assignment.put", "officer:lan", charge, actor="lan")
    lives.store.asof.rules(day_after(0))
    connection = lives.store.database.connection
    found = {
        "posting": calls_of(lambda: list(posting_lines(connection, 1, 0))),
        "charge": calls_of(lambda: list(charge_lines(lives.store, 1, 0))),
    }
    lives.store.close()
    return found


def test_what_an_office_says_of_its_rules_costs_no_more_than_its_sorting() -> None:
    """Whoever holds an office's key may say that everything changes every day of a century."""
    few, many = _calls_for(120), _calls_for(480)
    assert all(many[name] < 6 * few[name] for name in few), (few, many)


def test_spreads_of_several_offices_are_those_of_all_their_dossiers(tmp_path: Path) -> None:
    """Medians cannot be added up: they are found over the dossiers of all."""
    books = {number: played(seed)[0] for number, seed in enumerate(SEEDS, 1)}
    found = take(tmp_path, [(number, book.store, 0) for number, book in books.items()], books)
    engine = Duck(tmp_path, [leaf.name for leaf in found])
    known = [Known(number, "a", None) for number in books]
    days, of = (date(2026, 1, 1), date(2030, 1, 1)), Narrowed()
    told = WarehouseFigures(engine, known, {}).times(*days, of)
    used: list[Any] = sorted(
        item.used
        for book in books.values()
        for item in book.store.indicators.finishes(*days, of)
        if item.used is not None and item.allowed
    )
    assert told.used.middle == (used[(len(used) - 1) // 2], used[len(used) // 2])
    assert told.used.n == len(used) > 12
    engine.close()
    for book in books.values():
        book.store.close()
