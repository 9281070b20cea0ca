"""What a picture is measured for: cut words, widgets over one another, near-miss edges, contrast, focus marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from counter_app.qt.kit.fields import Choice, LineEdit
from counter_app.qt.window.elided import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 4.5
"""Contrast of words and their ground: WCAG 2.2, criterion 1.4.3 (AA)."""
LEAST_MARK = 3.0
"""Contrast of what is no word, such as a frame or a focus mark: WCAG 2.2, criterion 1.4.11."""
BLUR = 0.35
"""Thin strokes are drawn paler than their colour."""
ICON_LEAST = 0.55
"""Part of a line's height that an icon in it takes at least."""
NEAR = 3
"""Edges that differ by so few pixels were meant to be one."""


def faults(root: QWidget, image: QImage | None = None) -> list[str]:
    """Everything wrong with what ``root`` shows; ``image`` is its picture when contrast is wanted too."""
    found = [*cut(root), *tiny(root), *overlapping(root), *sideways(root), *off_grid(root)]
    return found if image is None else [*found, *pale(root, image)]


def _visible(root: QWidget) -> Iterator[QWidget]:
    for item in root.findChildren(QWidget):
        if item.isVisible() and item.width() > 0 and item.height() > 0:
            yield item


def _name(item: QWidget) -> str:
    text = getattr(item, "text", None)
    words = str(text()) if callable(text) else ""
    words = words or item.accessibleName() or item.objectName()
    return f"{type(item).__name__} “{words[:50]}”"


def cut(root: QWidget) -> list[str]:
    """Words that have not the room they need."""
    return [f"cut: {_name(item)}" for item in _visible(root) if _is_cut(item)]


def _is_cut(item: QWidget) -> bool:
    if isinstance(item, ElidedLabel):
        return not item.toolTip() and _lacks(item)
    if isinstance(item, QLabel):
        if not item.text() or item.buddy() is item:
            return False
        if item.wordWrap():
            return item.heightForWidth(item.width()) > item.height() + 1 or _word_cut(item)
        return _lacks(item) and not _ink_is_whole(item)
    if isinstance(item, QComboBox):
        return _combo_cut(item)
    if isinstance(item, QTabBar):
        # What does not fit is reached by arrows; a tab is never shortened.
        return False
    if isinstance(item, QAbstractButton) and item.text():
        return _lacks(item)
    if isinstance(item, QLineEdit) and not isinstance(item, LineEdit) and not item.text():
        room = item.contentsRect().width() - 12
        return item.fontMetrics().horizontalAdvance(item.placeholderText()) > room + 12
    return False


def tiny(root: QWidget) -> list[str]:
    """Icons that stayed small where the text grew."""
    return [
        f"tiny icon: {_name(item)}"
        for item in _visible(root)
        if isinstance(item, QAbstractButton)
        and not item.icon().isNull()
        and item.iconSize().height() < ICON_LEAST * item.fontMetrics().height()
    ]


def _lacks(item: QWidget) -> bool:
    need = item.sizeHint()
    return need.width() > item.width() + 1 or need.height() > item.height() + 1


def _ink_is_whole(item: QLabel) -> bool:
    """Whether only the empty room above and below the letters of a line in the middle is missing."""
    metrics, room = item.fontMetrics(), item.contentsRect()
    middle = bool(item.alignment() & Qt.AlignmentFlag.AlignVCenter)
    if not middle or item.sizeHint().width() > item.width() + 1:
        return False
    ink, missing = metrics.tightBoundingRect(item.text()), metrics.height() - room.height()
    return missing / 2 <= min(metrics.ascent() + ink.top(), metrics.descent() - ink.bottom())


def _word_cut(item: QLabel) -> bool:
    if item.textFormat() == Qt.TextFormat.RichText:
        return False
    room = item.contentsRect().width()
    widest = max(
        (item.fontMetrics().horizontalAdvance(word) for word in item.text().split()), default=0
    )
    return widest > room + 2


def _combo_cut(item: QComboBox) -> bool:
    if item.isEditable() or not item.currentText() or isinstance(item, Choice):
        return False  # a choice ends in an ellipsis and tells the whole in its tool tip
    text = item.fontMetrics().horizontalAdvance(item.currentText())
    return text > item.width() - 2 * 8 and not item.toolTip()


def overlapping(root: QWidget) -> list[str]:
    """Siblings that lie over one another, unless one says that it lies over the page."""
    found = []
    for parent in (root, *_visible(root)):
        if isinstance(parent, QAbstractScrollArea | QStackedWidget | QComboBox | QAbstractSpinBox):
            continue
        children = [
            item
            for item in parent.children()
            if isinstance(item, QWidget)
            and item.isVisible()
            and not item.isWindow()
            and not item.property("overlay")
        ]
        for at, one in enumerate(children):
            for other in children[at + 1 :]:
                common = one.geometry().intersected(other.geometry())
                if common.width() > 1 and common.height() > 1:
                    found.append(
                        f"overlap: {_name(one)} / {_name(other)} {common.width()}×{common.height()}"
                    )
    return found


def sideways(root: QWidget) -> list[str]:
    """Areas that would have to be pushed to and fro to be read."""
    return [
        f"sideways: {type(area.widget()).__name__} {area.horizontalScrollBar().maximum()}"
        for area in root.findChildren(QScrollArea)
        if area.isVisible()
        and not area.property("sideways")
        and area.horizontalScrollBar().maximum() > 0
    ]


def off_grid(root: QWidget) -> list[str]:
    """Widgets in one column whose left edges miss one another by a hair."""
    found = []
    for layout in root.findChildren(QVBoxLayout):
        parent = layout.parentWidget()
        if parent is None or not parent.isVisible():
            continue
        for one, other in _pairs(_column(layout)):
            gap = abs(one.geometry().left() - other.geometry().left())
            if 0 < gap <= NEAR:
                found.append(f"off-grid: {_name(one)} / {_name(other)} by {gap}")
    return found


def _column(layout: QLayout) -> list[QWidget]:
    shown = []
    for at in range(layout.count()):
        entry = layout.itemAt(at)
        widget = entry.widget() if entry is not None and not entry.alignment() else None
        if widget is not None and widget.isVisible():
            shown.append(widget)
    return shown


def _pairs(items: Sequence[QWidget]) -> Iterator[tuple[QWidget, QWidget]]:
    return pairwise(items)


def contrast(one: QColor, other: QColor) -> float:
    """How well two colours are told apart, from 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def pale(root: QWidget, image: QImage) -> list[str]:
    """Words that are hardly told from their ground, as drawn."""
    found = []
    over = [item for item in _visible(root) if item.property("overlay")]
    for item in _visible(root):
        if not item.isEnabled() or not _has_words(item) or item.visibleRegion().isEmpty():
            continue
        if isinstance(item, QAbstractButton | QLabel) and item.property("plain_picture"):
            continue
        corner = item.mapTo(root, QPoint(0, 0))
        seen = item.visibleRegion().boundingRect().translated(corner)
        if seen.height() < item.fontMetrics().height() or seen.width() < min(40, item.width()):
            continue  # scrolled half out of sight
        if any(_covers(other, item, seen, root) for other in over):
            continue
        told = _told(image, seen)
        if told is not None and told < LEAST - BLUR:
            found.append(f"pale: {_name(item)} {told:.1f}")
    return found


def _covers(other: QWidget, item: QWidget, seen: QRect, root: QWidget) -> bool:
    """Whether what lies over the page lies over this too."""
    if other is item or other.isAncestorOf(item):
        return False
    return QRect(other.mapTo(root, QPoint(0, 0)), other.size()).intersects(seen)


def _has_words(item: QWidget) -> bool:
    if isinstance(item, QLabel):
        return bool(item.text())
    if isinstance(item, QAbstractButton | QLineEdit):
        return bool(item.text())
    return False


def _told(image: QImage, rect: QRect) -> float | None:
    """The contrast of the ground (the commonest colour) with what differs from it most."""
    rect = rect.intersected(image.rect()).adjusted(3, 3, -3, -3)
    if rect.width() < 4 or rect.height() < 4:
        return None
    part = image.copy(rect).convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(part.constBits()).cast("I").tolist())
    (ground, _many), *_rest = counted.most_common(1)
    return max(contrast(QColor(ground), QColor(pixel)) for pixel in counted)


def unmarked(root: QWidget) -> list[str]:
    """Widgets that take the keyboard and look the same with it and without."""
    found: list[str] = []
    if root.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus:
        return found  # nothing in it takes the keyboard
    root.activateWindow()
    for item in _visible(root):
        if not _takes_keys(item) or item.visibleRegion().isEmpty():
            continue
        held = QApplication.focusWidget()
        if held is not None:
            held.clearFocus()
        without = item.grab().toImage()
        item.setFocus(Qt.FocusReason.TabFocusReason)
        if not item.hasFocus():
            continue
        if item.grab().toImage() == without:
            found.append(f"no focus mark: {_name(item)}")
    return found


def _takes_keys(item: QWidget) -> bool:
    if isinstance(item, QScrollBar | QHeaderView | QScrollArea | QTabBar):
        return False
    if not item.isEnabled() or not item.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    return not isinstance(item.parentWidget(), QComboBox | QAbstractSpinBox)
