"""``ticket take|call|serve|…``."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock
from tests.cli.terminal import Terminal


def test_a_number_is_drawn_called_served_and_done(
    terminal: Terminal, clock: FixedClock, tmp_path: Path
) -> None:
    out = tmp_path / "so.pdf"
    taken = terminal("ticket", "take", "a", "--out", out)
    assert (taken["ticket"], taken["state"], taken["ahead"]) == ("A001", "waiting", 0)
    assert out.read_bytes().startswith(b"%PDF")
    assert terminal("ticket", "take", "A")["ahead"] == 1
    clock.tick(minutes=2)
    called = terminal("ticket", "call")
    assert (called["ticket"], called["state"], called["counter"]) == ("A001", "called", "1")
    assert terminal("ticket", "serve", "a001")["state"] == "serving"
    clock.tick(minutes=5)
    done = terminal("ticket", "done", "A001")
    assert done["state"] == "done"
    assert (done["taken"], done["called"], done["done"]) == (
        "2026-11-23T09:00:00",
        "2026-11-23T09:02:00",
        "2026-11-23T09:07:00",
    )
    assert terminal("ticket", "undo", "A001")["state"] == "serving"


def test_every_act_has_its_verb(terminal: Terminal) -> None:
    for _time in range(2):
        terminal("ticket", "take", "A")
    terminal("ticket", "call", "A002")
    assert terminal("ticket", "recall", "A002")["state"] == "called"
    assert terminal("ticket", "absent", "A002")["state"] == "absent"
    assert terminal("ticket", "requeue", "A002")["state"] == "waiting"
    assert [item["ticket"] for item in terminal("ticket", "list")["tickets"]] == ["A001", "A002"]
    terminal("ticket", "call", "A001")
    assert terminal("ticket", "hold", "A001", "--reason", "Đi phô tô")["state"] == "held"
    moved = terminal("ticket", "transfer", "A002", "--to", "b")
    assert (moved["ticket"], moved["queue"], moved["line"]) == ("A002", "A", "B")
    assert terminal("ticket", "call", "--line", "b")["ticket"] == "A002"


def test_priority_is_called_first_with_its_reason(terminal: Terminal) -> None:
    terminal("ticket", "take", "A")
    assert terminal.refused("ticket", "take", "A", "--priority", "other")["field"] == "reason"
    terminal("ticket", "take", "B", "--priority", "elderly")
    assert terminal("ticket", "call")["ticket"] == "B001"
    assert terminal("ticket", "call")["ticket"] == "A001"
    assert terminal("ticket", "call") == {"ticket": None}


def test_without_a_number_it_is_the_one_at_this_counter(
    terminal: Terminal, clock: FixedClock
) -> None:
    assert "chưa gọi" in terminal.refused("ticket", "serve")["message"]
    for _time in range(2):
        terminal("ticket", "take", "A")
        clock.tick(minutes=1)
        terminal("ticket", "call")
    assert terminal("ticket", "serve")["ticket"] == "A002"
    assert terminal("ticket", "done")["ticket"] == "A002"
    assert terminal("ticket", "absent")["ticket"] == "A001"
    terminal.refused("ticket", "done")


def test_refusals(terminal: Terminal) -> None:
    terminal.refused("ticket", "take", "Z")
    terminal.refused("ticket", "serve", "A001")
    terminal("ticket", "take", "A")
    assert terminal.refused("ticket", "serve", "A001")["rule"] == "ticket_state"
    terminal.run("--data", terminal.data, "ticket", "dance", "A001", code=2)


def test_words_for_the_counter(terminal: Terminal) -> None:
    data = ("--data", terminal.data)
    assert "A001" in terminal.run(*data, "ticket", "take", "A").stdout
    assert "A001" in terminal.run(*data, "ticket", "list").stdout
    assert "quầy 1" in terminal.run(*data, "ticket", "call").stdout
    assert "Không còn người chờ" in terminal.run(*data, "ticket", "call").stdout


@pytest.mark.parametrize(
    "words",
    [("hold",), ("absent",), ("done",), ("requeue",), ("transfer", "--to", "B"), ("serve",)],
)
def test_what_was_just_done_is_undone_without_a_number(
    terminal: Terminal, words: tuple[str, ...]
) -> None:
    terminal("ticket", "take", "A")
    called = terminal("ticket", "call")
    terminal("ticket", *words)
    assert terminal("ticket", "undo") == called
    assert terminal("ticket", "undo")["state"] == "waiting"
    assert "chưa làm gì" in terminal.refused("ticket", "undo")["message"]


def test_undone_is_the_last_act_across_tickets(terminal: Terminal) -> None:
    for _time in range(2):
        terminal("ticket", "take", "A")
    terminal("ticket", "call")
    terminal("ticket", "hold")
    terminal("ticket", "call")
    terminal("ticket", "done")
    undone = [terminal("ticket", "undo") for _time in range(4)]
    assert [(item["ticket"], item["state"]) for item in undone] == [
        ("A002", "called"),
        ("A002", "waiting"),
        ("A001", "called"),
        ("A001", "waiting"),
    ]


def test_a_counter_pauses_and_opens_again(terminal: Terminal) -> None:
    assert terminal("ticket", "pause") == {"counter": "paused"}
    assert terminal("ticket", "open") == {"counter": "free"}
    terminal("ticket", "pause")
    terminal("ticket", "take", "A")
    terminal("ticket", "call")
    assert terminal("ticket", "open") == {"counter": "serving"}
    said = terminal.run("--data", terminal.data, "ticket", "pause").stdout
    assert said.strip() == "Phục vụ xong số đang gọi thì bảng gọi số ghi quầy này tạm nghỉ."
    terminal("ticket", "done")
    said = terminal.run("--data", terminal.data, "ticket", "pause").stdout
    assert said.strip() == "Bảng gọi số ghi quầy này tạm nghỉ. Gọi số là quầy mở lại."


def test_self_service_of_a_queue_is_stopped_and_resumed(terminal: Terminal) -> None:
    assert terminal("ticket", "stop", "c") == {"stopped": ["C"]}
    assert terminal("ticket", "stop", "A") == {"stopped": ["A", "C"]}
    assert terminal("ticket", "resume", "C") == {"stopped": ["A"]}
    assert terminal("ticket", "take", "A")["ticket"] == "A001"
    terminal.refused("ticket", "stop", "Z")
