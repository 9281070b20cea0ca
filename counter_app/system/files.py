"""Files whose place and content must be certain, by the rules of Linux and of Windows alike.

Windows syncs only what was opened for writing, and renames or removes nothing that anybody holds open; virus scanners
hold every new file for a moment. Whatever has to be durable goes through here; nothing else calls ``os.fsync``.
"""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from counter_app.system.refusals import number_of, numbered

T = TypeVar("T")

CHUNK = 1024 * 1024
# How often a call is tried that Windows refuses because somebody holds the file: sharing and lock violations; the
# first also comes as "access denied", which more often means what it says.
_TURNS = {32: 50, 33: 50, 5: 10}
_TURN_SECONDS = 0.1
_HELD = (32, 33)
ASKS_BY_TRYING = os.name == "nt"
"""Windows answers os.access for a folder from its attributes alone, whoever asks."""
KEEPS_NAMES = os.name == "nt"
"""Windows has no call for putting a folder's names on the disk; its file systems do that by themselves."""
_REFUSALS = (errno.EACCES, errno.EPERM, errno.EROFS)
_BINARY = getattr(os, "O_BINARY", 0)
_GOES_WHEN_CLOSED = getattr(os, "O_TEMPORARY", 0)
_NO_NOTION = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)


def patiently(call: Callable[[], T], *, most: int = 50) -> T:
    """The result of ``call``, tried for some seconds, ``most`` times, while Windows says that the file is held.

    Errors: OSError.
    """
    turn = 0
    while True:
        turn += 1
        try:
            with numbered():
                return call()
        except OSError as error:
            if turn >= min(most, _TURNS.get(number_of(error), 0)):
                raise
            time.sleep(_TURN_SECONDS)


def sync_file(path: Path) -> None:
    """Return when the content of a file of ours is on the disk. Errors: OSError."""
    with patiently(lambda: path.open("r+b")) as opened:
        sync_handle(opened.fileno())


def sync_handle(handle: int) -> None:
    """Return when what was written through a handle is on the disk; it was opened for writing. Errors: OSError."""
    with numbered():
        os.fsync(handle)


def sync_folder(path: Path) -> None:
    """Return when the names in a folder are on the disk. Errors: OSError, but for file systems without that notion."""
    if KEEPS_NAMES:
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(
            handle
        )  # the one kind of handle that may be synced without having been written through
    except OSError as error:
        if error.errno not in _NO_NOTION:
            raise
    finally:
        os.close(handle)


def move(source: Path, target: Path) -> None:
    """Give a file another name in one step, over whatever had it, and through a power cut.

    Errors: OSError; EBUSY where somebody holds what had the name, which Windows calls "access denied".
    """
    try:
        patiently(lambda: source.replace(target))
    except PermissionError as error:
        refused = _refusal(target) if ASKS_BY_TRYING and target.is_file() else error
        if refused is None or not _refuses(refused):
            raise _held(target) from error
        raise
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def name_twice(path: Path, second: Path) -> bool:
    """Give a file a second name, under which it stays when another takes its first; False where a disk has no such."""
    try:
        second.hardlink_to(path)
    except (OSError, NotImplementedError):
        return False
    return True


def remove(path: Path) -> None:
    """Remove a file, should it be there. Errors: OSError."""
    patiently(lambda: path.unlink(missing_ok=True))


def remove_folder(path: Path) -> None:
    """Remove a folder with all that is in it, as far as it can be removed; a link is nobody's folder."""
    if path.is_dir() and not path.is_symlink():
        import shutil  # only here: a start would load every compressor with it

        with suppress(OSError):  # a scanner holds each file for a moment
            patiently(lambda: shutil.rmtree(path))
        shutil.rmtree(path, ignore_errors=True)


def shred(path: Path) -> None:
    """Overwrite a file, should it be there, and remove it. Errors: OSError.

    A disk that writes elsewhere than over the old place, as an SSD does, may keep what was there until it cleans up.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return
    with patiently(lambda: path.open("r+b")) as opened:
        for at in range(0, size, CHUNK):
            opened.write(os.urandom(min(CHUNK, size - at)))
        opened.flush()
        sync_handle(opened.fileno())
        opened.truncate(0)
        sync_handle(opened.fileno())
    remove(path)
    sync_folder(path.parent)


@numbered()
def write_new(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that must not be there yet; its content and name are on the disk when this returns.

    Errors: FileExistsError, OSError; nothing half-written is left.
    """
    with path.open("xb") as target:
        try:
            for chunk in chunks:
                target.write(chunk)
            target.flush()
            sync_handle(target.fileno())
        except BaseException:
            target.close()
            with suppress(OSError):
                remove(path)
            raise
    sync_folder(path.parent)


def write_whole(handle: int, data: bytes) -> None:
    """Write all of it to an open file. Errors: OSError, also where a filling disk took a part of it without a word."""
    if os.write(handle, data) < len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def chunks_of(path: Path) -> Iterable[bytes]:
    """A file's bytes, piece by piece. Errors: OSError."""
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


def may_write(path: Path) -> bool:
    """True if new files can be made in a folder, or an existing file be written to; found out by asking the system."""
    if path.is_dir():
        return _may_fill(path)
    if os.name != "nt":  # to open and close a data file here would drop SQLite's locks on it
        return os.access(path, os.W_OK)
    try:
        with patiently(lambda: path.open("r+b")):
            return True
    except OSError as error:
        return not _refuses(error)


def require_free(path: Path) -> None:
    """Errors: OSError (EBUSY) where another program lets nobody else write to a file of ours; only Windows lets it."""
    if not ASKS_BY_TRYING or not path.is_file():
        return
    try:
        with patiently(lambda: path.open("r+b"), most=10):
            return
    except OSError as error:
        if number_of(error) in _HELD:
            raise _held(path) from error


def _held(path: Path) -> OSError:
    return OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))


def _refusal(path: Path) -> OSError | None:
    """The system's refusal to whoever wants to write to a file; None where it lets them."""
    try:
        with numbered(), path.open("r+b"):
            return None
    except OSError as error:
        return error


def _refuses(error: OSError) -> bool:
    """Only a refusal is one: a full disk, a passing fault or a scanner must not turn an office read-only."""
    return error.errno in _REFUSALS and number_of(error) not in _HELD


def _may_fill(folder: Path) -> bool:
    if not ASKS_BY_TRYING:
        return os.access(folder, os.W_OK | os.X_OK)
    probe = folder / f".thu-ghi-{os.getpid()}-{threading.get_ident()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _GOES_WHEN_CLOSED
    try:
        os.close(os.open(probe, flags, 0o600))
    except FileExistsError:
        return True  # a killed one left it, who could write here
    except OSError as error:
        return not _refuses(error)
    if not _GOES_WHEN_CLOSED:
        remove(probe)
    return True


def resolved(path: Path) -> Path:
    """The real place of a path, as far as it exists. Errors: OSError for links that go round in a ring."""
    try:
        return path.resolve()
    except RuntimeError as error:  # so Python says it before 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def identity(path: Path) -> tuple[int, int]:
    """Volume and number of the file that now has this name; (0, 0) when there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)
