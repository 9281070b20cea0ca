"""Copies on this computer's disks and sticks, for whoever has no office yet and looks for the one of before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.office.backup_notes import FoundCopy, copies_in, in_order
from counter_app.desk.office.backup_places import volume_words
from counter_app.desk.office.backups import BESIDE_DATA, ListedCopy
from counter_app.sync.stick import volumes
from counter_app.system import files

if TYPE_CHECKING:
    from counter_app.sync.stick.volumes import Volume

_MOST_FOLDERS = 200
"""Folders of a disk that are looked into: its root and those right below it."""
MOST_COPIES = 60


def copies_around(data_dir: Path) -> tuple[ListedCopy, ...]:
    """The copies beside the data folder and at the top of every disk that is no network's, the latest first.

    May take as long as a slow stick takes.
    """
    found = dict[Path, FoundCopy]()
    mounted = [each for each in _volumes() if not (each.network or each.optical)]
    for folder in _folders(data_dir, mounted):
        with suppress(OSError):
            for copy in copies_in(folder):
                found.setdefault(files.resolved(copy.path), copy)
    latest = in_order(found.values())[:MOST_COPIES]
    return tuple(
        ListedCopy(copy=copy, place=volume_words(copy.path, mounted), ours=True) for copy in latest
    )


def _volumes() -> Sequence[Volume]:
    try:
        return volumes.list_volumes()
    except OSError:
        return ()


def _folders(data_dir: Path, mounted: Iterable[Volume]) -> Iterator[Path]:
    yield from (data_dir, data_dir / BESIDE_DATA)
    for volume in mounted:
        yield volume.path
        with suppress(OSError):
            below = (path for path in volume.path.iterdir() if not path.name.startswith((".", "$")))
            yield from islice((path for path in below if _is_folder(path)), _MOST_FOLDERS)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir() and not path.is_symlink()
    except OSError:
        return False
