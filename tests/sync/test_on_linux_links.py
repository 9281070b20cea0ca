"""Links and pipes on a stick are neither followed nor waited for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.errors import BatchError, DeviceError
from counter_app.store.store import Store
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.reader import open_batch
from counter_app.sync.stick.hygiene import strange_files
from tests.sync.forge import Forgery
from tests.sync.makers import carry

assert sys.platform == "linux"

STEM = "HS_99001_01_00000000_00000001-00000002"


def test_a_link_in_place_of_our_folder_is_not_followed(
    store: Store, usb: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (usb / "HS_99001").symlink_to(elsewhere)
    with pytest.raises(DeviceError, match="trùng tên"):
        carry(store, usb)
    assert list(elsewhere.iterdir()) == []


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    outside, stick = tmp_path / "outside", tmp_path / "stick"
    for folder in (outside, stick):
        folder.mkdir()
    (outside / f"{STEM}.manifest.json").write_bytes(b"{}")
    (stick / "HS_99001").symlink_to(outside)
    (stick / "loop").symlink_to(stick)
    assert find_batches(stick).manifests == ()


def link(path: Path, other: Path) -> None:
    """A link to the real file."""
    path.symlink_to(other)


def pipe(path: Path, _other: Path) -> None:
    """A pipe that nobody writes into."""
    os.mkfifo(path)


@pytest.mark.parametrize("make", [link, pipe])
@pytest.mark.parametrize("suffix", [".manifest.json", ".ndjson.zst"])
def test_what_is_no_plain_file_is_not_opened(
    store: Store, usb: Path, tmp_path: Path, suffix: str, make: Callable[[Path, Path], None]
) -> None:
    path = Forgery.of(carry(store, tmp_path)).build(usb)
    victim = path.with_name(path.name.removesuffix(".manifest.json") + suffix)
    real = tmp_path / "real"
    victim.rename(real)
    make(victim, real)
    with pytest.raises(BatchError) as caught:
        open_batch(path)
    assert caught.value.problems[0].startswith("[B01]")


def test_no_link_is_followed_to_what_a_virus_left_elsewhere(usb: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "virus.exe").write_bytes(b"MZ")
    (usb / "di").symlink_to(tmp_path / "elsewhere")
    (usb / "vong").symlink_to(usb)
    (usb / "mat.exe").symlink_to(tmp_path / "nowhere")
    (usb / "chay.exe ").write_bytes(b"MZ")
    assert strange_files(usb).names == ("chay.exe ", "mat.exe")
