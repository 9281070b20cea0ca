"""An encrypted office at the terminal: this computer's keystore opens it, or somebody's password."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.system.key_ring import OfficeKeys


def asked_keys(data: Path, officer: str) -> OfficeKeys | None:
    """The keys of the office in a folder; None for a plain file, and where nobody can be asked.

    Errors: RuleError for a wrong password, StoreError for a ring that cannot be read.
    """
    from counter_app.office import Office
    from counter_app.system.terminals import is_terminal

    if not Office.locked(data):
        return None
    from counter_app.desk.office.own_computer import keys_from_computer
    from counter_app.desk.office.unlocking import unlock_with_password

    keys = keys_from_computer(data)
    if keys is None and is_terminal(sys.stdin):
        login = officer or click.prompt(_("Tên đăng nhập"), err=True)
        password = click.prompt(_("Mật khẩu"), hide_input=True, err=True)
        keys = unlock_with_password(data, login, password)
    return keys
