"""Fresh lines of the warehouse on their way into its files."""

from __future__ import annotations

import csv
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from counter_app.superior.warehouse.columns import TABLES
from counter_app.system import files

if TYPE_CHECKING:
    from counter_app.superior.warehouse.lines import Line

NOTHING = "\\N"
"""The spelling of no value."""
_PREFIX = "moi-"


class Drafts:
    """Fresh lines, a text file for each table, until they are put into leaves."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(mkdtemp(dir=folder, prefix=_PREFIX))
        self._open = {
            table: self.path(table).open("w", encoding="utf-8", newline="") for table in TABLES
        }
        self._writers = {table: csv.writer(text) for table, text in self._open.items()}
        self.lines = 0

    @property
    def folder(self) -> Path:
        """The folder of drafts, with the files that are needed only as long as they are."""
        return self._folder

    def path(self, table: str) -> Path:
        """The place of a table's lines."""
        return self._folder / f"{table}.csv"

    def add(self, line: Line) -> None:
        """One line."""
        table, values = line
        self._writers[table].writerow([NOTHING if value is None else value for value in values])
        self.lines += 1

    def close(self) -> None:
        """Write all of it."""
        for text in self._open.values():
            text.close()

    def remove(self) -> None:
        """Take it off the disk."""
        with suppress(OSError):
            files.remove_folder(self._folder)


def clear_drafts(folder: Path) -> None:
    """Remove what runs left that were killed: it may tell what was erased since. Called while nobody else writes."""
    for path in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            files.remove_folder(path)
