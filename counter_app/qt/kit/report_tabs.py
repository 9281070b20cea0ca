"""The tables of one report, beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.plain import plain_tip
from counter_app.qt.kit.report_view import ReportView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from counter_app.domain.paper.report_table import Table

LONGEST_TAB = 34
"""Letters of a tab: the others beside it are to be seen too; its whole name stands above the table."""


class ReportTabs(QTabWidget):
    """The tables of a report, one beside the other."""

    def __init__(self) -> None:
        super().__init__()
        self.views: list[ReportView] = []
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName(_("Các bảng của báo cáo"))

    def show_tables(self, tables: Sequence[Table]) -> None:
        """Show these tables and no others."""
        self.clear()
        for old in self.views:
            old.deleteLater()
        self.views = [ReportView(table) for table in tables]
        for view, table in zip(self.views, tables, strict=True):
            self.addTab(view, _tab_name(table))
            self.setTabToolTip(self.count() - 1, plain_tip(table.title))
        several = len(tables) > 1
        self.tabBar().setVisible(several)
        # A tab widget hands the keyboard to its bar: to a hidden one it would be lost, and Tab with it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if several else Qt.FocusPolicy.NoFocus)


def _tab_name(table: Table) -> str:
    name = table.tab or table.title
    return name if len(name) <= LONGEST_TAB else f"{name[: LONGEST_TAB - 1].rstrip()}…"


def is_old(computed: object | None, chosen: Callable[[], object]) -> bool:
    """Something else is chosen by now than was computed; where nothing was computed, nothing is old."""
    try:
        return computed is not None and computed != chosen()
    except RuleError:
        return True
