"""Days of foreign shape: what a whole column decides, what it leaves open, and what a program has turned."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.day_columns import DayColumn, DayDoubt, day_column, of_one_list
from counter_app.domain.tables import Cell
from counter_app.domain.written_days import DayOrder, OffWeekdayError, written_day

APRIL_3, MARCH_4, APRIL_25 = date(2026, 4, 3), date(2026, 3, 4), date(2026, 4, 25)
CHRISTMAS = date(2026, 12, 25)
US, SHORT = DayDoubt.MONTH_FIRST, DayDoubt.SHORT_YEARS
# Cells of a column, the days they are (None: not read), what is told.
COLUMNS: tuple[tuple[tuple[Cell, ...], tuple[date | None, ...], DayDoubt | None], ...] = (
    (("03/04/2026",), (APRIL_3,), DayDoubt.TWO_WAYS),
    (("03/04/2026", "03/03/2026"), (APRIL_3, date(2026, 3, 3)), DayDoubt.TWO_WAYS),
    (("03/03/2026",), (date(2026, 3, 3),), None),
    (("03/04/2026", "25/04/2026"), (APRIL_3, APRIL_25), None),
    (("3.4.2026 8:15", "25-4-2026"), (APRIL_3, APRIL_25), None),
    (("Thứ Sáu, 03/04/2026",), (APRIL_3,), None),
    (("Wednesday 03/04/2026", "Sat, 4/25/2026"), (MARCH_4, APRIL_25), US),
    (("03/04/2026", "04/25/2026", "12/25/2026"), (MARCH_4, APRIL_25, CHRISTMAS), US),
    (("4/3/2026 2:30 PM", "4/25/2026", "12/25/2026"), (APRIL_3, APRIL_25, CHRISTMAS), US),
    (("03/04/2026", "04/25/2026"), (None, None), DayDoubt.ONE_MONTH_FIRST),
    (("25/04/2026", "12/25/2026", "03/04/2026"), (APRIL_25, None, None), DayDoubt.MIXED),
    (("03/04/26",), (None,), DayDoubt.SHORT_TWO_WAYS),
    (("25/12/26",), (None,), DayDoubt.SHORT_TWO_WAYS),
    (("25/12/26", "03/04/26"), (CHRISTMAS, APRIL_3), SHORT),
    (("4/3/26", "4/25/26", "12/25/26"), (APRIL_3, APRIL_25, CHRISTMAS), US),
    (("26/04/03", "26/12/25"), (APRIL_3, CHRISTMAS), SHORT),
    (("03/04/26", "25/04/2026"), (APRIL_3, APRIL_25), SHORT),
    (("03-Apr-2026", "Apr 3, 2026", "3-Apr-26", "03 Thg4 2026"), (APRIL_3,) * 4, None),
    (("2026-04-02T17:00:00Z", "2026-04-03T00:10+07:00"), (APRIL_3,) * 2, None),
    (("2026/04/03", APRIL_3, 46115, None), (APRIL_3, APRIL_3, APRIL_3, None), None),
    ((MARCH_4, APRIL_25, "03/04/2026", "25/04/2026"), (MARCH_4, APRIL_25, APRIL_3, APRIL_25), None),
    ((MARCH_4, "25/04/2026"), (MARCH_4, APRIL_25), DayDoubt.MAYBE_TURNED),
    (
        (MARCH_4, date(2026, 3, 5), "25/04/2026", date(2026, 3, 6), date(2026, 3, 3)),
        (None, None, APRIL_25, None, date(2026, 3, 3)),
        DayDoubt.TURNED,
    ),
    (
        (MARCH_4, date(2026, 3, 5), date(2026, 3, 6), "25/04/2026", "03/04/2026"),
        (MARCH_4, date(2026, 3, 5), date(2026, 3, 6), APRIL_25, APRIL_3),
        None,
    ),
    (("31/02/2026", "hôm qua", 13), (None, None, None), None),
)  # fmt: skip


def read(column: DayColumn, cell: Cell) -> date | None:
    try:
        return column.day(cell)
    except ValueError:
        return None


@pytest.mark.parametrize(("cells", "days", "doubt"), COLUMNS)
def test_a_column_is_read_in_one_order_or_told(
    cells: tuple[Cell, ...], days: tuple[date | None, ...], doubt: DayDoubt | None
) -> None:
    column = day_column(enumerate_places(cells))
    assert (tuple(read(column, cell) for cell in cells), column.doubt) == (days, doubt)
    assert bool(column.sentence("Ngày tiếp nhận")) == (doubt is not None)
    assert "{" not in column.sentence("Ngày tiếp nhận")


def enumerate_places(cells: tuple[Cell, ...]) -> list[tuple[str, Cell]]:
    return [(str(at), cell) for at, cell in enumerate(cells, 2)]


def test_a_column_that_could_be_read_in_two_ways_goes_by_the_others_of_its_list() -> None:
    open_one = day_column([("2", "03/04/2026")])
    day_first, month_first = (
        day_column([("2", text), ("3", text)]) for text in ("25/04/2026", "04/25/2026")
    )
    assert of_one_list([open_one, day_first])[0].day("03/04/2026") == APRIL_3
    assert of_one_list([open_one, day_first])[0].doubt is None
    assert of_one_list([open_one, month_first])[0].day("03/04/2026") == MARCH_4
    assert of_one_list([open_one, month_first])[0].doubt is DayDoubt.MONTH_FIRST
    assert of_one_list([open_one, day_first, month_first])[0].doubt is DayDoubt.TWO_WAYS


def test_a_day_of_the_week_that_fits_no_reading_is_told_with_the_day() -> None:
    with pytest.raises(OffWeekdayError) as error:
        written_day("Chủ nhật, 25/04/2026")
    assert error.value.day == APRIL_25


@given(st.lists(st.dates(date(2020, 1, 1), date(2035, 12, 31)), min_size=2, max_size=40))
def test_whatever_a_column_holds_no_day_is_turned_in_silence(days: list[date]) -> None:
    """Written by one program in one order: read right, or told."""
    for order, shape in ((DayOrder.DAY_FIRST, "%d/%m/%Y"), (DayOrder.MONTH_FIRST, "%m/%d/%Y")):
        cells: tuple[Cell, ...] = tuple(f"{day:{shape}}" for day in days)
        column = day_column(enumerate_places(cells))
        right = [read(column, cell) in (day, None) for day, cell in zip(days, cells, strict=True)]
        assert all(right) or column.doubt is not None, order
    turned = tuple(
        day.replace(day=day.month, month=day.day) if day.day <= 12 else f"{day:%d/%m/%Y}"
        for day in days
    )
    column = day_column(enumerate_places(turned))
    texts = any(isinstance(cell, str) for cell in turned)
    known = [read(column, cell) in (day, None) for day, cell in zip(days, turned, strict=True)]
    assert all(known) or column.doubt is not None or not texts


def test_the_numbers_of_a_spreadsheet_have_their_bounds() -> None:
    first = date(1899, 12, 30)
    assert DayColumn().day((date(2026, 4, 3) - first) / timedelta(days=1)) == APRIL_3
    assert read(DayColumn(), 2026) is None
