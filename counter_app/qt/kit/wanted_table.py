"""The papers the citizen still has to bring: a tick for each one that lacks or is to be mended, and where it is got."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.paper.slips import COPIES_CEILING, WantedPaper
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.paper_name import PaperName
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent


class WantedRow(QWidget):
    """One paper; its details are asked for once it is ticked. A row of the officer's own carries its name in a box."""

    def __init__(self, paper: PaperItem, *, own: bool = False) -> None:
        super().__init__()
        self._paper = paper
        self.tick = TickBox()
        self.name: LineEdit | None = None
        if own:
            self.name = LineEdit(placeholder=_("Tên giấy tờ, nội dung khác"), most=500)
            self.name.setAccessibleName(_("Tên giấy tờ, nội dung khác"))
        about = paper.name or _("nội dung khác")
        self.tick.setAccessibleName(_("Cần bổ sung: {name}").format(name=about))
        self.where = LineEdit(paper.where, placeholder=_("cơ quan, nơi cấp"), most=500)
        self.where.setCursorPosition(0)
        self.what = LineEdit(placeholder=_("Để trống nếu thiếu hẳn giấy tờ"), most=500)
        self.copies = CountBox(COPIES_CEILING, max(1, min(paper.quantity, COPIES_CEILING)))
        self._details = QWidget()
        self._build(self.name or PaperName(paper.name, self.tick))
        self.tick.toggled.connect(self._details.setVisible)
        self.tick.setChecked(own)
        self._details.setVisible(own)

    def _build(self, name: QWidget) -> None:
        details = QGridLayout(self._details)
        details.setContentsMargins(0, 0, 0, scaled(6))
        details.setHorizontalSpacing(scaled(10))
        boxes = (
            (Field(_("Nơi lấy giấy tờ"), self.where), 5),
            (Field(_("Nội dung cần sửa"), self.what), 5),
            (Field(_("Số bản"), self.copies), 1),
        )
        for column, (field, stretch) in enumerate(boxes):
            details.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
            details.setColumnStretch(column, stretch)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(scaled(2))
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.tick, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(name, 0, 1)
        grid.addWidget(self._details, 1, 1)

    def wanted(self) -> WantedPaper | None:
        """The paper as the slip names it; None when it is not wanted."""
        name = self.name.value() if self.name is not None else self._paper.name
        if not self.tick.isChecked() or not name:
            return None
        return WantedPaper(
            name=name,
            where=self.where.value(),
            copies=self.copies.count(),
            what=self.what.value(),
        )


class WantedTable(QWidget):
    """Rows in the procedure's order, and a way to add one."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[WantedRow] = []
        self.add_own = ActionButton(
            _("Thêm nội dung khác"), self._on_add, name="add", key="Alt+N", tone="quiet"
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(scaled(6))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._column)
        layout.addWidget(self.add_own, 0, Qt.AlignmentFlag.AlignLeft)

    def show_papers(self, papers: Sequence[PaperItem], given: Sequence[PaperItem] = ()) -> None:
        """One row for each paper of the procedure; required ones that were not handed in are ticked."""
        names = {paper.name for paper in given}
        for paper in papers:
            row = WantedRow(paper)
            row.tick.setChecked(paper.required and bool(names) and paper.name not in names)
            self._append(row)

    def wanted(self) -> tuple[WantedPaper, ...]:
        """Everything ticked."""
        found = [row.wanted() for row in self.rows]
        return tuple(paper for paper in found if paper is not None)

    def first_field(self) -> QWidget:
        """The field the keyboard begins in."""
        return self.rows[0].tick if self.rows else self.add_own

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """An error said of the whole table leads the keyboard to its first paper."""
        self.first_field().setFocus()

    def _append(self, row: WantedRow) -> None:
        self.rows.append(row)
        self._column.addWidget(row)

    def _on_add(self) -> None:
        row = WantedRow(PaperItem(name="", required=False), own=True)
        self._append(row)
        row.show()
        QWidget.setTabOrder(row.copies, self.add_own)
        if row.name is not None:
            row.name.setFocus()
