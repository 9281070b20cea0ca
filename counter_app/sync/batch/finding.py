"""Finding batches in a folder that may be anything: a stick, a copy of one, or ten thousand foreign files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from counter_app.sync.batch.names import (
    MANIFEST_SUFFIX,
    PREFIX,
    SIGNATURE_SUFFIX,
    is_archive,
    is_like,
    is_packed,
    is_shortcut,
    stem_of,
    without_attempt,
)
from counter_app.sync.stick.media import leads_elsewhere
from counter_app.values import dataclass

MOST_ENTRIES = 50_000
MOST_DEPTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Manifests by name, payloads without one, names that only look like ours, archives; ``cut``: it was too much.

    Where there is nothing of all this, a batch may be in ``archives`` of other names. ``shortcuts`` only say where
    something lies: those with a name of ours, and every one where nothing else was found.
    """

    manifests: tuple[Path, ...]
    lonely: tuple[Path, ...]
    odd: tuple[Path, ...]
    packed: tuple[Path, ...]
    cut: bool
    archives: tuple[Path, ...] = ()
    shortcuts: tuple[Path, ...] = ()

    @property
    def nothing(self) -> bool:
        """True if there is nothing that could be a batch or a part of one."""
        return not (self.manifests or self.lonely or self.odd or self.packed)


def find_batches(folder: Path) -> Found:
    """Look for batches in ``folder`` and up to ``MOST_DEPTH`` folders below; links are not followed.

    Errors: OSError when ``folder`` itself cannot be listed.
    """
    seen, cut = _walk(folder)
    manifests: list[Path] = []
    payloads: list[Path] = []
    odd, packed, shortcuts = [], [], []
    for path in seen:
        if path.name.upper().startswith(PREFIX) and not stem_of(path.name) and _says_where(path):
            shortcuts.append(path)
        elif is_packed(path.name):
            packed.append(path)
        elif is_like(path.name):
            odd.append(path)
        elif path.name.endswith(SIGNATURE_SUFFIX):
            continue  # read with its manifest; alone it says nothing
        elif stem_of(path.name):
            (manifests if path.name.endswith(MANIFEST_SUFFIX) else payloads).append(path)
    complete = {(path.parent, without_attempt(stem_of(path.name))) for path in manifests}
    lonely = [
        path
        for path in payloads
        if (path.parent, without_attempt(stem_of(path.name))) not in complete
    ]
    found = Found(
        manifests=tuple(manifests),
        lonely=tuple(lonely),
        odd=tuple(odd),
        packed=tuple(packed),
        cut=cut,
        shortcuts=tuple(shortcuts),
    )
    return _with_others(found, seen) if found.nothing else found


def _with_others(found: Found, seen: list[Path]) -> Found:
    """The finding with files that may stand for a batch where there is none."""
    archives = tuple(path for path in seen if is_archive(path.name))
    return replace(found, archives=archives, shortcuts=tuple(filter(_says_where, seen)))


def _says_where(path: Path) -> bool:
    """True if there is no file, but where one would be: a shortcut, a link, a junction."""
    try:
        return is_shortcut(path.name) or leads_elsewhere(os.lstat(path))
    except OSError:
        return False


def _walk(folder: Path) -> tuple[list[Path], bool]:
    """Everything but real folders, by name; and whether the look was cut short."""
    left = MOST_ENTRIES
    seen: list[Path] = []
    level = [folder]
    for depth in range(MOST_DEPTH + 1):
        below: list[Path] = []
        for place in level:
            for entry in _entries(place, strict=depth == 0):
                left -= 1
                if left < 0:
                    return sorted(seen), True
                if _is_folder(entry) and not stem_of(entry.name):
                    below.append(Path(entry.path))
                else:
                    seen.append(Path(entry.path))
        level = sorted(below, key=lambda path: (not path.name.startswith(PREFIX), path))
    return sorted(seen), bool(level)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not leads_elsewhere(os.lstat(entry.path))
    except OSError:
        return False


def _entries(folder: Path, *, strict: bool) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        if strict:
            raise
