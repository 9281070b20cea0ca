"""Locking the office's file from the terminal."""

from __future__ import annotations

import click

from counter_app.cli.context import Frame, verb
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.office import SystemClock
from counter_app.wording.keeping import encrypted_text


@click.command("encrypt")
@click.option("--again", is_flag=True, help="Đổi khóa của dữ liệu đã mã hóa.")
@verb
def encrypt_verb(frame: Frame, again: bool) -> None:
    """Mã hóa dữ liệu của đơn vị; bản chưa mã hóa bị ghi đè rồi xóa."""
    from counter_app.desk.office.encrypting import encrypt

    with frame.office() as office:
        keys, sheet = office.keys, office.recovery.opens_file()
    if keys is None:
        raise RuleError(
            _("Chưa mở được tệp khóa. Thêm --officer và gõ mật khẩu của lãnh đạo."),
            field="password",
        )
    done = encrypt(frame.data, SystemClock(), keys, again=again)
    lines = encrypted_text(done.plain_left, again=again)
    if not sheet:
        lines.append(
            _(
                "Chưa có phiếu khôi phục nào mở được dữ liệu này. Lập phiếu (recovery make), cất vào phong bì dán kín."
            )
        )
    answer = {"entries": done.entries, "again": again, "plain_left": list(done.plain_left)}
    frame.say({**answer, "sheet": sheet}, "\n".join(lines))


COMMANDS = (encrypt_verb,)
