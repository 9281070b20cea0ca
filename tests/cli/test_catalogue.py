"""The catalogue by its verbs: taken in, given out, looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.desk.catalogue.seed import SeedOffers
from tests.cli.terminal import Terminal
from tests.desk.lists import GOOD, xlsx
from tests.desk.seeds import changed_seed
from tests.desk.table_files import workbook
from tests.printing.reading import flat_text

BIRTH = "1.001193"


def head(terminal: Terminal) -> object:
    return terminal("check")["head"]


def test_a_list_is_tried_then_taken_in(terminal: Terminal, tmp_path: Path) -> None:
    path = xlsx(tmp_path, GOOD, ("1.01499", *GOOD[1:]))
    before = head(terminal)
    dry = terminal("catalogue", "import", path, "--dry-run")
    assert (dry["counts"]["new"], dry["counts"]["blocked"]) == (1, 1)
    assert dry["columns"]["code"] == "Mã TTHC"
    assert [(line["line"], line["findings"][0]["field"]) for line in dry["lines"]] == [(3, "code")]
    assert head(terminal) == before
    done = terminal("catalogue", "import", path, "--source", "QĐ 1")
    assert done["lines"] == dry["lines"]
    found = terminal("catalogue", "list", "cgpt")
    assert (found["count"], found["procedures"][0]["source"]) == (1, "QĐ 1")
    assert terminal("catalogue", "import", path)["counts"]["unchanged"] == 1


def test_all_or_nothing_refuses(terminal: Terminal, tmp_path: Path) -> None:
    path = xlsx(tmp_path, GOOD, ("1.01499", *GOOD[1:]))
    before = head(terminal)
    refused = terminal.refused("catalogue", "import", path, "--all-or-nothing")
    assert refused["rule"] == "list"
    assert head(terminal) == before


def test_a_file_of_which_nothing_was_taken_ends_with_one(
    terminal: Terminal, tmp_path: Path
) -> None:
    bad = xlsx(tmp_path, ("1.01499", *GOOD[1:]), name="sai.xlsx")
    for words in ((), ("--dry-run",)):
        answer = terminal("catalogue", "import", bad, *words, code=1)
        assert answer["counts"]["blocked"] == 1
        assert "1.014990" in answer["lines"][0]["findings"][0]["text"]
    assert terminal("catalogue", "import", bad, "--complete-codes")["counts"]["new"] == 1
    pairs = tmp_path / "ma.csv"
    pairs.write_text("T99001-261123-019999;H55.242.01-261123-000015\n", "utf-8")
    assert len(terminal("map", "import", pairs, code=1)["refused"]) == 1


def test_sheets_are_named_and_chosen(terminal: Terminal, tmp_path: Path) -> None:
    heads = ("Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Thời hạn")
    path = workbook(
        tmp_path,
        {"A": [heads, ("1.999001", "Một", "Hộ tịch", "3wd"), ("1.999002", "Hai", "Hộ tịch", "3wd")],
         "B": [(*heads, "Ghi chú"), ("1.999003", "Ba", "Hộ tịch", "3wd", "x")]},
    )  # fmt: skip
    answer = terminal("catalogue", "import", path, "--dry-run")
    assert [(sheet["name"], sheet["rows"], sheet["read"]) for sheet in answer["sheets"]] == [
        ("A", 2, True),
        ("B", 1, False),
    ]
    assert any("“B” (1 dòng)" in remark["text"] for remark in answer["remarks"])
    assert terminal("catalogue", "import", path, "--sheet", "B")["counts"]["new"] == 1
    assert terminal.refused("catalogue", "import", path, "--sheet", "C")["field"] == "sheet"
    words = terminal.run("--data", terminal.data, "catalogue", "import", path, "--dry-run").stdout
    assert "Chưa đọc trang tính “B” (1 dòng)" in words


def test_columns_are_named_by_hand(terminal: Terminal, tmp_path: Path) -> None:
    path = xlsx(tmp_path, GOOD, heads=("A", "B", "C", "D", "E"))
    refused = terminal.refused("catalogue", "import", path)
    assert (refused["rule"], refused["field"]) == ("columns", "code")
    maps = [
        word for wish in ("code=A", "name=2", "sector=c", "limit=D") for word in ("--map", wish)
    ]
    assert terminal("catalogue", "import", path, *maps)["counts"]["new"] == 1
    assert terminal("catalogue", "import", path)["counts"]["unchanged"] == 1
    for wrong in ("colour=A", "code=Z"):
        result = terminal.run(
            "--data", terminal.data, "catalogue", "import", path, "--map", wrong, code=2
        )
        assert wrong.split("=")[0 if wrong.startswith("col") else 1] in result.stderr


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_is_given_out_reads_back_unchanged(
    terminal: Terminal, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"danh-muc{suffix}"
    lines = terminal("catalogue", "export", "--out", out)["lines"]
    before = head(terminal)
    counts = terminal("catalogue", "import", out)["counts"]
    assert counts["unchanged"] == lines > 80
    assert head(terminal) == before


def test_wrong_names_are_refused(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.refused("catalogue", "export", "--out", tmp_path / "x.doc")["field"] == "out"
    assert terminal.refused("catalogue", "posted", "--sector", "x")["field"] == "sector"
    assert terminal.refused("catalogue", "import", tmp_path / "none.xlsx")["field"] == "file"


def test_procedures_are_looked_up(terminal: Terminal) -> None:
    assert terminal("catalogue", "list", "dkks")["procedures"][0]["code"] == BIRTH
    assert terminal("catalogue", "list", "--state", "inactive")["count"] == 1
    assert terminal("catalogue", "list", "--state", "inactive", "--on", "2026-11-23")["count"] == 0
    sectors = {
        item["sector"]
        for item in terminal("catalogue", "list", "--sector", "dat-dai")["procedures"]
    }
    assert sectors == {"dat-dai"}


def test_what_is_posted_up_is_written_as_a_paper(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "niem-yet.pdf"
    wish = ("--sector", "ho-tich", "--confirm", "--source", "QĐ 12/QĐ-UBND")
    assert len(terminal("catalogue", "review", *wish)["confirmed"]) > 10
    answer = terminal("catalogue", "posted", "--sector", "ho-tich", "--out", out)
    assert answer["file"] == str(out)
    text = flat_text(out.read_bytes())
    assert "Lĩnh vực: Hộ tịch" in text
    assert "Đăng ký khai sinh" in text
    assert "Tổng số 18 thủ tục" in text


def test_what_is_posted_is_listed(terminal: Terminal) -> None:
    rows = terminal("catalogue", "posted", "--sector", "ho-tich")["rows"]
    assert {row["state"] for row in rows} == {"never"}
    assert BIRTH in [row["code"] for row in rows]
    words = terminal.run(
        "--data", terminal.data, "catalogue", "posted", "--sector", "ho-tich"
    ).stdout
    assert "Đăng ký khai sinh" in words


def test_what_citizens_lose_needs_its_own_option(terminal: Terminal, tmp_path: Path) -> None:
    path = xlsx(tmp_path, ("1.004873", "Xác nhận", "", "5 ngày làm việc", ""), GOOD)
    held = terminal("catalogue", "import", path)
    assert (held["counts"]["held"], held["counts"]["new"]) == (1, 1)
    [line] = [line for line in held["lines"] if line["outcome"] == "held"]
    assert "3 ngày làm việc → 5 ngày làm việc" in line["losses"][0]
    taken = terminal("catalogue", "import", path, "--accept-loss", "1.004873")
    assert (taken["counts"]["held"], taken["counts"]["changed"]) == (0, 1)
    path = xlsx(tmp_path, ("1.004873", "Xác nhận", "", "6 ngày làm việc", ""))
    assert terminal("catalogue", "import", path, "--accept-loss", "all")["counts"]["changed"] == 1


def test_a_sector_is_reviewed_in_bulk(terminal: Terminal) -> None:
    listed = terminal("catalogue", "review", "--sector", "lien-thong")
    assert {item["code"] for item in listed["waiting"]} == {"2.001023", "2.000986"}
    assert listed["confirmed"] == []
    assert "301/2026" in listed["waiting"][0]["sources"][0]["text"]
    wish = ("catalogue", "review", "--sector", "lien-thong", "--confirm")
    assert terminal.refused(*wish)["field"] == "source"
    assert terminal.refused(*wish, "--source", "QĐ", "--except", "1.004873")["field"] == "except"
    done = terminal(*wish, "--source", "QĐ 12/QĐ-UBND", "--except", "2.001023")
    assert done["confirmed"] == ["2.000986"]
    left = terminal("catalogue", "review", "--sector", "lien-thong")
    assert [item["code"] for item in left["waiting"]] == ["2.001023"]


def test_the_program_s_own_catalogue_is_offered_taken_and_declined(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert terminal("catalogue", "seed")["left"] == 0
    newer = changed_seed(tmp_path / "moi", {BIRTH: {"sets": 3}, "1.004873": {"extension_wd": 30}})
    monkeypatch.setattr(SeedOffers, "folder", newer)
    shown = terminal("catalogue", "seed")
    assert {line["code"]: line["outcome"] for line in shown["lines"]} == {
        BIRTH: "changed",
        "1.004873": "held",
    }
    assert terminal("catalogue", "seed", "--take")["left"] == 1
    assert terminal("catalogue", "list", BIRTH)["procedures"][0]["sets"] == 3
    assert terminal.refused("catalogue", "seed", "--take")["rule"] == "seed"
    assert terminal("catalogue", "seed", "--decline", "Theo QĐ tỉnh")["declined"] == 1
    assert terminal("catalogue", "seed")["left"] == 0
