"""A citizen asks what the office knows of her, gets it, asks to be forgotten; no older backup brings her back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.office import SystemClock
from tests.cli.terminal import Terminal, form
from tests.makers import MARITAL, MONDAY, everything_in
from tests.printing.reading import flat_text

NAME, NUMBER = "Phạm Thị Hoa Ban", "001090000001"
WHO = ("--asker", NAME, "--proof", f"Căn cước {NUMBER}", "--id-no", NUMBER)


@pytest.fixture
def clock() -> FixedClock:
    """Nine o'clock on a Monday; the next day is a holiday."""
    return FixedClock(MONDAY)


@pytest.fixture
def counter(
    tmp_path: Path, founded: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """The counter; the clock is moved by hand."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: clock.now())
    monkeypatch.setattr(SystemClock, "least", lambda _self: clock.least())
    (tmp_path / "quay").mkdir()
    shutil.copyfile(founded, paths.database_path(tmp_path / "quay"))
    return Terminal(tmp_path / "quay")


def test_a_citizen_asks_to_see_and_then_to_be_forgotten(
    counter: Terminal, tmp_path: Path, clock: FixedClock
) -> None:
    signed = ("--officer", "canbo", "requests")
    applicant = {"kind": "person", "name": NAME, "id_no": NUMBER, "phone": "0912345678"}
    done, open_one = counter.receive(
        tmp_path,
        form("1.004873", NAME, applicant=applicant),
        form(MARITAL, NAME, applicant=applicant, content="Chuyện riêng của Hoa Ban"),
    )
    counter.receive(tmp_path, form("1.004873", "Lê Văn Ở Lại"))
    counter("move", done["code"], "withdraw", "--reason", "Rút")

    asked = counter(*signed, "add", "copy", *WHO)
    assert (asked["number"], asked["due"]) == ("1/2026", "2026-11-26T09:00")
    counter(*signed, "paper", "1", "--out", tmp_path / "tiep-nhan.pdf")
    assert NAME in flat_text((tmp_path / "tiep-nhan.pdf").read_bytes())
    early = counter.refused(*signed, "answer", "1", "granted", "Đã giao")
    assert early["rule"] == "not_handed_out"
    inside = counter.refused(*signed, "hand-out", "1", "--out", counter.data / "x.json")
    assert inside["field"] == "out"
    counter(*signed, "hand-out", "1", "--out", tmp_path / "hoa-ban.json")
    told = json.loads((tmp_path / "hoa-ban.json").read_text("utf-8"))
    assert [item["code"] for item in told["dossiers"]] == [done["code"], open_one["code"]]
    assert "Ở Lại" not in (tmp_path / "hoa-ban.json").read_text("utf-8")
    assert "Chuyện riêng" in flat_text((tmp_path / "hoa-ban.pdf").read_bytes())
    counter(*signed, "answer", "1", "granted", "Đã giao tệp dữ liệu")

    counter(*signed, "add", "erase", *WHO)
    plan = counter("requests", "plan", "--name", NAME, "--id-no", NUMBER)["things"]
    grounds = {item["key"]: item["ground"] for item in plan if item["kind"] == "dossier"}
    assert grounds == {done["code"]: None, open_one["code"]: "in_hand"}
    whose = ("--name", NAME, "--id-no", NUMBER, "--reason", "Yêu cầu số 2/2026")
    refused = counter.refused("requests", "erase", *whose)
    assert refused["rule"] == "stays"
    counter(
        *(*signed, "answer", "2", "refused", "Hồ sơ đang giải quyết, xong sẽ xóa."),
        *("--ground", "in_hand", "--reason", "Luật 91/2025/QH15 Điều 14"),
    )
    backup = Path(counter("backup", "--to", tmp_path / "sao-luu")["file"])
    assert NAME.encode() in backup.read_bytes(), (
        "the canary: a copy made before the erasure has her"
    )

    clock.tick(days=2)
    counter("--accept-clock", "move", open_one["code"], "withdraw", "--reason", "Rút")
    counter(*signed, "add", "erase", *WHO)
    late = counter("requests", "erase", *whose)
    assert set(late["erased"]) == {done["code"], open_one["code"]}
    kinds = {copy["kind"] for copy in late["copies"]}
    assert "folder" in kinds
    counter(*signed, "answer", "3", "granted", "Đã xóa hai hồ sơ")
    listed = late["copies"][0]
    assert counter("requests", "tick", listed["listed"], listed["place"])["ticked"] == 1
    left = counter("requests", "copies")["copies"]
    assert len(left) == len(late["copies"]) - 1

    restored = counter("restore", backup)
    assert restored["erased"] == 2
    for code in (done["code"], open_one["code"]):
        assert NAME not in str(counter("show", code))
    assert counter("find", "Hoa Ban")["dossiers"] == []
    rest = everything_in(counter.data)
    assert "Chuyện riêng".encode() not in rest
    assert counter("check")["ok"]
