"""Papers that were issued but never came out of a printer: the list behind the header's tile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState, text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.kept_place import refill
from counter_app.qt.kit.plain import plain_tip
from counter_app.wording.labels import document_label, print_state_label, print_subject
from counter_app.wording.moments import short_date

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
        self._place = place
        self.setWindowTitle(_("Giấy tờ chờ in"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        self.list.itemActivated.connect(self._open)
        self.empty = EmptyState("printer", _("Mọi giấy tờ đã in."))
        self.print = ActionButton(
            _("&In giấy này"), self._open_current, name="printer", tone="primary"
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 18)
        box.setSpacing(10)
        box.addWidget(text_label(self.windowTitle(), "title"))
        box.addWidget(
            text_label(_("Hồ sơ đã lưu, chỉ chưa in giấy. In rồi giao cho công dân."), "muted")
        )
        box.addWidget(self.list, 1)
        box.addWidget(self.empty, 1)
        box.addWidget(self.foot(self.print, self.leaving()))
        place.hub.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        items = []
        for job in self._place.office.paper.unprinted():
            state = print_state_label(job.state)
            text = _("{paper} · {code} · {day} {clock:%H:%M} · {state}").format(
                paper=document_label(job.document).text,
                code=print_subject(job.subject),
                day=short_date(job.issued_at.date()),
                clock=job.issued_at,
                state=state.text,
            )
            item = QListWidgetItem(icon(state.icon, state.tone), text)
            item.setData(Qt.ItemDataRole.UserRole, job.id)
            item.setToolTip(plain_tip(job.error))
            items.append(item)
        refill(self.list, items)
        some = self.list.count() > 0
        self.list.setVisible(some)
        self.empty.setVisible(not some)
        self.print.setEnabled(some)

    def _open_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._open(item)

    def _open(self, item: QListWidgetItem) -> None:
        from counter_app.qt.kit.print_dialog import PrintDialog

        PrintDialog(self._place, int(item.data(Qt.ItemDataRole.UserRole)), self).open()
