"""Room kept for the day on which the disk fills up: a file that gives way to the work of the evening.

A full disk refuses the signing in, the closing and the erasing too, and an office that cannot sign in carries nothing
away. What is laid while there is plenty goes at the first act that finds no room; the next one has it.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from counter_app.system import files

NAME = "cho-du-phong.bin"
SIZE = 16 * 2**20
"""Some hundred acts, a closing, a signed batch's journal entries and what SQLite needs to fold them in."""
PLENTY = 64
"""It is laid where so many of it would fit."""


def lay(folder: Path) -> bool:
    """Keep the room in a folder, where there is plenty; whether it is there now. A disk that refuses it keeps it."""
    path = folder / NAME
    with suppress(OSError):
        if path.is_file() and path.stat().st_size == SIZE:
            return True
        if shutil.disk_usage(folder).free < PLENTY * SIZE:
            return False
        files.remove(path)
        # Drawn by chance: a disk that packs zeros would keep no room.
        files.write_new(path, (os.urandom(2**20) for _part in range(SIZE // 2**20)))
        return True
    return False


def give_way(folder: Path) -> bool:
    """Let go of the room; whether there was any."""
    path = folder / NAME
    try:
        there = path.is_file()
        files.remove(path)
    except OSError:
        return False
    return there
