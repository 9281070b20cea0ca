"""The words of a recovery sheet: read as they are typed, slips found before anything is tried."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.office.recovery import COUNT, secret_of, verifier_text, words_of
from counter_app.errors import RuleError


@given(st.binary(min_size=16, max_size=16))
def test_words_are_read_back_however_they_are_typed(secret: bytes) -> None:
    words = words_of(secret)
    assert len(words) == COUNT
    for typed in (" ".join(words), "\n".join(words).upper(), " 1. ".join(words), "-".join(words)):
        assert secret_of(typed) == secret


@given(st.binary(min_size=16, max_size=16))
def test_no_typing_method_makes_an_accent_of_a_word(secret: bytes) -> None:
    for word in words_of(secret):
        assert not set(word) & set("sfrxjwzd"), "Telex turns these into accents"
        vowels = [letter for letter in word if letter in "aeiou"]
        assert len(set(vowels)) == len(vowels), "Telex turns a vowel typed twice into another"


@given(st.binary(min_size=16, max_size=16), st.integers(0, COUNT - 2))
def test_two_words_that_changed_places_are_noticed(secret: bytes, at: int) -> None:
    words = list(words_of(secret))
    if words[at] != words[at + 1]:
        words[at], words[at + 1] = words[at + 1], words[at]
        with suppress(RuleError):  # one slip in 65,536 passes the check, and opens nothing
            assert secret_of(" ".join(words)) != secret


@pytest.mark.parametrize(
    ("typed", "rule"),
    [("", "words"), ("ba be", "words"), ("ba xyz", "word"), ("ba " * 18, "typed")],
)
def test_what_is_no_sheet_is_refused_in_words(typed: str, rule: str) -> None:
    with pytest.raises(RuleError) as caught:
        secret_of(typed)
    assert caught.value.rule == rule


def test_what_is_hashed_is_not_the_secret_itself() -> None:
    assert verifier_text(bytes(16)) != bytes(16).hex()
