"""The content of the rows of a list out of the official system, and the part that cannot be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.cell import digits
from counter_app.domain.day_columns import DayColumn, day_column, of_one_list
from counter_app.domain.dossier.codes import parse_barcode, parse_code
from counter_app.domain.official.codes import looks_official, read_official
from counter_app.domain.official.list_columns import DAYS, Columns, OfficialTable
from counter_app.domain.official.list_words import OPEN_THERE, ListWords, OfficialField, Standing
from counter_app.domain.official.listed import Listed, listed_day
from counter_app.domain.text import clean, fold, name_case
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from counter_app.domain.tables import Cell

LONGEST = 300
_PEOPLE = pattern(r"[;\n]|\s+và\s+|,\s+")
_BESIDE = pattern(r"\([^)]*\)|\+?\d[\d.\s-]{6,}")
_TITLE = pattern(r"^(?:hộ\s+)?(?:ông\s*/\s*bà|ông\s*\(bà\)|ông|bà)\s*:?\s+", re.IGNORECASE)
_BREAKS = pattern(r"[\s,;:()\[\]]+")
_TOTALS = "tong"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLines:
    """The lines that can be compared, state words nobody explained with their number, and what could not be read.

    ``remarks``: how the days of a column were read, where that is not plain.
    """

    lines: tuple[Listed, ...]
    unknown: tuple[tuple[str, int], ...]
    unread: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def first(self) -> date | None:
        """The first day of reception in the list."""
        return min((line.received for line in self.lines if line.received), default=None)

    @property
    def last(self) -> date | None:
        """The last one."""
        return max((line.received for line in self.lines if line.received), default=None)

    @property
    def looks_whole(self) -> bool:
        """True if the list seems to hold whatever was received: something still open, and something returned."""
        states = {line.standing for line in self.lines}
        return bool(states & OPEN_THERE) and Standing.RETURNED in states


def read_lines(table: OfficialTable, columns: Columns, words: ListWords) -> ListLines:
    """The content of every line of a table. Errors: RuleError (rule "day_order") for days that could be others."""
    days = _days(table, columns)
    reader = _Lines(columns, words, days)
    lines = tuple(reader.read(table))
    return ListLines(
        lines=lines,
        unknown=tuple(reader.unknown.most_common()),
        unread=tuple(reader.unread),
        remarks=tuple(
            text
            for field, column in days.items()
            if (text := column.sentence(table.heads[columns[field]]))
        ),
    )


def _days(table: OfficialTable, columns: Columns) -> dict[OfficialField, DayColumn]:
    """The way each column of days is read."""
    fields = [field for field in OfficialField if field in DAYS and field in columns]
    read = of_one_list(
        day_column((place, _at(cells, columns[field])) for place, cells in table.lines)
        for field in fields
    )
    for field, column in zip(fields, read, strict=True):
        if column.barred:
            text = column.sentence(table.heads[columns[field]])
            raise RuleError(text, field="file", rule="day_order")
    return dict(zip(fields, read, strict=True))


class _Lines:
    """Reads line after line; counts what it does not understand."""

    def __init__(
        self, columns: Columns, words: ListWords, days: Mapping[OfficialField, DayColumn]
    ) -> None:
        self._columns, self._words, self._days = columns, words, days
        self.unknown: Counter[str] = Counter()
        self.unread: list[str] = []

    def read(self, table: OfficialTable) -> Iterator[Listed]:
        for place, cells in table.lines:
            before = len(self.unread)
            line = self._line(place, cells)
            if line.official_code or line.code or (line.names and line.received):
                if line.said and line.standing is None:
                    self.unknown[line.said] += 1
                yield line
            elif _is_total(cells) or not self._says_more(cells):
                del self.unread[before:]
            else:
                text = _("Dòng {line} không có mã hồ sơ, cũng không đủ họ tên và ngày tiếp nhận.")
                self.unread.append(text.format(line=place))

    def _says_more(self, cells: tuple[Cell, ...]) -> bool:
        """True if a line says something in two columns that are read; a signature below the list does not."""
        return sum(_at(cells, at) not in (None, "") for at in self._columns.values()) > 1

    def _line(self, place: str, cells: tuple[Cell, ...]) -> Listed:
        official, code = self._codes(place, cells)
        said = self._text(cells, OfficialField.STATE)
        standing = self._words.standing(said) if said else None
        days = {field: self._day(place, cells, field) for field in DAYS & self._days.keys()}
        return Listed(
            place=place,
            official_code=official,
            code=code,
            names=self._names(cells),
            procedure=self._text(cells, OfficialField.PROCEDURE),
            procedure_code=self._text(cells, OfficialField.PROCEDURE_CODE),
            received=days.get(OfficialField.RECEIVED),
            promised=days.get(OfficialField.PROMISED),
            ended=days.get(OfficialField.ENDED),
            returned=days.get(OfficialField.RETURNED),
            standing=standing,
            said=said,
            agency=self._text(cells, OfficialField.AGENCY),
            handler=self._text(cells, OfficialField.HANDLER),
        )

    def _codes(self, place: str, cells: tuple[Cell, ...]) -> tuple[str, str]:
        """The official code and ours; a column may hold either of them."""
        official = code = ""
        for field in (OfficialField.OFFICIAL_CODE, OfficialField.CODE):
            text = self._text(cells, field).strip("'’‘`\" ")
            if not text:
                continue
            own = parse_code(text) or parse_barcode(text)
            there = _official_in(text)
            if own is not None:
                code = own.text
            elif there:
                official = official or there
            else:
                said = _("Dòng {line}: “{text}” không phải mã hồ sơ của hệ thống chính thức.")
                self.unread.append(said.format(line=place, text=text[:60]))
        return official, code

    def _names(self, cells: tuple[Cell, ...]) -> tuple[str, ...]:
        said = (
            self._text(cells, OfficialField.OWNER),
            self._text(cells, OfficialField.APPLICANT),
        )
        return tuple(dict.fromkeys(name_case(name) for name in said if fold(name)))

    def _day(self, place: str, cells: tuple[Cell, ...], field: OfficialField) -> date | None:
        cell = _at(cells, self._columns[field])
        try:
            return listed_day(cell, self._days[field])
        except ValueError:
            said = _("Dòng {line}: ngày “{text}” không đọc được.")
            self.unread.append(said.format(line=place, text=clean(str(cell))[:40]))
            return None

    def _text(self, cells: tuple[Cell, ...], field: OfficialField) -> str:
        return _text(_at(cells, self._columns.get(field, -1)))[:LONGEST]


def _official_in(text: str) -> str:
    """The official code that a cell says, alone or among other words; empty for none, and for two."""
    if looks_official(text):
        return read_official(text)
    words = {word for word in _BREAKS.split(text) if looks_official(word)}
    return read_official(words.pop()) if len(words) == 1 else ""


def people_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Every name in cells of names, each cell itself first: "A và B" speaks of two, "Ông A (0912…)" of A."""
    single = [part for name in names for part in _PEOPLE.split(name)]
    plain = [_TITLE.sub("", _BESIDE.sub(" ", part)).strip(" -–:") for part in single]
    return tuple(dict.fromkeys(filter(None, (*names, *map(str.strip, single), *plain))))


def _is_total(cells: tuple[Cell, ...]) -> bool:
    """True if a line adds up those above it."""
    texts = [fold(cell) for cell in cells if isinstance(cell, str) and cell.strip()]
    return bool(texts) and texts[0].startswith(_TOTALS)


def _text(cell: Cell) -> str:
    if isinstance(cell, int | float):
        return digits(cell)
    return "" if cell is None else clean(str(cell))


def _at(cells: tuple[Cell, ...], at: int) -> Cell:
    return cells[at] if 0 <= at < len(cells) else None
