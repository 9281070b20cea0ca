"""What the counting statements promise beyond their figures: one state of the file, the right index, plain facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counter_app.desk.dossier.corrections import Correction
from counter_app.domain.clock import FixedClock, from_local_text
from counter_app.domain.dossier.moves import Act
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.store.figures.spans_sql import LONG, LONG_DAYS, UNFINISHED
from counter_app.store.figures.tallies import _TALLIES, Counting, FeeTally, Tally
from counter_app.store.store import Store
from tests.makers import COPIES, person, receive
from tests.reports.makers import Book, day_after


def counted(book: Book, first: int, last: int) -> dict[str, Tally]:
    """Tallies of a period given by day numbers."""
    return Counting(book.store.database).tallies(day_after(first), day_after(last))


@pytest.mark.parametrize("days", range(LONG_DAYS - 2, LONG_DAYS + 4))
def test_a_long_silence_is_counted_on_every_day_of_it(days: int) -> None:
    book = Book()
    dossier = book.receive(0, 3)
    book.move(dossier, Act.SUPPLEMENT, 1)
    book.move(dossier, Act.RESUME, 1 + days, due=90)
    for day in range(1, 1 + days):
        assert counted(book, day, day) == {"ho-tich": Tally(carried=1, supplement=1)}
    assert counted(book, 1 + days, 1 + days) == {"ho-tich": Tally(carried=1, not_due=1)}


@pytest.mark.parametrize("days", [LONG_DAYS - 1, LONG_DAYS, LONG_DAYS + 1, 400])
def test_what_waits_for_long_waits_still(days: int) -> None:
    book = Book()
    book.move(book.receive(0, 3), Act.FINISH, 0)
    assert counted(book, days, days) == {"ho-tich": Tally(waiting=1)}


def test_the_form_does_not_look_up_what_is_only_handed_over() -> None:
    book = Book()
    taken = book.receive(0, 3)
    book.move(taken, Act.FINISH, 0)
    book.move(taken, Act.RETURN, 1)
    book.move(book.receive(0, 3), Act.FINISH, 0)
    counting = Counting(book.store.database)
    assert counting.tallies(day_after(1), day_after(1)) == {"ho-tich": Tally(waiting=1, returned=1)}
    assert counting.tallies(day_after(1), day_after(1), hand_over=False) == {}


def test_several_acts_on_a_day_count_as_the_last_one() -> None:
    book = Book()
    dossier = book.receive(2, 4)
    for act in (Act.SUPPLEMENT, Act.RESUME, Act.FINANCIAL, Act.RESUME, Act.STOP):
        book.move(dossier, act, 2)
    assert counted(book, 2, 2) == {"ho-tich": Tally(direct=1, stopped=1)}


def test_a_snapshot_does_not_see_what_another_counter_writes(tmp_path: Path) -> None:
    book = Book(tmp_path / "quay.db")
    book.receive(1, 3)
    other = Store.open(tmp_path / "quay.db", book.clock)
    counting = Counting(other.database)
    with counting.snapshot():
        before = counting.tallies(day_after(1), day_after(1))
        book.receive(1, 3)
        assert counting.tallies(day_after(1), day_after(1)) == before
        assert len(counting.received(day_after(1))) == 1
    assert len(counting.received(day_after(1))) == 2
    other.close()
    book.store.close()


def test_a_snapshot_ends_also_after_an_error_and_may_stand_in_another() -> None:
    book = Book()
    counting = Counting(book.store.database)
    with pytest.raises(ZeroDivisionError), counting.snapshot(), counting.snapshot():
        raise ZeroDivisionError
    assert not book.store.database.connection.in_transaction
    with book.store.transaction(), counting.snapshot():
        assert counting.received(date(2026, 1, 5)) == []
    assert book.receive(1, 3)


def test_received_lines_say_what_the_receipt_said() -> None:
    book = Book()
    dossier = book.receive(1, 3, fee=None, name="Lê Thị Đào")
    book.move(dossier, Act.SUPPLEMENT, 1)
    book.move(dossier, Act.RESUME, 2, due=9)
    book.receive(2, None)
    (line,) = Counting(book.store.database).received(day_after(1))
    assert (line.code, line.applicant, line.fee) == ("T-1", "Lê Thị Đào", None)
    assert line.receiver == "lan"
    assert line.due == from_local_text(f"{day_after(3)}T17:00:00"), "not the promise given later"
    assert line.received_at.date() == day_after(1)


def test_what_was_corrected_on_the_day_itself_is_what_was_known_at_its_end(
    office: Office, clock: FixedClock
) -> None:
    day, code = clock.now().date(), receive(office, COPIES, pages=2).code
    right = Correction(fee=9_000, applicant=person("Lê Thị Đào"))
    office.corrections.correct(code, right, reason="Ghi nhầm")
    counting = Counting(office.store.database)
    known = counting.received(day), counting.fees(day, day)
    assert (known[0][0].applicant, known[0][0].fee) == ("Lê Thị Đào", 9_000)
    assert [tally.amount for tally in known[1].values()] == [9_000]
    for fee in (10_000, 11_000):
        clock.tick(days=2)
        later = Correction(fee=fee, applicant=person(f"Lê Thị {fee}"))
        office.corrections.correct(code, later, reason="Ghi nhầm nữa")
    assert (counting.received(day), counting.fees(day, day)) == known


def test_fees_tell_paid_free_and_unknown_apart() -> None:
    book = Book()
    for fee in (8_000, 15_000, 0, None):
        book.receive(1, 3, fee=fee)
    book.receive(2, 3, sector="dat-dai", fee=500)
    counting = Counting(book.store.database)
    assert counting.fees(day_after(1), day_after(1)) == {
        "ho-tich": FeeTally(dossiers=4, paying=2, free=1, unknown=1, amount=23_000)
    }
    assert set(counting.fees(day_after(1), day_after(2))) == {"ho-tich", "dat-dai"}


def test_no_statement_reads_all_spans_when_the_long_ones_are_indexed() -> None:
    """A report must not grow slower with every year in the file; ``RUNNING`` says why there is a ``+``."""
    book = Book()
    connection = book.store.database.connection
    engine.allow_ddl(connection)
    connection.execute(
        "CREATE INDEX IF NOT EXISTS span_long ON dossier_span(to_date, from_date, state) "
        f"WHERE state IN {UNFINISHED} AND {LONG}"
    )
    values = {"first": "2026-01-01", "last": "2026-01-31", "edge": "2025-12-31", "hidden": 0}
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {_TALLIES}", values)]
    few = "SCAN dossier_span USING INDEX span_mistaken"
    assert [line for line in plan if line.startswith("SCAN")] == [few, "SCAN k"], "the keys found"
    long = [line for line in plan if "span_long" in line]
    assert long == [
        f"SEARCH dossier_span USING COVERING INDEX span_long (to_date{by}?)" for by in "=>"
    ]
    assert not [line for line in plan if "(from_date<?)" in line], "nearly all spans began before"
