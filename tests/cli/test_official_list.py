"""The official system's own list at the terminal: compared, asked for again, its codes noted, forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.terminal import Terminal, form
from tests.desk.table_files import csv_file

HEADS = ("Mã hồ sơ", "Chủ hồ sơ", "Tên thủ tục", "Ngày nhận", "Bước")
OFFICIAL = "H57.132-261123-0001"


@pytest.fixture
def listed(terminal: Terminal, tmp_path: Path) -> Path:
    """A list that has the dossier received here, and a stranger; its state is in a column nobody knows."""
    (dossier,) = terminal.receive(tmp_path, form())
    name = str(terminal("show", dossier["code"])["procedure_name"])
    rows = [
        (OFFICIAL, "NGUYỄN VĂN MẪU", name, "10:56 23/11/2026", "Đang xử lý"),
        ("H57.132-261123-0002", "Người Lạ Mặt", name, "23/11/2026", "Đã ký duyệt xong"),
    ]
    return csv_file(tmp_path, [HEADS, *rows], name="ds.csv")


def kinds(answer: dict[str, object]) -> list[str]:
    found = answer["differences"]
    assert isinstance(found, list)
    return [item["kind"] for item in found]


def test_a_column_and_a_word_are_said_once(terminal: Terminal, listed: Path) -> None:
    assert terminal.refused("map", "worklist")["rule"] == "no_list"
    assert terminal.refused("map", "compare", listed)["rule"] == "columns"
    first = terminal("map", "compare", listed, "--map", "state=Bước", "--part")
    assert first["columns"]["state"] == "Bước"
    assert first["unknown"] == [["Đã ký duyệt xong", 1]]
    assert kinds(first) == ["not_here", "code"]
    told = terminal("map", "compare", listed, "--state", "đã ký duyệt xong=finished", "--part")
    assert told["unknown"] == []
    assert kinds(told) == ["not_here", "unreturned", "code"]
    assert kinds(terminal("map", "compare", listed, "--part")) == kinds(told)


def test_codes_are_noted_from_the_list_and_the_list_forgotten(
    terminal: Terminal, listed: Path, tmp_path: Path
) -> None:
    terminal("map", "compare", listed, "--map", "state=5", "--whole")
    assert terminal.refused("map", "note", "T99001-261123-019999")["field"] == "codes"
    noted = terminal("map", "note", "--sure")
    (code,) = noted["entered"]
    assert terminal("show", code)["official_code"] == OFFICIAL
    out = tmp_path / "ra.xlsx"
    after = terminal("map", "worklist", "--kind", "not_here", "--out", out)
    assert kinds(after) == ["not_here"]
    assert len(list(load_workbook(out))) == 1
    assert terminal("map", "forget") == {"forgotten": True}
    assert terminal.refused("map", "worklist")["rule"] == "no_list"


@pytest.mark.parametrize("wrong", [("--map", "khong=1"), ("--map", "state=99"), ("--state", "x=y")])
def test_wishes_that_mean_nothing_are_wrong_usage(
    terminal: Terminal, listed: Path, wrong: tuple[str, str]
) -> None:
    terminal.run("--data", terminal.data, "map", "compare", listed, *wrong, code=2)
