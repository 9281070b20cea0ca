"""One day's totals, and the code that ties its closing sheet to the journal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel

from counter_app.i18n import _
from counter_app.qt.kit.cards import Badge, Card, row, text_label
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import sized
from counter_app.store.read.closings import ClosedDay
from counter_app.wording.dossier.labels import Label
from counter_app.wording.office.damage import signed_text
from counter_app.wording.paper.moments import clock_text


class TotalsCard(Card):
    """Figures in one column, the state of the closing above them."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = text_label("", "heading")
        self.state = Badge()
        self.head = text_label("")
        self.head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self.lines: list[tuple[QLabel, QLabel]] = []
        self.body.addLayout(row(self._heading, self.state, stretch=0))
        self.add(self.head)
        self.body.addLayout(self._grid)

    def show_day(
        self, heading: str, closing: Label, closed: ClosedDay | None, officer: str, mark: str
    ) -> None:
        """Name the day and say whether it is closed, and signed by the key with this mark."""
        self._heading.setText(heading)
        self.state.show_label(closing)
        self.head.setVisible(closed is not None)
        if closed is not None:
            self.head.setText(
                _("Chốt sổ lúc {clock} · {officer} · mã kiểm tra {head}").format(
                    clock=clock_text(closed.closed_at),
                    officer=officer,
                    head=closed.head_code,
                )
                + f"\n{signed_text(mark)}"
            )

    def show_totals(self, totals: Sequence[tuple[str, str]]) -> None:
        """Show (name, number) lines; lines that count nothing rest in grey."""
        while len(self.lines) < len(totals):
            pair = (plain_label(), plain_label())
            for column, label in enumerate(pair):
                self._grid.addWidget(label, len(self.lines), column)
            pair[1].setAlignment(Qt.AlignmentFlag.AlignRight)
            self.lines.append(pair)
        for at, (name, number) in enumerate(self.lines):
            shown = at < len(totals)
            name.setVisible(shown)
            number.setVisible(shown)
            if shown:
                self._show_line(name, number, *totals[at])

    @staticmethod
    def _show_line(name: QLabel, number: QLabel, text: str, figure: str) -> None:
        counts = figure != "0"
        name.setText(text)
        number.setText(figure)
        weight = QFont.Weight.DemiBold if counts else QFont.Weight.Normal
        number.setFont(sized(10.5, weight=weight))
        for label in (name, number):
            label.setEnabled(counts)
