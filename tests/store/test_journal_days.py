"""What each day holds of the journal: the same as counting the journal, without counting it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from counter_app.store.core import engine
from counter_app.store.core.journal import Journal
from counter_app.store.file.migrations import migrate
from counter_app.store.projection.days import note_day
from counter_app.store.projection.tables import Tables
from counter_app.store.read.closings import Closings
from tests.makers import receive

if TYPE_CHECKING:
    from counter_app.domain.clock import FixedClock
    from counter_app.office import Office

WORK = ("fee.entered", "certification.recorded")
KINDS = ("dossier.received", "dossier.moved", *WORK, "batch.exported", "officer.signed_in")
ACTS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 5)), max_size=25)
"""What was done on which day of the month; a clock that was put back lets days come again."""


def filled(acts: list[tuple[str, int]]) -> Any:
    connection = engine.connect("", durable=False)
    migrate(connection)
    journal = Journal(connection)
    for number, (kind, day) in enumerate(acts):
        header = (
            "e",
            1,
            str(number),
            kind,
            "x",
            "lan",
            "2026-11-01T00:00:00Z",
            f"2026-11-{day:02}",
            0,
        )
        note_day(Tables(connection), journal.append(header, "{}", journal.head()))
    return connection


@given(ACTS, st.integers(0, 26))
def test_the_days_say_what_the_journal_says(acts: list[tuple[str, int]], done: int) -> None:
    connection = filled(acts)
    closings = Closings(SimpleNamespace(connection=connection))  # type: ignore[arg-type]
    rest = acts[done:]
    counted = [item for item in rest if item[0] not in {"batch.exported", "officer.signed_in"}]
    assert closings.entries_after(done) == len(counted)
    days = sorted({day for kind, day in rest if kind.startswith("dossier.") or kind in WORK})
    assert [(day.day, count) for day, count in closings.days_after(done)] == [
        (day, rest.count(("dossier.received", day))) for day in days
    ]
    connection.close()


def test_a_closed_day_that_went_on_is_told(office: Office, clock: FixedClock) -> None:
    receive(office)
    day = office.closing.close_day().result.day
    assert office.closing.evenings()[1] == frozenset()
    receive(office)
    assert office.closing.evenings()[1] == {day}
    assert office.closing.evenings()[0][day].day == day
    office.closing.close_day()
    assert office.closing.evenings()[1] == frozenset()


def test_no_question_of_the_evening_counts_the_journal(office: Office) -> None:
    """Plans say which tables are walked; a day broken by a stick is looked up by its date."""
    receive(office)
    asked: list[str] = []
    connection = office.store.database.connection
    connection.set_trace_callback(asked.append)
    office.closing.not_exported()
    office.closing.evenings()[1]
    connection.set_trace_callback(None)
    plans = [
        row[3]
        for text in asked
        if text.lstrip()[:6] == "SELECT"
        for row in connection.execute(f"EXPLAIN QUERY PLAN {text}")
    ]
    assert any("journal_day" in plan or "SCAN d" in plan for plan in plans)
    assert not [plan for plan in plans if f"{plan} ".startswith(("SCAN j ", "SCAN journal "))], (
        plans
    )
    assert not [plan for plan in plans if plan.startswith("SEARCH j USING INTEGER")], plans
