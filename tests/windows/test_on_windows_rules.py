"""What Windows refuses and tells: the rules that are laid over Linux elsewhere are its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.system import files
from counter_app.system.medium import CHUNK, read_back, reads_past
from counter_app.system.refusals import number_of, numbered

assert sys.platform == "win32"


def sync_what_was_opened_for_reading(path: Path) -> None:
    """Needs the right to write."""
    with path.open("rb") as opened:
        os.fsync(opened.fileno())


def move_under_an_open_file(path: Path) -> None:
    """Held files keep their names."""
    with path.open("rb"):
        path.rename(path.with_suffix(".old"))


def remove_an_open_file(path: Path) -> None:
    """Held files stay."""
    with path.open("rb"):
        path.unlink()


def move_over_an_open_file(path: Path) -> None:
    """Held files are not replaced."""
    other = path.with_name("other")
    other.write_bytes(b"x")
    with path.open("rb"):
        other.replace(path)


def move_over_a_file(path: Path) -> None:
    """A rename replaces nothing."""
    other = path.with_name("other")
    other.write_bytes(b"x")
    other.rename(path)


def open_a_folder(path: Path) -> None:
    """There is no handle of a folder."""
    os.close(os.open(path.parent, os.O_RDONLY))


@pytest.mark.parametrize(
    "naive",
    [
        sync_what_was_opened_for_reading,
        move_under_an_open_file,
        remove_an_open_file,
        move_over_an_open_file,
        move_over_a_file,
        open_a_folder,
    ],
)
def test_what_is_refused(tmp_path: Path, naive: Callable[[Path], None]) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    with pytest.raises(OSError):  # noqa: PT011 - its number differs from Windows to Windows
        naive(path)
    assert path.read_bytes() == b"x"


def test_our_own_calls_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "a"
    files.write_new(path, [b"x"])
    files.sync_file(path)
    files.sync_folder(tmp_path)
    files.move(path, tmp_path / "b")
    files.remove(tmp_path / "b")
    assert files.may_write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def refuse() -> None:
    """Raise an error that is not Windows' own."""
    raise NotADirectoryError(20, "ours")


def test_the_number_is_had_after_a_call_of_the_library(tmp_path: Path) -> None:
    """Python leaves it out; without it a pulled stick is "invalid argument"."""
    with pytest.raises(OSError) as bare:  # noqa: PT011
        os.open(tmp_path / "no" / "a", os.O_WRONLY | os.O_CREAT)
    assert number_of(bare.value) == 0
    with pytest.raises(OSError) as told, numbered():  # noqa: PT011
        os.open(tmp_path / "no" / "a", os.O_WRONLY | os.O_CREAT)
    assert number_of(told.value) == 3
    with pytest.raises(OSError) as ours, numbered():  # noqa: PT011
        refuse()
    assert number_of(ours.value) == 0, "an earlier failure is not taken for this one"


@pytest.mark.parametrize("size", [0, 1, 511, 4096, CHUNK, CHUNK + 1, 3 * CHUNK - 1])
def test_reading_back_goes_past_the_copy_and_reads_all(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a"
    content = os.urandom(size)
    path.write_bytes(content)
    assert reads_past(path)
    assert b"".join(read_back(path)) == content
