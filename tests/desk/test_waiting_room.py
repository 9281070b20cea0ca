"""What those who wait are told, out of what really happened at the counters."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from counter_app.desk.desk import Noun
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.queue.public import CounterSeen, CounterState, QueueSeen
from counter_app.domain.queue.tickets import Priority, TicketAct
from counter_app.office import Office
from tests.makers import officer


def serve(office: Office, clock: FixedClock, count: int, minutes: int, line: str = "A") -> None:
    for _citizen in range(count):
        ticket = office.queue.take(line).result
        for act in (TicketAct.CALL, TicketAct.SERVE):
            office.queue.do(ticket.id, act)
        clock.tick(minutes=minutes)
        office.queue.do(ticket.id, TicketAct.DONE)


def counters(office: Office) -> dict[str, CounterSeen]:
    return {item.counter: item for item in office.waiting_room.seen().counters}


def queue(office: Office, letter: str = "A") -> QueueSeen:
    return next(item for item in office.waiting_room.seen().queues if item.letter == letter)


def test_a_counter_opens_with_its_first_call_pauses_and_opens_again(office: Office) -> None:
    office.staff.put_officer(officer(counter="2"), password="giay-hen-xanh-2")
    assert counters(office)["2"] == CounterSeen(
        counter="2", state=CounterState.SHUT, officer=officer().name
    )
    office.session.officer = officer(counter="2")
    ticket = office.queue.take("A").result
    office.queue.do(ticket.id, TicketAct.CALL)
    seen = counters(office)["2"]
    assert (seen.state, seen.label) == (CounterState.SERVING, "A001")
    office.queue.do(ticket.id, TicketAct.DONE)
    assert counters(office)["2"].state is CounterState.FREE
    done = office.waiting_room.pause()
    assert (done.result, done.changes) == (CounterState.PAUSED, frozenset({Noun.TICKET}))
    assert office.waiting_room.reopen().result is CounterState.FREE
    office.waiting_room.pause()
    again = office.queue.take("A").result
    office.queue.do(again.id, TicketAct.CALL)
    office.queue.do(again.id, TicketAct.DONE)
    assert counters(office)["2"].state is CounterState.FREE, "who calls is open"
    assert office.store.check().ok, "made again from the journal it stands the same"


def test_counters_stand_in_the_order_of_their_numbers(office: Office) -> None:
    for counter in ("10", "2", "Bưu điện", "1"):
        office.session.officer = officer(counter=counter)
        office.waiting_room.reopen()
    found = [item.counter for item in office.waiting_room.seen().counters]
    assert found == ["1", "2", "10", "Bưu điện"]


def test_no_counter_stands_there_for_who_has_left(office: Office) -> None:
    office.staff.put_officer(officer(counter="2"), password="giay-hen-xanh-2")
    office.staff.put_officer(officer(counter="2", active=False))
    assert "2" not in counters(office)


def test_yesterday_s_pause_is_over(office: Office, clock: FixedClock) -> None:
    office.waiting_room.pause()
    clock.tick(days=1)
    assert office.waiting_room.state_here() is CounterState.SHUT


def test_who_is_next_is_told_by_queue(office: Office) -> None:
    for priority in (Priority.NONE, Priority.NONE, Priority.ELDERLY, Priority.NONE):
        office.queue.take("A", priority=priority)
    seen = queue(office)
    assert (seen.waiting, seen.next_labels) == (4, ("A003", "A001", "A002"))
    assert queue(office, "B").next_labels == ()
    for label in seen.next_labels:
        called = office.queue.call_next("A").result
        assert called is not None
        assert called.label == label, "what was told is kept"


def test_no_number_is_invented(office: Office, clock: FixedClock) -> None:
    serve(office, clock, 4, 10)
    assert queue(office).minutes is None, "too few were served"
    serve(office, clock, 1, 10)
    assert queue(office).minutes == 5
    office.waiting_room.pause()
    assert queue(office).minutes is None, "no counter is open"


def test_the_estimate_follows_the_office_s_own_minutes_and_counters(
    office: Office, clock: FixedClock
) -> None:
    serve(office, clock, 5, 10)
    for _number in range(3):
        office.queue.take("A")
    assert queue(office).minutes == 35
    office.session.officer = officer(counter="2")
    serve(office, clock, 1, 10)
    assert queue(office).minutes == 20, "two counters"


def test_who_holds_a_ticket_is_told_when_to_be_back(office: Office, clock: FixedClock) -> None:
    serve(office, clock, 5, 6)
    assert clock.now().hour == 9
    waiting = [office.queue.take("A").result for _number in range(6)]
    back = office.waiting_room.back_at(waiting[-1])
    assert back == clock.now() + timedelta(minutes=30), "(5 + ½) × 6 = 33 minutes, rounded down"
    clock.tick(hours=24 - clock.now().hour + 3)
    assert office.waiting_room.back_at(waiting[-1]) is None, "at night nobody comes back"


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (datetime(2026, 11, 23, 6, 0, tzinfo=LOCAL), datetime(2026, 11, 23, 7, 30, tzinfo=LOCAL)),
        (datetime(2026, 11, 23, 12, 0, tzinfo=LOCAL), datetime(2026, 11, 23, 13, 30, tzinfo=LOCAL)),
        (datetime(2026, 11, 23, 18, 0, tzinfo=LOCAL), datetime(2026, 11, 25, 7, 30, tzinfo=LOCAL)),
    ],
)
def test_the_next_opening_is_the_calendar_s(
    office: Office, clock: FixedClock, now: datetime, opens: datetime
) -> None:
    clock.tick(seconds=(now - clock.now()).total_seconds())
    assert office.waiting_room.hours().opens_at == opens


def test_notices_and_the_rule_are_the_office_s(office: Office) -> None:
    office.rules.change_settings(
        replace(office.settings, board_notices=("Mang theo căn cước.",), priority_run=3)
    )
    seen = office.waiting_room.seen()
    assert (seen.notices, seen.priority_run) == (("Mang theo căn cước.",), 3)


def test_a_counter_of_two_lines_is_shared_while_both_have_people(
    office: Office, clock: FixedClock
) -> None:
    serve(office, clock, 5, 10)
    serve(office, clock, 1, 10, line="B")
    mine = office.queue.take("A").result
    alone = office.waiting_room.minutes_of(mine)
    assert alone is not None
    office.queue.take("B")
    assert office.waiting_room.minutes_of(mine) == 2 * alone
    called = office.queue.call_next("B").result
    assert called is not None
    assert office.waiting_room.minutes_of(mine) == alone, "nobody is left in the other line"
