"""The day's queue: how many came, and how long they waited and were served."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from statistics import median
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Cell, Table, TableColumn
from counter_app.domain.queue.tickets import Priority, Ticket, TicketState
from counter_app.i18n import _
from counter_app.reports.rates import DASH
from counter_app.wording.moments import short_date

if TYPE_CHECKING:
    from counter_app.store.store import Store


def tickets_table(store: Store, day: date) -> Table:
    """The day's tickets by the queue they were taken for; times are medians in minutes."""
    tickets = store.queue.of_day(day)
    names = store.asof.rules(day).queues
    queues = sorted({ticket.queue for ticket in tickets})
    return Table(
        name="day-tickets",
        tab=_("Số thứ tự"),
        title=_("SỐ THỨ TỰ VÀ THỜI GIAN CHỜ TRONG NGÀY"),
        subtitle=_("Ngày {day}").format(day=short_date(day)),
        columns=_columns(),
        rows=tuple(
            (queue, names.get(queue, queue), *_cells([t for t in tickets if t.queue == queue]))
            for queue in queues
        ),
        total=(None, _("Tổng số"), *_cells(tickets)),
        notes=(
            _(
                "Chờ: từ lúc lấy số đến lần gọi cuối. Phục vụ: từ lúc bắt đầu phục vụ đến lúc "
                "xong. Trung vị: một nửa số lượt không lâu hơn."
            ),
        ),
        chart=(1, 2, 3, 4),
        landscape=False,
    )


def _columns() -> tuple[TableColumn, ...]:
    heads = (
        _("Số đã lấy"),
        _("Đã phục vụ"),
        _("Vắng mặt"),
        _("Chưa xong"),
        _("Ưu tiên"),
        _("Trung vị (phút)|Chờ"),
        _("Trung vị (phút)|Phục vụ"),
    )
    return (
        TableColumn(title=_("Hàng đợi"), width=0.6, align=Align.CENTRE),
        TableColumn(title=_("Nhóm lĩnh vực"), width=3.0),
        *(TableColumn(title=head, align=Align.RIGHT) for head in heads),
    )


def _cells(tickets: Sequence[Ticket]) -> tuple[Cell, ...]:
    served = sum(ticket.state is TicketState.DONE for ticket in tickets)
    absent = sum(ticket.state is TicketState.ABSENT for ticket in tickets)
    return (
        len(tickets),
        served,
        absent,
        len(tickets) - served - absent,
        sum(ticket.priority is not Priority.NONE for ticket in tickets),
        _median([_minutes(ticket.taken_at, ticket.called_at) for ticket in tickets]),
        _median(
            [
                _minutes(ticket.serving_at or ticket.called_at, ticket.done_at)
                for ticket in tickets
                if ticket.state is TicketState.DONE
            ]
        ),
    )


def _minutes(start: datetime | None, end: datetime | None) -> float | None:
    if start is None or end is None or end < start:
        return None
    return (end - start).total_seconds() / 60


def _median(minutes: Sequence[float | None]) -> float | str:
    known = [value for value in minutes if value is not None]
    return round(median(known), 1) if known else DASH
