"""The verb that reports: which reports there are, periods by name, files by name, and what was issued."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.reports.index import REPORTS
from tests.cli.terminal import Terminal, form


@pytest.fixture
def worked(terminal: Terminal, tmp_path: Path) -> Terminal:
    """Two dossiers received on Monday 23 November 2026."""
    terminal.receive(tmp_path, form(), form("1.004873"))
    return terminal


def test_the_reports_there_are(worked: Terminal) -> None:
    found = worked("report", "list")["reports"]
    assert [item["name"] for item in found] == list(REPORTS)
    late = next(item for item in found if item["name"] == "late")
    assert (late["by_sector"], late["by_officer"]) == (True, True)
    said = worked.run("--data", worked.data, "report", "list").stdout
    assert "register\tSổ theo dõi hồ sơ (Mẫu số 07)" in said


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("week", "2026-11-23", "2026-11-29"),
        ("month", "2026-11-01", "2026-11-30"),
        ("quarter", "2026-10-01", "2026-12-31"),
        ("year", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_period_by_its_name(worked: Terminal, name: str, first: str, last: str) -> None:
    found = worked("report", name, "--from", "2026-11-23")
    assert (found["report"], found["from"], found["to"]) == ("period", first, last)
    form_table, _beside = found["tables"]
    assert form_table["total"][2:6] == [2, 0, 2, 0]
    assert form_table["total"][-1] == 0, "what is due after today is not overdue yet"


def test_every_report_can_be_asked_for(worked: Terminal) -> None:
    for name in REPORTS:
        assert worked("report", name)["tables"], name


def test_a_sector_and_an_officer_alone(worked: Terminal) -> None:
    both = worked("report", "register")["tables"]
    assert sum(len(table["rows"]) for table in both) == 2
    none = worked("report", "register", "--sector", "dat-dai")["tables"]
    assert [table["rows"] for table in none] == [[]]
    mine = worked("report", "register", "--officer", "canbo")["tables"]
    assert mine[0]["rows"] == both[0]["rows"]
    assert worked.refused("report", "late", "--officer", "ai-do")["field"] == "officer"


def test_one_file_by_its_name_and_both_into_a_folder(worked: Terminal, tmp_path: Path) -> None:
    one = worked("report", "late", "--out", tmp_path / "tre.xlsx")
    assert [Path(path).name for path in one["files"]] == ["tre.xlsx"]
    assert (one["final"], one["warning"]) == (False, "")
    assert Path(one["files"][0]).read_bytes().startswith(b"PK")
    both = worked("report", "II.06a", "--from", "2026-11-02", "--out", tmp_path / "thang")
    names = {Path(path).name for path in both["files"]}
    assert names == {"bieu-ii-06a-20261102-20261102.pdf", "bieu-ii-06a-20261102-20261102.xlsx"}
    assert both["final"] is True


def test_what_was_issued_is_told_and_stays_the_same(worked: Terminal, tmp_path: Path) -> None:
    assert "Chưa phát hành" in worked.run("--data", worked.data, "report", "issued").stdout
    words = ("report", "month", "--from", "2026-10-05", "--out")
    first = worked(*words, tmp_path / "1.pdf")
    again = worked(*words, tmp_path / "2.pdf")
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    (issue,) = worked("report", "issued")["issued"]
    assert (issue["report"], issue["from"], issue["to"]) == ("period", "2026-10-01", "2026-10-31")
    assert issue["sha256"] == first["sha256"] == again["sha256"]
    assert worked("check")["ok"] is True
