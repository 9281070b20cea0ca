"""Small signed files on a stick: written anew, synced, read back, the signature last; never over another."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.sync.batch.names import attempt_name
from counter_app.sync.stick.media import read_back_error

if TYPE_CHECKING:
    from counter_app.sync.stick.media import Files

_MOST_ATTEMPTS = 999


def put_pair(
    disk: Files, folder: Path, stem: str, first: tuple[str, bytes], second: tuple[str, bytes]
) -> Path:
    """Write ``STEM`` with the first ending and content, and beside it the same name with the second ending added.

    A name that is taken gets ``-2`` and so on. After an error nothing of the two is left. The path of the first.
    Errors: OSError; DeviceError for what reads back as other bytes.
    """
    disk.make_folder(folder)
    taken = {path.name.casefold() for path in folder.iterdir()}
    for attempt in range(1, _MOST_ATTEMPTS + 1):
        path = folder / (attempt_name(stem, attempt) + first[0])
        beside = path.with_name(path.name + second[0])
        if not {path.name.casefold(), beside.name.casefold()} & taken:
            break
    else:
        raise OSError(errno.EEXIST, "too many attempts", str(folder))
    made: list[Path] = []
    try:
        for target, content in ((path, first[1]), (beside, second[1])):
            put(disk, target, content, made)
    except BaseException:
        for target in reversed(made):
            with contextlib.suppress(OSError):
                disk.remove(target)
        raise
    disk.sync_folder(folder)
    return path


def put(disk: Files, path: Path, content: bytes, made: list[Path]) -> None:
    """Write, sync, close, read back, compare; ``made`` is told of the file once there is one. Errors: as above."""
    handle = disk.create(path)
    made.append(path)
    try:
        rest = memoryview(content)
        while rest:
            written = disk.write(handle, rest)
            if written <= 0:
                raise OSError(errno.EIO, "nothing written")
            rest = rest[written:]
        disk.sync(handle)
    finally:
        disk.close(handle)
    if b"".join(disk.read(path)) != content:
        raise read_back_error()
