"""Boxes and rounds that are ticked: the ring of the keyboard goes round the box and its words, not along the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QRadioButton

from counter_app.qt.kit.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QAbstractButton

_THICK, _CORNER = 2, 6
"""The ring's line and how round it is, in pixels, as of every other field."""


class TickBox(QCheckBox):
    """A box for yes or no. A layout may make it as wide as the form; what is pressed is the box and its words."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            _draw_ring(self)


class RadioButton(QRadioButton):
    """One of several that exclude each other."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            _draw_ring(self)


def _draw_ring(button: QAbstractButton) -> None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QPainter, QPen

    from counter_app.qt.kit.theme import token

    need = button.sizeHint()
    ring = QRectF(0, 0, min(need.width(), button.width()), min(need.height(), button.height()))
    ring.moveTop((button.height() - ring.height()) // 2)
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(token("accent")), _THICK))
    half = _THICK / 2
    painter.drawRoundedRect(ring.adjusted(half, half, -half, -half), _CORNER - half, _CORNER - half)
    painter.end()
