"""Whole folders: copied, put on the disk, and taken away."""

from __future__ import annotations

import shutil
from pathlib import Path

from counter_app.system import files


def sync_tree(folder: Path) -> None:
    """Return when the names of a folder and of all that lie in it are on the disk. Errors: OSError."""
    for inner in sorted(path for path in folder.rglob("*") if not path.is_symlink()):
        if inner.is_dir():
            files.sync_folder(inner)
    files.sync_folder(folder)


def copy_tree(source: Path, target: Path) -> None:
    """Copy a folder with all that is in it to a place where nothing is; the copies are ours to write to.

    Marks of being read-only and rights for others stay behind: a copy that comes back from a stick or a disc has them.
    Errors: OSError.
    """
    target.mkdir()
    for inner in sorted(source.iterdir()):
        if inner.is_dir():
            copy_tree(inner, target / inner.name)
        else:
            shutil.copyfile(inner, target / inner.name)


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, should it be there; what it links to stays. Errors: OSError."""
    if folder.is_symlink() or folder.is_file():
        files.remove(folder)
    elif folder.is_dir():
        files.patiently(lambda: shutil.rmtree(folder))
