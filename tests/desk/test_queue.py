"""The queue at work: drawing numbers, calling, serving, and everything taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.desk.desk import Noun
from counter_app.domain.clock import FixedClock
from counter_app.domain.queue.tickets import Priority, TicketAct, TicketState
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.settings import Preferences
from tests.makers import officer


def take(office: Office, count: int = 1, line: str = "A", **facts: Priority) -> list[int]:
    return [office.queue.take(line, **facts).result.id for _number in range(count)]


def call(office: Office, line: str = "A") -> str | None:
    called = office.queue.call_next(line).result
    return called.label if called else None


def test_numbers_are_drawn_and_people_told_how_many_wait(office: Office) -> None:
    first, second = take(office, 2)
    other = office.queue.take("B")
    assert other.changes == {Noun.TICKET}
    assert other.result.label == "B001"
    assert office.queue.ahead_of(office.queue.get(first)) == 0
    assert office.queue.ahead_of(office.queue.get(second)) == 1
    assert office.queue.ahead_of(other.result) == 0


def test_an_unknown_queue_is_refused(office: Office) -> None:
    with pytest.raises(RuleError, match="Z"):
        office.queue.take("Z")


def test_other_priority_is_explained(office: Office) -> None:
    with pytest.raises(RuleError) as refused:
        office.queue.take("A", priority=Priority.OTHER, reason=" \u200b")
    assert (refused.value.rule, refused.value.field) == ("reason", "reason")
    taken = office.queue.take("A", priority=Priority.OTHER, reason="Ở xa 40 km").result
    assert (taken.priority, taken.priority_reason) == (Priority.OTHER, "Ở xa 40 km")


@pytest.mark.parametrize("line", ["A", ""])
def test_after_two_with_priority_one_ordinary_number_is_called(office: Office, line: str) -> None:
    take(office, 3)
    take(office, 5, priority=Priority.ELDERLY)
    called = [call(office, line) for _time in range(9)]
    assert called == ["A004", "A005", "A001", "A006", "A007", "A002", "A008", "A003", None]


def test_the_office_sets_after_how_many(office: Office) -> None:
    office.rules.change_settings(replace(office.settings, priority_run=1))
    take(office, 2)
    last = take(office, 2, priority=Priority.ELDERLY)[-1]
    assert office.queue.ahead_of(office.queue.get(last)) == 2, "as they are called"
    assert [call(office) for _time in range(4)] == ["A003", "A001", "A004", "A002"]


def test_who_left_is_put_back(office: Office) -> None:
    first, second, third = take(office, 3)
    office.queue.do(second, TicketAct.HOLD, reason="Đi phô tô")
    office.queue.do(first, TicketAct.CALL)
    office.queue.do(first, TicketAct.ABSENT)
    (_fourth,) = take(office)
    assert office.queue.do(second, TicketAct.RETURN).result.state is TicketState.WAITING
    back = office.queue.do(first, TicketAct.RETURN).result
    assert (back.counter, back.state) == ("", TicketState.WAITING)
    assert [call(office) for _time in range(4)] == ["A002", "A001", "A003", "A004"]
    assert office.store.queue.steps(third)[0].act is TicketAct.CALL


def test_each_line_keeps_its_own_turn(office: Office) -> None:
    take(office, 2)
    take(office, 1, "B")
    take(office, 1, "B", priority=Priority.PREGNANT)
    assert call(office, "A") == "A001"
    assert call(office, "B") == "B002"
    assert call(office, "B") == "B001"
    assert call(office, "B") is None


def test_waiting_and_serving_times_are_kept(office: Office, clock: FixedClock) -> None:
    (ticket,) = take(office)
    moments = [clock.now()]
    for act in (TicketAct.CALL, TicketAct.SERVE, TicketAct.DONE):
        moments.append(clock.tick(minutes=5))
        office.queue.do(ticket, act)
    done = office.queue.get(ticket)
    assert [done.taken_at, done.called_at, done.serving_at, done.done_at] == moments
    assert (done.state, done.counter, done.officer, done.calls) == (TicketState.DONE, "1", "cli", 1)


def test_a_recall_counts_and_keeps_the_first_call(office: Office, clock: FixedClock) -> None:
    (ticket,) = take(office)
    first = office.queue.do(ticket, TicketAct.CALL).result
    clock.tick(minutes=1)
    again = office.queue.do(ticket, TicketAct.RECALL).result
    assert (again.calls, again.called_at) == (2, first.called_at)


def test_done_without_serving_was_served_from_the_call(office: Office, clock: FixedClock) -> None:
    (ticket,) = take(office)
    called = office.queue.do(ticket, TicketAct.CALL).result
    clock.tick(minutes=3)
    assert office.queue.do(ticket, TicketAct.DONE).result.serving_at == called.called_at


def test_who_was_absent_goes_to_the_end_or_is_called_again(office: Office) -> None:
    first, second, third = take(office, 3)
    office.queue.do(first, TicketAct.CALL)
    office.queue.do(first, TicketAct.ABSENT)
    office.queue.do(first, TicketAct.REQUEUE)
    assert [item.id for item in office.queue.today_line()] == [second, third, first]
    (fourth,) = take(office)
    assert [item.id for item in office.queue.today_line()] == [second, third, first, fourth]
    assert [call(office) for _time in range(4)] == ["A002", "A003", "A001", "A004"]
    office.queue.do(second, TicketAct.ABSENT)
    assert office.queue.do(second, TicketAct.CALL).result.state is TicketState.CALLED


def test_a_held_ticket_is_left_out_until_it_is_called(office: Office) -> None:
    first, _second = take(office, 2)
    office.queue.do(first, TicketAct.CALL)
    office.queue.do(first, TicketAct.SERVE)
    office.queue.do(first, TicketAct.HOLD, reason="Đi phô tô")
    assert [call(office), call(office)] == ["A002", None]
    assert office.queue.do(first, TicketAct.CALL).result.state is TicketState.CALLED
    assert office.store.queue.steps(first)[2].reason == "Đi phô tô"


def test_a_transfer_keeps_the_number_and_the_time_of_coming(office: Office) -> None:
    (moved,) = take(office)
    take(office, 1, "B")
    office.queue.do(moved, TicketAct.CALL)
    after = office.queue.do(moved, TicketAct.TRANSFER, line="B").result
    assert (after.label, after.line, after.state) == ("A001", "B", TicketState.WAITING)
    assert (after.counter, after.officer) == ("", "")
    assert [call(office, "B"), call(office, "B"), call(office, "A")] == ["A001", "B001", None]


@pytest.mark.parametrize("line", ["", "A", "Z"])
def test_a_transfer_goes_to_another_queue(office: Office, line: str) -> None:
    (ticket,) = take(office)
    with pytest.raises(RuleError) as refused:
        office.queue.do(ticket, TicketAct.TRANSFER, line=line)
    assert refused.value.field == "line"


def test_acts_are_undone_one_by_one_to_the_beginning(office: Office) -> None:
    (ticket,) = take(office)
    acts = (TicketAct.CALL, TicketAct.SERVE, TicketAct.HOLD, TicketAct.CALL, TicketAct.DONE)
    stages = [office.queue.get(ticket)]
    stages += [office.queue.do(ticket, act).result for act in acts]
    for before in reversed(stages[:-1]):
        assert office.queue.do(ticket, TicketAct.UNDO).result == before
    with pytest.raises(RuleError):
        office.queue.do(ticket, TicketAct.UNDO)
    assert len(office.store.queue.steps(ticket)) == 2 * len(acts)


def test_a_transfer_and_a_return_to_the_line_are_undone_too(office: Office) -> None:
    (ticket,) = take(office)
    for act, line in ((TicketAct.TRANSFER, "B"), (TicketAct.REQUEUE, "")):
        called = office.queue.do(ticket, TicketAct.CALL).result
        assert office.queue.do(ticket, act, line=line).result.state is TicketState.WAITING
        assert office.queue.do(ticket, TicketAct.UNDO).result == called
        office.queue.do(ticket, TicketAct.UNDO)
    with pytest.raises(RuleError, match="không còn bước nào"):
        office.queue.do(ticket, TicketAct.UNDO)


def test_after_an_undo_another_way_may_be_taken_and_undone(office: Office) -> None:
    (ticket,) = take(office)
    office.queue.do(ticket, TicketAct.CALL)
    called = office.queue.get(ticket)
    office.queue.do(ticket, TicketAct.ABSENT)
    office.queue.do(ticket, TicketAct.UNDO)
    office.queue.do(ticket, TicketAct.SERVE)
    assert office.queue.do(ticket, TicketAct.UNDO).result == called


def test_a_ticket_at_another_counter_is_left_alone(office: Office) -> None:
    (ticket,) = take(office)
    office.queue.do(ticket, TicketAct.CALL)
    office.session.officer = officer(counter="2")
    for act in (TicketAct.RECALL, TicketAct.SERVE, TicketAct.DONE, TicketAct.HOLD, TicketAct.UNDO):
        with pytest.raises(RuleError) as refused:
            office.queue.do(ticket, act)
        assert refused.value.rule == "other_counter"
    office.queue.do(ticket, TicketAct.TRANSFER, line="B")
    assert office.queue.do(ticket, TicketAct.CALL).result.counter == "2"


def test_people_are_called_to_the_officer_s_desk_or_else_this_computer_s(office: Office) -> None:
    office.rules.change_preferences(Preferences(counter="5"))
    take(office, 2)
    called = office.queue.call_next("A").result
    assert called is not None
    assert called.counter == "5"
    office.session.officer = officer(counter="3")
    called = office.queue.call_next("A").result
    assert called is not None
    assert (called.counter, called.officer) == ("3", "lan")


def test_yesterday_s_tickets_never_mix_with_today_s(office: Office, clock: FixedClock) -> None:
    (old,) = take(office)
    take(office, 2)
    clock.tick(days=2)
    assert office.queue.today_line() == []
    assert call(office) is None
    (new,) = take(office)
    assert office.queue.get(new).label == office.queue.get(old).label == "A001"
    assert office.queue.by_label("a001").id == new
    assert office.queue.ahead_of(office.queue.get(new)) == 0
    with pytest.raises(RuleError, match="ngày khác"):
        office.queue.do(old, TicketAct.CALL)
    assert len(office.store.queue.of_day(office.queue.get(old).day)) == 3


def test_a_label_is_read_as_it_is_printed_or_typed(office: Office) -> None:
    tickets = take(office, 12)
    for label in ("A012", "a012", "A12"):
        assert office.queue.by_label(label).id == tickets[11]


@pytest.mark.parametrize(
    "label", ["", "A", "A0001x", "A²", "A٣", "Z001", "A999", "A" + "9" * 5_000]
)
def test_a_label_that_nobody_holds_is_said(office: Office, label: str) -> None:
    take(office)
    with pytest.raises(RuleError, match="Hôm nay không có số"):
        office.queue.by_label(label)


def test_the_public_sees_the_last_calls_newest_first(office: Office) -> None:
    tickets = take(office, 4)
    for ticket in tickets[:3]:
        office.queue.do(ticket, TicketAct.CALL)
    office.queue.do(tickets[0], TicketAct.RECALL)
    office.queue.do(tickets[1], TicketAct.ABSENT)
    assert [item.label for item in office.queue.last_calls()] == ["A001", "A003"]
    assert [item.label for item in office.queue.last_calls(most=1)] == ["A001"]


def test_a_ticket_that_does_not_exist_is_said(office: Office) -> None:
    with pytest.raises(RuleError):
        office.queue.do(999, TicketAct.CALL)
