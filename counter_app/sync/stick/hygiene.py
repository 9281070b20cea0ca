"""The strange files on a stick: programs and shortcuts that have no business there. They are named, never opened.

Looked at as deep as a bound of files and of time lets; names and attributes alone, no link is followed.
"""

from __future__ import annotations

import os
import stat
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from counter_app.domain.exchange.stick import StrangeFiles
from counter_app.sync.stick.media import leads_elsewhere

_PROGRAMS = frozenset({
    ".exe", ".com", ".scr", ".pif", ".bat", ".cmd", ".ps1", ".psm1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh",
    ".hta", ".msi", ".msp", ".msc", ".cpl", ".dll", ".jar", ".reg", ".inf", ".chm", ".scf", ".lnk", ".url",
    ".appref-ms", ".iso", ".img", ".vhd", ".vhdx",
})  # fmt: skip
_SHORTCUTS = (".lnk", ".url", ".scf")
_PAPERS = frozenset({
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".txt", ".rtf", ".jpg", ".jpeg", ".png", ".gif",
    ".mp4", ".zip", ".rar",
})  # fmt: skip
"""The papers a program pretends to be by a second ending, as ``quyet-dinh.pdf.exe``."""
_TURNS_ROUND = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
"""Letters after which a name is drawn from right to left: ``quyet-dinh\u202efdp.exe`` looks like a paper."""
MOST_SEEN = 20_000
MOST_TOLD = 20
MOST_FOLDERS_DEEP = 12
SECONDS = 5.0


def strange_files(folder: Path, *, deep: bool = True) -> StrangeFiles:
    """The files a virus would use in a folder and below it (``deep``); nothing where it cannot be listed."""
    found = StrangeFiles()
    until, seen = time.monotonic() + SECONDS, 0
    level = [("", folder)]
    for _depth in range(MOST_FOLDERS_DEEP if deep else 1):
        below: list[tuple[str, Path]] = []
        for front, place in level:
            if seen >= MOST_SEEN or time.monotonic() > until:
                found.whole = False
                break
            entries = list(_entries(place, MOST_SEEN - seen))
            seen += len(entries)
            _judge(found, front, entries)
            below += [
                (f"{front}{entry.name}/", Path(entry.path))
                for entry in entries
                if _is_folder(entry)
            ]
        level = below
    found.whole = found.whole and (not level or not deep)
    for names in (found.programs, found.disguised, found.folders):
        names.sort()
        del names[MOST_TOLD:]
    return found


def _entries(place: Path, most: int) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            for _number, entry in zip(range(most), entries, strict=False):
                yield entry
    except OSError:
        return


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """True if it is a folder that lies here, not a way to somewhere else."""
    try:
        return entry.is_dir(follow_symlinks=False) and not leads_elsewhere(
            entry.stat(follow_symlinks=False)
        )
    except OSError:
        return False


def _judge(found: StrangeFiles, front: str, entries: list[os.DirEntry[str]]) -> None:
    folders = {entry.name.casefold() for entry in entries if _is_folder(entry)}
    replaced = set[str]()
    for entry in entries:
        name = entry.name
        if name.casefold() in folders:
            if not _can_be_seen(name):
                found.folders.append(f"{front}{name!r}")
                found.count += 1
            continue
        ending = Path(name.rstrip(" .").casefold()).suffix
        if ending not in _PROGRAMS or not _is_file(entry):
            continue
        found.programs.append(f"{front}{name}")
        found.count += 1
        stem = name.casefold().rstrip(" .").removesuffix(ending)
        if ending in (*_SHORTCUTS, ".exe") and stem in folders:
            replaced.add(stem)
        if Path(stem.rstrip()).suffix in _PAPERS or not _TURNS_ROUND.isdisjoint(name):
            found.disguised.append(f"{front}{name}")
    found.folders += [
        f"{front}{entry.name}" for entry in entries if entry.name.casefold() in replaced
    ]


def _is_file(entry: os.DirEntry[str]) -> bool:
    """True if it is a file, or a link by the name of one."""
    try:
        return not stat.S_ISDIR(entry.stat(follow_symlinks=False).st_mode)
    except OSError:
        return True


def _can_be_seen(name: str) -> bool:
    return any(unicodedata.category(letter)[0] not in "ZC" for letter in name)
