"""A plain list of rows as all pages show them: whole rows are chosen, no grid, heights that grow with the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from counter_app.qt.kit.kept_place import KeptPlace
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from counter_app.qt.kit.rows import RowsModel


def listing(model: RowsModel[Any], name: str, wide: int) -> QTableView:
    """A table over ``model`` called ``name`` for screen readers; column ``wide`` takes the room that is left."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(scaled(30))
    table.setIconSize(QSize(scaled(16), scaled(16)))
    table.setMinimumHeight(scaled(140))
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setMinimumSectionSize(scaled(48))
    head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    KeptPlace(table, model)
    return table
