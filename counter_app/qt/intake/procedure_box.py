"""Choosing a procedure: a search box that understands names without accents, initials and codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.catalogue.sectors import Procedure, ReviewState
from counter_app.i18n import _
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_tip, told
from counter_app.qt.kit.rows import Index
from counter_app.qt.kit.theme import token
from counter_app.wording.promise.due import limit_text

_MOVED = frozenset({QEvent.Type.Move, QEvent.Type.Resize})
ROOT = QModelIndex()
DETAIL_ROLE = Qt.ItemDataRole.UserRole
_SHOWN = 7
_KEYS_ACCEPT = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_KEYS_MOVE = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _SHOWN,
    Qt.Key.Key_PageUp: -_SHOWN,
}


def procedure_detail(procedure: Procedure, sectors: Mapping[str, str]) -> str:
    """``1.001193 · Hộ tịch · Trong ngày …``: what tells two procedures apart."""
    limit = limit_text(procedure.limit) if procedure.limit else _("chưa có thời hạn")
    parts = [procedure.code, sectors.get(procedure.sector, procedure.sector), limit]
    if procedure.state is ReviewState.NEEDS_CONFIRMATION:
        parts.append(_("cần rà soát"))
    return " · ".join(parts)


class ProcedureList(QAbstractListModel):
    """Procedures as suggestions: the name and, below it, what tells it apart."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._procedures: list[Procedure] = []
        self._sectors: Mapping[str, str] = {}

    def show(self, procedures: list[Procedure], sectors: Mapping[str, str]) -> None:
        """Replace the suggestions."""
        self.beginResetModel()
        self._procedures, self._sectors = procedures, sectors
        self.endResetModel()

    def procedure(self, row: int) -> Procedure:
        """The suggestion of a row."""
        return self._procedures[row]

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._procedures)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        procedure = self._procedures[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return told(procedure.name, role)
        if role == DETAIL_ROLE:
            return procedure_detail(procedure, self._sectors)
        return None


class _TwoLines(QStyledItemDelegate):
    """Draws a suggestion on two lines, elided at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 2 * option.fontMetrics.height() + 14)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        painter.save()
        if chosen:
            painter.fillRect(rect, option.palette.brush(QPalette.ColorRole.Highlight))
        inner = rect.adjusted(10, 5, -10, -5)
        metrics = option.fontMetrics
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        detail = metrics.elidedText(
            str(index.data(DETAIL_ROLE)), Qt.TextElideMode.ElideRight, inner.width()
        )
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(role))
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.Medium)
        painter.setFont(strong)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(option.font)
        if not chosen:
            painter.setPen(token("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, detail)
        painter.restore()


class ProcedureBox(QWidget):
    """The box with its suggestions; Down and Up choose, Enter takes, Esc closes.

    Signals:
        chosen(object): a Procedure was taken, or None when the box was emptied.
        typed(): the text changed.
    """

    chosen = Signal(object)
    typed = Signal()

    def __init__(
        self,
        search: Callable[[str], list[Procedure]],
        favourites: Callable[[], list[Procedure]],
        sectors: Callable[[], Mapping[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._search, self._favourites, self._sectors = search, favourites, sectors
        self._procedure: Procedure | None = None
        self._rows = 0
        self.edit = LineEdit()
        self.field = Field(_("Tên, chữ cái đầu hoặc mã thủ tục"), self.edit)
        self._model = ProcedureList(self)
        self._popup = QFrame(self)
        self._list = QListView(self._popup)
        self._build()
        # Shown, it belongs to the window, which lives on.
        self.destroyed.connect(self._popup.deleteLater)
        self.edit.textEdited.connect(self._on_edited)
        self._list.clicked.connect(self._on_clicked)
        self.edit.installEventFilter(self)

    def _build(self) -> None:
        self.edit.setObjectName("procedureEdit")
        self.edit.setAccessibleName(_("Thủ tục"))
        self.edit.setPlaceholderText(_("dkks, chứng thực bản sao, 1.001193…"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_TwoLines(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAccessibleName(_("Các thủ tục tìm thấy"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._popup.setObjectName("suggestions")
        self._popup.setStyleSheet(
            "QListView { border: none; } "
            f"QFrame#suggestions {{ background: {token('card')}; border: 1px solid {token('accent')};"
            " border-radius: 6px; }"
        )
        inner = QVBoxLayout(self._popup)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.addWidget(self._list)
        self._popup.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field)

    def procedure(self) -> Procedure | None:
        """The procedure taken, None while none is."""
        return self._procedure

    def text(self) -> str:
        """The text in the box."""
        return self.edit.text()

    def take(self, procedure: Procedure | None) -> None:
        """Choose a procedure, or none."""
        self._procedure = procedure
        self.edit.setText(procedure.name if procedure else "")
        self.edit.setCursorPosition(0)
        self.edit.setToolTip(plain_tip(procedure.name) if procedure else "")
        self.field.set_error("")
        self._popup.hide()
        self.chosen.emit(procedure)

    def put_text(self, text: str) -> None:
        """Put back what was typed without choosing."""
        self.edit.setText(text)

    def suggestions(self) -> list[str]:
        """Names suggested now; empty while the list is closed."""
        if not self._popup.isVisible():
            return []
        return [self._model.procedure(row).name for row in range(self._model.rowCount())]

    def _on_edited(self, text: str) -> None:
        if self._procedure is not None:
            self._procedure = None
            self.chosen.emit(None)
        self._suggest(text)
        self.typed.emit()

    def _suggest(self, text: str) -> None:
        found = self._search(text) if text.strip() else self._favourites()
        self._model.show(found, self._sectors())
        if not found:
            self._popup.hide()
            if text.strip():
                self.field.set_error(_("Không tìm thấy thủ tục nào. Thử ít chữ hơn hoặc gõ mã."))
            return
        self.field.set_error("")
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._place_popup(min(len(found), _SHOWN))

    def _place_popup(self, rows: int) -> None:
        window = self.window()
        if self._popup.parent() is not window:
            self._popup.setParent(window)
            self._popup.setProperty("overlay", True)
            above = self.parentWidget()
            while above is not None and above is not window:
                above.installEventFilter(
                    self
                )  # a band comes or goes, the form is scrolled: the list stays
                above = above.parentWidget()
        self._rows = rows
        corner = self.edit.mapTo(window, QPoint(0, self.edit.height() + 2))
        height = rows * self._list.sizeHintForRow(0) + 8
        room = window.height() - corner.y() - 8
        self._popup.setGeometry(corner.x(), corner.y(), self.edit.width(), min(height, room))
        self._popup.raise_()
        self._popup.show()

    def _stay(self) -> None:
        """Stay at the field when it moved; where it went out of sight, the list goes too."""
        if not self._popup.isVisible():
            return
        if self.edit.visibleRegion().isEmpty():
            self._popup.hide()
        else:
            self._place_popup(self._rows)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.take(self._model.procedure(index.row()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVED and watched is not self.edit:
            self._stay()
        elif watched is self.edit:
            if event.type() == QEvent.Type.FocusOut:
                self._popup.hide()
            elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                if self._popup.isVisible() and event.key() == Qt.Key.Key_Escape:
                    event.accept()
                    return True
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """True if the key was meant for the suggestions."""
        key = Qt.Key(event.key())
        if not self._popup.isVisible():
            if key == Qt.Key.Key_Down and self._procedure is None:
                self._suggest(self.edit.text())
                return True
            return False
        if key in _KEYS_MOVE:
            row = self._list.currentIndex().row() + _KEYS_MOVE[key]
            row = max(0, min(row, self._model.rowCount() - 1))
            self._list.setCurrentIndex(self._model.index(row, 0))
            return True
        if key == Qt.Key.Key_Escape:
            self._popup.hide()
            return True
        if key in _KEYS_ACCEPT and event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            self.take(self._model.procedure(self._list.currentIndex().row()))
            return False
        return False

    @override
    def hideEvent(self, event: Any) -> None:
        self._popup.hide()
        super().hideEvent(event)
