"""Today's tickets as a table model: number, line, state, waiting and serving minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from counter_app.domain.queueing import Priority, Ticket, TicketState
from counter_app.i18n import _
from counter_app.qt.labels import Label, priority_label, ticket_state_label
from counter_app.qt.overriding import override
from counter_app.qt.plain import plain_tip
from counter_app.qt.widgets.icons import icon
from counter_app.qt.widgets.theme import sized, token
from counter_app.wording.moments import clock_text

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NUMBER, STATE, PRIORITY, TAKEN, WAITED, COUNTER, SERVED = range(7)


def waited_minutes(ticket: Ticket, now: datetime) -> int:
    """Whole minutes between taking the number and being called, or until now."""
    return max(int(((ticket.called_at or now) - ticket.taken_at).total_seconds()) // 60, 0)


def served_minutes(ticket: Ticket, now: datetime) -> int | None:
    """Whole minutes of serving so far; None before it began."""
    if ticket.serving_at is None:
        return None
    return max(int(((ticket.done_at or now) - ticket.serving_at).total_seconds()) // 60, 0)


class TicketModel(QAbstractTableModel):
    """The day's tickets: those that wait first, those that are done last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tickets: list[Ticket] = []
        self._now: datetime | None = None

    def show(self, tickets: Sequence[Ticket], now: datetime) -> None:
        """Replace the tickets; ``now`` ends the waiting of those not called yet."""
        self.beginResetModel()
        order = list(TicketState)
        busy = {TicketState.CALLED: -2, TicketState.SERVING: -2}
        self._tickets = sorted(
            tickets,
            key=lambda item: (busy.get(item.state, order.index(item.state)), item.place, item.id),
        )
        self._now = now
        self.endResetModel()

    def tick(self, now: datetime) -> None:
        """Count the minutes on without reading again."""
        self._now = now
        if self._tickets:
            self.dataChanged.emit(self.index(0, WAITED), self.index(len(self._tickets) - 1, SERVED))

    def ticket(self, row: int) -> Ticket:
        """The ticket in a row."""
        return self._tickets[row]

    def key_at(self, row: int) -> int:
        """The ticket's number in the file, wherever its row stands."""
        return self._tickets[row].id

    def row_of(self, ticket: int) -> int:
        """The row of a ticket, -1 when it is not shown."""
        return next((at for at, item in enumerate(self._tickets) if item.id == ticket), -1)

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._tickets)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else SERVED + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        ticket, column = self._tickets[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(ticket, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(ticket.priority_reason) or None
            case Qt.ItemDataRole.FontRole if column == NUMBER:
                return sized(11, weight=QFont.Weight.DemiBold)
        return _drawn(_mark(ticket, column), role)

    def _text(self, ticket: Ticket, column: int) -> str:
        now = self._now or ticket.taken_at
        served = served_minutes(ticket, now)
        return (
            ticket.label if ticket.line == ticket.queue else f"{ticket.label} → {ticket.line}",
            ticket_state_label(ticket.state).text,
            priority_label(ticket.priority).text if ticket.priority is not Priority.NONE else "",
            clock_text(ticket.taken_at),
            _("{minutes} phút").format(minutes=waited_minutes(ticket, now)),
            ticket.counter,
            "" if served is None else _("{minutes} phút").format(minutes=served),
        )[column]

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            _("Số"),
            _("Trạng thái"),
            _("Ưu tiên"),
            _("Lấy lúc"),
            _("Chờ"),
            _("Quầy"),
            _("Phục vụ"),
        )[section]


def _mark(ticket: Ticket, column: int) -> Label | None:
    if column == STATE:
        return ticket_state_label(ticket.state)
    if column == PRIORITY and ticket.priority is not Priority.NONE:
        return priority_label(ticket.priority)
    return None


def _drawn(mark: Label | None, role: int) -> Any:
    if mark is None:
        return None
    if role == Qt.ItemDataRole.DecorationRole:
        return icon(mark.icon, mark.tone)
    return QColor(token(mark.tone)) if role == Qt.ItemDataRole.ForegroundRole else None
