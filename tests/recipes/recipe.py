"""One recipe: the edits of production files that add one thing, and a script that proves it is there."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ("resources", "tests", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Edit:
    """``old`` stands exactly once in ``file`` (from counter_app/) and becomes ``new``; a new file has no ``old``."""

    file: str
    old: str
    new: str

    def make(self, package: Path) -> None:
        """Errors: ValueError unless ``old`` stands there exactly once, or the new file is there already."""
        path = package / self.file
        if not self.old:
            if path.exists():
                raise ValueError(f"{self.file} is there already")
            path.parent.mkdir(exist_ok=True)
            path.write_text(self.new, "utf-8")
            return
        text = path.read_text("utf-8")
        if (times := text.count(self.old)) != 1:
            raise ValueError(f"{self.file}: {self.old!r} stands there {times} times, not once")
        path.write_text(text.replace(self.old, self.new), "utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """``page`` of docs/adding.md, at most how many production files it may cost, and the script ``proof``.

    The script runs in the copy with ``office`` (a new one, on a fixed Monday), ``tmp`` and the names of tests.makers.
    """

    name: str
    page: str
    most: int
    edits: tuple[Edit, ...]
    proof: str

    def files(self) -> list[str]:
        """The production files it touches."""
        return sorted({edit.file for edit in self.edits})

    def follow(self, copy: Path) -> None:
        """Make a copy of the tree and follow the recipe in it."""
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "counter_app", copy / "counter_app", ignore=ignored)
        for name in SHARED:  # read only: no copy is needed
            (copy / name).symlink_to(ROOT / name)
        for edit in self.edits:
            edit.make(copy / "counter_app")
