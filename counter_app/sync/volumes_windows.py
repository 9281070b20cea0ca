"""Volumes on Windows, asked of kernel32 directly; it comes in as an argument so that its answers can be set."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

from counter_app.sync.volumes import Volume

_REMOVABLE, _FIXED, _REMOTE, _OPTICAL = 2, 3, 4, 5
_READ_ONLY_VOLUME = 0x00080000
_NO_DIALOGS = 1  # SEM_FAILCRITICALERRORS: an empty card reader must not ask for a disk
_TEXT = 261


def windows_volumes(kernel: Any, system_drive: str = "") -> list[Volume]:
    """Every ready drive with a letter. ``kernel`` is ``ctypes.windll.kernel32``."""
    system = (system_drive or os.environ.get("SYSTEMDRIVE", "C:")).upper()
    kernel.SetErrorMode(_NO_DIALOGS)
    mask = kernel.GetLogicalDrives()
    letters = [chr(ord("A") + bit) for bit in range(26) if mask >> bit & 1]
    found = [_drive(kernel, f"{letter}:", system) for letter in letters]
    return [volume for volume in found if volume is not None]


def _drive(kernel: Any, drive: str, system: str) -> Volume | None:
    kind = kernel.GetDriveTypeW(f"{drive}\\")
    if kind not in (_REMOVABLE, _FIXED, _REMOTE, _OPTICAL):
        return None
    label, filesystem = ctypes.create_unicode_buffer(_TEXT), ctypes.create_unicode_buffer(_TEXT)
    serial, longest, flags = ctypes.c_uint32(), ctypes.c_uint32(), ctypes.c_uint32()
    ready = kernel.GetVolumeInformationW(
        f"{drive}\\",
        label,
        _TEXT,
        ctypes.byref(serial),
        ctypes.byref(longest),
        ctypes.byref(flags),
        filesystem,
        _TEXT,
    )
    if not ready:
        return None
    free, size = _space(kernel, drive)
    number = serial.value
    return Volume(
        path=Path(f"{drive}\\"),
        label=label.value,
        filesystem=filesystem.value.lower(),
        serial=f"{number >> 16:04X}-{number & 0xFFFF:04X}",
        size=size,
        free=free,
        removable=kind == _REMOVABLE or (kind == _FIXED and _is_usb(kernel, drive)),
        read_only=bool(flags.value & _READ_ONLY_VOLUME),
        system=drive.upper() == system,
        network=kind == _REMOTE,
        optical=kind == _OPTICAL,
    )


def _space(kernel: Any, drive: str) -> tuple[int, int]:
    free, size, all_free = ctypes.c_uint64(), ctypes.c_uint64(), ctypes.c_uint64()
    kernel.GetDiskFreeSpaceExW(
        f"{drive}\\", ctypes.byref(free), ctypes.byref(size), ctypes.byref(all_free)
    )
    return free.value, size.value


class _Property(ctypes.Structure):
    """STORAGE_PROPERTY_QUERY: property 0 (device), query 0 (standard)."""

    _fields_ = (
        ("property", ctypes.c_uint32),
        ("query", ctypes.c_uint32),
        ("more", ctypes.c_uint8 * 4),
    )


_QUERY_PROPERTY = 0x002D1400
_SHARE_ALL, _OPEN_EXISTING = 7, 3
_BUS_TYPE_OFFSET, _BUS_USB = 28, 7


def _is_usb(kernel: Any, drive: str) -> bool:
    """Whether a disk that calls itself fixed hangs on USB (IOCTL_STORAGE_QUERY_PROPERTY); asking needs no rights."""
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(f"\\\\.\\{drive}", 0, _SHARE_ALL, None, _OPEN_EXISTING, 0, None)
    if handle in (None, ctypes.c_void_p(-1).value):
        return False
    query, answer, taken = _Property(), ctypes.create_string_buffer(1024), ctypes.c_uint32()
    try:
        asked = kernel.DeviceIoControl(
            ctypes.c_void_p(handle),
            _QUERY_PROPERTY,
            ctypes.byref(query),
            ctypes.sizeof(query),
            answer,
            len(answer),
            ctypes.byref(taken),
            None,
        )
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
    bus = int.from_bytes(answer.raw[_BUS_TYPE_OFFSET : _BUS_TYPE_OFFSET + 4], "little")
    return bool(asked) and bus == _BUS_USB
