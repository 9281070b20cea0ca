"""A sentence that advises beside a field: icon, colour and words, never in the way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.announced import announce
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.hub import OFFER_KEY
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.open_folder import open_folder
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled, token

_ICONS = {"warning": "warning", "bad": "error", "good": "ok", "info": "help"}


class Advice(QFrame):
    """One or more sentences in one tone ("warning", "bad", "good", "info"); hidden while there is none."""

    def __init__(self, tone: str = "warning", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: QLabel | None = None
        self.folder: ActionButton | None = None
        self._where = Path()
        self._tone = tone
        self.hide()

    def _made(self) -> QLabel:
        """The words beside their sign, made with the first sentence: a form has sixteen, most of which say nothing."""
        sign, words = plain_label(), plain_label()
        sign.setFixedWidth(scaled(20))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        words.setWordWrap(True)
        words.setAlignment(sign.alignment())
        words.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(6)
        layout.addWidget(sign)
        layout.addWidget(words, 1)
        self._sign, self._words = sign, words
        self._draw(words)
        return words

    def set_tone(self, tone: str) -> None:
        """Change how the sentences are meant."""
        if tone == self._tone:
            return
        self._tone = tone
        if self._words is not None:
            self._draw(self._words)

    def _draw(self, words: QLabel) -> None:
        self._sign.setPixmap(picture(_ICONS[self._tone], self._tone, 16))
        words.setStyleSheet(f"color: {token(self._tone)};")

    def say(self, sentences: Sequence[str] | str, tone: str = "") -> None:
        """Show these sentences, or hide when there are none."""
        if tone:
            self.set_tone(tone)
        lines = [sentences] if isinstance(sentences, str) else list(sentences)
        before, text = self.text(), "\n".join(line for line in lines if line)
        if text or self._words is not None:
            (self._words or self._made()).setText(text)
        self.setVisible(bool(text))
        if text != before:  # what is said while somebody types is said once
            announce(self, text)
        if self.folder is not None:
            self.folder.hide()

    def say_saved(self, sentence: str, tone: str, path: Path | None) -> None:
        """The outcome of writing a file, with the key that opens its folder; in a dialog, which no message covers."""
        self.say(sentence, tone)
        layout = self.layout()
        if path is None or layout is None:
            return
        if self.folder is None:
            self.folder = ActionButton(_("Mở thư mục"), self._open, name="folder", key=OFFER_KEY)
            layout.addWidget(self.folder)
        self._where = path.parent
        self.folder.show()

    def _open(self) -> None:
        open_folder(self._where)

    def text(self) -> str:
        """The text shown now; empty while hidden."""
        return self._words.text() if self._words is not None else ""
