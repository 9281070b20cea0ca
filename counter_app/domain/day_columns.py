"""In which order a column writes its days, decided from all its cells; one cell alone often cannot tell.

Vietnamese lists write the day first, programs set to American English the month; and such an Excel, once it has opened
a Vietnamese list, has turned every day that it took for a date: 03/04/2026 became 4 March, 25/04/2026 stayed a text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from counter_app.domain.written_days import DayOrder, WrittenDay, written_day
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.tables import Cell

_FIRST_DAY = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_MONTHS = 12
_LEAST_MONTH_FIRST = 2
"""One cell alone whose month stands first is as likely a slip."""
_LEAST_TURNED = 3
"""So many dates that could all be turned are hardly chance."""


class DayDoubt(Enum):
    """The doubts a person has to know about the days of a column."""

    TWO_WAYS = auto()
    SHORT_TWO_WAYS = auto()
    MONTH_FIRST = auto()
    SHORT_YEARS = auto()
    MAYBE_TURNED = auto()
    TURNED = auto()
    MIXED = auto()
    ONE_MONTH_FIRST = auto()

    @property
    def barring(self) -> bool:
        """True if days that could be others are not read at all."""
        return self in (DayDoubt.TURNED, DayDoubt.MIXED, DayDoubt.ONE_MONTH_FIRST)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayColumn:
    """The reading of a column's days: in which ``order``, ``decided`` or as usual here; ``doubt``: what to tell of it.

    ``shown`` is the cell that tells, ``other`` one that says otherwise, each with its place; ``possible``: every order
    in which all cells are days.
    """

    order: DayOrder = DayOrder.DAY_FIRST
    decided: bool = False
    doubt: DayDoubt | None = None
    shown: tuple[str, str] = ("", "")
    other: tuple[str, str] = ("", "")
    possible: frozenset[DayOrder] = frozenset(DayOrder)

    @property
    def barred(self) -> bool:
        """True if days that could be others are not read at all."""
        return self.doubt is not None and self.doubt.barring

    def day(self, cell: Cell) -> date | None:
        """The day of a cell, None where it is blank. Errors: ValueError where it is none, or could be another."""
        said = _said(cell)
        return self.read(said) if isinstance(said, WrittenDay) else said and self.kept(said)

    def read(self, said: WrittenDay) -> date:
        """The day that a text writes. Errors: ValueError where it could be another."""
        if None in said.readings:
            return said.readings[None]
        one = len(set(said.readings.values())) == 1
        if (
            self.order not in said.readings
            or (self.barred and not one)
            or (said.short and not self.decided)
        ):
            raise ValueError(said)
        return said.readings[self.order]

    def kept(self, day: date) -> date:
        """A day that the file keeps as a date. Errors: ValueError where a program seems to have turned it."""
        if self.doubt is DayDoubt.TURNED and _may_be_turned(day):
            raise ValueError(day)
        return day

    def sentence(self, head: str) -> str:
        """The sentence a person has to know about it; empty for nothing."""
        if self.doubt is None:
            return ""
        (line, text), (other_line, other) = self.shown, self.other
        try:
            day = f"{self.day(text):%d/%m/%Y}"
        except ValueError:
            day = ""
        return _text(self.doubt).format(
            head=head, line=line, text=text[:40], day=day, other_line=other_line, other=other[:40]
        )


def day_column(cells: Iterable[tuple[str, Cell]]) -> DayColumn:
    """The way the days of a column are read, from every cell with its place; what is no day says nothing."""
    texts: list[tuple[str, str, WrittenDay]] = []
    dates: list[tuple[str, date]] = []
    for place, cell in cells:
        try:
            said = _said(cell)
        except ValueError:
            continue
        if isinstance(said, WrittenDay):
            texts.append((place, str(cell).strip(), said))
        elif said is not None:
            dates.append((place, said))
    return _turned(texts, dates) or _of_texts(
        [item for item in texts if None not in item[2].readings]
    )


def of_one_list(columns: Iterable[DayColumn]) -> list[DayColumn]:
    """Columns that one program wrote: what one of them decides holds for those that could be read in two ways."""
    given = list(columns)
    orders = {column.order for column in given if column.decided}
    order = orders.pop() if len(orders) == 1 else None
    return [
        _settled(column, order)
        if order in column.possible and not (column.decided or column.barred)
        else column
        for column in given
    ]


def _settled(column: DayColumn, order: DayOrder | None) -> DayColumn:
    month = order is DayOrder.MONTH_FIRST and column.doubt is not None
    short = column.doubt is DayDoubt.SHORT_TWO_WAYS
    doubt = DayDoubt.MONTH_FIRST if month else DayDoubt.SHORT_YEARS if short else None
    return replace(column, order=order or column.order, decided=True, doubt=doubt)


def _of_texts(texts: list[tuple[str, str, WrittenDay]]) -> DayColumn:
    proofs: dict[DayOrder, list[tuple[str, str]]] = {}
    possible = set(DayOrder)
    for place, text, said in texts:
        orders = {order for order in said.readings if order is not None}
        possible &= orders
        if len(orders) == 1:
            proofs.setdefault(orders.pop(), []).append((place, text))
    if len(proofs) > 1:
        first, second = (found[0] for found in list(proofs.values())[:2])
        return DayColumn(doubt=DayDoubt.MIXED, shown=first, other=second)
    if len(possible) == 1:
        return _decided(possible.pop(), texts, proofs)
    kept = DayColumn(possible=frozenset(possible))
    for place, text, said in texts:
        if said.short:
            return replace(kept, doubt=DayDoubt.SHORT_TWO_WAYS, shown=(place, text))
        if len(set(said.readings.values())) > 1 and kept.doubt is None:
            kept = replace(kept, doubt=DayDoubt.TWO_WAYS, shown=(place, text))
    return kept


def _decided(
    order: DayOrder,
    texts: list[tuple[str, str, WrittenDay]],
    proofs: dict[DayOrder, list[tuple[str, str]]],
) -> DayColumn:
    proof = proofs.get(order, [])
    shown = proof[0] if proof else texts[0][:2]
    if order is DayOrder.MONTH_FIRST:
        if len(proof) < _LEAST_MONTH_FIRST:
            return DayColumn(doubt=DayDoubt.ONE_MONTH_FIRST, shown=shown)
        return DayColumn(order=order, decided=True, doubt=DayDoubt.MONTH_FIRST, shown=shown)
    short = any(said.short for _place, _text, said in texts)
    return DayColumn(
        order=order, decided=True, doubt=DayDoubt.SHORT_YEARS if short else None, shown=shown
    )


def _turned(
    texts: list[tuple[str, str, WrittenDay]], dates: list[tuple[str, date]]
) -> DayColumn | None:
    """A column whose dates a program may have turned: all could be, and its texts are those it could not turn."""
    orders = {order for _place, _text, said in texts for order in said.readings}
    all_days = texts and all(len(said.readings) == 1 for _place, _text, said in texts)
    if not all_days or len(orders) != 1 or None in orders:
        return None
    swapped = [(place, day) for place, day in dates if _may_be_turned(day)]
    if not swapped or any(day.day > _MONTHS for _place, day in dates):
        return None
    doubt = DayDoubt.TURNED if len(swapped) >= _LEAST_TURNED else DayDoubt.MAYBE_TURNED
    place, day = swapped[0]
    return replace(
        _of_texts(texts), doubt=doubt, shown=texts[0][:2], other=(place, f"{day:%d/%m/%Y}")
    )


def _may_be_turned(day: date) -> bool:
    return day.day <= _MONTHS and day.day != day.month


def _said(cell: Cell) -> WrittenDay | date | None:
    """The day a cell names. Errors: ValueError where it is none."""
    if cell is None or isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        if int(cell) not in _SERIALS:
            raise ValueError(cell)
        return _FIRST_DAY + timedelta(days=int(cell))
    return written_day(cell) if cell.strip() else None


def _text(doubt: DayDoubt) -> str:
    match doubt:
        case DayDoubt.TWO_WAYS:
            return _(
                "Cột “{head}” chỉ có ngày đọc được hai cách (“{text}” ở dòng {line}), đã đọc là ngày/tháng/năm. Nếu tệp"
                " ghi tháng trước, đổi cột sang ngày/tháng/năm rồi nhập lại."
            )
        case DayDoubt.SHORT_TWO_WAYS:
            return _(
                "Cột “{head}” ghi năm hai chữ số và đọc được nhiều cách (“{text}” ở dòng {line}) nên các ngày đó chưa"
                " đọc. Ghi năm bốn chữ số rồi nhập lại."
            )
        case DayDoubt.MONTH_FIRST:
            return _(
                "Cột “{head}” ghi tháng trước ngày: “{text}” ở dòng {line} đã đọc là {day}. Xem lại vài dòng."
            )
        case DayDoubt.SHORT_YEARS:
            return _(
                "Cột “{head}” ghi năm hai chữ số: “{text}” ở dòng {line} đã đọc là {day}. Xem lại vài dòng."
            )
        case DayDoubt.MAYBE_TURNED:
            return _(
                "Cột “{head}” có ô kiểu ngày ({other}, dòng {other_line}) lẫn ô kiểu chữ (“{text}”, dòng {line}): Excel"
                " kiểu Mỹ có thể đã đảo ngày và tháng. So vài dòng với tệp gốc."
            )
        case DayDoubt.TURNED:
            return _(
                "Cột “{head}” có ô kiểu ngày ({other}, dòng {other_line}) lẫn ô kiểu chữ (“{text}”, dòng {line}): Excel"
                " kiểu Mỹ đã đảo ngày và tháng của các ô kiểu ngày. Xuất lại tệp rồi nhập ngay, không mở bằng Excel."
            )
        case DayDoubt.MIXED:
            return _(
                "Cột “{head}” lẫn hai cách ghi ngày: “{text}” ở dòng {line}, “{other}” ở dòng {other_line}. Ghi lại cả"
                " cột theo ngày/tháng/năm rồi nhập lại."
            )
        case DayDoubt.ONE_MONTH_FIRST:
            return _(
                "Cột “{head}” ghi tháng trước ngày (“{text}” ở dòng {line}), đọc sẽ nhầm ngày. Đổi kiểu ngày của tệp"
                " sang ngày/tháng/năm rồi nhập lại."
            )
