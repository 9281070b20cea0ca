"""The heads of a list: one line or two, merged or not, and where they are repeated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from counter_app.domain.catalogue.list_fields import (
    HEAD_WORDS,
    ListField,
    guess_columns,
    head_line,
    money_counted,
    numbers_columns,
    speaks_of_end,
)
from counter_app.domain.text import clean, fold
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from counter_app.domain.tables import Cell, SheetRow

LONGEST = 80
"""Letters of a head in a second line; what is longer is said about a procedure."""
_CODE = pattern(r"[1-9][.,]\d{3,6}")
_UNIT = pattern(r"\b(?:dvt|don vi(?: tinh)?)\b")
_MOST_HEADS = 3
"""So many of them in one row are heads, wherever they stand."""
_IDENTITY = (ListField.CODE, ListField.NAME)


@dataclass(frozen=True)
class Heads:
    """``at``: their place among the rows, -1 where a list has none and its columns are numbered.

    ``titles``: what they say, a group's words before those under it; ``above``: rows over them that look like lines of
    the list; ``ended``: the title over them that says the procedures are abolished; ``money_counted``: what a line over
    them says that money is counted in; ``broken``: code and name are written in two lines; ``words``: every text of
    them, in small letters.
    """

    at: int
    titles: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...] = ()
    above: tuple[int, ...] = ()
    words: frozenset[str] = frozenset()
    money_counted: str = ""
    broken: bool = False
    ended: str = ""

    def repeated(self, row: SheetRow) -> bool:
        """True if a row says the heads again, perhaps with a word more (STT, tiếp theo)."""
        said = _folded(row.cells)
        if _same(said, self.first) or (bool(self.second) and _same(said, self.second)):
            return True
        whole = _whole(said, self.first)
        places = self._places(row)
        if whole > 1 and places == self._places(None):
            return True
        return whole >= _MOST_HEADS and places == (None, None) and not _is_line(row)

    def another(self, row: SheetRow) -> bool:
        """True if a row is the heads of another table, with other columns."""
        if _whole(_folded(row.cells), self.first) < 2:
            return False
        return self._places(row) not in ((None, None), self._places(None))

    def speaks(self, row: SheetRow) -> bool:
        """One look: whether any cell says a head in so many words; else it is neither repeated nor another's."""
        longest, words = self.longest, self.words
        return any(
            isinstance(cell, str) and len(cell) <= longest and cell.lower() in words
            for cell in row.cells
        )

    @cached_property
    def longest(self) -> int:
        """Letters of its longest words."""
        return max(map(len, self.words), default=0)

    def _places(self, row: SheetRow | None) -> tuple[int | None, int | None]:
        """The places of code and name by the heads, or by a row that may be heads; both or none."""
        cells = self.titles if row is None else row.cells
        texts = [clean(cell) if isinstance(cell, str) else "" for cell in cells]
        if any(len(text) > LONGEST for text in texts):
            return (None, None)
        known = guess_columns(texts)
        found = known.get(ListField.CODE), known.get(ListField.NAME)
        return (None, None) if None in found else found

    def second_line(self, row: SheetRow) -> SheetRow:
        """The first row under the heads; a second line of heads without what it only shares with the first."""
        if not self.second:
            return row
        if not row.joined:
            return replace(row, cells=()) if self.broken else row
        cells = tuple(None if at in row.joined else cell for at, cell in enumerate(row.cells))
        return replace(row, cells=cells, joined=frozenset())


def find_heads(rows: Sequence[SheetRow]) -> Heads:
    """The heads of a sheet; with nothing in them where it has none."""
    at = head_line([row.cells for row in rows])
    if at >= len(rows):
        return Heads(0, (), ())
    if _is_line(rows[at]) and len(guess_columns(_titles(rows[at].cells))) < len(_IDENTITY):
        width = max(len(row.cells) for row in rows)
        told = tuple(_("Cột {number}").format(number=column + 1) for column in range(width))
        return Heads(-1, told, ())
    titles = _titles(rows[at].cells)
    first = _folded(rows[at].cells)
    above = tuple(row.number for row in rows[:at] if _is_line(row))
    counted = next((said for row in rows[:at] if (said := _counted(row))), "")
    ended = _ended(rows[:at])
    below = rows[at + 1] if at + 1 < len(rows) else None
    if below is None or not _continues(titles, below):
        words = _words(rows[at].cells)
        return Heads(
            at, titles, first, above=above, words=words, money_counted=counted, ended=ended
        )
    parts = _own_texts(below)
    width = max(len(titles), len(parts))
    own = {column for field, column in guess_columns(titles).items() if field in _IDENTITY}
    groups = _groups((*titles, *[""] * (width - len(titles))), parts)
    joined = tuple(
        _joined(group, part, own=at in own)
        for at, (group, part) in enumerate(
            zip(groups, (*parts, *[""] * (width - len(parts))), strict=True)
        )
    )
    words = _words((*rows[at].cells, *below.cells))
    broken = any(parts[column] for column in own if column < len(parts))
    second = tuple(map(fold, parts))
    return Heads(at, joined, first, second, above, words, counted, broken, ended)


def _joined(group: str, part: str, *, own: bool) -> str:
    """The head of a column in two lines: a group and what is under it, or one's ``own`` words, broken."""
    if not group or not part:
        return group or part
    return f"{group} {part}" if own else f"{group}: {part}"


def _counted(row: SheetRow) -> str:
    """The money unit in a line above a table: "Đơn vị tính: 1.000 đồng"."""
    texts = (cell for cell in row.cells if isinstance(cell, str) and len(cell) <= LONGEST)
    units = (text for text in texts if _UNIT.search(fold(text)))
    return next((said for text in units if (said := money_counted(text))), "")


def _ended(rows: Sequence[SheetRow]) -> str:
    """The title nearest to a table that says of what kind its procedures are, if they are abolished."""
    for row in reversed(rows):
        for text in (clean(cell) for cell in row.cells if isinstance(cell, str)):
            ends = speaks_of_end(text)
            if ends is not None:
                return text if ends else ""
    return ""


def _words(cells: Sequence[Cell]) -> frozenset[str]:
    return frozenset(cell.lower() for cell in cells if isinstance(cell, str) and cell)


def _titles(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(clean(str(cell)) if cell is not None else "" for cell in cells)


def _folded(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(fold(cell) if isinstance(cell, str) else "" for cell in cells)


def _same(said: Sequence[str], heads: Sequence[str]) -> bool:
    """True if all that is said are heads in their places."""
    told = [(at, text) for at, text in enumerate(said) if text]
    return len(told) > 1 and all(at < len(heads) and heads[at] == text for at, text in told)


def _whole(said: Sequence[str], heads: Sequence[str]) -> int:
    """The number of heads with their whole words, wherever they stand."""
    return len((set(said) & set(heads)) - {""})


def _own_texts(row: SheetRow) -> tuple[str, ...]:
    return tuple(
        clean(cell) if isinstance(cell, str) and at not in row.joined else ""
        for at, cell in enumerate(row.cells)
    )


def _continues(titles: Sequence[str], row: SheetRow) -> bool:
    """True if a row is the second line of the heads: words alone, short ones, none of them a code or a name."""
    if numbers_columns(row.cells) or any(
        cell is not None and not isinstance(cell, str) for cell in row.cells
    ):
        return False
    parts = _own_texts(row)
    said = {at for at, part in enumerate(parts) if part}
    columns = guess_columns(titles)
    identity = {columns[field] for field in _IDENTITY if field in columns}
    if not said or len(identity) < len(_IDENTITY):
        return False
    if said & identity and not _completes(titles, parts, columns):
        return False
    if any(len(parts[at]) > LONGEST or _CODE.search(parts[at]) for at in said):
        return False
    if row.joined & identity or said & identity:
        return True
    under = {at for at in said if at < len(titles) and titles[at]}
    lone = len(said) == 1
    return bool(under & set(columns.values())) and not (
        lone and not parts[min(said)].startswith("(")
    )


def _completes(
    titles: Sequence[str], parts: Sequence[str], columns: Mapping[ListField, int]
) -> bool:
    """True if code and name stand in two lines each: Mã over TTHC, Tên over thủ tục."""
    return all(
        fold(f"{titles[columns[field]]} {parts[columns[field]]}") in HEAD_WORDS[field]
        for field in _IDENTITY
        if columns[field] < len(parts)
    )


def _groups(titles: Sequence[str], parts: Sequence[str]) -> tuple[str, ...]:
    """The head over each column; one that spans several stands over the first of them only."""
    groups: list[str] = []
    for at, title in enumerate(titles):
        spans = not title and at < len(parts) and parts[at] and at and parts[at - 1]
        groups.append(groups[at - 1] if spans else title)
    return tuple(groups)


def _is_line(row: SheetRow) -> bool:
    return any(isinstance(cell, str) and _CODE.fullmatch(cell.strip()) for cell in row.cells)
