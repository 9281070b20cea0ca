"""Verbs of a dossier's life: what cannot be accepted yet, every move with its facts, corrections and extensions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counter_app.office import Office
from tests.cli.terminal import Terminal, form
from tests.makers import PASSWORD, officer

MISSING = "Giấy chứng sinh|Bệnh viện nơi sinh|2"
WRONG = "Tờ khai|||ghi lại ngày sinh"


@pytest.fixture
def code(terminal: Terminal, tmp_path: Path) -> str:
    """A dossier promised for Friday."""
    text: str = terminal.receive(tmp_path, form("1.004873"))[0]["code"]
    return text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """One form."""
    path = tmp_path / "one.json"
    path.write_text(json.dumps(form("1.004873")), encoding="utf-8")
    return path


def register(terminal: Terminal, file: Path, *words: object, act: str = "supplement") -> Any:
    return terminal("register", "--from", file, "--as", act, "--reason", "Thiếu giấy", *words)


def test_what_lacks_a_paper_is_written_down_and_accepted_later(
    terminal: Terminal, file: Path
) -> None:
    waiting = register(
        terminal, file, "--missing", MISSING, "--missing", WRONG, "--until", "2026-12-01"
    )
    assert (waiting["state"], waiting["accepted"], waiting["due"]) == ("supplement", False, None)
    assert (waiting["supplements"], waiting["supplement_until"]) == (1, "2026-12-01")
    shown = terminal("show", waiting["code"])
    assert shown["acts"] == [
        *("accept", "supplement", "withdraw", "close", "mistake", "revert"),
    ]
    (slip,) = shown["prints"]
    assert (slip["document"], slip["form"], slip["number"]) == ("supplement", "02", 1)
    assert slip["body"]["wanted"][0] == {
        "name": "Giấy chứng sinh", "where": "Bệnh viện nơi sinh", "copies": 2, "what": "",
    }  # fmt: skip
    told = shown["timeline"][1]["text"]
    assert told.startswith("Chưa tiếp nhận được, yêu cầu bổ sung hồ sơ. Cần: Giấy chứng sinh;")
    assert "Tờ khai, cần sửa: ghi lại ngày sinh" in told
    brought = ("--paper", "giấy chứng sinh", "--paper", "Giấy khác")
    taken = terminal("accept", waiting["code"], "--fee", "5000", *brought)
    assert [paper["name"] for paper in taken["papers"]] == ["giấy chứng sinh", "Giấy khác"]
    assert (taken["state"], taken["fee"], taken["due"]) == ("received", 5000, "2026-11-27T09:00")
    assert terminal.refused("accept", waiting["code"])["rule"] == "move"
    assert terminal("check")["ok"] is True


def test_a_mistake_is_an_act_of_its_own(terminal: Terminal, tmp_path: Path) -> None:
    """No notice, no withdrawal; the right dossier beside it, or entered in the same step."""
    wrong, twice, right = (
        item["code"] for item in terminal.receive(tmp_path, form(), form(), form("1.004873"))
    )
    assert terminal.refused("mistake", twice)["field"] == "reason"
    done = terminal("mistake", twice, "--reason", "Nhập hai lần", "--right", right)
    assert (done["state"], done["state_code"], done["right"]) == ("mistaken", 11, right)
    both = ("--right", right, "--procedure", "1.004873")
    assert terminal.refused("mistake", wrong, "--reason", "Nhầm", *both)["field"] == "right"
    words = ("mistake", wrong, "--reason", "Nhầm thủ tục", "--procedure", "1.004873")
    made = terminal(*words)["replacement"]
    assert (made["procedure"], made["applicant"]["name"]) == ("1.004873", "Nguyễn Văn Mẫu")
    shown = terminal("show", made["code"])
    assert shown["mistaken_for"] == [wrong]
    assert terminal.refused(*words)["rule"] == "move"
    file = tmp_path / "dung.json"
    file.write_text(json.dumps({"applicant": {"name": "Trần Thị Đúng"}}), "utf-8")
    again = terminal("mistake", made["code"], "--reason", "Nhầm người", "--from", file)
    assert again["replacement"]["applicant"]["name"] == "Trần Thị Đúng"
    assert again["replacement"]["procedure"] == "1.004873"
    (exceptions,) = terminal("report", "overrides", "--from", "2026-11-23")["tables"]
    assert len(exceptions["rows"]) == 3
    assert [job["document"] for job in terminal("show", wrong)["prints"]] == ["receipt"]
    assert terminal("check")["ok"] is True


def test_a_refusal_at_the_counter_is_the_end(terminal: Terminal, file: Path) -> None:
    refused = register(terminal, file, act="refuse")
    assert (refused["state"], refused["accepted"]) == ("refused", False)
    assert terminal.refused("accept", refused["code"])["rule"] == "move"


def test_one_file_one_dossier(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "two.json"
    path.write_text(json.dumps([form(), form()]), encoding="utf-8")
    words = ("register", "--from", path, "--as", "refuse", "--reason", "x")
    assert "một hồ sơ" in terminal.refused(*words)["message"]


@pytest.mark.parametrize("paper", ["|Bệnh viện", "Giấy|Bệnh viện|hai"])
def test_a_paper_is_told_in_order(terminal: Terminal, file: Path, paper: str) -> None:
    words = ("register", "--from", file, "--as", "supplement", "--reason", "x", "--missing", paper)
    assert "nơi lấy" in terminal.run("--data", terminal.data, *words, code=2).stderr


def test_a_move_has_its_own_time_and_facts(terminal: Terminal, code: str) -> None:
    asked = terminal(
        "move",
        code,
        "supplement",
        "--reason",
        "Thiếu",
        "--missing",
        MISSING,
        "--until",
        "2026-12-03",
    )
    assert asked["supplement_until"] == "2026-12-03"
    assert (
        terminal.refused("move", code, "resume", "--at", "2026-11-23T10:00")["rule"]
        == "moment_future"
    )
    assert (
        terminal.refused("move", code, "resume", "--at", "2026-11-23T08:00")["rule"]
        == "moment_before"
    )
    terminal("move", code, "resume", "--at", "2026-11-23T09:00")
    done = terminal(
        *("move", code, "finish", "--outcome", "refused", "--reason", "Không đủ điều kiện"),
        *(
            "--result",
            "9/TB",
            "--signed-on",
            "2026-11-23",
            "--signer",
            "Lê Ký",
            "--agency",
            "UBND xã",
        ),
    )
    assert done["result_facts"] == {
        **{"outcome": "refused", "abstract": "", "signed_on": "2026-11-23"},
        **{"signer": "Lê Ký", "agency": "UBND xã"},
    }


def test_a_mistake_is_taken_back_once(terminal: Terminal, code: str) -> None:
    terminal("move", code, "finish", "--result", "1/X")
    back = terminal("revert", code, "--reason", "Nhầm hồ sơ")
    assert (back["state"], back["result"]) == ("received", "")
    assert terminal.refused("revert", code, "--reason", "Nhầm")["rule"] == "move"


def test_a_verification_is_extended_once_where_the_law_knows_one(
    terminal: Terminal, code: str, tmp_path: Path
) -> None:
    extended = terminal("extend", code, "--reason", "Xác minh nơi cư trú trước")
    assert (extended["due"], extended["original_due"]) == ("2026-12-08T09:00", "2026-11-27T09:00")
    assert terminal.refused("extend", code, "--reason", "Nữa")["rule"] == "extended_once"
    other = terminal.receive(tmp_path, form())[0]["code"]
    assert terminal.refused("extend", other, "--reason", "Xác minh")["rule"] == "no_extension"


def test_a_leader_s_password_lets_a_receiver_ask_twice(
    office: Office,
) -> None:
    office.staff.put_officer(officer(), password=PASSWORD)
    own = Terminal(office.data_dir)
    made = own.receive(office.data_dir, form("1.004873"))[0]["code"]
    own("--officer", "lan", "move", made, "supplement", "--reason", "Lần một")
    own("--officer", "lan", "move", made, "resume")
    again = ("move", made, "supplement", "--reason", "Lần hai", "--approver", "canbo")
    words = ("--data", own.data, "--officer", "lan", *again)
    own.run(*words, typed="sai-roi\n", code=1)
    own.run(*words, typed="matkhau-2026\n")
    assert own("show", made)["timeline"][-2]["approved_by"] == "canbo"


def test_wrong_facts_are_corrected_with_a_reason(terminal: Terminal, code: str) -> None:
    corrected = terminal(
        *("correct", code, "--set", "fee=8000", "--set", "applicant.name=Nguyễn Văn Mẫn"),
        *("--set", "return_channel=postal", "--set", "return_address=Thôn Đoài"),
        *("--set", 'papers=["Tờ khai"]', "--reason", "Gõ nhầm"),
    )
    assert (corrected["fee"], corrected["name"]) == (8000, "Nguyễn Văn Mẫn")
    assert [paper["name"] for paper in corrected["papers"]] == ["Tờ khai"]
    told = terminal("show", code)["timeline"][-1]["text"]
    assert "người nộp: Nguyễn Văn Mẫu → Nguyễn Văn Mẫn" in told
    assert "phí, lệ phí: (trống) → 8.000 đ" in told
    assert "cách nhận kết quả: trực tiếp tại quầy → bưu chính công ích" in told
    assert terminal("find", "mẫn")["dossiers"][0]["code"] == code
    assert terminal("check")["ok"] is True


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ("fee=nhiều", "fee"),
        ("sets=0", "sets"),
        ("papers=Tờ khai", "papers"),
        ("procedure=1.001193", "procedure"),
        ("applicant.name=", "applicant.name"),
        ("applicant.height=2", "applicant.height"),
        ("return_channel=postal", "return_address"),
        ("return_channel=bay", "return_channel"),
        ("note=" + "x" * 2_001, "note"),
    ],
)
def test_what_cannot_be_corrected_says_which_field(
    terminal: Terminal, code: str, change: str, field: str
) -> None:
    refused = terminal.refused("correct", code, "--set", change, "--reason", "Nhầm")
    assert refused["field"] == field


def test_a_correction_that_changes_nothing_is_none(terminal: Terminal, code: str) -> None:
    refused = terminal.refused("correct", code, "--set", "sets=1", "--reason", "Nhầm")
    assert refused["rule"] == "nothing_changed"
    words = ("correct", code, "--set", "fee", "--reason", "x")
    assert "ô=giá trị" in terminal.run("--data", terminal.data, *words, code=2).stderr


def test_an_owner_is_named_and_taken_away_again(terminal: Terminal, code: str) -> None:
    named = terminal("correct", code, "--set", "owner.name=Lê Thị Chủ", "--reason", "Thiếu")
    assert named["owner"]["name"] == "Lê Thị Chủ"
    assert terminal("correct", code, "--set", "owner=", "--reason", "Nhầm")["owner"] is None


def test_one_visit_has_one_slip(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "visit.json"
    path.write_text(json.dumps([form(), form("1.004873")]), encoding="utf-8")
    first, second = terminal("receive", "--together", "--from", path)["dossiers"]
    assert first["visit"] == second["visit"]
    (slip,) = terminal("show", first["code"])["prints"]
    assert slip["document"] == "visit_receipt"
    assert slip["body"]["codes"] == [first["code"], second["code"]]
    assert terminal("show", second["code"])["prints"] == []


def test_the_office_that_resolves_it_is_corrected(terminal: Terminal, code: str) -> None:
    words = ("correct", code, "--set", "resolver=UBND xã Bên", "--reason", "Chọn nhầm xã")
    assert terminal(*words)["resolver"] == "UBND xã Bên"
    told = terminal("show", code)["timeline"][-1]["text"]
    assert "nơi giải quyết: UBND cấp xã → UBND xã Bên" in told
    assert terminal("check")["ok"] is True
