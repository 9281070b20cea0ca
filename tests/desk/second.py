"""The second person in tests: who consents, and the rule that refuses an act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.leader_consent import Approval
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import PASSWORD, officer

CONSENT = Approval(approver="canbo", password=FIRST_PASSWORD)
"""Of the one leader that the tests' office has."""


def refused(act: Callable[..., Any], **named: Any) -> str:
    """The rule that refuses an act; empty when it was done."""
    try:
        act(**named)
    except RuleError as error:
        return error.rule or error.field
    return ""


OWN_PASSWORD = "thuyen-cho-gao"


def put(office: Office, role: Role, login: str) -> Approval:
    """An officer who chose the own password, as a second person."""
    office.staff.put_officer(officer(role, login), password=PASSWORD)
    before, office.session.officer = office.session.officer, office.staff.known(login)
    office.staff.change_password(PASSWORD, OWN_PASSWORD)
    office.session.officer = before
    return Approval(approver=login, password=OWN_PASSWORD)


def leaders(office: Office) -> Approval:
    """A second leader, and a receiver."""
    put(office, Role.RECEIVER, "lan")
    return put(office, Role.LEADER, "pho")
