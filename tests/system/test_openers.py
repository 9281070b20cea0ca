"""One folder, many who have it open, or one alone."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.system import locks
from counter_app.system.openers import FOLDER, BusyError, open_alone, open_shared

HOLD = """
import sys
from pathlib import Path
from counter_app.system import locks
from counter_app.system.openers import open_alone, open_shared
folder = Path(sys.argv[2])
opener = open_shared(folder, "cửa sổ khác") if sys.argv[1] == "shared" else open_alone(folder)
print("open", flush=True)
sys.stdin.read()
"""


def other(how: str, folder: Path) -> subprocess.Popen[str]:
    """Another process that has the folder open until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", HOLD, how, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def end(process: subprocess.Popen[str], *, kill: bool = False) -> None:
    """Let the other process go."""
    if kill:
        process.kill()
    process.communicate()


def test_many_share(tmp_path: Path) -> None:
    """Window, terminal and worker have the same office open."""
    first, second = open_shared(tmp_path, "a"), open_shared(tmp_path, "b")
    with pytest.raises(BusyError) as found:
        open_alone(tmp_path)
    assert sorted(found.value.holders) == ["a", "b"]
    first.close()
    second.close()
    open_alone(tmp_path).close()


def test_who_wants_it_alone_is_told_who_has_it(tmp_path: Path) -> None:
    """Also in another process, and until that one ends."""
    process = other("shared", tmp_path)
    with pytest.raises(BusyError) as found:
        open_alone(tmp_path)
    assert found.value.holders == ("cửa sổ khác",)
    end(process)
    open_alone(tmp_path).close()


def test_a_killed_process_has_nothing_open(tmp_path: Path) -> None:
    """Its note is cleared by the next who asks."""
    process = other("shared", tmp_path)
    end(process, kill=True)
    assert len(list((tmp_path / FOLDER).glob("*.mo"))) == 1
    open_alone(tmp_path).close()
    assert not list((tmp_path / FOLDER).glob("*.mo"))


def test_nobody_opens_what_one_has_alone(tmp_path: Path) -> None:
    """Neither shared nor alone, from this process or another."""
    process = other("alone", tmp_path)
    with pytest.raises(BusyError):
        open_shared(tmp_path, "a", seconds=0)
    with pytest.raises(BusyError):
        open_alone(tmp_path)
    end(process, kill=True)
    open_shared(tmp_path, "a").close()


def test_closing_twice_is_closing_once(tmp_path: Path) -> None:
    """The second time takes nothing from whoever opened since."""
    first = open_shared(tmp_path, "a")
    first.close()
    second = open_shared(tmp_path, "b")
    first.close()
    with pytest.raises(BusyError):
        open_alone(tmp_path)
    second.close()


def test_a_folder_without_room_for_notes_is_opened_all_the_same(tmp_path: Path) -> None:
    """A read-only folder can still be looked at."""
    (tmp_path / FOLDER).write_text("in the way", "utf-8")
    open_shared(tmp_path, "a").close()


def test_a_disk_that_lists_nothing_leaves_no_gate_shut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it reads again the same process gets in."""

    def refused(_folder: Path, _pattern: str) -> list[Path]:
        raise OSError(errno.EIO, "unreadable")

    with monkeypatch.context() as failing:
        failing.setattr(Path, "glob", refused)
        with pytest.raises(OSError, match="unreadable"):
            open_alone(tmp_path)
    open_alone(tmp_path).close()


def test_a_lock_that_fails_holds_no_file_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []

    def failing(handle: int) -> bool:
        opened.append(handle)
        raise OSError(errno.EIO, "no lock")

    monkeypatch.setattr(locks, "_locked", failing)
    with pytest.raises(OSError, match="no lock"):
        locks.FileLock(tmp_path / "khoa").take()
    with pytest.raises(OSError, match=r".*") as gone:
        os.fstat(opened[0])
    assert gone.value.errno == errno.EBADF
