"""Limits and fees in the words of provinces' lists: hundreds of phrasings, each with its right reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue.limit_words import read_limit
from counter_app.domain.fees.fee import FeeRule
from counter_app.domain.fees.fee_words import read_fee
from counter_app.domain.number_words import whole_number
from counter_app.domain.text import clean, unmarked
from counter_app.errors import RuleError

CORPUS = Path(__file__).parent.parent / "data" / "words"


def phrasings(name: str) -> Iterator[tuple[str, str]]:
    for line in (CORPUS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            reading, _bar, text = line.partition("|")
            yield text.strip(" "), reading.strip()


LIMITS, FEES = list(phrasings("limits.txt")), list(phrasings("fees.txt"))


def said_of_limit(text: str) -> str:
    """A reading in the notation of the corpus."""
    try:
        reading = read_limit(text)
    except RuleError:
        return "refused"
    if reading.no_due:
        return "no-due"
    limit = reading.limit
    code = limit.code() if limit else ""
    if limit and limit.cutoff:
        code += f"@{limit.cutoff:%H:%M}"
    return f"doubtful {code}".strip() if reading.doubtful else code or "nothing"


def said_of_fee(text: str) -> str:
    """A reading in the notation of the corpus; a note that is not the whole text shows itself."""
    try:
        reading = read_fee(text)
    except RuleError:
        return "refused"
    fee = reading.fee
    said = {
        FeeRule.NONE: "none",
        FeeRule.CERTIFIED_COPY: "by-page",
        FeeRule.UNKNOWN: "unknown",
        FeeRule.FIXED: f"{fee.amount}/{fee.unit}".rstrip("/"),
    }[fee.rule]
    parts = [said]
    if fee.online_amount is not None:
        parts.append(f"online {fee.online_amount}")
    if fee.note:
        parts.append("+ note" if fee.note == clean(text) else f"+ note {fee.note}")
    return " ".join(parts + (["doubtful"] if reading.doubtful else []))


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    assert len(LIMITS) + len(FEES) >= 400
    for corpus in (LIMITS, FEES):
        assert len(dict(corpus)) == len(corpus)
    assert {"refused", "doubtful", "nothing", "no-due"} <= set(dict(LIMITS).values())


@pytest.mark.parametrize(("text", "reading"), LIMITS)
def test_a_limit_is_read_as_people_read_it(text: str, reading: str) -> None:
    assert said_of_limit(text) == reading


@pytest.mark.parametrize(("text", "reading"), FEES)
def test_a_fee_is_read_as_people_read_it(text: str, reading: str) -> None:
    assert said_of_fee(text) == reading


CERTAIN = st.sampled_from([text for text, reading in LIMITS if reading[:1].isdigit()])
STRANGE = st.sampled_from(
    ["riêng", "ngoài ra", "khoảng", "trừ trường hợp", "thêm 2 ngày", "gấp đôi"]
)


@given(CERTAIN, STRANGE, st.booleans())
def test_a_word_more_never_leaves_a_limit_certain(text: str, strange: str, first: bool) -> None:
    said = said_of_limit(f"{strange} {text}" if first else f"{text}; {strange}")
    assert said == "refused" or said.startswith("doubtful")


@given(CERTAIN)
def test_a_limit_without_accents_is_the_same_or_doubtful(text: str) -> None:
    with_accents, without = said_of_limit(text), said_of_limit(unmarked(text))
    assert without == with_accents or without == "refused" or without.startswith("doubtful")


PRICED = st.sampled_from([text for text, reading in FEES if reading.isdigit()])


@given(PRICED, st.sampled_from(["%", " phần trăm"]))
def test_a_percentage_is_never_an_amount(text: str, sign: str) -> None:
    number = text.split()[0].rstrip("đk")
    assert said_of_fee(f"{number}{sign}").startswith("unknown + note")


@given(st.integers(1, 9_999), st.sampled_from(["ngày làm việc", "ngày", "giờ làm việc", "đồng"]))
def test_a_negative_number_is_refused(number: int, unit: str) -> None:
    for minus in ("-", "\u2212", "âm "):
        read = said_of_fee if unit == "đồng" else said_of_limit
        assert read(f"{minus}{number} {unit}") == "refused"


def test_an_essay_is_asked_about_at_once() -> None:
    for text in ("năm " * 3_000, "1 " * 3_000, "kể từ ngày nhận " + "đủ " * 3_000):
        assert said_of_limit(text) == "doubtful"
        assert said_of_fee(text) == "unknown + note doubtful"


@pytest.mark.parametrize(
    "word", ["mười", "muoi", "một", "nhận", "phí", "1", "từ", "ngày", "(", "-"]
)
def test_a_word_said_again_and_again_has_one_reading_not_thousands(word: str) -> None:
    text = " ".join([word] * (390 // (len(word) + 1)))
    for end in ("", " ngày", " x"):
        assert said_of_limit(text + end).split()[0] in {"refused", "doubtful", "nothing"}
        assert said_of_fee(text + end)


# --- numbers in words -------------------------------------------------------------------------

ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spelled(number: int) -> str:
    """A number from 1 to 999 999 as it is said."""
    if number >= 1_000:
        below = f" {spelled(number % 1_000)}" if number % 1_000 else ""
        return f"{spelled(number // 1_000)} nghìn{below}"
    hundreds, rest = divmod(number, 100)
    words = f"{ONES[hundreds]} trăm" if hundreds else ""
    tens, ones = divmod(rest, 10)
    if not rest:
        return words
    if not tens:
        return f"{words} linh {ONES[ones]}" if hundreds else ONES[ones]
    last = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, ONES[ones])
    return " ".join(f"{words} {'mười' if tens == 1 else ONES[tens] + ' mươi'} {last}".split())


@given(st.integers(1, 999_999))
def test_number_words_are_understood_with_and_without_accents(number: int) -> None:
    assert whole_number(spelled(number).split()) == number
    assert whole_number(unmarked(spelled(number)).split()) == number


@pytest.mark.parametrize(
    "words",
    ["lăm", "tư", "mười năm", "hai mươi năm", "linh năm", "một một", "trăm", "không", "mươi"],
)
def test_words_that_say_no_number(words: str) -> None:
    assert whole_number(words.split()) is None
