"""What time, trips and load are counted from, against the long way round; and that the past stays as it was."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.reports.index import compute
from counter_app.store.figures.indicators import _FINISHES, _OVERDUE, _TRIPS, Narrowed
from tests.reports import lives as oracle
from tests.reports.lives import Lives, play
from tests.reports.makers import day_after

PARTS = (Narrowed(), Narrowed(sector="ho-tich"), Narrowed(officer="hai"))
REPORTS = ("time-used", "indicators", "trips", "hours", "evidence")


def period(end: int, cut: int, length: int) -> tuple[date, date]:
    """A period somewhere in a history that ends on day ``end``."""
    return day_after(end * cut // 100), day_after(end * cut // 100 + length)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 100), st.sampled_from([0, 1, 6, 30, 120]))
def test_every_reading_is_what_the_events_say(seed: int, cut: int, length: int) -> None:
    book = Lives()
    first, last = period(play(book, seed, 90), cut, length)
    measuring = book.store.indicators
    for of in PARTS:
        assert measuring.finishes(first, last, of) == oracle.finishes(book.store, first, last, of)
        assert measuring.trips(first, last, of) == oracle.trips(book.store, first, last, of)
        assert Counter(measuring.overdue(last, of)) == oracle.overdue(book.store, last, of)
    assert Counter(measuring.loads(first, last)) == oracle.loads(book.store, first, last)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 100))
def test_what_is_done_later_changes_no_table(seed: int, cut: int) -> None:
    book = Lives()
    end = play(book, seed, 60)
    first, last = period(end, cut, 30)
    later = max(end, (last - day_after(0)).days) + 1
    before = {name: compute(book.store, name, first, last) for name in REPORTS}
    play(book, seed + 1, 60, later)
    assert {name: compute(book.store, name, first, last) for name in REPORTS} == before


def test_no_dossier_looks_through_the_acts_of_others() -> None:
    """Or a report of a year would grow with the square of the dossiers."""
    connection = Lives().store.database.connection
    values = dict.fromkeys(("first", "last", "edge", "sector", "officer"), "")
    for statement in (_FINISHES, _TRIPS, _OVERDUE):
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
        acts = [line for line in plan if "dossier_act" in line]
        assert acts
        assert not [line for line in acts if "dossier_act_of" not in line]


def test_the_random_lives_reach_everything() -> None:
    """Otherwise the comparison above proves little."""
    book = Lives()
    end = play(book, 5, 2_000)
    first, last = day_after(0), day_after(end)
    found = book.store.indicators.finishes(first, last)
    assert {item.supplements for item in found} >= {0, 1, 2}
    assert {item.elsewhere for item in found} == {True, False}
    assert len({item.term for item in found}) == 3
    assert {item.used for item in found} >= {None, 0, 60, 700}
    trips = book.store.indicators.trips(first, last)
    assert {item.trips for item in trips} >= {0, 1, 2, 3}
    assert book.store.indicators.overdue(last)
    kinds = {load.kind for load in book.store.indicators.loads(first, last)}
    assert kinds == {"received", "returned", "certified", "question", "ticket"}


def test_a_correction_of_the_channel_counts_from_its_day_on() -> None:
    book = Lives()
    dossier = book.hand_in(1, channel=1, return_channel=1)
    book.finish(dossier, 2)
    book.act(dossier, "return", 10, 3)
    book.correct(dossier, "channel", 2, 5)
    book.correct(dossier, "channel", 3, 6)
    book.correct(dossier, "return_channel", 3, 6)

    def trips(last: int) -> int:
        return book.store.indicators.trips(day_after(0), day_after(last))[0].trips

    assert [trips(last) for last in (4, 5, 6)] == [2, 1, 0]


def test_a_result_taken_back_is_not_finished() -> None:
    book = Lives()
    dossier = book.hand_in(1)
    book.finish(dossier, 2, used=50)
    book.act(dossier, "revert", 2, 3, undone="finish")
    book.finish(dossier, 6, used=400)

    def used(first: int, last: int) -> list[int | None]:
        found = book.store.indicators.finishes(day_after(first), day_after(last))
        return [item.used for item in found]

    assert used(2, 2) == [50]
    assert used(2, 4) == []
    assert used(2, 6) == [400]
    assert used(2, 5) == []


def test_papers_that_went_to_another_office_are_told() -> None:
    book = Lives()
    inside, outside = book.hand_in(1), book.hand_in(1)
    sheet = {
        **{"number": 1, "at": book.at(1), "purpose": "giải quyết", "giver_office": ""},
        **{"giver": "lan", "taker_office": "Phòng Tư pháp", "taker": "", "counters": []},
        "dossiers": [outside],
    }
    book.record("handover.given", "handover", sheet)
    for dossier in (inside, outside):
        book.finish(dossier, 2)
    found = book.store.indicators.finishes(day_after(2), day_after(2))
    assert [item.outside for item in found] == [False, True]


@pytest.mark.parametrize("later", [False, True])
def test_a_posting_is_the_last_one_until_the_day(later: bool) -> None:
    book = Lives()

    def check(day: int, accurate: bool, online: bool) -> None:
        item = {"code": "A", "valid_from": "", "accurate": accurate, "online": online}
        payload = {"at": book.at(day), "procedures": [item]}
        book.record("posting.checked", "posting", payload)

    check(1, accurate=True, online=False)
    check(3, accurate=True, online=True)
    if later:
        check(9, accurate=False, online=False)
    found = book.store.indicators.postings(day_after(3))
    assert found == {("A", ""): (True, True)}
    assert book.store.indicators.postings(day_after(2)) == {("A", ""): (True, False)}
    assert book.store.indicators.postings(day_after(0)) == {}


def test_procedures_in_force_are_those_of_their_time() -> None:
    book = Lives()

    def load(day: int, state: str, name: str) -> None:
        item = {"code": "A", "name": name, "sector": "ho-tich", "limit": None, "state": state}
        book.clock.set(book.clock.now().replace(year=2026, month=1, day=5 + day))
        book.record("catalogue.loaded", "catalogue", {"procedures": [item]})

    load(1, "confirmed", "Cũ")
    load(4, "inactive", "Cũ")
    assert [item.name for item in book.store.indicators.in_force(day_after(1)).values()] == ["Cũ"]
    assert book.store.indicators.in_force(day_after(0)) == {}
    assert book.store.indicators.in_force(day_after(4)) == {}
