"""What the day brought without a dossier: certifications, questions, and the money taken in and given back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.paper.report_table import Align, Cell, Table, TableColumn
from counter_app.i18n import _
from counter_app.reports.list_columns import short_name
from counter_app.wording.amounts import grouped
from counter_app.wording.moments import short_date

if TYPE_CHECKING:
    from counter_app.store.read.certification import CertificationTally
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
    rows = [
        (number, f"{code} – {short_name(rules.procedures.get(code, ''))}", *_cells(tally))
        for number, (code, tally) in enumerate(tallies.items(), 1)
    ]
    sums = [
        sum(column) for column in zip(*(_cells(tally) for tally in tallies.values()), strict=True)
    ]
    return Table(
        name="day-certifications",
        tab=_("Chứng thực"),
        title=_("CHỨNG THỰC TẠI QUẦY TRONG NGÀY"),
        subtitle=_("Ngày {day}").format(day=short_date(day)),
        columns=(
            TableColumn(title=_("TT"), width=0.5, align=Align.CENTRE),
            TableColumn(title=_("Thủ tục"), width=5.0),
            TableColumn(title=_("Số việc chứng thực"), align=Align.RIGHT),
            TableColumn(title=_("Số trang"), align=Align.RIGHT),
            TableColumn(title=_("Số bản"), align=Align.RIGHT),
            TableColumn(title=_("Phí (đồng)"), width=1.4, align=Align.RIGHT),
            TableColumn(title=_("Số đã hủy"), align=Align.RIGHT),
        ),
        rows=tuple(rows),
        total=(None, _("Tổng số"), *(sums or [0] * 5)),
        notes=_voided_note(sum(tally.voided_fee for tally in tallies.values())),
        chart=(1, 2, 4),
    )


def _cells(tally: CertificationTally) -> tuple[int, int, int, int, int]:
    return tally.count, tally.pages, tally.copies, tally.fee, tally.voided


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
    rows = [
        (number, topic, sum(tallies[topic].values()), *(tallies[topic].get(hour) for hour in hours))
        for number, topic in enumerate(topics, 1)
    ]
    by_hour = [sum(found.get(hour, 0) for found in tallies.values()) for hour in hours]
    total: tuple[Cell, ...] = (None, _("Tổng số"), sum(by_hour), *by_hour)
    return Table(
        name="day-questions",
        tab=_("Lượt hướng dẫn"),
        title=_("LƯỢT HƯỚNG DẪN TRONG NGÀY"),
        subtitle=_("Ngày {day}").format(day=short_date(day)),
        columns=(
            TableColumn(title=_("TT"), width=0.5, align=Align.CENTRE),
            TableColumn(title=_("Nội dung hướng dẫn"), width=3.0),
            TableColumn(title=_("Số lượt"), align=Align.RIGHT),
            *(
                TableColumn(
                    title=_("Theo giờ|{hour} giờ").format(hour=hour),
                    width=0.7,
                    align=Align.RIGHT,
                )
                for hour in hours
            ),
        ),
        rows=tuple(rows),
        total=total,
        chart=(1, 2),
    )


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
    money = [(item.collected, item.refunded, item.collected - item.refunded) for item in totals]
    rows = [
        (number, rules.sector(item.sector), rules.officer(item.officer), *cells)
        for number, (item, cells) in enumerate(zip(totals, money, strict=True), 1)
    ]
    sums = [sum(column) for column in zip(*money, strict=True)] or [0] * 3
    return Table(
        name="day-cash",
        tab=_("Thu, hoàn phí"),
        title=_("PHÍ, LỆ PHÍ ĐÃ THU VÀ ĐÃ HOÀN TRONG NGÀY"),
        subtitle=_("Ngày {day} · Đơn vị tính: đồng").format(day=short_date(day)),
        columns=(
            TableColumn(title=_("TT"), width=0.5, align=Align.CENTRE),
            TableColumn(title=_("Lĩnh vực"), width=3.0),
            TableColumn(title=_("Người thu"), width=2.4),
            TableColumn(title=_("Đã thu"), width=1.4, align=Align.RIGHT),
            TableColumn(title=_("Đã hoàn"), width=1.4, align=Align.RIGHT),
            TableColumn(title=_("Còn lại"), width=1.4, align=Align.RIGHT),
        ),
        rows=tuple(rows),
        total=(None, _("Tổng số"), None, *sums),
        notes=(_("Số tiền thực thu, thực hoàn ghi tại quầy, kể cả phí chứng thực."),),
        landscape=False,
    )
