"""A sheet of a workbook that takes the body of a table as rows written already.

XlsxWriter keeps every cell as an object and writes it attribute by attribute; with that a day of 300 dossiers took
three times as long. Heads, notes and the page's set-up stay its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from counter_app.values import pattern

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_ODD = pattern("[\x00-\x1f&<>\ufffe\uffff]|_x[0-9a-fA-F]{4}_")


class RowSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet with one run of ready rows."""

    fh: IO[str]
    dim_rowmin: int
    dim_rowmax: int
    _first = 0
    _ready: Sequence[Sequence[str]] = ()

    def place_rows(self, first: int, rows: Sequence[Sequence[str]]) -> None:
        """Put rows from ``first`` (counted from 0) on; a cell is what follows its reference, such as `` s="1"/>``."""
        if rows and rows[0]:
            self._first, self._ready = first, rows
            self._check_dimensions(first + len(rows) - 1, len(rows[0]) - 1)

    def style_of(self, style: Format) -> int:
        """The number under which cells name a format."""
        number: int = style._get_xf_index()  # noqa: SLF001 - what the base class asks too
        return number

    @classmethod
    def text(cls, text: str) -> str:
        """The text as a sheet's XML writes it."""
        if not _ODD.search(text):
            return text
        escaped = str(cls._escape_control_characters(text))
        return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def _write_rows(self) -> None:
        """In place of the base class: its own rows, the ready ones, its own rows after them."""
        if not self._ready:
            super()._write_rows()
            return
        first, last = self.dim_rowmin, self.dim_rowmax
        self.dim_rowmax = self._first - 1
        super()._write_rows()
        self._write_ready()
        self.dim_rowmin, self.dim_rowmax = self._first + len(self._ready), last
        super()._write_rows()
        self.dim_rowmin = first

    def _write_ready(self) -> None:
        starts = [f'<c r="{xl_col_to_name(index)}' for index in range(len(self._ready[0]))]
        for number, cells in enumerate(self._ready, start=self._first + 1):
            middle = f'{number}"'
            written = [f"{start}{middle}{cell}" for start, cell in zip(starts, cells, strict=True)]
            self.fh.write(f'<row r="{number}">{"".join(written)}</row>')
