"""Search terms: the same for every name that a counter can write, and bounded for one that none can."""

from __future__ import annotations

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dossier.facts import NAME_LENGTH
from counter_app.domain.text import exact_key, fold
from counter_app.store.core.search_terms import name_terms

NAMES = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyAĐ -.'ạảấề12"), max_size=NAME_LENGTH)


def unbounded(names: list[str]) -> str:
    """The terms as they were before they were bounded."""
    terms: dict[str, None] = {}
    for name in names:
        for mark, key in (("=", exact_key(name)), ("", fold(name))):
            words = key.split()
            for start in range(len(words)):
                terms[mark + "_".join(words[start:])] = None
    return " ".join(terms)


@given(st.lists(NAMES, max_size=2))
def test_names_that_a_counter_writes_give_what_they_always_gave(names: list[str]) -> None:
    assert name_terms(names) == unbounded(names)


def test_the_longest_name_is_found_from_its_last_word() -> None:
    name = " ".join("abcdefghij"[place % 10] for place in range(NAME_LENGTH // 2))
    assert name_terms([name]) == unbounded([name])


def test_hostile_names_cost_little() -> None:
    hostile = [
        ["a " * 20_000],
        ["x" * 5_000_000],
        ["a b " * 300] * 1_000,
        ["\u1ea5 " * 20_000],
    ]
    for names in hostile:
        tracemalloc.start()
        try:
            terms = name_terms(names)
            assert tracemalloc.get_traced_memory()[1] < 2**20
        finally:
            tracemalloc.stop()
        assert len(terms) < 200_000


def test_the_unbounded_ones_would_not() -> None:
    """The canary."""
    assert len(unbounded(["a " * 2_000])) > 200_000
