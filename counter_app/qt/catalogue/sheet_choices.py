"""The sheets of a workbook with their lines: which of them are read, and which are hidden."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.tables import SheetSummary
from counter_app.i18n import _
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.tick_box import TickBox


class SheetChoices(QWidget):
    """A tick for each sheet that holds anything; hidden when a file has one sheet only.

    Signals:
        changed(): other sheets were ticked, and at least one is.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ticks: dict[str, TickBox] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._box.addWidget(text_label(_("Trang tính cần nhập:"), "heading"))
        self.hide()

    def show_sheets(self, sheets: Sequence[SheetSummary]) -> None:
        """Offer these, those that were read ticked."""
        for tick in self.ticks.values():
            tick.deleteLater()
        self.ticks = {}
        for sheet in sheets:
            text = _("{name}: {rows} dòng, đang ẩn") if sheet.hidden else _("{name}: {rows} dòng")
            shown = text.format(name=sheet.name, rows=sheet.rows).replace("&", "&&")
            tick = TickBox(shown)
            tick.setChecked(sheet.read)
            tick.clicked.connect(self._on_ticked)
            self._box.addWidget(tick)
            self.ticks[sheet.name] = tick
        self.setVisible(bool(sheets))

    def said(self) -> tuple[str, ...]:
        """The names of the ticked ones."""
        return tuple(name for name, tick in self.ticks.items() if tick.isChecked())

    def _on_ticked(self) -> None:
        if self.said():
            self.changed.emit()
