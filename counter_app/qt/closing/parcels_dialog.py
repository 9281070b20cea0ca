"""The superior's parcels: every row is seen before anything of it is applied."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.act import new_op
from counter_app.errors import CounterError
from counter_app.i18n import _, plural
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.one_job import OneJob
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import LowTable
from counter_app.qt.kit.theme import scaled
from counter_app.sync.letters.parcel import ItemKind
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import Label
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.desk.desk import Done
    from counter_app.desk.exchange.parcels import ItemReport, ParcelReport
    from counter_app.qt.kit.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelLine:
    """One row of one item; ``label`` what the item does."""

    at: int
    number: int
    title: str
    label: Label
    text: str


class ParcelsDialog(Dialog):
    """The parcels of a stick for this office, one row for each change; below the list the row in hand in full."""

    def __init__(self, place: Workplace, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._folder, self._op = place, folder, new_op()
        columns: tuple[Column[ParcelLine], ...] = (
            Column(_("Gói"), lambda line: str(line.number)),
            Column(_("Mục"), lambda line: line.title, 2.0),
            Column(_("Thay đổi"), lambda line: line.label),
            Column(_("Nội dung"), lambda line: line.text, 4.0),
        )
        self.model: RowsModel[ParcelLine] = RowsModel(columns, self, key=lambda line: line.at)
        self.table = LowTable(self.model, _("Gói gửi xuống"), stem="goi-gui-xuong")
        self.table.citizens = False
        self.table.setMinimumHeight(scaled(240))
        self.whole = Advice("info")
        self.said = Advice("warning")
        self.apply = ActionButton(
            _("Áp dụng"), self._on_apply, name="ok", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        lay_out(
            self,
            title=_("Gói gửi xuống của cấp trên"),
            about=str(folder),
            meaning=_(
                "Chỉ gói có chữ ký đúng của cấp trên mới được đọc. Xem từng dòng rồi áp dụng."
            ),
            parts=(self.table, self.table.foot, self.whole, self.said),
            buttons=(self.shut, self.apply),
            wide=960,
        )
        self._job = OneJob(place.jobs, self)
        self._connect()
        self._look()

    def _connect(self) -> None:
        self.table.chosen.connect(self._show_whole)
        self._job.turned.connect(self._on_turned)
        self._job.failed.connect(self._on_failed)
        self.finished.connect(self.deleteLater)

    def _look(self) -> None:
        folder = self._folder
        self._job.start(lambda office: office.parcels.look(folder), self._on_looked)

    def _on_looked(self, reports: Sequence[ParcelReport]) -> None:
        self.model.show(_lines(reports))
        wrong = sum(1 for report in reports for item in report.items if item.trouble)
        text = plural("{count} mục không áp dụng được; các mục khác vẫn áp dụng.", wrong)
        self.said.say(text.format(count=wrong) if wrong else "", "warning")
        self.table.stay()
        self.table.setFocus()

    def _show_whole(self, at: int) -> None:
        line = self.model.row(at)
        self.whole.say("" if line is None else f"{line.title}: {line.text or line.label.text}")

    def _on_apply(self) -> None:
        folder, op_id = self._folder, self._op
        self._job.start(
            lambda office: office.parcels.apply(folder, op_id=op_id),
            self._on_applied,
            writes=True,
            name=_("Áp dụng gói gửi xuống"),
        )

    def _on_turned(self) -> None:
        for button in (self.apply, self.shut):
            button.setEnabled(not self._job.busy)

    def _on_failed(self, error: Exception) -> None:
        self.apply.setEnabled(self.model.rowCount() > 0)
        if isinstance(error, CounterError):
            self.said.say(error.message, "bad")
        else:
            show_error(self._place, error)

    def _on_applied(self, done: Done[tuple[ParcelReport, ...]]) -> None:
        reports = self._place.hub.done(done)
        if not all(report.ok for report in reports):
            self._op = new_op()
            self._on_looked(reports)
            return
        self.accept()
        numbers = ", ".join(str(report.parcel.number) for report in reports)
        text = _("Đã áp dụng gói gửi xuống số {numbers}.").format(numbers=numbers)
        self._place.hub.notice(Tone.GOOD, text)


def _lines(reports: Sequence[ParcelReport]) -> list[ParcelLine]:
    rows = (
        (report.parcel.number, item, text)
        for report in reports
        for item in report.items
        for text in _texts(item)
    )
    return [
        ParcelLine(at=at, number=number, title=item.item.title, label=_label(item), text=text)
        for at, (number, item, text) in enumerate(rows)
    ]


def _texts(item: ItemReport) -> Sequence[str]:
    if item.trouble:
        return [" ".join(item.trouble.split("\n"))]
    if item.item.kind is ItemKind.NOTICE:
        return [" ".join(item.rows)]
    return item.rows or [""]


def _label(item: ItemReport) -> Label:
    if item.trouble:
        return Label(_("Không áp dụng được"), "bad", "error")
    if item.item.kind is ItemKind.NOTICE:
        return Label(_("Thông báo"), "info", "call")
    if item.left:
        text = plural("Còn {count} dòng chờ xét", item.left)
        return Label(text.format(count=item.left), "warning", "warning")
    if not item.changes:
        return Label(_("Không đổi"), "info", "ok")
    text = plural("{count} thay đổi", item.changes).format(count=item.changes)
    return Label(text, "warning", "edit")
