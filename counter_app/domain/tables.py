"""Tables as files bring them: sheets of rows, with everything about a row that its values do not say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from counter_app.domain.cell import Cell as Cell  # noqa: TC001 - handed on to who reads tables
from counter_app.domain.text import fold
from counter_app.values import dataclass


class NoteKind(StrEnum):
    """A reader's findings about a cell; a row that is half of one is ``BROKEN`` in its first."""

    REPAIRED = "repaired"
    STRUCK = "struck"
    NOT_COMPUTED = "not_computed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class CellNote:
    """One thing about a cell; ``column`` from 0; ``said``: the text as the file has it, ``table`` its code table."""

    column: int
    kind: NoteKind
    said: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row that holds something, ``number`` as the file counts.

    ``joined``: columns whose cell is the lower part of one merged downwards, and says what its top says.
    """

    number: int
    cells: tuple[Cell, ...]
    sheet: str = ""
    hidden: bool = False
    joined: frozenset[int] = frozenset()
    notes: tuple[CellNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of one sheet that hold anything; ``table``: what all its texts were written in before Unicode."""

    name: str
    rows: tuple[SheetRow, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A file read whole; a text file has one sheet without a name."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    separated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSummary:
    """The summary of a sheet: its rows, and marks that it is hidden and that it was read."""

    name: str
    rows: int
    hidden: bool = False
    read: bool = False


def columns_by_heads(cells: Sequence[Cell], words: Mapping[str, Collection[str]]) -> dict[str, int]:
    """Name → column of a line of heads; ``words``: by name, the folded heads it may have. The first of two counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        head = fold(cell) if isinstance(cell, str) else ""
        about = next((name for name, known in words.items() if head in known), None)
        if about is not None:
            found.setdefault(about, at)
    return found
