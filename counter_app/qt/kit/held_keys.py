"""A key that is held down: its command is given once, however long the finger lies there.

Windows says of each further press that it is one. Under X11 the server sends a release and a press for each, and Qt
tells them from a hand's by looking whether the press is there already, which on a busy computer it is not; but the two
bear the same moment. A typing method may hand on a release ahead of its own press: one that nothing was pressed before
tells nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent

from counter_app.qt.kit.overriding import override

_LAST = "lastKey"
"""A property of the application: the key that was pressed or let go last, when by the server's clock, and which."""
_DOWN, _AGAIN, _UP = "down", "again", "up"


class HeldKeys(QObject):
    """Lets no command of a window be given again by a key that is held."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return takes_held(event)


def is_repeat(event: QKeyEvent) -> bool:
    """True if a press comes of a key that lies down already."""
    app, told = QGuiApplication.instance(), event.isAutoRepeat()
    if app is None or QGuiApplication.platformName() != "xcb":
        return told
    press, last = [event.key(), event.timestamp()], app.property(_LAST)
    if last == [*press, _AGAIN] or last == [*press, _DOWN]:  # asked of the same press before
        return told or last == [*press, _AGAIN]
    again = told or last == [*press, _UP]
    app.setProperty(_LAST, [*press, _AGAIN if again else _DOWN])
    return again


def takes_held(event: QEvent) -> bool:
    """True if a window takes a key for itself because it is held and asks again for its command.

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
        last = app.property(_LAST)
        pressed = bool(last) and last[0] == event.key() and last[2] != _UP
        app.setProperty(_LAST, [event.key(), event.timestamp(), _UP] if pressed else None)


_ASKED = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease})
