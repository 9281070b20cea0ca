"""A button that Enter presses when it has the keyboard, as Space does, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from counter_app.qt.kit.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class PushButton(QPushButton):
    """Qt lets Enter press only what a dialog takes for its default; here the ring of the keyboard says what is pressed.

    A key held down presses once. Enter with Ctrl, Shift or Alt means something else.
    """

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_plain_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


def _is_plain_enter(event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt  # all its enumerations at once: too slow for the first paint

    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held
