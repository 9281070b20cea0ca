"""Files whose place and content must be certain, by the rules of Linux and of Windows alike.

Windows syncs only what was opened for writing, and renames or removes nothing that anybody holds open; virus scanners
hold every new file for a moment. Whatever has to be durable goes through here; nothing else calls ``os.fsync``.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

CHUNK = 1024 * 1024
_HELD = frozenset({5, 32, 33})  # access denied, sharing violation, lock violation
_TURNS, _TURN_SECONDS = 50, 0.1
_NO_NOTION = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)


def patiently(call: Callable[[], T]) -> T:
    """What ``call`` returns, tried for some seconds while Windows says that the file is held. Errors: OSError."""
    for _turn in range(_TURNS - 1):
        try:
            return call()
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(_TURN_SECONDS)
    return call()


def sync_file(path: Path) -> None:
    """Return when the content of a file of ours is on the disk. Errors: OSError."""
    with patiently(lambda: path.open("r+b")) as opened:
        os.fsync(opened.fileno())


def sync_folder(path: Path) -> None:
    """Return when the names in a folder are on the disk; Windows has no such call, its file systems keep names safe.

    Errors: OSError, but for file systems without that notion.
    """
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_NOTION:
            raise
    finally:
        os.close(handle)


def move(source: Path, target: Path) -> None:
    """Give a file another name in one step, over whatever had it, and through a power cut. Errors: OSError."""
    patiently(lambda: source.replace(target))
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def remove(path: Path) -> None:
    """Remove a file, should it be there. Errors: OSError."""
    patiently(lambda: path.unlink(missing_ok=True))


def write_new(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that must not be there yet; its content and name are on the disk when this returns.

    Errors: FileExistsError, OSError; nothing half-written is left.
    """
    with path.open("xb") as target:
        try:
            for chunk in chunks:
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        except BaseException:
            target.close()
            with suppress(OSError):
                remove(path)
            raise
    sync_folder(path.parent)


def chunks_of(path: Path) -> Iterable[bytes]:
    """A file's bytes, piece by piece. Errors: OSError."""
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


def may_write(path: Path) -> bool:
    """Whether new files can be made in a folder, or an existing file be written to; found out by asking the system."""
    if path.is_dir():
        return _may_fill(path)
    if os.name != "nt":  # to open and close a data file here would drop SQLite's locks on it
        return os.access(path, os.W_OK)
    try:
        with path.open("r+b"):
            return True
    except OSError as error:
        # Only a refusal is a refusal: a full disk or a passing fault must not turn an office read-only.
        return error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS)


def _may_fill(folder: Path) -> bool:
    if os.name != "nt":
        return os.access(folder, os.W_OK | os.X_OK)
    probe = folder / f".thu-ghi-{os.getpid()}"  # Windows answers os.access from attributes alone
    try:
        with probe.open("xb"):
            pass
        remove(probe)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS)
    return True


def identity(path: Path) -> tuple[int, int]:
    """Volume and number of the file that now has this name; (0, 0) when there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)
