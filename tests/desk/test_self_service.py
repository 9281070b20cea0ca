"""Citizens take their own number: what is offered, when numbers are given, and what goes with the ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from counter_app.desk.desk import Noun
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.queue.tickets import Priority, TicketAct
from counter_app.domain.queue.wishes import Door, Wish, missing_papers
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import BIRTH, COPIES, MARITAL, receive


def at(clock: FixedClock, hour: int, minute: int = 0, day: int = 23) -> None:
    """Move to a moment of November 2026."""
    moment = datetime(2026, 11, day, hour, minute, tzinfo=LOCAL)
    clock.tick(seconds=(moment - clock.now()).total_seconds())


def test_what_was_chosen_and_ticked_goes_with_the_ticket(office: Office) -> None:
    papers = [paper.name for paper in office.catalogue.valid(BIRTH, office.intake.today()).papers]  # type: ignore[union-attr]
    done = office.self_service.take(Wish(procedure=BIRTH, brought=(papers[0], "Giấy lạ")))
    assert done.changes == {Noun.TICKET}
    assert done.result.queue == "A"
    assert done.result.wish == Wish(procedure=BIRTH, brought=(papers[0],))
    again = office.queue.do(done.result.id, TicketAct.CALL).result
    assert again.wish == done.result.wish, "it stays with the ticket through every act"
    assert office.check().ok


def test_a_number_drawn_at_the_counter_wishes_nothing(office: Office) -> None:
    assert office.queue.take("A").result.wish is None
    assert office.self_service.take(Wish(), queue="B").result.wish == Wish()


def test_a_procedure_not_in_force_and_an_unknown_queue_are_refused(office: Office) -> None:
    with pytest.raises(RuleError, match=r"9\.999"):
        office.self_service.take(Wish(procedure="9.999"))
    with pytest.raises(RuleError, match="hàng đợi"):
        office.self_service.take(Wish(), queue="Z")
    assert office.queue.today_line() == []


@pytest.mark.parametrize(
    ("hour", "minute", "day", "expected"),
    [
        (6, 59, 25, Door.SHUT),
        (7, 0, 25, Door.EARLY),
        (7, 30, 25, Door.OPEN),
        (11, 30, 23, Door.SHUT),
        (13, 0, 23, Door.EARLY),
        (17, 29, 23, Door.OPEN),
        (17, 30, 23, Door.SHUT),
        (9, 0, 24, Door.SHUT),  # Ngày Văn hóa Việt Nam, a day off
        (9, 0, 28, Door.SHUT),
    ],
)
def test_numbers_are_given_in_open_hours_and_half_an_hour_before(
    office: Office, clock: FixedClock, hour: int, minute: int, day: int, expected: Door
) -> None:
    at(clock, hour, minute, day)
    assert office.self_service.door() is expected
    if expected is Door.SHUT:
        with pytest.raises(RuleError, match="ngoài giờ"):
            office.self_service.take(Wish(procedure=BIRTH))
    else:
        assert office.self_service.take(Wish(procedure=BIRTH)).result.label == "A001"
    assert office.queue.take("A").result.id, "an officer gives a number whenever he wants"


def test_a_queue_that_gives_no_more_is_told_and_opens_again(
    office: Office, clock: FixedClock
) -> None:
    assert office.self_service.stop("A").result == {"A"}
    with pytest.raises(RuleError, match="ngừng phát số"):
        office.self_service.take(Wish(procedure=BIRTH))
    assert office.self_service.take(Wish(), queue="B").result.label == "B001"
    assert office.queue.take("A").result.label == "A001", "the officer still may"
    assert office.self_service.resume("A").result == frozenset()
    assert office.self_service.take(Wish(procedure=BIRTH)).result.label == "A002"
    office.self_service.stop("B")
    at(clock, 9, 0, 25)
    assert office.self_service.stopped() == frozenset(), "the next day begins anew"
    with pytest.raises(RuleError, match="Z"):
        office.self_service.stop("Z")


def test_priority_is_named_only_as_the_office_allows(office: Office) -> None:
    assert office.self_service.grounds() == ()
    with pytest.raises(RuleError) as refused:
        office.self_service.take(Wish(procedure=BIRTH), priority=Priority.ELDERLY)
    assert refused.value.field == "priority"
    office.rules.change_settings(replace(office.settings, own_priorities=("elderly", "disabled")))
    assert office.self_service.grounds() == (Priority.ELDERLY, Priority.DISABLED)
    taken = office.self_service.take(Wish(procedure=BIRTH), priority=Priority.ELDERLY).result
    assert taken.priority is Priority.ELDERLY
    with pytest.raises(RuleError):
        office.self_service.take(Wish(procedure=BIRTH), priority=Priority.MERIT)


def test_the_most_asked_for_come_first(office: Office) -> None:
    assert office.self_service.most_asked() == []
    for code in (MARITAL, MARITAL, BIRTH):
        receive(office, code)
    assert [item.code for item in office.self_service.most_asked()] == [MARITAL, BIRTH]
    offers = {offer.sector.key: offer for offer in office.self_service.offers()}
    codes = [item.code for item in offers["ho-tich"].procedures]
    assert codes[:2] == [MARITAL, BIRTH]
    assert len(codes) > 5
    assert len(codes) == len(set(codes))
    assert all(offer.procedures for offer in offers.values())


def test_what_is_missing_counts_the_required_papers_alone(office: Office) -> None:
    procedure = office.catalogue.valid(BIRTH, office.intake.today())
    assert procedure is not None
    required = [paper.name for paper in procedure.papers if paper.required]
    assert required
    assert [item.name for item in missing_papers(procedure.papers, ())] == required
    assert missing_papers(procedure.papers, required) == ()


def test_the_outlook_says_when_the_day_may_be_over(office: Office, clock: FixedClock) -> None:
    for _number in range(5):
        ticket = office.queue.take("A").result
        for act in (TicketAct.CALL, TicketAct.SERVE):
            office.queue.do(ticket.id, act)
        clock.tick(minutes=10)
        office.queue.do(ticket.id, TicketAct.DONE)
    tickets = [office.self_service.take(Wish(procedure=COPIES)).result for _number in range(5)]
    first, last = (office.self_service.outlook(ticket) for ticket in (tickets[0], tickets[-1]))
    assert (first.ahead, first.may_be_late) == (0, False)
    assert (last.ahead, last.minutes, last.may_be_late) == (4, 45, False)
    assert last.back_at == datetime(2026, 11, 23, 10, 35, tzinfo=LOCAL)
    at(clock, 17, 0)
    late = office.self_service.outlook(tickets[-1])
    assert (late.back_at, late.may_be_late) == (None, True)


def test_counters_that_all_pause_are_told(office: Office) -> None:
    assert not office.self_service.all_pause(), "nobody has opened yet"
    office.waiting_room.pause()
    assert office.self_service.all_pause()
    office.waiting_room.reopen()
    assert not office.self_service.all_pause()
