"""The officer at the terminal: a name is said, and counts once something proves it (docs/adr/0063).

A password comes from whoever sits there, or through a file descriptor; never in the command line, which everybody at
the computer can read, nor in the environment, which every program that is started inherits. What runs by itself has a
scripting key.
"""

from __future__ import annotations

import os
import stat
import sys
from codecs import BOM_UTF8
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from counter_app.domain.office.staff import Duty, Officer
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.system.terminals import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from counter_app.office import Office
    from counter_app.store.file.held_keys import HeldKeys
    from counter_app.system.key_ring import OfficeKeys

NAMELESS = frozenset(
    {"init", "demo", "demo-day", "gui", "train", "card", "due"}
    | {"recovery reset"}
    # Of the program and not of the data: proved by the publisher's signature and by who may write into its folder.
    # Whoever looks after the computer may have no account at the counter.
    | {"selftest", "update"}
)
"""The verbs that need no name, and all there are: they make something from nothing, open a window that asks for itself,
only compute, are proved by the sheet of the sealed envelope, or touch nothing of the office's."""
_OF_NOBODY = frozenset(
    {"absence", "calendar", "catalogue", "close-day", "export", "from-superior", "numbers"}
    | {
        "outage",
        "password",
        "place",
        "quick-card",
        "recovery",
        "script",
        "settings",
        "template",
        "ticket",
    }
)
"""Groups of verbs that say nothing of a citizen; who may do them they ask themselves."""
_OF_PERSONS = frozenset({"calendar affected"})
_DOORS = {
    "backup": Duty.BACKUP,
    "backups": Duty.BACKUP,
    "check": Duty.BACKUP,
    "complete": Duty.RESTORE,
    "encrypt": Duty.RESTORE,
    "restore": Duty.RESTORE,
    "superior": Duty.SUPERIOR,
}
OWN_PASSWORD = "password"  # noqa: S105 - the name of a verb
"""The verb by which somebody chooses a password of their own."""
LONGEST_PASSWORD = 1024
"""Bytes."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def door_of(verb: str) -> Duty | None:
    """The duty a verb asks before it looks at anything; None where the office's own verbs ask."""
    group = verb.partition(" ")[0]
    if group in _DOORS:
        return _DOORS[group]
    return None if group in _OF_NOBODY and verb not in _OF_PERSONS else Duty.LOOK


class Claim:
    """The claim to be an officer: a login with the source of its password, or the file of a scripting key."""

    def __init__(
        self, login: str = "", *, password_fd: int | None = None, key_file: Path | None = None
    ) -> None:
        self.login = login.strip().lower()
        self._fd, self._key_file = password_fd, key_file
        self._password: str | None = None

    @property
    def said(self) -> bool:
        """True if any name is claimed."""
        return bool(self.login or self._key_file is not None or self._fd is not None)

    @property
    def provable(self) -> bool:
        """True if there is anything that could prove a name."""
        return self._key_file is not None or self._fd is not None or is_terminal(sys.stdin)

    def keys_of(self, data: Path) -> OfficeKeys:
        """The keys of an encrypted office, by the same secret that proves who acts. Errors: RuleError, StoreError."""
        from counter_app.desk.office.unlocking import unlock_with_key, unlock_with_password

        if self._key_file is not None:
            return unlock_with_key(data, _key_in(self._key_file))
        self.ask()
        return unlock_with_password(data, self.login, self._password or "")

    def keys_of_copy(self, held: HeldKeys) -> OfficeKeys:
        """The keys of an encrypted copy, by the password of when it was made. Errors: RuleError, StoreError."""
        from counter_app.system.key_ring import Holder

        self.ask()
        return held.unlock(Holder.OFFICER, self.login, self._password or "")

    def words(self) -> str:
        """The words of the recovery sheet, typed or through the file descriptor. Errors: RuleError (rule "name")."""
        if self._fd is None and is_terminal(sys.stdin):
            return str(click.prompt(_("Các chữ trên phiếu khôi phục"), err=True))
        return _line_of(self._fd)

    def require_means(self) -> None:
        """Requires that anything could prove it. Errors: RuleError (rule "name") where nobody can be asked."""
        if not self.provable:
            raise RuleError(
                _(
                    "Lệnh này phải có tên và mật khẩu của người làm. Chạy ở cửa sổ lệnh với --officer "
                    "TÊN_ĐĂNG_NHẬP; chạy tự động thì dùng khóa lệnh: --key TỆP."
                ),
                field="officer",
                rule="name",
            )

    def proven_in(self, office: Office, verb: str) -> Officer:
        """The acting officer, after the password or key proved it; asked at most once. Errors: RuleError as at sign-in.

        A password that somebody else chose only lets its officer choose another (``OWN_PASSWORD``).
        """
        if self._key_file is not None and verb != OWN_PASSWORD:
            return office.script_keys.prove(_key_in(self._key_file), verb)
        seat = office.seat
        prove = seat.prove_once if verb == OWN_PASSWORD else seat.act_once
        return self.proven_by(prove, office.preferences.terminal_officer)

    @property
    def password(self) -> str:
        """The password that was asked for; empty while none was."""
        return self._password or ""

    def first_password(self, login: str) -> str:
        """The password whoever founds an office chooses: typed twice, or a line behind the file descriptor.

        Empty where nobody chose one. Errors: RuleError (field "password") where the two differ.
        """
        if self._fd is not None:
            return _line_of(self._fd)
        if not is_terminal(sys.stdin):
            return ""
        question = _("Mật khẩu đầu tiên của {login}, để trống thì máy đặt").format(login=login)
        quietly: dict[str, Any] = {"hide_input": True, "default": "", "show_default": False}
        first = str(click.prompt(question, err=True, **quietly))
        if first and first != click.prompt(_("Gõ lại mật khẩu mới"), err=True, **quietly):
            raise RuleError(_("Hai lần gõ không giống nhau. Gõ lại lệnh."), field="password")
        return first

    def another_password(self) -> str:
        """A new password of whoever acts: typed twice, or the next line behind the file descriptor.

        Errors: RuleError (rule "name") where there is no such line.
        """
        if self._fd is not None or not is_terminal(sys.stdin):
            return _line_of(self._fd)
        question, again = _("Mật khẩu mới"), _("Gõ lại mật khẩu mới")
        asked = click.prompt(question, hide_input=True, confirmation_prompt=again, err=True)
        return str(asked)

    def proven_by(self, prove: Callable[[str, str], Officer], remembered: str = "") -> Officer:
        """The officer who acts by a password; ``remembered`` is offered to whoever types and signs nothing."""
        if self._key_file is not None:
            raise RuleError(
                _(
                    "Thao tác này cần mật khẩu của người có quyền, không dùng khóa lệnh. Thêm --officer."
                ),
                field="key",
                rule="key",
            )
        self.ask(remembered)
        if not self._password:
            raise RuleError(_("Chưa gõ mật khẩu. Gõ lại lệnh."), field="password", rule="name")
        return prove(self.login, self._password)

    def ask(self, remembered: str = "") -> None:
        """Have name and password, from wherever they come. Errors: RuleError (rule "name")."""
        asking = self._fd is None and is_terminal(sys.stdin)
        if not self.login and asking:
            self.login = click.prompt(
                _("Tên đăng nhập"), default=remembered or None, err=True, type=str
            )
        self.login = self.login.strip().lower() or remembered
        if not self.login:
            text = _("Chưa có tên người làm. Thêm --officer TÊN_ĐĂNG_NHẬP.")
            raise RuleError(text, field="officer", rule="name")
        if self._password is None:
            self._password = self._typed() if asking else _line_of(self._fd)

    def _typed(self) -> str:
        question = _("Mật khẩu của {login}").format(login=self.login)
        return str(
            click.prompt(question, hide_input=True, err=True, default="", show_default=False)
        )


def _line_of(fd: int | None) -> str:
    """The first line behind a file descriptor, and not a byte more: what follows is the verb's own.

    PowerShell and Windows' editor put the mark of UTF-8 before it; nobody's password begins with that.
    """
    read = bytearray()
    try:
        while fd is not None and len(read) <= LONGEST_PASSWORD:
            byte = os.read(fd, 1)
            if byte in (b"", b"\n"):
                return read.removesuffix(b"\r").removeprefix(BOM_UTF8).decode("utf-8")
            read += byte
    except (OSError, UnicodeDecodeError) as error:
        raise _no_password() from error
    raise _no_password()


def _no_password() -> RuleError:
    text = _("Không đọc được mật khẩu từ --password-fd. Đưa mật khẩu vào đó trên một dòng.")
    return RuleError(text, field="password", rule="name")


def _key_in(path: Path) -> str:
    """The text of a key's file. Errors: RuleError (field "key"), also where others at this computer may read it."""
    from counter_app.desk.incoming import read_file
    from counter_app.domain.office.script_keys import LONGEST_FILE

    text = read_file(path, LONGEST_FILE, field="key").decode("ascii", "replace")
    if os.name == "posix" and path.stat().st_mode & _OTHERS:
        raise RuleError(
            _(
                "Tài khoản khác trên máy đọc được khóa lệnh {path}. Đặt lại quyền chỉ mình đọc: chmod 600."
            ).format(path=path),
            field="key",
            rule="key_open",
        )
    return text


def tell_wrong_before(office: Office) -> None:
    """Say on the error stream that somebody else tried this account's password, once."""
    before, office.session.wrong_before = office.session.wrong_before, None
    if before is None or not before.count:
        return
    from counter_app.wording.office.sign_in import wrong_before_text

    if text := wrong_before_text(before, office.now()):
        with suppress(OSError):
            click.echo(text, err=True)
