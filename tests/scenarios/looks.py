"""What an eye notices at once: words cut off, parts pushed out of their frame, fields without a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from counter_app.qt.window.header import ElidedLabel

SLACK = 1
"""Pixels that rounding may take."""


def clipped(window: QWidget) -> list[str]:
    """Words that cannot be read in full although nothing says that they go on."""
    found = [words(part) for part in _parts(window) if _too_small(part) or _pushed_out(part)]
    sideways = [area for area in window.findChildren(QScrollArea) if _cut_at_the_side(area)]
    return found + [f"{type(area.parent()).__name__} is cut at its right" for area in sideways]


def words(part: QLabel | QAbstractButton) -> str:
    """A part for a message: what it says and how large it is and wants to be."""
    size, wish = part.size(), part.sizeHint()
    return (
        f"{type(part).__name__} “{part.text()[:60]}” is {size.width()}×{size.height()},"
        f" wants {wish.width()}×{wish.height()}"
    )


def _parts(window: QWidget) -> Iterator[QLabel | QAbstractButton]:
    for part in window.findChildren(QWidget):
        if isinstance(part, QLabel | QPushButton | QCheckBox | QRadioButton):
            elided = isinstance(part, ElidedLabel)
            if part.isVisible() and part.text() and part.window() is window and not elided:
                yield part


FOLDS = re.compile(r"[\s\u200b]+")
"""Where a line of a label may end."""


def _too_small(part: QLabel | QAbstractButton) -> bool:
    if isinstance(part, QLabel) and part.wordWrap():
        return _wrapped_too_small(part)
    wish = part.sizeHint()
    return part.width() + SLACK < wish.width() or part.height() + SLACK < wish.height()


def _wrapped_too_small(label: QLabel) -> bool:
    if label.height() + SLACK < label.heightForWidth(label.width()):
        return True
    if label.textFormat() == Qt.TextFormat.RichText or "<" in label.text():
        return False
    room = label.contentsRect().width() + SLACK
    metrics = label.fontMetrics()
    return any(metrics.horizontalAdvance(word) > room for word in FOLDS.split(label.text()))


def _pushed_out(part: QWidget) -> bool:
    """Whether some of it lies outside what holds it; a viewport is left by scrolling, not by accident."""
    holder = part.parentWidget()
    while holder is not None and not part.isWindow():
        if isinstance(holder.parentWidget(), QAbstractScrollArea):
            return False
        place = QRect(part.mapTo(holder, QPoint(0, 0)), part.size())
        if not holder.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            return True
        if holder.isWindow():
            return False
        holder = holder.parentWidget()
    return False


def _cut_at_the_side(area: QScrollArea) -> bool:
    """Whether contents go on to the right where nobody can scroll to."""
    hidden = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    inside = area.widget()
    if not hidden or not area.isVisible() or inside is None:
        return False
    return inside.width() > area.viewport().width() + SLACK


def takes_keyboard(window: QWidget) -> list[QWidget]:
    """What Tab should come to: inputs, buttons, lists that can be seen and used now."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusProxy() is None
        and not _by_arrows(widget)
    ]


def _by_arrows(widget: QWidget) -> bool:
    """Of buttons that exclude one another Tab comes to the chosen one; arrows lead to the others."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    together: QButtonGroup | None = widget.group()
    return widget.autoExclusive() or (together is not None and together.exclusive())


def name_of(widget: QWidget) -> str:
    """What a screen reader says for it."""
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""


def shown(widget: QWidget) -> str:
    """A widget for a message."""
    above = widget.parentWidget()
    return f"{type(widget).__name__} “{name_of(widget)}” in {type(above).__name__}"


def focused() -> QWidget | None:
    """What has the keyboard."""
    return QApplication.focusWidget()


def stands(part: QWidget) -> Callable[[], bool]:
    """Tells, asked again and again, when every layout has come to rest; what a layout was asked for is done first."""
    before: list[list[QRect]] = []

    def at_rest() -> bool:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        before.append([item.geometry() for item in part.findChildren(QWidget)])
        return len(before) > 1 and before[-1] == before[-2]

    return at_rest
