"""Verbs about dossiers, as the issue and the help promise them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counter_app import paths
from counter_app.domain.clock import FixedClock
from tests.cli.terminal import Terminal, form

SAMPLE = paths.resources_dir().parent / "docs" / "samples" / "receive.json"


@pytest.fixture
def code(terminal: Terminal, tmp_path: Path) -> str:
    """A dossier promised for Friday."""
    text: str = terminal.receive(tmp_path, form("1.004873"))[0]["code"]
    return text


def test_the_sample_file_is_received(terminal: Terminal) -> None:
    dossiers = terminal("receive", "--from", SAMPLE)["dossiers"]
    assert [item["code"] for item in dossiers] == [f"T99001-261123-01000{n}" for n in (1, 2, 3)]
    assert [item["due"] for item in dossiers] == [
        "2026-11-23T17:30",
        "2026-11-23T17:30",
        "2026-11-27T09:00",
    ]
    assert [item["fee"] for item in dossiers] == [0, 21_000, 15_000]
    assert dossiers[0]["applicant"]["birth"] == "1990-02-05"
    assert dossiers[1]["owner"]["name"] == "Hợp tác xã Nông nghiệp Mẫu"
    assert terminal("check")["ok"] is True


def test_words_name_each_dossier_and_its_promise(terminal: Terminal) -> None:
    said = terminal.run("--data", terminal.data, "receive", "--from", SAMPLE).stdout.splitlines()
    assert len(said) == 3
    assert said[2].split("  ") == [
        "T99001-261123-010003",
        "H'Hen Niê Mẫu",
        "09:00 thứ Sáu 27/11/2026",
    ]
    found = terminal.run("--data", terminal.data, "find", "H'Hen").stdout
    assert "  Mới tiếp nhận  H'Hen Niê Mẫu" in found, "as the window names where it stands"
    stopped = terminal.run(
        "--data", terminal.data, "move", "T99001-261123-010003", "supplement", "--reason", "Thiếu"
    )
    assert stopped.stdout.split("  ")[1].strip() == "Chờ bổ sung"
    shown = terminal.run("--data", terminal.data, "show", "T99001-261123-010002").stdout
    assert "Hợp tác xã Nông nghiệp Mẫu" in shown
    assert json.loads(shown)["fee"] == 21_000


def test_a_file_to_receive_has_to_be_named(terminal: Terminal) -> None:
    assert "--from" in terminal.run("--data", terminal.data, "receive", code=2).stderr
    assert "--out" in terminal.run("--data", terminal.data, "receipt", "T", code=2).stderr


def test_one_object_is_as_good_as_a_list(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text("\ufeff" + json.dumps(form()), encoding="utf-8")
    (dossier,) = terminal("receive", "--from", path)["dossiers"]
    assert dossier["name"] == "Nguyễn Văn Mẫu"
    assert dossier["state"] == "received"


def test_a_record_with_its_own_id_is_received_once(terminal: Terminal, tmp_path: Path) -> None:
    codes = [terminal.receive(tmp_path, form(op_id="portal-7"))[0]["code"] for _time in range(2)]
    assert codes[0] == codes[1]
    assert len(terminal("find", "mau")["dossiers"]) == 1


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (form("9.999999"), "procedure"),
        (form(name=""), "applicant.name"),
        ({"procedure": "1.001193"}, "applicant"),
        (form("2.000528"), "limit"),
        (form(limit={"unit": "x"}), "limit"),
        (form(ticket="A001"), "ticket"),
        (form(copies=10**20), "copies"),
        ([1, 2], ""),
        (None, ""),
    ],
)
def test_one_bad_record_refuses_all(
    terminal: Terminal, tmp_path: Path, record: Any, field: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps([form(), record]), encoding="utf-8")
    error = terminal.refused("receive", "--from", path)
    assert (error["kind"], error["field"]) == ("rule", field)
    assert error["message"].startswith("Hồ sơ thứ 2 trong tệp: "), "which of them has to be mended"
    assert terminal("find", "mau")["dossiers"] == []


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[{]", b"NaN", b"[" * 100_000])
def test_a_file_that_is_no_json_is_said(terminal: Terminal, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    assert terminal.refused("receive", "--from", path)["kind"] == "rule"
    assert terminal.refused("receive", "--from", tmp_path / "none.json")["kind"] == "rule"


@pytest.mark.parametrize("size", ["a4", "a5", "80mm"])
def test_a_receipt_is_written_on_every_paper(
    terminal: Terminal, code: str, tmp_path: Path, size: str
) -> None:
    out = tmp_path / "giay" / "hom-nay" / f"{size}.pdf"
    for words in ((), ("--force",)):
        answer = terminal("receipt", code.lower(), "--size", size, "--out", out, *words)
        assert out.read_bytes().startswith(b"%PDF")
        assert answer == {"file": str(out), "bytes": out.stat().st_size}
    terminal.run("--data", terminal.data, "receipt", code, "--out", tmp_path, code=2)


def test_a_receipt_that_cannot_be_written_is_said(
    terminal: Terminal, code: str, tmp_path: Path
) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    terminal.refused("receipt", code, "--out", tmp_path / "tep" / "x.pdf")
    assert terminal.refused("receipt", "T99001-261123-019999", "--out", "x.pdf")["field"] == "code"


def test_dossiers_are_found_with_what_find_promises(terminal: Terminal, tmp_path: Path) -> None:
    terminal.receive(
        tmp_path, form(name="Đặng Thị Đào"), form(name="Trần Văn Đức"), form(name="Đặng Văn Ý")
    )
    found = terminal("find", "dang")["dossiers"]
    assert [item["name"] for item in found] == ["Đặng Văn Ý", "Đặng Thị Đào"]
    assert set(found[0]) >= {"code", "name", "state", "procedure", "due", "received"}
    assert len(terminal("find", "dang", "--limit", 1)["dossiers"]) == 1
    for text in ("Đức", "0017", '" OR *', "a" * 3_000):
        assert isinstance(terminal("find", text)["dossiers"], list)
    assert "Không tìm thấy" in terminal.run("--data", terminal.data, "find", "xyz").stdout


def test_a_dossier_is_shown_with_its_timeline(
    terminal: Terminal, code: str, clock: FixedClock
) -> None:
    clock.tick(minutes=5)
    terminal("move", code, "supplement", "--reason", "Thiếu ảnh")
    clock.tick(minutes=5)
    terminal("move", code, "resume")
    shown = terminal("show", code.lower())
    assert (shown["code"], shown["state"], shown["state_code"]) == (code, "processing", 4)
    assert [(step["kind"], step["act"], step["reason"]) for step in shown["timeline"]] == [
        ("dossier.received", "", ""),
        ("paper.issued", "receipt", ""),
        ("dossier.moved", "supplement", "Thiếu ảnh"),
        ("paper.issued", "supplement", ""),
        ("dossier.moved", "resume", ""),
    ]
    assert shown["timeline"][2]["at"] == "2026-11-23T09:05:00"
    assert shown["timeline"][2]["officer"] == "canbo"
    assert shown["prints"][0]["document"] == "receipt"
    assert "finish" in shown["acts"]
    assert terminal.refused("show", "T99001-261123-019999")["field"] == "code"


def test_a_dossier_is_moved_to_its_end(terminal: Terminal, code: str) -> None:
    assert terminal("move", code, "hand", "--to", "canbo")["handler"] == "canbo"
    finished = terminal("move", code, "finish", "--result", "7/XN")
    assert (finished["state"], finished["result"]) == ("finished", "7/XN")
    assert terminal.refused("move", code, "finish")["rule"] == "move"
    assert terminal.run("--data", terminal.data, "move", code, "return", code=2).stderr


def test_a_reason_and_an_override_are_asked_for(terminal: Terminal, code: str) -> None:
    assert terminal.refused("move", code, "supplement")["rule"] == "reason"
    for _time in range(2):
        terminal("move", code, "supplement", "--reason", "Thiếu", "--override")
        terminal("move", code, "resume")
    assert (
        terminal.refused("move", code, "supplement", "--reason", "x")["rule"] == "supplement_once"
    )


def test_a_result_is_returned_by_code_or_by_scan(
    terminal: Terminal, code: str, tmp_path: Path
) -> None:
    barcode = terminal("show", code)["barcode"]
    assert terminal.refused("return", barcode)["rule"] == "move"
    terminal("move", code, "finish")
    slip = tmp_path / "phieu.pdf"
    returned = terminal("return", barcode, "--slip", slip)
    assert (returned["state"], returned["collector"]["name"]) == ("returned", "Nguyễn Văn Mẫu")
    assert (
        returned["received"] == returned["finished"] == returned["returned"] == "2026-11-23T09:00"
    )
    assert (returned["due"], returned["original_due"]) == ("2026-11-27T09:00", "2026-11-27T09:00")
    assert slip.read_bytes().startswith(b"%PDF")
    assert terminal.refused("return", code)["rule"] == "move"
    assert terminal.refused("return", "1" + barcode[1:])["field"] == "code"


def test_somebody_else_brings_an_authorisation(terminal: Terminal, code: str) -> None:
    terminal("move", code, "finish")
    assert terminal.refused("return", code, "--lost-receipt")["field"] == "identity_checked"
    stranger = ("return", code, "--collector", "Nguyễn Người Lạ")
    assert terminal.refused(*stranger)["field"] == "authorisation", "NĐ 118/2025 Điều 6"
    returned = terminal(
        "return",
        code,
        "--collector",
        "Trần Thị Nền",
        "--authorisation",
        "GUQ 01",
        "--id",
        "001192000024",
    )
    assert returned["collector"] == {
        "name": "Trần Thị Nền",
        "id_no": "001192000024",
        "phone": "",
        "authorised": True,
        "authorisation": "GUQ 01",
        "lost_receipt": False,
        "identity_checked": "",
    }


def test_an_officer_acts_by_login_and_within_the_role(
    terminal: Terminal, tmp_path: Path, office: Any
) -> None:
    from tests.makers import PASSWORD, officer

    office.staff.put_officer(officer(), password=PASSWORD)
    own = Terminal(office.data_dir)
    path = tmp_path / "one.json"
    path.write_text(json.dumps(form()), encoding="utf-8")
    (dossier,) = own("--officer", "lan", "receive", "--from", path)["dossiers"]
    assert dossier["receiver"] == "lan"
    assert own.refused("--officer", "nobody", "receive", "--from", path)["rule"] == "sign_in"
    office.staff.put_officer(officer(active=False))
    assert own.refused("--officer", "lan", "find", "Mẫu")["rule"] == "sign_in", "not even a look"


def test_a_fee_is_waived_at_reception_and_later(terminal: Terminal, tmp_path: Path) -> None:
    made = terminal.receive(tmp_path, form("1.004222", relief="child"))[0]
    assert (made["fee"], made["waived"], made["relief"]) == (0, 20_000, "child")
    code = terminal.receive(tmp_path, form("1.004222"))[0]["code"]
    waived = terminal("fee", "waive", code, "--ground", "elderly", "--proof", "Thẻ căn cước")
    assert (waived["owed"], waived["waived"]) == (0, 20_000)
    assert waived["entries"][-1]["ground"] == "elderly"
    assert terminal.refused("fee", "waive", code, "--ground", "vip")["field"] == "ground"
    back = terminal("fee", "unwaive", code, "--reason", "Nhầm hồ sơ")
    assert (back["owed"], back["waived"]) == (20_000, 0)
    assert (back["entries"][-1]["amount"], back["entries"][-1]["reason"]) == (0, "Nhầm hồ sơ")


def test_what_was_taken_at_a_point_is_entered_and_returned_there(
    terminal: Terminal, tmp_path: Path
) -> None:
    point = "Điểm tiếp nhận thôn 3"
    terminal("settings", "set", f'points=["{point}"]')
    facts = {"point": point, "taken_at": "2026-11-23T08:15", "return_place": point}
    (made,) = terminal.receive(tmp_path, form("1.004873") | facts)
    shown = terminal("show", made["code"])
    assert (shown["received"], shown["point"]) == ("2026-11-23T08:15", point)
    terminal("move", made["code"], "finish", "--result", "1")
    refused = terminal.refused("return", made["code"], "--point", "Điểm lạ")
    assert refused["field"] == "point"
    terminal("return", made["code"], "--point", point)
    assert terminal("show", made["code"])["returned_point"] == point
    report = terminal("report", "points", "--from", "2026-11-23", "--to", "2026-11-23")
    assert [row for row in report["tables"][0]["rows"] if row[1] == point] == [[2, point, 1, 1]]
