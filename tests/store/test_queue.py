"""Whose turn it is, as the day's calls tell."""

from __future__ import annotations

from counter_app.domain.clock import FixedClock
from counter_app.domain.queue.tickets import Priority, TicketAct
from counter_app.office import Office
from tests.makers import MONDAY

TODAY = MONDAY.date()


def called(office: Office, kinds: str, line: str = "A") -> None:
    """Draw and call one after another: "o" ordinary, "p" with priority."""
    for kind in kinds:
        priority = Priority.ELDERLY if kind == "p" else Priority.NONE
        ticket = office.queue.take(line, priority=priority).result
        office.queue.do(ticket.id, TicketAct.CALL)
        office.queue.do(ticket.id, TicketAct.DONE)


def test_ordinary_calls_are_counted_since_the_last_with_priority(office: Office) -> None:
    since = office.store.queue.ordinary_since_priority
    assert since(TODAY, "A") is None
    called(office, "ooo")
    assert since(TODAY, "A") is None
    called(office, "p")
    assert since(TODAY, "A") == 0
    called(office, "oo")
    assert since(TODAY, "A") == 2


def test_each_line_and_all_lines_together_are_counted(office: Office) -> None:
    since = office.store.queue.ordinary_since_priority
    called(office, "po")
    called(office, "oo", "B")
    assert (since(TODAY, "A"), since(TODAY, "B"), since(TODAY, "")) == (1, None, 3)


def test_another_day_begins_anew(office: Office, clock: FixedClock) -> None:
    called(office, "po")
    clock.tick(days=2)
    since = office.store.queue.ordinary_since_priority
    assert since(clock.now().date(), "A") is None
    assert since(TODAY, "A") == 1


def test_a_turn_is_remembered_however_long_ago(office: Office) -> None:
    called(office, "p" + "o" * 60)
    assert office.store.queue.ordinary_since_priority(TODAY, "A") == 60
