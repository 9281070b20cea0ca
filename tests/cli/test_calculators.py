"""Verbs that only compute: due moments and cards, with and without an office."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Terminal

CARD = "001099000001|012345678|Nguyễn Văn Mẫu|05021999|Nam|Thôn 1, Xã Mẫu, Tỉnh Mẫu|15062021"
VECTORS = [
    (("--received", "2026-11-19T09:00", "--limit", "3wd"), "2026-11-25T09:00"),
    (("--received", "9h 19/11/2026", "--limit", "3wd"), "2026-11-25T09:00"),
    (
        ("--received", "2026-11-23T14:30", "--limit", "same-day", "--cutoff", "15:00"),
        "2026-11-23T17:30",
    ),
    (("--received", "2026-08-28T16:00", "--limit", "1wd"), "2026-09-03T16:00"),
    (("--received", "2026-11-16T18:00", "--limit", "1wd"), "2026-11-17T17:30"),
    (
        ("--received", "2026-11-23T15:01", "--limit", "same-day", "--cutoff", "15:00"),
        "2026-11-25T17:30",
    ),
    (("--received", "2026-11-23T16:30", "--limit", "2h"), "2026-11-25T08:30"),
    (("--received", "2026-11-19T09:00", "--limit", "5d"), "2026-11-25T09:00"),
]


@pytest.fixture
def bare(tmp_path: Path) -> Terminal:
    """No office at all."""
    return Terminal(tmp_path / "khong-co")


@pytest.mark.parametrize(("words", "due"), VECTORS)
def test_due_moments_are_those_of_the_law(
    bare: Terminal, terminal: Terminal, words: tuple[str, ...], due: str
) -> None:
    for speak in (bare, terminal):
        answer = speak("due", *words)
        assert answer["due"] == due
        assert answer["trace"]
    assert not bare.data.exists()


def test_the_trace_tells_every_day_and_the_words_say_it(bare: Terminal) -> None:
    words = ("due", "--received", "2026-11-19T09:00", "--limit", "3wd")
    answer = bare(*words)
    text = str(answer["trace"])
    for day in ("2026-11-20", "2026-11-23", "2026-11-24", "2026-11-25"):
        assert day in text
    assert {"due", "trace"} <= set(answer)
    assert "24/11" in answer["explanation"]
    said = bare.run("--data", bare.data, *words).stdout
    assert "25/11/2026" in said
    assert "24/11" in said


@pytest.mark.parametrize(
    ("words", "field", "rule"),
    [
        (("--received", "2026-11-19T09:00", "--limit", "soon"), "limit", "limit"),
        (
            ("--received", "2026-11-19T09:00", "--limit", "3wd", "--cutoff", "25:00"),
            "cutoff",
            "limit",
        ),
        (("--received", "2035-11-19T09:00", "--limit", "3wd"), "calendar", "year_not_confirmed"),
    ],
)
def test_what_cannot_be_computed_is_refused(
    bare: Terminal, words: tuple[str, ...], field: str, rule: str
) -> None:
    error = bare.refused("due", *words)
    assert (error["kind"], error["field"], error["rule"]) == ("rule", field, rule)


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--received", "yesterday", "--limit", "3wd"),
        ("due", "--limit", "3wd"),
        ("due", "--received", "2026-11-19T09:00"),
        ("nonsense",),
        ("--data",),
        ("receipt", "X", "--size", "a3", "--out", "x.pdf"),
        ("demo", "--dossiers", "0"),
    ],
)
def test_wrong_usage_ends_with_two(bare: Terminal, words: tuple[str, ...]) -> None:
    result = bare.run(*words, code=2)
    assert result.stdout == ""
    assert result.stderr


def test_a_card_is_read(bare: Terminal) -> None:
    assert bare("card", CARD) == {
        "card": {
            "id": "001099000001",
            "old_id": "012345678",
            "name": "Nguyễn Văn Mẫu",
            "birth": {"year": 1999, "month": 2, "day": 5},
            "sex": "male",
            "address": "Thôn 1, Xã Mẫu, Tỉnh Mẫu",
            "issued": "2021-06-15",
        },
        "warnings": [],
        "hints": [
            "Thẻ hết hạn từ ngày 05/02/2024 (đủ 25 tuổi). Hỏi thẻ mới hoặc căn cước điện tử trên VNeID.",
            "Địa chỉ trên thẻ ghi theo tên trước 01/07/2025; hỏi tên xã, tỉnh hiện nay rồi sửa.",
        ],
    }


def test_a_card_is_read_beside_who_is_known(terminal: Terminal, tmp_path: Path) -> None:
    form = {
        "procedure": "1.001193",
        "applicant": {"name": "Trần Văn Bình", "id_no": "001099000001"},
    }
    source = tmp_path / "one.json"
    source.write_text(json.dumps(form), encoding="utf-8")
    code = terminal("receive", "--from", source)["dossiers"][0]["code"]
    (said,) = terminal("card", CARD)["warnings"]
    assert code in said
    assert "Trần Văn Bình" in said
    assert "Nguyễn Văn Mẫu" in said
    again = terminal("receive", "--from", source)
    assert again["warnings"] == [[]]


def test_a_card_with_more_and_with_missing_fields(bare: Terminal) -> None:
    longer = bare("card", CARD + "|x|y|z|w")
    assert longer["card"]["name"] == "Nguyễn Văn Mẫu"
    bare_card = bare("card", "001199000002||Trần Thị Thử|1954|Nữ|Xã Mẫu|")["card"]
    assert (bare_card["old_id"], bare_card["issued"]) in (("", None), (None, None))
    assert bare_card["birth"] == {"year": 1954, "month": None, "day": None}


@pytest.mark.parametrize(
    "text", ["", "xin chào", "0100000001|hex|05/02/1999|1|hex", "0010990000|x|y", "|" * 6]
)
def test_what_is_no_card_is_said_and_not_guessed(bare: Terminal, text: str) -> None:
    answer = bare("card", text)
    assert answer["card"] is None
    assert answer["warnings"]


def test_json_may_stand_before_or_after_the_verb(bare: Terminal) -> None:
    orders = (("--json", "card", CARD), ("card", CARD, "--json"), ("card", "--json", CARD))
    outputs = {bare.run(*words).stdout for words in orders}
    assert len(outputs) == 1
    assert outputs.pop().count("\n") == 1


def test_words_are_for_people(bare: Terminal) -> None:
    said = bare.run("card", CARD).stdout
    assert "Nguyễn Văn Mẫu" in said
    assert "{" not in said.splitlines()[0]


def test_refusals_are_said_on_the_error_stream(bare: Terminal) -> None:
    result = bare.run("due", "--received", "2026-11-19T09:00", "--limit", "soon", code=1)
    assert result.stdout == ""
    assert "soon" in result.stderr


def test_an_office_with_its_own_hours_computes_with_them(terminal: Terminal, office: Any) -> None:
    from datetime import time

    from counter_app.domain.calendar.working_calendar import Session

    office.calendar.set_sessions([Session(day, time(8), time(11)) for day in range(1, 6)])
    own = Terminal(office.data_dir)
    words = ("due", "--received", "2026-11-23T10:00", "--limit", "same-day")
    assert own(*words)["due"] == "2026-11-23T11:00"
    assert terminal(*words)["due"] == "2026-11-23T17:30"
