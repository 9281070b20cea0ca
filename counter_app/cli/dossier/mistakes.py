"""The verb for a dossier that should never have been entered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.consent import approval
from counter_app.cli.context import FILE, Frame, Shows, verb
from counter_app.cli.dossier.dossiers import read_records
from counter_app.cli.dossier.showing import dossier_facts
from counter_app.desk.dossier.moves import Move
from counter_app.domain.dossier.dossier import STATE_WORDS
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.form_values import read_text
from counter_app.domain.dossier.moves import Act
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.office import Office


@click.command("mistake")
@click.argument("code")
@click.option("--reason", default="", help="Lý do là nhập nhầm.")
@click.option("--right", default="", help="Mã hồ sơ đúng đã có, khi nhập hai lần.")
@click.option(
    "--procedure", default="", help="Nhập lại luôn theo thủ tục này, giữ người và giấy tờ đã nộp."
)
@click.option("--case", default="", help="Trường hợp của thủ tục nhập lại.")
@click.option(
    "--from",
    "source",
    type=FILE,
    help="Nhập lại luôn từ tệp JSON; ô không ghi thì lấy của hồ sơ nhầm.",
)
@click.option("--approver", default="", help="Lãnh đạo đồng ý; hỏi mật khẩu của người đó.")
@verb(Shows.ACT)
def mistake(frame: Frame, code: str, reason: str, source: Path | None, **said: str) -> None:
    """Hủy hồ sơ nhập nhầm: sai thủ tục, sai người, nhập hai lần. Số đã cấp không dùng lại.

    Không lập thông báo dừng (Mẫu 05), không tính là tiếp nhận, giải quyết hay rút.
    """
    anew = bool(said["procedure"] or source is not None)
    if anew and said["right"]:
        raise RuleError(_("Hoặc ghi hồ sơ đúng đã có, hoặc nhập lại; không cả hai."), field="right")
    with frame.office() as office:
        code = office.dossiers.get(code).code
        consent = approval(said["approver"])
        if anew:
            draft = _draft(office, code, said["procedure"], said["case"], source)
            done = office.replacing.replace(code, draft, reason=reason, approval=consent).result
        else:
            move = Move(act=Act.MISTAKE, reason=reason, right=said["right"], approval=consent)
            done = office.moves.do(code, move).result
        mistaken = office.dossiers.get(code)
    _say(frame, mistaken, done if anew else None)


def _draft(
    office: Office, code: str, procedure: str, case: str, source: Path | None
) -> IntakeDraft:
    """The mistaken form, with what is told of the right one. Errors: RuleError."""
    told: dict[str, Any] = {}
    if source is not None:
        records = read_records(source)
        if len(records) != 1 or not isinstance(records[0], dict):
            raise RuleError(_("Tệp này phải có đúng một hồ sơ. Tách mỗi hồ sơ một tệp."))
        told = records[0]
    wanted = procedure or read_text(told.get("procedure"), "procedure")
    named = case or read_text(told.get("case"), "case")
    form = office.replacing.form(code, procedure=wanted, case=named)
    said = {**form.to_dict(), **told}
    return IntakeDraft.told({**said, "procedure": form.procedure, "case": form.case})


def _say(frame: Frame, mistaken: Dossier, right: Dossier | None) -> None:
    answer = dossier_facts(mistaken)
    text = f"{mistaken.code}  {_(STATE_WORDS[mistaken.state])}"
    if right is not None:
        answer["replacement"] = dossier_facts(right)
        text = f"{text}\n{right.code}  {_(STATE_WORDS[right.state])}"
    frame.say(answer, text)


COMMANDS = (mistake,)
