"""Every role against every verb: what is not one's duty is refused and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counter_app.domain.calendar.working_calendar import YearState
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.rights import USUAL
from counter_app.domain.office.staff import Assignment, Duty, Role
from counter_app.domain.queue.tickets import TicketAct
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import collector, draft, officer, receive, unlock

TODAY = date(2026, 11, 23)
READY, OPEN = "T99001-261123-010001", "T99001-261123-010002"


def stick_of(office: Office) -> Path:
    """An empty folder beside the office's own."""
    (stick := office.data_dir.parent / "usb").mkdir(exist_ok=True)
    return stick


VERBS: dict[str, tuple[Duty, Callable[[Office], object]]] = {
    "receive": (Duty.RECEIVE, lambda o: o.intake.receive(draft())),
    "keep draft": (Duty.RECEIVE, lambda o: o.drafts.keep("d", {})),
    "drafts": (Duty.RECEIVE, lambda o: o.drafts.mine()),
    "printed": (Duty.RECEIVE, lambda o: o.paper.printed(o.paper.prints_of(OPEN)[0].id)),
    "reissue": (Duty.RECEIVE, lambda o: o.paper.reissue(OPEN, "receipt", reason="Mờ")),
    "move": (Duty.PROCESS, lambda o: o.moves.move(OPEN, Act.FINISH)),
    "return": (Duty.RETURN, lambda o: o.returning.hand_over(READY, collector())),
    "take": (Duty.QUEUE, lambda o: o.queue.take("A")),
    "call": (Duty.QUEUE, lambda o: o.queue.call_next("A")),
    "act": (Duty.QUEUE, lambda o: o.queue.do(o.queue.by_label("A001").id, TicketAct.CALL)),
    "report": (Duty.REPORT, lambda o: o.reports.compute("day", TODAY, TODAY)),
    "close": (Duty.CLOSE_DAY, lambda o: o.closing.close_day()),
    "export": (Duty.EXPORT, lambda o: unlock(o).closing.export(stick_of(o))),
    "procedure": (Duty.CATALOGUE, lambda o: o.catalogue.put_procedure(o.catalogue.procedures()[0])),
    "posting": (Duty.CATALOGUE, lambda o: o.catalogue.check_posting([("1.001193", None)])),
    "posting days": (Duty.CATALOGUE, lambda o: o.catalogue.set_posting_days(30)),
    "year": (
        Duty.CALENDAR,
        lambda o: o.calendar.set_year(2030, [], state=YearState.EXPECTED, source=""),
    ),
    "confirm": (Duty.CALENDAR, lambda o: o.calendar.confirm_year(2027, "Thử")),
    "sessions": (Duty.CALENDAR, lambda o: o.calendar.set_sessions(o.store.calendar.sessions())),
    "officer": (
        Duty.STAFF,
        lambda o: o.staff.put_officer(officer(login="hai"), password="mat-khau-hai"),
    ),
    "assign": (
        Duty.STAFF,
        lambda o: o.staff.assign(Assignment(officer="canbo", sector="ho-tich", since=TODAY)),
    ),
    "settings": (
        Duty.SETTINGS,
        lambda o: o.rules.change_settings(replace(o.rules.settings, place="Xã Khác")),
    ),
    "looks": (Duty.ACCESS, lambda o: o.looks.lines(TODAY, TODAY)),
    "looks at a citizen": (Duty.ACCESS, lambda o: o.looks.for_citizen(READY)),
    "report on looks": (Duty.ACCESS, lambda o: o.reports.compute("access", TODAY, TODAY)),
}


AT_THE_DOOR = {Duty.LOOK, Duty.BACKUP, Duty.RESTORE, Duty.SUPERIOR}
"""Asked before a verb of the terminal begins; tests/cli/test_names.py."""


@pytest.fixture
def stocked(office: Office) -> Office:
    """A finished dossier, an open one and a ticket."""
    office.moves.move(receive(office).code, Act.FINISH)
    receive(office)
    office.queue.take("A")
    return office


@pytest.mark.parametrize("verb", list(VERBS))
@pytest.mark.parametrize("role", list(Role))
def test_a_verb_is_for_those_whose_duty_it_is(stocked: Office, role: Role, verb: str) -> None:
    duty, act = VERBS[verb]
    stocked.session.officer = officer(role)
    if USUAL.allows(role, duty):
        act(stocked)
        return
    head = stocked.store.journal.head()
    with pytest.raises(RuleError) as refused:
        act(stocked)
    assert refused.value.rule == "duty"
    assert "Công chức lan" in refused.value.message
    assert stocked.store.journal.head() == head


@pytest.mark.parametrize("verb", list(VERBS))
def test_nobody_does_anything_while_nobody_is_signed_in(stocked: Office, verb: str) -> None:
    stocked.seat.sign_out()
    head = stocked.store.journal.head()
    with pytest.raises(RuleError) as refused:
        VERBS[verb][1](stocked)
    assert refused.value.rule == "signed_out"
    assert stocked.store.journal.head() == head


ELSEWHERE = {
    *(Duty.CORRECT, Duty.APPLICANT, Duty.REFUND, Duty.VOID, Duty.OVERRULE, Duty.CONSENT, Duty.SEAL),
    *(Duty.BACKUP, Duty.RESTORE, Duty.ERASE, Duty.PRINTER, Duty.PRINTER_AWAY, Duty.RIGHTS),
    *(Duty.LOOK, Duty.SUPERIOR, Duty.SETTLE, Duty.SHEET),
}
"""Tried with every role in ``test_rights``."""


def test_every_duty_has_a_verb_here() -> None:
    assert {duty for duty, _act in VERBS.values()} == set(Duty) - ELSEWHERE - AT_THE_DOOR


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEADER])
def test_only_a_leader_erases(stocked: Office, role: Role) -> None:
    stocked.session.officer = officer(role)
    with pytest.raises(RuleError):
        stocked.erasure.erase(READY, reason="Theo yêu cầu")
    assert stocked.store.journal.residues() == {}
