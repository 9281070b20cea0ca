"""The recovery sheet of the leaders: made, and used when nobody can get in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import FILE, Frame, Shows, force_option, verb
from counter_app.desk.incoming import read_piped
from counter_app.desk.office.recovery import new_words
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _
from counter_app.system.terminals import is_terminal
from counter_app.wording.office.recovery import sheet_text

if TYPE_CHECKING:
    from counter_app.domain.office.recovery import Sheet
    from counter_app.office import Office


@click.group("recovery")
def recovery() -> None:
    """Phiếu khôi phục mật khẩu lãnh đạo: xem, lập, dùng."""


def _facts(sheet: Sheet) -> dict[str, Any]:
    return told(sheet, "sheet=number made valid", zone=True)


@recovery.command("show")
@verb(Shows.NOBODY)
def show(frame: Frame) -> None:
    """Phiếu nào đang có hiệu lực; không hiện các chữ của phiếu."""
    with frame.office() as office:
        sheet = office.recovery.standing()
    frame.say(_facts(sheet), sheet_text(sheet))


@recovery.command("make")
@click.option(
    "--out",
    type=FILE,
    required=True,
    help="Tệp PDF của phiếu: in ra, cất vào phong bì, rồi xóa tệp.",
)
@force_option
@consent_option
@verb(Shows.NOBODY)
def make(frame: Frame, out: Path, force: bool, consent: str) -> None:
    """Lập phiếu mới; phiếu cũ hết hiệu lực. Lãnh đạo lập một mình được, người khác thì cần lãnh đạo đồng ý."""
    with frame.office() as office:
        sheet = make_sheet(frame, office, out, force=force, consent=consent)
    frame.say({**_facts(sheet), "file": str(out)}, sheet_text(sheet))


def make_sheet(frame: Frame, office: Office, out: Path, *, force: bool, consent: str) -> Sheet:
    """Write a sheet as PDF and let it count; the one before is void. Errors: RuleError, DeviceError, StoreError.

    ``consent`` is the login of the second person that whoever is no leader needs.
    """
    from counter_app.desk.outgoing import write
    from counter_app.printing.papers.recovery_sheet import recovery_sheet

    second = approval(consent)
    office.rights.prove(Duty.SHEET, second)  # a sheet that never counted would lie about
    target, words = frame.target(office, out, force=force), new_words()
    number = office.recovery.standing().number + 1
    write(target, recovery_sheet(office.settings.name, number, office.now().date(), words))
    return office.recovery.make(" ".join(words), approval=second).result


@recovery.command("reset")
@click.argument("login")
@verb(Shows.NOBODY)
def reset(frame: Frame, login: str) -> None:
    """Đặt lại mật khẩu của lãnh đạo bằng các chữ trên phiếu; hai dòng của đầu vào chuẩn: các chữ, mật khẩu mới."""
    words, password = _asked()
    with frame.office() as office:
        officer = office.recovery.reset(words, login, password).result
    text = _("Đã đặt mật khẩu mới cho {name}. Phiếu đã dùng, lập ngay phiếu mới.")
    frame.say({"officer": officer.login}, text.format(name=officer.name))


_MOST_PIPED = 16 * 1024
"""Bytes of eighteen words and a password, however they are spaced."""


def _asked() -> tuple[str, str]:
    """Words and password: no secret stands in a command line, where everybody at the computer can read it."""
    if not is_terminal(sys.stdin):
        said = read_piped(sys.stdin.buffer, most=_MOST_PIPED, field="words")
        lines = [*said.splitlines(), "", ""]
        return lines[0], lines[1]
    words = click.prompt(_("Các chữ trên phiếu khôi phục"), err=True)
    password = click.prompt(
        _("Mật khẩu mới"), hide_input=True, confirmation_prompt=_("Gõ lại mật khẩu mới"), err=True
    )
    return str(words), str(password)


COMMANDS = (recovery,)
