"""Numbers in figures and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.text import thousands
from counter_app.i18n import in_vietnamese, use_language
from counter_app.wording.office.health import size_text
from counter_app.wording.paper.amounts import amount_words, grouped, money, number_words
from counter_app.wording.promise.periods import month_name, month_of_year


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (111, "một trăm mười một"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_050, "một nghìn không trăm năm mươi"),
        (15_000, "mười lăm nghìn"),
        (200_000, "hai trăm nghìn"),
        (1_000_000, "một triệu"),
        (1_000_105, "một triệu một trăm linh năm"),
        (1_234_567, "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy"),
        (10**9, "một tỷ"),
        (10**9 + 5, "một tỷ không trăm linh năm"),
        (10**9 + 15_000, "một tỷ không trăm mười lăm nghìn"),
        (2_000 * 10**9, "hai nghìn tỷ"),
        (-4_500, "âm bốn nghìn năm trăm"),
    ],
)
def test_numbers_are_read_aloud(number: int, words: str) -> None:
    assert number_words(number) == words


def test_amounts_begin_with_a_capital() -> None:
    assert amount_words(15_000) == "Mười lăm nghìn đồng"
    assert money(15_000) == "15.000 đ"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1_000, "1.000"),
        (-1_234_567, "-1.234.567"),
        (12.5, "12,5"),
        (99.0, "99"),
        (1_234.567, "1.234,57"),
        (-0.001, "0"),
    ],
)
def test_figures_are_grouped(value: float, text: str) -> None:
    assert grouped(value) == text


UNITS = {"không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7}
UNITS.update({"tám": 8, "chín": 9})
UNITS.update({"mốt": 1, "tư": 4, "lăm": 5})


def heard(words: str) -> int:
    """The number a listener writes down: an independent way back."""
    billions, total, group, digit = 0, 0, 0, 0
    for word in words.split():
        if word in UNITS:
            digit = UNITS[word]
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word in {"nghìn", "triệu"}:
            total += (group + digit) * {"nghìn": 1_000, "triệu": 1_000_000}[word]
            group, digit = 0, 0
        elif word == "tỷ":
            billions = (billions + total + group + digit) * 10**9
            total, group, digit = 0, 0, 0
    return billions + total + group + digit


@given(st.integers(min_value=0, max_value=10**14))
def test_what_is_said_is_heard(number: int) -> None:
    assert heard(number_words(number)) == number


def test_an_english_screen_has_english_marks_and_papers_have_none_of_them() -> None:
    """48.213 dossiers would be read as forty-eight, and 49,4 GB as a list."""
    use_language("en", paths.resources_dir() / "locale")
    assert grouped(48_213) == thousands(48_213) == "48,213"
    assert (size_text(53_043_000_000), grouped(1_234.5)) == ("49.4 GB", "1,234.5")
    assert [month_name(month) for month in (1, 12)] == ["January", "December"]
    with in_vietnamese():
        assert (money(15_000), grouped(1_234.5)) == ("15.000 đ", "1.234,5")
        assert month_of_year(3, 2026) == "Tháng 3/2026"
