"""Below the tiles: what has to be done at once, or the office in figures; and what may be done in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.i18n import _, plural
from counter_app.qt.board.proposals import Proposals
from counter_app.qt.board.two_ways import TwoWays
from counter_app.qt.board.urgent_lines import UrgentModel
from counter_app.qt.board.workload_lines import WorkloadModel
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState, text_label
from counter_app.qt.kit.rows_table import RowsTable, with_foot
from counter_app.qt.kit.side_by_side import NARROW, SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.totals import dossiers_text

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace


class WorkPart(QWidget):
    """Two lists in one place, each a key away.

    Signals:
        figures_wanted(bool): somebody asked for the figures (True) or for what is urgent.
    """

    figures_wanted = Signal(bool)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.due, self.loads = UrgentModel(), WorkloadModel()
        self.table = RowsTable(
            self.due,
            _("Hồ sơ cần giải quyết ngay"),
            stem="can-giai-quyet-ngay",
            counted=dossiers_text,
        )
        self.figures = RowsTable(
            self.loads,
            _("Số liệu theo công chức, lĩnh vực"),
            stem="theo-cong-chuc-linh-vuc",
            counted=_lines_text,
        )
        self.figures.citizens = False
        for table in (self.table, self.figures):
            table.setMinimumHeight(scaled(170))
        self.welcome = EmptyState(
            "ok",
            _("Không có hồ sơ quá hạn, không có hồ sơ đến hạn trong 1 ngày làm việc."),
            _("Bấm F2 để tiếp nhận hồ sơ, F6 để gọi số, hoặc quét giấy hẹn để trả kết quả."),
        )
        self.print = ActionButton(_("In bảng việc"), name="printer", key="Ctrl+P")
        self.proposals = Proposals(place)
        self.ways = TwoWays(
            ActionButton(_("Theo công chức, lĩnh vực"), name="officers", key="Alt+B"),
            ActionButton(_("Cần giải quyết ngay"), name="clock-overdue", key="Alt+L"),
            _("Danh sách đang xem"),
        )
        self.ways.chosen.connect(self.figures_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._listed, self._figures = with_foot(self.table), with_foot(self.figures)
        for widget in (self._listed, self.welcome, self._figures):
            self._stack.addWidget(widget)
        self.heading = text_label(_("Cần giải quyết ngay"), "heading")
        left = QWidget()
        line = QHBoxLayout(left)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.heading)
        line.addWidget(self.ways)
        line.addStretch(1)
        head = SideBySide(left, self.print, least=NARROW, weights=(1, 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(head)
        box.addWidget(self.proposals)
        box.addWidget(self._stack, 1)

    def show_list(self, *, figures: bool, choice: bool) -> None:
        """Show the figures, or what is urgent; the welcome where nothing is. ``choice``: whether there are both."""
        self.heading.setVisible(not choice)
        self.ways.setVisible(choice)
        self.ways.show_way(first=figures)
        urgent = self._listed if self.due.rowCount() else self.welcome
        self._stack.setCurrentWidget(self._figures if figures else urgent)

    def first_field(self) -> QWidget | None:
        """The list that is shown, None when there is nothing in it."""
        table = self.figures if self._stack.currentWidget() is self._figures else self.table
        return table if table.rows_model.rowCount() else None


def _lines_text(count: int) -> str:
    return plural("{count} công chức và lĩnh vực", count).format(count=grouped(count))
