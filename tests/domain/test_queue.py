"""The queue: what may happen to a ticket, and whom to call next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.queue.tickets import (
    FAIR_ORDINARY,
    Priority,
    TicketAct,
    TicketState,
    next_ticket,
    require_act,
    ticket_label,
)
from counter_app.errors import RuleError
from tests.makers import ticket

W, C, S = TicketState.WAITING, TicketState.CALLED, TicketState.SERVING
H, A, D = TicketState.HELD, TicketState.ABSENT, TicketState.DONE
LEADS_TO: dict[TicketAct, dict[TicketState, TicketState | None]] = {
    TicketAct.CALL: {W: C, H: C, A: C},
    TicketAct.RECALL: {C: C},
    TicketAct.ABSENT: {C: A},
    TicketAct.HOLD: {C: H, S: H},
    TicketAct.REQUEUE: {C: W, H: W, A: W},
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
    assert next_ticket([], 0) is None


def test_the_first_with_priority_does_not_wait() -> None:
    line = [ticket(1), ticket(2), ticket(3, priority=Priority.ELDERLY)]
    first = next_ticket(line, None)
    assert first is not None
    assert first.number == 3


ARRIVALS = st.lists(st.sampled_from([Priority.NONE, Priority.NONE, Priority.ELDERLY]), max_size=30)


def called(arrivals: list[Priority], joining: list[int]) -> list[tuple[int, Priority, bool]]:
    """Serve everybody; ``joining`` people come after each call. (number, priority, did priority wait) by call."""
    coming = [ticket(index, priority=kind) for index, kind in enumerate(arrivals, 1)]
    waiting = coming[:1]
    coming = coming[1:]
    since: int | None = None
    calls: list[tuple[int, Priority, bool]] = []
    while waiting or coming:
        step = joining[len(calls) % len(joining)] if waiting else 1
        waiting, coming = [*waiting, *coming[:step]], coming[step:]
        chosen = next_ticket(waiting[::-1], since)
        assert chosen is not None
        urgent = any(item.priority for item in waiting)
        calls.append((chosen.number, chosen.priority, urgent))
        waiting.remove(chosen)
        since = 0 if chosen.priority else None if since is None else since + 1
    return calls


@given(ARRIVALS, st.lists(st.integers(0, 4), min_size=1, max_size=6))
def test_everybody_is_called_once_and_each_kind_in_its_order(
    arrivals: list[Priority], joining: list[int]
) -> None:
    calls = called(arrivals, joining)
    assert sorted(number for number, _kind, _urgent in calls) == list(range(1, len(arrivals) + 1))
    for kind in (Priority.NONE, Priority.ELDERLY):
        numbers = [number for number, found, _urgent in calls if found is kind]
        assert numbers == sorted(numbers)


@given(ARRIVALS, st.lists(st.integers(0, 4), min_size=1, max_size=6))
def test_whoever_has_priority_waits_for_two_ordinary_calls_at_most(
    arrivals: list[Priority], joining: list[int]
) -> None:
    passed = 0
    for _number, kind, urgent in called(arrivals, joining):
        passed = passed + 1 if urgent and not kind else 0
        assert passed <= FAIR_ORDINARY


@given(st.integers(3, 40))
def test_ordinary_people_are_not_shut_out_by_many_with_priority(count: int) -> None:
    arrivals = [Priority.ELDERLY] * count + [Priority.NONE] * count
    calls = called(arrivals, [2 * count])
    kinds = [bool(kind) for _number, kind, _urgent in calls]
    assert kinds[: 1 + FAIR_ORDINARY] == [True, *[False] * FAIR_ORDINARY]


def test_a_place_moved_back_counts_before_the_number() -> None:
    assert next_ticket([ticket(1, place=9.0), ticket(2)], 0) == ticket(2)
