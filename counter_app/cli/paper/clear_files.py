"""Papers and reports that lie about in clear, without a window: list, clearing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import plain, told
from counter_app.cli.context import Frame, Shows, verb
from counter_app.i18n import _
from counter_app.wording.office.clear_files import (
    clear_files_text,
    cleared_files_text,
    due_text,
    last_cleared_text,
    standing_label,
)
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from datetime import date

    from counter_app.domain.paper.clear_file import ListedClearFile


@click.group("papers")
def papers() -> None:
    """Giấy tờ, báo cáo đã lưu thành tệp chưa mã hóa: danh sách, dọn khi hết hạn."""


@papers.command("list")
@verb(Shows.NOBODY)
def listed(frame: Frame) -> None:
    """Từng tệp: lưu hôm nào, khi nào đến hạn xóa, còn nguyên hay đã sửa."""
    with frame.office() as office:
        found, today = office.clear_files.listed(), office.now().date()
        days, told = office.settings.clear_file_days, office.clear_files.told()
    lines = ["\t".join(_words(item, today)) for item in found]
    head = [clear_files_text(len(found))] if found else [_("Không có tệp nào chưa mã hóa.")]
    last = last_cleared_text(told)
    answer = {"days": days, "files": [_facts(item, today) for item in found]}
    frame.say(answer, "\n".join([*head, *lines, *([last] if last else [])]))


@papers.command("clear")
@click.option("--all", "everything", is_flag=True, help="Cả tệp chưa đến hạn.")
@verb(Shows.NOBODY)
def clear(frame: Frame, everything: bool) -> None:
    """Ghi đè rồi xóa tệp đến hạn; tệp đã có người sửa thì giữ nguyên."""
    with frame.office() as office:
        done = office.clear_files.clear(everything=everything)
    answer = {"gone": done.gone, "stayed": list(done.stayed), "changed": done.changed}
    frame.say(answer, "\n".join(cleared_files_text(done)))
    if done.stayed:
        raise click.exceptions.Exit(1)


def _words(item: ListedClearFile, today: date) -> tuple[str, ...]:
    return (short_date(item.day), due_text(item), standing_label(item, today).text, item.path)


def _facts(item: ListedClearFile, today: date) -> dict[str, Any]:
    due = {"due": plain(item.due) or "", "is_due": item.is_due(today)}
    return told(item, "path day") | due | told(item, "size own standing")


COMMANDS = (papers,)
