"""A dossier's life from the journal: the moment and the officer, below it the event; the latest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.desk.dossier.lookup import TimelineStep
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.theme import scaled
from counter_app.wording.dossier.timeline import event_text
from counter_app.wording.paper.moments import clock_text, short_date


class Timeline(QWidget):
    """Sentences with their moment and officer."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._sentences: list[str] = []

    def sentences(self) -> Sequence[str]:
        """The sentences told, the latest first."""
        return self._sentences

    def show_steps(self, steps: Sequence[TimelineStep], names: Mapping[str, str]) -> None:
        """Tell these events; ``names`` are the officers' by login."""
        clear_grid(self._grid)
        self._sentences = []
        for row, step in enumerate(reversed(steps)):
            sentence = event_text(
                step.kind, step.payload, names, clock_confirmed=step.clock_confirmed
            )
            self._sentences.append(sentence)
            moment = f"{clock_text(step.at)} {short_date(step.at)}"
            who = text_label(f"{moment} · {names.get(step.actor, step.actor)}", "hint")
            words = text_label(sentence)
            for label in (who, words):
                label.setTextFormat(Qt.TextFormat.PlainText)
            if row:
                self._grid.setRowMinimumHeight(3 * row - 1, scaled(8))
            self._grid.addWidget(who, 3 * row, 0)
            self._grid.addWidget(words, 3 * row + 1, 0)


def clear_grid(grid: QGridLayout) -> None:
    """Take every widget out of a grid that fills a widget of its own."""
    here, holder = Qt.FindChildOption.FindDirectChildrenOnly, grid.parentWidget()
    for widget in holder.findChildren(QWidget, options=here) if holder is not None else ():
        grid.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
