"""Time used against the legal time, by hand; and when a shorter promise may be suggested."""

from __future__ import annotations

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.paper.report_table import Cell, Table
from counter_app.reports.figures.rates import DASH
from counter_app.reports.figures.statistics import (
    USUAL_DAY,
    Spread,
    day_minutes,
    in_days,
    percentile,
)
from counter_app.reports.index import compute
from tests.reports.lives import Lives
from tests.reports.makers import day_after

THREE_DAYS = {"value": 3, "unit": "working_day"}


def tables(book: Lives, first: int, last: int, **narrow: str) -> tuple[Table, ...]:
    """The report of days given by number."""
    return compute(book.store, "time-used", day_after(first), day_after(last), **narrow)


def finished(
    book: Lives, used: list[int | None], *, allowed: int = 1_440, due: int = 9, **facts: str
) -> None:
    """Dossiers received on day 1 and finished on day 2, each after so many working minutes."""
    for minutes in used:
        dossier = book.hand_in(1, due=due, limit=THREE_DAYS, **facts)  # type: ignore[arg-type]
        book.finish(dossier, 2, minutes, allowed)


def named(table: Table, row: int = 0) -> dict[str, Cell]:
    """A row by the last part of its columns' heads."""
    heads = [column.title.rpartition("|")[2] for column in table.columns]
    return dict(zip(heads, table.rows[row], strict=True))


def test_a_procedure_with_its_median_mean_and_percentile() -> None:
    book = Lives()
    finished(book, [240, 480, 480, 960, None])
    row = named(tables(book, 1, 5)[0])
    assert row["Thủ tục"] == "Thủ tục A"
    assert row["Thời hạn quy định"] == "3 ngày làm việc"
    assert (row["Số hồ sơ đã giải quyết xong"], row["Số hồ sơ đo được"]) == (5, 4)
    assert (
        row["Trung vị (một nửa số hồ sơ xong trong)"],
        row["Trung bình"],
        row["90% hồ sơ xong trong"],
    ) == (1.0, 1.12, 2.0)
    assert row["Thời hạn (ngày làm việc)"] == 3.0
    assert row["Đã dùng so với thời hạn (%)"] == 37.5  # 2160 of 5760 minutes
    assert (row["Trước hạn"], row["Đúng hạn"], row["Quá hạn"]) == (5, 0, 0)


def test_what_was_done_at_once_is_measured_too() -> None:
    book = Lives()
    finished(book, [0, 480])
    row = named(tables(book, 1, 5)[0])
    assert (row["Số hồ sơ đo được"], row["Trung vị (một nửa số hồ sơ xong trong)"]) == (2, 0.5)


def test_early_on_time_and_late_are_by_dates() -> None:
    book = Lives()
    for due in (3, 2, 1, 1):
        finished(book, [60], due=due)
    by_procedure, by_officer, _shorter = tables(book, 2, 2)
    assert by_procedure.total is not None
    assert by_procedure.total[-3:] == (1, 1, 2)
    assert by_officer.rows[0][1] == "hai"
    assert by_officer.rows[0][-4:] == (1, 1, 2, 0)


def test_what_is_still_overdue_stands_beside_the_rate() -> None:
    book = Lives()
    finished(book, [60])
    book.hand_in(1, due=2, handler="ba")
    by_procedure, by_officer, _shorter = tables(book, 2, 3)
    assert "1/1 = 100% (tính trên 1 hồ sơ)" in by_procedure.notes[3]
    assert "còn 1 hồ sơ" in by_procedure.notes[4]
    assert [row[1:3] + row[-1:] for row in by_officer.rows] == [("ba", 0, 1), ("hai", 1, 0)]


def test_narrowed_to_an_officer_and_a_sector() -> None:
    book = Lives()
    finished(book, [60], handler="hai")
    finished(book, [60, 60], handler="ba", sector="dat-dai")
    assert tables(book, 2, 2, sector="dat-dai")[0].total == (
        *(None, "Tổng số", None, 2, 2, 0.12, 0.12, 0.12, 3.0, 4.2),
        *(2, 0, 0),
    )
    assert "Đất đai" in tables(book, 2, 2, sector="dat-dai")[0].subtitle
    officer = {"login": "hai", "name": "Hai", "role": "sector_officer", "title": "", "counter": ""}
    book.record("officer.put", "officer:hai", {**officer, "active": True})
    found = tables(book, 2, 2, officer="hai")[1]
    assert [row[1:3] for row in found.rows] == [("Hai", 1)]


def test_an_empty_period_has_dashes_not_zeros() -> None:
    total = tables(Lives(), 1, 5)[0].total
    assert total is not None
    assert total[3:10] == (0, 0, DASH, DASH, DASH, DASH, DASH)


def shorter_rows(used: list[int], allowed: int = 1_440) -> tuple[tuple[Cell, ...], ...]:
    """What is suggested for one procedure of three working days."""
    book = Lives()
    finished(book, list(used), allowed=allowed)
    return tables(book, 1, 5)[2].rows


def test_a_quick_procedure_is_suggested_a_shorter_promise() -> None:
    (row,) = shorter_rows([100] * 19 + [1_400])  # 95 % of 20 are the first 19
    assert row[3:] == (20, 0.21, 6.9, 0.5, 2.5)
    (row,) = shorter_rows([300] * 20)
    assert row[-2:] == (1.0, 2.0), "rounded up to half a day"


@pytest.mark.parametrize(
    "used",
    [[100] * 19, [100] * 18 + [1_400] * 2, [865] * 20],
    ids=["too few", "one in ten is slow", "just above 60%"],
)
def test_nothing_is_suggested_without_proof(used: list[int]) -> None:
    assert shorter_rows(used) == ()


def test_exactly_sixty_percent_is_enough_and_the_shortest_promise_counts() -> None:
    assert len(shorter_rows([864] * 20)) == 1
    assert shorter_rows([100] * 20, allowed=240) == (), "half a day is promised already"
    book = Lives()
    finished(book, [864] * 20, allowed=1_440)
    finished(book, [10], allowed=1_000)
    assert tables(book, 1, 5)[2].rows == ()


def test_a_same_day_procedure_is_never_shortened() -> None:
    book = Lives()
    for _number in range(20):
        dossier = book.hand_in(1, limit={"value": 1, "unit": "same_day"})
        book.finish(dossier, 1, 5, 480)
    assert tables(book, 1, 5)[2].rows == ()


def test_the_note_says_its_thresholds() -> None:
    note = tables(Lives(), 1, 5)[2].notes[0]
    assert all(part in note for part in ("20 hồ sơ", "95%", "60%"))


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=60), st.sampled_from([50, 90, 95, 100]))
def test_a_percentile_is_the_least_value_enough_do_not_exceed(
    values: list[int], percent: int
) -> None:
    found = percentile(sorted(values), percent)
    assert found in values
    spread = Spread.of(values)
    told = {50: spread.middle[0], 90: spread.most_90, 95: spread.most_95, 100: max(values)}
    assert told[percent] == found
    assert spread.median == median(values)

    def reach(limit: int) -> bool:
        return 100 * sum(value <= limit for value in values) >= percent * len(values)

    assert reach(found)
    assert not any(reach(value) for value in values if value < found)


def test_a_working_day_is_counted_by_the_calendar_or_taken_as_usual() -> None:
    book = Lives()
    assert day_minutes(book.store.asof.rules(day_after(9)), day_after(9)) == USUAL_DAY
    hours = [("08:00", "11:30"), ("13:30", "17:00")]
    for day, usual in ((8, hours[:1]), (12, hours)):
        book.at(day)
        week = [
            {"weekday": weekday, "start": start, "end": end}
            for weekday in range(1, 6)
            for start, end in usual
        ]
        book.record("calendar.sessions_set", "calendar", {"valid_from": None, "sessions": week})
    assert day_minutes(book.store.asof.rules(day_after(9)), day_after(9)) == 210
    assert day_minutes(book.store.asof.rules(day_after(12)), day_after(12)) == 420
    assert in_days(None, 480) == DASH
    assert in_days(720, 480) == 1.5
