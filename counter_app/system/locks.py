"""Locks between processes; each ends with the process that holds it, also after a kill or a power cut."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from counter_app.system.files import patiently

_FAR = 1 << 30
"""The place of the locked byte: Windows refuses others a locked one, and the file's text stays readable."""
_TURN_SECONDS = 0.02
REMOVES_WHILE_OPEN = sys.platform != "win32"
"""Removed while it is locked, a file cannot be locked by somebody else in between; Windows removes nothing held."""


class FileLock:
    """An exclusive lock on a file that is made for it; text in it is for others to read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self, *, seconds: float = 0.0) -> bool:
        """True if the lock was had within ``seconds``. Errors: OSError when the file cannot be made or opened."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        until = time.monotonic() + seconds
        try:
            while not _locked(handle):
                if time.monotonic() >= until:
                    os.close(handle)
                    return False
                time.sleep(_TURN_SECONDS)
        except BaseException:
            os.close(handle)
            raise
        self._handle = handle
        return True

    def write(self, text: str) -> None:
        """Put a text into the file of a lock that is held. Errors: OSError."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, text.encode())

    def release(self, *, remove: bool = False) -> None:
        """Let others have it; ``remove`` takes the file away as well. Nothing happens when it is not held."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if remove and REMOVES_WHILE_OPEN:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)
        os.close(handle)
        if remove and not REMOVES_WHILE_OPEN:
            with suppress(
                OSError
            ):  # whoever waits for it holds it as well, and removes it in his turn
                patiently(lambda: self.path.unlink(missing_ok=True), most=3)

    @property
    def held(self) -> bool:
        """True if this object holds the lock."""
        return self._handle is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
