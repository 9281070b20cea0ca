"""Reports asked for by name."""

from __future__ import annotations

import pytest

from counter_app.errors import RuleError
from counter_app.reports.catalogue import REPORTS, compute
from counter_app.reports.day import day_tables
from counter_app.reports.ii06a import ii06a_report
from tests.reports.makers import Book, day_after


def test_both_reports_are_offered_with_a_label() -> None:
    assert list(REPORTS)[:3] == ["day", "II.06a", "certifications"]
    assert all(report.label and name == report.name for name, report in REPORTS.items())


def test_a_name_gives_its_tables() -> None:
    book = Book()
    book.receive(1, 3)
    day, month = day_after(1), day_after(30)
    assert compute(book.store, "day", day, day) == day_tables(book.store, day)
    assert compute(book.store, "II.06a", day, month) == (ii06a_report(book.store, day, month),)


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
