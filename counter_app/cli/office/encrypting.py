"""Locking the office's file from the terminal."""

from __future__ import annotations

from pathlib import Path

import click

from counter_app.cli.consent import consent_option
from counter_app.cli.context import FILE, Frame, Shows, force_option, verb
from counter_app.cli.office.recovery import make_sheet
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.office import SystemClock
from counter_app.paths import database_path
from counter_app.wording.office.keeping import encrypted_text


@click.command("encrypt")
@click.option("--again", is_flag=True, help="Đổi khóa của dữ liệu đã mã hóa.")
@click.option(
    "--sheet",
    type=FILE,
    help="Lập phiếu khôi phục trước, ra tệp PDF này: in ra, cất vào phong bì, rồi xóa tệp.",
)
@force_option
@consent_option
@verb(Shows.NOBODY)
def encrypt_verb(frame: Frame, again: bool, sheet: Path | None, force: bool, consent: str) -> None:
    """Mã hóa dữ liệu của đơn vị; bản chưa mã hóa bị ghi đè rồi xóa. Phải có phiếu khôi phục trước."""
    from counter_app.desk.office.encrypting import encrypt, plain_left
    from counter_app.store.file.held_keys import HeldKeys, keyed
    from counter_app.superior.keys.encrypting import encrypt_copies

    with frame.office() as office:
        keys = office.keys
        if keys is None:
            raise RuleError(
                _("Chưa mở được tệp khóa. Thêm --officer và gõ mật khẩu của lãnh đạo."),
                field="password",
            )
        if sheet is not None:
            make_sheet(frame, office, sheet, force=force, consent=consent)
        elif not office.recovery.opens_file():
            raise RuleError(
                _(
                    "Chưa có phiếu khôi phục nào mở được dữ liệu; quên hết mật khẩu là mất dữ liệu. Thêm --sheet "
                    "TỆP.pdf để lập phiếu trước."
                ),
                field="sheet",
                rule="no_sheet",
            )
    done = encrypt(frame.data, SystemClock(), keys, again=again, progress=frame.progress())
    copies = encrypt_copies(keyed(frame.data, HeldKeys(database_path(frame.data), done.keys)))
    left = plain_left(frame.data)
    answer = {"entries": done.entries, "again": again, "plain_left": list(left)}
    answer["sheet"] = str(sheet) if sheet is not None else ""
    if copies.done or copies.left:
        answer["superior"] = {"encrypted": copies.done, "left": list(copies.left)}
    frame.say(answer, "\n".join([*encrypted_text(left, again=again), *copies.lines()]))


COMMANDS = (encrypt_verb,)
