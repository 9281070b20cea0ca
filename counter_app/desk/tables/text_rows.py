"""Rows of a text file, whatever stands between its cells; a row that a quotation mark swallows is named by its line."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from counter_app.desk.tables.mending import blank
from counter_app.desk.tables.refusals import refused
from counter_app.desk.tables.room import Room, within
from counter_app.domain.tables import CellNote, NoteKind, Sheet, SheetRow
from counter_app.errors import RuleError
from counter_app.i18n import _

MOST_SEPARATORS = 1_000
MOST_LINES_OF_A_ROW = 1_000
_LOOKED_AT, _LINES_LOOKED_AT = 400_000, 1_000
_SEPARATORS = ";\t|,"
"""The likeliest first where two are equally regular: commas stand in sentences too."""
_SAID = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)
_GUARDED = ("=", "+", "-", "@")
"""What a spreadsheet would run; our own CSV files carry an apostrophe before it."""
_KEY = re.compile(r"(?=.*\d)[\w./-]{1,40}")
"""What a row begins with, and a line of a text does not: a number, a code."""
_FORMULA = re.compile(r'="((?:[^"]|"")*)"')


def text_sheet(text: str, name: str) -> Sheet:
    """The rows of a text. Errors: RuleError (field "file") naming the line that cannot be told apart."""
    lines = list(_lines(text))
    said = _SAID.fullmatch(lines[0].rstrip("\r\n")) if lines else None
    separator = said[1] if said else _separator(text)
    reading = _Reading(lines, separator, name)
    room, rows = Room(), []
    for number, cells in reading.rows(1 if said else 0):
        kept = within([_unguarded(cell) or None for cell in cells])
        if blank(kept):
            continue
        room.take(kept)
        rows.append(SheetRow(number=number, cells=kept))
    return Sheet(name="", rows=_with_halves(rows, reading.width))


def _with_halves(rows: list[SheetRow], width: int) -> tuple[SheetRow, ...]:
    """The rows, with a note on two that a line break made of one: together they are as wide as the others."""
    broken = {
        at + half
        for at in range(len(rows) - 1)
        for half in (0, 1)
        if len(rows[at].cells) + len(rows[at + 1].cells) - 1 == width
        and 1 < len(rows[at].cells) < width
        and rows[at + 1].number == rows[at].number + 1
    }
    note = CellNote(0, NoteKind.BROKEN)
    return tuple(
        replace(row, notes=(*row.notes, note)) if at in broken else row
        for at, row in enumerate(rows)
    )


def _lines(text: str) -> Iterator[str]:
    return iter(io.StringIO(text.removeprefix("\ufeff"), newline=""))


def _separator(text: str) -> str:
    """What makes most lines equally wide; one line with more cells than the others says nothing."""
    lines = [
        line for _at, line in zip(range(_LINES_LOOKED_AT), _lines(text[:_LOOKED_AT]), strict=False)
    ]
    return max(_SEPARATORS, key=lambda char: _regular(lines, char)[0])


def _regular(lines: list[str], separator: str) -> tuple[int, int]:
    """How many cells the usual width makes of the lines that have it, and that width."""
    widths = Counter(len(row) for line in lines if (row := _split(line, separator)))
    return max(
        ((count * (width - 1), width) for width, count in widths.items() if width > 1),
        default=(0, 1),
    )


def _split(line: str, separator: str) -> list[str]:
    """One line by itself; nothing where it cannot be told apart."""
    if line.count(separator) > MOST_SEPARATORS:
        return []
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


class _Reading:
    """One pass over the lines of a text."""

    def __init__(self, lines: list[str], separator: str, name: str) -> None:
        self._lines, self._separator, self._name = lines, separator, name
        self.width = _regular(lines[:_LINES_LOOKED_AT], separator)[1]
        self._at = 0

    def rows(self, first: int) -> Iterator[tuple[int, list[str]]]:
        """Every row with the number of its first line. Errors: RuleError."""
        self._at = first
        while self._at < len(self._lines):
            begun = self._at
            cells = self._row(begun)
            self._require_own(begun, cells)
            yield begun + 1, cells

    def _row(self, begun: int) -> list[str]:
        reader = csv.reader(self._from(begun), delimiter=self._separator, strict=True)
        try:
            return next(reader)
        except csv.Error as error:
            alone = self._alone(begun)
            if alone is None:
                raise self._refused(begun) from error
            self._at = begun + 1
            return alone

    def _from(self, begun: int) -> Iterator[str]:
        for at in range(begun, len(self._lines)):
            line = self._lines[at]
            too_long = line.count(self._separator) > MOST_SEPARATORS
            if too_long or at - begun >= MOST_LINES_OF_A_ROW:
                raise self._refused(begun) if at > begun else _no_table(self._name)
            self._at = at + 1
            yield line

    def _alone(self, begun: int) -> list[str] | None:
        """A line whose quotation marks stand oddly but in pairs, and that is as wide as the others."""
        line = self._lines[begun]
        cells = _split(line, self._separator)
        return cells if line.count('"') % 2 == 0 and len(cells) == self.width else None

    def _require_own(self, begun: int, cells: list[str]) -> None:
        """Errors: RuleError when a cell of several lines has swallowed the beginning of another row.

        A cell may hold lines of its own, papers with a semicolon behind each: a row begins with a key, or is whole.
        """
        if self._at - begun < 2 or self.width < 2:
            return
        for cell in cells:
            inner = cell.splitlines()[1:]
            if not inner:
                continue
            whole = any(line.count(self._separator) == self.width - 1 for line in inner[:-1])
            begins = any(self._key(line) for line in inner)
            if whole or (begins and cell.count(self._separator) >= max(self.width - 1, 2)):
                raise self._refused(begun)

    def _key(self, line: str) -> bool:
        first, found, _rest = line.partition(self._separator)
        return bool(found) and _KEY.fullmatch(first.strip()) is not None

    def _refused(self, begun: int) -> RuleError:
        return refused(
            _(
                "Dấu ngoặc kép ở dòng {line} của tệp {path} không đóng, các dòng sau bị dính vào nhau."
                " Sửa dòng đó hoặc lưu lại dạng .xlsx rồi nhập."
            ),
            line=begun + 1,
            path=self._name,
        )


def _no_table(name: str) -> RuleError:
    return refused(_("Tệp {path} không phải bảng CSV. Lưu lại bằng Excel rồi nhập."), path=name)


def _unguarded(text: str) -> str:
    formula = _FORMULA.fullmatch(text)
    if formula is not None:
        return formula[1].replace('""', '"')
    return text[1:] if text[:1] == "'" and text[1:2] in _GUARDED else text


def guarded(text: str) -> str:
    """The text of a CSV cell that no spreadsheet takes for a formula; ``text_sheet`` takes the guard away."""
    return "'" + text if text[:1] in _GUARDED else text
