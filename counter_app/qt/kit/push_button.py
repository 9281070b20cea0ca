"""A button that Enter presses when it has the keyboard, as Space does, and its key at once, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShortcutEvent
from PySide6.QtWidgets import QPushButton

from counter_app.qt.kit.held_keys import is_repeat
from counter_app.qt.kit.overriding import override

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_INSET, _CORNER = 3.5, 3.0
"""The distance of a coloured button's ring from its edge, and its corner, in pixels."""


class PushButton(QPushButton):
    """Qt lets Enter press only what a dialog takes for its default; here the ring of the keyboard says what is pressed.

    A key held down presses once. Enter with Ctrl, Shift or Alt means something else.
    """

    @override
    def event(self, event: QEvent) -> bool:
        """Its own key presses it before the next one is read.

        Qt would show it pressed for a tenth of a second first, and what is typed meanwhile went to whatever the key
        is about to leave.
        """
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            if self.isCheckable() and self.focusPolicy() & _click_focus():
                self.setFocus()
            self.click()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_plain_enter(event):
            super().keyPressEvent(event)
        elif not is_repeat(event):
            self.click()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.property("tone") == "primary":
            _draw_ring(self)


def _draw_ring(button: QPushButton) -> None:
    """A ring within a coloured button: a dark edge around a dark colour is told from it by nobody."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QPainter, QPen

    from counter_app.qt.kit.theme import scaled, token

    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(token("on-accent")), max(scaled(1.5), 1)))
    inset = scaled(_INSET)
    painter.drawRoundedRect(
        QRectF(button.rect()).adjusted(inset, inset, -inset, -inset), _CORNER, _CORNER
    )
    painter.end()


def _is_plain_enter(event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt  # all its enumerations at once: too slow for the first paint

    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held


def _click_focus() -> Qt.FocusPolicy:
    from PySide6.QtCore import Qt

    return Qt.FocusPolicy.ClickFocus
