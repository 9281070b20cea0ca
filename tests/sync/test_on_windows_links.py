"""A junction says that it is a folder, and only its attributes tell that it leads elsewhere.

Wine makes none; what Windows says of one is set here, everything else is real.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from counter_app.errors import BatchError, DeviceError
from counter_app.store.store import Store
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.reader import open_batch
from tests.sync.forge import Forgery
from tests.sync.makers import carry

assert sys.platform == "win32"

STEM = "HS_99001_01_00000000_00000001-00000002"


class Told:
    """What Windows tells of a junction: a folder, with one attribute more."""

    def __init__(self, real: os.stat_result) -> None:
        self.st_mode = real.st_mode
        self.st_file_attributes = real.st_file_attributes | stat.FILE_ATTRIBUTE_REPARSE_POINT


def is_junction(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let a folder be a junction from here on."""
    asking = os.lstat

    def lstat(path: str | Path) -> object:
        found = asking(path)
        return Told(found) if Path(path) == folder else found

    monkeypatch.setattr(os, "lstat", lstat)
    monkeypatch.setattr(Path, "lstat", lstat)


def test_a_junction_in_place_of_our_folder_is_not_followed(
    store: Store, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (usb / "HS_99001").mkdir()
    is_junction(monkeypatch, usb / "HS_99001")
    with pytest.raises(DeviceError, match="trùng tên"):
        carry(store, usb)
    assert list((usb / "HS_99001").iterdir()) == []


def test_junctions_to_folders_are_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "HS_99001").mkdir()
    (tmp_path / "HS_99001" / f"{STEM}.manifest.json").write_bytes(b"{}")
    assert find_batches(tmp_path).manifests
    is_junction(monkeypatch, tmp_path / "HS_99001")
    assert find_batches(tmp_path).manifests == ()


def test_what_is_no_plain_file_is_not_opened(store: Store, usb: Path, tmp_path: Path) -> None:
    """A folder is opened by Windows as little as by Linux, with another error."""
    path = Forgery.of(carry(store, tmp_path)).build(usb)
    path.unlink()
    path.mkdir()
    with pytest.raises(BatchError) as caught:
        open_batch(path)
    assert caught.value.problems[0].startswith("[B01]")
