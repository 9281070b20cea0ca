"""A leader's consent given at somebody else's screen: proved by the leader's own password, never by who says so."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from counter_app.domain.office.staff import Officer, Role
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who allows an exception; empty when the acting officer is to be the leader."""

    approver: str = ""
    password: str = field(default="", repr=False)


OWN = Approval()
"""The acting officer allows it, being a leader."""


def approved_by(store: Store, officer: Officer, approval: Approval) -> str:
    """Login of the leader who allows an exception; empty when ``officer`` is none and nobody else was named.

    Who is signed in stays signed in. A wrong password is counted like one at the door.
    Errors: RuleError (field "password", rule "approver").
    """
    if not approval.approver:
        return officer.login if officer.role is Role.LEADER else ""
    from counter_app.desk.office.passwords import require_password

    leader = store.officers.get(approval.approver.strip().lower())
    wrong = RuleError(
        _("Chưa duyệt được: chọn lãnh đạo và gõ lại mật khẩu của lãnh đạo."),
        field="password",
        rule="approver",
    )
    if leader is None or leader.role is not Role.LEADER:
        raise wrong
    require_password(store, leader, approval.password, wrong)
    return leader.login
