"""Buttons: an icon, a word and the key that does the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut

from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


_ICON_TONES = {"primary": "on-accent", "danger": "bad", "danger-line": "bad"}


class ActionButton(PushButton):
    """A button whose key is written on it: "Lưu và in (Ctrl+Enter)".

    ``key`` is shown and, when ``bind``, works while the button is visible and enabled; the main window gives its own
    keys up to a page's buttons. ``tone``: "" plain, "primary", "danger", "quiet"; "line" and
    "danger-line" are lines of a list.
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
        self._usual, self._binds = key, bind and bool(key)
        self._key = key
        super().__init__(f"{text}{self._said(key)}")
        self.setProperty("tone", tone)
        self.setAccessibleName(text.replace("&", ""))
        self.setAutoDefault(False)
        self.leaves = key == "Esc"
        self._bind()
        if name:
            self._draw(name)
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    def set_tone(self, tone: str, name: str) -> None:
        """Matter more or less than before; ``name`` is the icon, drawn in the colour that goes with it."""
        from counter_app.qt.kit.fields import repolish

        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self._draw(name)
            repolish(self)

    def _draw(self, name: str) -> None:
        from counter_app.qt.kit.icons import icon

        tone = str(self.property("tone"))
        self.setIcon(icon(name, _ICON_TONES.get(tone, "ink")))
        self.setIconSize(QSize(scaled(18), scaled(18)))

    def key_text(self) -> str:
        """The key that presses it, as it was made with."""
        return self._usual

    def takes_another_key(self) -> bool:
        """True if an officer may choose another key for it; Ctrl+Enter and Esc mean the same everywhere."""
        return self._binds and self._usual not in {"Ctrl+Return", "Esc"}

    def use_key(self, key: str) -> None:
        """Be pressed by this key, and say so."""
        if self._binds and key != self._key:
            text = self.text().removesuffix(self._said(self._key))
            self._key = key
            self.setText(f"{text}{self._said(key)}")

    def leave_key_to_frame(self) -> None:
        """The key stays written on it, but who holds it listens for it."""
        self._binds = False
        self.setShortcut(QKeySequence())

    @override
    def setText(self, text: str) -> None:
        """Say another word; Qt would take the key away with the old one. A usual key in it becomes the chosen one."""
        if self._key != self._usual and text.endswith(said := self._said(self._usual)):
            text = f"{text.removesuffix(said)}{self._said(self._key)}"
        super().setText(text)
        self._bind()

    @staticmethod
    def _said(key: str) -> str:
        return f" ({key.replace('Return', 'Enter')})" if key else ""

    def _bind(self) -> None:
        if self._binds:
            self.setShortcut(QKeySequence(self._key))


def strike_once(holder: QWidget, pressed: Callable[[], object]) -> None:
    """Ctrl+Enter anywhere in ``holder``, on either Enter key; held down it counts once."""
    from PySide6.QtCore import Qt

    for key in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(key), holder)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(pressed)
