"""A key that is held down: its command is given once, however long the finger lies there.

Windows says of each further press that it is one. Under X11 the server sends a release and a press for each, and Qt
tells them from a hand's by looking whether the press is there already, which on a busy computer it is not; but the two
bear the same moment.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QKeyEvent

_RELEASED = "keyReleased"
"""A property of the application: which key was let go last, and when by the server's clock."""


def is_repeat(event: QKeyEvent) -> bool:
    """Whether a press comes of a key that lies down already."""
    if event.isAutoRepeat():
        return True
    app = QGuiApplication.instance()
    return app is not None and app.property(_RELEASED) == [event.key(), event.timestamp()]


def takes_held(event: QEvent) -> bool:
    """Whether a window takes a key for itself because it is held and asks again for its command.

    Letters, arrows and editing keys are a field's own, which wants them before any window is asked. What is taken is
    handed to the field as a key like any other, where a command writes nothing.
    """
    kind = event.type()
    if kind not in _ASKED or not isinstance(event, QKeyEvent):
        return False
    if kind == QEvent.Type.KeyRelease:
        _note_release(event)
        return False
    if not is_repeat(event):
        return False
    event.accept()
    return True


def _note_release(event: QKeyEvent) -> None:
    app = QGuiApplication.instance()
    if app is not None and QGuiApplication.platformName() == "xcb":
        app.setProperty(_RELEASED, [event.key(), event.timestamp()])


_ASKED = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease})
