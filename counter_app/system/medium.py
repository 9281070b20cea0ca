"""Reading back from the medium itself: a copy in the system's memory proves nothing about a stick."""

from __future__ import annotations

import io
import mmap
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

CHUNK = 256 * 1024
"""Bytes at a time; a multiple of every sector."""


def read_back(path: Path) -> Iterator[bytes]:
    """A file's bytes from the medium, or from the system's copy where ``reads_past`` is False. Errors: OSError."""
    try:
        handle = _opened(path)
    except PastCopyError:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    # Windows reads past its copy only into memory that begins and ends with a page.
    with io.FileIO(handle) as source, mmap.mmap(-1, CHUNK) as place:
        while taken := source.readinto(place):
            yield place[:taken]


def reads_past(path: Path) -> bool:
    """True if the system reads this file from the medium when it is asked to. Errors: OSError."""
    try:
        os.close(_opened(path))
    except PastCopyError:
        return False
    return True


class PastCopyError(Exception):
    """The system does not read past its own copy of this file."""


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _READ, _SHARE_ALL, _OPEN_EXISTING = 0x80000000, 7, 3
    _NO_BUFFERING, _IN_ORDER = 0x20000000, 0x08000000
    _INVALID_PARAMETER, _NOT_SUPPORTED = 87, 50

    def _opened(path: Path) -> int:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        create = kernel.CreateFileW
        create.restype = wintypes.HANDLE
        create.argtypes = [
            wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID, wintypes.DWORD,
            wintypes.DWORD, wintypes.HANDLE,
        ]  # fmt: skip
        flags = _NO_BUFFERING | _IN_ORDER
        found = create(str(path), _READ, _SHARE_ALL, None, _OPEN_EXISTING, flags, None)
        if found is None or found == wintypes.HANDLE(-1).value:
            error = ctypes.WinError(ctypes.get_last_error())
            if error.winerror in (_INVALID_PARAMETER, _NOT_SUPPORTED):
                raise PastCopyError from error
            raise error
        return msvcrt.open_osfhandle(found, os.O_RDONLY | os.O_BINARY)

else:

    def _opened(path: Path) -> int:
        handle = os.open(path, os.O_RDONLY)
        if sys.platform == "linux":
            with suppress(OSError):
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        return handle
