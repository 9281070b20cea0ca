"""The official system's own list: the file, which column is what, then the worklist; work is off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QFileDialog,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.desk.access.book import NO_REASON
from counter_app.desk.act import Done, new_op
from counter_app.desk.official.codes import Imported
from counter_app.desk.official.lists import ListChoices, Worklist, noted_pairs
from counter_app.desk.official.worklist import worklist_table
from counter_app.domain.official.list_columns import OfficialTable, is_enough
from counter_app.domain.official.list_lines import ListLines
from counter_app.domain.official.list_words import OfficialField
from counter_app.errors import Cancelled, RuleError
from counter_app.i18n import _, plural
from counter_app.office import Office
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, scrolling, text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.one_job import OneJob
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.saving import TABLE_FILES, ask_and_save
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.why_dialog import ask_to_take
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.official.list_columns import ListAsking
from counter_app.qt.official.worklist_view import WorklistView

Read = tuple[OfficialTable, dict[OfficialField, int], ListLines | None, bool]
"""A file, its columns as proposed, the lines if these are enough, and whether a person has to look at them."""


class OfficialListDialog(Dialog):
    """Opens with the worklist of the list taken in last; else with the file."""

    writes = False
    opening_width, opening_height = 1180, 680

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.table: OfficialTable | None = None
        self.worklist: Worklist | None = None
        self._job = OneJob(place.jobs, self)
        self._op = new_op()
        self._send = Sending()
        self.setWindowTitle(_("So với danh sách của hệ thống chính thức"))
        self._make()
        self._build()
        self._connect()
        self._show_step(0)
        self.reload()

    def _make(self) -> None:
        self.path = LineEdit(placeholder=_("Tệp .xlsx, .xls, .ods hoặc .csv"))
        self.file = Field(_("Danh sách hồ sơ xuất từ hệ thống chính thức"), self.path)
        self.asking = ListAsking()
        self.view = WorklistView()
        self.advice = Advice("info")
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(_("Đang làm"))
        browse = partial(_browse, self)
        self.browse = ActionButton(_("Chọn tệp…"), browse, name="folder", key="Ctrl+O")
        self.compare = ActionButton(
            _("So với quầy"), self.begin_compare, name="view", key="F8", tone="primary"
        )
        self.note = ActionButton("", self._on_note, name="save", key="Ctrl+Return", tone="primary")
        self.keep = ActionButton(_("Lưu Excel"), self._on_keep, name="chart", key="Alt+E")
        self.other = ActionButton(
            _("Danh sách khác"), partial(self._show_step, 0), name="previous", key="Alt+N"
        )
        self.back = ActionButton(
            _("Điều phải xem"), partial(self._show_step, 1), name="next", key="Alt+Right"
        )
        self.drop = ActionButton(
            _("Xóa danh sách"), self._on_drop, name="stop", key="Alt+X", tone="danger"
        )
        self.shut = self.leaving()

    def _build(self) -> None:
        first = QVBoxLayout()
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(10)
        first.addWidget(self.file)
        first.addLayout(row(self.browse))
        first.addWidget(
            text_label(
                _(
                    "Xuất danh sách hồ sơ trên hệ thống của tỉnh ra Excel, lấy đủ mã, chủ hồ sơ, thủ tục, ngày tiếp"
                    " nhận, ngày hẹn trả, trạng thái. Cột xếp thế nào cũng được."
                ),
                "muted",
            )
        )
        first.addWidget(self.asking)
        first.addStretch(1)
        self.steps = QStackedWidget()
        self.steps.addWidget(scrolling(first))
        self.steps.addWidget(scrolling(self.view))
        box = self.column()
        box.addWidget(text_label(self.windowTitle(), "title"))
        box.addWidget(self.steps, 1)
        box.addWidget(self.advice)
        box.addWidget(self.busy)
        box.addWidget(
            self.foot(
                self.drop, self.keep, self.other, self.back, self.shut, self.compare, self.note
            )
        )

    def _connect(self) -> None:
        self._job.turned.connect(self._show_busy)
        self._job.failed.connect(self._on_failed)
        self.path.returnPressed.connect(self.begin_read)
        self.view.ticked.connect(self._on_ticked)
        self.view.opened.connect(self._on_opened)
        self.finished.connect(self.deleteLater)

    # --- the file ----------------------------------------------------------------------------

    def open_file(self, name: str) -> None:
        """Read this file; what is known of its columns is not asked again."""
        self.path.setText(name)
        self.begin_read()

    def begin_read(self) -> None:
        """Read the file named in the box."""
        name = self.path.value()
        if not name:
            self.file.set_error(_("Chọn tệp danh sách."))
            self.path.setFocus()
            return
        self._start(lambda office: _read(office, Path(name)), self._on_read)

    def _on_read(self, found: Read) -> None:
        table, columns, lines, asks = found
        self.table, self._op = table, new_op()
        self.asking.show_table(table, columns, lines)
        self._show_step(0)
        if asks:
            self.advice.say(_("Xem lại cột và trạng thái, rồi bấm So với quầy (F8)."), "warning")
            self.compare.setFocus()
        else:
            self.begin_compare()

    def begin_compare(self) -> None:
        """Compare the list by its columns as chosen now; a file that is not read yet is read first."""
        table, choices, op = self.table, self.asking.choices(), self._op
        if table is None:
            self.begin_read()
        else:
            self._start(lambda office: _taken(office, table, choices, op), self._on_taken)

    def _on_taken(self, found: tuple[Done[Any], Worklist]) -> None:
        done, worklist = found
        self._op = new_op()
        self.place.hub.done(done)
        self.asking.states.show_unknown(worklist.unknown)
        self._show(worklist)

    # --- the worklist ------------------------------------------------------------------------

    def reload(self) -> None:
        """Compare the kept list with the dossiers as they are now."""
        self._start(lambda office: office.official_list.worklist(), self._on_reloaded)

    def _on_reloaded(self, worklist: Worklist | None) -> None:
        if worklist is not None:
            self._show(worklist)

    def _show(self, worklist: Worklist) -> None:
        self.worklist = worklist
        self.view.show_worklist(worklist)
        self._show_step(1)

    def _on_ticked(self, count: int) -> None:
        text = plural("Ghi mã của {count} hồ sơ", count).format(count=count)
        self.note.setText(f"{text} (Ctrl+Enter)")
        self.note.setAccessibleName(text)
        self.note.setEnabled(count > 0 and not self._job.busy)

    def _on_note(self) -> None:
        pairs = noted_pairs(self.view.chosen())
        enter = self.place.office.official.enter_pairs
        if pairs:
            self.place.act(lambda: self._send(enter, pairs), {}, self._on_noted)

    def _on_noted(self, done: Imported) -> None:
        text = plural("Đã ghi {count} mã.", len(done.entered)).format(count=len(done.entered))
        self.advice.say([text, *done.refused[:3]], "warning" if done.refused else "good")
        self.reload()

    def _on_opened(self, code: str) -> None:
        self.reject()
        self.place.hub.go("dossier", code)

    def _on_drop(self) -> None:
        self._start(lambda office: office.official_list.drop(), self._on_dropped)

    def _on_dropped(self, _nothing: object) -> None:
        self.worklist = self.table = None
        self._show_step(0)
        self.advice.say(_("Đã xóa danh sách; mã đã ghi vào hồ sơ vẫn còn."), "good")

    def _on_keep(self, why: str = "") -> None:
        if self.worklist is None:
            return
        tables = (worklist_table(self.worklist, self.view.shown()),)

        def draw(office: Office) -> bytes:
            office.access.exported_tables("official", tables, why=why)
            return office.reports.xlsx(tables)

        self._start(draw, self._on_drawn)

    def _on_drawn(self, data: bytes) -> None:
        ask_and_save(self.place, self, "doi-soat-danh-sach.xlsx", data, self.advice.say_saved)

    # --- one piece of work at a time ---------------------------------------------------------

    def _start(self, ask: Callable[[Office], Any], then: Callable[[Any], object]) -> None:
        if not self._job.busy:
            self.file.set_error("")
            self._job.start(ask, then, name=_("Đối chiếu danh sách"))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, RuleError) and error.rule == NO_REASON:
            ask_to_take(self, error.message, self._on_keep)
            return
        if isinstance(error, RuleError) and error.field == "columns":
            self._show_step(0)
            self.advice.say(error.message, "warning")
        elif isinstance(error, Cancelled):
            self.advice.say(error.message, "info")
        else:
            show_error(self.place, error, {"file": self.file})

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self._show_busy()
        (self.path if step == 0 else self.view.table).setFocus()

    def _show_busy(self) -> None:
        busy, first = self._job.busy, self.steps.currentIndex() == 0
        self.busy.setVisible(busy)
        for button, shown in (
            (self.compare, first),
            (self.note, not first),
            (self.keep, not first),
            (self.other, not first),
            (self.back, first and self.worklist is not None),
            (self.drop, not first),
        ):
            button.setVisible(shown)
            button.setEnabled(not busy)
        self.browse.setEnabled(not busy)
        self.asking.setVisible(self.table is not None)
        self._on_ticked(len(self.view.chosen()))

    @override
    def reject(self) -> None:
        """Stop reading or comparing, and stay open."""
        if self._job.busy:
            self._job.cancel()
        else:
            super().reject()


def _read(office: Office, path: Path) -> Read:
    lists = office.official_list
    table = lists.read(path)
    columns = lists.columns_of(table)
    enough = is_enough(columns)
    lines = lists.lines_of(table, ListChoices(columns=columns)) if enough else None
    return table, columns, lines, lists.asks(table, columns)


def _taken(
    office: Office, table: OfficialTable, choices: ListChoices, op: str
) -> tuple[Done[Any], Worklist]:
    done = office.official_list.remember(table, choices, op_id=op)
    return done, office.official_list.take(table, choices)


def _browse(dialog: OfficialListDialog) -> None:
    chooser = QFileDialog(dialog, _("Chọn tệp danh sách"), dialog.path.text(), TABLE_FILES)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.fileSelected.connect(dialog.open_file)
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()
