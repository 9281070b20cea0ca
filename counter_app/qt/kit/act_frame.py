"""The frame of dialogs that do one act: title, what it means, parts that scroll, and buttons that stay in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.room import take_room
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QWidget


def lay_out(
    dialog: QDialog,
    *,
    title: str,
    about: str,
    meaning: str,
    parts: Sequence[QWidget],
    buttons: Sequence[QPushButton],
    size: tuple[int, int],
) -> QScrollArea:
    """Arrange a dialog; ``size`` in pixels at 100 % text, never larger than the window below. Returns what scrolls."""
    dialog.setWindowTitle(title)
    inner = QVBoxLayout()
    inner.setContentsMargins(0, 0, scaled(6), 0)
    inner.setSpacing(scaled(10))
    for part in parts:
        inner.addWidget(part)
    inner.addStretch(1)
    area = scrolling(inner)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    line = QHBoxLayout()
    line.addStretch(1)
    for button in buttons:
        line.addWidget(button)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(scaled(18), scaled(14), scaled(18), scaled(14))
    layout.setSpacing(scaled(8))
    layout.addWidget(text_label(title, "title"))
    for text, role in ((about, "muted"), (meaning, "")):
        if text:
            label = text_label(text, role)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
    layout.addWidget(area, 1)
    layout.addLayout(line)
    take_room(dialog, *size)
    return area


def save_by_keys(dialog: QDialog, save: Callable[[], None]) -> None:
    """Let Ctrl+Enter of either Enter key save, once however long it is held."""
    for key in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(key), dialog, save)
        shortcut.setAutoRepeat(False)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
