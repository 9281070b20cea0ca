"""A clock that does not go with the last event: nothing is dated by it unasked, and there is a way back."""

from __future__ import annotations

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.errors import ClockError
from counter_app.office import Office
from counter_app.wording.dossier.timeline import event_text
from tests.makers import receive


def flags(office: Office) -> list[int]:
    """How every event was marked, the oldest first."""
    rows = office.store.database.connection.execute("SELECT clock_flag FROM journal ORDER BY seq")
    return [row[0] for row in rows.fetchall()]


def test_a_clock_a_year_ahead_gives_no_number_unasked(office: Office, clock: FixedClock) -> None:
    receive(office)
    head = office.store.journal.head()
    clock.tick(days=365)
    for act in (
        lambda: receive(office),
        lambda: office.queue.take("A"),
        lambda: office.closing.close_day(),
    ):
        with pytest.raises(ClockError) as asked:
            act()
        assert asked.value.rule == "clock_ahead"
        assert "23/11/2027" in asked.value.message
        assert "23/11/2026" in asked.value.message
    assert office.store.journal.head() == head
    office.confirm_clock()
    assert office.queue.take("A").result.number == 1
    assert office.store.check().ok


def test_long_holidays_are_no_reason_to_ask(office: Office, clock: FixedClock) -> None:
    receive(office)
    clock.tick(days=39)
    office.queue.take("A")
    assert flags(office)[-1] == 0


def test_from_a_year_confirmed_wrongly_there_is_a_way_back(
    office: Office, clock: FixedClock
) -> None:
    """Asked once more on the way back, flagged, and then never again."""
    receive(office)
    right = clock.now()
    clock.tick(days=365)
    office.confirm_clock()
    office.queue.take("A")
    office.close()
    clock.set(right)
    clock.tick(minutes=5)
    again = Office.open(office.data_dir, clock=clock, officer=office.session.officer)
    with pytest.raises(ClockError) as asked:
        again.queue.take("A")
    assert asked.value.rule == "clock_behind"
    again.confirm_clock()
    again.queue.take("A")
    again.close()
    third = Office.open(office.data_dir, clock=clock, officer=office.session.officer)
    third.queue.take("A")
    assert flags(third)[-3:] == [2, 1, 0]
    assert third.store.check().ok
    third.close()


def test_what_a_doubted_clock_dated_says_so(office: Office, clock: FixedClock) -> None:
    receive(office)
    clock.tick(days=-3)
    office.confirm_clock()
    doubted = receive(office)
    clock.tick(days=3)
    sure = receive(office)
    for dossier, said in ((doubted, True), (sure, False)):
        view = office.dossiers.view(dossier.code)
        told = [
            event_text(
                step.kind, step.payload, view.names, clock_confirmed=step.clock_confirmed
            ).endswith("xác nhận là đúng.)")
            for step in view.timeline
        ]
        assert told == [said] * len(told)
