"""Verbs of the superior office: take batches, print the consolidated table."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from counter_app.cli.frame import Day, Frame, verb
from counter_app.cli.tables import table_facts, table_text
from counter_app.i18n import _
from counter_app.office import SystemClock


@click.group("superior")
def superior() -> None:
    """Việc của cơ quan cấp trên."""


@superior.command("import")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@verb
def import_verb(frame: Frame, folder: Path) -> None:
    """Nhận các lô trong một thư mục (USB); nhận lại không làm tăng số liệu."""
    from counter_app.superior.inbox import import_batches

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
            "notes": summary.notes,
        },
    }
    text = _(
        "Nhận mới {imported}, đã có {already_known}, giữ chờ {held}, từ chối {refused}."
    ).format(**answer)
    problems = [f"  - {name}: {', '.join(why)}" for name, why in summary.refused]
    frame.say(answer, "\n".join([text, *problems, *summary.notes]))
    if summary.refused:
        sys.exit(1)


@superior.command("report")
@click.option("--from", "first", type=Day())
@click.option("--to", "last", type=Day())
@verb
def report(frame: Frame, first: date | None, last: date | None) -> None:
    """Bảng tổng hợp các đơn vị."""
    from counter_app.superior.report import consolidated

    last = last or SystemClock().now().date()
    table = consolidated(
        frame.data, first or last.replace(month=1, day=1), last, clock=SystemClock()
    )
    frame.say({"table": table_facts(table)}, table_text(table))


COMMANDS = (superior,)
