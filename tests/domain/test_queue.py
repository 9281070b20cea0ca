"""The queue: what may happen to a ticket, and whom to call next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.queue.tickets import (
    Priority,
    Ticket,
    TicketAct,
    TicketState,
    next_ticket,
    place_on_return,
    require_act,
    ticket_label,
    upcoming,
)
from counter_app.errors import RuleError
from tests.makers import ticket

W, C, S = TicketState.WAITING, TicketState.CALLED, TicketState.SERVING
H, A, D = TicketState.HELD, TicketState.ABSENT, TicketState.DONE
LEADS_TO: dict[TicketAct, dict[TicketState, TicketState | None]] = {
    TicketAct.CALL: {W: C, H: C, A: C},
    TicketAct.RECALL: {C: C},
    TicketAct.ABSENT: {C: A},
    TicketAct.HOLD: {W: H, C: H, S: H},
    TicketAct.REQUEUE: {C: W, H: W, A: W},
    TicketAct.RETURN: {H: W, A: W},
    TicketAct.TRANSFER: {W: W, C: W, S: W, H: W, A: W},
    TicketAct.SERVE: {C: S},
    TicketAct.DONE: {C: D, S: D},
    TicketAct.UNDO: {W: None, C: None, S: None, H: None, A: None, D: None},
}


@pytest.mark.parametrize("act", list(TicketAct))
@pytest.mark.parametrize("state", list(TicketState))
def test_each_act_starts_from_its_states_only(act: TicketAct, state: TicketState) -> None:
    item = ticket(state=state)
    if state in LEADS_TO[act]:
        assert require_act(item, act) is LEADS_TO[act][state]
        return
    with pytest.raises(RuleError, match="A001") as refused:
        require_act(item, act)
    assert refused.value.rule == "ticket_state"


def test_a_label_is_what_people_hold_in_their_hands() -> None:
    assert ticket(12).label == "A012"
    assert ticket_label("B", 1234) == "B1234"
    assert ticket(3, line="C").label == "A003"


def test_nobody_waiting_means_nobody_called() -> None:
    assert next_ticket([], 0, 2) is None


def test_the_first_with_priority_does_not_wait() -> None:
    line = [ticket(1), ticket(2), ticket(3, priority=Priority.ELDERLY)]
    first = next_ticket(line, 0, 2)
    assert first is not None
    assert first.number == 3


ARRIVALS = st.lists(st.sampled_from([Priority.NONE, Priority.NONE, Priority.ELDERLY]), max_size=30)
JOINING = st.lists(st.integers(0, 4), min_size=1, max_size=6)
MOST = st.integers(1, 9)


def called(arrivals: list[Priority], joining: list[int], most: int) -> list[tuple[Ticket, int]]:
    """Serve everybody; ``joining`` people come after each call. Each ticket with the calls made when it came."""
    coming = [ticket(index, priority=kind) for index, kind in enumerate(arrivals, 1)]
    waiting: list[Ticket] = []
    came: dict[int, int] = {}
    run = 0
    calls: list[tuple[Ticket, int]] = []
    while waiting or coming:
        step = max(joining[len(calls) % len(joining)], 0 if waiting else 1)
        for item in coming[:step]:
            came[item.id] = len(calls)
        waiting, coming = [*waiting, *coming[:step]], coming[step:]
        chosen = next_ticket(waiting[::-1], run, most)
        assert chosen is not None
        calls.append((chosen, came[chosen.id]))
        waiting.remove(chosen)
        run = run + 1 if chosen.priority else 0
    return calls


@given(ARRIVALS, JOINING, MOST)
def test_everybody_is_called_once_and_each_kind_in_its_order(
    arrivals: list[Priority], joining: list[int], most: int
) -> None:
    calls = [item for item, _came in called(arrivals, joining, most)]
    assert sorted(item.number for item in calls) == list(range(1, len(arrivals) + 1))
    for kind in (Priority.NONE, Priority.ELDERLY):
        numbers = [item.number for item in calls if item.priority is kind]
        assert numbers == sorted(numbers)


@given(ARRIVALS, JOINING, MOST)
def test_no_ordinary_citizen_waits_for_ever(
    arrivals: list[Priority], joining: list[int], most: int
) -> None:
    """However many with priority come: k ordinary ones before somebody cost (k + 1) × (most + 1) calls at the most."""
    calls = called(arrivals, joining, most)
    for at, (item, came) in enumerate(calls):
        if not item.priority:
            before = sum(
                not other.priority and other.number < item.number for other, _came in calls[came:at]
            )
            assert at - came < (before + 1) * (most + 1)


@given(ARRIVALS, JOINING, MOST)
def test_whoever_has_priority_waits_for_one_ordinary_call_between_two_with_priority(
    arrivals: list[Priority], joining: list[int], most: int
) -> None:
    calls = called(arrivals, joining, most)
    for at, (item, came) in enumerate(calls):
        if item.priority:
            passed = [bool(other.priority) for other, _came in calls[came:at]]
            assert [False, False] not in [passed[place : place + 2] for place in range(len(passed))]


@given(st.integers(3, 40), MOST)
def test_ordinary_people_are_not_shut_out_by_many_with_priority(count: int, most: int) -> None:
    arrivals = [Priority.ELDERLY] * count * most + [Priority.NONE] * count
    calls = called(arrivals, [len(arrivals)], most)
    kinds = [bool(item.priority) for item, _came in calls][: (most + 1) * count]
    assert kinds == [*([True] * most), False] * count


@given(ARRIVALS, st.integers(0, 9), MOST)
def test_who_is_next_is_told_in_the_order_of_the_calls(
    arrivals: list[Priority], run: int, most: int
) -> None:
    waiting = [ticket(index, priority=kind) for index, kind in enumerate(arrivals, 1)]
    order = upcoming(waiting[::-1], run, most)
    assert sorted(item.id for item in order) == [item.id for item in waiting]
    for item in order:
        assert next_ticket(waiting, run, most) == item
        waiting.remove(item)
        run = run + 1 if item.priority else 0


def test_a_place_moved_back_counts_before_the_number() -> None:
    assert next_ticket([ticket(1, place=9.0), ticket(2)], 0, 2) == ticket(2)


def test_who_said_that_he_goes_keeps_his_place_and_who_missed_the_call_comes_after_one() -> None:
    waiting = [ticket(3), ticket(4), ticket(5)]
    assert place_on_return(ticket(1, state=H), waiting) == 1.0
    back = ticket(1, state=W, place=place_on_return(ticket(1, state=A), waiting))
    assert [item.number for item in upcoming([*waiting, back], 0, 2)] == [3, 1, 4, 5]
    only = place_on_return(ticket(1, state=A), [ticket(3)])
    assert only > 3.0
    assert place_on_return(ticket(1, state=A), []) == 1.0


@given(st.lists(st.sampled_from([Priority.NONE, Priority.ELDERLY]), max_size=8))
def test_who_missed_the_call_passes_nobody_of_the_other_kind(kinds: list[Priority]) -> None:
    waiting = [ticket(index, priority=kind) for index, kind in enumerate(kinds, 2)]
    place = place_on_return(ticket(1, state=A), waiting)
    alike = [item for item in waiting if not item.priority]
    assert sum(item.place < place for item in alike) == min(len(alike), 1)
