"""Keys that no button and no label owns: they write nothing and take nothing away, on any platform.

Qt writes the letter of Alt+L into a field under Linux, and takes the rest of the line away with Ctrl+K.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_EMACS = frozenset(map(ord, "DEKU"))
"""Ctrl with these edits a line under X11 and nowhere else; ``given_up`` in resources/keys/platform.json."""


def is_stray(event: QKeyEvent) -> bool:
    """True if a key that came through to a field was meant as a command.

    AltGr writes letters: it comes as Ctrl+Alt under Windows and without Alt under Linux.
    """
    from PySide6.QtCore import Qt  # all its enumerations at once: too slow for the first paint

    held = event.modifiers()
    if not held:
        return False
    alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    if held & Qt.KeyboardModifier.MetaModifier:
        return bool(event.text()) and event.text().isprintable()
    if held & alt and not held & control:
        return bool(event.text()) and event.text().isprintable()
    return held == control and event.key() in _EMACS
