"""Volumes that may carry a batch, told apart by what they are, never by letter or path alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from counter_app.errors import DeviceError
from counter_app.i18n import _
from counter_app.sync.stick.media import DEVICE, Files, device_error
from counter_app.system import files
from counter_app.system.places import on_network, unspeakable
from counter_app.values import dataclass

OPTICAL = frozenset({"iso9660", "udf", "cdfs"})
_MARGIN = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A mounted volume. ``path`` is where it is mounted now; ``serial`` names the medium itself, empty if unknown.

    Sizes are bytes. ``removable`` counts USB disks in, which often call themselves fixed; ``system`` marks the disk
    that the operating system runs from.
    """

    path: Path
    label: str
    filesystem: str
    serial: str
    size: int
    free: int
    removable: bool
    read_only: bool
    system: bool = False
    network: bool = False
    optical: bool = False

    @property
    def identity(self) -> tuple[str, str, str, int]:
        """The facts that stay the same while the same medium is plugged in, wherever it appears."""
        return (self.serial, self.label, self.filesystem, self.size)

    @property
    def name(self) -> str:
        """The way people recognise it: label, path, serial."""
        serial = f" [{self.serial}]" if self.serial else ""
        return (
            f"{self.label or self.path} ({self.path}){serial}"
            if self.label
            else f"{self.path}{serial}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A folder chosen for writing, with the volume it was on when it was chosen.

    ``note`` says what the officer should know of a place that is no stick; empty for a stick.
    """

    folder: Path
    device: int
    volume: Volume | None = None
    note: str = ""

    @classmethod
    def of(cls, folder: Path, files: Files | None = None) -> Target:
        """A plain folder as it stands now. Errors: DeviceError."""
        try:
            return cls(folder=folder, device=(files or Files()).device(folder))
        except OSError as error:
            raise device_error(error) from error


def list_volumes() -> list[Volume]:
    """Every volume that a person could mean, system and network ones included; ``refusal`` tells them apart."""
    if sys.platform == "win32":
        from counter_app.sync.stick.volumes_windows import kernel, windows_volumes

        return windows_volumes(kernel())
    else:  # noqa: RET505 - of the two, a type checker reads the one of its own system
        from counter_app.sync.stick.volumes_linux import linux_volumes

        return linux_volumes()


def sticks(volumes: Iterable[Volume], data_dir: Path | None = None) -> list[Volume]:
    """Those of ``volumes`` that may be written to now."""
    return [volume for volume in volumes if not refusal(volume, data_dir=data_dir)]


def volume_of(path: Path, volumes: Iterable[Volume] | None = None) -> Volume | None:
    """The volume that ``path`` lies on; None when it is on none that is listed, or links lead nowhere."""
    try:
        place = files.resolved(path)
    except OSError:
        return None
    above = [
        volume
        for volume in (list_volumes() if volumes is None else volumes)
        if place.is_relative_to(volume.path) and _holds(volume, place)
    ]
    return max(above, key=lambda volume: len(volume.path.parts), default=None)


def refusal(volume: Volume, need: int = 0, data_dir: Path | None = None) -> str:
    """Why a batch is not written to this volume, with one next step; empty when it may be."""
    if volume.network:
        return _network_trouble(volume.name)
    if volume.optical:
        return _("{name} là đĩa quang, không ghi được. Cắm USB rồi chọn USB.").format(
            name=volume.name
        )
    if volume.system or (data_dir is not None and _holds(volume, data_dir)):
        return _("{name} là ổ của máy này, không phải USB. Cắm USB rồi chọn USB.").format(
            name=volume.name
        )
    if volume.read_only:
        return _(
            "{name} đang khóa ghi (chỉ đọc). Gạt nút khóa trên USB hoặc dùng USB khác."
        ).format(name=volume.name)
    if not volume.removable:
        return _("{name} không phải USB. Cắm USB rồi chọn USB.").format(name=volume.name)
    return _space_trouble(volume.name, volume.free, need) if need else ""


def no_name_text(name: str) -> str:
    """The sentence that no folder of Windows can have this name."""
    return _("Windows không nhận tên thư mục “{name}”. Đặt tên khác.").format(name=name)


def _network_trouble(name: object) -> str:
    return _("{name} là ổ mạng, không dùng để chuyển gói dữ liệu. Cắm USB rồi chọn USB.").format(
        name=name
    )


def _holds(volume: Volume, folder: Path) -> bool:
    try:
        return volume.path.stat().st_dev == folder.stat().st_dev
    except OSError:
        return False


def space_needed(need: int) -> int:
    """Free bytes wanted before ``need`` bytes are written."""
    return need + need // 10 + _MARGIN


def _space_trouble(name: str, free: int, need: int) -> str:
    if free >= space_needed(need):
        return ""
    return _(
        "{name} chỉ còn trống {free} MB, cần {need} MB. Xóa bớt tệp hoặc dùng USB khác."
    ).format(name=name, free=free // 2**20, need=-(-space_needed(need) // 2**20))


def require_volume(path: Path, *, need: int = 0, data_dir: Path | None = None) -> Volume:
    """The stick that ``path`` lies on. Errors: DeviceError when it is no volume that may be written to."""
    volume = volume_of(path)
    if volume is None or not path.exists():
        raise DeviceError(
            _("Không thấy USB ở {path}. Cắm lại USB rồi chọn lại.").format(path=path), device=DEVICE
        )
    reason = refusal(volume, need, data_dir)
    if reason:
        raise DeviceError(reason, device=DEVICE)
    return volume


def require_target(folder: Path, need: int, data_dir: Path, *, allow_any: bool = False) -> Target:
    """A folder with room for ``need`` bytes, checked before anything is written there.

    Without ``allow_any`` only a stick will do. With it – a path somebody typed out – any local folder is taken and
    made if it is missing; the result's ``note`` says that it is no stick. Errors: DeviceError.
    """
    if not allow_any:
        volume = require_volume(folder, need=need, data_dir=data_dir)
        return Target(folder=folder, device=folder.stat().st_dev, volume=volume)
    if name := unspeakable(folder):
        raise DeviceError(no_name_text(name), device=DEVICE)
    try:
        if on_network(folder):
            raise DeviceError(_network_trouble(folder), device=DEVICE)
        folder.mkdir(parents=True, exist_ok=True)
        target = Target(folder=folder, device=folder.stat().st_dev, volume=volume_of(folder))
        reason = _local_trouble(target, data_dir) or _space_trouble(
            str(folder), Files().free(folder), need
        )
    except FileExistsError as error:
        raise DeviceError(
            _("{path} không phải thư mục. Chọn thư mục khác.").format(path=folder), device=DEVICE
        ) from error
    except OSError as error:
        raise device_error(error) from error
    if reason:
        raise DeviceError(reason, device=DEVICE)
    return Target(
        folder=folder, device=target.device, volume=target.volume, note=_note(target, data_dir)
    )


def _local_trouble(target: Target, data_dir: Path) -> str:
    volume = target.volume
    beside_data = data_dir.exists() and data_dir.stat().st_dev == target.device
    if volume is None or beside_data or volume.system:
        return ""
    return refusal(volume) if volume.network or volume.optical or volume.read_only else ""


def _note(target: Target, data_dir: Path) -> str:
    if target.volume is not None and not refusal(target.volume, data_dir=data_dir):
        return ""
    return _("{path} không phải USB: tự sao chép cả thư mục sang USB.").format(path=target.folder)


def require_same(target: Target, files: Files) -> None:
    """Requires the target to be the medium that was chosen. Errors: DeviceError when it was changed or is gone."""
    try:
        same = files.device(target.folder) == target.device
    except OSError as error:
        raise device_error(error) from error
    if same and target.volume is not None:
        now = volume_of(target.folder)
        same = now is not None and now.identity == target.volume.identity
    if not same:
        raise DeviceError(
            _("USB đã bị rút hoặc đổi sang USB khác trong lúc ghi. Cắm đúng USB rồi ghi lại."),
            device=DEVICE,
        )
