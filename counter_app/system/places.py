"""Whether a path leads to another computer: data that several computers could open at once does not stay whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PureWindowsPath

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
_OFTEN_LOCAL = "9p"  # how a virtual machine sees the disk of the computer it runs on
_DEVICES = ("\\\\?\\", "\\\\.\\")
_LONG_SHARES = tuple(f"{device}UNC\\" for device in _DEVICES)


def is_reserved(name: str) -> bool:
    """Whether Windows takes a file's name for a device, whatever follows the first dot: CON, COM1.pdf."""
    return bool(_DEVICE_NAMES.fullmatch(name))


def is_share(path: PureWindowsPath) -> bool:
    """Whether a path of Windows is written as one of another computer: ``\\\\server\\share``, also its long form."""
    text = str(path).upper()
    return text.startswith(_LONG_SHARES if text.startswith(_DEVICES) else "\\\\")


if sys.platform == "win32":
    import ctypes

    _REMOTE = 4

    def on_network(path: Path) -> bool:
        """Whether a path, which need not exist, leads to another computer. A letter may stand for a share."""
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

    def on_network(path: Path) -> bool:
        """Whether a path, which need not exist, leads to another computer."""
        try:
            filesystem = filesystem_at(files.resolved(path), mount_table())
        except OSError:
            return False
        return filesystem in NETWORK and filesystem != _OFTEN_LOCAL
