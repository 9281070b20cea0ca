"""Roles, duties and who is in charge of what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counter_app.domain.office.staff import COMMAND_LINE, Assignment, Duty, Role
from tests.makers import officer

EVERYBODY = {Duty.LOOK, Duty.REPORT, Duty.SEAL, Duty.CLOSE_DAY, Duty.EXPORT, Duty.BACKUP}
COUNTER = EVERYBODY | {
    Duty.RECEIVE, Duty.CORRECT, Duty.APPLICANT, Duty.PROCESS, Duty.RETURN, Duty.QUEUE,
    Duty.REFUND, Duty.VOID,
}  # fmt: skip
HOLDS = {
    Role.RECEIVER: COUNTER,
    Role.SECTOR_OFFICER: COUNTER,
    Role.LEADER: set(Duty),
    Role.ADMINISTRATOR: EVERYBODY | {
        Duty.CATALOGUE, Duty.CALENDAR, Duty.STAFF, Duty.SETTINGS, Duty.RESTORE, Duty.SUPERIOR,
        Duty.PRINTER, Duty.PRINTER_AWAY, Duty.SETTLE, Duty.SHEET,
    },
}  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("duty", list(Duty))
def test_each_role_holds_its_duties(role: Role, duty: Duty) -> None:
    assert officer(role).may(duty) == (duty in HOLDS[role])


@pytest.mark.parametrize("role", list(Role))
def test_who_is_no_longer_active_may_do_nothing(role: Role) -> None:
    assert not any(officer(role, active=False).may(duty) for duty in Duty)


def test_the_command_line_may_do_everything() -> None:
    assert all(COMMAND_LINE.may(duty) for duty in Duty)


@pytest.mark.parametrize(("offset", "covered"), [(-1, False), (0, True), (10, True), (11, False)])
def test_an_assignment_covers_both_its_ends(offset: int, covered: bool) -> None:
    since = date(2026, 11, 1)
    until = since + timedelta(days=10)
    item = Assignment(officer="lan", sector="ho-tich", since=since, until=until)
    assert item.covers(since + timedelta(days=offset)) is covered


def test_an_open_assignment_goes_on() -> None:
    item = Assignment(officer="lan", sector="ho-tich", since=date(2026, 11, 1))
    assert item.covers(date(2099, 1, 1))
    assert not item.covers(date(2026, 10, 31))
