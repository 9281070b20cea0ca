"""Report tables on a terminal: as JSON, as lines of text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from counter_app.wording.tables.tables import cell_text

if TYPE_CHECKING:
    from counter_app.domain.paper.report_table import Cell, Table


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
    rows += [[cell_text(cell) for cell in row] for row in table.rows]
    if table.total:
        rows.append([cell_text(cell) for cell in table.total])
    lines = [table.title, *("\t".join(row) for row in rows), *table.notes]
    return "\n".join(lines)
