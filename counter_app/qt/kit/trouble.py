"""A box for trouble that must be read: the data file cannot be written, or the program met a bug."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.plain import plain_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class TroubleDialog(Dialog):
    """Tells the trouble and one next step; work on screen stays as it is behind it."""

    writes = False

    def __init__(
        self, message: str, parent: QWidget | None = None, *, title: str = "", detail: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title or _("Chưa làm được"))
        sign = plain_label()
        sign.setPixmap(picture("error", "bad", 32))
        box = self.column()
        box.addLayout(row(sign, text_label(self.windowTitle(), "title"), stretch=1))
        box.addWidget(text_label(message))
        if detail:
            box.addWidget(text_label(detail, "hint"))
        self.understood = ActionButton(_("Đã &hiểu"), self.accept, tone="primary")
        box.addWidget(self.foot(self.understood))
        self.understood.setFocus()
        self.finished.connect(self.deleteLater)
