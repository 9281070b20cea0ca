"""One queue at a glance: its letter, how many wait and how long the first has waited, and drawing a number for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from counter_app.domain.catalogue.sectors import QueueGroup
from counter_app.domain.queue.tickets import Ticket
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import sized, token
from counter_app.qt.queue.ticket_lines import waited_minutes


class QueueLine(QFrame):
    """A queue's card.

    Signals:
        take_asked(str): draw an ordinary number of this queue (its letter).
    """

    take_asked = Signal(str)

    def __init__(self, group: QueueGroup, place: int) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.group = group
        letter = plain_label(group.letter, alignment=Qt.AlignmentFlag.AlignCenter)
        letter.setFont(sized(20, weight=QFont.Weight.Bold))
        letter.setStyleSheet(f"color: {token('accent')};")
        self._name = text_label(group.name)
        self._waiting = text_label("", "muted")
        self.take = ActionButton(
            _("Lấy số {letter}").format(letter=group.letter),
            lambda: self.take_asked.emit(group.letter),
            name="ticket",
            key=f"Alt+{place}",
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._waiting)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(letter)
        head.addLayout(words, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.addLayout(head, 1)
        box.addWidget(self.take)

    @property
    def waiting(self) -> str:
        """The sentence about those who wait."""
        return self._waiting.text()

    def show_waiting(self, waiting: Sequence[Ticket], now: datetime) -> None:
        """Show how many of ``waiting`` stand in this queue."""
        mine = [ticket for ticket in waiting if ticket.line == self.group.letter]
        if not mine:
            self._waiting.setText(_("Không có người chờ"))
            return
        longest = max(waited_minutes(ticket, now) for ticket in mine)
        self._waiting.setText(
            _("{count} người chờ · lâu nhất {minutes} phút").format(
                count=len(mine), minutes=longest
            )
        )
