"""Verbs about papers: sheets, shelves, official codes, originals."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import Assignment
from counter_app.office import Office
from tests.cli.terminal import Terminal, form
from tests.makers import PASSWORD, officer

OFFICIAL = "H55.242.01-261123-000015"


@pytest.fixture
def codes(terminal: Terminal, tmp_path: Path) -> list[str]:
    """Two dossiers, an officer "lan" to take them, and "minh", who has none."""
    made = terminal.receive(tmp_path, form("1.004873"), form("1.004873"))
    office = Office.open(terminal.data)
    office.session.officer = office.staff.officers()[0]
    office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    office.staff.put_officer(officer(login="minh"), password=PASSWORD)
    office.close()
    return [item["code"] for item in made]


def said(terminal: Terminal, *words: object) -> str:
    """A verb's words instead of its JSON."""
    return terminal.said(*words)


def test_a_sheet_is_given_taken_in_part_and_recalled(
    terminal: Terminal, codes: list[str], clock: FixedClock
) -> None:
    sheet = terminal("handover", "give", *codes, "--to", "lan")
    assert (sheet["number"], sheet["count"], sheet["missing"]) == ("1/2026", 2, 2)
    assert sheet["taker"] == {"office": "", "officer": "lan"}
    refused = terminal.refused("handover", "give", codes[0], "--to", "minh")
    assert refused["rule"] == "travelling"
    clock.tick(minutes=5)
    sheet = terminal("handover", "take", "1", codes[0])
    assert [row["taken"] for row in sheet["rows"]] == ["2026-11-23T09:05", None]
    assert sheet["rows"][0]["outcome"] == "early"
    shown = terminal("show", codes[0])
    assert (shown["state"], shown["handler"], shown["holder"]["officer"]) == (
        *("processing", "lan"),
        "lan",
    )
    clock.tick(days=3)
    answer = terminal("handover", "holders")
    assert [item["code"] for item in answer["alarms"]] == [codes[1]]
    assert [item["code"] for item in answer["under_way"]] == [codes[1]]
    assert codes[1] in said(terminal, "handover", "holders")
    assert len(terminal("handover", "list", "--open")["sheets"]) == 1
    sheet = terminal("handover", "take", "1/2026", "--all", "--recall")
    assert sheet["rows"][1]["recalled"] is True
    assert terminal("handover", "list", "--open")["sheets"] == []
    assert "còn thiếu 0" in said(terminal, "handover", "show", "1")
    assert terminal.refused("handover", "show", "7")["field"] == "sheet"
    assert terminal("check")["ok"] is True


def test_the_same_scan_with_anyway_and_taken(terminal: Terminal, codes: list[str]) -> None:
    assert (
        terminal.refused("handover", "give", codes[0], "--from", "minh", "--to", "lan")["rule"]
        == "elsewhere"
    )
    sheet = terminal(
        "handover", "give", codes[0], "--from", "minh", "--to", "lan", "--anyway", "--taken"
    )
    assert sheet["missing"] == 0


def test_shelves_and_the_pick_list(terminal: Terminal, codes: list[str], tmp_path: Path) -> None:
    terminal("move", codes[0], "finish")
    terminal("shelf", "put", "Kệ A", *codes)
    (waiting,) = terminal("shelf", "list", "--pdf", tmp_path / "ds.pdf")["dossiers"]
    assert (waiting["code"], waiting["shelf"]) == (codes[0], "Kệ A")
    assert (tmp_path / "ds.pdf").read_bytes().startswith(b"%PDF")
    assert terminal("shelf", "list", "--today")["dossiers"] == []
    terminal("shelf", "put", "", codes[0])
    assert codes[0] in said(terminal, "shelf", "list")
    assert terminal.refused("shelf", "put", "A", "T99001-261123-019999")["field"] == "codes"


def test_the_official_code_is_set_listed_and_found(terminal: Terminal, codes: list[str]) -> None:
    assert len(terminal("map", "list", "--on", "2026-11-23")["dossiers"]) == 2
    done = terminal("map", codes[0], OFFICIAL.lower())
    assert (done["official_code"], done["mapping"]) == (OFFICIAL, "entered")
    assert done["warnings"] == []
    (odd,) = terminal("map", codes[0], OFFICIAL.replace(".01-", ".O1-"))["warnings"]
    assert "chữ O" in odd
    terminal("map", codes[0], OFFICIAL)
    assert terminal.refused("map", codes[1], OFFICIAL)["rule"] == "official_taken"
    assert terminal.refused("map", codes[1], "sai")["rule"] == "official_pattern"
    assert terminal.refused("map", codes[1], "--state", "exempt")["rule"] == "note"
    terminal("map", codes[1], "--state", "exempt", "--note", "Trả ngay")
    assert terminal("map", "list")["dossiers"] == []
    assert "Không còn" in said(terminal, "map", "list")
    (found,) = terminal("find", OFFICIAL)["dossiers"]
    assert found["code"] == codes[0]


def test_pairs_come_from_a_file(terminal: Terminal, codes: list[str], tmp_path: Path) -> None:
    path = tmp_path / "ma.csv"
    path.write_text(f"{codes[0]};{OFFICIAL}\n{codes[1]};sai\n", encoding="utf-8-sig")
    done = terminal("map", "import", path)
    assert (done["entered"], len(done["refused"])) == ([codes[0]], 1)
    assert "Dòng 2" in said(terminal, "map", "import", path)
    path.write_bytes(b"\xff\xfe\x00")
    assert terminal.refused("map", "import", path)["field"] == "file"


def test_originals_are_kept_and_given_back(terminal: Terminal, codes: list[str]) -> None:
    kept = terminal("originals", "keep", codes[0], "Giấy chứng sinh=2", "Sổ gốc")
    assert kept["originals_here"] == [
        {"name": "Giấy chứng sinh", "quantity": 2},
        {"name": "Sổ gốc", "quantity": 1},
    ]
    back = terminal("originals", "back", codes[0], "Giấy chứng sinh")
    assert back["originals_here"][0]["quantity"] == 1
    assert terminal.refused("originals", "back", codes[0], "Sổ gốc=2")["rule"] == "originals_more"
    assert terminal.refused("originals", "keep", codes[0], "Sổ=x")["field"] == "originals"
    terminal("move", codes[0], "withdraw", "--reason", "Không làm nữa")
    (forgotten,) = terminal("originals", "list")["dossiers"]
    assert forgotten["code"] == codes[0]
    assert codes[0] in said(terminal, "originals", "list")
    assert terminal("originals", "back", codes[0])["originals_here"] == []
    assert json.dumps(terminal("originals", "list")) == '{"dossiers": []}'


def test_absences_are_announced_changed_ended_and_listed(
    terminal: Terminal, codes: list[str], clock: FixedClock
) -> None:
    office = Office.open(terminal.data)
    office.session.officer = office.staff.known("canbo")
    since = date(2026, 11, 23)
    office.staff.assign(Assignment(officer="canbo", sector="ho-tich", since=since))
    office.close()
    refused = terminal.refused("absence", "add", "lan", "--until", "2026-11-20")
    assert (refused["rule"], refused["field"]) == ("days", "until")
    away = terminal("absence", "add", "canbo", "--until", "2026-11-27", "--substitute", "lan")
    assert away["since"] == "2026-11-23"
    assert set(away["substitutes"].values()) == {"lan"}
    refused = terminal.refused("absence", "add", "canbo", "--until", "2026-11-24")
    assert refused["rule"] == "overlap"
    assert terminal("board")["absences"] == [away]
    assert "vắng mặt đến hết 27/11/2026" in said(terminal, "board")
    clock.tick(days=1)
    changed = terminal("absence", "change", away["absence"], "--until", "2026-11-30")
    assert (changed["since"], changed["until"]) == ("2026-11-24", "2026-11-30")
    assert len(terminal("absence", "list")["absences"]) == 1
    ended = terminal("absence", "end", changed["absence"])
    assert (ended["cancelled"], ended["substitutes"]) == (True, changed["substitutes"])
    assert terminal("absence", "list")["absences"] == []
    assert [item["until"] for item in terminal("absence", "list", "--all")["absences"]] == [
        "2026-11-23"
    ]


def test_everything_an_officer_has_goes_over_and_back(terminal: Terminal, codes: list[str]) -> None:
    listed = terminal("handover", "all", "--from", "canbo", "--to", "lan", "--list")
    assert [item["code"] for item in listed["dossiers"]] == codes
    assert (listed["sheet"], listed["left"]) == (None, [])
    done = terminal("handover", "all", "--from", "canbo", "--to", "lan")
    assert {**listed, "sheet": "1/2026"} == done
    assert terminal("show", codes[0])["holder"]["officer"] == "lan"
    refused = terminal.refused("handover", "all", "--from", "canbo", "--to", "lan")
    assert refused["rule"] == "nothing"
    terminal("handover", "all", "--back", "1")
    assert terminal("show", codes[0])["holder"]["officer"] == "canbo"
    assert len(terminal("handover", "all", "--from", "canbo", "--to", "lan")["dossiers"]) == 2
