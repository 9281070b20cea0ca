"""Tiles: one number, what it counts, and where a click on it leads."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled, sized, token
from counter_app.wording.paper.amounts import grouped

_WIDEST = 220
"""No label needs more, in pixels at 100 % text."""


class Tile(QAbstractButton):
    """A clickable number. A number that asks for something takes ``tone``; zero always rests in grey."""

    def __init__(
        self, label: str, icon: str, tone: str = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._icon = icon
        self._tone = tone
        self._value = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_value(0)

    @property
    def value(self) -> int:
        """The number shown."""
        return self._value

    @property
    def tone(self) -> str:
        """The colour token it is drawn with now."""
        return self._tone if self._value else "muted"

    def set_value(self, value: int) -> None:
        """Show another number."""
        self._value = value
        self.setAccessibleName(f"{self._label}: {grouped(value)}")
        self.setToolTip(self._label)
        self.update()

    def _digits(self) -> QFont:
        return sized(22, weight=QFont.Weight.DemiBold)

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(150), scaled(90))

    @override
    def minimumSizeHint(self) -> QSize:
        """As wide as the label needs in two lines: for a third there is no room below the number."""
        metrics, width = self.fontMetrics(), scaled(110)
        margins = scaled(16) + scaled(12) + 2
        while width < scaled(_WIDEST):
            room = QRect(0, 0, width - margins, 10_000)
            box = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._label)
            if box.height() <= 2 * metrics.lineSpacing() + 1 and box.width() <= room.width():
                break
            width += scaled(6)
        return QSize(width, scaled(90))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        box = QRectF(self.rect()).adjusted(scaled(16), scaled(8), -scaled(12), -scaled(8))
        painter.setPen(QColor(token(self.tone if self._value else "muted")))
        painter.setFont(self._digits())
        upper = QRectF(box.left(), box.top(), box.width(), box.height() * 0.46)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | middle, grouped(self._value))
        drawing = picture(self._icon, self.tone, 22)
        size = drawing.deviceIndependentSize()
        painter.drawPixmap(int(box.right() - size.width()), int(box.top() + 4), drawing)
        painter.setPen(QColor(token("ink")))
        painter.setFont(self.font())
        lower = QRectF(box.left(), upper.bottom(), box.width(), box.height() * 0.54)
        painter.drawText(lower, int(Qt.TextFlag.TextWordWrap | middle), self._label)

    def _paint_ground(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        outline = QPainterPath()
        outline.addRoundedRect(box, 8, 8)
        painter.fillPath(outline, QColor(token("hover" if self.underMouse() else "card")))
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(QRectF(0, 0, scaled(5), self.height()), QColor(token(self.tone)))
        painter.restore()
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(token("accent" if focused else "line")), 2 if focused else 1))
        painter.drawPath(outline)
