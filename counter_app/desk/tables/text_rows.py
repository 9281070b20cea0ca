"""Rows of a text file, whatever stands between its cells; a row that a quotation mark swallows is named by its line."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from counter_app.desk.tables.room import Room, within
from counter_app.desk.tables.table_refusals import refused
from counter_app.desk.tables.wrong_code_tables import blank
from counter_app.domain.tables import CellNote, NoteKind, Sheet, SheetRow
from counter_app.i18n import _
from counter_app.values import pattern

if TYPE_CHECKING:
    from counter_app.errors import RuleError

MOST_SEPARATORS = 1_000
MOST_LINES_OF_A_ROW = 1_000
_LINES_LOOKED_AT = 1_000
_SEPARATORS = ";\t|,"
"""The likeliest first where two are equally regular: commas stand in sentences too."""
_SAID = pattern(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
_FAR_MORE = 3
"""Times that rows may be wider by another separator than by the one a file names."""
_USUAL_ENDS = pattern(r"[\r\n]")
_OTHER_ENDS = pattern(r"[\x85\u2028\u2029]")
_GUARDED = ("=", "+", "-", "@")
"""The signs a spreadsheet would run; our own CSV files carry an apostrophe before them."""
_KEY = pattern(r"(?=.*\d)[\w./-]{1,40}")
"""The beginning of a row, which no line of a text has: a number, a code."""
_ENTITY = pattern(r"&(?:#\d{3,5}|#[xX][0-9a-fA-F]{2,4}|[A-Za-z]{3,8});")
_FORMULA = pattern(r'="((?:[^"]|"")*)"')


def text_sheet(text: str, name: str) -> Sheet:
    """The rows of a text. Errors: RuleError (field "file") naming the line that cannot be told apart."""
    lines = _unwrapped(list(_lines(_ENTITY.sub(_letter, text) if "&" in text else text)))
    said = _SAID.fullmatch(lines[0].rstrip("\r\n")) if lines else None
    separator = _separator(lines, said[1] if said else "")
    reading = _Reading(lines, separator, name)
    room, rows = Room(), []
    for number, cells in reading.rows(1 if said else 0):
        kept = within([_unguarded(cell) or None for cell in cells])
        if blank(kept):
            continue
        room.take(kept)
        rows.append(SheetRow(number=number, cells=kept))
    return Sheet(name="", rows=_with_parts(rows, reading.width))


def _letter(found: re.Match[str]) -> str:
    """The letter that a page of the Web writes so; its semicolon would end a cell. Other signs stay as they are."""
    said = unescape(found[0])
    return said if len(said) == 1 and said.isalpha() and not said.isascii() else found[0]


def _with_parts(rows: list[SheetRow], width: int) -> tuple[SheetRow, ...]:
    """The rows, with a note on those that line breaks made of one: together they are as wide as the others."""
    broken: set[int] = set()
    at = 0
    while at < len(rows):
        end = _end_of_broken(rows, at, width)
        broken.update(range(at, end))
        at = max(end, at + 1)
    note = CellNote(0, NoteKind.BROKEN)
    return tuple(
        replace(row, notes=(*row.notes, note)) if at in broken else row
        for at, row in enumerate(rows)
    )


def _end_of_broken(rows: list[SheetRow], first: int, width: int) -> int:
    """Behind the last part of a row that begins at ``first``; 0 where it is whole, or the parts make no row."""
    total = len(rows[first].cells)
    if not 1 < total < width:
        return 0
    for at in range(first + 1, len(rows)):
        total += len(rows[at].cells) - 1
        if total > width or rows[at].number != rows[at - 1].number + 1:
            return 0
        if total == width:
            return at + 1
    return 0


def _lines(text: str) -> Iterator[str]:
    whole = text.removeprefix("\ufeff")
    if not _USUAL_ENDS.search(whole):
        whole = _OTHER_ENDS.sub("\n", whole)
    return iter(io.StringIO(whole, newline=""))


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines; of a file whose every line stands whole between quotation marks what these hold."""
    if not all(line.startswith('"') for line in lines if line.strip()):
        return lines
    rows = [_split(line, char) for line in lines for char in _SEPARATORS]
    if any(len(row) > 1 or '"' in "".join(row[:1])[-1:] for row in rows):
        return lines
    return [f"{row[0]}\n" if row else "\n" for row in rows[:: len(_SEPARATORS)]]


def _separator(lines: list[str], said: str) -> str:
    """The separator that makes most rows equally wide; one row with more cells than the others says nothing.

    The file's own word counts, unless another separator makes far more of it.
    """
    head = lines[:_LINES_LOOKED_AT]
    best = max(_SEPARATORS, key=lambda char: _regular(head, char)[0])
    if said and _regular(head, said)[0] * _FAR_MORE >= _regular(head, best)[0]:
        return said
    return best


def _regular(lines: list[str], separator: str) -> tuple[float, int]:
    """The score of a separator, the cells beyond one in rows as wide as most, over all rows; and the usual width.

    Rows are counted, not lines: a cell may hold many lines, with other signs in each. Where the first row of several
    cells, the heads, is not as wide, the sign may well be one of the sentences below it.
    """
    widths = Counter(map(len, _leniently(lines, separator)))
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0.0, 1
    best = max(several, key=lambda width: several[width] * (width - 1))
    score = several[best] * (best - 1) / widths.total()
    if next(iter(several)) != best:
        score /= _FAR_MORE
    return score, max(several, key=several.__getitem__)


def _leniently(lines: list[str], separator: str) -> Iterator[list[str]]:
    """The rows as far as they can be told apart, whatever the quotation marks do."""
    narrow = (line for line in lines if line.count(separator) <= MOST_SEPARATORS)
    try:
        yield from filter(None, csv.reader(narrow, delimiter=separator))
    except csv.Error:
        return


def _split(line: str, separator: str) -> list[str]:
    """One line by itself; nothing where it cannot be told apart."""
    if line.count(separator) > MOST_SEPARATORS:
        return []
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _loosely(line: str, separator: str) -> list[str]:
    """The cells of one line whose quotation marks stand oddly: a cell ends with one that stands before a separator."""
    sign = re.escape(separator)
    cell = rf'(?:^|{sign})(?:"(.*?)"(?={sign}|$)|([^{sign}]*))'
    found = re.finditer(cell, line.rstrip("\r\n"), re.DOTALL)
    return [
        cell[2] if cell[1] is None else cell[1].replace('\\"', '"').replace('""', '"')
        for cell in found
    ]


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
            if len(self._lines[begun]) > csv.field_size_limit():
                raise self._too_long(begun) from error
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
        cells = _loosely(line, self._separator)
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

    def _too_long(self, begun: int) -> RuleError:
        return refused(
            _("Dòng {line} của tệp {path} có ô dài hơn {most} chữ. Rút ngắn ô đó rồi nhập lại."),
            line=begun + 1,
            path=self._name,
            most=csv.field_size_limit(),
        )

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
