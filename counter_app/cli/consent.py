"""The consent of somebody else at the terminal: named by an option, proved by the password that is asked for."""

from __future__ import annotations

import click

from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.i18n import _

consent_option = click.option(
    "--consent", default="", help="Người thứ hai đồng ý; hỏi mật khẩu của người đó."
)


def approval(approver: str) -> Approval:
    """The consent of a leader, whose password is asked for; the acting officer's own when nobody is named."""
    if not approver:
        return OWN
    asked = _("Mật khẩu của {login}").format(login=approver)
    return Approval(approver=approver, password=click.prompt(asked, hide_input=True, err=True))
