"""The inside of dialogs that do one act: title, what it means, parts that scroll, and buttons that stay in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout

from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

    from counter_app.qt.kit.dialog import Dialog


def lay_out(
    dialog: Dialog,
    *,
    title: str,
    about: str,
    meaning: str,
    parts: Sequence[QWidget],
    buttons: Sequence[QPushButton],
    wide: int,
) -> QScrollArea:
    """Arrange a dialog, ``wide`` pixels at 100 % text and as high as its parts. Returns what scrolls."""
    dialog.setWindowTitle(title)
    dialog.opening_width = wide
    inner = QVBoxLayout()
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(scaled(10))
    lists = [part for part in parts if isinstance(part, QAbstractItemView)]
    for part in parts:
        inner.addWidget(part, 1 if part in lists else 0)
    if not lists:
        inner.addStretch(1)
    area = scrolling(inner)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    dialog.grow_with(area)
    layout = dialog.column()
    layout.addWidget(text_label(title, "title"))
    for text, role in ((about, "muted"), (meaning, "")):
        if text:
            label = text_label(text, role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
    layout.addWidget(area, 1)
    layout.addWidget(dialog.foot(*buttons))
    return area
