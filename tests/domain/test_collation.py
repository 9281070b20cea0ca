"""Words stand in the order of a Vietnamese dictionary."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.collation import collation_key
from counter_app.domain.text import fold

DICTIONARY = (
    ("an", "àn", "ản", "ãn", "án", "ạn", "anh", "ăn", "ân", "ba", "ba ba", "ba bị", "bà", "bà ba", "bả"),
    ("da", "dy", "đa", "đá", "e", "én", "ê", "ếch", "g"),
    ("o", "ót", "ô", "ố", "ơ", "ớ", "p", "u", "ư", "ừ", "v", "y"),
    ("Tổ 2", "tổ 9", "Tổ 10", "Tổ 10a", "Tổ 101"),
    ("Lê An", "Lê Ân", "Nguyễn An", "Nguyễn Văn An", "Nguyễn Văn Ân", "Phạm An"),
)  # fmt: skip
letters = st.text(alphabet="aăâáàạeêéểdđoôơốuưựyb 12", max_size=12)


@pytest.mark.parametrize("words", DICTIONARY)
def test_words_stand_as_in_a_dictionary(words: tuple[str, ...]) -> None:
    turned = list(reversed(words))
    assert sorted(turned, key=collation_key) == list(words)


def test_capitals_blanks_and_how_marks_are_written_make_no_difference() -> None:
    written = unicodedata.normalize("NFD", "  NGUYỄN   thị Ánh ")
    assert collation_key(written) == collation_key("Nguyễn Thị Ánh")


@given(letters, letters)
def test_the_store_compares_as_the_window_does(one: str, other: str) -> None:
    """SQLite compares bytes of UTF-8: the same order."""
    first, second = collation_key(one), collation_key(other)
    assert (first < second) == (first.encode() < second.encode())
    if one.split() != other.split() and fold(one) != fold(other):
        assert first != second
