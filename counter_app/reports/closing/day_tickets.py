"""The day's queue: how many came, and how long they waited and were served."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from statistics import median
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Table
from counter_app.domain.queue.tickets import Priority, Ticket, TicketState
from counter_app.i18n import _
from counter_app.reports.figures.rates import DASH
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column, cells, figure, heads

if TYPE_CHECKING:
    from counter_app.store.store import Store


Line = tuple[str, str, Sequence[Ticket]]
"""A queue's letter, what it is for, its tickets."""


def tickets_table(store: Store, day: date) -> Table:
    """The day's tickets by the queue they were taken for; times are medians in minutes."""
    tickets = store.queue.of_day(day)
    names = store.asof.rules(day).queues
    lines = [
        (queue, names.get(queue, queue), [item for item in tickets if item.queue == queue])
        for queue in sorted({ticket.queue for ticket in tickets})
    ]
    columns = _columns()
    return Table(
        name="day-tickets",
        tab=_("Số thứ tự"),
        title=_("SỐ THỨ TỰ VÀ THỜI GIAN CHỜ TRONG NGÀY"),
        subtitle=_("Ngày {day}").format(day=short_date(day)),
        columns=heads(columns),
        rows=cells(columns, lines),
        total=(None, *cells(columns[1:], [("", _("Tổng số"), tickets)])[0]),
        notes=(
            _(
                "Chờ: từ lúc lấy số đến lần gọi cuối. Phục vụ: từ lúc bắt đầu phục vụ đến lúc "
                "xong. Trung vị: một nửa số lượt không lâu hơn."
            ),
        ),
        chart=(1, 2, 3, 4),
        landscape=False,
    )


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column(_("Hàng đợi"), lambda line: line[0], 0.6, Align.CENTRE),
        Column(_("Nhóm lĩnh vực"), lambda line: line[1], 3.0),
        figure(_("Số đã lấy"), lambda line: len(line[2])),
        figure(_("Đã phục vụ"), lambda line: len(_served(line))),
        figure(_("Vắng mặt"), lambda line: _in(line, TicketState.ABSENT)),
        figure(
            _("Chưa xong"),
            lambda line: len(line[2]) - len(_served(line)) - _in(line, TicketState.ABSENT),
        ),
        figure(
            _("Ưu tiên"),
            lambda line: sum(ticket.priority is not Priority.NONE for ticket in line[2]),
        ),
        figure(
            _("Trung vị (phút)|Chờ"),
            lambda line: _median([_minutes(item.taken_at, item.called_at) for item in line[2]]),
        ),
        figure(
            _("Trung vị (phút)|Phục vụ"),
            lambda line: _median(
                [
                    _minutes(item.serving_at or item.called_at, item.done_at)
                    for item in _served(line)
                ]
            ),
        ),
    )


def _served(line: Line) -> list[Ticket]:
    return [ticket for ticket in line[2] if ticket.state is TicketState.DONE]


def _in(line: Line, state: TicketState) -> int:
    return sum(ticket.state is state for ticket in line[2])


def _minutes(start: datetime | None, end: datetime | None) -> float | None:
    if start is None or end is None or end < start:
        return None
    return (end - start).total_seconds() / 60


def _median(minutes: Sequence[float | None]) -> float | str:
    known = [value for value in minutes if value is not None]
    return round(median(known), 1) if known else DASH
