"""An office loses one of its people's honesty: a clerk after the till, an administrator after the leader's chair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.leader_consent import Approval
from counter_app.desk.office.recovery import new_words
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.rights import RIGHTS, Duty
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.wording.dossier.timeline import event_text
from tests.desk.second import put
from tests.makers import COPIES, PASSWORD, found, officer, receive

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Two leaders, an administrator, two clerks; everybody chose the own password."""
    made = found(tmp_path / "so", FixedClock(MORNING))
    for role, login in (
        (Role.LEADER, "pho"),
        (Role.ADMINISTRATOR, "quantri"),
        (Role.RECEIVER, "lan"),
        (Role.RECEIVER, "hung"),
    ):
        put(made, role, login)
    yield made
    made.close()


def sits(office: Office, login: str) -> None:
    office.session.officer = office.staff.known(login)


def rule(act: Callable[..., Any], **named: Any) -> str:
    try:
        act(**named)
    except RuleError as error:
        return error.rule
    return ""


def test_a_clerk_gives_back_nothing_that_another_took_alone(office: Office) -> None:
    sits(office, "hung")
    code = receive(office, COPIES, fee=20_000).code
    office.fees.collect(code, receipt_no="17")
    sits(office, "lan")
    refund = partial(office.fees.refund, code, reason="Công dân rút")
    own = Approval(approver="lan", password="thuyen-cho-gao")
    colleague = Approval(approver="hung", password="thuyen-cho-gao")
    guessed = Approval(approver="canbo", password="mat-khau-doan")
    assert rule(refund) == "second"
    assert rule(refund, approval=own) == "approver"
    assert rule(refund, approval=colleague) == "approver"
    assert rule(refund, approval=guessed) == "approver"
    assert office.fees.account(code).kept == 20_000
    refund(approval=Approval(approver="canbo", password=FIRST_PASSWORD))
    entry, said = office.store.journal.of(code)[-1]
    told = event_text(entry.kind, said, office.staff.names())
    assert (entry.actor, said["approved_by"]) == ("lan", "canbo")
    assert "Người thứ hai đồng ý" in told
    tried = [entry.kind for entry, _s, _b in office.store.journal.walk()]
    assert tried.count("fee.entered") == 2


def test_an_administrator_comes_to_the_leader_s_chair_by_no_way(office: Office) -> None:
    sits(office, "quantri")
    staff = office.staff
    ways: dict[str, Callable[..., Any]] = {
        "his own role": partial(staff.put_officer, officer(Role.LEADER, "quantri")),
        "a new leader": partial(staff.put_officer, officer(Role.LEADER, "moi"), password=PASSWORD),
        "a leader's password": partial(
            staff.put_officer, officer(Role.LEADER, "canbo"), password=PASSWORD
        ),
        "the other leader set aside": partial(
            staff.put_officer, officer(Role.LEADER, "pho", active=False)
        ),
        "the other leader demoted": partial(staff.put_officer, officer(Role.RECEIVER, "pho")),
        "the table": partial(office.rights.set, {Duty.CONSENT: tuple(Role)}),
        "the settings": partial(
            office.rules.change_settings,
            office.settings.from_dict(
                {**office.settings.to_dict(), "rights": {"consent": ["administrator"]}}
            ),
        ),
        "a sheet of his own": partial(office.recovery.make, " ".join(new_words())),
        "an erasure": partial(office.erasure.erase, "T99001-261123-010001", reason="x"),
    }
    head = office.store.journal.head()
    refused = {name: rule(way) for name, way in ways.items()}
    assert all(refused.values()), refused
    assert office.store.journal.head() == head
    mine = office.staff.known("quantri")
    assert mine is not None
    leaders_own = {right.duty for right in RIGHTS if Role.ADMINISTRATOR not in right.most}
    assert not any(mine.may(duty) for duty in leaders_own)


def test_two_leaders_cannot_leave_the_office_to_nobody(office: Office) -> None:
    sits(office, "canbo")
    office.staff.put_officer(officer(Role.LEADER, "pho", active=False))
    assert rule(partial(office.staff.put_officer, officer(Role.RECEIVER, "canbo"))) == (
        "last_in_charge"
    )
    code = receive(office, COPIES, fee=8_000).code
    office.fees.collect(code)
    office.fees.refund(code, reason="Thu nhầm")
    assert office.store.journal.of(code)[-1][1]["alone"] is True, "and everybody can read it"
