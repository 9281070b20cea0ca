"""Rows to the clipboard: texts with tabs for whatever takes them, cells of a table for a spreadsheet."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from counter_app.desk.tables.text_rows import guarded
from counter_app.domain.paper.report_table import Cell
from counter_app.qt.kit.copied import OURS
from counter_app.wording.tables.columns import Column, cells, head_text
from counter_app.wording.tables.tables import cell_text

T = TypeVar("T")


def copy_rows(columns: Sequence[Column[T]], rows: Iterable[T], *, head: bool = False) -> None:
    """Put rows on the clipboard, as paper has them; ``head``: below the columns' titles.

    A spreadsheet takes no person's text for a formula, and no number with zeros before it for a sum.
    """
    lines: list[Sequence[Cell]] = list(cells(columns, rows))
    if head:
        lines.insert(0, [head_text(column.title) for column in columns])
    mime = QMimeData()
    mime.setText("\n".join("\t".join(map(_text, line)) for line in lines))
    mime.setHtml(f"<table>{''.join(map(_html_row, lines))}</table>")
    mime.setData(OURS, b"")
    QGuiApplication.clipboard().setMimeData(mime)


def copy_cell(column: Column[T], row: T) -> None:
    """Put one cell on the clipboard, as it is: it is pasted into a search, a message, a form."""
    ((cell,),) = cells([column], [row])
    mime = QMimeData()
    mime.setText(cell_text(cell))
    mime.setData(OURS, b"")
    QGuiApplication.clipboard().setMimeData(mime)


def _text(cell: Cell) -> str:
    return guarded(cell_text(cell)) if isinstance(cell, str) else cell_text(cell)


def _html_row(line: Sequence[Cell]) -> str:
    return f"<tr>{''.join(map(_html_cell, line))}</tr>"


def _html_cell(cell: Cell) -> str:
    if isinstance(cell, int | float):
        return f'<td x:num="{cell}">{html.escape(cell_text(cell))}</td>'
    return f"<td style=\"mso-number-format:'\\@'\">{html.escape(_text(cell))}</td>"
