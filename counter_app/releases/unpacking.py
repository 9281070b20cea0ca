"""The archive of a release, unpacked: only below its folder, and all of it on the disk before anybody relies on it."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.system import files, trees
from counter_app.system.places import is_reserved

if TYPE_CHECKING:
    from counter_app.releases.release import Look

TOP = "counter-app"
"""The one folder of the archive; what lies in it becomes the folder of the version."""


def unpack(archive: Path, target: Path, look: Look = lambda _done, _total: None) -> None:
    """Unpack into a folder that is not there yet, and sync it.

    Errors: RuleError (rule "release") for an archive that is none, or reaches beyond its folder, or does not fit on the
    disk; OSError.
    """
    try:
        with zipfile.ZipFile(archive) as source:
            members = source.infolist()
            total = sum(member.file_size for member in members)
            require_room(target.parent, total)
            target.mkdir()
            done = 0
            for member in members:
                _put(source, member, target)
                done += member.file_size
                look(done, total)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, UnicodeError) as error:
        raise _damaged() from error
    trees.sync_tree(target)


def require_room(folder: Path, needed: int) -> None:
    """Requires that a disk has room for so many bytes, and some. Errors: RuleError (rule "release")."""
    if shutil.disk_usage(folder).free < needed + needed // 10:
        raise RuleError(
            _(
                "Ổ đĩa có thư mục {path} không đủ chỗ: cần {size} MB. Xóa bớt tệp rồi làm lại."
            ).format(path=folder, size=needed * 11 // 10 // 1_000_000 + 1),
            rule="release",
        )


def _damaged() -> RuleError:
    return RuleError(
        _("Tệp chương trình trong bản phát hành bị hỏng. Nhận lại từ nơi phát hành."),
        rule="release",
    )


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a member's place below the folder. Errors: RuleError for one that would go elsewhere."""
    parts = PurePosixPath(name).parts
    odd = any(part in (".", "..") or is_reserved(part) for part in parts)
    if odd or parts[:1] != (TOP,) or set(name) & set('\\:*?"<>|\0'):
        raise _damaged()
    return parts[1:]


def _put(source: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    parts = _parts(member.filename)
    place = target.joinpath(*parts)
    if member.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        return
    if not parts or place.exists():
        raise _damaged()
    place.parent.mkdir(parents=True, exist_ok=True)
    mode = member.external_attr >> 16
    if stat.S_ISLNK(mode):
        _link(source.read(member).decode(), place, target)
        return
    with source.open(member) as packed, place.open("xb") as made:
        shutil.copyfileobj(packed, made, files.CHUNK)
        made.flush()
        files.sync_handle(made.fileno())
    if mode & stat.S_IXUSR:
        place.chmod(0o755)


def _link(to: str, place: Path, target: Path) -> None:
    """A link to something beside it, as Linux names libraries. Errors: RuleError for one that leads out."""
    found = PurePosixPath(
        os.path.normpath(PurePosixPath(*place.relative_to(target).parent.parts, to))
    )
    if PurePosixPath(to).is_absolute() or found.parts[:1] == ("..",):
        raise _damaged()
    place.symlink_to(to)
