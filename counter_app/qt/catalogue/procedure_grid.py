"""The places of the fields of a procedure on its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.qt.kit.field_rows import fields_in_rows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.fields import Field

WIDE = frozenset(
    {"name", "synonyms", "legal_basis", "note", "review_note", "source", "fee_note", "reliefs"}
)


def procedure_grid(fields: dict[str, Field]) -> QWidget:
    """Two fields beside one another; long texts over the whole width."""
    rows: list[list[tuple[QWidget, int]]] = []
    open_row: list[tuple[QWidget, int]] | None = None
    for name, field in fields.items():
        if name in WIDE:
            rows.append([(field, 1)])
            open_row = None
        elif open_row is None:
            open_row = [(field, 1)]
            rows.append(open_row)
        else:
            open_row.append((field, 1))
            open_row = None
    return fields_in_rows(*rows)
