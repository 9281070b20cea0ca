"""How the fields of a procedure stand on its form."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from counter_app.qt.kit.fields import Field

WIDE = frozenset(
    {"name", "synonyms", "legal_basis", "note", "review_note", "source", "fee_note", "reliefs"}
)


def procedure_grid(fields: dict[str, Field]) -> QGridLayout:
    """Two fields beside one another; long texts over the whole width."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    line, side = 0, 0
    for name, field in fields.items():
        if name in WIDE:
            line, side = line + side, 0
            grid.addWidget(field, line, 0, 1, 2)
            line += 1
        else:
            grid.addWidget(field, line, side)
            line, side = line + side, 1 - side
    return grid
