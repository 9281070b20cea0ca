"""Files that people name: plain files only, and no more of them than is good for the program."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

CHUNK = 1024 * 1024
_BINARY = getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_NO_TERMINAL = getattr(os, "O_NOCTTY", 0)


class NotPlainError(OSError):
    """A folder, a pipe, a device, or a link where none is followed: nothing to read a document from."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "not a regular file", str(path))


class TooLargeError(OSError):
    """More than ``most`` bytes."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        self.most = most


def open_regular(path: Path, *, follow: bool = False) -> int:
    """A reading descriptor of a plain file: no pipe or device is waited for; ``follow``: a link to one will do.

    Errors: OSError; NotPlainError or ELOOP for what is no plain file.
    """
    try:
        there = path.stat() if follow else path.lstat()
    except ValueError as error:  # no system has such a name
        raise NotPlainError(path) from error
    if not stat.S_ISREG(there.st_mode):
        raise NotPlainError(path)  # not even opened: opening some devices does something
    no_follow = 0 if follow else _NO_FOLLOW
    handle = os.open(path, os.O_RDONLY | _BINARY | no_follow | _NO_WAIT | _NO_TERMINAL)
    try:
        plain = stat.S_ISREG(os.fstat(handle).st_mode) and (follow or not path.is_symlink())
    except OSError:
        os.close(handle)
        raise
    if not plain:
        os.close(handle)
        raise NotPlainError(path)
    return handle


def read_regular(path: Path, most: int) -> bytes:
    """All of a plain file of at most ``most`` bytes; a link to one will do.

    Errors: NotPlainError, TooLargeError, OSError. No more than ``most`` and a piece are ever in memory.
    """
    with os.fdopen(open_regular(path, follow=True), "rb", buffering=0) as source:
        if os.fstat(source.fileno()).st_size > most:
            raise TooLargeError(path, most)
        data = bytearray()
        while chunk := source.read(
            min(CHUNK, most + 1 - len(data))
        ):  # files of the system have no size
            data += chunk
            if len(data) > most:
                raise TooLargeError(path, most)
    return bytes(data)


def read_some(path: Path, most: int) -> bytes:
    """The first ``most`` bytes of a plain file at most; no link is followed. Errors: OSError, NotPlainError."""
    with os.fdopen(open_regular(path), "rb") as source:
        return source.read(most)
