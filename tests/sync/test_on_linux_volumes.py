"""Which volumes may carry a batch, told by Linux: its mount table and its folders of devices."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from counter_app.sync.stick.volumes import sticks
from counter_app.sync.stick.volumes_linux import linux_volumes
from counter_app.system.mounts import filesystem_at, parse_mounts
from counter_app.system.places import on_network

assert sys.platform == "linux"

MOUNTS = r"""
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro
23 22 0:21 / /proc rw,nosuid - proc proc rw
24 22 8:1 / /boot/efi rw,relatime - vfat /dev/sda1 rw
30 22 8:17 / {stick} rw,nosuid - exfat /dev/sdb1 rw,uid=1000
31 22 0:44 / {share} rw - cifs //may-chu/chung rw
32 22 8:33 / {locked} ro,nosuid - vfat /dev/sdc1 rw
broken line
33 22 11:0 / {disc} ro - iso9660 /dev/sr0 ro
34 22 8:49 / {inner} rw - ext4 /dev/sdd1 rw
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A root folder with proc, sys and dev as a computer with a stick, a share and an inner disk has them."""
    places = {name: tmp_path / name for name in ("stick", "share", "locked", "disc", "inner")}
    for place in places.values():
        place.mkdir()
    shown = {name: str(place).replace(" ", "\\040") for name, place in places.items()}
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/mountinfo").write_text(MOUNTS.format(**shown), "utf-8")
    for number, disk, part, removable in (
        ("8:2", "pci/ata1/sda", "sda2", 0),
        ("8:1", "pci/ata1/sda", "sda1", 0),
        ("8:17", "pci/usb1/sdb", "sdb1", 0),
        ("8:33", "pci/other/sdc", "sdc1", 1),
        ("8:49", "pci/ata2/sdd", "sdd1", 0),
        ("11:0", "pci/ata3/sr0", "", 1),
    ):
        folder = tmp_path / "sys/devices" / disk
        (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / "removable").write_text(f"{removable}\n", "ascii")
        if part:
            (folder / part / "partition").write_text("1\n", "ascii")
        (tmp_path / "sys/dev/block").mkdir(parents=True, exist_ok=True)
        (tmp_path / "sys/dev/block" / number).symlink_to(folder / part)
    for kind, name in (("by-uuid", "1A2B-3C4D"), ("by-label", r"USB\x20XA")):
        (tmp_path / "dev/disk" / kind).mkdir(parents=True)
        (tmp_path / "dev/disk" / kind / name).symlink_to("../../sdb1")
    (tmp_path / "dev/sdb1").write_bytes(b"")
    (tmp_path / "dev/sdc1").write_bytes(
        bytes(67) + b"\x78\x56\x34\x12" + bytes(11) + b"FAT32   " + bytes(422)
    )
    return tmp_path


def test_linux_tells_volumes_apart(machine: Path) -> None:
    found = {volume.path.name: volume for volume in linux_volumes(machine)}
    assert set(found) == {"", "stick", "share", "locked", "disc", "inner"} | ({"efi"} & set(found))
    assert found[""].system
    assert (found["stick"].removable, found["stick"].serial, found["stick"].label) == (
        True,
        "1A2B-3C4D",
        "USB XA",
    )
    assert found["share"].network
    assert (found["locked"].read_only, found["locked"].removable, found["locked"].serial) == (
        True,
        True,
        "1234-5678",
    )
    assert found["disc"].optical
    assert not found["inner"].removable
    assert not found["inner"].system


def test_only_the_stick_may_be_written_to(machine: Path) -> None:
    assert [volume.path.name for volume in sticks(linux_volumes(machine))] == ["stick"]


def test_escapes_in_the_mount_table_are_undone() -> None:
    line = r"30 22 8:17 / /media/lan/USB\040X\303\203 rw - exfat /dev/sdb1 rw"
    assert parse_mounts(line)[0].path == Path("/media/lan/USB XÃ")


def test_the_deepest_mount_holds_a_path_and_the_last_hides_those_before() -> None:
    table = r"""22 1 8:2 / / rw - ext4 /dev/sda2 rw
30 22 8:17 / /du rw - ext4 /dev/sdb1 rw
31 22 0:44 / /du/lieu rw - ext4 /dev/sdc1 rw
32 22 0:45 / /du/lieu rw shared:1 - nfs4 may-chu:/lieu rw
33 22 0:46 / /du/hai\040lieu rw - cifs //may/lieu rw
34 22 0:47 / /du/lieu/office rw - cut"""
    wanted = ("/", "/du/x", "/du/lieu", "/du/lieu/office", "/dulieu", "/du/hai lieu/x", "/du/hai")
    kinds = [filesystem_at(Path(path), table) for path in wanted]
    assert kinds == ["ext4", "ext4", "nfs4", "nfs4", "ext4", "cifs", "ext4"]
    assert filesystem_at(Path("/x"), "") == ""


@pytest.mark.parametrize(
    ("kind", "elsewhere"),
    [("ext4", False), ("9p", False), ("nfs4", True), ("cifs", True), ("fuse.sshfs", True)],
)
def test_what_lies_on_another_computer_is_told_by_its_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, elsewhere: bool
) -> None:
    """9p is how a virtual machine sees the disk of the computer it runs on."""
    table = f"22 1 8:2 / / rw - ext4 a rw\n31 22 0:44 / {tmp_path} rw - {kind} b rw"
    monkeypatch.setattr("counter_app.system.places.mount_table", lambda: table)
    assert on_network(tmp_path / "not yet there") is elsewhere
