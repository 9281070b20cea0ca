"""Volumes on Linux: the kernel's mount table, its block devices, and the serial in a FAT or exFAT boot sector."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from counter_app.sync.stick.volumes import OPTICAL, Volume
from counter_app.system.mounts import Mount, read_mounts
from counter_app.system.places import NETWORK

_BOOT_SERIAL = {
    "exfat": (b"EXFAT   ", 3, 100),
    "vfat": (b"FAT32   ", 82, 67),
    "fat16": (b"FAT16   ", 54, 39),
}


def linux_volumes(root: Path = Path("/")) -> list[Volume]:
    """Mounted disks, sticks and network folders; pseudo file systems are left out. ``root`` holds proc, sys and dev."""
    mounts = read_mounts(root)
    system = {
        mount.number
        for mount in mounts
        if mount.path in (Path("/"), Path("/boot"), Path("/boot/efi"))
    }
    disks = {_disk(root, number) for number in system} - {""}
    volumes = []
    for mount in mounts:
        number = _number(root, mount)
        if not (_is_network(mount) or number or mount.path == Path("/")):
            continue
        on_system = mount.number in system or (bool(number) and _disk(root, number) in disks)
        volume = _volume(root, mount, number, system=on_system)
        if volume is not None:
            volumes.append(volume)
    return volumes


def _is_network(mount: Mount) -> bool:
    return mount.filesystem in NETWORK or mount.source.startswith("//")


def _number(root: Path, mount: Mount) -> str:
    """The block device's "major:minor"; empty when the mount stands on none."""
    if (root / "sys/dev/block" / mount.number).exists():
        return mount.number
    if not mount.source.startswith("/dev/"):
        return ""
    try:
        number = _device_number(root / mount.source.lstrip("/"))
    except OSError:
        return ""
    return number if (root / "sys/dev/block" / number).exists() else ""


if sys.platform == "win32":

    def _device_number(_device: Path) -> str:
        raise FileNotFoundError

else:

    def _device_number(device: Path) -> str:
        found = device.stat().st_rdev
        return f"{os.major(found)}:{os.minor(found)}"


def _disk(root: Path, number: str) -> str:
    """The whole disk's folder under sys; a partition's disk is the folder above it."""
    place = root / "sys/dev/block" / number
    if not place.exists():
        return ""
    folder = place.resolve()
    return str(folder.parent if (folder / "partition").exists() else folder)


def _volume(root: Path, mount: Mount, number: str, *, system: bool) -> Volume | None:
    try:
        usage = shutil.disk_usage(mount.path)
    except OSError:
        return None  # a stick that was pulled, or a folder we may not look into
    disk = _disk(root, number) if number else ""
    label, serial = _label_and_serial(root, mount, number)
    return Volume(
        path=mount.path,
        label=label,
        filesystem=mount.filesystem,
        serial=serial,
        size=usage.total,
        free=usage.free,
        removable=bool(disk)
        and (_flag(Path(disk) / "removable") or "/usb" in disk or "/mmc" in disk),
        read_only=mount.read_only,
        system=system,
        network=_is_network(mount),
        optical=mount.filesystem in OPTICAL or "/sr" in mount.source,
    )


def _flag(path: Path) -> bool:
    try:
        return path.read_text("ascii").strip() == "1"
    except OSError:
        return False


def _label_and_serial(root: Path, mount: Mount, number: str) -> tuple[str, str]:
    if not number:
        return "", ""
    label = _linked_name(root / "dev/disk/by-label", mount.source)
    serial = _linked_name(root / "dev/disk/by-uuid", mount.source)
    return label, serial or _boot_serial(root / mount.source.lstrip("/"))


def _linked_name(folder: Path, source: str) -> str:
    """The name under which udev links to a device."""
    try:
        for link in folder.iterdir():
            if link.resolve().name == Path(source).resolve().name:
                return re.sub(r"\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), link.name)
    except OSError:
        return ""
    return ""


def _boot_serial(device: Path) -> str:
    """The volume serial in the first sector, ``1A2B-3C4D``; empty when it may not be read."""
    try:
        with device.open("rb") as source:
            sector = source.read(512)
    except OSError:
        return ""
    for magic, place, offset in _BOOT_SERIAL.values():
        if sector[place : place + 8] == magic:
            number = int.from_bytes(sector[offset : offset + 4], "little")
            return f"{number >> 16:04X}-{number & 0xFFFF:04X}"
    return ""
