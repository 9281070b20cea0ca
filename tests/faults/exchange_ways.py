"""What becomes of sticks on their way, and of an import that ends in the middle."""

from __future__ import annotations

import os
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

LONGEST_IMPORT = 60_000
"""About so many calls of functions has the import of a small stick."""


def copied(stick: Path, target: Path, chance: Random) -> None:
    """A stick as people copy it: under other names, deeper, twice, packed."""
    ways = (_numbered, _in_capitals, _deeper, _twice, _packed)
    target.mkdir()
    chance.choice(ways)(stick, target)


def _numbered(stick: Path, target: Path) -> None:
    """As Windows calls what it finds a second time."""
    for path in _files(stick):
        stem, dot, rest = path.name.partition(".")
        shutil.copy(path, target / f"{stem} (1){dot}{rest}")


def _in_capitals(stick: Path, target: Path) -> None:
    for path in _files(stick):
        shutil.copy(path, target / path.name.upper())


def _deeper(stick: Path, target: Path) -> None:
    shutil.copytree(stick, target / "chép" / "thứ hai" / "HS")


def _twice(stick: Path, target: Path) -> None:
    for name in ("HS_99001", "bản sao"):
        shutil.copytree(stick, target / name)


def _packed(stick: Path, target: Path) -> None:
    with zipfile.ZipFile(target / "HS_99001.zip", "w") as pack:
        for path in _files(stick):
            pack.write(path, path.name)


def torn(stick: Path, target: Path, chance: Random) -> None:
    """A stick that was pulled, or gives back other bytes: one of its files is cut, changed or gone."""
    shutil.copytree(stick, target)
    path = chance.choice(_files(target))
    data = path.read_bytes()
    at = chance.randrange(len(data))
    harmed = data[:at], data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :], None
    chosen = chance.choice(harmed)
    path.unlink()
    if chosen is not None:
        path.write_bytes(chosen)


def _files(stick: Path) -> list[Path]:
    return sorted(path for path in stick.rglob("*") if path.is_file())


def killed(act: Callable[[], object], calls: int) -> None:
    """Carry something out in a process that dies at the so manieth call of a function; where it lives on, in whole."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    left = [calls]

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call":
            left[0] -= 1
            if not left[0]:
                os._exit(9)

    try:
        sys.setprofile(count)
        act()
    finally:
        os._exit(0)
