"""A dossier's life from the journal: when, what, by whom, one line each, the latest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.desk.dossier.lookup import TimelineStep
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled
from counter_app.wording.moments import clock_text, short_date
from counter_app.wording.timeline import event_text


class Timeline(QWidget):
    """Sentences with their moment and officer."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(12))
        self._grid.setVerticalSpacing(scaled(6))
        self._grid.setColumnStretch(1, 1)
        self._sentences: list[str] = []

    def sentences(self) -> Sequence[str]:
        """What is told, the latest first."""
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
            moment = plain_label(f"{clock_text(step.at)} {short_date(step.at)}")
            moment.setProperty("role", "muted")
            words = text_label(sentence)
            words.setTextFormat(Qt.TextFormat.PlainText)
            who = text_label(names.get(step.actor, step.actor), "hint")
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(moment, row, 0, top)
            self._grid.addWidget(words, row, 1, top)
            self._grid.addWidget(who, row, 2, top)


def clear_grid(grid: QGridLayout) -> None:
    """Take every widget out of a grid that fills a widget of its own."""
    here, holder = Qt.FindChildOption.FindDirectChildrenOnly, grid.parentWidget()
    for widget in holder.findChildren(QWidget, options=here) if holder is not None else ():
        grid.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
