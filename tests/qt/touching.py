"""What a citizen's finger does on the page to touch, and what can be read there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from counter_app.qt.queue.touch_look import TouchTile
from counter_app.qt.queue.touch_window import TouchWindow


def tap(button: QAbstractButton) -> None:
    """A finger on a target."""
    assert button.isVisible(), button.accessibleName()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())


def tile(touch: TouchWindow, name: str) -> TouchTile:
    """The tile of the step in front with this name."""
    found = [item for item in touch.step.findChildren(TouchTile) if item.accessibleName() == name]
    found = [item for item in found if item.isVisible()]
    assert found, [item.accessibleName() for item in touch.step.findChildren(TouchTile)]
    return found[0]


def texts(touch: TouchWindow) -> str:
    """Everything that can be read."""
    labels = [item for item in touch.findChildren(QLabel) if item.isVisible()]
    return "\n".join(item.text() for item in labels)
