"""Opening what lies outside the program: the folder that a file was written into."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from counter_app.i18n import _
from counter_app.qt.kit.hub import Offer


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def folder_offer(folder: Path) -> Offer:
    """The offer of a message that tells of a file."""
    return Offer(_("Mở thư mục"), partial(open_folder, folder))
