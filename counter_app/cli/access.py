"""Verbs that read the access book: for leaders, and for the citizen who asks who looked at their data."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import FILE, Day, Frame, Shows, force_option, verb
from counter_app.cli.reports.tables import table_facts, table_text
from counter_app.desk.outgoing import write
from counter_app.i18n import _
from counter_app.wording.access import door_text, said_text, subject_text

if TYPE_CHECKING:
    from counter_app.domain.access.look import AccessLine

DAYS = 7
"""So many days are told where none are named."""


@click.group("access")
def access() -> None:
    """Sổ truy cập: ai đã xem dữ liệu của công dân nào. Chỉ lãnh đạo xem được."""


@access.command("list")
@click.option("--from", "first", type=Day(), help="Từ ngày; mặc định bảy ngày gần đây.")
@click.option("--to", "last", type=Day(), help="Đến ngày; mặc định hôm nay.")
@click.option("--of", "officer", default="", help="Chỉ một công chức (tên đăng nhập).")
@click.option("--dossier", "code", default="", help="Chỉ một hồ sơ (mã).")
@verb(Shows.CITIZENS)
def access_list(
    frame: Frame, first: date | None, last: date | None, officer: str, code: str
) -> None:
    """Từng lượt xem: ai, lúc nào, xem gì, vì sao."""
    with frame.office() as office:
        until = last or office.looks.today()
        since = first or until - timedelta(days=DAYS - 1)
        lines = office.looks.lines(since, until, officer=officer, code=code)
        names = office.store.officers.names()
    facts = [_facts(line) for line in lines]
    texts = [
        "\t".join(
            (
                item["at"],
                names.get(item["officer"], item["officer"]),
                door_text(line.look.door),
                subject_text(line.look),
                str(item["rows"]),
                said_text(line.look),
            )
        )
        for item, line in zip(facts, lines, strict=True)
    ]
    frame.say({"looks": facts}, "\n".join(texts) or _("Không có lượt xem nào."))


@access.command("report")
@click.argument("code")
@click.option("--out", type=FILE, help="Tệp .pdf hoặc .xlsx.")
@force_option
@verb(Shows.CITIZENS)
def access_report(frame: Frame, code: str, out: Path | None, force: bool) -> None:
    """Giấy trả lời công dân: ai đã xem dữ liệu của người nộp hồ sơ CODE."""
    with frame.office() as office:
        target = frame.target(office, out, force=force) if out is not None else None
        found = office.looks.for_citizen(code)
        if target is not None:
            reports = office.reports
            sheet = out is not None and out.suffix.lower() == ".xlsx"
            write(target, (reports.xlsx if sheet else reports.pdf)((found.table,)))
    answer = {
        "dossiers": list(found.codes),
        "table": table_facts(found.table),
        "file": str(out) if out is not None else "",
    }
    frame.say(answer, str(out) if out is not None else table_text(found.table))


def _facts(line: AccessLine) -> dict[str, Any]:
    facts = told(
        line.look,
        "at officer way door subject rows dossiers=whom name words about why",
        seconds=True,
    )
    return {"seq": line.seq} | facts | {"erased": line.blanked}


COMMANDS = (access,)
