"""Durable files: what is synced, what is moved over what, and what a failure leaves."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from counter_app.system import files


def test_a_file_is_opened_for_writing_before_it_is_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to sync what was opened for reading."""
    path = tmp_path / "a"
    path.write_bytes(b"x")
    modes: list[str] = []
    opening = Path.open

    def watched(self: Path, mode: str = "r", *rest: object, **named: object) -> object:
        modes.append(mode)
        return opening(self, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", watched)
    files.sync_file(path)
    assert modes == ["r+b"]
    assert path.read_bytes() == b"x"


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    """Whoever was first keeps the name."""
    path = tmp_path / "a"
    path.write_bytes(b"first")
    with pytest.raises(FileExistsError):
        files.write_new(path, [b"second"])
    assert path.read_bytes() == b"first"


def test_a_new_file_and_its_name_are_on_the_disk_when_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The content first: a name alone would be an empty file after a power cut."""
    synced: list[bytes] = []
    sync = os.fsync

    def watched(handle: int) -> None:
        folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        synced.append(b"its folder" if folder else (tmp_path / "a").read_bytes())
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    files.write_new(tmp_path / "a", [b"wh", b"ole"])
    assert synced == [b"whole"] + [b"its folder"] * (not files.KEEPS_NAMES)


def test_a_failed_write_leaves_no_file(tmp_path: Path) -> None:
    """What could not be written whole is not there."""

    def failing() -> object:
        yield b"half"
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        files.write_new(tmp_path / "a", failing())  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_a_move_syncs_both_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is only kept through a power cut when its folder is on the disk."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    source = tmp_path / "one" / "a"
    source.write_bytes(b"x")
    synced: list[Path] = []
    monkeypatch.setattr(files, "sync_folder", synced.append)
    files.move(source, tmp_path / "two" / "b")
    assert synced == [tmp_path / "two", tmp_path / "one"]
    assert (tmp_path / "two" / "b").read_bytes() == b"x"


def test_a_held_file_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what Windows says of a file that somebody holds; anything else is told at once."""
    waited: list[float] = []
    monkeypatch.setattr("counter_app.system.files.time.sleep", waited.append)
    answers = [_windows(32), _windows(5), None]

    def call() -> str:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        return "done"

    assert files.patiently(call) == "done"
    assert len(waited) == 2
    answers = [_windows(112), None]
    with pytest.raises(OSError, match="112"):
        files.patiently(call)
    assert len(waited) == 2


def _windows(number: int) -> OSError:
    error = OSError(errno.EACCES, f"Windows says {number}")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


def test_a_full_disk_does_not_make_an_office_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a refusal is one, where the system has to be asked by trying."""
    monkeypatch.setattr(files, "ASKS_BY_TRYING", True)
    for number, may in ((errno.EIO, True), (errno.ENOSPC, True), (errno.EROFS, False)):

        def fail(*_rest: object, number: int = number, **_named: object) -> int:
            raise OSError(number, os.strerror(number))

        with monkeypatch.context() as patch:
            patch.setattr(os, "open", fail)
            assert files.may_write(tmp_path) is may
    assert files.may_write(tmp_path)
    assert not list(tmp_path.iterdir())
