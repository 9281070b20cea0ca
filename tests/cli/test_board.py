"""The morning by command line: the board, apologies, waits that lapsed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from tests.cli.terminal import Terminal, form
from tests.makers import MARITAL, PASSWORD, officer


def test_an_empty_board_says_so(terminal: Terminal) -> None:
    answer = terminal("board")
    assert answer["next_working_day"] == "2026-11-25"
    assert set(answer["counts"].values()) == {0}
    said = terminal.run("--data", terminal.data, "board").stdout
    assert said.strip() == "Hôm nay không có hồ sơ nào cần giải quyết ngay."


def test_the_board_is_read_printed_and_worked_off(
    terminal: Terminal, tmp_path: Path, clock: FixedClock
) -> None:
    today, waits, ready = (
        terminal.receive(tmp_path, form(name=name))[0]["code"]
        for name in ("Lê Văn Hạn", "Trần Thị Chờ", "Vũ Văn Xong")
    )
    terminal("move", waits, "supplement", "--reason", "Thiếu giấy")
    terminal("move", ready, "finish")
    answer = terminal("board", "--out", tmp_path / "in")
    assert [row["code"] for row in answer["due_today"]] == [today]
    assert (answer["apologies"], [row["code"] for row in answer["near"]]) == ([], [today])
    assert terminal("apologise", "--all", "--reason", "Chờ ký")["apologies"] == []
    clock.tick(hours=9)
    assert [(row["code"], row["until"]) for row in answer["waiting"]] == [(waits, "2026-12-08")]
    assert [(row["code"], row["waited_days"]) for row in answer["ready"]] == [(ready, 0)]
    assert [Path(file).name for file in answer["files"]] == [
        "viec-hom-nay-20261123.pdf",
        "viec-hom-nay-20261123.xlsx",
    ]
    said = terminal.run("--data", terminal.data, "board").stdout
    for word in ("HẸN TRẢ HÔM NAY", "CHƯA XIN LỖI", "CHỜ CÔNG DÂN BỔ SUNG", "MỜI NHẬN KẾT QUẢ"):
        assert word in said
    done = terminal("apologise", "--all", "--reason", "Chờ ký", "--days", 2)["apologies"]
    assert [(item["code"], item["reappointed_to"]) for item in done] == [
        (today, "2026-11-26T17:30")
    ]
    assert terminal("board")["apologies"] == []
    assert terminal("apologise", "--all", "--reason", "Chờ ký")["apologies"] == []
    error = terminal.refused("apologise", today, "--reason", "Chờ ký")
    assert error["rule"] == "reappointed_once"
    again = terminal("apologise", today, "--reason", "Chờ ký", "--override")["apologies"]
    assert again[0]["reappointments"] == 2
    assert again[0]["reappointed_to"] == "2026-11-27T17:30"
    clock.tick(days=16)
    assert [row["code"] for row in terminal("board")["lapsed"]] == [waits]
    assert [row["code"] for row in terminal("board")["again"]] == [today]
    closed = terminal("close-lapsed", "--all", "--reason", "Quá hạn bổ sung")["closed"]
    assert closed == [waits]
    assert terminal("show", waits)["state"] == "withdrawn"
    assert terminal("close-lapsed", "--all", "--reason", "x")["closed"] == []


@pytest.mark.parametrize("words", [("apologise",), ("close-lapsed",)])
def test_which_dossiers_has_to_be_said(terminal: Terminal, words: tuple[str, ...]) -> None:
    assert terminal.refused(*words, "--reason", "x")["field"] == "code"
    assert terminal.refused(*words, "T", "--all", "--reason", "x")["field"] == "code"
    assert "--reason" in terminal.run("--data", terminal.data, *words, "T", code=2).stderr


def test_a_day_given_outright(terminal: Terminal, tmp_path: Path) -> None:
    code = terminal.receive(tmp_path, form())[0]["code"]
    (item,) = terminal("apologise", code, "--reason", "x", "--until", "2026-11-27T10:00")[
        "apologies"
    ]
    assert (item["due"], item["reappointed_to"]) == ("2026-11-23T17:30", "2026-11-27T10:00")
    assert terminal.refused("apologise", code, "--reason", "x", "--days", 0)["field"] == "days"


def test_an_outage_stops_and_lets_go_on_in_one_verb_each(
    terminal: Terminal, tmp_path: Path, clock: FixedClock
) -> None:
    first, second = (
        terminal.receive(tmp_path, form(name=name))[0]["code"] for name in ("Lê Một", "Lê Hai")
    )
    begun = terminal("outage", "begin", "--all", "--reason", "Hệ thống ngừng")["outage"]
    assert set(begun["codes"]) == {first, second}
    assert [item["key"] for item in terminal("outage", "list")["outages"]] == [begun["key"]]
    assert terminal("show", first)["state"] == "stopped"
    clock.tick(hours=2)
    done = terminal("outage", "end")["resumed"]
    assert {(item["code"], item["state"]) for item in done} == {
        (first, "received"), (second, "received"),
    }  # fmt: skip
    assert terminal("outage", "list")["outages"] == []
    assert terminal.refused("outage", "end")["rule"] == "outage"
    assert terminal.refused("outage", "begin", "--reason", "x")["field"] == "code"


def test_another_office_confirms_by_one_verb(
    terminal: Terminal, tmp_path: Path, clock: FixedClock
) -> None:
    terminal("settings", "set", 'partners=["UBND xã Đông"]')
    code = terminal.receive(tmp_path, form(MARITAL, resolver="UBND xã Đông"))[0]["code"]
    assert terminal("show", code)["provisional"] is True
    clock.tick(days=2)
    (done,) = terminal("confirm", code, "--at", "2026-11-25T08:30")["confirmed"]
    assert (done["due"][:16], done["confirmed_at"][:16]) == ("2026-11-30T08:30", "2026-11-25T08:30")
    assert terminal("show", code)["provisional"] is False
    assert terminal.refused("confirm", code)["rule"] == "confirmed"


def test_the_board_of_one_officer_holds_the_own_dossiers(
    terminal: Terminal, tmp_path: Path
) -> None:
    mine = terminal.receive(tmp_path, form(name="Lê Văn Hạn"))[0]["code"]
    shown = terminal("board")
    assert [row["code"] for row in shown["due_today"]] == [mine]
    with closing(Office.open(terminal.data)) as office:
        office.session.officer = office.staff.officers()[0]
        office.staff.put_officer(officer(login="chi"), password=PASSWORD)
    assert terminal("board", "--officer", "chi")["due_today"] == []
    assert terminal("board", "--officer", "chi")["counts"]["due_today"] == 0
    assert terminal.refused("board", "--officer", "ai-do")["field"] == "officer"
