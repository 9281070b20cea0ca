"""Words stand in the order of a Vietnamese dictionary."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.collation import collation_key, given_name_first
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


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Nguyễn Thị Lan", "Lan Nguyễn Thị"),
        ("Đặng Ẩn", "Ẩn Đặng"),
        ("Vừ A Dính", "Dính Vừ A"),
        ("Y Bhiu", "Bhiu Y"),
        ("H'Hen Niê", "Niê H'Hen"),
        ("An", "An"),
        ("", ""),
        ("Công ty An Phú", "Công ty An Phú"),
        ("HTX Thử", "HTX Thử"),
        ("UBND", "UBND"),
        ("Trường Tiểu học Mẫu", "Trường Tiểu học Mẫu"),
    ],
)
def test_a_person_is_listed_by_given_name_an_organisation_by_its_whole_one(
    name: str, told: str
) -> None:
    assert given_name_first(name) == told


def test_people_stand_by_given_name_then_family_then_middle_name() -> None:
    order = [
        "Trần Văn An",
        "Lê Thị Ánh",
        "Bùi Đức Ân",
        "Đỗ Bình",
        "Hồ Đạt",
        "Lê Lan",
        "Nguyễn An Lan",
        "Nguyễn Thị Lan",
    ]
    turned = sorted(order, key=lambda name: name[::-1])
    assert sorted(turned, key=lambda name: collation_key(given_name_first(name))) == order
