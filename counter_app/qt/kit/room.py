"""How large a dialog opens: as large as its text asks for, but never larger than the window it stands over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def take_room(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog its size, in pixels at 100 % text; at large text its buttons stay on the screen."""
    wished = QSize(scaled(width), scaled(height))
    below = dialog.parentWidget()
    dialog.resize(wished if below is None else wished.boundedTo(below.window().size()))
