"""The verb that takes back what was just written down."""

from __future__ import annotations

import click

from counter_app.cli.answers import told
from counter_app.cli.context import Frame, Shows, verb
from counter_app.desk.undo.taking_back import LateAct, usual_reason
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.wording.dossier.undone import undone_text
from counter_app.wording.paper.moments import clock_text


@click.command("undo")
@click.argument("acts", nargs=-1, type=click.IntRange(min=1))
@click.option("--last", is_flag=True, help="Thao tác ghi sau cùng hôm nay.")
@click.option("--reason", default="", help="Trống: ghi nhầm, hoàn tác ngay sau khi ghi.")
@verb(Shows.ACT)
def undo(frame: Frame, acts: tuple[int, ...], last: bool, reason: str) -> None:
    """Hoàn tác thao tác vừa ghi: chuyển, trả, xin lỗi, bàn giao, chứng thực, miễn, giảm phí.

    Không ghi số thì liệt kê.

    Không xóa gì khỏi nhật ký. Số chứng thực đã cấp thì hủy kèm lý do, không dùng lại.
    """
    with frame.office() as office:
        found = office.undoing.latest()
        if not acts and not last:
            facts = [told(item, "seq at officer name subject") for item in found]
            frame.say({"acts": facts}, _listed(found))
            return
        if last and not found:
            raise RuleError(
                _("Hôm nay chưa có thao tác nào hoàn tác được. Xem nhật ký hồ sơ."), rule="nothing"
            )
        wanted = acts or (found[0].seq,)
        done = office.undoing.undo(wanted, reason=reason).result
    text = undone_text(done.codes, done.sheets, done.numbers, reason or usual_reason())
    frame.say(told(done, "codes sheets numbers"), text)


def _listed(found: list[LateAct]) -> str:
    rows = [
        f"{item.seq}  {clock_text(item.at)}  {item.officer}  {item.name}  {item.subject}"
        for item in found
    ]
    return "\n".join(rows) or _("Hôm nay chưa có thao tác nào hoàn tác được.")


COMMANDS = (undo,)
