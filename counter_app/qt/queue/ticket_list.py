"""Today's tickets with what may be done to the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.queue.tickets import ACTS, Ticket, TicketAct
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.queue.ticket_lines import TicketModel


class TicketList(QWidget):
    """The list; it keeps its chosen ticket while the queue moves on.

    Signals:
        asked(object, object): a TicketAct for a Ticket; Enter on a row asks for CALL.
    """

    asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.model = TicketModel(self)
        self.table = RowsTable(self.model, _("Số thứ tự hôm nay"), stem="so-thu-tu-hom-nay")
        self.table.citizens = False
        self.buttons = {
            TicketAct.CALL: ActionButton(
                _("Gọi số này"), self._asks(TicketAct.CALL), name="call", key="Enter", bind=False
            ),
            TicketAct.REQUEUE: ActionButton(
                _("Xếp lại hàng đợi"), self._asks(TicketAct.REQUEUE), name="restore", key="Alt+R"
            ),
            TicketAct.HOLD: ActionButton(
                _("Giữ chỗ"), self._asks(TicketAct.HOLD), name="hold", key="Alt+H"
            ),
            TicketAct.RETURN: ActionButton(
                _("Đã quay lại"), self._asks(TicketAct.RETURN), name="returning", key="Alt+Q"
            ),
            TicketAct.TRANSFER: ActionButton(
                _("Chuyển hàng đợi"), self._asks(TicketAct.TRANSFER), name="transfer", key="Alt+K"
            ),
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table, 1)
        box.addWidget(self.table.foot)
        box.addWidget(flowing(*self.buttons.values()))
        self.table.activated.connect(self._on_activated)
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        self._offer()

    def _asks(self, act: TicketAct) -> Callable[[], None]:
        return lambda: self._ask(act)

    def _ask(self, act: TicketAct) -> None:
        ticket = self.chosen()
        if ticket is not None:
            self.asked.emit(act, ticket)

    def _on_activated(self, index: QModelIndex) -> None:
        self.asked.emit(TicketAct.CALL, self.model.row(index.row()))

    def chosen(self) -> Ticket | None:
        """The ticket of the chosen row."""
        return self.model.row(self.table.currentIndex().row())

    def show_tickets(self, tickets: Sequence[Ticket], now: datetime) -> None:
        """Show the day's tickets as they stand at ``now``."""
        self.model.show_at(tickets, now)
        self._offer()

    def _offer(self) -> None:
        ticket = self.chosen()
        for act, button in self.buttons.items():
            button.setEnabled(ticket is not None and ticket.state in ACTS[act][0])
