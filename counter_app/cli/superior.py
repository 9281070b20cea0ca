"""Verbs of the superior office: take batches, print the consolidated table."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from counter_app.cli.context import Day, Frame, verb
from counter_app.cli.superior_views import VIEWS
from counter_app.i18n import _
from counter_app.office import SystemClock


@click.group("superior")
def superior() -> None:
    """Thao tác của cơ quan cấp trên."""


@superior.command("import")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@verb
def import_verb(frame: Frame, folder: Path) -> None:
    """Nhận các gói dữ liệu trong một thư mục (USB); nhận lại không làm tăng số liệu."""
    from counter_app.superior.inbox import import_batches

    frame.require_may()
    summary = import_batches(folder, frame.data, SystemClock())
    answer = {
        "imported": len(summary.imported),
        "already_known": len(summary.already_known),
        "held": len(summary.held),
        "refused": len(summary.refused),
        "entries": summary.entries,
        "details": {
            "imported": [asdict(item) for item in summary.imported],
            "already_known": summary.already_known,
            "held": [asdict(item) | {"reason": item.reason} for item in summary.held],
            "refused": [{"name": name, "problems": list(why)} for name, why in summary.refused],
            "incomplete": summary.incomplete,
            "aside": [{"name": name, "reason": why} for name, why in summary.aside],
            "notes": summary.notes,
        },
    }
    text = _(
        "Nhận mới {imported}, đã có {already_known}, giữ chờ {held}, từ chối {refused}."
    ).format(**answer)
    problems = [f"  - {name}: {', '.join(why)}" for name, why in summary.refused]
    frame.say(answer, "\n".join([text, *problems, *summary.notes]))
    if summary.refused or summary.nothing:
        sys.exit(1)


@superior.command("warehouse")
@click.option("--again", is_flag=True, help="Bỏ kho đang có, lập lại từ tệp của các đơn vị.")
@verb
def warehouse(frame: Frame, again: bool) -> None:
    """Lập kho số liệu (Parquet) cho báo cáo nhiều đơn vị; từ đó mỗi lần nhập đều ghi thêm vào kho."""
    from counter_app.superior.warehouse.keeping import Keeping

    frame.require_may()
    keeping = Keeping(frame.data, SystemClock())
    leaves = keeping.again() if again else keeping.keep()
    answer = {
        "senders": sum(not item.trouble for item in keeping.standings),
        "files": len(leaves),
        "dossiers": sum(leaf.dossiers for leaf in leaves),
    }
    text = _("Kho số liệu: {senders} đơn vị gửi, {dossiers} hồ sơ, {files} phần.").format(**answer)
    frame.say(answer, text)


@superior.command("list")
@verb
def list_verb(frame: Frame) -> None:
    """Các đơn vị đã gửi: đến số nào, ngày nào, có đang để riêng không, nhánh nào đang chờ quyết định."""
    from counter_app.superior.overview import overview

    frame.require_may()
    seen = overview(frame.data, SystemClock())
    answer = {
        "senders": [asdict(item) | {"state": item.state} for item in seen.standings],
        "held": seen.held,
        "branches": [
            {
                "journal": item.journal,
                "name": item.name,
                "from_seq": item.fork_seq,
                "why": item.detail,
            }
            for item in seen.branches
        ],
        "decisions": [asdict(item) | {"at": item.at.isoformat()} for item in seen.decisions],
    }
    frame.say(answer, "\n".join(seen.lines()))


@superior.command("settle")
@click.argument("journal")
@click.option("--keep", is_flag=True, help="Giữ nhánh đang có, loại hẳn nhánh kia.")
@click.option(
    "--take",
    "source",
    type=click.Path(path_type=Path, file_okay=False),
    help="Lấy nhánh trong thư mục này thay nhánh đang có.",
)
@click.option(
    "--dates-until", type=Day(), help="Nhận các lượt ghi có ngày chưa tới, đến hết ngày này."
)
@click.option("--reason", default="", help="Lý do, ghi vào sổ nhận gói dữ liệu.")
@verb
def settle(
    frame: Frame,
    journal: str,
    keep: bool,
    source: Path | None,
    dates_until: date | None,
    reason: str,
) -> None:
    """Quyết định khi một đơn vị có hai nhánh số liệu (B22, B23) hoặc ghi ngày chưa tới (B26)."""
    from counter_app.superior.settling import Decision, keep_ours, let_dates_pass, take_theirs

    if [keep, source is not None, dates_until is not None].count(True) != 1:
        raise click.UsageError(_("Chọn đúng một trong --keep, --take và --dates-until."))
    if not re.fullmatch(r"[0-9a-f]{16}", journal):
        raise click.UsageError(_("Tên nhật ký gồm 16 chữ số và chữ cái; xem superior list."))
    decision = Decision(journal=journal, by=frame.require_may().name, reason=reason)
    if source is not None:
        settled = take_theirs(frame.data, decision, source, SystemClock())
        text = _(
            "Đã lấy nhánh mới: giữ đến lượt ghi {cut}, nay đến lượt ghi {last}. Bản cũ giữ trong "
            "{name}. Người quyết định: {by}."
        ).format(
            cut=settled.cut,
            last=settled.theirs_seq,
            name=settled.kept_file or "-",
            by=settled.by,
        )
    elif dates_until is not None:
        settled = let_dates_pass(frame.data, decision, dates_until, SystemClock())
        text = _("Đã ghi quyết định. Nhập lại USB của đơn vị.")
    else:
        settled = keep_ours(frame.data, decision, SystemClock())
        text = _(
            "Đã giữ nhánh đang có đến lượt ghi {last}; nhánh kia bị loại. Người quyết định: {by}."
        ).format(last=settled.ours_seq, by=settled.by)
    frame.say(asdict(settled) | {"at": settled.at.isoformat()}, text)


for view in VIEWS:
    superior.add_command(view)
COMMANDS = (superior,)
