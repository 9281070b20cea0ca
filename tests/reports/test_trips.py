"""Trips to the counter and supplements, by hand."""

from __future__ import annotations

from counter_app.domain.paper.report_table import Table
from counter_app.reports.figures.rates import DASH
from counter_app.reports.index import compute
from tests.reports.lives import Lives
from tests.reports.makers import day_after


def tables(book: Lives, last: int = 20) -> tuple[Table, ...]:
    """Trips and supplements until a day."""
    return compute(book.store, "trips", day_after(0), day_after(last))


def life(
    book: Lives, *, supplements: int = 0, channel: int = 1, back: int = 1, procedure: str = "A"
) -> int:
    """A dossier with so many supplements brought, finished and handed over."""
    dossier = book.hand_in(1, channel=channel, return_channel=back, procedure=procedure)
    for _time in range(supplements):
        book.act(dossier, "supplement", 5, 1)
        book.act(dossier, "resume", 4, 2)
    book.finish(dossier, 3)
    book.act(dossier, "return", 10, 3)
    return dossier


def test_a_trip_for_handing_in_each_supplement_and_collecting() -> None:
    book = Lives()
    life(book)  # 2
    life(book, supplements=1)  # 3
    life(book, supplements=2)  # 4
    life(book, back=3)  # 1: by post
    life(book, channel=2, supplements=1)  # 1: online, collected
    life(book, channel=3, back=3)  # 0
    table = tables(book)[0]
    assert table.total == (None, "Tổng số", 6, 1, 2, 1, 2, 1.83, 66.7)
    assert table.rows == ((1, "Thủ tục A", 6, 1, 2, 1, 2, 1.83, 66.7),)
    assert "2/6 = 33,3% (tính trên 6 hồ sơ)" in table.notes[3]
    assert "4/6 = 66,7% (tính trên 6 hồ sơ)" in table.notes[4]
    assert "11 / 6 = 1,83" in table.notes[5]


def test_papers_brought_before_acceptance_are_a_trip_too() -> None:
    book = Lives()
    dossier = book.hand_in(1, accepted=False)
    book.act(dossier, "supplement", 5, 1)
    book.accept(dossier, 2, 5)
    book.finish(dossier, 3)
    book.act(dossier, "return", 10, 3)
    trips, supplements = tables(book)
    assert trips.total is not None
    assert trips.total[6] == 1
    assert supplements.total == (None, "Tổng số", 1, 0, 1, 0, 0.0, 100.0)


def test_procedures_that_ask_most_stand_first() -> None:
    book = Lives()
    for procedure, supplements in (("A", 0), ("C", 1), ("B", 1), ("D", 2)):
        life(book, procedure=procedure, supplements=supplements)
    life(book, procedure="D", supplements=1)
    assert [row[1] for row in tables(book)[1].rows] == [f"Thủ tục {name}" for name in "DBCA"]


def test_a_pause_for_money_is_no_supplement() -> None:
    book = Lives()
    dossier = book.hand_in(1)
    book.act(dossier, "financial", 6, 1)
    book.act(dossier, "resume", 4, 2)
    book.finish(dossier, 3)
    book.act(dossier, "return", 10, 3)
    trips, supplements = tables(book)
    assert trips.total is not None
    assert trips.total[5] == 1, "two trips: handed in and collected"
    assert supplements.total == (None, "Tổng số", 1, 1, 0, 0, 100.0, 100.0)


def test_a_request_taken_back_does_not_count() -> None:
    book = Lives()
    dossier = book.hand_in(1)
    book.act(dossier, "supplement", 5, 1)
    book.act(dossier, "revert", 2, 1, undone="supplement")
    book.finish(dossier, 3)
    assert tables(book)[1].total == (None, "Tổng số", 1, 1, 0, 0, 100.0, 100.0)


def test_shares_of_none_once_and_more() -> None:
    book = Lives()
    for supplements in (0, 0, 1, 2):
        life(book, supplements=supplements)
    table = tables(book)[1]
    assert table.total == (None, "Tổng số", 4, 2, 1, 1, 50.0, 75.0)
    assert "2/4 = 50% (tính trên 4 hồ sơ)" in table.notes[0]
    assert "3/4 = 75% (tính trên 4 hồ sơ)" in table.notes[1]


def test_an_empty_period_has_no_rates() -> None:
    trips, supplements = tables(Lives())
    assert trips.total == (None, "Tổng số", 0, 0, 0, 0, 0, DASH, DASH)
    assert supplements.total == (None, "Tổng số", 0, 0, 0, 0, DASH, DASH)
