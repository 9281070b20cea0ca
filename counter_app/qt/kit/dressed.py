"""Measuring what only the sheet of its window gives its size: not while it is being made, but once it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from counter_app.qt.kit.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable


def once_dressed(widget: QWidget, measure: Callable[[], object]) -> None:
    """Measure when a widget takes on the looks of its window, which is before it is first seen.

    What is made ahead stands in no window yet, and takes on none that count.
    """
    widget.installEventFilter(_Measuring(widget, measure))


class _Measuring(QObject):
    def __init__(self, widget: QWidget, measure: Callable[[], object]) -> None:
        super().__init__(widget)
        self._measure = measure

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() in _DRESSING
            and isinstance(watched, QWidget)
            and (watched.window().styleSheet() or watched.isVisible())
        ):
            watched.removeEventFilter(self)
            _dress_all(watched)
            self._measure()
        return False


_DRESSING = frozenset({QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.Show})


def _dress_all(widget: QWidget) -> None:
    """Qt tells a widget before what stands in it; what a layout reckoned without the sheet is reckoned again."""
    for part in (widget, *widget.findChildren(QWidget)):
        part.ensurePolished()
        layout = part.layout()
        if layout is not None:
            layout.invalidate()
