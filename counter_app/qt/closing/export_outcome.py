"""The outcome of some work: one sentence that is seen from across the room, with a quieter one below."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import sized, token

ICONS = {"good": "ok", "info": "help", "warning": "warning", "bad": "error"}


class Outcome(QFrame):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = plain_label()
        self.sentence = text_label("")
        self.sentence.setFont(sized(16, weight=QFont.Weight.DemiBold))
        self.more = text_label("")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.more)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 12, 16, 12)
        line.setSpacing(14)
        line.addWidget(self._sign)
        line.addLayout(words, 1)
        self.tone = ""
        self.hide()

    def show_outcome(self, tone: str, sentence: str, more: str = "") -> None:
        """Show it in a tone: good, info, warning or bad."""
        self.tone = tone
        self._sign.setPixmap(picture(ICONS[tone], tone, 32))
        self.sentence.setText(sentence)
        self.sentence.setStyleSheet(f"color: {token(tone)};")
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.setProperty("notice", tone)
        self.setAccessibleName(f"{sentence} {more}".strip())
        repolish(self)
        self.show()
