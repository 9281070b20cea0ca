"""What may go on a sheet, how a leg turns out, and originals that are never given back twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dossier.dossier import Original, State
from counter_app.domain.handover.whereabouts import (
    Fit,
    Holder,
    Purpose,
    counted,
    fit,
    outcome_at,
    partner_named,
    require_at_rest,
    require_kept,
    still_kept,
)
from counter_app.errors import RuleError
from tests.makers import MARITAL, MONDAY, receive

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.office import Office

HERE = Holder(officer="cli")
FITS = {
    Purpose.PROCESS: {2, 4, 5, 6, 8},
    Purpose.FORWARD: {2, 4, 5, 6, 8, 9},
    Purpose.RESULT: {7, 9},
    Purpose.BACK: {2, 4, 5, 6, 7, 8, 9, 10, 11},
    Purpose.CASELOAD: {1, 2, 4, 5, 6, 8, 9},
}


@pytest.fixture
def dossier(office: Office) -> Dossier:
    return receive(office, MARITAL)


@pytest.mark.parametrize("purpose", Purpose)
def test_each_purpose_takes_its_states(dossier: Dossier, purpose: Purpose) -> None:
    found = {state: fit(replace(dossier, state=state), purpose, HERE) for state in State}
    assert {int(state) for state, how in found.items() if how is Fit.OK} == FITS[purpose]
    if purpose is Purpose.RESULT:
        assert found[State.PROCESSING] is Fit.NO_RESULT
        assert found[State.RETURNED] is Fit.ENDED


def test_what_is_asked_first_is_answered_first(dossier: Dossier) -> None:
    away = replace(dossier, accepted=False, handover=7, holder="lan")
    assert fit(away, Purpose.PROCESS, HERE, [dossier.id]) is Fit.ON_SHEET
    assert fit(away, Purpose.PROCESS, HERE) is Fit.TRAVELLING
    assert fit(replace(away, handover=None), Purpose.PROCESS, HERE) is Fit.NOT_ACCEPTED
    lan = replace(away, handover=None, accepted=True)
    assert fit(lan, Purpose.PROCESS, HERE) is Fit.ELSEWHERE
    assert fit(replace(lan, holder="", holder_office="Xã Bên"), Purpose.BACK, HERE) is Fit.ELSEWHERE
    with pytest.raises(RuleError) as refused:
        require_at_rest(away)
    assert refused.value.rule == "on_sheet"
    require_at_rest(lan)


def test_a_leg_counts_by_dates_and_by_the_end_of_the_work(dossier: Dossier) -> None:
    promised = MONDAY + timedelta(days=4)
    plain = replace(dossier, promised_at=promised)
    assert outcome_at(plain, promised - timedelta(days=1)) == "early"
    assert outcome_at(plain, promised + timedelta(hours=5)) == "on_time"
    assert outcome_at(plain, promised + timedelta(days=1)) == "late"
    finished = replace(plain, state=State.FINISHED, finished_at=promised - timedelta(days=1))
    assert outcome_at(finished, promised + timedelta(days=9)) == "early"
    withdrawn = replace(plain, state=State.WITHDRAWN, finished_at=promised + timedelta(days=1))
    assert outcome_at(withdrawn, promised + timedelta(days=9)) == "on_time"
    assert outcome_at(replace(plain, promised_at=None), promised) == ""


def test_partners_are_known_without_their_accents() -> None:
    partners = ["UBND xã Bình Minh", "Sở Tư pháp"]
    assert partner_named("ubnd xa binh minh", partners) == "UBND xã Bình Minh"
    assert partner_named("UBND cấp xã", partners) == ""
    assert partner_named("", partners) == ""


ORIGINALS = st.lists(
    st.builds(Original, name=st.sampled_from(("Sổ", "Giấy", "Thẻ")), quantity=st.integers(1, 4)),
    max_size=6,
)


@given(kept=ORIGINALS, back=ORIGINALS)
def test_what_may_be_given_back_is_never_more_than_what_is_kept(
    kept: list[Original], back: list[Original]
) -> None:
    holder = _Bare(tuple(kept), ())
    left = dict(counted(kept))
    for item in back:
        try:
            require_kept(holder, [item])  # type: ignore[arg-type]
        except RuleError:
            assert item.quantity > left.get(item.name, 0)
            continue
        left[item.name] -= item.quantity
        holder = _Bare(holder.originals_kept, (*holder.originals_returned, item))
        here = counted(still_kept(holder))  # type: ignore[arg-type]
        assert here == {name: number for name, number in left.items() if number}


class _Bare:
    """Only what the rule about originals looks at."""

    def __init__(self, kept: tuple[Original, ...], back: tuple[Original, ...]) -> None:
        self.originals_kept = kept
        self.originals_returned = back
