"""What a designer sees at a glance: one button leads, dialogs have one edge, pages one edge too, lists have room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from counter_app.qt.intake.spelling_dialog import SpellingDialog
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.dialog import EDGE, Dialog
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled
from counter_app.qt.window.palette import Palette

if TYPE_CHECKING:
    from collections.abc import Iterable

INSET = 16
"""Pixels at 100 % text: what stands so little further in than its title was meant to stand below it."""
FRAME = 2
"""Pixels that the frame of a tab takes."""
IDLE = 40
"""Pixels at 100 % text that lie empty below a list that has to be scrolled."""


def order_faults(root: QWidget) -> list[str]:
    """Everything out of order in what ``root`` shows."""
    return [*_leading(root), *_edges(root), *_inset(root), *_idle(root)]


def _leading(root: QWidget) -> list[str]:
    """More than one button that says "this comes next"."""
    leading = [
        button.accessibleName() or button.text()
        for button in root.findChildren(PushButton)
        if button.property("tone") == "primary"
        and button.isVisible()
        and button.isEnabled()
        and not button.visibleRegion().isEmpty()
    ]
    return [f"more than one leads: {', '.join(leading)}"] if len(leading) > 1 else []


def _edges(root: QWidget) -> list[str]:
    """A dialog whose parts stand nearer to its edge, or further from it, than those of all others."""
    layout = root.layout()
    if layout is None or not isinstance(root, Dialog) or isinstance(root, Palette | SpellingDialog):
        return []
    room = layout.contentsMargins()
    found = room.left(), room.top(), room.right(), room.bottom()
    wanted = tuple(map(scaled, EDGE))
    return [] if found == wanted else [f"edge: {type(root).__name__} {found}, not {wanted}"]


def _inset(root: QWidget) -> Iterator[str]:
    """Cards of a page that stand a little further in than its title."""
    for page in root.findChildren(Page):
        titles = _seen(
            item for item in page.findChildren(QLabel) if item.property("role") == "title"
        )
        cards = _seen(page.findChildren(Card))
        if not page.isVisible() or not titles or not cards:
            continue
        by = min(_left(item, page) for item in cards) - min(_left(item, page) for item in titles)
        if FRAME < by <= scaled(INSET):
            yield f"inset: {type(page).__name__}'s cards by {by}"


def _seen(items: Iterable[QWidget]) -> list[QWidget]:
    return [item for item in items if not item.visibleRegion().isEmpty()]


def _left(item: QWidget, page: QWidget) -> int:
    return item.mapTo(page, QPoint(0, 0)).x()


def _idle(root: QWidget) -> Iterator[str]:
    """A list that is scrolled above room that lies empty."""
    for view in root.findChildren(QTableView):
        holder = view.parentWidget()
        if holder is None or not view.isVisible() or not view.verticalScrollBar().maximum():
            continue
        shown = [
            item
            for item in holder.children()
            if isinstance(item, QWidget) and item.isVisible() and not item.isWindow()
        ]
        left = holder.contentsRect().bottom() - max(item.geometry().bottom() for item in shown)
        if left > scaled(IDLE):
            yield f"idle room: {left} below {view.accessibleName()}"
