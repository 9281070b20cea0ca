"""Copies, coming back, and numbers, by the terminal; and that two never work on different files of one office."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from tests.cli.terminal import Terminal, form


def test_a_backup_is_made_and_brought_back(
    terminal: Terminal, tmp_path: Path, clock: FixedClock
) -> None:
    terminal.receive(tmp_path, form())
    made = terminal("backup", "--to", tmp_path / "sao")
    assert Path(made["file"]).parent == tmp_path / "sao"
    assert made["entries"] == terminal("check")["entries"]
    assert made["same_disk"]
    terminal.receive(tmp_path, form())
    clock.tick(minutes=1)
    restored = terminal("restore", made["file"])
    assert restored["entries"] == made["entries"] + 1
    assert not restored["numbers_unsure"]
    assert Path(restored["aside"]).is_file()
    assert len(terminal("find", "mau")["dossiers"]) == 1
    (next_one,) = terminal.receive(tmp_path, form())
    assert next_one["code"] == "T99001-261123-010003"


def test_on_another_computer_the_numbers_are_asked_for(terminal: Terminal, tmp_path: Path) -> None:
    terminal.receive(tmp_path, form())
    made = terminal("backup", "--to", tmp_path / "sao")
    terminal.receive(tmp_path, form())
    other = Terminal(tmp_path / "may-moi")
    assert other("restore", made["file"])["numbers_unsure"]
    shown = other("numbers", "show")
    assert (shown["unsure"], shown["why"], shown["free_device"]) == (True, "restored", 2)
    (tmp_path / "receive.json").write_text("[]", encoding="utf-8")
    assert other.refused("ticket", "take", "A")["rule"] == "numbers_unsure"
    assert other.refused("numbers", "settle", "--device", 1)["field"] == "book:ho-tich:2026"
    words = (
        "--last",
        "form:01/2026=2",
        "--last",
        "book:ho-tich/2026=2",
        "--code",
        "T99001-261123-010002",
    )
    assert other("numbers", "settle", "--device", 1, *words) == {"device": 1, "answers": 3}
    assert other("numbers", "show")["unsure"] is False
    (next_one,) = other.receive(tmp_path, form())
    assert next_one["code"] == "T99001-261123-010003"
    assert "Không có số nào" in other.run("--data", other.data, "numbers", "show").output


@pytest.mark.parametrize("text", ["form:01/2026", "=3", "form:01/2026=-1", "form:01/2026=x"])
def test_an_answer_nobody_understands_is_refused(terminal: Terminal, text: str) -> None:
    assert terminal.refused("numbers", "settle", "--device", 1, "--last", text)["field"] == "last"


def test_batches_bring_back_what_came_after_the_copy(
    terminal: Terminal, tmp_path: Path, clock: FixedClock
) -> None:
    """The stick that went to the superior still has the afternoon, and for the office alone all of it."""
    stick = tmp_path / "usb"
    stick.mkdir()
    terminal.receive(tmp_path, form())
    made = terminal("backup", "--to", tmp_path / "sao")
    (second,) = terminal.receive(tmp_path, form(name="Người Buổi Chiều"))
    terminal("export", "--to", stick)
    clock.tick(minutes=1)
    other = Terminal(tmp_path / "may-moi")
    restored = other("restore", made["file"], "--batches", stick)
    assert restored["regained"] > 0
    assert [item["code"] for item in other("find", second["code"])["dossiers"]] == [second["code"]]
    assert [item["code"] for item in other("find", "buổi chiều")["dossiers"]] == [second["code"]]
    assert restored["notes"] == []
    assert other("check")["ok"]
    known = {item["name"]: item["last"] for item in other("numbers", "show")["series"]}
    assert (known["form:01"], known["batch"]) == (2, 1)


def test_a_batch_that_does_not_follow_is_named(terminal: Terminal, tmp_path: Path) -> None:
    """The stick before it is lost: nothing is taken from a slice with a gap before it."""
    terminal.receive(tmp_path, form())
    made = terminal("backup", "--to", tmp_path / "sao")
    for stick in ("mot", "hai"):
        (tmp_path / stick).mkdir()
        terminal.receive(tmp_path, form())
        terminal("export", "--to", tmp_path / stick)
    restored = Terminal(tmp_path / "moi")("restore", made["file"], "--batches", tmp_path / "hai")
    assert restored["regained"] == 0
    (note,) = restored["notes"]
    assert "không nối tiếp" in note


def test_two_set_ups_at_once_leave_one_office(tmp_path: Path) -> None:
    """One wins, the other is told; whoever was first stays."""
    folder = tmp_path / "don-vi"
    for number in range(6):
        data = folder / str(number)
        begun = [
            subprocess.Popen(
                [
                    *(sys.executable, "-m", "counter_app", "--data", str(data)),
                    *("init", "--name", name, "--device", "1", "--plain"),
                ],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            for name in ("Đơn vị Một", "Đơn vị Hai")
        ]
        said = [process.communicate() for process in begun]
        assert sorted(process.returncode for process in begun) == [0, 1], said
        winner = "Đơn vị Một" if begun[0].returncode == 0 else "Đơn vị Hai"
        office = Office.open(data)
        assert office.settings.name == winner
        office.close()


def test_an_office_that_is_open_is_not_restored_over(
    terminal: Terminal, tmp_path: Path, clock: FixedClock
) -> None:
    made = terminal("backup", "--to", tmp_path / "sao")
    window = Office.open(terminal.data, clock=clock, who="cửa sổ chương trình")
    assert (
        "cửa sổ chương trình, từ 09:00 23/11"
        in terminal.refused("restore", made["file"])["message"]
    )
    window.close()
    terminal("restore", made["file"])


@pytest.mark.parametrize("left", ["so-lieu.db-wal", "so-lieu.thay-20261120-080000.db"])
@pytest.mark.parametrize("file", ["gone", "empty"])
def test_nobody_sets_up_over_what_is_left_of_an_office(
    tmp_path: Path, left: str, file: str
) -> None:
    (tmp_path / left).write_bytes(b"x" * 4096)
    if file == "empty":
        paths.database_path(tmp_path).write_bytes(b"")
    refused = Terminal(tmp_path).refused("init", "--device", 1)
    assert left in refused["message"]
    assert (tmp_path / left).read_bytes() == b"x" * 4096


def test_nobody_sets_up_over_a_file_whose_witness_is_there(terminal: Terminal) -> None:
    terminal("check")
    paths.database_path(terminal.data).unlink()
    assert "so-chung" in terminal.refused("init", "--device", 1)["message"]


def test_data_that_a_program_carries_elsewhere_are_worked_with_and_said_so(
    terminal: Terminal,
) -> None:
    (terminal.data / ".dropbox.cache").mkdir()
    result = terminal.run("--data", terminal.data, "check")
    assert "Dropbox đồng bộ số liệu lên mạng" in result.stderr
    assert "Dropbox" not in result.stdout
    assert result.exit_code == 0


def test_what_killed_work_left_is_named_and_cleared(terminal: Terminal) -> None:
    for name in (
        "so-lieu.db.khoi-phuc",
        "so-lieu.db.lap-moi-wal",
        "so-lieu.truoc-nang-cap-1001.db.dang-ghi",
    ):
        (terminal.data / name).write_bytes(b"half")
    result = terminal.run("--data", terminal.data, "check")
    assert (
        "so-lieu.db.khoi-phuc, so-lieu.db.lap-moi-wal, so-lieu.truoc-nang-cap-1001.db.dang-ghi"
        in result.stderr
    )
    left = {item.name for item in terminal.data.iterdir() if item.is_file()}
    assert left - {"so-lieu.khoa", "so-lieu.khoa-2", "cua-khoa"} == {"so-lieu.db"}
