"""The verb that takes over what the superior sent down."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import FOLDER, Frame, Shows, verb
from counter_app.desk.exchange.parcels import ParcelReport, report_lines


@click.command("from-superior")
@click.argument("folder", type=FOLDER)
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ đổi gì, không ghi gì.")
@verb(Shows.NOBODY)
def from_superior(frame: Frame, folder: Path, dry_run: bool) -> None:
    """Áp dụng gói gửi xuống của cấp trên (danh mục, lịch, mẫu giấy, thông báo) sau khi kiểm chữ ký, báo từng dòng."""
    with frame.office() as office:
        found = office.parcels.look(folder) if dry_run else office.parcels.apply(folder).result
    told = [line for report in found for line in report_lines(report)]
    frame.say({"parcels": list(map(_facts, found))}, "\n".join(told))
    if not all(report.ok for report in found):
        sys.exit(1)


def _facts(report: ParcelReport) -> dict[str, Any]:
    items = [
        told(item, "kind=item.kind title=item.title changes rows trouble") for item in report.items
    ]
    facts = told(report.parcel, "number superior=superior_name")
    return facts | {"applied": report.applied and report.ok, "items": items}


COMMANDS = (from_superior,)
