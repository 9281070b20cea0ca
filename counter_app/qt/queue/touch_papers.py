"""The papers a procedure asks for: ticked by who brought them, what is missing told before anybody waits."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.queue.wishes import missing_papers
from counter_app.i18n import _
from counter_app.qt.kit.fields import repolish
from counter_app.qt.queue.touch_look import TouchButton, TouchScroll, TouchTile, bare, label
from counter_app.qt.queue.touch_steps import Step
from counter_app.wording.queue.self_service import (
    copies_text,
    cost_text,
    doubt_text,
    missing_text,
    short_name,
    time_text,
    where_text,
)

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import PaperItem, Procedure


class PapersStep(Step):
    """``procedure`` with the papers of its case; ``refusal`` says why there is no number now, "" when there is.

    Signals:
        number_wanted(): the number, please.
    """

    number_wanted = Signal()

    def __init__(
        self, procedure: Procedure, brought: Collection[str], hours: str, refusal: str
    ) -> None:
        super().__init__()
        self.procedure = procedure
        self.ticks: dict[str, TouchTile] = {}
        self.box.addWidget(label(short_name(procedure.name), "title"))
        halves = QHBoxLayout()
        halves.setSpacing(24)
        halves.addLayout(self._papers(brought), 7)
        halves.addWidget(self._facts(hours), 4)
        self.box.addLayout(halves, 1)
        self.verdict = label("", "good")
        self.box.addWidget(self.verdict)
        self.main = self.take = TouchButton("", "main")
        self.take.clicked.connect(self.number_wanted)
        self._refusal = refusal
        self._judge()

    def _papers(self, brought: Collection[str]) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(12)
        if self.procedure.papers:
            left.addWidget(label(_("Chạm vào giấy tờ Ông (Bà) đã mang theo"), "heading"))
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        for paper in self.procedure.papers:
            rows.addWidget(self._row(paper, brought))
        rows.addStretch(1)
        holder = QWidget()
        holder.setLayout(rows)
        left.addWidget(TouchScroll(holder), 1)
        return left

    def _row(self, paper: PaperItem, brought: Collection[str]) -> TouchTile:
        tile = TouchTile(paper.name, copies_text(paper), where_text(paper), ticks=True)
        tile.setChecked(paper.name in brought)
        tile.toggled.connect(lambda _on: self._judge())
        self.ticks[paper.name] = tile
        return tile

    def _facts(self, hours: str) -> QWidget:
        facts = (
            (_("Phí, lệ phí"), cost_text(self.procedure)),
            (_("Thời gian giải quyết"), time_text(self.procedure)),
            (_("Kết quả"), self.procedure.result),
            (_("Giờ tiếp nhận"), hours),
        )
        box = QVBoxLayout()
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(2)
        for name, text in facts:
            if text:
                box.addWidget(label(name, "soft"))
                box.addWidget(label(text, "text"))
                box.addSpacing(10)
        if doubt := doubt_text(self.procedure):
            box.addWidget(label(doubt, "soft"))
        box.addStretch(1)
        around = QVBoxLayout()
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(TouchScroll(bare(box)))
        return bare(around, "card")

    def brought(self) -> tuple[str, ...]:
        """The names of the papers ticked."""
        return tuple(name for name, tile in self.ticks.items() if tile.isChecked())

    def _judge(self) -> None:
        papers = self.procedure.papers
        lacks = missing_papers(papers, self.brought())
        self.verdict.setText(
            self._refusal or missing_text(lacks, papers, told=bool(self.brought()))
        )
        look = "warning" if lacks or self._refusal else "good"
        if self.verdict.property("touch") != look:
            self.verdict.setProperty("touch", look)
            repolish(self.verdict)
        self.take.setText(_("Vẫn lấy số") if lacks else _("Lấy số"))
        self.take.setEnabled(not self._refusal)
