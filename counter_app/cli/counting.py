"""The verb that reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from counter_app.cli.frame import Day, Frame, verb
from counter_app.domain.sheets import Cell, Table
from counter_app.errors import RuleError
from counter_app.i18n import _


def table_facts(table: Table) -> dict[str, Any]:
    """A report table as JSON: columns, rows, total, notes."""
    return {
        "name": table.name,
        "title": table.title,
        "columns": [column.title for column in table.columns],
        "rows": [list(map(_cell, row)) for row in table.rows],
        "total": [_cell(cell) for cell in table.total] if table.total else None,
        "notes": list(table.notes),
    }


def _cell(cell: Cell) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def table_text(table: Table) -> str:
    """A report table for a terminal."""
    rows = [[column.title.replace("|", " ") for column in table.columns]]
    rows += [["" if cell is None else str(cell) for cell in row] for row in table.rows]
    if table.total:
        rows.append(["" if cell is None else str(cell) for cell in table.total])
    lines = [table.title, *("\t".join(row) for row in rows), *table.notes]
    return "\n".join(lines)


@click.command("report")
@click.argument("name")
@click.option("--from", "first", type=Day(), help="Từ ngày; mặc định hôm nay.")
@click.option("--to", "last", type=Day(), help="Đến ngày; mặc định bằng từ ngày.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Ghi PDF và XLSX vào thư mục này.",
)
@verb
def report(
    frame: Frame, name: str, first: date | None, last: date | None, out: Path | None
) -> None:
    """Báo cáo ngày (day) hoặc biểu II.06a, tính theo ngày cuối kỳ."""
    files: list[str] = []
    with frame.office() as office:
        first = first or last or office.intake.today()
        last = last or first
        if last < first:
            raise RuleError(_("Ngày cuối kỳ phải sau ngày đầu kỳ."), field="to")
        tables = office.reporting.compute(name, first, last)
        if out is not None:
            stem = f"{name.replace('.', '')}-{first:%Y%m%d}-{last:%Y%m%d}"
            out.mkdir(parents=True, exist_ok=True)
            for suffix, content in (
                ("pdf", office.reporting.pdf(tables)),
                ("xlsx", office.reporting.xlsx(tables)),
            ):
                path = out / f"{stem}.{suffix}"
                path.write_bytes(content)
                files.append(str(path))
    answer = {
        "report": name,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "tables": [table_facts(table) for table in tables],
        "files": files,
    }
    frame.say(answer, "\n\n".join([*map(table_text, tables), *files]))


COMMANDS = (report,)
