"""Lines: within their room, losing nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.text import one_line
from counter_app.printing.press.breaking import (
    Run,
    break_balanced,
    break_runs,
    break_text,
    line_width,
)
from counter_app.printing.press.fonts import LETTERS, Face, width

words = st.text(st.sampled_from(LETTERS + "ABCxyz  \t\n"), max_size=200)
rooms = st.floats(min_value=12, max_value=400)


@given(words, rooms)
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: float) -> None:
    lines = break_text(text, Face.SERIF, 10, room)
    assert all(width(line, Face.SERIF, 10) <= room + 1e-6 for line in lines)
    assert "".join("".join(lines).split()) == "".join(one_line(text).split())


@given(words, words, rooms)
def test_runs_in_two_faces_obey_too(first: str, second: str, room: float) -> None:
    lines = break_runs([Run(first, Face.SERIF), Run(second, Face.SERIF_BOLD, lead=4)], 10, room)
    assert all(line_width(line, 10) <= room + 1e-6 for line in lines)
    drawn = "".join(piece.text for line in lines for piece in line)
    assert "".join(drawn.split()) == "".join(one_line(first + " " + second).split())


@given(words, rooms)
def test_balancing_never_costs_a_line(text: str, room: float) -> None:
    balanced = break_balanced(text, Face.SERIF, 10, room)
    assert len(balanced) == len(break_text(text, Face.SERIF, 10, room))
    assert " ".join(balanced).split() == " ".join(break_text(text, Face.SERIF, 10, room)).split()


def test_balanced_lines_are_about_equal() -> None:
    title = "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"
    room = width(title, Face.SERIF_BOLD, 12) - 1
    assert break_text(title, Face.SERIF_BOLD, 12, room)[-1] == "QUẢ"
    assert break_balanced(title, Face.SERIF_BOLD, 12, room) == [
        "BỘ PHẬN TIẾP NHẬN",
        "VÀ TRẢ KẾT QUẢ",
    ]


def test_words_are_split_only_when_they_must_be() -> None:
    assert break_text("quá hạn", Face.SERIF, 10, width("quá", Face.SERIF, 10)) == ["quá", "hạn"]
    split = break_text("T99001-261123-010007", Face.SERIF, 10, 40)
    assert len(split) > 1
    assert "".join(split) == "T99001-261123-010007"


def test_a_whole_run_moves_to_the_next_line_together() -> None:
    room = width("Giấy chứng sinh – 1", Face.SANS, 10) + 1
    runs = [Run("Giấy chứng sinh –", Face.SANS), Run("1 bản chính", Face.SANS, whole=True)]
    lines = [[piece.text for piece in line] for line in break_runs(runs, 10, room)]
    assert lines == [["Giấy chứng sinh –"], ["1 bản chính"]]


def test_further_lines_hang() -> None:
    lines = break_runs([Run("một hai ba bốn năm", Face.SERIF)], 10, 50, hang=12)
    assert [line[0].x for line in lines] == [0.0] + [12.0] * (len(lines) - 1)
    assert len(lines) > 1


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_no_text_is_one_empty_line(text: str) -> None:
    assert break_text(text, Face.SERIF, 10, 50) == [""]
    assert break_runs([Run(text, Face.SERIF)], 10, 50) == [()]
