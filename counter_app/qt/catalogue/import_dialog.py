"""Taking a list of procedures in: the file, which column is what, what was found line by line, only then writing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.desk.act import new_op
from counter_app.desk.catalogue.lists.findings import ListOptions, ListReport, Outcome
from counter_app.desk.catalogue.lists.report import summary
from counter_app.desk.desk import Done
from counter_app.domain.catalogue.list_fields import ListField, ListTable
from counter_app.domain.tables import SheetSummary
from counter_app.errors import Cancelled, ClockError, RuleError
from counter_app.i18n import _, plural
from counter_app.office import Office
from counter_app.qt.catalogue.check_report import CheckReport
from counter_app.qt.catalogue.sector_choices import SectorChoices
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, scrolling, text_label
from counter_app.qt.kit.column_choices import ColumnChoices
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard, show_error
from counter_app.qt.kit.fields import DateEdit, Field, LineEdit
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.one_job import OneJob
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.saving import TABLE_FILES, ask_and_save
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.catalogue.listing import field_title


class ImportDialog(Dialog):
    """Two steps: choose and map, then read the report and write. All work on the file is off the UI thread."""

    writes = False
    opening_width, opening_height = 980, 660

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.table: ListTable | None = None
        self.report: ListReport | None = None
        self._columns: dict[ListField, int] = {}
        self._options = ListOptions()
        self._job = OneJob(place.jobs, self)
        self._op = new_op()
        self.setWindowTitle(_("Nhập danh mục thủ tục"))
        self._make()
        self._build()
        self._connect()
        self._show_step(0)

    def _make(self) -> None:
        self.path = LineEdit(placeholder=_("Tệp .xlsx, .xls, .ods hoặc .csv"))
        browse = partial(_browse, self)
        self.browse = ActionButton(_("Chọn tệp…"), browse, name="folder", key="Ctrl+O")
        self.sheets = SheetChoices()
        self.columns = ColumnChoices(
            {field: field_title(field) for field in ListField},
            (ListField.CODE, ListField.NAME),
            across=2,
            longest=60,
        )
        self.source = LineEdit(placeholder=_("Quyết định số … ngày …"), most=300)
        self.since = DateEdit()
        self.new_sectors = TickBox(_("Tạo lĩnh vực &mới cho tên chưa có"))
        self.whole = TickBox(_("Có dòng lỗi thì &không nhập dòng nào"))
        self.complete = TickBox(_("&Sửa mã theo gợi ý (2.00081 là 2.000810)"))
        self.fields = {
            "file": Field(_("Tệp danh mục"), self.path),
            "list.source": Field(_("Văn bản công bố"), self.source),
            "list.valid_from": Field(
                _("Áp dụng từ ngày"), self.since, _("Để trống: sửa ngay phiên bản đang dùng")
            ),
            **self.columns.fields,
        }
        self.sectors = SectorChoices()
        self.found = CheckReport()
        self.advice = Advice("info")
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(_("Đang làm"))
        self.check = ActionButton(
            _("Kiểm tra"), self.begin_check, name="view", key="F8", tone="primary"
        )
        self.back = ActionButton(_("Quay lại"), self._on_back, name="previous", key="Alt+Left")
        self.write = ActionButton(
            _("Nhập vào danh mục"), self.begin_write, name="save", key="Ctrl+Return", tone="primary"
        )
        self.keep = ActionButton(_("Lưu báo cáo"), self._on_keep, name="chart", key="Ctrl+S")
        self.paper = ActionButton(_("Báo cáo PDF"), self._on_paper, name="file", key="Ctrl+P")
        self.leave = self.leaving()

    def _build(self) -> None:
        self.steps = QStackedWidget()
        self.steps.addWidget(scrolling(_first_step(self)))
        second = QVBoxLayout()
        second.setContentsMargins(0, 0, 0, 0)
        second.addWidget(self.sectors)
        second.addWidget(self.found, 1)
        self.steps.addWidget(scrolling(second))
        box = self.column()
        box.addWidget(text_label(self.windowTitle(), "title"))
        box.addWidget(self.steps, 1)
        box.addWidget(self.advice)
        box.addWidget(self.busy)
        box.addWidget(
            self.foot(self.back, self.keep, self.paper, self.leave, self.check, self.write)
        )

    def _connect(self) -> None:
        self._job.turned.connect(self._show_busy)
        self._job.failed.connect(self._on_failed)
        self.path.returnPressed.connect(lambda: self.begin_read())
        self.sheets.changed.connect(lambda: self.begin_read(self.sheets.said()))
        self.columns.changed.connect(lambda: self.advice.say(""))
        self.sectors.changed.connect(self.begin_check)
        self.found.ticked.connect(self._show_busy)
        self.finished.connect(self.deleteLater)

    # --- the file ----------------------------------------------------------------------------

    def open_file(self, name: str) -> None:
        """Read this file and propose its columns."""
        self.path.setText(name)
        self.begin_read()

    def begin_read(self, sheets: Sequence[str] = ()) -> None:
        """Read the file named in the box, or these sheets of it."""
        name = self.path.value()
        if not name:
            self.fields["file"].set_error(_("Chọn tệp danh mục."))
            self.path.setFocus()
            return
        path = Path(name)
        self._start(lambda office: office.procedure_lists.read_list(path, sheets), self._on_read)

    def _on_read(self, table: ListTable) -> None:
        self.table = table
        self.sheets.show_sheets(table.sheets)
        self.columns.show_table(table, self.place.office.procedure_lists.columns_of(table))
        self.advice.say(
            plural("Đã đọc {count} dòng từ {name}.", len(table.lines)).format(
                count=len(table.lines), name=table.name
            ),
            "good",
        )
        self._show_step(0)
        self.check.setFocus()

    # --- checking ----------------------------------------------------------------------------

    def begin_check(self) -> None:
        """Check the list as mapped now; a file named but not read yet is read first."""
        table = self.table
        if table is None:
            self.begin_read()
            return
        options = guard(self.place, lambda: _options(self), self.fields)
        if options is None:
            return
        self._options, self._columns = options, self.columns.columns()
        columns = self._columns
        self._start(
            lambda office: office.procedure_lists.check_list(table, columns, options),
            self._on_checked,
        )

    def _on_checked(self, report: ListReport) -> None:
        self.report = report
        self.sectors.show_unknown(report.unknown_sectors, self.place.office.catalogue.sectors())
        self.found.show_report(report)
        self.advice.say(_advice(report, whole=self._options.whole), "warning")
        self._show_step(1)
        self.write.setEnabled(self.found.may_write(whole=self._options.whole))
        (self.write if self.write.isEnabled() else self.found.table).setFocus()

    # --- writing -----------------------------------------------------------------------------

    def begin_write(self) -> None:
        """Write what the report says; checked again, for somebody may have changed the catalogue meanwhile."""
        table, columns, op = self.table, self._columns, self._op
        options = replace(self._options, accepted=frozenset(self.found.accepted))
        if table is None or not self.found.may_write(whole=self._options.whole):
            return
        self._start(
            lambda office: office.procedure_lists.load_list(table, columns, options, op_id=op),
            self._on_written,
            writes=True,
        )

    def _on_written(self, done: Done[ListReport]) -> None:
        report = self.place.hub.done(done)
        told = _("Đã nhập danh mục: {summary}").format(summary=summary(report))
        self.place.hub.notice(Tone.GOOD, told)
        self.accept()

    # --- the report on paper -----------------------------------------------------------------

    def _on_keep(self) -> None:
        self._draw(lambda office, tables: office.reports.xlsx(tables), ".xlsx")

    def _on_paper(self) -> None:
        self._draw(lambda office, tables: office.reports.pdf(tables), ".pdf")

    def _draw(self, make: Callable[[Office, Any], bytes], suffix: str) -> None:
        report = self.report
        if report is None:
            return
        tables = self.place.office.procedure_lists.report_tables(report)
        name = f"kiem-tra-{Path(report.file).stem}{suffix}"
        self._start(
            lambda office: make(office, tables),
            lambda data: ask_and_save(self.place, self, name, data, self.advice.say_saved),
        )

    # --- one piece of work at a time ---------------------------------------------------------

    def _start(
        self, ask: Callable[[Office], Any], then: Callable[[Any], object], *, writes: bool = False
    ) -> None:
        if self._job.busy:
            return
        for field in self.fields.values():
            field.set_error("")
        self.advice.say("")
        name = _("Nhập danh mục thủ tục") if writes else _("Đọc danh mục thủ tục")
        self._job.start(ask, then, writes=writes, name=name)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, RuleError) and error.field in self.fields:
            self._show_step(0)
            show_error(self.place, error, self.fields)
        elif isinstance(error, RuleError) and not isinstance(error, ClockError):
            self.advice.say(error.message, "bad")
        elif isinstance(error, Cancelled):
            self.advice.say(error.message, "info")
        else:
            show_error(self.place, error, self.fields)

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self._show_busy()
        if step == 0:
            (self.path if self.table is None else self.check).setFocus()

    def _show_busy(self) -> None:
        busy, first = self._job.busy, self.steps.currentIndex() == 0
        self.busy.setVisible(busy)
        for button, shown in (
            (self.check, first),
            (self.write, not first),
            (self.back, not first),
            (self.keep, not first),
            (self.paper, not first),
        ):
            button.setVisible(shown)
            button.setEnabled(not busy)
        self.browse.setEnabled(not busy)
        self.columns.setVisible(self.table is not None)
        if not first and not busy and self.report is not None:
            self.write.setEnabled(self.found.may_write(whole=self._options.whole))

    def _on_back(self) -> None:
        self.advice.say("")
        self._show_step(0)

    @override
    def reject(self) -> None:
        """Stop reading or writing, and stay open; nothing of a list that was being written is kept."""
        if self._job.busy:
            self._job.cancel()
        else:
            super().reject()


def _advice(report: ListReport, *, whole: bool) -> str:
    """The advice on a checked list that is not simply taken in."""
    blocked = report.count(Outcome.BLOCKED)
    if whole and blocked:
        return plural(
            "Có {count} dòng lỗi nên không nhập dòng nào. Sửa tệp rồi nhập lại.", blocked
        ).format(count=blocked)
    held = report.count(Outcome.HELD)
    if held:
        return plural(
            "{count} dòng gây bất lợi cho công dân, chờ đồng ý từng dòng; dòng chưa đồng ý không được nhập.",
            held,
        ).format(count=held)
    if not report.procedures:
        return _(
            "Không có dòng nào để nhập: danh mục đã giống tệp này, hoặc mọi dòng đều lỗi. Chọn tệp khác."
        )
    if blocked:
        return plural(
            "{count} dòng lỗi sẽ bị bỏ lại; các dòng khác vẫn nhập được.", blocked
        ).format(count=blocked)
    return ""


def _browse(dialog: ImportDialog) -> None:
    chooser = QFileDialog(dialog, _("Chọn danh mục thủ tục"), dialog.path.text(), TABLE_FILES)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.fileSelected.connect(dialog.open_file)
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()


def _first_step(dialog: ImportDialog) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    file = QHBoxLayout()
    file.addWidget(dialog.fields["file"], 1)
    column.addLayout(file)
    column.addLayout(row(dialog.browse))
    about = QHBoxLayout()
    about.setSpacing(14)
    about.addWidget(dialog.fields["list.source"], 2)
    about.addWidget(dialog.fields["list.valid_from"], 1)
    column.addLayout(about)
    column.addWidget(dialog.sheets)
    column.addWidget(dialog.new_sectors)
    column.addWidget(dialog.whole)
    column.addWidget(dialog.complete)
    column.addWidget(dialog.columns)
    column.addStretch(1)
    return column


def _options(dialog: ImportDialog) -> ListOptions:
    since = dialog.since.day("list.valid_from")
    return ListOptions(
        source=dialog.source.value(),
        valid_from=since,
        sectors=dialog.sectors.said(),
        create_sectors=dialog.new_sectors.isChecked(),
        whole=dialog.whole.isChecked(),
        complete_codes=dialog.complete.isChecked(),
    )


class SheetChoices(QWidget):
    """A tick for each sheet that holds anything; hidden when a file has one sheet only.

    Signals:
        changed(): other sheets were ticked, and at least one is.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ticks: dict[str, TickBox] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._box.addWidget(text_label(_("Trang tính cần nhập:"), "heading"))
        self.hide()

    def show_sheets(self, sheets: Sequence[SheetSummary]) -> None:
        """Offer these, those that were read ticked."""
        for tick in self.ticks.values():
            tick.deleteLater()
        self.ticks = {}
        for sheet in sheets:
            text = _("{name}: {rows} dòng, đang ẩn") if sheet.hidden else _("{name}: {rows} dòng")
            shown = text.format(name=sheet.name, rows=sheet.rows).replace("&", "&&")
            tick = TickBox(shown)
            tick.setChecked(sheet.read)
            tick.clicked.connect(self._on_ticked)
            self._box.addWidget(tick)
            self.ticks[sheet.name] = tick
        self.setVisible(bool(sheets))

    def said(self) -> tuple[str, ...]:
        """The names of the ticked ones."""
        return tuple(name for name, tick in self.ticks.items() if tick.isChecked())

    def _on_ticked(self) -> None:
        if self.said():
            self.changed.emit()
