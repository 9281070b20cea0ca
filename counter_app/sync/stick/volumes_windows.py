"""Volumes on Windows, asked of kernel32 directly; it comes in as an argument: tests set its answers."""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes import wintypes
from pathlib import Path
from typing import Any

from counter_app.sync.stick.volumes import Volume

_REMOVABLE, _FIXED, _REMOTE, _OPTICAL = 2, 3, 4, 5
_READ_ONLY_VOLUME = 0x00080000
_NO_DIALOGS = 1  # SEM_FAILCRITICALERRORS: an empty card reader must not ask for a disk
_TEXT = 261
_FLOPPIES = "AB"  # asked, they spin; where there is none, the controller waits for it
_Text, _Number, _Pointer = wintypes.LPCWSTR, wintypes.DWORD, ctypes.c_void_p
PROTOTYPES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "GetLogicalDrives": (_Number, ()),
    "GetDriveTypeW": (wintypes.UINT, (_Text,)),
    "SetThreadErrorMode": (wintypes.BOOL, (_Number, _Pointer)),
    "GetVolumeInformationW": (
        wintypes.BOOL,
        (_Text, _Pointer, _Number, _Pointer, _Pointer, _Pointer, _Pointer, _Number),
    ),
    "GetDiskFreeSpaceExW": (wintypes.BOOL, (_Text, _Pointer, _Pointer, _Pointer)),
    "CreateFileW": (
        wintypes.HANDLE,
        (_Text, _Number, _Number, _Pointer, _Number, _Number, wintypes.HANDLE),
    ),
    "DeviceIoControl": (
        wintypes.BOOL,
        (wintypes.HANDLE, _Number, _Pointer, _Number, _Pointer, _Number, _Pointer, _Pointer),
    ),
    "CloseHandle": (wintypes.BOOL, (wintypes.HANDLE,)),
}
"""The answers and arguments of each call, as Microsoft declares it."""

if sys.platform == "win32":

    def kernel() -> Any:
        """kernel32 for us alone: prototypes set on the shared one would change it for everybody."""
        library = ctypes.WinDLL("kernel32", use_last_error=True)
        for name, (answer, taken) in PROTOTYPES.items():
            call = getattr(library, name)
            call.restype, call.argtypes = answer, taken
        return library


def windows_volumes(kernel: Any, system_drive: str = "") -> list[Volume]:
    """Every ready drive with a letter; another computer's is not asked, it may sleep. ``kernel`` is ``kernel()``."""
    system = (system_drive or os.environ.get("SYSTEMDRIVE", "C:")).upper()
    before = wintypes.DWORD()
    kernel.SetThreadErrorMode(_NO_DIALOGS, ctypes.byref(before))
    try:
        mask = kernel.GetLogicalDrives()
        letters = [chr(ord("A") + bit) for bit in range(26) if mask >> bit & 1]
        found = [
            _drive(kernel, f"{letter}:", system) for letter in letters if letter not in _FLOPPIES
        ]
    finally:
        kernel.SetThreadErrorMode(before.value, None)
    return [volume for volume in found if volume is not None]


def _drive(kernel: Any, drive: str, system: str) -> Volume | None:
    kind = kernel.GetDriveTypeW(f"{drive}\\")
    if kind == _REMOTE:
        return _share(drive)
    if kind not in (_REMOVABLE, _FIXED, _OPTICAL):
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
    space = _space(kernel, drive) if ready else None
    if space is None:
        return None
    free, size = space
    number = serial.value
    return Volume(
        path=Path(f"{drive}\\"),
        label=label.value,
        filesystem=filesystem.value.lower(),
        serial=f"{number >> 16:04X}-{number & 0xFFFF:04X}",
        size=size,
        free=free,
        removable=kind == _REMOVABLE or (kind == _FIXED and _is_portable(kernel, drive)),
        read_only=bool(flags.value & _READ_ONLY_VOLUME),
        system=drive.upper() == system,
        optical=kind == _OPTICAL,
    )


def _share(drive: str) -> Volume:
    """A letter that stands for a folder of another computer."""
    return Volume(
        path=Path(f"{drive}\\"),
        label="",
        filesystem="network",
        serial="",
        size=0,
        free=0,
        removable=False,
        read_only=False,
        network=True,
    )


def _space(kernel: Any, drive: str) -> tuple[int, int] | None:
    """Bytes free and in all; None for a disk that is there but locked."""
    free, size, all_free = ctypes.c_uint64(), ctypes.c_uint64(), ctypes.c_uint64()
    told = kernel.GetDiskFreeSpaceExW(
        f"{drive}\\", ctypes.byref(free), ctypes.byref(size), ctypes.byref(all_free)
    )
    return (free.value, size.value) if told else None


class _Property(ctypes.Structure):
    """STORAGE_PROPERTY_QUERY: property 0 (device), query 0 (standard)."""

    _fields_ = (
        ("property", ctypes.c_uint32),
        ("query", ctypes.c_uint32),
        ("more", ctypes.c_uint8 * 4),
    )


_QUERY_PROPERTY = 0x002D1400
_SHARE_ALL, _OPEN_EXISTING = 7, 3
_BUS_TYPE_OFFSET = 28
_PORTABLE = (7, 12, 13)  # USB, SD, MMC


def _is_portable(kernel: Any, drive: str) -> bool:
    """True if a disk that calls itself fixed hangs on USB or is a card; asking needs no rights.

    The question is IOCTL_STORAGE_QUERY_PROPERTY.
    """
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
    return bool(asked) and bus in _PORTABLE
