"""Drawing a number with priority, and showing a number where no ticket printer stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from counter_app.desk.act import new_op
from counter_app.domain.queue.tickets import Priority, Ticket
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, text_label
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled, sized
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.labels import priority_label


class TicketDialog(QDialog):
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
        cancel = ActionButton(_("Không lưu"), self.reject, key="Esc", bind=False)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 18)
        box.setSpacing(12)
        for field in self._fields.values():
            box.addWidget(field)
        box.addLayout(row(self.accept_button, cancel))
        self.setMinimumWidth(scaled(420))
        EnterMoves(self).ended.connect(self._take)
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


class TicketShown(QDialog):
    """The drawn number in big digits, to be read out or copied onto a slip."""

    def __init__(
        self, ticket: Ticket, queue_name: str, ahead: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Số thứ tự"))
        number = plain_label(ticket.label, alignment=Qt.AlignmentFlag.AlignCenter)
        number.setFont(sized(72, weight=QFont.Weight.Bold))
        number.setObjectName("number")
        number.setMinimumHeight(number.fontMetrics().height())
        lines = [
            text_label(queue_name, "heading"),
            number,
            text_label(plural("Còn {count} người trước.", ahead).format(count=ahead), "heading"),
            text_label(
                _("Quầy này chưa có máy in số: đọc số cho công dân hoặc ghi ra giấy."), "muted"
            ),
        ]
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 20, 28, 20)
        for line in lines:
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(line)
        self.shut = ActionButton(_("Đóng"), self.accept, key="Esc", tone="primary", bind=False)
        self.shut.setDefault(True)
        box.addWidget(self.shut)
        self.setMinimumWidth(scaled(360))
        self.setAccessibleName(" ".join((_("Số thứ tự"), ticket.label)))
        self.finished.connect(self.deleteLater)
