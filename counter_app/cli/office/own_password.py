"""The own password, changed at the terminal: a first one too, which nothing else is done with."""

from __future__ import annotations

import click

from counter_app.cli.context import Frame, Shows, verb
from counter_app.i18n import _


@click.command("password")
@verb(Shows.NOBODY)
def password_verb(frame: Frame) -> None:
    """Đổi mật khẩu của mình; không có cửa sổ thì --password-fd đọc hai dòng: mật khẩu đang dùng, mật khẩu mới."""
    with frame.office() as office:
        new = frame.claim.another_password()
        officer = office.staff.change_password(frame.claim.password, new).result
    frame.say(
        {"officer": officer.login},
        _("Đã đổi mật khẩu của {name}.").format(name=officer.name),
    )


COMMANDS = (password_verb,)
