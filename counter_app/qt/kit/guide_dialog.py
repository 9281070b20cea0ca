"""The guide over a dialog: F1 there reads about the field in hand, and Esc is back at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.guide import guide_path
from counter_app.qt.kit.guide_view import GuideView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.guide import HelpPlace


class GuideDialog(Dialog):
    """Opened at a place."""

    writes = False
    opening_width, opening_height = 1120, 680

    def __init__(self, place: HelpPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Trợ giúp"))
        self.view = GuideView()
        box = self.column()
        box.addWidget(self.view, 1)
        box.addWidget(self.foot(self.leaving()))
        path = guide_path()
        if path is not None:
            self.view.show_text(path.read_text(encoding="utf-8"), str(path.parent))
        self._place = place
        self.finished.connect(self.deleteLater)
        self.view.search.setFocus()

    def begin(self) -> None:
        """Open, and turn to the place once it is laid out."""
        self.open()
        self.view.show_place(self._place)
