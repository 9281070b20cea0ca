"""A column of a list, declared once: the window, the clipboard, PDF and XLSX read the same one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Generic, TypeVar

from counter_app.domain.clock import LOCAL
from counter_app.domain.collation import collation_key, given_name_first
from counter_app.domain.paper.report_table import Align, Cell, TableColumn
from counter_app.i18n import _
from counter_app.values import dataclass
from counter_app.wording.tables.label import Label
from counter_app.wording.tables.tables import cell_text

T = TypeVar("T")
Read = TypeVar("Read", contravariant=True)
SortKey = tuple[int, float, str]


@dataclass(frozen=True, slots=True)
class Column(Generic[Read]):
    """A column of a list.

    ``title`` is its head (groups joined by ``|``). ``read`` is the value: typed, so that a workbook can reckon with it
    and rows are sorted by it; a ``Label`` where it is a status; None for the row's number. ``width`` is its weight,
    ``align`` its side. ``say`` is how the window says it where the value alone would be long or dull; ``sort`` what
    rows are sorted by where that is not the value; ``of_people`` rows are sorted by given names. ``extra`` ones are
    shown to whoever asks for them, those ``on_paper`` stand there alone: they are filled in with a pen. ``doubted``
    tells of which rows a doubted clock dated something: the window says it with a sign, what is saved in a note.
    """

    title: str
    read: Callable[[Read], Cell | Label] | None
    width: float = 1.0
    align: Align = Align.LEFT
    say: Callable[[Read], str | Label] | None = None
    sort: Callable[[Read], Cell] | None = None
    of_people: bool = False
    extra: bool = False
    on_paper: bool = False
    doubted: Callable[[Read], bool] | None = None


def figure(title: str, read: Callable[[T], Cell], width: float = 1.0) -> Column[T]:
    """A column of numbers."""
    return Column(title, read, width, Align.RIGHT)


def heads(columns: Iterable[Column[T]]) -> tuple[TableColumn, ...]:
    """The heads of columns in the language spoken, for a table; of a group of columns each part by itself."""
    return tuple(
        TableColumn(
            title="|".join(map(_, column.title.split("|"))), width=column.width, align=column.align
        )
        for column in columns
    )


def head_text(title: str) -> str:
    """A column's head in the language spoken, its groups before it; what is in that language already stays."""
    return " – ".join(map(_, title.split("|")))


def on_screen(columns: Iterable[Column[T]]) -> tuple[Column[T], ...]:
    """Those the window shows: without the row's number, and what is filled in by hand."""
    return tuple(column for column in columns if column.read is not None and not column.on_paper)


def cells(columns: Iterable[Column[T]], rows: Iterable[T]) -> tuple[tuple[Cell, ...], ...]:
    """The cells that columns read of rows."""
    readers = list(columns)
    return tuple(
        tuple(value(column, row, number) for column in readers)
        for number, row in enumerate(rows, 1)
    )


def value(column: Column[T], row: T, number: int) -> Cell:
    """The cell a column reads of a row as paper and workbook have it: of a status its word."""
    if column.read is None:
        return number
    read = column.read(row)
    return read.text if isinstance(read, Label) else read


def doubted_cells(columns: Iterable[Column[T]], rows: Iterable[T]) -> tuple[str, ...]:
    """The cells, in order, of rows of which a doubted clock dated something."""
    readers = [(column, column.doubted) for column in columns if column.doubted is not None]
    return tuple(
        sorted(
            {
                cell_text(value(column, row, 0))
                for row in rows
                for column, is_so in readers
                if is_so(row)
            }
        )
    )


def shown(column: Column[T], row: T, number: int) -> Label:
    """The words of a column about a row in the window."""
    if column.say is not None:
        said: str | Label | Cell = column.say(row)
    else:
        said = number if column.read is None else column.read(row)
    if isinstance(said, Label):
        return said
    sign = ("warning", "clock") if column.doubted is not None and column.doubted(row) else ()
    return Label(said if isinstance(said, str) else cell_text(said), *sign)


def in_order(column: Column[T], rows: Sequence[T], *, falling: bool = False) -> list[int]:
    """The places of rows sorted by a column; equal ones stay as they stood, those without a value come last."""
    keys = [_key(column, row, at) for at, row in enumerate(rows)]
    full = [at for at, key in enumerate(keys) if key is not None]
    full.sort(key=lambda at: keys[at] or (0, 0.0, ""), reverse=falling)
    return full + [at for at, key in enumerate(keys) if key is None]


def _key(column: Column[T], row: T, at: int) -> SortKey | None:
    """Numbers before moments before words; None without a value."""
    cell = column.sort(row) if column.sort is not None else value(column, row, at)
    match cell:
        case None | "":
            return None
        case str():
            return 2, 0.0, collation_key(given_name_first(cell) if column.of_people else cell)
        case datetime():
            return 1, (cell if cell.tzinfo else cell.replace(tzinfo=LOCAL)).timestamp(), ""
        case date():
            return 1, datetime(cell.year, cell.month, cell.day, tzinfo=LOCAL).timestamp(), ""
        case _:
            return 0, float(cell), ""
