"""One digit says what somebody only asked about (chỉ hỏi), and their ticket is done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.desk.act import new_op
from counter_app.domain.queue.tickets import Ticket
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.held_keys import is_repeat
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.serving import in_hand
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.kit.workplace import Workplace
from counter_app.store.read.enquiries import Question

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class AskDialog(Dialog):
    """The topics with their digits; 0 leaves the ticket in hand as it is."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._op = new_op()
        self._ticket = in_hand(place)
        self.setWindowTitle(_("Ghi lượt hướng dẫn"))
        self.setMinimumWidth(scaled(460))
        self.close_ticket = TickBox()
        self.topics = [
            self._button(digit, topic)
            for digit, topic in enumerate(place.office.enquiries.topics(), 1)
        ]
        self.shut = self.leaving()
        self._build()
        self.finished.connect(self.deleteLater)

    def _button(self, digit: int, topic: str) -> ActionButton:
        button = ActionButton(f"{digit} · {topic}", partial(self._ask, digit))
        button.setStyleSheet("text-align: left;")
        return button

    def _build(self) -> None:
        self.close_ticket.setVisible(self._ticket is not None)
        if self._ticket is not None:
            text = _("Xong luôn số {label} (phím 0)").format(label=self._ticket.label)
            self.close_ticket.setText(text)
            self.close_ticket.setChecked(True)
        grid = QGridLayout()
        grid.setSpacing(scaled(8))
        for at, button in enumerate(self.topics):
            grid.addWidget(button, at // 2, at % 2)
        box = self.column()
        box.addWidget(text_label(_("Nội dung công dân cần hướng dẫn"), "title"))
        box.addWidget(
            text_label(_("Bấm phím số; mỗi lượt được đếm theo nội dung và giờ."), "muted")
        )
        box.addLayout(grid)
        box.addWidget(self.close_ticket)
        box.addWidget(self.foot(self.shut))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if not (digit.isascii() and digit.isdigit()) or is_repeat(event):
            super().keyPressEvent(event)
        elif digit == "0":
            self.close_ticket.toggle()
        elif int(digit) <= len(self.topics):
            self._ask(int(digit))

    def _ask(self, digit: int) -> None:
        closing = self._ticket if self.close_ticket.isChecked() else None
        asking = self._place.office.enquiries
        self._place.act(
            lambda: asking.ask(digit, ticket=closing.id if closing else None, op_id=self._op),
            then=lambda asked: self._on_asked(asked, closing),
        )

    def _on_asked(self, asked: Question, closed: Ticket | None) -> None:
        count = self._place.office.enquiries.count()
        text = _("Đã ghi lượt hướng dẫn: {topic}. Hôm nay {count} lượt.").format(
            topic=asked.topic, count=count
        )
        if closed is not None:
            more = _("Số {label} đã xong.").format(label=closed.label)
            text = f"{text} {more}"
        self._place.hub.notice(Tone.GOOD, text)
        self.accept()
