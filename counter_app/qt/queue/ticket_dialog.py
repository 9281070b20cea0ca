"""Drawing a number with priority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.desk.act import new_op
from counter_app.domain.queue.tickets import Priority, Ticket
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.dossier.labels import priority_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class TicketDialog(Dialog):
    """Asks for the queue, why this person goes before others, and in which words that is logged.

    Signals:
        taken(object): the Ticket that was drawn.
    """

    taken = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self._op = place, new_op()
        self.setWindowTitle(_("Lấy số ưu tiên"))
        groups = place.office.queue.groups()
        self.queue = Choice([(group.letter, f"{group.letter} · {group.name}") for group in groups])
        self.priority = Choice(
            [(item, priority_label(item).text) for item in Priority if item is not Priority.NONE]
        )
        self.reason = LineEdit(most=200)
        self._fields = {
            "queue": Field(_("&Hàng đợi"), self.queue),
            "priority": Field(_("&Diện ưu tiên"), self.priority),
            "reason": Field(
                _("&Ghi chú"),
                self.reason,
                hint=_("Bắt buộc khi chọn lý do khác. Lý do được ghi vào nhật ký."),
            ),
        }
        self.accept_button = ActionButton(
            _("Lấy số"), self._take, name="ticket", key="Ctrl+Return", tone="primary"
        )
        cancel = self.leaving()
        box = self.column()
        box.addWidget(text_label(self.windowTitle(), "title"))
        for field in self._fields.values():
            box.addWidget(field)
        box.addWidget(self.foot(cancel, self.accept_button))
        self.finished.connect(self.deleteLater)

    def _take(self) -> None:
        self.place.act(
            lambda: self.place.office.queue.take(
                self.queue.value(),
                priority=self.priority.value(),
                reason=self.reason.value(),
                op_id=self._op,
            ),
            self._fields,
            then=self._on_taken,
        )

    def _on_taken(self, ticket: Ticket) -> None:
        self.accept()
        self.taken.emit(ticket)
