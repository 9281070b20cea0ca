"""Fields in rows that share the width, and go on in the next line where the page is narrow or the text large.

Its items are made in Python and kept there, as in ``flow.py`` and for the same reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True)
class _Place:
    item: QLayoutItem
    weight: int

    @property
    def least(self) -> int:
        return self.item.minimumSize().width()

    def height(self, width: int) -> int:
        item = self.item
        if item.hasHeightForWidth():
            return item.heightForWidth(width)
        return item.sizeHint().height()


class FieldRows(QLayout):
    """Rows of fields; a row whose fields have not the room they need takes a further line. Hidden ones take none."""

    def __init__(self, holder: QWidget, *, gap: int = 12, between: int = 8) -> None:
        super().__init__(holder)
        self._rows: list[list[_Place]] = []
        self._gap, self._between = scaled(gap), scaled(between)
        self.setContentsMargins(0, 0, 0, 0)

    def add_row(self, *fields: tuple[QWidget, int]) -> None:
        """Fields beside one another, each with its share of what is left."""
        row = []
        for widget, weight in fields:
            self.addChildWidget(widget)
            row.append(_Place(QWidgetItem(widget), weight))
        self._rows.append(row)
        self.invalidate()

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._rows.append([_Place(item, 1)])
        self.invalidate()

    def _places(self) -> list[_Place]:
        return [place for row in self._rows for place in row]

    @override
    def count(self) -> int:
        return len(self._places())

    @override
    def itemAt(self, index: int, /) -> QLayoutItem | None:
        places = self._places()
        return places[index].item if 0 <= index < len(places) else None

    @override
    def takeAt(self, index: int, /) -> QLayoutItem | None:
        places = self._places()
        if not 0 <= index < len(places):
            return None
        taken = places[index]
        self._rows = [[place for place in row if place is not taken] for row in self._rows]
        return taken.item

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._lay_out(self.contentsRect(), move=True)

    @override
    def sizeHint(self) -> QSize:
        """All rows as they would like to stand."""
        widest = max((self._wish(row) for row in self._rows), default=0)
        return QSize(widest, self.heightForWidth(widest))

    @override
    def minimumSize(self) -> QSize:
        """The widest field alone; how high that is, ``heightForWidth`` says."""
        shown = [place for place in self._places() if not place.item.isEmpty()]
        widest = max((place.least for place in shown), default=0)
        highest = max((place.item.minimumSize().height() for place in shown), default=0)
        return QSize(widest, highest)

    def _wish(self, row: list[_Place]) -> int:
        shown = [place for place in row if not place.item.isEmpty()]
        return sum(place.item.sizeHint().width() for place in shown) + self._gap * len(shown[1:])

    def _lines(self, width: int) -> list[list[_Place]]:
        lines: list[list[_Place]] = []
        for row in self._rows:
            line: list[_Place] = []
            used = 0
            for place in row:
                if place.item.isEmpty():
                    continue
                if line and used + self._gap + place.least > width:
                    lines.append(line)
                    line, used = [], 0
                used += place.least + (self._gap if line else 0)
                line.append(place)
            if line:
                lines.append(line)
        return lines

    def _widths(self, line: list[_Place], width: int) -> list[int]:
        """The widths by weight, none narrower than it has to be."""
        room = width - self._gap * (len(line) - 1)
        fixed: dict[int, int] = {}
        while True:
            free = [at for at in range(len(line)) if at not in fixed]
            weights = sum(line[at].weight for at in free)
            left = room - sum(fixed.values())
            tight = [at for at in free if left * line[at].weight < line[at].least * weights]
            if not tight or not free:
                break
            fixed |= {at: line[at].least for at in tight}
        shares = {at: left * line[at].weight // max(weights, 1) for at in free}
        return [(fixed | shares)[at] for at in range(len(line))]

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        """The height needed for the width of ``rect``."""
        y = rect.y()
        for number, line in enumerate(self._lines(rect.width())):
            y += self._between if number else 0
            x = rect.x()
            widths = self._widths(line, rect.width())
            heights = [place.height(width) for place, width in zip(line, widths, strict=True)]
            for place, width, height in zip(line, widths, heights, strict=True):
                if move:
                    place.item.setGeometry(QRect(x, y, width, height))
                x += width + self._gap
            y += max(heights)
        return y - rect.y()


def fields_in_rows(*rows: Sequence[tuple[QWidget, int]], between: int = 8) -> QWidget:
    """A widget of such rows: each a sequence of fields with their share."""
    holder = QWidget()
    layout = FieldRows(holder, between=between)
    for row in rows:
        layout.add_row(*row)
    return holder
