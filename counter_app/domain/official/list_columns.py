"""The columns of a list out of the official system and their fields, in whatever order they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from counter_app.domain.official.codes import looks_official
from counter_app.domain.official.list_words import ListWords, OfficialField
from counter_app.domain.official.listed import is_like_day
from counter_app.domain.text import fold
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.tables import Cell

SAMPLED = 200
"""Lines looked at where two heads speak of one matter."""
DAYS = frozenset(
    {
        OfficialField.RECEIVED,
        OfficialField.PROMISED,
        OfficialField.ENDED,
        OfficialField.RETURNED,
    }
)
Columns = Mapping[OfficialField, int]
"""The column (from 0) each field is read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialTable:
    """A file read: its heads and the lines under them, each with its place in the file; ``remarks`` on the file."""

    name: str
    sha256: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Cell, ...]], ...]
    remarks: tuple[str, ...] = ()


def head_keys(heads: Sequence[str]) -> tuple[str, ...]:
    """The name under which each head is remembered: its words, with a number where they stand twice; empty for none."""
    seen: Counter[str] = Counter()
    keys = []
    for head in heads:
        word = fold(head)[:100]
        seen[word] += 1
        keys.append(f"{word} {seen[word]}" if word and seen[word] > 1 else word)
    return tuple(keys)


def columns_of(table: OfficialTable, words: ListWords) -> dict[OfficialField, int]:
    """The best column for each field: as the office said before, else by its head and by what stands in it."""
    found: dict[OfficialField, tuple[tuple[bool, bool, int, int], int]] = {}
    for at, (head, key) in enumerate(zip(table.heads, head_keys(table.heads), strict=True)):
        field, sure = words.field_of(head)
        learned = words.learned.get(key) if key else None
        if learned is not None:
            field = OfficialField(learned) if learned in list(OfficialField) else None
        if field is None:
            continue
        rank = (learned is not None, _fits(table, at, field, words), sure, -at)
        if field not in found or rank > found[field][0]:
            found[field] = (rank, at)
    return {field: found[field][1] for field in OfficialField if field in found}


def rivals_of(table: OfficialTable, columns: Columns, words: ListWords) -> list[tuple[int, int]]:
    """Pairs of columns that speak of one matter in heads the office was not asked about: the one read, and another."""
    keys = head_keys(table.heads)
    found = []
    for at, head in enumerate(table.heads):
        field = words.field_of(head)[0]
        if field is None or field not in columns or keys[at] in words.learned:
            continue
        if columns[field] != at and _said(table, at):
            found.append((columns[field], at))
    return found


def needs_asking(table: OfficialTable, words: ListWords) -> bool:
    """True if a person should look at the columns: what identifies a line is missing, or two columns compete."""
    columns = columns_of(table, words)
    return not is_enough(columns) or bool(rivals_of(table, columns, words))


def is_enough(columns: Columns) -> bool:
    """True if lines can be compared: a code, or a name with the day of reception; and what became of it."""
    people = OfficialField.OWNER in columns or OfficialField.APPLICANT in columns
    known = (
        OfficialField.OFFICIAL_CODE in columns
        or OfficialField.CODE in columns
        or (people and OfficialField.RECEIVED in columns)
    )
    return known and OfficialField.STATE in columns


def _said(table: OfficialTable, at: int) -> list[Cell]:
    cells = (cells[at] for _place, cells in table.lines[:SAMPLED] if at < len(cells))
    return [cell for cell in cells if cell not in (None, "")]


def _fits(table: OfficialTable, at: int, field: OfficialField, words: ListWords) -> bool:
    """True if most of what stands in a column can be what its head says."""
    said = _said(table, at)
    if field in DAYS:
        good = sum(is_like_day(cell) for cell in said)
    elif field is OfficialField.STATE:
        good = sum(words.standing(str(cell)) is not None for cell in said)
    elif field is OfficialField.OFFICIAL_CODE:
        good = sum(looks_official(str(cell)) for cell in said)
    else:
        good = len(said)
    return bool(said) and 2 * good >= len(said)
