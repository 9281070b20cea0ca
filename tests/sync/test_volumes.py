"""Which volumes may carry a batch, on both systems, from answers that are set by hand and from this very machine."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path, PureWindowsPath
from typing import Any, ClassVar

import pytest

from counter_app.errors import DeviceError
from counter_app.sync.stick import volumes
from counter_app.sync.stick.media import Files, device_error
from counter_app.sync.stick.volumes import (
    Target,
    Volume,
    list_volumes,
    refusal,
    require_same,
    require_target,
    require_volume,
    volume_of,
)
from counter_app.sync.stick.volumes_windows import windows_volumes
from counter_app.system.places import is_share

MIB = 2**20


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
    """A Windows with a system disk, a USB disk that calls itself fixed, sticks, a share, a disc, an empty reader.

    And a floppy drive, a disk that is locked (BitLocker) and a card that calls itself fixed.
    """

    DRIVES: ClassVar[dict[str, tuple[int, str | None, str, int, int, bool]]] = {
        "A": (2, None, "", 0, 0, False),
        "C": (3, "", "NTFS", 0x11112222, 0, False),
        "D": (3, "SAO LUU", "NTFS", 0x33334444, 0, True),
        "E": (2, "USB XÃ", "exFAT", 0x1A2B3C4D, 0, True),
        "F": (4, "chung", "NTFS", 0x55556666, 0, False),
        "G": (5, "DISC", "CDFS", 0x77778888, 0x80000, False),
        "H": (2, None, "", 0, 0, False),
        "I": (2, "KHOA", "FAT32", 0x9999AAAA, 0x80000, True),
        "J": (1, None, "", 0, 0, False),
        "L": (3, "", "", 0, 0, False),
        "M": (3, "THE NHO", "FAT32", 0xDDDDEEEE, 0, True),
        "K": (3, "DU LIEU", "NTFS", 0xBBBBCCCC, 0, False),
    }

    def __init__(self) -> None:
        self.CreateFileW = self._Opener()
        self.open = 0
        self.modes: list[int] = []
        self.asked: set[str] = set()

    class _Opener:
        def __call__(self, path: str, *_rest: Any) -> int:
            return ord(path[4]) if path[4] != "K" else ctypes.c_void_p(-1).value or 0

    def SetThreadErrorMode(self, mode: int, before: Any) -> int:  # noqa: N802 - Windows names
        if before is not None:
            before._obj.value = 0x8000
        self.modes.append(mode)
        return 1

    def GetLogicalDrives(self) -> int:  # noqa: N802
        return sum(1 << ord(letter) - ord("A") for letter in self.DRIVES)

    def GetDriveTypeW(self, root: str) -> int:  # noqa: N802
        return self.DRIVES[root[0]][0]

    def GetVolumeInformationW(  # noqa: N802
        self, root: str, label: Any, _l: int, serial: Any, _m: Any, flags: Any, system: Any, _s: int
    ) -> int:
        self.asked.add(root[0])
        _kind, name, filesystem, number, bits, _usb = self.DRIVES[root[0]]
        if name is None:
            return 0
        label.value, system.value = name, filesystem
        serial._obj.value, flags._obj.value = number, bits
        return 1

    def GetDiskFreeSpaceExW(self, root: str, free: Any, size: Any, _all: Any) -> int:  # noqa: N802
        self.asked.add(root[0])
        if root[0] == "L":
            return 0
        free._obj.value, size._obj.value = 2**30, 2**33
        return 1

    def DeviceIoControl(self, handle: Any, _code: int, _q: Any, _n: int, *rest: Any) -> int:  # noqa: N802
        usb = self.DRIVES[chr(handle.value)][5]
        rest[0][28] = (12 if chr(handle.value) == "M" else 7) if usb else 11
        return 1

    def CloseHandle(self, _handle: Any) -> int:  # noqa: N802
        self.open += 1
        return 1


def test_windows_tells_volumes_apart() -> None:
    kernel = Kernel()
    found = {str(volume.path)[0]: volume for volume in windows_volumes(kernel, "C:")}
    assert sorted(found) == ["C", "D", "E", "F", "G", "I", "K", "M"]
    assert [letter for letter, volume in found.items() if volume.removable] == ["D", "E", "I", "M"]
    assert (found["E"].serial, found["E"].filesystem, found["E"].label) == (
        "1A2B-3C4D",
        "exfat",
        "USB XÃ",
    )
    allowed = [letter for letter, volume in found.items() if not refusal(volume)]
    assert allowed == ["D", "E", "M"]
    assert found["C"].system
    assert kernel.open == 3
    assert kernel.modes == [1, 0x8000], "the thread's mode is given back"


def test_nothing_is_asked_of_another_computer_or_a_floppy_drive() -> None:
    """A mapping whose computer is off answers after a minute, and the one worker waits with it."""
    kernel = Kernel()
    found = windows_volumes(kernel, "C:")
    assert kernel.asked == set("CDEGHIKLM")
    (share,) = [volume for volume in found if volume.network]
    assert (str(share.path)[0], share.size) == ("F", 0)


@pytest.mark.parametrize(
    ("path", "share"),
    [
        (r"\\may-chu\chung\so-lieu", True),
        ("//may-chu/chung", True),
        (r"\\?\UNC\may-chu\chung\x", True),
        (r"\\?\unc\may-chu\chung", True),
        (r"\\wsl$\Debian\home", True),
        (r"\\?\C:\QuayMotCua", False),
        (r"\\.\C:\QuayMotCua", False),
        (r"C:\QuayMotCua", False),
        (r"C:unc", False),
        (r"\QuayMotCua", False),
        ("so-lieu", False),
    ],
)
def test_a_path_of_windows_says_whether_it_is_of_another_computer(path: str, share: bool) -> None:
    assert is_share(PureWindowsPath(path)) is share


def test_a_typed_path_on_the_network_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volumes, "on_network", lambda _path: True)
    with pytest.raises(DeviceError, match="ổ mạng"):
        require_target(tmp_path / "a", MIB, tmp_path, allow_any=True)
    assert not (tmp_path / "a").exists()


def test_a_target_of_nothing_is_a_device_error(tmp_path: Path) -> None:
    with pytest.raises(DeviceError):
        Target.of(tmp_path / "nowhere")


def refused(number: int | None, errno_: int) -> str:
    """What is said of an error as Windows raises it: ``winerror`` is there, and often empty."""
    error = OSError(errno_, "Invalid argument")
    setattr(error, "winerror", number)  # noqa: B010 - the attribute is Windows' own
    return device_error(error).message


@pytest.mark.parametrize(
    ("number", "errno_", "words"),
    [
        *((number, errno.EINVAL, "bị rút ra") for number in (433, 1006, 1110, 1112, 1167, 1617)),
        *((number, errno.EINVAL, "báo lỗi khi ghi") for number in (23, 27, 31, 121, 1117, 1393)),
        (19, errno.EACCES, "Gạt nút khóa"),
        (21, errno.EACCES, "bị rút ra"),
        (32, errno.EACCES, "chương trình khác giữ"),
        (33, errno.EACCES, "chương trình khác giữ"),
        (5, errno.EACCES, "Không có quyền"),
        (39, errno.ENOSPC, "USB đầy"),
        (112, errno.ENOSPC, "USB đầy"),
        (223, errno.EINVAL, "Tệp lớn hơn"),
        (123, errno.EINVAL, "không nhận tên tệp"),
    ],
)
def test_windows_numbers_have_sentences(number: int, errno_: int, words: str) -> None:
    assert words in refused(number, errno_)


@pytest.mark.parametrize("number", [None, 0, 21, 433, 999, 1006, 1117, 1167, 1617, 4390])
@pytest.mark.parametrize("errno_", [errno.EINVAL, errno.EBADF, errno.EACCES])
def test_a_pulled_stick_is_never_to_be_formatted(number: int | None, errno_: int) -> None:
    """Windows' C library calls every number it does not know "invalid argument"."""
    assert "Định dạng" not in refused(number, errno_)


def test_an_unknown_error_is_told_by_its_number() -> None:
    assert "thử" not in device_error(OSError(999, "strange")).message
    assert "999" in device_error(OSError(999, "strange")).message
