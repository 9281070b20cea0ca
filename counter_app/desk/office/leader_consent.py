"""Consent given at somebody else's screen: proved by that person's own password, never by who says so.

A leader allows an exception of the law. A second person consents to what nobody does alone (docs/adr/0064).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.desk.act import made_by
from counter_app.desk.desk import lacking
from counter_app.domain.office.consent import OWN as OWN
from counter_app.domain.office.consent import Approval as Approval  # noqa: TC001 - handed on
from counter_app.domain.office.consent import Consented as Consented  # noqa: TC001 - handed on
from counter_app.domain.office.rights import RIGHT_OF
from counter_app.domain.office.staff import COMMAND_LINE, Duty, Officer, Role
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.desk import Desk
    from counter_app.domain.event import Event
    from counter_app.store.store import Store


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
    _require_own_password(store, leader.login)
    require_password(store, leader, approval.password, wrong)
    return leader.login


def consented(
    desk: Desk, duty: Duty, approval: Approval, op_id: str, *kinds: Event[Any]
) -> Consented:
    """The consent of the second person that an act of two people needs, before it is begun; none when sent again.

    Errors: as ``Desk.acting`` and ``second_person``.
    """
    officer = desk.acting(duty)
    if op_id and made_by(desk.store, op_id, *kinds) is not None:
        return {}
    return second_person(desk.store, officer, approval, duty)


def able_to_consent(store: Store, officer: Officer) -> list[Officer]:
    """The people who may be the second one beside ``officer``: others at work here with the right to consent."""
    return [
        item
        for item in store.officers.all()
        if item.login != officer.login and item.may(Duty.CONSENT)
    ]


def second_person(store: Store, officer: Officer, approval: Approval, duty: Duty) -> Consented:
    """The consent that an act of two people needs; asked before anything is begun, for a password takes its time.

    Where nobody else may consent, who holds that right acts alone and the event says so; who holds one that a leader
    does without (``led``) does too: there is no leader then. The program's own acts (``COMMAND_LINE``) have no second
    person. Errors: RuleError: rule "duty" without the right itself; "second" (field
    "approver") while nobody consented; "approver" (field "password") for whoever may not, or a wrong password;
    "lent" for whoever's password somebody else chose, and so knows, "lent_own" where that is who acts: one person who
    chose a colleague's password would be both.
    """
    _require_right(officer, duty)
    require_own_password(store, officer)
    able = able_to_consent(store, officer)
    if approval.approver:
        return {"approved_by": proved_second(store, able, approval)}
    if officer == COMMAND_LINE:
        return {}
    if not RIGHT_OF[duty].asks_second(officer.role):
        return {}
    if able:
        raise RuleError(
            _("“{right}” cần hai người. Chọn người đồng ý và nhờ người đó gõ mật khẩu.").format(
                right=_(RIGHT_OF[duty].name)
            ),
            field="approver",
            rule="second",
        )
    if officer.may(Duty.CONSENT) or RIGHT_OF[duty].led:
        return {"alone": True}
    raise RuleError(
        _("Đơn vị chưa có lãnh đạo để đồng ý. Chọn một lãnh đạo ở trang Công chức trước."),
        field="approver",
        rule="second",
    )


def require_own_password(store: Store, officer: Officer) -> None:
    """Requires that an officer's password is one that nobody else chose.

    Errors: RuleError (rule "lent_own").
    """
    if store.officers.is_lent(officer.login):
        raise RuleError(
            _("Tài khoản này còn dùng mật khẩu người khác đặt. Đổi mật khẩu trước rồi làm lại."),
            field="password",
            rule="lent_own",
        )


def _require_right(officer: Officer, duty: Duty) -> None:
    if not officer.may(duty):
        raise lacking(officer, duty)


def proved_second(store: Store, able: list[Officer], approval: Approval) -> str:
    """The login of the second person, one of those who are ``able``, proved by a password that nobody else chose.

    Every act of two people comes by here. Errors: RuleError (rule "approver", "lent"), as ``second_person``.
    """
    from counter_app.desk.office.passwords import require_password

    login = approval.approver.strip().lower()
    person = next((item for item in able if item.login == login), None)
    if person is None:
        names = ", ".join(item.name for item in able)
        raise RuleError(
            _(
                "Người đồng ý phải là một trong những người có quyền đồng ý: {names}. Chọn lại."
            ).format(names=names)
            if able
            else _("Không ai khác có quyền đồng ý. Làm lại mà không chọn người thứ hai."),
            field="approver",
            rule="approver",
        )
    _require_own_password(store, login)
    if not approval.password:  # nobody tried anything
        raise RuleError(
            _("Mật khẩu của người đồng ý chưa được gõ. Nhờ người đó tự gõ vào đây."),
            field="password",
            rule="approver",
        )
    wrong = RuleError(
        _("Mật khẩu của người đồng ý chưa đúng. Nhờ người đó gõ lại."),
        field="password",
        rule="approver",
    )
    require_password(store, person, approval.password, wrong)
    return person.login


def _require_own_password(store: Store, login: str) -> None:
    """Requires that nobody else knows the password of whoever consents. Errors: RuleError (rule "lent")."""
    if store.officers.is_lent(login):
        raise RuleError(
            _(
                "Người đồng ý còn dùng mật khẩu người khác đặt. Nhờ người đó đăng nhập, đổi mật khẩu trước."
            ),
            field="approver",
            rule="lent",
        )
