"""The calendar by command line: shown, carried as a file, tried, imported, and what it does to promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Terminal, form


@pytest.fixture
def code(terminal: Terminal, tmp_path: Path) -> str:
    """A dossier promised for Friday 27/11."""
    text: str = terminal.receive(tmp_path, form("1.004873"))[0]["code"]
    return text


def edited(terminal: Terminal, folder: Path, *days: dict[str, Any], year: int = 2026) -> Path:
    """A year's file with days added."""
    path = folder / f"lich-{year}.json"
    terminal("calendar", "export", year, "--out", path)
    content = json.loads(path.read_text(encoding="utf-8"))
    content["days"] += days
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


STORM = {"date": "2026-11-27", "kind": "off", "name": "Nghỉ do bão", "source": "Công điện 1"}


def test_a_year_is_shown_with_its_days_and_hours(terminal: Terminal) -> None:
    answer = terminal("calendar", "show", 2026)
    assert (answer["year"], answer["state"]) == (2026, "confirmed")
    assert "2026-11-24" in [day["date"] for day in answer["days"]]
    assert {"weekday": 1, "start": "07:30", "end": "11:30", "valid_from": None} in answer[
        "sessions"
    ]
    said = terminal.run("--data", terminal.data, "calendar", "show", 2027).stdout
    assert said.startswith("2027  chưa xác nhận")
    assert "dự kiến" in said
    assert terminal.refused("calendar", "show", 2050)["message"]


def test_a_file_is_tried_then_imported(terminal: Terminal, tmp_path: Path, code: str) -> None:
    path = edited(terminal, tmp_path, STORM)
    tried = terminal("calendar", "import", path, "--dry-run")
    (change,) = tried["changes"]
    assert (tried["saved"], change["before"], change["date"]) == (False, None, "2026-11-27")
    expected = {"code": code, "old": "2026-11-27T09:00", "new": "2026-11-30T09:00"}
    assert expected.items() <= tried["affected"][0].items()
    assert tried["affected"][0]["phone"] == "0912000017"
    assert terminal("calendar", "affected")["affected"] == []
    done = terminal("calendar", "import", path)
    assert done["saved"] is True
    assert terminal("show", code)["due"] == "2026-11-27T09:00"
    assert terminal("calendar", "affected")["affected"] == tried["affected"]
    assert terminal("calendar", "import", path)["saved"] is False
    assert terminal("check")["ok"] is True


def test_words_say_what_changes(terminal: Terminal, tmp_path: Path, code: str) -> None:
    past = {"date": "2026-11-20", "kind": "off", "name": "Nghỉ"}
    path = edited(terminal, tmp_path, STORM, past)
    said = terminal.run("--data", terminal.data, "calendar", "import", path, "--dry-run").stdout
    assert "+ 27/11/2026  nghỉ  Nghỉ do bão" in said
    assert "1 ngày đổi đã qua" in said
    assert f"{code}  2026-11-27T09:00 → 2026-11-30T09:00" in said


def test_everything_wrong_is_listed_and_nothing_imported(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = edited(terminal, tmp_path, {**STORM, "kind": "x"}, STORM, STORM)
    for words in (("calendar", "import", path), ("calendar", "import", path, "--dry-run")):
        error = terminal.refused(*words)
        assert error["rule"] == "calendar_file"
        assert "kind" in error["message"]
        assert "đã ghi ở dòng" in error["message"]
    assert "2026-11-27" not in [day["date"] for day in terminal("calendar", "show", 2026)["days"]]
    path.write_bytes(b"\xff\xfe\x00")
    assert terminal.refused("calendar", "import", path)["field"] == "file"
    assert terminal.refused("calendar", "import", tmp_path / "none.json")["rule"] == "missing"


def test_the_usual_name_of_the_file(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = terminal("calendar", "export", 2027)
    assert answer["file"] == "lich-lam-viec-2027.json"
    assert json.loads((tmp_path / answer["file"]).read_text(encoding="utf-8"))["year"] == 2027


def test_a_year_is_confirmed_by_its_document(terminal: Terminal) -> None:
    assert terminal.refused("calendar", "confirm", 2027, "--source", " ")["field"] == "source"
    answer = terminal("calendar", "confirm", 2027, "--source", "Thông báo 1")
    assert (answer["state"], answer["affected"]) == ("confirmed", [])
    assert terminal("calendar", "show", 2027)["source"] == "Thông báo 1"


def test_the_call_list_is_written_and_the_decision_made(
    terminal: Terminal, tmp_path: Path, code: str
) -> None:
    terminal("calendar", "import", edited(terminal, tmp_path, STORM))
    files = terminal("calendar", "affected", "--out", tmp_path / "goi")["files"]
    assert [Path(file).suffix for file in files] == [".pdf", ".xlsx"]
    assert Path(files[0]).read_bytes().startswith(b"%PDF")
    said = terminal.run("--data", terminal.data, "calendar", "affected").stdout
    assert code in said
    assert "0912000017" in said
    assert "09:00 27/11/2026\t09:00 30/11/2026" in said
    assert (
        "--reason"
        in terminal.run("--data", terminal.data, "calendar", "recompute", code, code=2).stderr
    )
    done = terminal("calendar", "recompute", code, "--reason", "Nghỉ do bão")
    assert done["recomputed"] == [{"code": code, "due": "2026-11-30T09:00"}]
    assert terminal("calendar", "recompute", code, "--reason", "Nữa")["recomputed"] == []
    assert terminal("calendar", "affected")["affected"] == []
    prints = terminal("show", code)["prints"]
    assert [(item["document"], item["copy_no"]) for item in prints] == [
        ("receipt", 0),
        ("receipt", 1),
    ]


def test_an_extension_is_given_once_where_the_procedure_knows_one(
    terminal: Terminal, tmp_path: Path, code: str
) -> None:
    plain = terminal.receive(tmp_path, form())[0]["code"]
    assert terminal.refused("extend", plain, "--reason", "Xác minh")["rule"] == "no_extension"
    assert terminal("extend", code, "--reason", "Xác minh")["due"] > "2026-11-27T09:00"
    assert terminal.refused("extend", code, "--reason", "Nữa")["rule"] == "extended_once"


def test_duty_on_saturday_is_no_working_time(terminal: Terminal, tmp_path: Path) -> None:
    """Taken in on duty on Saturday 28/11, a three-day dossier counts from Monday's opening."""
    hours = ("calendar", "hours", "--from", "2026-11-27")
    week = ("--set", "1-5 07:30-11:30 13:30-17:30")
    done = terminal(*hours, *week, "--reception", "6 07:30-11:30")
    assert (done["sessions"], done["affected"]) == (11, [])
    shown = terminal("calendar", "show", 2026)["sessions"]
    assert [item for item in shown if item.get("reception")] == [
        {
            "valid_from": "2026-11-27",
            "weekday": 6,
            "start": "07:30",
            "end": "11:30",
            "reception": True,
        }
    ]
    due = terminal("due", "--received", "2026-11-28T09:00", "--limit", "3wd")
    assert due["due"][:16] == "2026-12-02T17:30"
    assert "chỉ trực tiếp nhận" in due["explanation"]
    assert terminal("check")["ok"] is True
