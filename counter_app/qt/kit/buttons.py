"""Buttons: an icon, a word and the key that does the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled


class ActionButton(QPushButton):
    """A button whose key is written on it: "Lưu và in (Ctrl+Enter)".

    ``key`` is shown and, when ``bind``, works while the button is visible and enabled; the main window gives its own
    keys up to a page's buttons. ``tone``: "" plain, "primary", "danger", "quiet".
    """

    def __init__(
        self,
        text: str,
        pressed: Callable[[], object] | None = None,
        *,
        name: str = "",
        key: str = "",
        tone: str = "",
        bind: bool = True,
    ) -> None:
        shown = key.replace("Return", "Enter")
        super().__init__(f"{text} ({shown})" if key else text)
        self.setProperty("tone", tone)
        self.setAccessibleName(text.replace("&", ""))
        self.setAutoDefault(False)
        self._key = QKeySequence(key if bind else "")
        if not self._key.isEmpty():
            self.setShortcut(self._key)
        if name:
            from counter_app.qt.kit.icons import icon

            self.setIcon(icon(name, {"primary": "on-accent", "danger": "bad"}.get(tone, "ink")))
            self.setIconSize(QSize(scaled(18), scaled(18)))
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    @override
    def setText(self, text: str) -> None:
        """Say another word; Qt would take the key away with the old one."""
        super().setText(text)
        if not self._key.isEmpty():
            self.setShortcut(self._key)


def strike_once(holder: QWidget, pressed: Callable[[], object]) -> None:
    """Ctrl+Enter anywhere in ``holder``, on either Enter key; held down it counts once."""
    from PySide6.QtCore import Qt

    for key in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(key), holder)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(pressed)
