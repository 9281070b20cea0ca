"""Files that people name: plain ones, and no more than is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.system.incoming import (
    TooLargeError,
    read_regular,
)


def test_a_plain_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    assert read_regular(path, 10) == b"0123456789"
    with pytest.raises(TooLargeError) as told:
        read_regular(path, 9)
    assert told.value.most == 9


def test_a_sparse_file_of_a_terabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lon"
    with path.open("wb") as made:
        made.truncate(1 << 40)
    with pytest.raises(TooLargeError):
        read_regular(path, 1 << 20)
