"""Windows' rules for files, laid over Linux: what would only be noticed at a counter fails here.

A handle that was opened for reading is not synced. A file that anybody holds open is neither moved nor removed nor
replaced. A folder cannot be opened, and os.access does not look at it. Calls of the C library tell no number of
Windows' own; it is to be had right after them. A virus scanner, if wanted, holds every file once.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter_app.system import files, locks, refusals

if sys.platform != "win32":
    import fcntl

ACCESS_DENIED, SHARING_VIOLATION, ALREADY_EXISTS, INVALID_NAME = 5, 32, 183, 123
SCANNED = 2
"""How often a file is refused while the scanner looks at it."""
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))}
)
_FORBIDDEN = frozenset('<>:"|?*')


def refusal(number: int, code: int, path: object, *, told: bool = True) -> OSError:
    """An error as Windows raises it: ``winerror`` is there, and empty when the C library was asked."""
    error = OSError(code, f"Windows refuses ({number})", str(path))
    setattr(error, "winerror", number if told else None)  # noqa: B010 - the attribute is Windows' own
    return error


class WindowsRules:
    """Stands between Python and the system. ``scanner`` says whether a virus scanner runs."""

    def __init__(self, patch: pytest.MonkeyPatch, *, scanner: bool) -> None:
        self._scanned: dict[str, int] = {}
        self._scanner = scanner
        self._last = 0
        self._real: dict[str, Callable[..., Any]] = {
            name: getattr(os, name) for name in ("open", "fsync", "rename", "replace", "unlink")
        }
        self._opening = io.open
        for name in ("open", "fsync", "rename", "replace", "unlink", "access"):
            patch.setattr(os, name, getattr(self, name))
        patch.setattr(os, "remove", self.unlink)
        patch.setattr(io, "open", self.open_stream)
        patch.setattr(refusals, "last_number", lambda: self._last)
        patch.setattr(refusals, "forget", self._forget)
        patch.setattr(files, "ASKS_BY_TRYING", True)
        patch.setattr(files, "KEEPS_NAMES", True)
        patch.setattr(locks, "REMOVES_WHILE_OPEN", False)
        patch.setattr(shutil, "_use_fd_functions", False)
        patch.setattr(time, "sleep", lambda _seconds: None)

    def _forget(self) -> None:
        self._last = 0

    def _by_library(self, number: int, code: int, path: object) -> OSError:
        self._last = number
        return refusal(number, code, path, told=False)

    def open(self, path: Any, flags: int, *rest: Any, **named: Any) -> int:
        """No folders, no reserved names, nothing that is being scanned."""
        if isinstance(path, str | os.PathLike):
            self._require_name(path, making=bool(flags & os.O_CREAT))
            if Path(path).is_dir():
                raise self._by_library(ACCESS_DENIED, errno.EACCES, path)
        handle: int = self._real["open"](path, flags, *rest, **named)
        return handle

    def open_stream(self, path: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        """The same for Python's own files; for writing a file must not be in the scanner's hands."""
        if isinstance(path, str | os.PathLike):
            self._require_name(path, making=bool(set(mode) & set("wxa")))
            if "+" in mode and self._is_scanned(Path(path)):
                raise self._by_library(SHARING_VIOLATION, errno.EACCES, path)
        return self._opening(path, mode, *rest, **named)

    def _require_name(self, path: Any, *, making: bool) -> None:
        name = os.fsdecode(os.path.basename(path))  # noqa: PTH119 - a path may end in a blank or a dot
        stem = name.partition(".")[0].casefold()
        if making and (stem in _DEVICES or set(name) & _FORBIDDEN or name[-1:] in (" ", ".")):
            raise self._by_library(INVALID_NAME, errno.EINVAL, path)

    def fsync(self, handle: int) -> None:
        """Only what was opened for writing."""
        if for_reading_only(handle):
            raise self._by_library(ACCESS_DENIED, errno.EBADF, handle)
        self._real["fsync"](handle)

    def rename(self, source: Any, target: Any) -> None:
        """Never over something, never what is held."""
        if Path(target).exists():
            raise refusal(ALREADY_EXISTS, errno.EEXIST, target)
        self._require_free(source)
        self._real["rename"](source, target)

    def replace(self, source: Any, target: Any) -> None:
        """Never what is held, and never over what is held."""
        self._require_free(source)
        if Path(target).exists():
            self._require_free(target, number=ACCESS_DENIED)
        self._real["replace"](source, target)

    def unlink(self, path: Any, **named: Any) -> None:
        """Never what is held."""
        if Path(path).exists():
            self._require_free(path)
        self._real["unlink"](path, **named)

    def access(self, path: Any, mode: int, **_named: Any) -> bool:
        """For a folder always yes; for a file its own mark of being read-only."""
        try:
            found = Path(path).stat()
        except OSError:
            return False
        return (
            stat.S_ISDIR(found.st_mode) or not mode & os.W_OK or bool(found.st_mode & stat.S_IWUSR)
        )

    def _require_free(self, path: Any, number: int = SHARING_VIOLATION) -> None:
        if held(Path(path)):
            raise refusal(number, errno.EACCES, path)
        if self._is_scanned(Path(path)):
            raise refusal(SHARING_VIOLATION, errno.EACCES, path)

    def _is_scanned(self, path: Path) -> bool:
        found = path.stat()
        key = f"{found.st_dev}:{found.st_ino}"
        times = self._scanned.get(key, 0)
        self._scanned[key] = times + 1
        return self._scanner and times < SCANNED


def for_reading_only(handle: int) -> bool:
    """Whether a handle may not be written through."""
    flags = os.O_RDWR
    if sys.platform != "win32":
        flags = fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE
    return flags == os.O_RDONLY


def held(path: Path) -> bool:
    """Whether any process that we may look into has a file open."""
    try:
        wanted = path.stat()
    except OSError:
        return False
    for opened in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            found = opened.stat()
        except OSError:
            continue
        if (found.st_dev, found.st_ino) == (wanted.st_dev, wanted.st_ino):
            return True
    return False
