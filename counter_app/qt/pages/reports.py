"""Reports (F8): which one, for which days; on the screen as it will stand on paper, then to PDF, Excel or a printer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from counter_app.desk.desk import Noun
from counter_app.domain.sheets import Table
from counter_app.domain.staff import Duty
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.qt.dialogs.saving import ask_and_save
from counter_app.qt.dialogs.sheet_dialog import SheetDialog
from counter_app.qt.failures import guard, show_error
from counter_app.qt.hub import Tone
from counter_app.qt.jobs import Cancelled, Job, Progress
from counter_app.qt.page import Page
from counter_app.qt.widgets.buttons import ActionButton
from counter_app.qt.widgets.cards import Card, EmptyState, scrolling, text_label
from counter_app.qt.widgets.period_box import PeriodBox
from counter_app.qt.widgets.report_view import ReportView
from counter_app.qt.widgets.theme import scaled
from counter_app.qt.workplace import Workplace


class Shown(NamedTuple):
    """What stands on the screen."""

    name: str
    first: date
    last: date
    tables: tuple[Table, ...]

    @property
    def stem(self) -> str:
        """The beginning of file names."""
        return f"{self.name}-{self.first:%Y%m%d}-{self.last:%Y%m%d}".replace(".", "-")


class ReportsPage(Page):
    """Reports by name and period, computed off the UI thread."""

    name: ClassVar[str] = "reports"
    icon: ClassVar[str] = "reports"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.SETTINGS})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._job: Job | None = None
        self._number = 0
        self._then: Callable[[Any], None] = self.show_tables
        self._shown: Shown | None = None
        self._views: list[ReportView] = []
        self._build()
        self._connect()
        self._on_report_chosen()

    @override
    def title(self) -> str:
        return _("Báo cáo")

    def _build(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(_("Các bảng của báo cáo"))
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                "reports",
                _("Chọn báo cáo và kỳ báo cáo rồi bấm F8."),
                _("Số liệu tính đến hết ngày cuối kỳ, từ nhật ký của quầy này."),
            )
        )
        self._stack.addWidget(self.tabs)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._side())
        left = scrolling(column)
        left.setFixedWidth(scaled(262))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(14)
        layout.addWidget(left)
        layout.addWidget(self._stack, 1)
        self._show_busy(False)

    def _side(self) -> QWidget:
        self.list = self._report_list()
        self.period = PeriodBox(self.place.office.reporting.today())
        self.run = ActionButton(_("Xem báo cáo"), self._run, name="view", key="F8", tone="primary")
        self.busy = QProgressBar()
        self.busy.setAccessibleName(_("Đang tính"))
        self.cancel = ActionButton(_("Dừng"), self._cancel, name="stop", key="Alt+D")
        self.print = ActionButton(_("Xem trước và in"), self._print, name="printer", key="Ctrl+P")
        self.pdf = ActionButton(_("Lưu PDF"), self._save_pdf, name="save", key="Ctrl+S")
        self.xlsx = ActionButton(_("Lưu Excel"), self._save_xlsx, name="chart", key="Ctrl+E")
        side = Card()
        side.add(text_label(_("Báo cáo"), "heading"), self.list, self.period, self.run)
        side.add(self.busy, self.cancel, self.print, self.pdf, self.xlsx)
        side.body.addStretch(1)
        return side

    def _report_list(self) -> QListWidget:
        from counter_app.reports.catalogue import REPORTS

        self._reports = list(REPORTS.values())
        shown = QListWidget()
        shown.setAccessibleName(_("Báo cáo"))
        shown.setWordWrap(True)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for report in self._reports:
            shown.addItem(QListWidgetItem(_(report.label)))
        shown.setCurrentRow(0)
        shown.setFixedHeight(scaled(52) * max(len(self._reports), 2))
        return shown

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_report_chosen)
        self.list.itemActivated.connect(self._run)
        self.period.first.returnPressed.connect(self._run)
        self.period.last.returnPressed.connect(self._run)

    @override
    def first_field(self) -> QWidget | None:
        return self.list

    @override
    def enter(self, argument: object = None) -> None:
        self.period.set_today(self.place.office.reporting.today())
        names = [report.name for report in self._reports]
        if argument in names:
            self.list.setCurrentRow(names.index(str(argument)))
            self._run()

    def _on_report_chosen(self) -> None:
        self.period.offer(one_day=self._reports[self.list.currentRow()].one_day)

    def _run(self) -> None:
        if self._job is not None:
            return
        report = self._reports[self.list.currentRow()]
        days = guard(self.place, self._days, self.period.fields)
        if days is None:
            return
        name, (first, last) = report.name, days
        self._start(
            lambda office: Shown(name, first, last, office.reporting.compute(name, first, last)),
            self.show_tables,
        )

    def _days(self) -> tuple[date, date]:
        self.place.office.reporting.acting(Duty.REPORT)
        return self.period.days()

    def _start(self, ask: Callable[[Office], Any], then: Callable[[Any], None]) -> None:
        """Ask for something off the UI thread; an answer that nobody waits for any more is thrown away."""
        self._number += 1
        number, self._then = self._number, then

        def work(office: Office, progress: Progress, _cancelled: Cancelled) -> tuple[int, Any]:
            progress(0, 0, "")
            return number, ask(office)

        self._job = self.place.jobs.start(work, finished=self._on_answer, failed=self._on_failed)
        self._show_busy(True)

    def _on_answer(self, answer: tuple[int, Any]) -> None:
        number, result = answer
        if number == self._number and self._job is not None:
            self._job = None
            self._show_busy(False)
            self._then(result)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._show_busy(False)
        show_error(self.place, error, self.period.fields)

    def _cancel(self) -> None:
        """Stop waiting; what is still being computed is thrown away."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._show_busy(False)

    def show_tables(self, shown: Shown) -> None:
        """Show a computed report."""
        self._shown = shown
        self.tabs.clear()
        for old in self._views:
            old.deleteLater()
        self._views = [ReportView(table) for table in shown.tables]
        for view, table in zip(self._views, shown.tables, strict=True):
            self.tabs.addTab(view, _tab_name(table))
        several = len(shown.tables) > 1
        self.tabs.tabBar().setVisible(several)
        # The tab widget hands the keyboard to its bar: to a hidden one it would be lost, and Tab with it.
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus if several else Qt.FocusPolicy.NoFocus)
        self._stack.setCurrentWidget(self.tabs)
        self._show_busy(False)

    def _show_busy(self, busy: bool) -> None:
        self.busy.setRange(0, 0)
        self.busy.setVisible(busy)
        self.cancel.setVisible(busy)
        self.run.setEnabled(not busy)
        for button in (self.print, self.pdf, self.xlsx):
            button.setEnabled(self._shown is not None and not busy)

    def _print(self) -> None:
        self._draw("pdf", self._on_preview)

    def _save_pdf(self) -> None:
        self._draw("pdf", lambda data: self._save(data, ".pdf"))

    def _save_xlsx(self) -> None:
        self._draw("xlsx", lambda data: self._save(data, ".xlsx"))

    def _draw(self, kind: str, then: Callable[[bytes], None]) -> None:
        shown = self._shown
        if shown is None or self._job is not None:
            return
        if kind == "xlsx":
            self._start(lambda office: office.reporting.xlsx(shown.tables), then)
        else:
            self._start(lambda office: office.reporting.pdf(shown.tables), then)

    def _on_preview(self, pdf: bytes) -> None:
        if self._shown is not None:
            title = self._shown.tables[0].title
            SheetDialog(self.place, pdf, title, self._shown.stem, self).open()

    def _save(self, data: bytes, suffix: str) -> None:
        if self._shown is not None:
            ask_and_save(self, self._shown.stem + suffix, data, self._on_saved)

    def _on_saved(self, sentence: str, tone: str) -> None:
        self.place.hub.notice(Tone(tone), sentence)


def _tab_name(table: Table) -> str:
    return {
        "day": _("Tổng hợp"),
        "day-dossiers": _("Hồ sơ trong ngày"),
        "day-fees": _("Phí, lệ phí"),
        "day-tickets": _("Số thứ tự"),
    }.get(table.name, table.title)
