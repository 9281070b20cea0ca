"""A dossier field by field with a button to copy each, and one key that copies the next one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled, token
from counter_app.qt.kit.timeline import clear_grid
from counter_app.wording.dossier.copying import CopyField


class CopyPanel(QWidget):
    """Fields below one another; the one copied last is marked.

    Signals:
        copied(str): the label of what is on the clipboard now.
    """

    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[CopyField, ...] = ()
        self._rows: list[tuple[QLabel, QPushButton]] = []
        self.at = -1
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, scaled(6), 0)
        self._grid.setHorizontalSpacing(scaled(12))
        self._grid.setVerticalSpacing(scaled(3))
        self._grid.setColumnStretch(0, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.area: QScrollArea = scrolling(self._grid)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setMinimumHeight(scaled(180))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def show_fields(self, fields: Sequence[CopyField]) -> None:
        """Begin with another dossier; the same fields again stay, with the place that was come to."""
        if tuple(fields) == self._fields:
            return
        clear_grid(self._grid)
        self._fields, self._rows, self.at = tuple(fields), [], -1
        for row, field in enumerate(fields):
            head = text_label(field.label, "muted")
            value = text_label(field.value)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setProperty("role", "heading")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            button = PushButton(_("Sao chép"))
            button.setAccessibleName(_("Sao chép {field}").format(field=field.label))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, at=row: self.copy(at))
            self._grid.addWidget(head, 2 * row, 0)
            # A code has no place to break: it gets the whole width, also at large text.
            self._grid.addWidget(button, 2 * row, 1)
            self._grid.addWidget(value, 2 * row + 1, 0, 1, 2)
            self._rows.append((value, button))
        self.area.verticalScrollBar().setValue(0)

    def copy_next(self) -> None:
        """Copy the field after the one copied last; after the last one it begins anew."""
        if self._fields:
            self.copy((self.at + 1) % len(self._fields))

    def copy(self, at: int) -> None:
        """Put a field on the clipboard."""
        self.at = at
        QGuiApplication.clipboard().setText(self._fields[at].value)
        for row, (value, button) in enumerate(self._rows):
            button.setText(_("Đã sao chép") if row == at else _("Sao chép"))
            value.setStyleSheet(f"color: {token('accent')};" if row == at else "")
        self.area.ensureWidgetVisible(self._rows[at][1], 0, scaled(40))
        self.copied.emit(self._fields[at].label)
