"""A tile of the header: an icon with its words, or alone with its count where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt

from counter_app.i18n import _
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.plain import plain_tip
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Callable


class HeadTile(PushButton):
    """Pressed by mouse or by the key in its tool tip; ``count`` is what it alarms of, 0 at rest."""

    def __init__(self, name: str, key: str, pressed: Callable[[], object]) -> None:
        super().__init__()
        self.count = 0
        self._name, self._key = name, key
        self._words, self._said = "", True
        self.setProperty("tile", "true")
        self.setIcon(icon(name, "muted"))
        self.setIconSize(QSize(scaled(18), scaled(18)))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: pressed())

    def say(self, name: str, words: str) -> None:
        """Set the act of the tile, and the words on it where there is room."""
        self._words = words
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(_("{title}: phím {key}").format(title=name, key=self._key)))
        self.show_words(self._said)

    def show_count(self, count: int, words: str, state: str) -> bool:
        """Say how much is owed; ``state`` is "true" at rest, else a tone. Whether anything changed."""
        if (self._words, self.count) == (words, count):
            return False
        self.count = count
        self.say(words, words)
        self.setProperty("tile", state)
        self.setIcon(icon(self._name, "muted" if state == "true" else state))
        repolish(self)
        return True

    def show_words(self, said: bool) -> None:
        """The words, or the count alone."""
        self._said = said
        text = self._words if said else (str(self.count) if self.count else "")
        if text != self.text():
            self.setText(text)
