"""The clipboard is emptied when nobody sits here any more: others who paste at this computer find no citizen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

OURS = "application/x-quay-mot-cua"
"""Stands beside what lists put on the clipboard: not every system tells whose it is."""


def forget_copied() -> None:
    """Empty the clipboard, should what is on it be ours; what another program put there stays."""
    clipboard = QGuiApplication.clipboard()
    held: QMimeData | None = clipboard.mimeData()  # none where nothing was ever copied
    if clipboard.ownsClipboard() or (held is not None and held.hasFormat(OURS)):
        clipboard.clear()
