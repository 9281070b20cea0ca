"""Below a table: how many rows there are and how many of them are seen, its columns, and its way into a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.open_folder import open_folder
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Callable


class TableFoot(QWidget):
    """One thin line; the mouse's way to what the table's own menu has for the keyboard."""

    def __init__(self, columns: Callable[[], object], export: Callable[[], object]) -> None:
        super().__init__()
        self._folder = Path()
        self.total = plain_label()
        self.total.setProperty("role", "hint")
        self.total.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.folder = _button("folder", _("Mở thư mục"), self._open_folder)
        self.folder.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.folder.setText(_("Mở thư mục"))
        self.folder.hide()
        self.columns = _button("view", _("Chọn cột"), columns)
        self.export = _button("chart", _("Lưu danh sách ra Excel"), export)
        line = QHBoxLayout(self)
        line.setContentsMargins(scaled(4), 0, 0, 0)
        line.setSpacing(scaled(4))
        line.addWidget(self.total, 1)
        for button in (self.folder, self.columns, self.export):
            line.addWidget(button)

    def say(self, text: str) -> None:
        """Say how many there are."""
        self.total.setText(text)
        self.total.setToolTip("")
        self.folder.hide()

    def say_saved(self, sentence: str, path: Path | None) -> None:
        """Say the place of the workbook, with a button that opens the folder; or the reason why there is none."""
        self.total.setText(sentence)
        self.total.setToolTip(sentence)
        self._folder = path.parent if path is not None else Path()
        self.folder.setVisible(path is not None)

    def _open_folder(self) -> None:
        open_folder(self._folder)


def _button(sign: str, text: str, pressed: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(sign, "muted"))
    button.setIconSize(QSize(scaled(16), scaled(16)))
    button.setAutoRaise(True)
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has the table's menu
    button.clicked.connect(lambda _checked=False: pressed())
    return button
