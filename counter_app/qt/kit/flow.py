"""A row of widgets that goes on in the next line when the page is narrow or the text is large.

Its items are made in Python. One that Qt makes is never safe here: Qt deletes it without a word, PySide goes on holding
what stood for it and hands that out again for the next item at the same address, bound to the life of another layout.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QLayoutItem, QWidget, QWidgetItem

from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled

ONE_LINE = 46
"""Pixels at 100 % text: a line no higher holds words, badges, buttons and inputs, which stand on one middle."""


class FlowLayout(QLayout):
    """Left to right, then down, each widget at its own size. It fills a widget and is put into no other layout.

    ``to_the_right``: each line ends at the right edge.
    """

    def __init__(self, holder: QWidget, *, spacing: int = 6, to_the_right: bool = False) -> None:
        super().__init__(holder)
        self._to_the_right = to_the_right
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    @override
    def addWidget(self, widget: QWidget, /) -> None:
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)
        self.invalidate()

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        widest = QSize()
        for item in self._shown():
            widest = widest.expandedTo(item.minimumSize())
        return widest

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        """The height needed for the width of ``rect``."""
        y = rect.y()
        for line in self._lines(rect.width()):
            sizes = [item.sizeHint() for item in line]
            used = sum(size.width() for size in sizes) + self.spacing() * (len(line) - 1)
            high = max(size.height() for size in sizes)
            level = high <= scaled(ONE_LINE)
            x = rect.x() + (max(rect.width() - used, 0) if self._to_the_right else 0)
            for item, size in zip(line, sizes, strict=True):
                if move:
                    down = (high - size.height()) // 2 if level else 0
                    item.setGeometry(QRect(QPoint(x, y + down), size))
                x += size.width() + self.spacing()
            y += high + self.spacing()
        return max(y - self.spacing() - rect.y(), 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The items of each line."""
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines and used + self.spacing() + wide <= width:
                lines[-1].append(item)
                used += self.spacing() + wide
            else:
                lines.append([item])
                used = wide
        return lines


def flowing(*widgets: QWidget, spacing: int = 8) -> QWidget:
    """Widgets in a flow, ready to be put into a column."""
    holder = QWidget()
    flow = FlowLayout(holder, spacing=scaled(spacing))
    for widget in widgets:
        flow.addWidget(widget)
    return holder


def beside(*widgets: QWidget) -> QWidget:
    """Widgets on one line, each as wide as the others."""
    line = QWidget()
    grid = QGridLayout(line)
    grid.setContentsMargins(0, 0, 0, 0)
    for at, widget in enumerate(widgets):
        grid.addWidget(widget, 0, at)
        grid.setColumnStretch(at, 1)
    return line
