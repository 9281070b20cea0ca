"""The table of dossiers: whole rows, as wide as the page, Enter opens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from counter_app.domain.dossier.dossier import DossierLine
from counter_app.i18n import _, plural
from counter_app.qt.dossiers.lines import LinesModel
from counter_app.qt.kit.held_keys import is_repeat
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.rows_view import RowAct
from counter_app.wording.tables.totals import dossiers_text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class LinesView(RowsTable):
    """Shows a LinesModel.

    Signals:
        wanted(str): open the dossier with this code.
        to_hand_over(tuple[str, ...]): put these dossiers on a hand-over sheet.
    """

    wanted = Signal(str)
    to_hand_over = Signal(tuple)

    def __init__(self, model: LinesModel) -> None:
        super().__init__(model, _("Danh sách hồ sơ"), stem="danh-sach-ho-so", counted=dossiers_text)
        self._lines = model
        self.setSelectionMode(RowsTable.SelectionMode.ExtendedSelection)
        self.opened.connect(self._on_opened)

    def current_line(self) -> DossierLine | None:
        """The line the keyboard is on."""
        return self._lines.row(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Put the keyboard on a row, when there is one; the row it is on already is not scrolled to again."""
        if 0 <= row < self._lines.rowCount() and row != self.currentIndex().row():
            self.setCurrentIndex(self._lines.index(row, 0))

    @override
    def row_acts(self) -> Sequence[RowAct]:
        codes = tuple(line.code for line in self.chosen_rows())
        text = plural("Đưa {count} hồ sơ đang chọn vào phiếu bàn giao", len(codes))
        hand = partial(self.to_hand_over.emit, codes)
        return ((text.format(count=len(codes)), "hand-over", hand),)

    @override
    def stay(self) -> None:
        """After the lines were read again: the row in hand stays in hand; when it is gone, the one in its place is."""
        if not self.currentIndex().isValid():
            self.go_to(min(max(self.row_before, 0), self._lines.rowCount() - 1))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not is_repeat(event):
                self._on_opened(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _on_opened(self, row: int) -> None:
        line = self._lines.row(row)
        if line is not None:
            self.wanted.emit(line.code)
