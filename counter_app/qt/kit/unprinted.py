"""Papers that were issued but never came out of a printer: the list behind the header's tile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState, text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable, with_foot
from counter_app.store.read.prints import PrintJob
from counter_app.wording.dossier.labels import (
    Label,
    document_label,
    print_state_label,
    print_subject,
)
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.workplace import Workplace


class UnprintedDialog(Dialog):
    """Lists them oldest first; Enter opens the print window of one."""

    writes = False
    opening_width = 820

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.place = place
        self.setWindowTitle(_("Giấy tờ chờ in"))
        self.model: RowsModel[PrintJob] = RowsModel(
            [
                Column(_("Giấy tờ"), lambda job: document_label(job.document).text, 2.4),
                Column(_("Của"), lambda job: print_subject(job.subject), 2.0),
                Column(_("Lập lúc"), lambda job: job.issued_at, 1.4),
                Column(_("Tình trạng"), _state, 1.4),
                Column(_("Lỗi khi in"), lambda job: job.error, 2.0, extra=True),
            ],
            key=lambda job: job.id,
        )
        self.table = RowsTable(self.model, self.windowTitle(), stem="giay-to-cho-in")
        self.table.opened.connect(self._open)
        self.empty = EmptyState("printer", _("Mọi giấy tờ đã in."))
        self.print = ActionButton(
            _("&In giấy này"), self._open_current, name="printer", tone="primary"
        )
        self._listed = with_foot(self.table)
        box = self.column()
        box.addWidget(text_label(self.windowTitle(), "title"))
        box.addWidget(
            text_label(_("Hồ sơ đã lưu, chỉ chưa in giấy. In rồi giao cho công dân."), "muted")
        )
        box.addWidget(self._listed, 1)
        box.addWidget(self.empty, 1)
        box.addWidget(self.foot(self.print, self.leaving()))
        place.hub.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Read the list again; whoever stands on a paper stays there."""
        self.model.show(self.place.office.paper.unprinted())
        self.table.stay()
        some = self.model.rowCount() > 0
        self._listed.setVisible(some)
        self.empty.setVisible(not some)
        self.print.setEnabled(some)

    def _open_current(self) -> None:
        self._open(self.table.currentIndex().row())

    def _open(self, at: int) -> None:
        from counter_app.qt.kit.print_dialog import PrintDialog

        job = self.model.row(at)
        if job is not None:
            PrintDialog(self.place, job.id, self).open()


def _state(job: PrintJob) -> Label:
    return print_state_label(job.state)
