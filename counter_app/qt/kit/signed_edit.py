"""A line of text with a sign before it, such as a glass or a scanner, and a cross that empties it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QToolButton

from counter_app.i18n import _
from counter_app.qt.kit.fields import LineEdit
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_SIDE, _GAP = 16, 6
"""Pixels at 100 % text: of the sign, and around it. Qt's own actions of a line stay as small as that at any size."""


class SignedEdit(LineEdit):
    """``sign`` names its icon; with ``clears`` a cross stands at its end while something is typed."""

    def __init__(
        self, *, sign: str, placeholder: str = "", most: int = 1000, clears: bool = False
    ) -> None:
        super().__init__(placeholder=placeholder, most=most)
        self.sign = sign
        self.cross = _cross(self) if clears else None
        beside = scaled(_SIDE + _GAP)
        self.setTextMargins(beside, 0, beside if clears else 0, 0)
        if self.cross is not None:
            self.cross.clicked.connect(lambda _checked=False: self.clear())
            self.textChanged.connect(self._show_cross)

    def _show_cross(self, text: str) -> None:
        if self.cross is not None:
            self.cross.setVisible(bool(text))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, side = QPainter(self), scaled(_SIDE)
        place = QRect(scaled(_GAP + 2), (self.height() - side) // 2, side, side)
        icon(self.sign, "muted").paint(painter, place)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.cross is not None:
            side = scaled(_SIDE + 2 * _GAP)
            self.cross.setGeometry(self.width() - side - 2, (self.height() - side) // 2, side, side)


def _cross(edit: LineEdit) -> QToolButton:
    made = QToolButton(edit)
    made.setIcon(icon("close", "muted"))
    made.setIconSize(QSize(scaled(_SIDE), scaled(_SIDE)))
    made.setAutoRaise(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setCursor(Qt.CursorShape.ArrowCursor)
    made.setToolTip(_("Xóa chữ đã gõ"))
    made.setAccessibleName(_("Xóa chữ đã gõ"))
    made.hide()
    return made
