"""``settings`` and ``calendar hours``: the office's own rules by command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.office.staff import COMMAND_LINE, Role
from counter_app.office import Office
from tests.cli.terminal import Terminal, form
from tests.makers import PASSWORD, officer

WINTER = ("calendar", "hours", "--from", "2026-11-27")


def test_settings_are_shown_and_set(terminal: Terminal) -> None:
    shown = terminal("settings", "show")["settings"]
    assert (shown["number"], shown["partners"], shown["supplement_days"]) == ("99001", [], 15)
    assert {"sample", "forms", "templates"}.isdisjoint(shown)
    words = ("resume_policy=shift", "supplement_days=30", 'partners=["UBND xã Đông"]')
    done = terminal("settings", "set", *words)["settings"]
    changed = {key: value for key, value in done.items() if shown[key] != value}
    assert changed == {
        "supplement_days": 30,
        "partners": ["UBND xã Đông"],
    }
    assert "resume_policy" not in done
    said = terminal.run("--data", terminal.data, "settings", "show").stdout
    assert 'partners=["UBND xã Đông"]' in said.splitlines()
    assert terminal("check")["ok"] is True


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ("sample=true", "sample"),
        ("forms=[]", "forms"),
        ("supplement_days=nhiều", "supplement_days"),
        ("supplement_days=-1", "supplement_days"),
        ("supplement_days=true", "supplement_days"),
        ("partners=UBND xã Đông", "partners"),
        ("partners=[1]", "partners"),
        ("resume_policy=later", "resume_policy"),
        ("resume_policy=restart", "resume_policy"),
    ],
)
def test_what_cannot_be_set_says_which(terminal: Terminal, change: str, field: str) -> None:
    before = terminal("check")["head"]
    assert terminal.refused("settings", "set", "place=Xã Mới", change)["field"] == field
    assert terminal("check")["head"] == before


def test_a_setting_is_told_with_its_value(terminal: Terminal) -> None:
    said = terminal.run("--data", terminal.data, "settings", "set", "name", code=2).stderr
    assert "tên=giá trị" in said


def test_a_receiver_sets_nothing(terminal: Terminal) -> None:
    office = Office.open(terminal.data)
    office.session.officer = office.staff.officers()[0]
    office.staff.put_officer(officer(), password=PASSWORD)
    office.close()
    assert terminal.refused("--officer", "lan", "settings", "set", "place=X")["kind"] == "rule"
    words = ("--officer", "lan", *WINTER, "--set", "1-5 07:00-11:00")
    assert terminal.refused(*words)["kind"] == "rule"


def test_hours_are_tried_set_and_dropped(terminal: Terminal, tmp_path: Path) -> None:
    code = terminal.receive(tmp_path, form("1.004873"))[0]["code"]
    later = ("--set", "1-4 09:30-12:00 13:00-17:00", "--set", "5 09:30-12:00")
    tried = terminal(*WINTER, *later, "--dry-run")
    assert (tried["saved"], tried["sessions"], tried["valid_from"]) == (False, 9, "2026-11-27")
    (moved,) = tried["affected"]
    assert (moved["code"], moved["old"], moved["new"]) == (
        *(code, "2026-11-27T09:00"),
        "2026-11-27T09:30",
    )
    sessions = terminal("calendar", "show", 2026)["sessions"]
    assert all(item["valid_from"] is None for item in sessions)
    assert "1 hồ sơ đổi ngày hẹn" in terminal.run("--data", terminal.data, *WINTER, *later).stdout
    sessions = terminal("calendar", "show", 2026)["sessions"]
    friday = [item for item in sessions if item["valid_from"] and item["weekday"] == 5]
    assert [(item["start"], item["end"]) for item in friday] == [("09:30", "12:00")]
    assert terminal("calendar", "affected")["affected"] == [moved]
    assert terminal(*WINTER, "--drop")["affected"] == []
    assert terminal("calendar", "affected")["affected"] == []
    assert terminal.refused(*WINTER, "--drop")["field"] == "since"
    assert terminal("check")["ok"] is True


@pytest.mark.parametrize("words", [(), ("--set", "1-5 07:00-11:00", "--drop")])
def test_hours_need_something_to_set(terminal: Terminal, words: tuple[str, ...]) -> None:
    assert terminal.refused(*WINTER, *words)["field"] == "sessions"


@pytest.mark.parametrize(
    "hours",
    [
        "thứ hai",
        "1-5 7h-11h",
        "1-5 07:00",
        "0 07:00-11:00",
        "1 11:00-07:00",
        "1-5",
        "5-1 07:00-11:00",
    ],
)
def test_hours_are_told_in_order(terminal: Terminal, hours: str) -> None:
    said = terminal.run("--data", terminal.data, *WINTER, "--set", hours, code=2).stderr
    assert "--set" in said


def test_who_is_remembered_by_this_computer_signs_nothing(
    terminal: Terminal, tmp_path: Path
) -> None:
    assert terminal("settings", "officer")["officer"] == ""
    assert terminal.refused("settings", "officer", "ai-do")["field"] == "officer"
    assert terminal("settings", "officer", "canbo")["officer"] == "canbo"
    receive = ("receive", "--from", _form_file(tmp_path))
    terminal.signer = ""
    assert terminal.refused(*receive)["rule"] == "name"
    with terminal.handed_over(FIRST_PASSWORD) as handed:
        (dossier,) = terminal(*handed, *receive)["dossiers"]
    assert dossier["receiver"] == "canbo"
    with terminal.handed_over("sai-mat-khau") as handed:
        assert terminal.refused(*handed, *receive)["rule"] == "sign_in"
    terminal.signer = "canbo"
    assert terminal("settings", "officer", "--forget")["officer"] == ""
    terminal.signer = ""
    with terminal.handed_over(FIRST_PASSWORD) as handed:
        assert terminal.refused(*handed, *receive)["rule"] == "name"


def test_nothing_is_written_in_the_name_of_one_who_left(terminal: Terminal, tmp_path: Path) -> None:
    terminal("settings", "officer", "canbo")
    office = Office.open(terminal.data, officer=COMMAND_LINE)
    office.staff.put_officer(officer(Role.LEADER, "lan"), password=PASSWORD)
    (canbo,) = [item for item in office.staff.officers() if item.login == "canbo"]
    office.staff.put_officer(replace(canbo, active=False))
    office.close()
    lan = ("--officer", "lan")
    head = terminal(*lan, "check")["head"]
    refused = terminal.refused("receive", "--from", _form_file(tmp_path))
    assert refused["rule"] == "sign_in"
    assert terminal(*lan, "check")["head"] == head
    assert terminal(*lan, "settings", "officer", "lan")["officer"] == "lan", "no dead end"


def _form_file(folder: Path) -> Path:
    path = folder / "ho-so.json"
    path.write_text(json.dumps(form(), ensure_ascii=False), encoding="utf-8")
    return path
