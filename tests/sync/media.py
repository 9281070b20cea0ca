"""Places to write to: a plain folder always, a real exFAT stick and a small full disk where they can be made."""

from __future__ import annotations

import contextlib
import functools
import os
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from typing_extensions import override

if sys.platform == "linux":
    import fcntl

MIB = 2**20
_SHUTDOWN, _WITHOUT_LOG = 0x8004587D, 2
"""ext4's and xfs' own call that ends a file system as a cut does, and how: nothing more is written."""


class Stick:
    """A medium that can be pulled, plugged in again and locked against writing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def yank(self) -> None:
        """Pull it while it is being written: every later call fails."""

    def plug_in(self) -> None:
        """Put it back; only what had reached the medium is there."""

    def close(self) -> None:
        """Give everything back."""


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


class ExfatStick(Stick):
    """A real exFAT file system in an image file, served by exfat-fuse on a loop device."""

    def __init__(self, folder: Path, size: int = 32 * MIB, image: Path | None = None) -> None:
        super().__init__(folder / "mnt")
        self.path.mkdir()
        self._image = image or folder / "stick.img"
        with self._image.open("wb") as file:
            file.truncate(size)
        _run("mkfs.exfat", "-L", "QMCUSB", str(self._image))
        _run("sync", "-f", str(self._image))
        self._server = -1
        self.attach()
        self.plug_in()

    def attach(self) -> None:
        """Let the system see the image as a medium."""
        found = subprocess.run(
            ["losetup", "-f", "--show", str(self._image)],
            check=True,
            capture_output=True,
            text=True,
        )
        self.device = found.stdout.strip()

    @override
    def plug_in(self, *, locked: bool = False) -> None:
        way = ("-o", "ro") if locked else ()
        _run(
            "mount.exfat-fuse", *way, self.device, str(self.path)
        )  # returns when it is mounted and served
        if sys.platform == "linux":
            self._server = os.pidfd_open(_server_of(self.device))

    @override
    def yank(self) -> None:
        if sys.platform == "linux":
            signal.pidfd_send_signal(self._server, signal.SIGKILL)

    def spoil(self, data: bytes) -> None:
        """Let the medium itself give back one other bit of what was written to it as ``data``."""
        with Path(self.device).open("r+b", buffering=0) as medium:
            at = medium.read().index(data)
            medium.seek(at)
            medium.write(bytes([data[0] ^ 1]))
            os.fsync(medium.fileno())

    def take_out(self) -> None:
        """Unmount, dead or alive, and wait until nobody serves it any more."""
        subprocess.run(["umount", "-l", str(self.path)], check=False, capture_output=True)
        if self._server >= 0:
            select.select([self._server], [], [])
            os.close(self._server)
            self._server = -1

    @override
    def close(self) -> None:
        self.take_out()
        subprocess.run(["losetup", "-d", self.device], check=False, capture_output=True)


class ForgetfulStick(ExfatStick):
    """The same, of which only what somebody asked to be kept is there when it is plugged in again.

    Its image lies on an ext4 of its own, which is shut down as it is pulled: the pages nobody synced are gone.
    """

    def __init__(self, folder: Path) -> None:
        self._disk, self._under = folder / "disk.img", folder / "under"
        self._under.mkdir()
        with self._disk.open("wb") as file:
            file.truncate(48 * MIB)
        _run("mkfs.ext4", "-q", "-F", str(self._disk))
        _run("mount", "-o", "loop", str(self._disk), str(self._under))
        super().__init__(folder, 16 * MIB, image=self._under / "stick.img")

    @override
    def yank(self) -> None:
        super().yank()
        self.take_out()
        if sys.platform == "linux":
            place = os.open(self._under, os.O_RDONLY)
            fcntl.ioctl(place, _SHUTDOWN, struct.pack("I", _WITHOUT_LOG))
            os.close(place)
        _run("losetup", "-d", self.device)
        # What the writer has open keeps the dead mount: what is plugged in again is a copy of what the cut left.
        _run("umount", "-l", str(self._under))
        before, self._disk = self._disk, self._disk.with_name(f"{self._disk.name}.")
        shutil.copyfile(before, self._disk)
        before.unlink()
        _run("mount", "-o", "loop", str(self._disk), str(self._under))
        self.attach()

    @override
    def close(self) -> None:
        super().close()
        subprocess.run(["umount", "-l", str(self._under)], check=False, capture_output=True)


def _server_of(device: str) -> int:
    """The process that serves a device, found by its own command line."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            words = place.read_bytes().split(b"\0")
            if b"exfat-fuse" in words[0] and device.encode() in words:
                return int(place.parent.name)
    raise RuntimeError("nobody serves the stick")


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A file system in memory with room for ``size`` bytes."""
    _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


def lock_against_writing(folder: Path) -> None:
    """Remount read-only."""
    _run("mount", "-o", "remount,ro", str(folder))


@functools.cache
def media() -> tuple[str, ...]:
    """The names of the media that this machine can make; asked once, when tests are collected."""
    return ("folder", "exfat") if _can_make_exfat() else ("folder",)


@functools.cache
def disks() -> tuple[str, ...]:
    """The names of the real small disks that this machine can make."""
    with (
        tempfile.TemporaryDirectory() as name,
        contextlib.suppress(OSError, subprocess.SubprocessError),
        small_disk(Path(name), MIB),
    ):
        return ("tmpfs",)
    return ()


def _can_make_exfat() -> bool:
    needed = ("mkfs.exfat", "losetup", "mount.exfat-fuse", "umount")
    if not all(map(shutil.which, needed)) or not _is_root():
        return False
    with tempfile.TemporaryDirectory() as name:
        try:
            ExfatStick(Path(name)).close()
        except (OSError, RuntimeError, subprocess.SubprocessError):
            return False
    return True


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def make_stick(kind: str, folder: Path) -> Stick:
    """A medium of one kind in an empty folder."""
    if kind == "exfat":
        return ExfatStick(folder)
    (folder / "mnt").mkdir()
    return Stick(folder / "mnt")
