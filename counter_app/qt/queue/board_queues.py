"""Every queue on the public's window: its letter in its colour, who is next, how many wait and how long."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.queue.public import QueueSeen
from counter_app.i18n import _
from counter_app.qt.queue.board_look import (
    CARD,
    GROUND,
    INK,
    QUEUE_INK,
    named,
    paint,
    queue_colour,
    set_size,
)
from counter_app.wording.queue.waiting_room import waiting_text


class QueueCard(QFrame):
    """One queue."""

    def __init__(self) -> None:
        super().__init__()
        self.letter = named("letter", Qt.AlignmentFlag.AlignCenter)
        self.name, self.next, self.waiting = named("name"), named("next"), named("waiting")
        self.name.setWordWrap(True)
        self.waiting.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.letter)
        head.addWidget(self.name, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addLayout(head, 1)
        box.addWidget(self.next)
        box.addWidget(self.waiting)
        paint(self, CARD, INK, radius=8)

    def show_queue(self, queue: QueueSeen, colour: str) -> None:
        """Show this queue."""
        self.letter.setText(queue.letter)
        paint(self.letter, colour, QUEUE_INK, radius=8)
        self.name.setText(queue.name)
        self.next.setText(
            _("Tiếp: {labels}").format(labels="  ".join(queue.next_labels))
            if queue.next_labels
            else _("Chưa có người chờ")
        )
        self.waiting.setText(waiting_text(queue) if queue.waiting else "")

    def fit(self, height: float, width: float) -> None:
        """Letters for a card of this size."""
        big = min(height * 0.26, width * 0.12)
        set_size(self.letter, big, bold=True)
        self.letter.setContentsMargins(0, 0, 0, 0)
        self.letter.setFixedSize(int(big * 1.5), int(big * 1.5))
        set_size(self.name, min(height * 0.13, width * 0.058))
        set_size(self.next, min(height * 0.17, width * 0.072), bold=True)
        set_size(self.waiting, min(height * 0.13, width * 0.054))


class BoardQueues(QWidget):
    """The queues beside one another."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[QueueCard] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 0, 24, 16)
        self._row.setSpacing(16)
        paint(self, GROUND, INK)

    def show_queues(self, queues: Sequence[QueueSeen]) -> None:
        """Show these queues."""
        while len(self.cards) > len(queues):
            card = self.cards.pop()
            self._row.removeWidget(card)
            card.deleteLater()
        while len(self.cards) < len(queues):
            self.cards.append(QueueCard())
            self._row.addWidget(self.cards[-1], 1)
        letters = [queue.letter for queue in queues]
        for card, queue in zip(self.cards, queues, strict=True):
            card.show_queue(queue, queue_colour(queue.letter, letters))

    def fit(self, height: float, width: float) -> None:
        """Letters for a row of this size."""
        each = (width - 48) / max(len(self.cards), 1) - 16
        self.setFixedHeight(int(height))
        for card in self.cards:
            card.fit(height, each)
