"""What may be done with a dossier, how it stands to its promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.clock import LOCAL
from counter_app.domain.dossier.dossier import (
    ENDED_STATES,
    OPEN_STATES,
    PAUSED_STATES,
    Collector,
    State,
    Timeliness,
    Urgency,
    timeliness,
    urgency,
)
from counter_app.domain.dossier.moves import MOVES, REASON_DUE, Act, acts_from, require_move
from counter_app.errors import RuleError
from tests.makers import line

PORTAL = {1: {2, 3, 5}, 2: {4, 5, 6, 7, 8, 9}, 4: {5, 6, 7, 8, 9}, 5: {2, 4, 7, 8}, 6: {4, 7, 8}, 8: {4, 7},
          9: {10}, 10: set(), 7: set(), 3: set(), 11: set()}  # fmt: skip
"""From each status code of the portal, the codes that may follow (Nghị định 118/2025/NĐ-CP Điều 17–22)."""
AT_COUNTER = {
    State.REGISTERED: {Act.ACCEPT: 2, Act.REFUSE: 3, Act.SUPPLEMENT: 5, Act.MISTAKE: 11},
    State.SUPPLEMENT: {
        Act.ACCEPT: 2,
        Act.SUPPLEMENT: 5,
        Act.WITHDRAW: 7,
        Act.CLOSE: 7,
        Act.MISTAKE: 11,
    },
}
"""What may be done before a dossier is accepted; every other state is reached only after it."""

ALLOWED = {
    State.REGISTERED: {},
    State.RECEIVED: {
        Act.HAND: 4, Act.SUPPLEMENT: 5, Act.FINANCIAL: 6, Act.WITHDRAW: 7, Act.STOP: 8, Act.FINISH: 9,
    },
    State.PROCESSING: {
        Act.HAND: 4, Act.SUPPLEMENT: 5, Act.FINANCIAL: 6, Act.WITHDRAW: 7, Act.STOP: 8, Act.FINISH: 9,
    },
    State.SUPPLEMENT: {Act.RESUME: 4, Act.WITHDRAW: 7, Act.STOP: 8, Act.CLOSE: 7},
    State.FINANCIAL: {Act.RESUME: 4, Act.WITHDRAW: 7, Act.STOP: 8},
    State.STOPPED: {Act.RESUME: 4, Act.WITHDRAW: 7, Act.CLOSE: 7},
    State.FINISHED: {Act.RETURN: 10},
    State.RETURNED: {},
    State.WITHDRAWN: {},
    State.REFUSED: {},
    State.MISTAKEN: {},
}  # fmt: skip
for _open in (*OPEN_STATES, State.FINISHED):
    ALLOWED[_open][Act.MISTAKE] = 11
EVERY = [(state, act) for state in State for act in Act]


@pytest.mark.parametrize(("state", "act"), EVERY)
def test_each_act_is_allowed_from_its_states_only(state: State, act: Act) -> None:
    target = ALLOWED[state].get(act)
    if target is not None:
        assert require_move(state, act, reason="Vì vậy") == State(target)
        assert act in acts_from(state)
        return
    with pytest.raises(RuleError) as refused:
        require_move(state, act, reason="Vì vậy")
    assert refused.value.rule == "move"
    assert act not in acts_from(state) or act is Act.REVERT


@pytest.mark.parametrize(("state", "act"), EVERY)
def test_before_acceptance_only_the_counter_acts(state: State, act: Act) -> None:
    target = AT_COUNTER.get(state, {}).get(act)
    if target is not None:
        assert require_move(state, act, reason="Vì vậy", accepted=False) == State(target)
    elif state in AT_COUNTER:
        with pytest.raises(RuleError):
            require_move(state, act, reason="Vì vậy", accepted=False)
        assert act not in acts_from(state, accepted=False) or act is Act.REVERT


@pytest.mark.parametrize(
    ("state", "act"), [item for item in EVERY if item[1] not in (Act.REVERT, Act.MISTAKE)]
)
def test_no_act_makes_a_change_of_status_that_the_portal_does_not_know(
    state: State, act: Act
) -> None:
    allowed, target = MOVES[act]
    if state in allowed and state != target:
        assert int(target) in PORTAL[int(state)]


def test_nothing_follows_a_dossier_that_ended_but_taking_its_last_act_back() -> None:
    for ended in (State.RETURNED, State.WITHDRAWN, State.REFUSED, State.MISTAKEN):
        assert acts_from(ended) == (Act.REVERT,)


def test_every_state_stands_in_one_group() -> None:
    assert OPEN_STATES | ENDED_STATES | {State.REFUSED, State.REGISTERED} == set(State)
    assert not OPEN_STATES & ENDED_STATES
    assert PAUSED_STATES < OPEN_STATES


@pytest.mark.parametrize("act", sorted(REASON_DUE - {Act.REVERT}))
@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
def test_what_stops_the_clock_needs_a_reason(act: Act, reason: str) -> None:
    start, _target = MOVES[act]
    with pytest.raises(RuleError) as refused:
        require_move(
            max(start - {State.SUPPLEMENT}), act, reason=reason, accepted=act is not Act.REFUSE
        )
    assert (refused.value.rule, refused.value.field) == ("reason", "reason")


@pytest.mark.parametrize("act", sorted(set(Act) - REASON_DUE))
def test_the_rest_needs_none(act: Act) -> None:
    allowed, target = MOVES[act]
    assert require_move(min(allowed), act, accepted=act is not Act.ACCEPT) == target


@given(st.dates(), st.one_of(st.none(), st.dates()), st.booleans())
def test_on_time_is_told_by_days_alone(ended: date, due: date | None, withdrawn: bool) -> None:
    found = timeliness(ended, due, withdrawn=withdrawn)
    if withdrawn or due is None:
        assert found is Timeliness.ON_TIME
    else:
        late, early = ended > due, ended < due
        assert (found is Timeliness.LATE, found is Timeliness.EARLY) == (late, early)


NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-400, Urgency.OVERDUE),
        (-1, Urgency.OVERDUE),
        (0, Urgency.DUE_TODAY),
        (1, Urgency.DUE_SOON),
        (2, Urgency.IN_TERM),
        (90, Urgency.IN_TERM),
    ],
)
@pytest.mark.parametrize("state", [State.RECEIVED, State.PROCESSING])
def test_an_open_dossier_is_urgent_by_the_day_it_is_promised_for(
    days: int, expected: Urgency, state: State
) -> None:
    assert urgency(line(state, NOON + timedelta(days=days)), NOON.date()) is expected


@pytest.mark.parametrize("state", sorted(PAUSED_STATES))
def test_a_paused_dossier_is_never_overdue(state: State) -> None:
    assert urgency(line(state, NOON - timedelta(days=30)), NOON.date()) is Urgency.PAUSED


@pytest.mark.parametrize("state", [*sorted(ENDED_STATES), State.REFUSED])
def test_an_ended_dossier_is_not_urgent(state: State) -> None:
    assert urgency(line(state, NOON - timedelta(days=30)), NOON.date()) is Urgency.NONE


def test_a_dossier_without_a_promise_is_in_term() -> None:
    assert urgency(line(State.RECEIVED), NOON.date()) is Urgency.IN_TERM


def test_a_line_is_named_after_the_applicant() -> None:
    assert replace(line(State.RECEIVED), names=("Người Nộp", "Chủ Hồ Sơ")).name == "Người Nộp"


def test_a_collector_is_by_default_the_applicant_with_the_receipt() -> None:
    plain = Collector(name="Nguyễn Văn Mẫu")
    assert not plain.authorised
    assert not plain.lost_receipt


def test_a_promise_of_this_evening_is_not_overdue_at_night() -> None:
    night = NOON.replace(hour=23, minute=59)
    assert urgency(line(State.RECEIVED, NOON.replace(hour=9)), night.date()) is Urgency.DUE_TODAY


def test_near_means_the_next_working_day_where_the_calendar_is_known() -> None:
    friday, monday = date(2026, 11, 27), date(2026, 11, 30)
    due = line(State.PROCESSING, datetime(2026, 11, 30, 9, 0, tzinfo=LOCAL))
    assert urgency(due, friday) is Urgency.IN_TERM
    assert urgency(due, friday, soon=monday) is Urgency.DUE_SOON
    assert urgency(due, date(2026, 11, 26), soon=friday) is Urgency.IN_TERM
