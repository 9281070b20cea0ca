"""The load by hour, weekday and over time, by hand."""

from __future__ import annotations

from counter_app.domain.paper.report_table import ChartKind, Table
from counter_app.reports.index import compute
from tests.reports.lives import Lives
from tests.reports.makers import day_after

# Day 0 is Monday 05/01/2026.


def tables(book: Lives, first: int, last: int, sector: str = "") -> tuple[Table, ...]:
    """The report of days given by number."""
    return compute(book.store, "hours", day_after(first), day_after(last), sector=sector)


def busy() -> Lives:
    """A Monday and a Tuesday."""
    book = Lives()
    dossier = book.hand_in(0, hour=8)
    book.hand_in(0, hour=10, accepted=False)
    book.finish(dossier, 1)
    book.act(dossier, "return", 10, 1)  # at eight
    book.void(book.express(1, "certification.recorded", 9), 3)
    book.express(1, "question.asked", 9)
    book.ticket(1, 9)
    return book


def test_acts_by_hour_with_the_quiet_hours_between() -> None:
    table = tables(busy(), 0, 1)[0]
    assert table.rows == (
        ("08:00 – 08:59", 1, 1, 0, 0, 0, 2),
        ("09:00 – 09:59", 0, 0, 1, 1, 1, 2),
        ("10:00 – 10:59", 1, 0, 0, 0, 0, 1),
    )
    assert table.total == ("Tổng số", 2, 1, 1, 1, 1, 5)


def test_a_certification_voided_within_the_period_is_not_counted() -> None:
    book = busy()
    assert tables(book, 0, 2)[0].total == ("Tổng số", 2, 1, 1, 1, 1, 5)
    assert tables(book, 0, 3)[0].total == ("Tổng số", 2, 1, 0, 1, 1, 4)


def test_weekdays_with_the_average_of_a_day() -> None:
    book = busy()
    book.hand_in(7, hour=8)
    week = tables(book, 0, 13)[1]
    assert [column.title for column in week.columns][1:6] == [
        *("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu")
    ]
    assert week.rows[0] == ("08:00 – 08:59", 2, 1, 0, 0, 0, 3)
    assert week.total == ("Tổng số", 3, 2, 0, 0, 0, 5)
    assert "Thứ Hai 3 / 2 = 1,5; Thứ Ba 2 / 1 = 2." in week.notes[0]
    assert week.chart_kind is ChartKind.HEAT


def test_a_busy_saturday_gets_its_column() -> None:
    book = Lives()
    book.hand_in(5, hour=8)
    week = tables(book, 0, 6)[1]
    assert [column.title for column in week.columns][-2:] == ["Thứ Bảy", "Tổng số"]


def test_tickets_stand_apart() -> None:
    tickets = tables(busy(), 0, 1)[2]
    assert tickets.rows == (("09:00 – 09:59", 0, 1, 0, 0, 0, 1),)


def test_over_time_by_day_week_or_month() -> None:
    book = busy()
    book.hand_in(40)
    assert [row[0] for row in tables(book, 0, 40)[3].rows] == [
        *("05/01/2026", "06/01/2026", "14/02/2026")
    ]
    weeks = tables(book, 0, 80)[3]
    assert [row[0] for row in weeks.rows] == ["Tuần từ 05/01/2026", "Tuần từ 09/02/2026"]
    months = tables(book, 0, 500)[3]
    assert months.rows == (("01/2026", 2, 1, 0, 1, 1), ("02/2026", 1, 0, 0, 0, 0))
    assert months.total == ("Tổng số", 3, 1, 0, 1, 1)


def test_a_sector_alone() -> None:
    book = busy()
    book.hand_in(0, sector="dat-dai", hour=14)
    only = tables(book, 0, 1, "dat-dai")[0]
    assert only.rows == (
        ("09:00 – 09:59", 0, 0, 0, 0, 1, 0),
        *((f"{hour:02d}:00 – {hour:02d}:59", 0, 0, 0, 0, 0, 0) for hour in range(10, 14)),
        ("14:00 – 14:59", 1, 0, 0, 0, 0, 1),
    ), "the ticket's queue serves the sector too"


def test_nothing_at_all() -> None:
    for table in tables(Lives(), 0, 6):
        assert table.rows == ()
        assert not any(isinstance(cell, int) and cell for cell in table.total or ())
