"""Somebody only asks: by digit or words, with or without a ticket."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.queue.tickets import TicketAct, TicketState
from counter_app.errors import RuleError
from counter_app.office import Office


def test_a_question_is_counted_under_its_topic_and_hour(office: Office, clock: FixedClock) -> None:
    assert office.enquiries.ask("1").result.topic == "Thủ tục hộ tịch"
    clock.tick(hours=2)
    assert office.enquiries.ask("tra cuu ho so").result.topic == "Tra cứu hồ sơ"
    assert office.enquiries.ask(1).result.topic == "Thủ tục hộ tịch"
    today = clock.now().date()
    assert office.store.enquiries.tallies(today, today) == {
        "Thủ tục hộ tịch": {9: 1, 11: 1},
        "Tra cứu hồ sơ": {11: 1},
    }
    assert office.enquiries.count() == 3


def test_the_ticket_in_hand_is_done_with_the_question(office: Office, clock: FixedClock) -> None:
    office.queue.take("A")
    called = office.queue.call_next().result
    assert called is not None
    clock.tick(minutes=3)
    done = office.enquiries.ask(2, ticket=called.id, op_id="ask-1")
    assert done.result.ticket == called.id
    ticket = office.queue.get(called.id)
    assert (ticket.state, ticket.done_at) == (TicketState.DONE, clock.now())
    assert done.changes == {"question", "ticket"}
    assert not office.enquiries.ask(2, ticket=called.id, op_id="ask-1").changes
    assert office.enquiries.count() == 1


def test_a_ticket_that_is_not_in_hand_keeps_the_question_out_too(
    office: Office, clock: FixedClock
) -> None:
    waiting = office.queue.take("A").result
    with pytest.raises(RuleError):
        office.enquiries.ask(1, ticket=waiting.id)
    office.queue.do(waiting.id, TicketAct.CALL)
    clock.tick(days=1)
    with pytest.raises(RuleError):
        office.enquiries.ask(1, ticket=waiting.id)
    assert office.enquiries.count() == 0


def test_topics_are_the_offices_own_and_a_wrong_one_is_refused(office: Office) -> None:
    with pytest.raises(RuleError) as refused:
        office.enquiries.ask("0")
    assert refused.value.field == "topic"
    assert "1 Thủ tục hộ tịch" in refused.value.message
    office.enquiries.ask("chung thuc")
    settings = replace(office.rules.settings, question_topics=("Bầu cử", *"abcdefgh"))
    office.rules.change_settings(settings)
    with pytest.raises(RuleError) as refused:
        office.rules.change_settings(replace(settings, question_topics=("Bầu cử", "bau cu")))
    assert refused.value.field == "question_topics"
    assert office.enquiries.topics() == ("Bầu cử", *"abcdefgh")
    assert office.enquiries.ask(1).result.topic == "Bầu cử"
    with pytest.raises(RuleError):
        office.enquiries.ask("Chứng thực")
    today = office.enquiries.today()
    assert list(office.store.enquiries.tallies(today, today)) == ["Bầu cử", "Chứng thực"]
