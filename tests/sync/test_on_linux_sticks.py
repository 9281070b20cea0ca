"""Real media that are pulled, full and locked, where this machine can make them; Windows' own words are in the twin."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from typing_extensions import override

from counter_app.desk.closing.letters import exchange_keys
from counter_app.domain.clock import FixedClock
from counter_app.domain.exchange.standing import BatchState
from counter_app.errors import BatchError, DeviceError
from counter_app.store.store import Store
from counter_app.sync.batch import writer
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.reader import open_batch
from counter_app.sync.stick.media import Files
from tests import makers
from tests.sync.faults import RoomyFiles
from tests.sync.makers import carry
from tests.sync.media import (
    MIB,
    ExfatStick,
    ForgetfulStick,
    Stick,
    disks,
    lock_against_writing,
    media,
    small_disk,
)
from tests.sync.test_pulled_stick import Writer, careful, damage, naive, unsigned
from tests.sync.test_writer import REPORT, readable

assert sys.platform == "linux"


@pytest.mark.parametrize("_kind", disks())
def test_a_really_full_disk(store: Store, usb: Path, _kind: str) -> None:
    with small_disk(usb, 512 * 1024):
        with pytest.raises(DeviceError, match="đầy"):
            carry(store, usb, extra_files=[REPORT], files=RoomyFiles())
        assert [path for path in usb.rglob("*") if path.is_file()] == []
        assert readable(carry(store, usb, files=RoomyFiles()).folder) == 1


@pytest.mark.parametrize("_kind", disks())
def test_a_really_read_only_disk(store: Store, usb: Path, _kind: str) -> None:
    with small_disk(usb, 2**20):
        lock_against_writing(usb)
        with pytest.raises(DeviceError, match="khóa ghi"):
            carry(store, usb, files=RoomyFiles())


class Yanking(RoomyFiles):
    """Pulls a real stick at the n-th call."""

    def __init__(self, stick: Stick, pull_at: int) -> None:
        self._stick = stick
        self._left = pull_at

    def _call(self) -> None:
        self._left -= 1
        if self._left == 0:
            self._stick.yank()

    @override
    def create(self, path: Path) -> int:
        self._call()
        return super().create(path)

    @override
    def write(self, handle: int, data: memoryview) -> int:
        self._call()
        return super().write(handle, data)

    @override
    def sync(self, handle: int) -> None:
        self._call()
        super().sync(handle)

    @override
    def read(self, path: Path) -> Iterator[bytes]:
        self._call()
        yield from super().read(path)


@pytest.fixture(params=[kind for kind in media() if kind != "folder"])
def exfat(tmp_path: Path) -> Iterator[ExfatStick]:
    """A real stick, where this machine can make one."""
    folder = tmp_path / "exfat"
    folder.mkdir()
    made = ExfatStick(folder)
    yield made
    made.close()


class Wearing(RoomyFiles):
    """A real medium on which one bit of the payload changes before it is read back."""

    def __init__(self, stick: ExfatStick) -> None:
        self._stick = stick
        self.spoiled: list[str] = []

    @override
    def read(self, path: Path) -> Iterator[bytes]:
        if not self.spoiled:
            self.spoiled.append(path.name)
            self._stick.spoil(path.read_bytes()[:200])
        yield from super().read(path)


def test_a_real_stick_that_is_full(store: Store, exfat: ExfatStick) -> None:
    ballast = exfat.path / "phim.mp4"
    with ballast.open("wb", buffering=0) as film, suppress(OSError):
        for _time in range(200):
            film.write(bytes(MIB // 4))
    with pytest.raises(DeviceError, match="đầy"):
        carry(store, exfat.path, extra_files=[REPORT], files=RoomyFiles())
    assert [path for path in exfat.path.rglob("*") if path.is_file()] == [ballast]
    with pytest.raises(DeviceError, match="không đủ chỗ"):
        carry(store, exfat.path)
    ballast.unlink()
    assert readable(carry(store, exfat.path).folder) == 1


def test_a_real_stick_that_is_locked(store: Store, exfat: ExfatStick) -> None:
    exfat.take_out()
    exfat.plug_in(locked=True)
    with pytest.raises(DeviceError, match="khóa ghi"):
        carry(store, exfat.path)
    assert list(exfat.path.iterdir()) == []


def test_a_real_stick_that_gives_back_another_bit(store: Store, exfat: ExfatStick) -> None:
    """While it is written: it is said, and nothing counts. Afterwards: the reader finds it."""
    wearing = Wearing(exfat)
    with pytest.raises(DeviceError, match="Đọc lại"):
        carry(store, exfat.path, files=wearing)
    assert wearing.spoiled
    assert [path for path in exfat.path.rglob("*") if path.is_file()] == []
    written = carry(store, exfat.path)
    payload = written.payload.read_bytes()
    exfat.spoil(payload[:200])
    exfat.take_out()
    exfat.plug_in()
    with pytest.raises(BatchError) as caught:
        open_batch(written.manifest)
    assert caught.value.problems[0].startswith("[B10]")


def test_a_real_stick_is_pulled_while_it_is_written(store: Store, exfat: ExfatStick) -> None:
    for pull_at in range(1, 9):
        with pytest.raises(DeviceError, match="rút ra"):
            careful(store, exfat.path, Yanking(exfat, pull_at))
        exfat.take_out()
        exfat.plug_in()
        assert damage(exfat.path) == []
    written = carry(store, exfat.path)
    exfat.yank()
    exfat.take_out()
    exfat.plug_in()
    open_batch(written.manifest).close()


@pytest.fixture
def forgetful(exfat: ExfatStick, tmp_path: Path) -> Iterator[ForgetfulStick]:
    """A real stick that loses what was not synced, where this machine can make any."""
    exfat.take_out()
    folder = tmp_path / "hay-quen"
    folder.mkdir()
    made = ForgetfulStick(folder)
    yield made
    made.close()


def unsynced(store: Store, folder: Path, files: Files) -> bool:
    """In the right order, read back, and nobody asked to be kept."""
    for name, data in unsigned(store):
        handle = files.create(folder / name)
        files.write(handle, memoryview(data))
        files.close(handle)
        assert b"".join(files.read(folder / name)) == data
    return True


@pytest.mark.parametrize("writer", [naive, unsynced, careful])
def test_what_was_said_to_be_written_is_on_a_stick_pulled_right_after(
    store: Store, forgetful: ForgetfulStick, writer: Writer
) -> None:
    """The medium really loses what nobody synced: a weak writer, which reads back rightly, is found out."""
    assert writer(store, forgetful.path, RoomyFiles())
    forgetful.yank()
    forgetful.plug_in()
    whole = bool(find_batches(forgetful.path).manifests) and damage(forgetful.path) == []
    assert whole is (writer is careful)


def test_what_a_forgetful_stick_keeps_of_a_batch_cut_short_promises_nothing(
    store: Store, forgetful: ForgetfulStick
) -> None:
    for pull_at in range(1, 9):
        with pytest.raises(DeviceError, match="rút ra"):
            careful(store, forgetful.path, Yanking(forgetful, pull_at))
        forgetful.plug_in()
        assert damage(forgetful.path) == []


def test_a_batch_that_a_real_stick_lost_is_known_as_begun_and_finished_on_it_later(
    exfat: ExfatStick, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = makers.found(tmp_path / "data", FixedClock(makers.MONDAY))
    try:
        makers.receive(office)
        keys = exchange_keys(office.store)
        for pull_at in (5,):
            monkeypatch.setattr(writer, "Files", partial(Yanking, exfat, pull_at))
            with pytest.raises(DeviceError, match="rút ra"):
                office.closing.export(exfat.path)
            exfat.take_out()
            exfat.plug_in()
            assert damage(exfat.path, keys) == []
            (begun,) = office.sent_batches.standing()
            assert (begun.state, begun.batch.volume) == (BatchState.BEGUN, str(exfat.path))
        monkeypatch.setattr(writer, "Files", RoomyFiles)
        office.closing.export(exfat.path)
        exfat.yank()
        exfat.take_out()
        exfat.plug_in()
        assert damage(exfat.path, keys) == []
        (batch,) = office.sent_batches.standing()
        assert batch.state is BatchState.READ_BACK
        assert (exfat.path / "HS_99001" / batch.batch.name).is_file()
    finally:
        office.close()
