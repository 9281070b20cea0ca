"""The rules of Windows that are laid over Linux: the ways of working that they are there to catch are caught."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter_app.system import files
from counter_app.system.refusals import number_of
from tests.windows.rules import WindowsRules

assert sys.platform == "linux"


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> WindowsRules:
    """Windows without a virus scanner."""
    return WindowsRules(monkeypatch, scanner=False)


def sync_what_was_opened_for_reading(path: Path) -> None:
    """As backups, safety copies and upgrades once did: no office with Windows had any of them."""
    with path.open("rb") as opened:
        os.fsync(opened.fileno())


def move_under_an_open_file(path: Path) -> None:
    """As a restore once did under a running window."""
    with path.open("rb"):
        path.rename(path.with_suffix(".old"))


def remove_an_open_file(path: Path) -> None:
    """As side files of SQLite once were."""
    with path.open("rb"):
        path.unlink()


def move_over_an_open_file(path: Path) -> None:
    """As a data file was once replaced."""
    other = path.with_name("other")
    other.write_bytes(b"x")
    with path.open("rb"):
        other.replace(path)


def move_over_a_file(path: Path) -> None:
    """Windows renames over nothing."""
    other = path.with_name("other")
    other.write_bytes(b"x")
    other.rename(path)


def sync_a_folder(path: Path) -> None:
    """A folder cannot be opened there."""
    os.close(os.open(path.parent, os.O_RDONLY))


def take_a_device_s_name(path: Path) -> None:
    """CON, COM1 and their like are no files, whatever follows the dot."""
    path.with_name("COM1.pdf").write_bytes(b"x")


NAIVE = [
    sync_what_was_opened_for_reading,
    move_under_an_open_file,
    remove_an_open_file,
    move_over_an_open_file,
    move_over_a_file,
    sync_a_folder,
    take_a_device_s_name,
]


@pytest.mark.parametrize("naive", NAIVE)
def test_what_windows_refuses_is_refused(
    rules: WindowsRules, tmp_path: Path, naive: Callable[[Path], None]
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    with pytest.raises(OSError, match="Windows refuses"):
        naive(path)
    assert path.read_bytes() == b"x"


@pytest.mark.parametrize("naive", NAIVE)
def test_linux_alone_would_not_have_noticed(tmp_path: Path, naive: Callable[[Path], None]) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    naive(path)


def test_our_own_calls_are_taken(rules: WindowsRules, tmp_path: Path) -> None:
    path = tmp_path / "a"
    files.write_new(path, [b"x"])
    files.sync_file(path)
    files.sync_folder(tmp_path)
    shutil.copy2(path, tmp_path / "b")
    files.move(tmp_path / "b", path)
    files.remove(path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "call", [files.remove, lambda path: files.move(path, path.with_name("b")), files.sync_file]
)
def test_a_scanner_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, call: Callable[[Path], None]
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    WindowsRules(monkeypatch, scanner=True)
    with pytest.raises(PermissionError) as once:
        path.unlink()
    assert number_of(once.value) == 32
    call(path)


def test_a_closed_folder_is_found_out_by_trying(
    rules: WindowsRules, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opening = os.open

    def closed(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "Access is denied")
        return opening(path, flags, *rest, **named)

    assert files.may_write(tmp_path)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(os, "open", closed)
    assert os.access(tmp_path, os.W_OK)
    assert not files.may_write(tmp_path)
