"""The number just drawn where no ticket printer stands: in big digits, and in nobody's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from counter_app.i18n import _, plural
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import sized

if TYPE_CHECKING:
    from counter_app.domain.queue.tickets import Ticket


class TicketShown(QFrame):
    """A number to be read out or copied onto a slip; the next one replaces it, and every key goes on to the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.number = plain_label()
        self.number.setFont(sized(44, weight=QFont.Weight.Bold))
        self.number.setObjectName("number")
        self.line = text_label("", "heading")
        self.ahead = text_label("", "heading")
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.line, self.ahead):
            words.addWidget(label)
        words.addWidget(
            text_label(
                _("Quầy này chưa có máy in số: đọc số cho công dân hoặc ghi ra giấy."), "muted"
            )
        )
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 8)
        box.setSpacing(18)
        box.addWidget(self.number)
        box.addLayout(words, 1)
        self.hide()

    def show_ticket(self, ticket: Ticket, line: str, ahead: int) -> None:
        """Show this number; ``line`` is its queue's name."""
        self.number.setText(ticket.label)
        self.number.setMinimumHeight(self.number.fontMetrics().height())
        self.line.setText(line)
        self.ahead.setText(
            plural("Còn {count} người trước.", ahead).format(count=ahead)
            if ahead
            else _("Được gọi tiếp theo.")
        )
        self.setAccessibleName(" ".join((_("Số thứ tự"), ticket.label)))
        self.show()
