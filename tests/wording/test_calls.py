"""Calls in words: each digit of a ticket, a counter as a number, and nothing at all rather than half a call."""

from __future__ import annotations

import pytest

from counter_app.domain.number_words import whole_number
from counter_app.wording.queue.calls import SPOKEN, call_clips, call_sentence, fair_rule


@pytest.mark.parametrize(
    ("label", "counter", "told"),
    [
        ("A001", "1", "Mời số A không không một đến quầy số một."),
        ("B120", "12", "Mời số B một hai không đến quầy số mười hai."),
        ("D1234", "21", "Mời số D một hai ba bốn đến quầy số hai mươi mốt."),
        ("C005", "24", "Mời số C không không năm đến quầy số hai mươi tư."),
        ("C005", "15", "Mời số C không không năm đến quầy số mười lăm."),
        ("C005", "11", "Mời số C không không năm đến quầy số mười một."),
        ("C005", "04", "Mời số C không không năm đến quầy số không bốn."),
        ("C005", "2B", "Mời số C không không năm đến quầy số hai B."),
    ],
)
def test_a_call_in_words(label: str, counter: str, told: str) -> None:
    assert call_sentence(label, counter) == told


@pytest.mark.parametrize(("label", "counter"), [("Đ001", "1"), ("A001", "Một cửa"), ("A001", "")])
def test_what_has_no_clip_is_not_half_spoken(label: str, counter: str) -> None:
    assert call_clips(label, counter) == ()
    assert call_sentence(label, counter) == ""


@pytest.mark.parametrize("counter", range(1, 100))
def test_every_counter_is_said_as_its_number(counter: int) -> None:
    words = call_sentence("A001", str(counter)).rstrip(".").split(" quầy số ")[1].split()
    assert whole_number(words) == counter


def test_names_of_clips_are_files_on_any_system() -> None:
    assert all(name.isascii() and name == name.lower() for name in SPOKEN)
    assert len(set(SPOKEN.values())) == len(SPOKEN)


def test_the_rule_of_the_line_is_one_sentence() -> None:
    assert fair_rule(2) == "Sau 2 số ưu tiên gọi 1 số thường."
