"""The queue: who waits, who is at this counter, and every step in between, each with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from counter_app.desk.desk import Noun
from counter_app.domain.queue.public import CounterState
from counter_app.domain.queue.tickets import Ticket, TicketAct, TicketState
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.failures import guard, show_error
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.jobs import Lane
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.theme import scaled, sized
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.calling import Calling
from counter_app.qt.queue.current_ticket import CurrentTicket
from counter_app.qt.queue.queue_line import QueueLine
from counter_app.qt.queue.second_screen import SecondScreen
from counter_app.qt.queue.ticket_dialog import TicketDialog
from counter_app.qt.queue.ticket_list import TicketList
from counter_app.qt.queue.touch_screen import TouchButtonOfPage, TouchScreen
from counter_app.wording.queue.counter_turns import turned_text
from counter_app.wording.queue.self_service import wish_text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

MINUTE_MS = 30_000
WIDE = 1_000
"""Pixels at 100 % text from which the ticket in hand and the list stand beside one another."""


class QueuePage(Page):
    """Calling people in; ``enter("call")`` and ``enter("recall")`` do what F6 and F7 do."""

    name: ClassVar[str] = "queue"
    icon: ClassVar[str] = "queue"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset(
        {Noun.TICKET, Noun.CATALOGUE, Noun.STAFF, Noun.SETTINGS}
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._send = Sending()
        self.calling = Calling(place, self)
        self.second_screen = SecondScreen(place, self)
        self.touch_screen = TouchScreen(place, self)
        self._groups = place.office.queue.groups()
        self._build()
        self._connect()
        self.first_read()
        self.second_screen.restore()
        self.touch_screen.restore()

    @override
    def title(self) -> str:
        return _("Hàng đợi")

    def _build(self) -> None:
        self.lines = [QueueLine(group, at) for at, group in enumerate(self._groups, start=1)]
        self._line_grid = QGridLayout()
        self._line_grid.setSpacing(10)
        self.current = CurrentTicket()
        self.tickets, self.drawn = TicketList(), TicketShown()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(14)
        self._middle.addWidget(self.current, 2)
        right = QVBoxLayout()
        right.addLayout(self._bar())
        right.addWidget(self.drawn)
        right.addWidget(self.tickets, 1)
        self._middle.addLayout(right, 3)
        self._arrange()
        box = QVBoxLayout()
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(12)
        box.addLayout(self._line_grid)
        box.addLayout(self._middle, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(box))

    def _bar(self) -> QHBoxLayout:
        self.called_line = Choice(
            [("", _("Gọi mọi hàng đợi"))]
            + [
                (group.letter, _("Chỉ gọi hàng đợi {letter}").format(letter=group.letter))
                for group in self._groups
            ]
        )
        self.called_line.setAccessibleName(_("Hàng đợi quầy này gọi"))
        self.urgent = ActionButton(
            _("Lấy số ưu tiên"), self._take_urgent, name="priority", key="Alt+U"
        )
        self.screen_button = ScreenButton(self.place, self.second_screen)
        self.touch_button = TouchButtonOfPage(self.place, self.touch_screen)
        self.pause_button = PauseButton(self.place)
        buttons = (self.urgent, self.screen_button, self.touch_button, self.pause_button)
        bar = QHBoxLayout()
        bar.addWidget(self.called_line)
        bar.addWidget(flowing(*buttons), 1)
        return bar

    def _arrange(self) -> None:
        """Beside one another while there is room, else below one another: nothing is clipped at large text."""
        wide = self.width() >= scaled(WIDE)
        directions = QBoxLayout.Direction
        self._middle.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self.current.setMinimumWidth(scaled(440) if wide else 0)
        for at, line in enumerate(self.lines):
            columns = len(self.lines) if wide else 2
            self._line_grid.addWidget(line, at // columns, at % columns)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        for line in self.lines:
            line.take_asked.connect(self._take)
        self.current.call_asked.connect(self._call_next)
        self.current.asked.connect(self._act_on_current)
        self.current.intake_asked.connect(self._begin_intake)
        self.current.question_asked.connect(self._ask)
        self.tickets.asked.connect(self._act_on)
        self.calling.refused.connect(self.reload)
        self._second = QTimer(self, interval=1_000)
        self._second.timeout.connect(self._on_second)
        self._second.start()
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self.reload)
        self._minute.start()

    @override
    def reload(self) -> None:
        queue = self.place.office.queue
        now = queue.now()
        tickets = queue.today_line()
        waiting = [ticket for ticket in tickets if ticket.state is TicketState.WAITING]
        for line in self.lines:
            line.show_waiting(waiting, now)
        self.tickets.show_tickets(tickets, now)
        current = self.calling.current()
        names = {group.letter: group.name for group in self._groups}
        name = names.get(current.line, "") if current else ""
        wish = self._wish(current) if current else ""
        self.current.show_ticket(current, self.calling.counter, name, now, wish)
        self.pause_button.reload()

    def _wish(self, ticket: Ticket) -> str:
        office, wish = self.place.office, ticket.wish
        code = wish.procedure if wish else ""
        chosen = office.catalogue.valid(code, ticket.day) if code else None
        if chosen is None or wish is None:
            return ""
        return wish_text(chosen.of_case(wish.case), len(wish.brought))

    def _on_second(self) -> None:
        if self.isVisible():
            self.current.tick(self.place.office.queue.now())

    @override
    def enter(self, argument: object = None) -> None:
        self.refresh()
        if argument == "call":
            self._call_next()
        elif argument == "recall":
            self._act_on_current(TicketAct.RECALL)

    @override
    def first_field(self) -> QWidget | None:
        return self.current.call

    def _call_next(self) -> None:
        self.drawn.hide()
        self.calling.call_next(self.called_line.value() or "")

    def _act_on_current(self, act: TicketAct) -> None:
        if act is TicketAct.UNDO:
            self.calling.undo()
            return
        ticket = self.calling.current()
        if ticket is None:
            self.place.hub.notice(Tone.INFO, _("Chưa gọi số nào. Bấm F6 để gọi người tiếp theo."))
        else:
            self._act_on(act, ticket)

    def _act_on(self, act: TicketAct, ticket: Ticket) -> None:
        if act is TicketAct.TRANSFER:
            self._choose_line(ticket)
        elif act is TicketAct.CALL:
            self.calling.call(ticket)
        else:
            self.calling.act(ticket, act)

    def _choose_line(self, ticket: Ticket) -> None:
        """Offer the other queues; their letters are the keys."""
        self.line_menu = QMenu(self)
        for group in self._groups:
            if group.letter != ticket.line:
                action = self.line_menu.addAction(f"&{group.letter} · {group.name}")
                action.setData(group.letter)
        self.line_menu.triggered.connect(
            lambda action: self.calling.act(ticket, TicketAct.TRANSFER, line=action.data())
        )
        self.line_menu.popup(self.current.mapToGlobal(self.current.rect().center()))

    def _begin_intake(self) -> None:
        ticket = self.calling.current()
        if ticket is None:
            return
        if ticket.state is TicketState.CALLED:
            ticket = self.calling.act(ticket, TicketAct.SERVE)
        if ticket is not None:
            self.place.hub.go("intake", ticket)

    def _ask(self) -> None:
        from counter_app.qt.queue.ask_dialog import AskDialog

        AskDialog(self.place, self.window()).open()

    def _take(self, letter: str) -> None:
        take = self.place.office.queue.take
        self.place.act(lambda: self._send(take, letter), then=self._hand_out)

    def _take_urgent(self) -> None:
        dialog = TicketDialog(self.place, self)
        dialog.taken.connect(self._hand_out)
        dialog.open()

    def _hand_out(self, ticket: Ticket) -> None:
        """Print the number; without a ticket printer show it."""
        ahead = self.place.office.queue.ahead_of(ticket)
        if self.place.office.preferences.ticket_printer:
            self._print(ticket, ahead)
            return
        names = {group.letter: group.name for group in self._groups}
        self.drawn.show_ticket(ticket, names.get(ticket.line, ""), ahead)

    def _print(self, ticket: Ticket, ahead: int) -> None:
        self._printing = (ticket, ahead)
        self.place.jobs.start(
            lambda office, _progress, _cancelled: office.paper.print_ticket(ticket, ahead),
            finished=self._on_printed,
            failed=self._on_print_failed,
            lane=Lane.PAPER,
            name=_("In số thứ tự"),
        )

    def _on_printed(self, _nothing: object) -> None:
        ticket, ahead = self._printing
        self.place.hub.notice(
            Tone.GOOD,
            plural("Đã in số {label}, còn {count} người trước.", ahead).format(
                label=ticket.label, count=ahead
            ),
        )

    def _on_print_failed(self, error: Exception) -> None:
        ticket, ahead = self._printing
        show_error(self.place, error, retry=lambda: self._print(ticket, ahead))


KEY = "Alt+N"


class PauseButton(ActionButton):
    """Says what it will do. A counter that calls somebody is open by that alone."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Tạm nghỉ quầy"), self._on_pressed, name="pause", key=KEY)
        self._place, self._send = place, Sending()
        self.state = CounterState.SHUT

    def reload(self) -> None:
        """Ask how this counter stands."""
        self.state = self._place.office.waiting_room.state_here()
        text = _("Mở lại quầy") if self.state is CounterState.PAUSED else _("Tạm nghỉ quầy")
        self.setText(f"{text} ({KEY})")
        self.setAccessibleName(text)

    def _on_pressed(self) -> None:
        room = self._place.office.waiting_room
        pausing = self.state is not CounterState.PAUSED
        verb = room.pause if pausing else room.reopen
        self._place.act(lambda: self._send(verb), then=lambda now: self._on_turned(now, pausing))

    def _on_turned(self, state: CounterState, pausing: bool) -> None:
        self.reload()
        self._place.hub.notice(Tone.INFO, turned_text(state, paused=pausing))


class ScreenButton(ActionButton):
    """One other screen: switches it on and off; several: offers them by name; none: shows it in a window."""

    def __init__(self, place: Workplace, second_screen: SecondScreen) -> None:
        super().__init__(_("Màn hình gọi số"), self._on_pressed, name="screen", key="Alt+M")
        self._place = place
        self._second_screen = second_screen
        self.menu_shown: QMenu | None = None

    def _on_pressed(self) -> None:
        if self._second_screen.shown_on or self._second_screen.previewed:
            self._second_screen.shut()
            self._place.hub.notice(Tone.INFO, _("Đã tắt màn hình gọi số."))
            return
        names = [screen.name() for screen in self._second_screen.choices()]
        if len(names) > 1:
            self._offer(names)
        elif names:
            self._open(names[0])
        else:
            self._second_screen.preview()
            self._place.hub.notice(
                Tone.INFO,
                _(
                    "Chưa thấy màn hình thứ hai nên bảng gọi số hiện thử trong cửa sổ. Alt+M để tắt."
                ),
            )

    def _offer(self, names: list[str]) -> None:
        self.menu_shown = QMenu(self)
        for at, name in enumerate(names, start=1):
            self.menu_shown.addAction(f"&{at} {name}").setData(name)
        self.menu_shown.triggered.connect(lambda action: self._open(action.data()))
        self.menu_shown.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _open(self, name: str) -> None:
        guard(self._place, lambda: self._second_screen.open_on(name), then=self._on_opened)

    def _on_opened(self, _nothing: None) -> None:
        self._place.hub.notice(
            Tone.GOOD,
            _("Màn hình gọi số đang hiện ở {name}.").format(name=self._second_screen.shown_on),
        )


class TicketShown(QFrame):
    """To be read out or copied onto a slip; the next number takes its place, and every key goes on to the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.number = plain_label()
        self.number.setFont(sized(44, weight=QFont.Weight.Bold))
        self.number.setObjectName("number")
        self.line = text_label("", "heading")
        self.ahead = text_label("", "heading")
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.line, self.ahead):
            words.addWidget(label)
        words.addWidget(
            text_label(
                _("Quầy này chưa có máy in số: đọc số cho công dân hoặc ghi ra giấy."), "muted"
            )
        )
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 8)
        box.setSpacing(18)
        box.addWidget(self.number)
        box.addLayout(words, 1)
        self.hide()

    def show_ticket(self, ticket: Ticket, line: str, ahead: int) -> None:
        """Show this number; ``line`` is its queue's name."""
        self.number.setText(ticket.label)
        self.number.setMinimumHeight(self.number.fontMetrics().height())
        self.line.setText(line)
        self.ahead.setText(
            plural("Còn {count} người trước.", ahead).format(count=ahead)
            if ahead
            else _("Được gọi tiếp theo.")
        )
        self.setAccessibleName(" ".join((_("Số thứ tự"), ticket.label)))
        self.show()
