"""The table of dossiers: whole rows, as wide as the page, Enter opens."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from counter_app.domain.dossier.dossier import DossierLine
from counter_app.i18n import _
from counter_app.qt.dossiers.lines import LineColumn, LinesModel
from counter_app.qt.kit.kept_place import KeptPlace
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled

LEAST_NAME = 150
"""Pixels that a name needs at 100 % text."""


class LinesView(QTableView):
    """Shows a LinesModel.

    Signals:
        opened(str): open the dossier with this code.
    """

    opened = Signal(str)

    def __init__(self, model: LinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setAccessibleName(_("Danh sách hồ sơ"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + scaled(16))
        self._lay_out_columns()
        self.activated.connect(self._on_activated)
        self._kept = KeptPlace(self, model)

    def _lay_out_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        plain, bold = self.fontMetrics(), QFontMetrics(_bold(self.font()))
        widths = {
            LineColumn.CODE: bold.horizontalAdvance("T99999-999999-9999999"),
            LineColumn.RECEIVED: plain.horizontalAdvance("88/88/8888"),
            LineColumn.DUE: plain.horizontalAdvance("88/88 88:88 · Hẹn trả hôm nay") + scaled(26),
            LineColumn.STATE: plain.horizontalAdvance("Có kết quả, chờ trả") + scaled(26),
        }
        for column, width in widths.items():
            header.resizeSection(column, width + scaled(14))
        self._fixed = dict(widths)
        header.setSectionResizeMode(LineColumn.NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(LineColumn.PROCEDURE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(scaled(120))

    def current_line(self) -> DossierLine | None:
        """The line the keyboard is on."""
        index = self.currentIndex()
        return self._lines.line(index.row()) if index.isValid() else None

    def go_to(self, row: int) -> None:
        """Put the keyboard on a row, when there is one; the row it is on already is not scrolled to again."""
        if 0 <= row < self._lines.rowCount() and row != self.currentIndex().row():
            self.setCurrentIndex(self._lines.index(row, 0))

    def stay(self) -> None:
        """After the lines were read again: the row in hand stays in hand; when it is gone, the one in its place is."""
        if not self.currentIndex().isValid():
            self.go_to(min(max(self._kept.row_before, 0), self._lines.rowCount() - 1))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page leaves out the day of reception, then the procedure, before it cuts names."""
        needed = sum(self._fixed.values()) + len(self._fixed) * scaled(14)
        room = event.size().width() - needed
        self.setColumnHidden(LineColumn.RECEIVED, room < 2 * scaled(LEAST_NAME))
        freed = self._fixed[LineColumn.RECEIVED] + scaled(14)
        self.setColumnHidden(LineColumn.PROCEDURE, room + freed < 2 * scaled(LEAST_NAME))
        super().resizeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._lines.line(index.row()).code)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
