"""Every counter on the public's window: its number, the ticket it serves or a pause, and who sits there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter_app.domain.queue.public import CounterSeen, CounterState
from counter_app.i18n import _
from counter_app.qt.queue.board_look import CARD, GROUND, INK, SOFT, named, paint, set_size
from counter_app.wording.queue.waiting_room import counter_state_text

ONE_COLUMN = 5
"""So many counters stand below one another; more stand in two columns."""
_TALLEST = 0.17
"""Part of the window's height that one counter takes at most."""


class CounterCard(QFrame):
    """One counter."""

    def __init__(self) -> None:
        super().__init__()
        self.desk, self.label = named("desk"), named("label", Qt.AlignmentFlag.AlignRight)
        self.officer = named("officer")
        self.seen: CounterSeen | None = None
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.desk)
        words.addWidget(self.officer)
        words.addStretch(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(20, 6, 20, 6)
        box.addLayout(words, 1)
        box.addWidget(self.label)

    def show_counter(self, seen: CounterSeen) -> None:
        """Show this counter."""
        self.seen = seen
        self.desk.setText(_("QUẦY {counter}").format(counter=seen.counter))
        self.officer.setText(seen.officer)
        self.officer.setVisible(bool(seen.officer))
        self.label.setText(seen.label or counter_state_text(seen.state))
        quiet = seen.state in (CounterState.PAUSED, CounterState.SHUT)
        paint(self, CARD, SOFT if quiet else INK, radius=8)

    def fit(self, height: float, width: float) -> None:
        """Letters for a card of this height."""
        wide = 0.105 if self.seen is not None and self.seen.label else 0.062
        set_size(self.desk, min(height * 0.3, width * 0.08), bold=True)
        set_size(self.officer, min(height * 0.18, width * 0.048))
        set_size(self.label, min(height * 0.46, width * wide), bold=True)


class BoardCounters(QWidget):
    """The counters, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[CounterCard] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        paint(self, GROUND, INK)

    def show_counters(self, counters: Sequence[CounterSeen]) -> None:
        """Show these counters; none: nothing is in the way."""
        while len(self.cards) > len(counters):
            card = self.cards.pop()
            self._grid.removeWidget(card)
            card.deleteLater()
        self.cards += [CounterCard() for _counter in range(len(counters) - len(self.cards))]
        rows = self._rows()
        for at, (card, seen) in enumerate(zip(self.cards, counters, strict=True)):
            card.show_counter(seen)
            self._grid.addWidget(card, at % rows, at // rows)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, int(row < rows))
        self.setVisible(bool(counters))

    def fit(self, height: float, width: float) -> None:
        """Letters for a panel of this size in a window that is ``height`` / 0.5 high."""
        rows = self._rows()
        each = min(height / rows, height * 2 * _TALLEST)
        columns = -(-len(self.cards) // rows)
        for card in self.cards:
            card.fit(each, width / max(columns, 1))

    def _rows(self) -> int:
        count = len(self.cards)
        return max(count if count <= ONE_COLUMN else -(-count // 2), 1)


def earlier_text(labels: Sequence[tuple[str, str]]) -> str:
    """``Vừa gọi: A011 → quầy 1 · B004 → quầy 2``; empty without any."""
    calls = [
        _("{label} → quầy {counter}").format(label=label, counter=counter)
        for label, counter in labels
    ]
    return _("Vừa gọi: {calls}").format(calls="   ·   ".join(calls)) if calls else ""


def make_earlier() -> QLabel:
    """The line of the calls before the one that is featured."""
    label = named("earlier", Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
