"""Files that people name: plain ones, and no more than is asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counter_app.system.incoming import (
    NotPlainError,
    TooLargeError,
    open_regular,
    read_regular,
)


def test_a_plain_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    assert read_regular(path, 10) == b"0123456789"
    with pytest.raises(TooLargeError) as told:
        read_regular(path, 9)
    assert told.value.most == 9


def test_a_link_is_followed_only_where_a_person_named_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "a")
    assert read_regular(link, 10) == b"x"
    with pytest.raises(OSError, match=r"\w"):
        open_regular(link)


def test_pipes_folders_devices_and_endless_files_are_not_read(tmp_path: Path) -> None:
    """None of these may be waited for; a pipe without a writer would be for ever."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "to-pipe").symlink_to(tmp_path / "pipe")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    for path in (
        *(tmp_path, tmp_path / "pipe", tmp_path / "to-pipe"),
        *(Path("/dev/zero"), Path("/dev/null"), Path("\0")),
    ):
        with pytest.raises(NotPlainError):
            read_regular(path, 100)
    with pytest.raises(OSError, match=r"\w"):
        read_regular(tmp_path / "ring", 100)


def test_a_file_that_tells_no_size_is_bounded_all_the_same() -> None:
    """Files of the system say that they are empty and go on."""
    path = Path("/proc/self/maps")
    assert path.stat().st_size == 0
    with pytest.raises(TooLargeError):
        read_regular(path, 100)


def test_a_sparse_file_of_a_terabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lon"
    with path.open("wb") as made:
        made.truncate(1 << 40)
    with pytest.raises(TooLargeError):
        read_regular(path, 1 << 20)
