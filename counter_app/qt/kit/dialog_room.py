"""Room: a dialog opens as large as its text asks for, never larger than its window; a page too high for it scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from counter_app.qt.kit.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class RoomFor(QScrollArea):
    """Gives its content the whole room, and scrolls only where that is less than its least: at large text, mostly.

    A plain scroll area would give it the height it prefers, and stand around lists that scroll by themselves.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt

        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.holder = _Holder()
        self.setWidget(self.holder)

    @property
    def content(self) -> QWidget | None:
        """The widget that stands in it; a page built there need not be moved with all its parts."""
        return self.holder.content

    def take_in(self, content: QWidget) -> None:
        """Give this the room."""
        if content.parentWidget() is not self.holder:
            content.setParent(self.holder)
        self.holder.content = content
        self.holder.updateGeometry()
        content.setGeometry(self.holder.rect())
        content.show()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class _Holder(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bare", True)
        self.content: QWidget | None = None

    @override
    def minimumSizeHint(self) -> QSize:
        if self.content is None:
            return QSize(0, 0)
        least = self.content.minimumSizeHint().expandedTo(self.content.minimumSize())
        layout = self.content.layout()
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
        if self.content is not None:
            self.content.setGeometry(self.rect())
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
