"""Whose turn it is, as the day's calls tell."""

from __future__ import annotations

from counter_app.domain.clock import FixedClock
from counter_app.domain.queue.tickets import Priority, TicketAct
from counter_app.office import Office
from tests.makers import BIRTH, MARITAL, MONDAY, receive

TODAY = MONDAY.date()


def called(office: Office, kinds: str, line: str = "A") -> None:
    """Draw and call one after another: "o" ordinary, "p" with priority."""
    for kind in kinds:
        priority = Priority.ELDERLY if kind == "p" else Priority.NONE
        ticket = office.queue.take(line, priority=priority).result
        office.queue.do(ticket.id, TicketAct.CALL)
        office.queue.do(ticket.id, TicketAct.DONE)


def test_priority_calls_are_counted_since_the_last_ordinary_one(office: Office) -> None:
    run = office.store.queue.priority_run
    assert run(TODAY, "A") == 0
    called(office, "ooo")
    assert run(TODAY, "A") == 0
    called(office, "pp")
    assert run(TODAY, "A") == 2
    called(office, "o")
    assert run(TODAY, "A") == 0


def test_each_line_and_all_lines_together_are_counted(office: Office) -> None:
    run = office.store.queue.priority_run
    called(office, "op")
    called(office, "pp", "B")
    assert (run(TODAY, "A"), run(TODAY, "B"), run(TODAY, "C"), run(TODAY, "")) == (1, 2, 0, 3)


def test_another_day_begins_anew(office: Office, clock: FixedClock) -> None:
    called(office, "p")
    clock.tick(days=2)
    run = office.store.queue.priority_run
    assert run(clock.now().date(), "A") == 0
    assert run(TODAY, "A") == 1


def test_a_run_is_counted_however_long_it_is(office: Office) -> None:
    called(office, "o" + "p" * 60)
    assert office.store.queue.priority_run(TODAY, "A") == 60


def test_a_call_taken_back_never_was(office: Office) -> None:
    called(office, "p")
    ticket = office.queue.take("A").result
    office.queue.do(ticket.id, TicketAct.CALL)
    assert office.store.queue.priority_run(TODAY, "A") == 0
    office.queue.do(ticket.id, TicketAct.UNDO)
    assert office.store.queue.priority_run(TODAY, "A") == 1


def test_minutes_of_serving_are_read_by_the_queue_that_served(
    office: Office, clock: FixedClock
) -> None:
    for minutes in (0, 3, 9):  # what is done as it is called measures nothing
        ticket = office.queue.take("A").result
        office.queue.do(ticket.id, TicketAct.CALL)
        office.queue.do(ticket.id, TicketAct.SERVE)
        clock.tick(minutes=minutes)
        office.queue.do(ticket.id, TicketAct.DONE)
    assert office.store.queue.served_minutes(TODAY) == {"A": [9.0, 3.0]}
    assert office.store.queue.served_minutes(TODAY, most=1) == {"A": [9.0]}
    clock.tick(days=1)
    assert office.store.queue.served_minutes(clock.now().date()) == {}


def test_what_is_asked_for_lately_is_asked_for_last(office: Office) -> None:
    for procedure in (BIRTH, BIRTH, MARITAL):
        receive(office, procedure)
    assert office.store.queue.asked_lately() == {BIRTH: 2, MARITAL: 1}
    assert office.store.queue.asked_lately(most=2) == {BIRTH: 1, MARITAL: 1}
