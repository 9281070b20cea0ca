"""Labelled facts: the rows a form consists of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.printing.press.breaking import Run, break_runs
from counter_app.printing.press.flow import Block, paragraph
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.printing.press.layout import Layout

BLANK = "…………………"
"""Stands for a value the office does not know, to be filled in by hand."""


@dataclass(frozen=True, slots=True)
class Field:
    """A label as the form prints it and its value; ``strong`` values are bold, ``whole`` ones not divided.

    Names, numbers and telephone numbers are whole: they go to the next line before they are broken.
    """

    label: str
    value: str
    strong: bool = False
    whole: bool = False


Row = tuple[Field, ...]


def row_blocks(row: Sequence[Field], layout: Layout, *, keep: bool = False) -> list[Block]:
    """Fields one after the other in one line when they fit, else each in a paragraph of its own."""
    runs = [run for field in row for run in _runs(field, layout)]
    if len(row) > 1 and (layout.roll or len(break_runs(runs, layout.body, layout.room)) > 1):
        return [
            block for field in row for block in paragraph(_runs(field, layout), layout, keep=keep)
        ]
    return paragraph(runs, layout, keep=keep)


def _runs(field: Field, layout: Layout) -> tuple[Run, Run]:
    """The label and the value, or room to write it in by hand."""
    face = layout.bold if field.strong else layout.value
    value = Run(field.value.strip() or BLANK, face, whole=field.whole)
    return Run(field.label, layout.regular, lead=5), value


def rows_blocks(rows: Sequence[Row], layout: Layout) -> list[Block]:
    """All rows, each a paragraph."""
    return [block for row in rows for block in row_blocks(row, layout)]
