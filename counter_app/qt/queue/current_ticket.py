"""The ticket this counter has in hand: its number in big digits, how long it takes, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout

from counter_app.domain.queue.tickets import ACTS, Priority, Ticket, TicketAct, TicketState
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Badge, Card, row, text_label
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import sized
from counter_app.qt.queue.ticket_lines import waited_minutes
from counter_app.wording.dossier.labels import priority_label, ticket_state_label

_BUTTONS: tuple[tuple[TicketAct, str, str], ...] = (
    (TicketAct.SERVE, "user", "Alt+P"),
    (TicketAct.DONE, "ok", "Alt+X"),
    (TicketAct.ABSENT, "absent", "Alt+V"),
    (TicketAct.HOLD, "hold", "Alt+G"),
    (TicketAct.REQUEUE, "restore", "Alt+L"),
    (TicketAct.TRANSFER, "transfer", "Alt+C"),
)
_WIDE = (TicketAct.REQUEUE, TicketAct.TRANSFER)
"""The acts whose words do not fit into half of the card."""


class CurrentTicket(Card):
    """The card of the ticket in hand; every button has its key.

    Signals:
        call_asked(): the next number, please (F6).
        asked(object): a TicketAct for the ticket in hand.
        intake_asked(): open the intake form for this ticket.
        question_asked(): this visitor only asks; the window has the key.
    """

    call_asked = Signal()
    asked = Signal(object)
    intake_asked = Signal()
    question_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ticket: Ticket | None = None
        self._heading = text_label("", "heading")
        self._state = Badge()
        self._priority = Badge()
        self.digits = plain_label(alignment=Qt.AlignmentFlag.AlignCenter)
        self.digits.setObjectName("digits")
        self.elapsed = plain_label(alignment=Qt.AlignmentFlag.AlignCenter)
        self._about = text_label("", "muted")
        self._about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.call = self._button(_("Gọi tiếp"), self.call_asked.emit, "call", "F6", "primary")
        self.recall = self._button(_("Gọi lại"), self._asks(TicketAct.RECALL), "recall", "F7")
        self.intake = self._button(
            _("Bắt đầu tiếp nhận"), self.intake_asked.emit, "intake", "Alt+B"
        )
        self.ask = ActionButton(
            _("Ghi lượt hướng dẫn"), self.question_asked.emit, name="help", key="Ctrl+H", bind=False
        )
        self.undo = self._button(_("Hoàn tác"), self._asks(TicketAct.UNDO), "undo", "Ctrl+Z")
        words = _words()
        self.buttons = {
            act: self._button(words[act], self._asks(act), name, key) for act, name, key in _BUTTONS
        }
        self._lay_out()

    @staticmethod
    def _button(
        text: str, pressed: Callable[[], object], name: str, key: str, tone: str = ""
    ) -> ActionButton:
        return ActionButton(text, pressed, name=name, key=key, tone=tone)

    def _asks(self, act: TicketAct) -> Callable[[], None]:
        return lambda: self.asked.emit(act)

    def _lay_out(self) -> None:
        self.body.addLayout(row(self._heading, self._state, self._priority, stretch=0))
        self.add(self.digits, self.elapsed, self._about)
        self.body.addStretch(1)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self.call, 0, 0, 1, 2)
        wide = [self.buttons[act] for act in _WIDE]
        pairs = [self.recall, *self.buttons.values(), self.undo]
        pairs = [button for button in pairs if button not in wide]
        for at, button in enumerate(pairs):
            grid.addWidget(button, 1 + at // 2, at % 2)
        for at, button in enumerate((*wide, self.intake, self.ask), 2 + len(pairs) // 2):
            grid.addWidget(button, at, 0, 1, 2)
        self.body.addLayout(grid)

    @property
    def ticket(self) -> Ticket | None:
        """The ticket in hand."""
        return self._ticket

    def show_ticket(
        self, ticket: Ticket | None, counter: str, line: str, now: datetime, wish: str = ""
    ) -> None:
        """Show the ticket in hand, or that there is none; ``line`` names its queue, ``wish`` what it is for."""
        self._ticket = ticket
        self._heading.setText(_("Quầy {counter}").format(counter=counter))
        self.digits.setFont(sized(54 if ticket else 16, weight=QFont.Weight.Bold))
        self.digits.setText(ticket.label if ticket else _("Chưa gọi số nào"))
        self.digits.setMinimumHeight(self.digits.fontMetrics().height())
        self._state.setVisible(ticket is not None)
        if ticket is not None:
            self._state.show_label(ticket_state_label(ticket.state))
        urgent = ticket is not None and ticket.priority is not Priority.NONE
        self._priority.setVisible(urgent)
        if ticket is not None and urgent:
            self._priority.show_label(priority_label(ticket.priority))
        for badge in (self._state, self._priority):
            badge.updateGeometry()
        self._about.setText("\n".join(filter(None, (_about(ticket, line, now), wish))))
        self.tick(now)
        self._offer()

    def tick(self, now: datetime) -> None:
        """Count the time since the call, or since serving began, on."""
        self.elapsed.setFont(sized(16))
        ticket = self._ticket
        since = (ticket.serving_at or ticket.called_at) if ticket else None
        if since is None:
            self.elapsed.setText("")
            return
        seconds = max(int((now - since).total_seconds()), 0)
        hours, minutes = divmod(seconds // 60, 60)
        text = (
            f"{hours}:{minutes:02d}:{seconds % 60:02d}"
            if hours
            else f"{minutes:02d}:{seconds % 60:02d}"
        )
        self.elapsed.setText(text)

    def _offer(self) -> None:
        state = self._ticket.state if self._ticket else None
        for act, button in self.buttons.items():
            button.setEnabled(state in ACTS[act][0])
        self.recall.setEnabled(state is TicketState.CALLED)
        self.intake.setEnabled(state in (TicketState.CALLED, TicketState.SERVING))


def _words() -> dict[TicketAct, str]:
    return {
        TicketAct.SERVE: _("Phục vụ"),
        TicketAct.DONE: _("Xong"),
        TicketAct.ABSENT: _("Vắng mặt"),
        TicketAct.HOLD: _("Giữ chỗ"),
        TicketAct.REQUEUE: _("Xếp lại hàng đợi"),
        TicketAct.TRANSFER: _("Chuyển hàng đợi"),
    }


def _about(ticket: Ticket | None, line: str, now: datetime) -> str:
    if ticket is None:
        return _("Bấm F6 để gọi người tiếp theo.")
    waited = _("đã chờ {minutes} phút").format(minutes=waited_minutes(ticket, now))
    calls = plural("gọi {calls} lần", ticket.calls).format(calls=ticket.calls)
    parts = [line, waited, calls, ticket.priority_reason]
    return " · ".join(part for part in parts if part)
