"""Volumes on Linux: the kernel's mount table, its block devices, and the serial in a FAT or exFAT boot sector."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from counter_app.sync.volumes import NETWORK, OPTICAL, Volume

_OCTAL = re.compile(rb"\\([0-7]{3})")
_BOOT_SERIAL = {
    "exfat": (b"EXFAT   ", 3, 100),
    "vfat": (b"FAT32   ", 82, 67),
    "fat16": (b"FAT16   ", 54, 39),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """One line of the mount table; ``number`` is "major:minor"."""

    number: str
    path: Path
    filesystem: str
    source: str
    read_only: bool


def parse_mounts(text: str) -> list[Mount]:
    """The lines of ``/proc/self/mountinfo``; a damaged line is passed over."""
    mounts = []
    for line in text.splitlines():
        before, dash, after = line.partition(" - ")
        head, tail = before.split(" "), after.split(" ")
        if not dash or len(head) < 6 or len(tail) < 2:
            continue
        options = {*head[5].split(","), *(tail[2].split(",") if len(tail) > 2 else ())}
        mounts.append(
            Mount(
                number=head[2],
                path=Path(_plain(head[4])),
                filesystem=tail[0],
                source=_plain(tail[1]),
                read_only="ro" in options,
            )
        )
    return mounts


def _plain(text: str) -> str:
    """Undo the octal escapes of blanks and backslashes; names are bytes, usually UTF-8."""
    raw = text.encode("utf-8", "surrogateescape")
    return _OCTAL.sub(lambda found: bytes([int(found[1], 8) & 0xFF]), raw).decode(
        "utf-8", "surrogateescape"
    )


def linux_volumes(root: Path = Path("/")) -> list[Volume]:
    """Mounted disks, sticks and network folders; pseudo file systems are left out. ``root`` holds proc, sys and dev."""
    mounts = parse_mounts((root / "proc/self/mountinfo").read_text("utf-8", "surrogateescape"))
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
        device = (root / mount.source.lstrip("/")).stat().st_rdev
    except OSError:
        return ""
    number = f"{os.major(device)}:{os.minor(device)}"
    return number if (root / "sys/dev/block" / number).exists() else ""


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
