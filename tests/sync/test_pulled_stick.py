"""The stick is pulled at every single moment; the same harness catches a writer that does it the naive way."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from typing_extensions import override

from counter_app.errors import BatchError, DeviceError
from counter_app.store.store import Store
from counter_app.sync.batch.envelope import Envelope
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.packing import describe, pack
from counter_app.sync.batch.reader import open_batch, open_own, read_manifest
from counter_app.sync.stick.media import Files
from counter_app.system.exchange_keys import ExchangeKeys
from tests.sync.faults import PowerCut, RoomyFiles, Volatile
from tests.sync.makers import KEYS, carry, head_seq

FATES = 4
"""Which of up to two unsynced files survive a cut."""

Writer = Callable[[Store, Path, Files], bool]


def careful(store: Store, folder: Path, files: Files) -> bool:
    """Our writer, with the office's own copy beside; True when it said that the stick may be pulled."""
    carry(store, folder, files=files, envelope=Envelope(keys=KEYS))
    return True


def naive(store: Store, folder: Path, files: Files) -> bool:
    """Manifest first, no sync, no reading back."""
    for name, data in reversed(unsigned(store)):
        handle = files.create(folder / name)
        files.write(handle, memoryview(data))
        files.close(handle)
    return True


def renaming(store: Store, folder: Path, files: Files) -> bool:
    """In the right order, synced, and under another name first, as is right on a disk and wrong on FAT."""
    assert isinstance(files, Volatile)
    for name, data in unsigned(store):
        handle = files.create(folder / f"{name}.tam")
        files.write(handle, memoryview(data))
        files.sync(handle)
        files.close(handle)
        files.move(folder / f"{name}.tam", folder / name)
    return True


def unsigned(store: Store) -> list[tuple[str, bytes]]:
    """Payload and manifest of a batch, by name."""
    last = head_seq(store)
    with pack(store, 1, last, lambda: False) as packed:
        settings, now = store.settings.office(), store.clock.now()
        manifest = describe(packed, store, settings, from_seq=1, to_seq=last, number=1, now=now)
        packed.file.seek(0)
        stem = manifest.payload_file.removesuffix(".ndjson.zst")
        payload = packed.file.read()
        return [
            (manifest.payload_file, payload),
            (f"{stem}.manifest.json", manifest.to_bytes()),
        ]


def damage(folder: Path, keys: ExchangeKeys = KEYS) -> list[str]:
    """Manifests that promise what is not there; an unfinished manifest promises nothing. ``keys`` are the office's."""
    found = []
    for path in find_batches(folder).manifests:
        try:
            open_batch(path).close()
            if read_manifest(path)[0].own is not None:
                open_own(path, keys.identity).close()
        except BatchError as error:
            if not (error.problems[0].startswith("[B08]") and path.stat().st_size == 0):
                found.append(error.problems[0])
    return found


def cut_everywhere(
    writer: Writer, store: Store, tmp_path: Path
) -> tuple[int, list[str], list[int]]:
    """Cut at call 1, 2, …: moments tried, damage seen, cuts after which an acknowledged batch was not whole."""
    hurt: list[str] = []
    lost: list[int] = []
    for cut, lucky in itertools.product(range(1, 200), range(FATES)):
        folder = tmp_path / f"cut{cut}-{lucky}"
        folder.mkdir()
        files = Volatile(cut)
        said = False
        with contextlib.suppress(PowerCut, DeviceError):
            said = writer(store, folder, files)
        files.settle(lucky)
        hurt += damage(folder)
        if said and (damage(folder) or not find_batches(folder).manifests):
            lost.append(cut)
        if files.calls < cut and lucky == FATES - 1:
            return cut, hurt, lost
    raise AssertionError("the writer never ended")


def test_a_cut_at_any_call_leaves_all_or_nothing(store: Store, tmp_path: Path) -> None:
    tried, hurt, lost = cut_everywhere(careful, store, tmp_path)
    assert tried > 12
    assert (hurt, lost) == ([], [])


@pytest.mark.parametrize("writer", [naive, renaming])
def test_the_harness_catches_a_weak_writer(store: Store, tmp_path: Path, writer: Writer) -> None:
    _tried, hurt, lost = cut_everywhere(writer, store, tmp_path)
    assert hurt
    assert lost


def test_after_a_cut_the_same_batch_can_be_written_again(store: Store, tmp_path: Path) -> None:
    for cut in range(1, 14):
        folder = tmp_path / f"cut{cut}"
        folder.mkdir()
        files = Volatile(cut)
        with pytest.raises(PowerCut):
            carry(store, folder, files=files, envelope=Envelope(keys=KEYS))
        files.settle()
        written = carry(store, folder, files=RoomyFiles(), envelope=Envelope(keys=KEYS))
        open_batch(written.manifest).close()
        assert damage(folder) == []


class Lying(RoomyFiles):
    """A stick of invented size: what lies beyond ``size`` bytes is silently lost."""

    def __init__(self, size: int) -> None:
        self._left = size

    @override
    def write(self, handle: int, data: memoryview) -> int:
        kept = max(0, min(len(data), self._left))
        self._left -= kept
        super().write(handle, memoryview(bytes(data[:kept]) + bytes(len(data) - kept)))
        return len(data)


def test_a_stick_that_lies_about_its_size_is_found_out(store: Store, tmp_path: Path) -> None:
    (tmp_path / "careful").mkdir()
    (tmp_path / "naive").mkdir()
    with pytest.raises(DeviceError, match="dung lượng giả"):
        careful(store, tmp_path / "careful", Lying(2000))
    assert find_batches(tmp_path / "careful").manifests == ()
    assert naive(store, tmp_path / "naive", Lying(2000))
    assert damage(tmp_path / "naive")
