"""Paths that lead to another computer, or are carried there: files that several computers write do not stay whole."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath

from counter_app.system import files
from counter_app.values import pattern

NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ceph", "glusterfs", "davfs",
        "ncpfs", "9p", "network", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse",
        "fuse.glusterfs", "fuse.s3fs",
    }
)  # fmt: skip
"""File systems whose bytes lie on another computer."""
_DEVICE_NAMES = pattern(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ .]*([.:].*)?")
_TYPED = pattern(r'((?:--[a-z-]+=)?[A-Za-z]:(?:[\\/][^"]*)?)"?')
_NO_NAME = pattern(r'[<>:"|?*\x00-\x1f]|[ .]$(?<!^\.)(?<!^\.\.)')
_OFTEN_LOCAL = "9p"  # how a virtual machine sees the disk of the computer it runs on
_DEVICES = ("\\\\?\\", "\\\\.\\")
_LONG_SHARES = tuple(f"{device}UNC\\" for device in _DEVICES)


_LEFT_BY = {
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".shortcut-targets-by-id": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".SynologyWorkingDirectory": "Synology Drive",
}
"""The traces that programs which carry folders to other computers leave in the topmost one, and the program's name."""


def is_reserved(name: str) -> bool:
    """True if Windows takes a file's name for a device, whatever follows the first dot: CON, COM1.pdf."""
    return bool(_DEVICE_NAMES.fullmatch(name))


def unspeakable(path: PurePath, *, windows: bool = os.name == "nt") -> str:
    """The part of a path that no file or folder of Windows can be called; "" for none, and elsewhere."""
    parts = path.parts[1:] if path.anchor else path.parts
    wrong = (part for part in parts if is_reserved(part) or _NO_NAME.search(part))
    return next(wrong, "") if windows else ""


def as_meant(text: str, *, windows: bool = os.name == "nt") -> str:
    """A path, also one behind ``--option=``, as who typed it meant it.

    A bare letter of Windows is the whole disk, not the folder on it where a program happens to stand; a quotation mark
    at the end was kept by the backslash before it: ``"E:\\"``.
    """
    found = _TYPED.fullmatch(text) if windows else None
    if found is None:
        return text
    return f"{found[1]}\\" if found[1].endswith(":") else found[1]


def is_share(path: PureWindowsPath) -> bool:
    """True if a path of Windows is written as one of another computer: ``\\\\server\\share``, also its long form."""
    text = str(path).upper()
    return text.startswith(_LONG_SHARES if text.startswith(_DEVICES) else "\\\\")


def carried_by(path: Path) -> str:
    """The name of the program that carries a folder, which need not exist, to other computers; "" for none."""
    lies = {Path(os.path.abspath(path)), _real(path)}  # noqa: PTH100 - a link leads in as well as out
    above = [folder for place in lies for folder in (place, *place.parents)]
    told = (service for root, service in _carried_roots() if _real(root) in above)
    left = (
        service
        for folder in above
        for name, service in _LEFT_BY.items()
        if os.path.lexists(folder / name)
    )
    return next(told, "") or next(left, "")


def _real(path: Path) -> Path:
    try:
        return files.resolved(path)
    except OSError:
        return path


if sys.platform == "win32":
    import ctypes
    import winreg
    from collections.abc import Iterator

    _REMOTE = 4
    _CARRIED = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"

    def _carried_roots() -> Iterator[tuple[Path, str]]:
        """The folders that programs told Windows they carry elsewhere, each with the program's name."""
        for hive in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            for name in _keys_in(hive, _CARRIED):
                for folder in _texts_in(hive, rf"{_CARRIED}\{name}\UserSyncRoots"):
                    yield Path(folder), name.partition("!")[0]

    def _keys_in(hive: int, key: str) -> Iterator[str]:
        with suppress(OSError), winreg.OpenKey(hive, key) as opened:
            for number in range(winreg.QueryInfoKey(opened)[0]):
                yield winreg.EnumKey(opened, number)

    def _texts_in(hive: int, key: str) -> Iterator[str]:
        with suppress(OSError), winreg.OpenKey(hive, key) as opened:
            for number in range(winreg.QueryInfoKey(opened)[1]):
                _name, text, kind = winreg.EnumValue(opened, number)
                if kind == winreg.REG_SZ and text:
                    yield text

    def on_network(path: Path) -> bool:
        """True if a path, which need not exist, leads to another computer. A letter may stand for a share."""
        named = PureWindowsPath(os.path.abspath(path))  # noqa: PTH100 - resolving would wait for the other computer
        if is_share(named):
            return True
        if ctypes.windll.kernel32.GetDriveTypeW(f"{named.drive}\\") == _REMOTE:
            return True
        try:
            return is_share(PureWindowsPath(files.resolved(path)))
        except OSError:
            return False

else:
    from counter_app.system.mounts import filesystem_at, mount_table

    def _carried_roots() -> tuple[tuple[Path, str], ...]:
        """Linux keeps no list of them."""
        return ()

    def on_network(path: Path) -> bool:
        """True if a path, which need not exist, leads to another computer."""
        try:
            filesystem = filesystem_at(files.resolved(path), mount_table())
        except OSError:
            return False
        return filesystem in NETWORK and filesystem != _OFTEN_LOCAL
