"""What else is on the stick: programs and shortcuts that have no business there. They are named, never opened."""

from __future__ import annotations

import itertools
from pathlib import Path

_SUFFIXES = frozenset(
    {
        ".exe",
        ".lnk",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
        ".wsf",
        ".scr",
        ".bat",
        ".cmd",
        ".com",
        ".pif",
        ".ps1",
        ".hta",
    }
    | {".msi", ".cpl", ".dll", ".jar"}
)
_NAMES = frozenset({"autorun.inf"})
_MOST_SEEN, _MOST_TOLD = 5_000, 20


def strange_files(folder: Path) -> tuple[str, ...]:
    """Names in the stick's top folder that a virus would use; empty when it cannot be listed."""
    try:
        names = [path.name for path in itertools.islice(folder.iterdir(), _MOST_SEEN)]
    except OSError:
        return ()
    found = [
        name for name in names if name.lower() in _NAMES or Path(name.lower()).suffix in _SUFFIXES
    ]
    return tuple(sorted(found)[:_MOST_TOLD])
