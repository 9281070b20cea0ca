"""Sticks that fail on purpose, at a chosen call, in a chosen way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from typing_extensions import override

from counter_app.sync.stick.media import Files


class RoomyFiles(Files):
    """Says that there is room, as a stick with an invented size does."""

    @override
    def free(self, path: Path) -> int:
        return 2**40


class Failing(RoomyFiles):
    """Counts the calls that touch the medium; the n-th and, when ``gone``, all later ones raise ``error``."""

    def __init__(self, fail_at: int, error: BaseException, *, gone: bool = False) -> None:
        self.calls = 0
        self.log: list[str] = []
        self._fail_at = fail_at
        self._error = error
        self._gone = gone

    def _call(self, name: str) -> None:
        self.calls += 1
        self.log.append(name)
        if self.calls == self._fail_at or (self._gone and self.calls > self._fail_at > 0):
            raise self._error

    @override
    def create(self, path: Path) -> int:
        self._call("create")
        return super().create(path)

    @override
    def write(self, handle: int, data: memoryview) -> int:
        self._call("write")
        return super().write(handle, data)

    @override
    def sync(self, handle: int) -> None:
        self._call("sync")
        super().sync(handle)

    @override
    def close(self, handle: int) -> None:
        super().close(handle)
        self._call("close")

    @override
    def read(self, path: Path) -> Iterator[bytes]:
        self._call("read")
        yield from super().read(path)

    @override
    def make_folder(self, path: Path) -> None:
        self._call("make_folder")
        super().make_folder(path)

    @override
    def sync_folder(self, path: Path) -> None:
        self._call("sync_folder")
        super().sync_folder(path)

    @override
    def remove(self, path: Path) -> None:
        if self._gone and self.calls >= self._fail_at > 0:
            raise self._error
        super().remove(path)


class PowerCut(BaseException):
    """The lights go out: nothing after it runs, not even tidying."""


class Volatile(Failing):
    """A stick that keeps what was synced; at the cut any other file may be lost."""

    def __init__(self, cut_at: int) -> None:
        super().__init__(cut_at, PowerCut(), gone=True)
        self._open: dict[int, Path] = {}
        self._unsynced: list[Path] = []
        self._moved: list[Path] = []

    def move(self, path: Path, target: Path) -> None:
        """Another name, as FAT gives it: the old one goes and the new one comes, each in its own time."""
        self._call("move")
        path.rename(target)
        self._moved.append(target)

    @override
    def create(self, path: Path) -> int:
        handle = super().create(path)
        self._open[handle] = path
        self._unsynced.append(path)
        return handle

    @override
    def sync(self, handle: int) -> None:
        super().sync(handle)
        self._unsynced.remove(self._open[handle])

    def settle(self, lucky: int = 0) -> None:
        """What is left after it was pulled: an unsynced file is empty, unless its bit is in ``lucky``."""
        for index, path in enumerate(self._unsynced):
            if not lucky >> index & 1:
                path.write_bytes(b"")
        for index, path in enumerate(self._moved):
            if not lucky >> index & 1:
                path.unlink()


class Short(RoomyFiles):
    """Takes a few bytes at a time."""

    @override
    def write(self, handle: int, data: memoryview) -> int:
        return os.write(handle, data[: max(1, len(data) // 3)])


class Flipping(RoomyFiles):
    """One bit comes back wrong from every file that ``chosen`` picks."""

    def __init__(self, chosen: Callable[[Path], bool]) -> None:
        self._chosen = chosen

    @override
    def read(self, path: Path) -> Iterator[bytes]:
        for chunk in super().read(path):
            yield bytes([chunk[0] ^ 1]) + chunk[1:] if self._chosen(path) else chunk


class Swapped(RoomyFiles):
    """Another stick is plugged in under the same name after ``after`` looks."""

    def __init__(self, after: int) -> None:
        self._left = after

    @override
    def device(self, path: Path) -> int:
        self._left -= 1
        return super().device(path) + (self._left < 0)
