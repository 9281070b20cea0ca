"""Verbs of the evening, and the superior's."""

from __future__ import annotations

import hashlib
from pathlib import Path
from unittest.mock import patch

import openpyxl
import pytest

from counter_app.domain.backups.standing import BackupStanding
from counter_app.office import Office
from counter_app.sync.stick.volumes import Target
from counter_app.system import ballast
from tests.cli.terminal import Terminal, form
from tests.plugged import DISK, STICK, Plugged, plugged
from tests.verify_program import PROGRAM

__all__ = ["plugged"]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def worked(terminal: Terminal, tmp_path: Path) -> Terminal:
    """Two dossiers received, one returned."""
    codes = [item["code"] for item in terminal.receive(tmp_path, form(), form("1.004873"))]
    terminal("move", codes[0], "finish")
    terminal("return", codes[0])
    return terminal


def test_the_day_is_closed_and_carried(worked: Terminal, stick: Path) -> None:
    answer = worked("close-day", "--to", stick)
    assert answer["day"] == "2026-11-23"
    assert (answer["totals"]["received"], answer["totals"]["returned"]) == (2, 1)
    assert len(answer["head"]) == 64
    export = answer["export"]
    assert (export["batch"], export["from_seq"]) == (1, 1)
    assert all(Path(path).is_file() for path in export["files"])
    assert {Path(path).suffix for path in export["files"]} >= {".pdf", ".xlsx", ".zst", ".json"}
    assert worked("check")["ok"] is True


def test_a_folder_is_never_called_a_stick_that_may_be_pulled(worked: Terminal, stick: Path) -> None:
    data = ("--data", worked.data)
    assert "rút USB" not in worked.run(*data, "close-day").stdout
    said = worked.run(*data, "export", "--to", stick).stdout
    assert "Gói 1 đã ghi và đọc lại đúng" in said
    assert "Có thể rút USB" not in said


def test_a_stick_may_be_pulled_when_it_was_read_back(
    worked: Terminal, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "counter_app.cli.closing.require_target", lambda folder, **_named: Target.of(folder)
    )
    said = worked.run("--data", worked.data, "export", "--to", stick).stdout
    assert "Có thể rút USB" in said


def test_closing_makes_the_copies_that_the_window_makes(
    worked: Terminal, plugged: Plugged, stick: Path
) -> None:
    first, second = (plugged.where(serial) / "sao-luu" for serial in (DISK, STICK))
    worked("backups", "places", "--first", first, "--second", second)
    answer = worked("close-day")
    assert [Path(copy["file"]).parent.parent for copy in answer["copies"]] == [
        first.parent,
        second.parent,
    ]
    assert {copy["trouble"] for copy in answer["copies"]} == {""}
    assert all(worked("backups", "prove", copy["file"]) for copy in answer["copies"])
    plugged.pull(STICK)
    said = worked.run("--data", worked.data, "close-day", "--to", stick).stdout
    assert "chưa cắm hoặc chưa thấy" in said
    assert "Đã sao lưu và chứng minh" in said


def test_closing_says_that_no_copy_was_made_for_days(worked: Terminal) -> None:
    assert worked("close-day")["copies"] == []
    with patch.object(BackupStanding, "late", property(lambda _self: True)):
        said = worked.run("--data", worked.data, "close-day").stdout
    assert "Chưa chọn hai nơi sao lưu: chọn USB hoặc ổ khác." in said


def test_a_long_verb_tells_a_terminal_how_far_it_is_and_a_script_nothing(
    worked: Terminal, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = ("--data", worked.data)
    assert "/" not in worked.run(*data, "check").stderr
    monkeypatch.setattr("counter_app.system.terminals.is_terminal", lambda _stream: True)
    assert "/" in worked.run(*data, "check").stderr
    worked("export", "--to", stick)
    above = Terminal(tmp_path / "tinh")
    assert above.run("--data", above.data, "superior", "import", stick, code=1).stderr.endswith(
        "\r0/1\r1/1\n"
    )
    assert worked("check")["ok"] is True


def test_exports_follow_each_other(worked: Terminal, stick: Path, tmp_path: Path) -> None:
    first = worked("export", "--to", stick)
    assert worked.refused("export", "--to", stick)["rule"] == "nothing_new"
    worked.receive(tmp_path, form())
    second = worked("export", "--to", stick)
    assert (second["batch"], second["from_seq"]) == (2, first["to_seq"] + 1)


def test_a_stick_that_is_not_there_is_said(worked: Terminal, tmp_path: Path) -> None:
    worked.refused("export", "--to", tmp_path / "khong-co")
    worked.run("--data", worked.data, "export", code=2)


def test_a_day_to_come_is_not_closed(worked: Terminal) -> None:
    worked.refused("close-day", "--day", "2026-11-25")


def test_reports_are_computed_and_written(worked: Terminal, tmp_path: Path) -> None:
    day = worked("report", "day")
    assert (day["from"], day["to"], day["files"]) == ("2026-11-23", "2026-11-23", [])
    out = tmp_path / "bao-cao"
    period = worked("report", "II.06a", "--from", "2026-11-01", "--to", "2026-11-30", "--out", out)
    (table,) = period["tables"]
    total = table["total"]
    assert total is not None
    assert 2 in total
    pdf, xlsx = map(Path, period["files"])
    assert pdf.read_bytes().startswith(b"%PDF")
    book = openpyxl.load_workbook(xlsx)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == 2 for cell in cells)
    assert not any(isinstance(cell.value, str) and cell.data_type == "f" for cell in cells)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("II.06b",), "name"),
        (("II.06a", "--from", "2026-11-23", "--to", "2026-11-01"), "to"),
        (("day", "--from", "2026-11-22", "--to", "2026-11-23"), "to"),
    ],
)
def test_a_report_that_cannot_be_is_refused(
    worked: Terminal, words: tuple[str, ...], field: str
) -> None:
    assert worked.refused("report", *words)["field"] == field


def test_a_report_into_a_place_that_is_none_is_said(worked: Terminal, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    assert worked.refused("report", "day", "--out", tmp_path / "tep" / "x")["kind"] == "device"


def test_the_superior_takes_each_batch_once(worked: Terminal, stick: Path, tmp_path: Path) -> None:
    worked("close-day", "--to", stick)
    assert (worked.data / ballast.NAME).is_file(), "room is kept for a full disk"
    above = Terminal(tmp_path / "tinh")
    assert above("superior", "import", stick, code=1)["quarantined"] == 1
    assert (above.data / ballast.NAME).is_file(), "room is kept for a full disk"
    let_in = ("superior", "quarantine", "let-in", "1", "--reason", "Đã hỏi đơn vị")
    assert len(above(*let_in)["imported"]) == 1
    again = above("superior", "import", stick)
    assert (again["imported"], again["already_known"], again["refused"]) == (0, 1, 0)
    table = above("superior", "report", "--from", "2026-11-01", "--to", "2026-11-23")["table"]
    again = above("superior", "report", "--from", "2026-11-01", "--to", "2026-11-23")["table"]
    assert table == again
    own = worked("report", "II.06a", "--from", "2026-11-01", "--to", "2026-11-23")["tables"][0]
    numbers = [cell for cell in own["total"] if isinstance(cell, int)]
    assert [cell for cell in table["total"] if isinstance(cell, int)] == numbers


def test_a_changed_batch_is_refused_with_its_problems(
    worked: Terminal, stick: Path, tmp_path: Path
) -> None:
    files = worked("export", "--to", stick)["files"]
    payload = next(Path(path) for path in files if path.endswith(".zst"))
    content = bytearray(payload.read_bytes())
    content[len(content) // 2] ^= 1
    payload.write_bytes(content)
    above = Terminal(tmp_path / "tinh")
    answer = above("superior", "import", stick, code=1)
    assert (answer["imported"], answer["refused"]) == (0, 1)
    assert answer["details"]["refused"][0]["problems"]


def test_a_superior_without_batches_says_so(tmp_path: Path) -> None:
    Terminal(tmp_path / "tinh").refused("superior", "report")


def test_an_inspector_is_given_the_program(office: Office, tmp_path: Path) -> None:
    answer = Terminal(office.data_dir)("verify-program", "--out", tmp_path / "kiem_tra.py")
    given = (tmp_path / "kiem_tra.py").read_bytes()
    assert given == PROGRAM.read_bytes()
    assert answer["sha256"] == hashlib.sha256(given).hexdigest()
