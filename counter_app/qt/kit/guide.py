"""The user guide as it ships: where it lies, and what its chapters are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app import paths
from counter_app.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = "huong-dan.md"


@dataclass(frozen=True, slots=True)
class HelpPlace:
    """The place the guide opens at: a heading, and the line looked for below it by name ("" for the heading)."""

    section: str
    about: str = ""


def guide_path() -> Path | None:
    """The user guide as shipped."""
    path = paths.resources_dir() / "guide" / GUIDE
    return path if path.is_file() else None


def chapters() -> list[str]:
    """The titles of its chapters and their parts; none without a guide."""
    path = guide_path()
    if path is None:
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.lstrip("#").strip() for line in lines if line.startswith(("## ", "### "))]
