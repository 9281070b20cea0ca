"""The day report: figures by sector, the day's dossiers, fees and tickets."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Cell, Table
from counter_app.domain.periods import PeriodKind
from counter_app.i18n import _, mark, plural
from counter_app.reports.closing.day_express import express_tables
from counter_app.reports.closing.day_lists import dossiers_table, fees_table
from counter_app.reports.closing.day_tickets import tickets_table
from counter_app.reports.figures.figures import DayFigures, day_by_sector
from counter_app.reports.figures.rates import percent_cell, rate_note
from counter_app.reports.phrases import named, named_figure, total
from counter_app.reports.report import Group, Report
from counter_app.store.figures.tallies import Counting
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.store.store import Store

NAMING = frozenset({"day-dossiers"})
"""The day's tables that name citizens."""


def day_tables(store: Store, day: date) -> tuple[Table, ...]:
    """Everything about a day, from one state of the file: figures, dossiers, fees, tickets, express work."""
    counting = Counting(store.database)
    with counting.snapshot():
        return (
            day_report(store, day),
            dossiers_table(store, counting, day),
            fees_table(store, counting, day),
            tickets_table(store, day),
            *express_tables(store, day),
        )


def day_report(store: Store, day: date) -> Table:
    """The day by sector; only sectors with something. Errors: UnbalancedError (a bug)."""
    found = day_by_sector(store, day)
    rules = store.asof.rules(day)
    whole = reduce(add, found.values(), DayFigures())
    whole.check(f"total {day}")
    columns = _columns()
    return Table(
        name="day",
        tab=_("Tổng hợp"),
        title=_("BÁO CÁO TÌNH HÌNH TIẾP NHẬN VÀ GIẢI QUYẾT HỒ SƠ TRONG NGÀY"),
        subtitle=_("{office} · Ngày {day} · Đơn vị tính: hồ sơ").format(
            office=rules.settings.name, day=short_date(day)
        ),
        columns=heads(columns),
        rows=cells(columns, [(rules.sector(sector), row) for sector, row in found.items()]),
        total=total(columns[2:], whole),
        notes=_notes(whole),
        chart=(1, 2, 3, 4, 6, 7, 8),
    )


def _columns() -> tuple[Column[tuple[str, DayFigures]], ...]:
    working, done = _("Đang giải quyết"), _("Đã giải quyết")
    paused, ended = _("Tạm dừng"), _("Không giải quyết tiếp")
    return (
        *named(_("Lĩnh vực"), 2.6),
        named_figure(_("Tiếp nhận"), lambda row: row.received),
        named_figure(f"{working}|" + _("Chưa đến hạn"), lambda row: row.pending_not_due),
        named_figure(f"{working}|" + _("Quá hạn"), lambda row: row.pending_overdue),
        named_figure(f"{done}|" + _("Chờ trả"), lambda row: row.waiting_collection),
        named_figure(f"{done}|" + _("Trước hạn"), lambda row: row.early),
        named_figure(f"{done}|" + _("Đúng hạn"), lambda row: row.on_time),
        named_figure(f"{done}|" + _("Quá hạn"), lambda row: row.late),
        named_figure(f"{paused}|" + _("Bổ sung"), lambda row: row.paused_supplement),
        named_figure(f"{paused}|" + _("Nghĩa vụ tài chính"), lambda row: row.paused_financial),
        named_figure(f"{paused}|" + _("Tạm dừng giải quyết"), lambda row: row.stopped),
        named_figure(f"{ended}|" + _("Từ chối"), lambda row: row.refused),
        named_figure(f"{ended}|" + _("Công dân rút"), lambda row: row.withdrawn),
        named_figure(_("Tỷ lệ trước hạn và đúng hạn (%)"), _rate),
    )


def _rate(row: DayFigures) -> Cell:
    return percent_cell(row.early + row.on_time, row.finished)


def _notes(total: DayFigures) -> tuple[str, ...]:
    return (
        _(
            "Kiểm tra: chuyển từ ngày trước {opening} + tiếp nhận {received} = giải quyết xong "
            "{finished} + công dân rút {withdrawn} + còn lại cuối ngày {still_open}, khớp."
        ).format(
            opening=grouped(total.opening),
            received=grouped(total.received),
            finished=grouped(total.finished),
            withdrawn=grouped(total.withdrawn),
            still_open=grouped(total.still_open),
        ),
        rate_note(
            _("Tỷ lệ giải quyết trước hạn và đúng hạn"),
            _("(trước hạn + đúng hạn) / giải quyết xong trong ngày"),
            total.early + total.on_time,
            total.finished,
        ),
        plural("Đã trả kết quả trong ngày: {count} hồ sơ.", total.returned).format(
            count=grouped(total.returned)
        ),
        _(
            "Đang giải quyết, chờ trả, tạm dừng: tính đến hết ngày. Các cột khác: phát sinh trong ngày. "
            "Hồ sơ công dân rút đứng riêng; trong biểu II.06a được tính là đúng hạn."
        ),
        _("So hạn theo ngày kết thúc giải quyết; không tính ngày công dân đến nhận."),
    )


REPORT = Report(
    name="day",
    label=mark("Báo cáo ngày"),
    group=Group.FORMS,
    compute=lambda asked: day_tables(asked.store, asked.first),
    hint=mark("Số liệu trong ngày theo lĩnh vực, danh sách hồ sơ, phí và số thứ tự."),
    periods=(PeriodKind.DAY,),
)
