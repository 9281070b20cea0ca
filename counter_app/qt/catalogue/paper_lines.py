"""The papers a procedure asks for, as lines that can be changed, added and taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.catalogue.sectors import PaperItem, PaperKind
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, text_label
from counter_app.qt.kit.fields import Choice, DigitsEdit, LineEdit
from counter_app.qt.kit.tick_box import TickBox
from counter_app.wording.dossier.labels import paper_kind_label


class _Line:
    """The inputs of one paper."""

    def __init__(self, number: int, paper: PaperItem) -> None:
        self._paper = paper
        self.name = LineEdit(paper.name, most=500)
        self.name.setCursorPosition(0)
        self.kind = Choice([(kind, paper_kind_label(kind).text) for kind in PaperKind])
        self.kind.choose(paper.kind)
        self.quantity = DigitsEdit(str(paper.quantity), most=3)
        self.required = TickBox(_("Bắt buộc"))
        self.required.setChecked(paper.required)
        names = (_("Tên giấy"), _("Hình thức"), _("Số bản"), _("Bắt buộc"))
        for widget, name in zip(self.widgets(), names, strict=True):
            widget.setAccessibleName(_("{name}, giấy {number}").format(name=name, number=number))

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.name, self.kind, self.quantity, self.required)

    def paper(self) -> PaperItem:
        return replace(
            self._paper,
            name=self.name.value(),
            kind=self.kind.value(),
            quantity=max(int(self.quantity.text() or 1), 1),
            required=self.required.isChecked(),
        )


class PaperLines(QWidget):
    """Lines of papers; a line without a name is left out."""

    def __init__(self, papers: Sequence[PaperItem]) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._grid = QGridLayout()
        heads = (_("Tên giấy tờ"), _("Hình thức"), _("Số bản"), "")
        for column, (text, weight) in enumerate(zip(heads, (6, 2, 1, 1), strict=True)):
            self._grid.addWidget(text_label(text, "muted"), 0, column)
            self._grid.setColumnStretch(column, weight)
        self.more = ActionButton(_("Thêm &giấy"), self._add_empty, name="add")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._grid)
        box.addWidget(text_label(_("Xóa tên giấy để bỏ dòng đó."), "hint"))
        box.addLayout(row(self.more))
        for paper in papers:
            self._add(paper)

    def papers(self) -> tuple[PaperItem, ...]:
        """The papers that have a name, in order."""
        return tuple(line.paper() for line in self._lines if line.name.value())

    def _add(self, paper: PaperItem) -> _Line:
        line = _Line(len(self._lines) + 1, paper)
        for column, widget in enumerate(line.widgets()):
            self._grid.addWidget(widget, len(self._lines) + 1, column)
        self._lines.append(line)
        return line

    def _add_empty(self) -> None:
        self._add(PaperItem(name="")).name.setFocus()
