"""Versions of a procedure: one ends where the next begins, and a reception date has at most one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue.sectors import Procedure, ReviewState
from counter_app.domain.catalogue.versions import place_version, version_for
from counter_app.errors import RuleError

DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))


def version(since: date | None = None, until: date | None = None, **facts: object) -> Procedure:
    plain = Procedure(code="1.001193", name="Khai sinh", sector="ho-tich", limit=None)
    return replace(plain, valid_from=since, valid_to=until, **facts)  # type: ignore[arg-type]


def test_a_new_version_ends_the_one_before_it() -> None:
    placed = place_version([version()], version(date(2027, 3, 1)))
    assert placed.closed == (version(until=date(2027, 2, 28)),)
    assert placed.changed() == (*placed.closed, version(date(2027, 3, 1)))


def test_a_version_before_a_later_one_ends_where_that_begins() -> None:
    known = [version(date(2027, 1, 1), date(2027, 2, 28)), version(date(2027, 3, 1))]
    placed = place_version(known, version(date(2027, 2, 1)))
    assert placed.version.valid_to == date(2027, 2, 28)
    assert [item.valid_to for item in placed.closed] == [date(2027, 1, 31)]


def test_a_version_that_ends_on_the_next_one_s_first_day_ends_the_day_before() -> None:
    old = version(date(2027, 1, 1), date(2027, 3, 1))
    placed = place_version([old], version(date(2027, 3, 1)))
    assert [item.valid_to for item in placed.closed] == [date(2027, 2, 28)]


@pytest.mark.parametrize(
    "wrong",
    [
        version(date(2027, 2, 1), date(2027, 3, 1)),
        version(None, date(2027, 4, 1)),
        version(date(2027, 5, 2), date(2027, 5, 1)),
    ],
)
def test_what_overlaps_or_runs_backwards_is_refused(wrong: Procedure) -> None:
    with pytest.raises(RuleError) as refused:
        place_version([version(date(2027, 3, 1))], wrong)
    assert refused.value.field == "valid_to"


def test_an_abolished_version_bounds_nothing_and_ends_nothing() -> None:
    gone = version(date(2027, 3, 1), state=ReviewState.INACTIVE)
    assert place_version([gone], version()).changed() == (version(),)
    assert place_version([version()], gone).changed() == (gone,)


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 40)), max_size=8), DAYS)
def test_however_versions_come_one_day_has_at_most_one(
    given_in: list[tuple[date, int | None]], day: date
) -> None:
    known: dict[date | None, Procedure] = {None: version()}
    for since, days in given_in:
        until = None if days is None else since + timedelta(days=days)
        try:
            placed = place_version(known.values(), version(since, until))
        except RuleError:
            continue
        known |= {item.valid_from: item for item in placed.changed()}
    valid = [item for item in known.values() if item.valid_on(day)]
    assert len(valid) <= 1
    assert valid == [] or version_for(known.values(), day) == valid[0]


def test_a_row_without_a_date_speaks_of_the_version_in_force() -> None:
    old, new = version(until=date(2027, 2, 28)), version(date(2027, 3, 1))
    assert version_for([new, old], date(2027, 2, 1)) == old
    assert version_for([new, old], date(2027, 4, 1)) == new
    assert version_for([replace(old, valid_to=date(2026, 1, 1))], date(2027, 1, 1)) is not None
    assert version_for([], date(2027, 1, 1)) is None
