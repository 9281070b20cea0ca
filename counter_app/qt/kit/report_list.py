"""The reports under their headings, to be chosen with the arrows, by their first letters or with the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from counter_app.domain.office.staff import Duty
from counter_app.i18n import _
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled, token
from counter_app.reports.index import grouped_reports
from counter_app.reports.report import GROUPS, Group, Report


class ReportList(QListWidget):
    """Those whose duty the officer has (``may``). Headings are passed over by the keyboard.

    Signals:
        chosen(): another report is chosen.
    """

    chosen = Signal()

    def __init__(
        self,
        may: Callable[[Duty], bool],
        groups: Sequence[tuple[Group, Sequence[Report]]] | None = None,
    ) -> None:
        """``groups``: the reports under their headings, where not all there are."""
        super().__init__()
        self._reports: dict[int, Report] = {}
        self.setAccessibleName(_("Báo cáo"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        for group, reports in grouped_reports() if groups is None else groups:
            self._add_heading(_(GROUPS[group]))
            for report in (item for item in reports if may(item.duty)):
                self._reports[self.count()] = report
                item = QListWidgetItem(_(report.label))
                item.setToolTip(_(report.hint) if report.hint else "")
                self.addItem(item)
        self.setCurrentRow(min(self._reports))
        self.currentRowChanged.connect(self._on_row)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)
        item.setForeground(QColor(token("muted")))
        self.addItem(item)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        # Of the whole width, scroll bar or not: rows that made it come and go would never come to rest.
        bar = self.verticalScrollBar().sizeHint().width()
        room = QRect(0, 0, self.width() - bar - scaled(26), 10_000)
        for row in range(self.count()):
            item = self.item(row)
            # An item has no letters of its own unless it is a heading: it is drawn in those of the list.
            metrics = self.fontMetrics() if row in self._reports else QFontMetrics(item.font())
            box = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), item.text())
            item.setSizeHint(QSize(room.width(), box.height() + scaled(10)))

    @override
    def moveCursor(
        self, cursorAction: QListWidget.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and Page Up end on the first report: on the heading above it the keyboard cannot stand."""
        index = super().moveCursor(cursorAction, modifiers)
        return index if index.row() in self._reports else self.model().index(min(self._reports), 0)

    def report(self) -> Report:
        """The report chosen."""
        return self._reports[self.currentRow()]

    def choose(self, name: str) -> bool:
        """Choose a report by name; whether there is one."""
        for row, report in self._reports.items():
            if report.name == name:
                self.setCurrentRow(row)
                self.scrollToItem(self.item(row), self.ScrollHint.PositionAtCenter)
                return True
        return False

    def _on_row(self, row: int) -> None:
        if row in self._reports:
            self.chosen.emit()
