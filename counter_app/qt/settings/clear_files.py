"""Papers and reports that lie about in clear: for how long, which, and their going."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from counter_app.domain.office.staff import Duty
from counter_app.errors import CounterError
from counter_app.i18n import _, mark
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, EmptyState, text_label
from counter_app.qt.kit.copying import aside
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import DigitsEdit, Field
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows import Index, RowsModel
from counter_app.qt.kit.rows_table import LowTable
from counter_app.qt.kit.theme import scaled
from counter_app.wording.office.clear_files import (
    clear_files_text,
    cleared_files_text,
    due_text,
    last_cleared_text,
    standing_label,
)
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from counter_app.domain.paper.clear_file import ClearedFiles, ListedClearFile
    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Cancelled, Job, Progress
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.workplace import Workplace

_LEAST_TABLE = 80


class ClearFilesModel(RowsModel["ListedClearFile"]):
    """The oldest first; the whole path is the tool tip."""

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        columns: tuple[Column[ListedClearFile], ...] = (
            Column(mark("Ngày lưu"), lambda item: item.day, 1.0),
            Column(mark("Tệp"), lambda item: PurePath(item.path).name, 2.6),
            Column(mark("Thư mục"), lambda item: str(PurePath(item.path).parent), 2.4),
            Column(mark("Hạn xóa"), due_text, 1.1, sort=lambda item: item.due),
            Column(mark("Tình trạng"), lambda item: standing_label(item, today), 2.0),
        )
        super().__init__(columns, parent, key=lambda item: item.path)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            return self._rows[index.row()].path
        return super().data(index, role)


class ClearFilesDialog(Dialog):
    """The list is read beside the work, and again after files went."""

    writes = False
    opening_width, opening_height = 1040, 520

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._job: Job | None = None
        self._news: list[str] = []
        self.setWindowTitle(_("Tệp chưa mã hóa"))
        self.model = ClearFilesModel(place.office.now().date(), self)
        self.table = LowTable(
            self.model, _("Tệp chưa mã hóa"), stem="tep-chua-ma-hoa", counted=clear_files_text
        )
        self.table.setMinimumHeight(scaled(_LEAST_TABLE))
        self.empty = EmptyState("ok", _("Không có tệp nào chưa mã hóa."))
        self.said = Advice("info")
        self.due = ActionButton(
            _("Xóa tệp đến hạn"), self._clear_due, name="delete", key="Alt+X", tone="primary"
        )
        self.every = ActionButton(_("Xóa tất cả"), self._clear_all, name="delete", key="Alt+T")
        self._build()
        self.finished.connect(self.deleteLater)
        self._read()

    def _build(self) -> None:
        box = self.column()
        box.addWidget(text_label(_("Tệp chưa mã hóa"), "title"))
        box.addWidget(
            text_label(
                _(
                    "Giấy tờ, danh sách chương trình đã lưu thành tệp. Xóa là ghi đè rồi xóa; tệp đã có người sửa "
                    "thì giữ nguyên."
                ),
                "muted",
            )
        )
        box.addWidget(self.table, 1)
        box.addWidget(self.table.foot)
        box.addWidget(self.empty, 1)
        box.addWidget(self.said)
        box.addWidget(self.foot(self.due, self.every, self.leaving()))
        self.table.hide()
        self._show_buttons()

    def _show_buttons(self) -> None:
        may = self._job is None and self.place.may(Duty.SETTINGS) and self.model.rowCount() > 0
        self.due.setEnabled(may)
        self.every.setEnabled(may)

    def _start(
        self,
        work: Callable[[Office, Progress, Cancelled], Any],
        done: Callable[[Any], object],
        name: str,
    ) -> None:
        if self._job is None:
            self._job = aside(self.place, work, done, self._on_failed, name=name)
            self._show_buttons()

    def _read(self) -> None:
        self._start(
            lambda office, _progress, _cancelled: office.clear_files.listed(),
            self._show,
            _("Đọc danh sách tệp chưa mã hóa"),
        )

    def _show(self, listed: tuple[ListedClearFile, ...]) -> None:
        self._job = None
        self.model.show(listed)
        self.table.stay()
        self.table.setVisible(bool(listed))
        self.empty.setVisible(not listed)
        self.said.say(self._news, "good")
        self._news = []
        self._show_buttons()
        if listed:
            self.table.setFocus()

    def _clear_due(self) -> None:
        self._clear(everything=False)

    def _clear_all(self) -> None:
        self._clear(everything=True)

    def _clear(self, *, everything: bool) -> None:
        self._start(
            lambda office, _progress, _cancelled: office.clear_files.clear(everything=everything),
            self._on_cleared,
            _("Xóa tệp chưa mã hóa"),
        )

    def _on_cleared(self, done: ClearedFiles) -> None:
        self._job = None
        self._news = cleared_files_text(done)
        self._read()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._show_buttons()
        if not isinstance(error, CounterError):
            raise error
        self.said.say(error.message, "bad")


class ClearFilesCard(Card):
    """For how long such files are kept, and the way to them."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Giấy tờ, báo cáo lưu thành tệp"),
            _(
                "Tệp PDF, Excel không được mã hóa. Hết hạn, tệp trong thư mục giay-da-in tự xóa; tệp lưu nơi khác "
                "được đưa vào danh sách chờ xóa."
            ),
        )
        self._place = place
        self.days = DigitsEdit(most=3)
        self.days.setText(str(place.office.settings.clear_file_days))
        self.field = Field(_("Giữ trong (ngày)"), self.days, _("0: không tự xóa."))
        self._send = Sending()
        self.keep = ActionButton(_("Lưu số ngày"), self._keep, name="save")
        self.show_list = ActionButton(_("&Xem danh sách tệp"), self._open, name="view")
        self.last = text_label("", "muted")
        self.add(self.field)
        self.add(flowing(self.keep, self.show_list))
        self.add(self.last)
        for button in (self.keep, self.show_list):
            button.setEnabled(place.may(Duty.SETTINGS))
        self._tell()

    def _tell(self) -> None:
        self.last.setText(last_cleared_text(self._place.office.clear_files.told()))
        self.last.setVisible(bool(self.last.text()))

    def _keep(self) -> None:
        rules = self._place.office.rules
        wanted = replace(rules.settings, clear_file_days=int(self.days.text() or "0"))
        self._place.act(
            lambda: self._send(rules.change_settings, wanted),
            {"clear_file_days": self.field},
            lambda _kept: self._place.hub.notice(Tone.GOOD, _("Đã lưu số ngày giữ tệp.")),
        )

    def _open(self) -> None:
        dialog = ClearFilesDialog(self._place, self.window())
        dialog.finished.connect(self._tell)
        dialog.open()
