"""Which volumes may carry a batch, on both systems, from answers that are set by hand and from this very machine."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any, ClassVar

import pytest

from counter_app.errors import DeviceError
from counter_app.sync import volumes
from counter_app.sync.media import Files, device_error
from counter_app.sync.volumes import (
    Target,
    Volume,
    list_volumes,
    refusal,
    require_same,
    require_target,
    require_volume,
    sticks,
    volume_of,
)
from counter_app.sync.volumes_linux import linux_volumes, parse_mounts
from counter_app.sync.volumes_windows import windows_volumes
from tests.sync.media import links

MIB = 2**20
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


def stick(path: Path, **changes: Any) -> Volume:
    """A good stick."""
    values: dict[str, Any] = {
        "label": "USB XÃ",
        "filesystem": "exfat",
        "serial": "1A2B-3C4D",
        "size": 8 * 2**30,
        "free": 4 * 2**30,
        "removable": True,
        "read_only": False,
    }
    return Volume(path=path, **{**values, **changes})


@pytest.fixture(params=links())
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


def test_this_machine_is_no_stick(tmp_path: Path) -> None:
    assert all(refusal(volume) for volume in list_volumes() if volume.system)
    with pytest.raises(DeviceError):
        require_volume(Path(os.sep), data_dir=tmp_path)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"network": True}, "ổ mạng"),
        ({"optical": True}, "đĩa quang"),
        ({"system": True}, "ổ của máy này"),
        ({"read_only": True}, "khóa ghi"),
        ({"removable": False}, "không phải USB"),
        ({"free": 10 * MIB}, "cần 18 MB"),
    ],
)
def test_every_refusal_has_a_reason_and_a_next_step(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    reason = refusal(stick(tmp_path, **changes), need=MIB)
    assert words in reason
    assert "USB" in reason.split(". ")[1]


def test_the_disk_with_the_data_is_refused(tmp_path: Path) -> None:
    assert "ổ của máy này" in refusal(stick(tmp_path), data_dir=tmp_path)
    assert refusal(stick(tmp_path)) == ""


def test_room_is_a_tenth_and_sixteen_mib_more(tmp_path: Path) -> None:
    need = 100 * MIB
    assert refusal(stick(tmp_path, free=126 * MIB), need=need) == ""
    assert refusal(stick(tmp_path, free=126 * MIB - 1), need=need)


def test_the_innermost_volume_holds_a_path(tmp_path: Path) -> None:
    inner = tmp_path / "a"
    inner.mkdir()
    known = [
        stick(tmp_path, label="outer"),
        stick(inner, label="inner"),
        stick(tmp_path / "ab", label="beside"),
    ]
    assert volume_of(inner / "x", known) is None  # it is not there
    assert (volume_of(inner, known) or known[0]).label == "inner"
    assert (volume_of(tmp_path, known) or known[1]).label == "outer"


def listed(monkeypatch: pytest.MonkeyPatch, *found: Volume) -> None:
    """Let these be the volumes of the machine."""
    monkeypatch.setattr(volumes, "list_volumes", lambda: list(found))


def test_a_stick_is_chosen_and_recognised_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed(monkeypatch, stick(tmp_path))
    target = require_target(tmp_path, MIB, Path("/proc"))
    assert (target.volume, target.note) == (stick(tmp_path), "")
    require_same(target, Files())
    listed(monkeypatch, stick(tmp_path, free=1))
    require_same(target, Files())
    listed(monkeypatch, stick(tmp_path, serial="FFFF-0000"))
    with pytest.raises(DeviceError, match="đổi sang USB khác"):
        require_same(target, Files())
    listed(monkeypatch)
    with pytest.raises(DeviceError, match="đổi sang USB khác"):
        require_same(target, Files())


def test_a_window_takes_nothing_but_sticks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed(monkeypatch, stick(tmp_path, removable=False))
    with pytest.raises(DeviceError, match="không phải USB"):
        require_target(tmp_path, MIB, Path("/proc"))
    listed(monkeypatch, stick(tmp_path))
    with pytest.raises(DeviceError, match="Không thấy USB"):
        require_target(tmp_path / "gone", MIB, Path("/proc"))


def test_a_typed_path_may_be_any_local_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = require_target(tmp_path / "a" / "b", MIB, tmp_path, allow_any=True)
    assert target.folder.is_dir()
    assert "không phải USB" in target.note
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DeviceError, match="không phải thư mục"):
        require_target(tmp_path / "file", MIB, tmp_path, allow_any=True)
    with pytest.raises(DeviceError, match="chỉ còn trống"):
        require_target(tmp_path, 2**60, tmp_path, allow_any=True)


@pytest.mark.parametrize("changes", [{"network": True}, {"read_only": True}, {"optical": True}])
def test_a_typed_path_may_not_be_a_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any]
) -> None:
    listed(monkeypatch, stick(tmp_path, **changes))
    with pytest.raises(DeviceError):
        require_target(tmp_path, MIB, Path("/proc"), allow_any=True)


class Kernel:
    """A Windows with a system disk, a USB disk that calls itself fixed, sticks, a share, a disc, an empty reader."""

    DRIVES: ClassVar[dict[str, tuple[int, str | None, str, int, int, bool]]] = {
        "C": (3, "", "NTFS", 0x11112222, 0, False),
        "D": (3, "SAO LUU", "NTFS", 0x33334444, 0, True),
        "E": (2, "USB XÃ", "exFAT", 0x1A2B3C4D, 0, True),
        "F": (4, "chung", "NTFS", 0x55556666, 0, False),
        "G": (5, "DISC", "CDFS", 0x77778888, 0x80000, False),
        "H": (2, None, "", 0, 0, False),
        "I": (2, "KHOA", "FAT32", 0x9999AAAA, 0x80000, True),
        "J": (1, None, "", 0, 0, False),
        "K": (3, "DU LIEU", "NTFS", 0xBBBBCCCC, 0, False),
    }

    def __init__(self) -> None:
        self.CreateFileW = self._Opener()
        self.open = 0
        self.quiet = 0

    class _Opener:
        restype: Any = None

        def __call__(self, path: str, *_rest: Any) -> int:
            return ord(path[4]) if path[4] != "K" else ctypes.c_void_p(-1).value or 0

    def SetErrorMode(self, mode: int) -> None:  # noqa: N802 - Windows names
        self.quiet = mode

    def GetLogicalDrives(self) -> int:  # noqa: N802
        return sum(1 << ord(letter) - ord("A") for letter in self.DRIVES)

    def GetDriveTypeW(self, root: str) -> int:  # noqa: N802
        return self.DRIVES[root[0]][0]

    def GetVolumeInformationW(  # noqa: N802
        self, root: str, label: Any, _l: int, serial: Any, _m: Any, flags: Any, system: Any, _s: int
    ) -> int:
        _kind, name, filesystem, number, bits, _usb = self.DRIVES[root[0]]
        if name is None:
            return 0
        label.value, system.value = name, filesystem
        serial._obj.value, flags._obj.value = number, bits
        return 1

    def GetDiskFreeSpaceExW(self, _root: str, free: Any, size: Any, _all: Any) -> int:  # noqa: N802
        free._obj.value, size._obj.value = 2**30, 2**33
        return 1

    def DeviceIoControl(self, handle: Any, _code: int, _q: Any, _n: int, *rest: Any) -> int:  # noqa: N802
        usb = self.DRIVES[chr(handle.value)][5]
        rest[0][28] = 7 if usb else 11
        return 1

    def CloseHandle(self, _handle: Any) -> int:  # noqa: N802
        self.open += 1
        return 1


def test_windows_tells_volumes_apart() -> None:
    kernel = Kernel()
    found = {str(volume.path)[0]: volume for volume in windows_volumes(kernel, "C:")}
    assert sorted(found) == ["C", "D", "E", "F", "G", "I", "K"]
    assert [letter for letter, volume in found.items() if volume.removable] == ["D", "E", "I"]
    assert (found["E"].serial, found["E"].filesystem, found["E"].label) == (
        "1A2B-3C4D",
        "exfat",
        "USB XÃ",
    )
    assert [letter for letter, volume in found.items() if not refusal(volume)] == ["D", "E"]
    assert found["C"].system
    assert kernel.quiet == 1
    assert kernel.open == 2


def test_a_target_of_nothing_is_a_device_error(tmp_path: Path) -> None:
    with pytest.raises(DeviceError):
        Target.of(tmp_path / "nowhere")


def test_windows_error_numbers_have_sentences() -> None:
    error = OSError(22, "Invalid argument")
    error.winerror = 1117  # type: ignore[attr-defined]
    assert "báo lỗi khi ghi" in device_error(error).message
    assert "thử" not in device_error(OSError(999, "strange")).message
    assert "strange" in device_error(OSError(999, "strange")).message
