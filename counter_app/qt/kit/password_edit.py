"""The field of a password: hidden, without an input method, and without the extra signs of a clipboard.

It belongs to the first paint of the program, so it loads nothing but what it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.stray_keys import is_stray

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

MOST = 200


class PasswordEdit(QLineEdit):
    """A password: hidden, no input method, and a word when Caps Lock seems to be on.

    Signals:
        shouted(bool): a capital letter was typed without Shift.
    """

    shouted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(MOST)
        self.textEdited.connect(self._on_text_edited)

    def show_letters(self, shown: bool) -> None:
        """Let the password be read, or hide it; no input method composes it either way."""
        from PySide6.QtCore import Qt

        self.setEchoMode(self.EchoMode.Normal if shown else self.EchoMode.Password)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def _on_text_edited(self, text: str) -> None:
        if not text.isprintable():
            self.setText(typeable(text))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if is_stray(event):
            event.ignore()
            return
        text = event.text()
        if text.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.shouted.emit(text.isupper() is not shifted)
        super().keyPressEvent(event)


def refuse_accents(password: str, field: str = "password") -> None:
    """Errors: RuleError beside ``field`` for a new password with accents, which nobody types twice alike."""
    if password.isascii():
        return
    from counter_app.errors import RuleError
    from counter_app.i18n import _

    raise RuleError(
        _("Mật khẩu có chữ có dấu, khó gõ lại đúng. Gõ chữ không dấu và chữ số."), field=field
    )


def typeable(text: str) -> str:
    """The part of a secret that can be typed again: the end of a copied line, or an unseen mark, opens nothing.

    Lines become words: "rừng tre\\nbến sông\\n" → "rừng tre bến sông".
    """
    words = " ".join(filter(None, text.splitlines()))
    return "".join(char for char in words if char.isprintable())
