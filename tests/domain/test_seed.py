"""Comparing the program's catalogue with an office's, value by value: nothing of either is lost on the way."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.procedure import Case, PaperItem, Procedure, ReviewState
from counter_app.domain.catalogue.seed import (
    seed_difference,
    true_sources,
    values_of,
    with_values,
)
from counter_app.domain.fees.fee import Fee, FeeRule, Relief

SHIPPED = tuple(
    Procedure.from_dict(item)
    for item in json.loads(
        (paths.resources_dir() / "catalogue" / "procedures.json").read_text(encoding="utf-8")
    )
)
FACTS: dict[str, st.SearchStrategy[Any]] = {
    "limit": st.sampled_from([None, parse_limit("3wd"), parse_limit("same-day", "15:00")]),
    "no_due": st.booleans(),
    "extension_wd": st.integers(0, 3),
    "fee": st.sampled_from(
        [
            Fee(),
            Fee(rule=FeeRule.NONE, note="Miễn"),
            Fee(rule=FeeRule.FIXED, amount=8_000, unit="bản", online_amount=4_000),
            Fee(rule=FeeRule.FIXED, amount=8_000, reliefs=(Relief(ground="poor"),)),
        ]
    ),
    "papers": st.sampled_from([(), (PaperItem(name="Tờ khai"),)]),
    "cases": st.sampled_from(
        [(), (Case(key="a", name="A"),), (Case(key="a", name="A", limit=parse_limit("2wd")),)]
    ),
    "supplement_days": st.sampled_from([0, 7]),
    "supplement_working": st.booleans(),
    "resume": st.sampled_from(["", "shift", "restart"]),
    "note": st.sampled_from(["", "Ghi chú"]),
    "review_note": st.sampled_from(["", "Rà soát"]),
}
PLAIN = Procedure(code="1.001193", name="Đăng ký khai sinh", sector="ho-tich", limit=None)
PROCEDURES = st.fixed_dictionaries(FACTS).map(lambda facts: replace(PLAIN, **facts))


def test_every_shipped_procedure_is_its_values() -> None:
    for item in SHIPPED:
        blank = Procedure(code=item.code, name="", sector="", limit=None)
        made = with_values(blank, values_of(item))
        assert replace(made, sources=item.sources) == item


@given(PROCEDURES, PROCEDURES)
def test_any_procedure_becomes_another_by_its_values(one: Procedure, other: Procedure) -> None:
    gone = {name: None for name in values_of(one) if name not in values_of(other)}
    assert with_values(one, {**gone, **values_of(other)}) == other


@given(PROCEDURES, PROCEDURES, PROCEDURES)
def test_each_difference_is_the_office_s_or_the_program_s_and_taken_once(
    base: Procedure, ours: Procedure, seed: Procedure
) -> None:
    before, here, now = values_of(base), values_of(ours), values_of(seed)
    found = seed_difference(before, ours, seed)
    assert set(found.free).isdisjoint(found.own)
    assert all(here.get(name) == before.get(name) for name in found.free)
    assert all(here.get(name) != before.get(name) for name in found.own)
    for name in {**now, **here}:
        if name not in {**found.free, **found.own} and name != "review_note":
            assert now.get(name) in (here.get(name), before.get(name)), name
    kept = values_of(found.taken(own=False))
    assert all(kept.get(name) == here.get(name) for name in found.own), "its own stays"
    answered = {**before, **found.free, **found.own}
    again = seed_difference(answered, found.taken(), seed)
    assert not again.free
    assert not again.own


@given(PROCEDURES, PROCEDURES)
def test_nothing_of_a_confirmed_procedure_is_free_and_once_replaced_it_is_looked_at_again(
    base: Procedure, seed: Procedure
) -> None:
    ours = replace(base, state=ReviewState.CONFIRMED)
    found = seed_difference(values_of(base), ours, seed)
    assert not found.free
    assert not found.founds
    assert found.taken(own=False) == ours
    wanted = ReviewState.NEEDS_CONFIRMATION if found.own else ReviewState.CONFIRMED
    assert found.taken().state is wanted


def test_a_source_goes_with_its_value() -> None:
    (item,) = [item for item in SHIPPED if item.code == "1.001193"]
    told = {source.value for source in item.sources}
    assert {"limit", "cutoff", "fee", "papers"} <= told
    later = true_sources(item, replace(item, limit=parse_limit("same-day", "16:00")))
    assert told - {source.value for source in later.sources} == {"cutoff"}
    dearer = true_sources(item, replace(item, fee=Fee(rule=FeeRule.FIXED, amount=1)))
    assert told - {source.value for source in dearer.sources} == {"fee"}
    assert true_sources(item, replace(item, note="Khác")).sources == item.sources
