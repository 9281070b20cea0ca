"""What lists, tables and tabs draw themselves: cells and heads that are cut, words hardly told from their ground."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTabBar, QTableView, QWidget

from counter_app.qt.kit.column_widths import MOST_WORD
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.theme import scaled
from counter_app.wording.tables.columns import value
from tests.gallery.colours import LEAST_DRAWN, Pixels

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

BREAKS = re.compile(r"[ \n\u200b]")
OF_VALUE = re.compile(
    r"(?:\d\d:\d\d )?(?:[^\d,]+ )?\d\d/\d\d(?:/\d{4})?|\d{1,3}(?:\.\d{3})+(?: đ)?|\d+(?:,\d+)? [KMG]B"
)
"""A moment, a day, a sum, a size, written out."""
MOST_READ = 20
PADDING = 16
"""What a cell keeps free beside its text, at 100 %."""


def rows_faults(root: QWidget, image: QImage | None) -> list[str]:
    """What is wrong with the rows, heads and tabs that ``root`` shows; ``image`` is its picture."""
    pixels = None if image is None else Pixels(image)
    found = []
    for view in root.findChildren(QAbstractItemView):
        if view.isVisible() and not isinstance(view, QHeaderView):
            found += _cells(view, root, pixels)
            if isinstance(view, QTableView):
                found += _heads(view)
                found += _by_letters(view)
    for tabs in root.findChildren(QTabBar):
        if tabs.isVisible() and pixels is not None:
            found += _pale_tabs(tabs, root, pixels)
    return list(dict.fromkeys(found))


def _indexes(view: QAbstractItemView) -> Iterator[tuple[QModelIndex, QRect]]:
    """Cells that are seen whole from top to bottom."""
    model: Any = view.model()
    room = view.viewport().rect()
    if model is None:
        return
    for row in range(model.rowCount()):
        for column in range(model.columnCount() if isinstance(view, QTableView) else 1):
            index = model.index(row, column)
            rect = view.visualRect(index)
            if rect.bottom() > room.bottom() and column == 0:
                return
            if rect.isValid() and room.intersects(rect) and rect.top() >= 0:
                yield index, rect


def _cells(view: QAbstractItemView, root: QWidget, pixels: Pixels | None) -> list[str]:
    found = []
    for index, rect in _indexes(view):
        text = str(index.data() or "")
        if not text or view.indexWidget(index) is not None:
            continue
        what = f"{type(view).__name__} “{view.accessibleName()}” {text[:40]!r}"
        found += [f"cell {why}: {what}" for why in _lacking(view, index, rect, text)]
        seen = rect.intersected(view.viewport().rect())
        if pixels is None or seen.width() < rect.width() or _covered(view, root, seen):
            continue
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            continue
        told = pixels.told(seen.translated(view.viewport().mapTo(root, QPoint(0, 0))))
        if told is not None and told < LEAST_DRAWN:
            found.append(f"pale cell: {what} {told:.1f}")
    return found


def _covered(view: QAbstractItemView, root: QWidget, seen: QRect) -> bool:
    """Whether something lies over a cell, such as a message or a list of suggestions."""
    region = view.viewport().visibleRegion()
    if not region.contains(seen.center()):
        return True
    place = seen.translated(view.viewport().mapTo(root, QPoint(0, 0)))
    return any(
        item.isVisible()
        and item.property("overlay")
        and not item.isAncestorOf(view)
        and QRect(item.mapTo(root, QPoint(0, 0)), item.size()).intersects(place)
        for item in root.findChildren(QWidget)
    )


def _lacking(view: QAbstractItemView, index: QModelIndex, rect: QRect, text: str) -> Iterator[str]:
    """Why a cell has too little room: too low for a line, a single word is cut, or nothing tells the rest."""
    font = index.data(Qt.ItemDataRole.FontRole)
    metrics = QFontMetrics(font) if isinstance(font, QFont) else view.fontMetrics()
    if rect.height() < metrics.height():
        yield "too low"
    if not isinstance(view, QTableView) or view.property("delegated"):
        return
    room = rect.width() - scaled(PADDING) // 2
    if index.data(Qt.ItemDataRole.DecorationRole):
        room -= view.iconSize().width() + 4
    lines = text.split("\n")
    widest = max(metrics.horizontalAdvance(line) for line in lines)
    if widest <= room:
        return
    if not index.data(Qt.ItemDataRole.ToolTipRole):
        yield "cut, and nothing tells the rest"
    columns = range(view.model().columnCount())
    roomy = any(view.columnWidth(at) > scaled(MOST_WORD) for at in columns if at != index.column())
    if index.data(Qt.ItemDataRole.DecorationRole) and roomy and widest <= scaled(MOST_WORD):
        yield "of a status cut, beside one that has room"
    word = max(metrics.horizontalAdvance(item) for item in BREAKS.split(text))
    if room < word <= scaled(MOST_WORD):
        yield "cut in a word"


def _heads(table: QTableView) -> list[str]:
    """Heads that are cut although what is cut is told nowhere."""
    header = table.horizontalHeader()
    model: Any = table.model()
    if not header.isVisible() or model is None or type(header) is not QHeaderView:
        return []
    found = []
    for at in range(header.count()):
        if header.isSectionHidden(at):
            continue
        text = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
        tip = model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        if header.sectionSize(at) < header.sectionSizeHint(at) - 1 and not tip:
            found.append(f"head cut: {table.accessibleName()} {text!r}")
        if header.height() < header.fontMetrics().height():
            found.append(f"head too low: {table.accessibleName()}")
    return found


def _by_letters(table: QTableView) -> list[str]:
    """Columns that would be sorted by the letters of a day, a sum or a size: ``09/12`` before ``10/11``."""
    model = table.model()
    if not isinstance(model, RowsModel):
        return []
    found = []
    for column in model.columns:
        if column.sort is None and column.read is not None:
            cells = [value(column, row, 0) for row in model.rows()[:MOST_READ]]
            written = [cell for cell in cells if isinstance(cell, str) and OF_VALUE.fullmatch(cell)]
            if written and 2 * len(written) >= len([cell for cell in cells if cell]):
                name = table.accessibleName()
                found.append(f"sorted by its letters: {name} {column.title!r}: {written[0]}")
    return found


def _pale_tabs(tabs: QTabBar, root: QWidget, pixels: Pixels) -> list[str]:
    found = []
    corner = tabs.mapTo(root, QPoint(0, 0))
    for at in range(tabs.count()):
        rect = tabs.tabRect(at).intersected(tabs.rect())
        told = pixels.told(rect.translated(corner)) if rect.width() > 20 else None
        if told is not None and told < LEAST_DRAWN and tabs.isTabEnabled(at):
            found.append(f"pale tab: {tabs.tabText(at)} {told:.1f}")
    return found
