"""The places of things: the office's data folder and the files shipped with the program."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

from counter_app import RELEASED

DATABASE_NAME = "so-lieu.db"
PAPERS = "giay-da-in"
"""The folder of papers that are printed to files, among the data."""
RELEASE_DAY = Path("release", "ngay-phat-hanh.txt")
"""Among the resources of a built program: the day of the commit it was built from."""


@cache
def resources_dir() -> Path:
    """The folder with fonts, icons, catalogue, calendar and locale: in a checkout, a wheel and a frozen build."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    beside = Path(__file__).resolve().parent / "resources"
    return beside if beside.is_dir() else Path(__file__).resolve().parent.parent / "resources"


def released() -> str:
    """The day of the release (YYYY-MM-DD): as the build wrote it down, or later by what the sources say."""
    with suppress(OSError, ValueError):
        said = (resources_dir() / RELEASE_DAY).read_text("ascii").strip()
        return max(date.fromisoformat(said).isoformat(), RELEASED)
    return RELEASED


def default_data_dir() -> Path:
    """The data folder when none is named: ``COUNTER_DATA`` or the user's own data folder."""
    named = os.environ.get("COUNTER_DATA")
    if named:
        return Path(named)
    import platformdirs  # only here: it is the slowest import of a start

    return Path(platformdirs.user_data_dir("quay-mot-cua", appauthor=False))


def database_path(data_dir: Path) -> Path:
    """The one SQLite file of an office."""
    return data_dir / DATABASE_NAME
