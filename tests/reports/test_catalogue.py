"""Reports asked for by name."""

from __future__ import annotations

import pytest

from counter_app.errors import RuleError
from counter_app.reports.closing.day import day_tables
from counter_app.reports.index import REPORTS, compute, grouped_reports
from counter_app.reports.indicators.ii06a import ii06a_of
from counter_app.reports.report import GROUPS, Asked
from tests.reports.makers import Book, day_after


def test_every_report_is_offered_under_a_heading_with_what_it_takes() -> None:
    offered = [report for _group, reports in grouped_reports() for report in reports]
    assert {report.name for report in offered} == set(REPORTS)
    assert list(REPORTS)[:2] == ["day", "II.06a"], "what is asked for every day comes first"
    for name, report in REPORTS.items():
        assert report.name == name
        assert report.label
        assert report.hint
        assert report.group in GROUPS
        assert report.periods


def test_a_name_gives_its_tables() -> None:
    book = Book()
    book.receive(1, 3)
    day, month = day_after(1), day_after(30)
    assert compute(book.store, "day", day, day) == day_tables(book.store, day)
    assert compute(book.store, "II.06a", day, month) == (ii06a_of(Asked(book.store, day, month)),)


@pytest.mark.parametrize(
    ("name", "first", "last", "field", "rule"),
    [
        ("II.06b", 1, 2, "name", "report_name"),
        ("II.06a", 2, 1, "to", "report_period"),
        ("day", 1, 2, "to", "report_one_day"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    name: str, first: int, last: int, field: str, rule: str
) -> None:
    with pytest.raises(RuleError) as refused:
        compute(Book().store, name, day_after(first), day_after(last))
    assert (refused.value.field, refused.value.rule) == (field, rule)
