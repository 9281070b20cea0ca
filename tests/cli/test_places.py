"""``place now|show|load|shipped``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.desk.office import places
from tests.cli.terminal import Terminal

SHIPPED = paths.resources_dir() / "places" / "places.json"


def test_an_address_of_before_is_answered_or_said_to_be_unknown(terminal: Terminal) -> None:
    told = terminal("place", "now", "ap 3, xa my loc, huyen tam binh, vinh long")
    assert told == {
        "before": "xã Mỹ Lộc, huyện Tam Bình, tỉnh Vĩnh Long",
        "addresses": ["ap 3, xã Cái Ngang, tỉnh Vĩnh Long"],
    }
    assert terminal("place", "now", "12 Nguyễn Huệ") == {"before": None, "addresses": []}
    several = terminal("place", "now", "Phường Đồng Xuân, Quận Hoàn Kiếm, Hà Nội")
    assert len(several["addresses"]) == 2


def test_the_list_has_its_dates_and_is_replaced_from_a_file(
    terminal: Terminal, tmp_path: Path
) -> None:
    shown = terminal("place", "show")
    assert (shown["valid_from"], shown["own"]) == ("2025-07-01", False)
    data = json.loads(SHIPPED.read_text("utf-8"))
    data |= {"valid_from": "2027-01-01", "sources": ["Nghị quyết mới"]}
    data["before"]["Tỉnh Vĩnh Long"]["districts"]["Huyện Tam Bình"]["Xã Mỹ Lộc"] = "Xã Tam Bình"
    new = tmp_path / "moi.json"
    new.write_text(json.dumps(data), "utf-8")
    assert terminal("place", "load", new)["valid_from"] == "2027-01-01"
    assert terminal("place", "show")["own"]
    told = terminal("place", "now", "xã Mỹ Lộc, huyện Tam Bình, Vĩnh Long")
    assert told["addresses"] == ["xã Tam Bình, tỉnh Vĩnh Long"]
    again = terminal("place", "shipped")
    assert (again["valid_from"], again["own"]) == ("2025-07-01", False)
    assert not terminal("place", "show")["own"]
    assert terminal("place", "shipped")["own"] is False  # there is nothing to take away any more


def test_what_is_no_list_is_refused_and_the_list_before_stays(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text, said in (
        ("a.json", "{}", "không phải danh sách"),
        ("b.json", "không phải JSON", "Không đọc được b.json: sai ở dòng 1"),
        ("c.json", "[1]", "không phải danh sách"),
        ("d.json", '{"before": {}, "before": {}}', "ghi hai lần"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        refused = terminal.refused("place", "load", tmp_path / name)
        assert said in refused["message"]
        assert refused["field"] == "path"
    assert (
        "Không có tệp" in terminal.refused("place", "load", tmp_path / "khong-co.json")["message"]
    )
    monkeypatch.setattr(places, "LARGEST", 1_000)
    assert "lớn hơn" in terminal.refused("place", "load", SHIPPED)["message"]
    assert not terminal("place", "show")["own"]


def test_a_list_that_was_harmed_is_not_used(terminal: Terminal, tmp_path: Path) -> None:
    shutil.copyfile(SHIPPED, tmp_path / "so" / "dia-danh.json")
    assert terminal("place", "show")["own"]
    (tmp_path / "so" / "dia-danh.json").write_text("{", "utf-8")
    assert not terminal("place", "show")["own"]
    assert terminal("place", "now", "xã Mỹ Lộc, huyện Tam Bình, Vĩnh Long")["addresses"]
