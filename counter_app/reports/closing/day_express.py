"""The day's work without a dossier: certifications, questions, and the money taken in and given back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Cell, Table
from counter_app.i18n import _
from counter_app.reports.list_columns import short_name
from counter_app.reports.phrases import named, named_figure, summed
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column, cells, figure, heads

if TYPE_CHECKING:
    from counter_app.store.read.certification import CertificationTally
    from counter_app.store.read.fees import FeeTotal
    from counter_app.store.store import Store

USUAL_HOURS = range(7, 18)
"""Hours that have a column although nobody came."""


def express_tables(store: Store, day: date) -> tuple[Table, ...]:
    """Only the tables with something in them, as of the end of ``day``."""
    tables = (certifications_table(store, day), questions_table(store, day), cash_table(store, day))
    return tuple(table for table in tables if table.rows)


def certifications_table(store: Store, day: date) -> Table:
    """Certifications by procedure; numbers void by the end of the day stand apart and are in no sum."""
    rules, tallies = store.asof.rules(day), store.certification.tallies(day, day)
    lines = [
        (f"{code} – {short_name(rules.procedures.get(code, ''))}", tally)
        for code, tally in tallies.items()
    ]
    columns: tuple[Column[tuple[str, CertificationTally]], ...] = (
        *named(_("Thủ tục"), 5.0),
        named_figure(_("Số việc chứng thực"), lambda row: row.count),
        named_figure(_("Số trang"), lambda row: row.pages),
        named_figure(_("Số bản"), lambda row: row.copies),
        named_figure(_("Phí (đồng)"), lambda row: row.fee, 1.4),
        named_figure(_("Số đã hủy"), lambda row: row.voided),
    )
    return Table(
        name="day-certifications",
        tab=_("Chứng thực"),
        title=_("CHỨNG THỰC TẠI QUẦY TRONG NGÀY"),
        subtitle=_("Ngày {day}").format(day=short_date(day)),
        columns=heads(columns),
        rows=cells(columns, lines),
        total=(None, _("Tổng số"), *summed(columns[2:], lines)),
        notes=_voided_note(sum(tally.voided_fee for tally in tallies.values())),
        chart=(1, 2, 4),
    )


def _voided_note(fee: int) -> tuple[str, ...]:
    if not fee:
        return ()
    return (
        _(
            "Số đã hủy không tính vào số việc chứng thực, số trang, số bản và phí; phí của số hủy: {fee} đồng."
        ).format(fee=grouped(fee)),
    )


def questions_table(store: Store, day: date) -> Table:
    """Visitors who only asked, by hour and topic, in the office's order of topics."""
    tallies = store.enquiries.tallies(day, day)
    order = store.asof.rules(day).settings.question_topics
    topics = sorted(
        tallies, key=lambda item: (order.index(item) if item in order else len(order), item)
    )
    seen = {hour for hours in tallies.values() for hour in hours}
    hours = range(min(*USUAL_HOURS, *seen), max(*USUAL_HOURS, *seen) + 1)
    lines = [(topic, tallies[topic]) for topic in topics]
    columns: tuple[Column[tuple[str, Mapping[int, int]]], ...] = (
        *named(_("Nội dung hướng dẫn")),
        named_figure(_("Số lượt"), lambda row: sum(row.values())),
        *(
            named_figure(_("Theo giờ|{hour} giờ").format(hour=hour), _of_hour(hour), 0.7)
            for hour in hours
        ),
    )
    return Table(
        name="day-questions",
        tab=_("Lượt hướng dẫn"),
        title=_("LƯỢT HƯỚNG DẪN TRONG NGÀY"),
        subtitle=_("Ngày {day}").format(day=short_date(day)),
        columns=heads(columns),
        rows=cells(columns, lines),
        total=(None, _("Tổng số"), *summed(columns[2:], lines)),
        chart=(1, 2),
    )


def _of_hour(hour: int) -> Callable[[Mapping[int, int]], Cell]:
    return lambda row: row.get(hour)


def cash_table(store: Store, day: date) -> Table:
    """Fees taken in and given back on the day, by sector and officer."""
    rules, totals = store.asof.rules(day), store.fees.totals(day, day)
    order = list(rules.sector_names)
    totals.sort(
        key=lambda item: (
            order.index(item.sector) if item.sector in order else len(order),
            item.sector,
            rules.officer(item.officer),
        )
    )
    columns: tuple[Column[FeeTotal], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Lĩnh vực"), lambda item: rules.sector(item.sector), 3.0),
        Column(_("Người thu"), lambda item: rules.officer(item.officer), 2.4),
        figure(_("Đã thu"), lambda item: item.collected, 1.4),
        figure(_("Đã hoàn"), lambda item: item.refunded, 1.4),
        figure(_("Còn lại"), lambda item: item.collected - item.refunded, 1.4),
    )
    return Table(
        name="day-cash",
        tab=_("Thu, hoàn phí"),
        title=_("PHÍ, LỆ PHÍ ĐÃ THU VÀ ĐÃ HOÀN TRONG NGÀY"),
        subtitle=_("Ngày {day} · Đơn vị tính: đồng").format(day=short_date(day)),
        columns=heads(columns),
        rows=cells(columns, totals),
        total=(None, _("Tổng số"), None, *summed(columns[3:], totals)),
        notes=(_("Số tiền thực thu, thực hoàn ghi tại quầy, kể cả phí chứng thực."),),
        landscape=False,
    )
