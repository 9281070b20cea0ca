"""A folder that is put back as it was, as often as somebody works in it, by touching only what he changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

FOLDER = ()
"""What stands for a folder where files have size, moment and mode."""


class KeptCopy:
    """``root`` as it was when this was made, kept in ``kept``."""

    def __init__(self, root: Path, kept: Path) -> None:
        self.root, self.kept = root, kept
        shutil.copytree(root, kept)
        self.built = entries(kept)

    def changed(self) -> dict[str, Path | None]:
        """What is there and was not so, and what was and is not (None), by name in order."""
        there = entries(self.root)
        return {
            name: self.root / name if name in there else None
            for name in sorted(there.keys() | self.built.keys())
            if there.get(name) != self.built.get(name)
        }

    def renew(self) -> None:
        """What was left goes, what was changed or taken away is put back."""
        changed = self.changed()
        for name in reversed(changed):
            path = changed[name]
            if path is not None:
                path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        for name in changed:
            if self.built.get(name) == FOLDER:
                (self.root / name).mkdir()
            elif name in self.built:
                shutil.copy2(self.kept / name, self.root / name)


def entries(root: Path) -> dict[str, tuple[int, ...]]:
    """What lies below a folder, with size, moment to the nanosecond and mode of each file: a copy has its source's,
    and whoever writes to it changes the moment.
    """
    found: dict[str, tuple[int, ...]] = {}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with os.scandir(root / inside) as listed:
            for entry in listed:
                name = f"{inside}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    found[name] = FOLDER
                    waiting.append(f"{name}/")
                else:
                    facts = entry.stat(follow_symlinks=False)
                    found[name] = (facts.st_size, facts.st_mtime_ns, facts.st_mode)
    return found
