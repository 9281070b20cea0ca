"""Today's tickets as a table model: number, line, state, waiting and serving minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from counter_app.domain.queue.tickets import Priority, Ticket, TicketState
from counter_app.i18n import _
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_tip
from counter_app.qt.kit.rows import Index, RowsModel
from counter_app.qt.kit.theme import sized
from counter_app.wording.dossier.labels import Label, priority_label, ticket_state_label
from counter_app.wording.paper.moments import clock_text
from counter_app.wording.tables.columns import Column

NUMBER, STATE, PRIORITY, TAKEN, WAITED, COUNTER, SERVED = range(7)


def waited_minutes(ticket: Ticket, now: datetime) -> int:
    """Whole minutes between taking the number and being called, or until now."""
    return max(int(((ticket.called_at or now) - ticket.taken_at).total_seconds()) // 60, 0)


def served_minutes(ticket: Ticket, now: datetime) -> int | None:
    """Whole minutes of serving so far; None before it began."""
    if ticket.serving_at is None:
        return None
    return max(int(((ticket.done_at or now) - ticket.serving_at).total_seconds()) // 60, 0)


class TicketModel(RowsModel[Ticket]):
    """The day's tickets: those that are at a counter first, those that are done last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(self._read(), parent, key=lambda ticket: ticket.id)
        self._now: datetime | None = None

    def show_at(self, tickets: Sequence[Ticket], now: datetime) -> None:
        """Replace the tickets; ``now`` ends the waiting of those not called yet."""
        self._now = now
        order = list(TicketState)
        busy = {TicketState.CALLED: -2, TicketState.SERVING: -2}
        self.show(
            sorted(
                tickets,
                key=lambda item: (
                    busy.get(item.state, order.index(item.state)), item.place, item.id,
                ),
            )
        )  # fmt: skip

    def tick(self, now: datetime) -> None:
        """Count the minutes on without reading again."""
        self._now = now
        if last := self.rowCount():
            self.dataChanged.emit(self.index(0, WAITED), self.index(last - 1, SERVED))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        ticket = self.row(index.row())
        if ticket is not None and role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(ticket.priority_reason) or super().data(index, role)
        if role == Qt.ItemDataRole.FontRole and index.column() == NUMBER:
            return sized(11, weight=QFont.Weight.DemiBold)
        return super().data(index, role)

    def _read(self) -> tuple[Column[Ticket], ...]:
        return (
            Column(_("Số"), _number),
            Column(_("Trạng thái"), lambda ticket: ticket_state_label(ticket.state)),
            Column(_("Ưu tiên"), _priority),
            Column(
                _("Lấy lúc"),
                lambda ticket: ticket.taken_at,
                say=lambda ticket: clock_text(ticket.taken_at),
            ),
            Column(_("Đã chờ"), lambda ticket: _minutes(waited_minutes(ticket, self._at(ticket)))),
            Column(_("Quầy"), lambda ticket: ticket.counter),
            Column(
                _("Đã phục vụ"),
                lambda ticket: _minutes(served_minutes(ticket, self._at(ticket))),
            ),
        )

    def _at(self, ticket: Ticket) -> datetime:
        return self._now or ticket.taken_at


def _number(ticket: Ticket) -> str:
    return ticket.label if ticket.line == ticket.queue else f"{ticket.label} → {ticket.line}"


def _priority(ticket: Ticket) -> str | Label:
    return priority_label(ticket.priority) if ticket.priority is not Priority.NONE else ""


def _minutes(minutes: int | None) -> str:
    return "" if minutes is None else _("{minutes} phút").format(minutes=minutes)
