"""Moving a dossier on: what each act leaves, and who may do it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counter_app.desk.desk import Noun
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import MARITAL, MONDAY, officer, receive


@pytest.fixture
def code(office: Office) -> str:
    """A dossier promised for Friday 27/11, nine o'clock."""
    office.staff.put_officer(officer(Role.SECTOR_OFFICER, "hai"), password="mat-khau-hai")
    return receive(office, MARITAL).code


def _last_move(office: Office, code: str) -> dict[str, Any]:
    steps = office.dossiers.view(code).timeline
    return next(step.payload for step in reversed(steps) if step.kind == "dossier.moved")


def test_a_dossier_is_handed_on_finished_and_its_way_is_told(
    office: Office, code: str, clock: FixedClock
) -> None:
    clock.tick(hours=1)
    done = office.moves.move(code, Act.HAND, handler="hai")
    assert done.changes == {Noun.DOSSIER}
    assert (done.result.state, done.result.handler) == (State.PROCESSING, "hai")
    clock.tick(hours=1)
    finished = office.moves.move(code, Act.FINISH, result="12/XNTTHN").result
    assert (finished.state, finished.result) == (State.FINISHED, "12/XNTTHN")
    assert finished.finished_at == clock.now()
    assert finished.ended == MONDAY.date()
    assert finished.promised_at == MONDAY.replace(day=27)
    view = office.dossiers.view(code.lower())
    assert [step.payload.get("act") for step in view.timeline] == [None, None, "hand", "finish"]
    assert view.acts == (Act.RETURN, Act.MISTAKE, Act.REVERT)
    spans = office.store.dossiers.spans(finished.id)
    assert [span.state for span in spans] == [State.RECEIVED, State.PROCESSING, State.FINISHED]
    assert [span.until for span in spans] == [*[span.since for span in spans[1:]], None]


@pytest.mark.parametrize("act", [Act.SUPPLEMENT, Act.FINANCIAL, Act.STOP, Act.WITHDRAW])
def test_what_stops_the_clock_needs_its_reason_in_the_timeline(
    office: Office, code: str, act: Act
) -> None:
    with pytest.raises(RuleError) as refused:
        office.moves.move(code, act, reason=" \n ")
    assert (refused.value.rule, refused.value.field) == ("reason", "reason")
    office.moves.move(code, act, reason="Thiếu bản chính\nBổ sung ảnh")
    moved = _last_move(office, code)
    assert moved["reason"] == "Thiếu bản chính\nBổ sung ảnh"


def test_a_withdrawn_dossier_has_ended(office: Office, code: str) -> None:
    gone = office.moves.move(code, Act.WITHDRAW, reason="Xin rút").result
    assert (gone.state, gone.ended) == (State.WITHDRAWN, MONDAY.date())
    assert office.dossiers.view(code).acts == (Act.REVERT,)


def test_supplements_are_asked_for_once(office: Office, code: str) -> None:
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu ảnh")
    assert office.moves.move(code, Act.RESUME).result.supplements == 1
    for someone, override in ((officer(), True), (officer(Role.LEADER), False)):
        office.session.officer = someone
        with pytest.raises(RuleError) as refused:
            office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu nữa", override=override)
        assert refused.value.rule == "supplement_once"
    office.session.officer = officer(Role.LEADER)
    again = office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu nữa", override=True).result
    assert again.supplements == 2
    assert _last_move(office, code)["override"] is True


def test_after_a_supplement_the_time_starts_again_where_the_procedure_says_so(
    office: Office, clock: FixedClock
) -> None:
    plain = office.store.catalogue.valid(MARITAL, MONDAY.date())
    assert plain is not None
    office.catalogue.put_procedure(replace(plain, resume="restart"))
    code = receive(office, MARITAL).code
    clock.set(MONDAY.replace(hour=16))
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu ảnh")
    clock.set(MONDAY.replace(day=26, hour=10))
    resumed = office.moves.move(code, Act.RESUME).result
    assert resumed.promised_at == MONDAY.replace(month=12, day=1, hour=10)
    assert resumed.due is not None
    assert resumed.due.at == MONDAY.replace(day=27), "the first promise stays on record"
    assert office.store.dossiers.spans(resumed.id)[-1].promised_at == resumed.promised_at


def test_else_it_moves_by_the_time_it_stood(office: Office, code: str, clock: FixedClock) -> None:
    clock.set(MONDAY.replace(hour=11))
    office.moves.move(code, Act.STOP, reason="Chờ xác minh")
    clock.set(MONDAY.replace(day=25, hour=14))
    resumed = office.moves.move(code, Act.RESUME).result
    # 22 working hours were left: 3½ on Wednesday, 8 on Thursday, 8 on Friday, 2½ on Monday.
    assert resumed.promised_at == MONDAY.replace(day=30, hour=10)


@pytest.mark.parametrize("handler", ["nobody", "nghi"])
def test_a_dossier_is_handed_to_somebody_at_work(office: Office, code: str, handler: str) -> None:
    office.staff.put_officer(officer(login="nghi", active=False), password="mat-khau-hai")
    with pytest.raises(RuleError) as refused:
        office.moves.move(code, Act.HAND, handler=handler)
    assert (refused.value.rule, refused.value.field) == ("handler", "handler")


def test_nobody_in_charge_and_nobody_named_is_refused(office: Office, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        office.moves.move(code, Act.HAND)
    assert refused.value.rule == "handler"


@pytest.mark.parametrize("act", [Act.RESUME, Act.RETURN])
def test_a_move_that_the_state_does_not_know_is_refused(
    office: Office, code: str, act: Act
) -> None:
    head = office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        office.moves.move(code, act)
    assert refused.value.rule == "move"
    assert office.store.journal.head() == head


def test_an_unknown_code_is_said(office: Office) -> None:
    with pytest.raises(RuleError) as refused:
        office.moves.move("T99001-261123-019999", Act.FINISH)
    assert refused.value.field == "code"


def test_the_same_command_twice_moves_once(office: Office, code: str) -> None:
    for _time in range(2):
        office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu ảnh", op_id="tap")
    assert office.dossiers.get(code).supplements == 1
    kinds = [step.kind for step in office.dossiers.view(code).timeline]
    assert kinds == ["dossier.received", "paper.issued", "dossier.moved", "paper.issued"]


def test_two_windows_cannot_move_one_dossier_twice(office: Office, code: str) -> None:
    other = Office.open(office.data_dir, clock=office.store.clock, officer=officer())
    office.moves.move(code, Act.FINISH)
    with pytest.raises(RuleError) as refused:
        other.moves.move(code, Act.FINISH)
    assert refused.value.rule == "move"
    other.close()


def test_a_result_number_is_kept_only_from_finishing(office: Office, code: str) -> None:
    office.moves.move(code, Act.HAND, handler="hai", result="xx")
    assert office.dossiers.get(code).result == ""


def test_names_of_officers_stand_beside_logins(office: Office, code: str) -> None:
    office.session.officer = office.store.officers.get("hai")
    office.moves.move(code, Act.FINISH)
    view = office.dossiers.view(code)
    assert view.names[view.timeline[-1].actor] == "Công chức hai"
    assert [job.document for job in view.prints] == ["receipt"]
