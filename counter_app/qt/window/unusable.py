"""The data cannot be opened: what is wrong and what to do, instead of an empty window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, row, text_label
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled


class UnusablePanel(QWidget):
    """Says why the office's data was not opened.

    Signals:
        again_wanted(): try to open it once more.
        restore_wanted(): bring it back from a copy.
    """

    again_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, message: str) -> None:
        super().__init__()
        card = Card()
        card.setFixedWidth(scaled(560))
        sign = plain_label()
        sign.setPixmap(picture("error", "bad", 40))
        again = ActionButton(_("&Mở lại"), self.again_wanted.emit, name="refresh", tone="primary")
        restore = ActionButton(
            _("&Khôi phục từ bản sao lưu"), self.restore_wanted.emit, name="backup"
        )
        leave = ActionButton(_("Đón&g chương trình"), QApplication.quit)
        card.body.addLayout(row(sign, text_label(_("Chưa mở được dữ liệu"), "title"), stretch=1))
        card.add(text_label(message))
        card.add(text_label(_("Không xóa tệp nào. Dữ liệu được giữ nguyên như đang có."), "muted"))
        card.body.addLayout(row(again, restore, leave))
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
