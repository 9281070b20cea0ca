"""Sectors a list names that the catalogue does not know: each is one we have, or becomes a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.catalogue.sectors import Sector
from counter_app.domain.text import fold
from counter_app.i18n import _
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.timeline import clear_grid


class SectorChoices(QWidget):
    """A line for each unknown name; hidden when there is none.

    Signals:
        changed(): a sector was said.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Choice] = {}
        self._said: dict[str, str] = {}
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(12))
        self._grid.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(text_label(_("Lĩnh vực trong tệp chưa có trong danh mục:"), "heading"))
        box.addWidget(holder)
        self.hide()

    def show_unknown(self, names: Sequence[str], sectors: Sequence[Sector]) -> None:
        """Ask about these names; what was said about others before stays said."""
        clear_grid(self._grid)
        self.choices = {}
        offered = [("", _("(chưa chọn)")), *((sector.key, sector.name) for sector in sectors)]
        for line, name in enumerate(names):
            choice = Choice(offered)
            choice.let_shrink()
            choice.setAccessibleName(_("“{name}” là lĩnh vực").format(name=name))
            choice.chosen.connect(lambda key, name=name: self._on_chosen(name, key))
            label = text_label(name)
            label.setBuddy(choice)
            self._grid.addWidget(label, line, 0)
            self._grid.addWidget(choice, line, 1)
            self.choices[name] = choice
        self.setVisible(bool(names))

    def said(self) -> dict[str, str]:
        """Folded name → key, for all that was said so far."""
        return dict(self._said)

    def _on_chosen(self, name: str, key: str) -> None:
        self._said.pop(fold(name), None)
        if key:
            self._said[fold(name)] = key
        self.changed.emit()
