"""Texts that stay texts: Qt takes whatever looks like mark-up for mark-up, and fetches the pictures named in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

# Qt.TextFormat.PlainText, Qt.ItemDataRole.ToolTipRole: its enumerations take half the time of the first paint.
_PLAIN_TEXT, _TOOL_TIP = 0, 3


def plain_label(text: str = "", **properties: Any) -> QLabel:
    """A label that shows its text letter by letter, whatever is in it."""
    return made_plain(QLabel(text, **properties))


def made_plain(label: QLabel) -> QLabel:
    """The same label, from now on plain."""
    label.setProperty("textFormat", _PLAIN_TEXT)
    return label


def told(text: str, role: int) -> str:
    """A model's text as it is, or as the tool tip that says it whole."""
    return plain_tip(text) if role == _TOOL_TIP else text


def plain_tip(text: str) -> str:
    """A tool tip that shows a text letter by letter; tool tips cannot be told that they are plain."""
    if "<" not in text:
        return text
    import html

    return f"<qt>{html.escape(text)}</qt>".replace("\n", "<br>")
