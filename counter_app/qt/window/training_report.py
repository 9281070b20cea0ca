"""The people who practised at this computer, and those who finished: read by anybody, meant for the leader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.demo.training.report import training_lines
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.cards import EmptyState, scrolling, text_label
from counter_app.qt.kit.dialog import Dialog

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace


class TrainingReport(Dialog):
    """A line for each officer who began: finished ones first seen by their tick."""

    writes = False
    opening_width, opening_height = 620, 420

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Kết quả tập huấn"))
        lines = training_lines(place.office.data_dir)
        self.said = [Advice("good" if line.finished else "info") for line in lines]
        column = QVBoxLayout()
        column.addWidget(text_label(_("Kết quả tập huấn"), "title"))
        if not lines:
            column.addWidget(
                EmptyState(
                    "help",
                    _("Chưa có ai tập huấn trên máy này."),
                    _("Bấm F1 rồi Alt+H để bắt đầu mười tình huống."),
                )
            )
        for advice, line in zip(self.said, lines, strict=True):
            column.addWidget(advice)
            advice.say(line.text)
        column.addStretch(1)
        self.shut = self.leaving()
        box = self.column()
        box.addWidget(scrolling(column), 1)
        box.addWidget(self.foot(self.shut))
        self.finished.connect(self.deleteLater)
        self.shut.setFocus()
