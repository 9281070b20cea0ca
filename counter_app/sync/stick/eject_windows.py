"""Letting a stick go on Windows: locked for us alone, dismounted, ejected, as "Safely remove" does it."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import Any

from counter_app.domain.exchange.stick import Ejected

LOCK, DISMOUNT = 0x00090018, 0x00090020
"""FSCTL_LOCK_VOLUME, FSCTL_DISMOUNT_VOLUME."""
REMOVAL, EJECT = 0x002D4804, 0x002D4808
"""IOCTL_STORAGE_MEDIA_REMOVAL, IOCTL_STORAGE_EJECT_MEDIA."""
_READ_WRITE, _SHARE, _OPEN_EXISTING = 0xC0000000, 3, 3
_TRIES, _PAUSE_SECONDS = 10, 0.5
"""A scanner holds what was just written for a moment."""


def eject_windows(
    kernel: Any, path: Path, pause: Callable[[float], object] = time.sleep
) -> Ejected:
    """Eject the drive of ``path``; ``kernel`` is ``volumes_windows.kernel()``."""
    drive = PureWindowsPath(str(path)).drive
    if len(drive) != 2:
        return Ejected.UNABLE
    handle = kernel.CreateFileW(
        f"\\\\.\\{drive}", _READ_WRITE, _SHARE, None, _OPEN_EXISTING, 0, None
    )
    if handle in (None, ctypes.c_void_p(-1).value):
        return Ejected.UNABLE
    try:
        if not _locked(kernel, handle, pause):
            return Ejected.BUSY
        if not _tell(kernel, handle, DISMOUNT):
            return Ejected.UNABLE
        _tell(kernel, handle, REMOVAL, ctypes.c_uint8(0))
        # Dismounted, nothing of it waits in memory: a reader that ejects nothing lets go all the same.
        _tell(kernel, handle, EJECT)
        return Ejected.DONE
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))


def _locked(kernel: Any, handle: int, pause: Callable[[float], object]) -> bool:
    for tried in range(_TRIES):
        if tried:
            pause(_PAUSE_SECONDS)
        if _tell(kernel, handle, LOCK):
            return True
    return False


def _tell(kernel: Any, handle: int, code: int, said: Any = None) -> bool:
    taken = ctypes.c_uint32()
    return bool(
        kernel.DeviceIoControl(
            ctypes.c_void_p(handle),
            code,
            None if said is None else ctypes.byref(said),
            0 if said is None else ctypes.sizeof(said),
            None,
            0,
            ctypes.byref(taken),
            None,
        )
    )
