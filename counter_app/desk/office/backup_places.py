"""The places for copies today: a stick has another letter each time, and a folder of its path may be another.

A volume is told by its serial. Where it has none (a share, a disk without one) the path counts, and a path that was on
another disk when it was named and lies on the data's disk now is one whose disk is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from counter_app.domain.backups.place import BackupPlace
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.sync.stick import volumes
from counter_app.sync.stick.volumes import no_name_text
from counter_app.system import files
from counter_app.system.places import as_meant, on_network, unspeakable

if TYPE_CHECKING:
    from counter_app.sync.stick.volumes import Volume

FIELDS = ("first", "second")


def volume_words(path: Path, found: Sequence[Volume] | None = None) -> str:
    """The way people call the volume a path lies on: label and serial; its path where it has neither."""
    with suppress(OSError):
        volume = _volume_of(path, volumes.list_volumes() if found is None else found)
        if volume is not None:
            return " ".join(filter(None, (volume.label, volume.serial))) or str(volume.path)
    return ""


def place_named(folder: str, data: Path, field: str) -> BackupPlace:
    """A place as somebody names it now. Errors: RuleError (``field``) for one that can hold no copy."""
    wanted = Path(as_meant(folder)).absolute()
    if name := unspeakable(wanted):
        raise RuleError(no_name_text(name), field=field)
    apart = not wanted.is_relative_to(data) and _apart(wanted, data)
    if not _nearest(wanted).is_dir():
        raise RuleError(
            _("{path} không phải thư mục. Chọn thư mục khác.").format(path=folder), field=field
        )
    if not files.may_write(_nearest(wanted)):
        raise RuleError(
            _("Không ghi được vào {path}. Chọn nơi khác ghi được.").format(path=folder), field=field
        )
    volume = None if on_network(wanted) else _volume_of(wanted, volumes.list_volumes())
    if volume is None or not volume.serial:
        return BackupPlace(folder=str(wanted), apart=apart)
    inside = files.resolved(wanted).relative_to(volume.path)
    return BackupPlace(
        folder=str(wanted),
        serial=volume.serial,
        label=volume.label,
        inside=str(PurePosixPath(*inside.parts)) if inside.parts else "",
        apart=apart,
    )


def require_two_places(places: Sequence[BackupPlace]) -> None:
    """Errors: RuleError for a first place that is lost together with the data, or one place named twice."""
    if not places[0].apart:
        raise RuleError(
            _(
                "Nơi thứ nhất cùng ổ đĩa với dữ liệu: hỏng ổ là mất cả hai, như không sao lưu. Chọn USB hoặc ổ khác."
            ),
            field=FIELDS[0],
            rule="same_disk",
        )
    if len(places) > 1 and _same_folder(places[0], places[1]):
        raise RuleError(
            _("Hai nơi là một thư mục. Chọn nơi thứ hai trên USB hoặc ổ khác."), field=FIELDS[1]
        )


def on_one_volume(places: Sequence[BackupPlace]) -> bool:
    """True if both places are lost with one disk."""
    if len(places) < 2:
        return False
    first, second = places[:2]
    if first.serial or second.serial:
        return first.serial == second.serial
    devices = [files.identity(_nearest(Path(place.folder)))[0] for place in (first, second)]
    return devices[0] == devices[1]


def folder_today(
    place: BackupPlace, data: Path, found: Sequence[Volume] | None = None
) -> Path | None:
    """The present folder of a place; None while its stick, disk or share is not there. May wait for a network."""
    if place.serial:
        mounted = [
            volume
            for volume in (volumes.list_volumes() if found is None else found)
            if volume.serial == place.serial
        ]
        usual = [volume for volume in mounted if Path(place.folder).is_relative_to(volume.path)]
        volume = next(iter(usual or mounted), None)
        return None if volume is None else Path(volume.path, *PurePosixPath(place.inside).parts)
    folder = Path(place.folder)
    if not place.apart:
        return folder
    # What is left of a path whose disk is gone lies on the disk of the data.
    return folder if _nearest(folder).exists() and _apart(folder, data) else None


def _apart(folder: Path, data: Path) -> bool:
    return files.identity(_nearest(folder))[0] != files.identity(data)[0]


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next((each for each in (folder, *folder.parents) if each.exists()), folder)


def _volume_of(folder: Path, found: Sequence[Volume]) -> Volume | None:
    return volumes.volume_of(_nearest(folder), found)


def _same_folder(one: BackupPlace, other: BackupPlace) -> bool:
    if one.serial or other.serial:
        return (one.serial, one.inside) == (other.serial, other.inside)
    return files.resolved(Path(one.folder)) == files.resolved(Path(other.folder))
