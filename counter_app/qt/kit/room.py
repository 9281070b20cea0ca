"""Room: a dialog opens as large as its text asks for, never larger than its window; a page too high for it scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


def take_room(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog its size, in pixels at 100 % text; at large text its buttons stay on the screen."""
    wished = QSize(scaled(width), scaled(height))
    below = dialog.parentWidget()
    dialog.resize(wished if below is None else wished.boundedTo(below.window().size()))


class RoomFor(QScrollArea):
    """Gives ``content`` the whole room, and scrolls only where that is less than its least: at large text, mostly.

    A plain scroll area would give it the height it prefers, and stand around lists that scroll by themselves.
    """

    def __init__(self, content: QWidget) -> None:
        from PySide6.QtCore import Qt

        super().__init__()
        self.content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(_Holder(content))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class _Holder(QWidget):
    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setProperty("bare", True)
        self._content = content
        content.setParent(self)

    @override
    def minimumSizeHint(self) -> QSize:
        least = self._content.minimumSizeHint().expandedTo(self._content.minimumSize())
        layout = self._content.layout()
        if layout is not None and layout.hasHeightForWidth() and self.width() > 0:
            high = layout.totalMinimumHeightForWidth(self.width())
            least.setHeight(max(least.height(), high))
        return least

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._content.setGeometry(self.rect())
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
