"""What a picture is measured for: cut words, widgets over one another, near-miss edges, contrast, focus marks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from counter_app.qt.intake.spelling_dialog import SpellingDialog
from counter_app.qt.kit.fields import Choice, LineEdit
from counter_app.qt.kit.guide_dialog import GuideDialog
from counter_app.qt.window.header import ElidedLabel
from counter_app.qt.window.palette import Palette
from tests.gallery.colours import LEAST_DRAWN, Pixels, marked, reaches
from tests.gallery.keys import contested
from tests.gallery.order import order_faults
from tests.gallery.rows import rows_faults
from tests.gallery.words import untranslated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

ICON_LEAST = 0.55
"""Part of a line's height that an icon in it takes at least."""
NEAR = 3
"""Edges that differ by so few pixels were meant to be one."""
SLACK = 1
"""Pixels that rounding may take."""
CLOSE = 60
"""Pixels between words and what they belong to at most."""
TITLES = ("title", "heading")
CONTROLS = (QPushButton, QLineEdit, QComboBox, QAbstractSpinBox)
"""What stands in one line is as high as its neighbour."""


def faults(root: QWidget, image: QImage | None = None) -> list[str]:
    """Everything wrong with what ``root`` shows; ``image`` is its picture when contrast is wanted too."""
    found = [*cut(root), *tiny(root), *overlapping(root), *sideways(root), *off_grid(root)]
    found += [
        *untitled(root),
        *off_middle(root),
        *pushed_out(root),
        *uneven(root),
        *untranslated(root),
        *rows_faults(root, image),
        *order_faults(root),
        *contested(root),
    ]
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
    areas: list[QAbstractScrollArea] = [
        *root.findChildren(QScrollArea),
        *root.findChildren(QTextEdit),
    ]
    return [
        f"sideways: {type(area.widget() if isinstance(area, QScrollArea) else area).__name__} {by}"
        for area in areas
        if area.isVisible() and not area.property("sideways") and (by := _too_wide(area)) > 0
    ]


def _too_wide(area: QAbstractScrollArea) -> int:
    """Pixels that have no room beside one another; of a text its bar may still count one that has gone."""
    if isinstance(area, QTextEdit):
        return round(area.document().size().width()) - area.viewport().width() - SLACK
    return area.horizontalScrollBar().maximum()


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


def off_middle(root: QWidget) -> list[str]:
    """Words beside a field, button or tick box that do not stand on its middle."""
    found = []
    for label in root.findChildren(QLabel):
        holder = label.parentWidget()
        if holder is None or not label.isVisible() or not label.text() or _lines(label) > 1:
            continue
        for other in holder.children():
            if (
                isinstance(other, (*CONTROLS, QCheckBox))
                and other.isVisible()
                and _beside(label, other)
                and _together(holder, label, other)
                and (by := abs(_middle(label) - other.geometry().center().y())) > NEAR
            ):
                found.append(f"off the middle: {_name(label)} / {_name(other)} by {by}")
    return found


def _together(holder: QWidget, one: QWidget, other: QWidget) -> bool:
    """Whether one layout holds both."""
    own = holder.layout()
    layouts = [*([own] if own is not None else ()), *holder.findChildren(QLayout)]
    return any(item.indexOf(one) >= 0 and item.indexOf(other) >= 0 for item in layouts)


def _lines(label: QLabel) -> int:
    if not label.wordWrap():
        return 1
    return round(label.heightForWidth(label.width()) / label.fontMetrics().height())


def _beside(one: QWidget, other: QWidget) -> bool:
    """Whether the other stands in the same line, close behind or before it."""
    first, second = one.geometry(), other.geometry()
    gap = max(second.left() - first.right(), first.left() - second.right())
    low = min(first.bottom(), second.bottom()) - max(first.top(), second.top())
    return 0 < gap <= CLOSE and low > min(first.height(), second.height()) // 2


def _middle(label: QLabel) -> int:
    """The middle of the one line that a label shows."""
    room, high = label.geometry(), label.fontMetrics().height()
    if label.alignment() & Qt.AlignmentFlag.AlignTop:
        return room.top() + high // 2
    if label.alignment() & Qt.AlignmentFlag.AlignBottom:
        return room.bottom() - high // 2
    return room.center().y()


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


def pushed_out(root: QWidget) -> list[str]:
    """Widgets of which a part lies outside what holds them; what scrolls is left by scrolling, not by accident."""
    return [
        f"outside: {_name(item)} in {type(item.parentWidget()).__name__} by {by}"
        for item in _visible(root)
        if not isinstance(item.parentWidget(), QStackedWidget)
        and not item.isWindow()
        and (by := _outside(item)) > SLACK
    ]


def _outside(item: QWidget) -> int:
    """How many pixels of it nobody sees for lack of room."""
    holder = item.parentWidget()
    if holder is None or isinstance(holder.parentWidget(), QAbstractScrollArea):
        return 0
    place, room = item.geometry(), holder.rect()
    return max(
        room.left() - place.left(),
        room.top() - place.top(),
        place.right() - room.right(),
        place.bottom() - room.bottom(),
    )


def untitled(root: QWidget) -> list[str]:
    """A dialog that does not say at its top what it is for; one that is all search box says so in that."""
    if not isinstance(root, QDialog) or isinstance(root, Palette | GuideDialog | SpellingDialog):
        return []
    said = [item.text() for item in root.findChildren(QLabel) if item.property("role") in TITLES]
    return [] if any(said) else [f"no title: {type(root).__name__} “{root.windowTitle()}”"]


def uneven(root: QWidget) -> list[str]:
    """Buttons and fields of one line whose edges miss one another by a hair, above or below."""
    found = []
    for layout in root.findChildren(QHBoxLayout):
        controls = [item for item in _column(layout) if isinstance(item, CONTROLS)]
        for one, other in pairwise(controls):
            first, second = one.geometry(), other.geometry()
            top, foot = abs(first.top() - second.top()), abs(first.bottom() - second.bottom())
            if 0 < top <= NEAR or 0 < foot <= NEAR:
                found.append(f"uneven: {_name(one)} / {_name(other)} by {top} and {foot}")
    return found


def pale(root: QWidget, image: QImage) -> list[str]:
    """Words that are hardly told from their ground, as drawn."""
    found, pixels = [], Pixels(image)
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
        told = pixels.told(seen)
        if told is not None and told < LEAST_DRAWN:
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
    if isinstance(item, QLineEdit):
        return bool(item.text() or item.placeholderText())
    if isinstance(item, QAbstractButton):
        return bool(item.text())
    return isinstance(item, QComboBox) and not item.isEditable() and bool(item.currentText())


def unmarked(root: QWidget) -> list[str]:
    """Widgets that take the keyboard and look the same with it and without."""
    found: list[str] = []
    if root.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus:
        return found  # nothing in it takes the keyboard
    root.activateWindow()
    for item in _visible(root):
        if not _takes_keys(item) or item.visibleRegion().isEmpty():
            continue
        item.setFocus(Qt.FocusReason.TabFocusReason)
        if not item.hasFocus():
            continue
        _bring_into_sight(item)
        held = QApplication.focusWidget()
        if held is not None:
            held.clearFocus()
        without = _seen(item)
        item.setFocus(Qt.FocusReason.TabFocusReason)
        within = _seen(item)
        if marked(without, within) < min(item.width(), item.height()):
            found.append(f"no focus mark: {_name(item)}")
        if isinstance(item, QCheckBox | QRadioButton) and reaches(without, within) > _own(item):
            found.append(f"ring round nothing: {_name(item)}")
    return found


def _own(box: QAbstractButton) -> int:
    """Pixels from its left edge that a box and its words take."""
    return box.sizeHint().width() + SLACK


def _bring_into_sight(item: QWidget) -> None:
    """As Tab does, which scrolls to what it reaches."""
    holder = item.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(item)
        holder = holder.parentWidget()


def _seen(item: QWidget) -> QImage:
    """It as it is seen, on the ground that it lies on."""
    window = item.window()
    place = QRect(item.mapTo(window, QPoint(0, 0)), item.size())
    return window.grab(place.intersected(window.rect())).toImage()


def _takes_keys(item: QWidget) -> bool:
    if isinstance(item, QScrollBar | QHeaderView | QScrollArea | QTabWidget):  # of tabs their bar
        return False
    if not item.isEnabled() or not item.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    return not isinstance(item.parentWidget(), QComboBox | QAbstractSpinBox)
