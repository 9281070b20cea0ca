"""The busy times of the counter: acts by hour of day and weekday, and over the days of the period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from counter_app.domain.paper.report_table import Align, ChartKind, Table
from counter_app.i18n import _, mark
from counter_app.reports.phrases import subtitle, summed
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.indicators import (
    CERTIFIED,
    LOADS,
    QUESTION,
    RECEIVED,
    RETURNED,
    TICKET,
    Load,
)
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import WEEKDAYS, short_date
from counter_app.wording.tables.columns import Column, cells, figure, heads

_NAMES = {
    RECEIVED: mark("Tiếp nhận"),
    RETURNED: mark("Trả kết quả"),
    CERTIFIED: mark("Chứng thực"),
    QUESTION: mark("Lượt hướng dẫn"),
    TICKET: mark("Số thứ tự"),
}
R = TypeVar("R")
C = TypeVar("C")
DAYS_SHOWN, WEEKS_SHOWN = 62, 400
"""Periods of at most so many days are shown by day, by week; longer ones by month."""


def hours(asked: Asked) -> tuple[Table, ...]:
    """By kind, by weekday, tickets by weekday, over time."""
    loads = asked.figures.loads(asked.first, asked.last, asked.sector)
    acts = [load for load in loads if load.kind != TICKET]
    tickets = [load for load in loads if load.kind == TICKET]
    return (
        _kinds_table(asked, loads),
        replace(
            _week_table(asked, acts),
            name="hours-week",
            tab=_("Theo ngày trong tuần"),
            title=_("CÔNG VIỆC TẠI QUẦY THEO GIỜ VÀ NGÀY TRONG TUẦN"),
        ),
        replace(
            _week_table(asked, tickets),
            name="hours-tickets",
            tab=_("Số thứ tự"),
            title=_("SỐ THỨ TỰ ĐÃ LẤY THEO GIỜ VÀ NGÀY TRONG TUẦN"),
        ),
        _days_table(asked, loads),
    )


def _span_of(loads: Sequence[Load]) -> range:
    """The hours from the first to the last in which anything was done."""
    found = [load.hour for load in loads]
    return range(min(found), max(found) + 1) if found else range(0)


def _hour_column() -> Column[int]:
    text = _("{hour:02d}:00 – {hour:02d}:59")
    return Column(_("Giờ"), lambda hour: text.format(hour=hour), 1.6, Align.CENTRE)


def _count(title: str, counts: Counter[tuple[R, C]], of: C) -> Column[R]:
    return figure(title, lambda row: counts[row, of])


def _kinds_table(asked: Asked, loads: Sequence[Load]) -> Table:
    counts: Counter[tuple[int, str]] = Counter()
    for load in loads:
        counts[load.hour, load.kind] += load.acts
    acts = [kind for kind in LOADS if kind != TICKET]
    columns: tuple[Column[int], ...] = (
        _hour_column(),
        *(_count(_(_NAMES[kind]), counts, kind) for kind in LOADS),
        figure(_("Cộng"), lambda hour: sum(counts[hour, kind] for kind in acts)),
    )
    return Table(
        name="hours",
        tab=_("Theo giờ"),
        title=_("KHỐI LƯỢNG CÔNG VIỆC THEO GIỜ TRONG NGÀY"),
        subtitle=subtitle(asked, _("Đơn vị tính: lượt")),
        columns=heads(columns),
        rows=cells(columns, _span_of(loads)),
        total=(_("Tổng số"), *summed(columns[1:], _span_of(loads))),
        notes=(
            _(
                "Cộng = tiếp nhận + trả kết quả + chứng thực + lượt hướng dẫn; số thứ tự đứng riêng."
            ),
            _(
                "Tiếp nhận tính theo lúc hồ sơ nộp lần đầu, kể cả hồ sơ bị từ chối hoặc phải bổ sung. Chứng thực tính "
                "theo văn bản, trừ số đã hủy."
            ),
        ),
        chart=(0, 1, 2, 3, 4),
        chart_kind=ChartKind.STACKED,
        landscape=False,
    )


def _week_table(asked: Asked, loads: Sequence[Load]) -> Table:
    """Hours down, weekdays across; days of the week on which nothing ever happened are left out from Saturday on."""
    counts: Counter[tuple[int, int]] = Counter()
    for load in loads:
        counts[(load.hour, load.day.weekday())] += load.acts
    used = {load.day.weekday() for load in loads}
    weekdays = [day for day in range(7) if day < 5 or day in used]
    columns: tuple[Column[int], ...] = (
        _hour_column(),
        *(_count(_(WEEKDAYS[day]), counts, day) for day in weekdays),
        figure(_("Tổng số"), lambda hour: sum(counts[hour, day] for day in weekdays)),
    )
    total = summed(columns[1:], _span_of(loads))
    return Table(
        name="hours-week",
        title="",
        subtitle=subtitle(asked, _("Đơn vị tính: lượt")),
        columns=heads(columns),
        rows=cells(columns, _span_of(loads)),
        total=(_("Tổng số"), *total),
        notes=_week_notes(loads, weekdays, total[:-1]),
        chart=(0, *range(1, len(weekdays) + 1)),
        chart_kind=ChartKind.HEAT,
        landscape=False,
    )


def _week_notes(
    loads: Sequence[Load], weekdays: Sequence[int], total: Sequence[int]
) -> tuple[str, ...]:
    """The number of such days, and the average of each."""
    busy = Counter(day.weekday() for day in {load.day for load in loads})
    averages = [
        _("{weekday} {total} / {days} = {average}").format(
            weekday=_(WEEKDAYS[day]),
            total=grouped(count),
            days=busy[day],
            average=grouped(count / busy[day], 1),
        )
        for day, count in zip(weekdays, total, strict=True)
        if busy[day]
    ]
    if not averages:
        return ()
    heading = _("Bình quân một ngày (tổng / số ngày có phát sinh)")
    return (f"{heading}: " + "; ".join(averages) + ".",)


def _days_table(asked: Asked, loads: Sequence[Load]) -> Table:
    counts: Counter[tuple[date, str]] = Counter()
    for load in loads:
        counts[(_bucket(asked, load.day), load.kind)] += load.acts
    buckets = sorted({bucket for bucket, _kind in counts})
    columns: tuple[Column[date], ...] = (
        Column(_("Ngày, tuần hoặc tháng"), lambda bucket: _bucket_name(asked, bucket), 1.8),
        *(_count(_(_NAMES[kind]), counts, kind) for kind in LOADS),
    )
    return Table(
        name="hours-days",
        tab=_("Theo thời gian"),
        title=_("KHỐI LƯỢNG CÔNG VIỆC THEO THỜI GIAN"),
        subtitle=subtitle(asked, _("Đơn vị tính: lượt")),
        columns=heads(columns),
        rows=cells(columns, buckets),
        total=(_("Tổng số"), *summed(columns[1:], buckets)),
        notes=(
            _(
                "Chỉ những ngày có phát sinh. Tuần tính từ thứ Hai; tuần đầu và tuần cuối kỳ có thể thiếu ngày."
            ),
        ),
        chart=(0, *range(1, len(LOADS) + 1)),
        chart_kind=ChartKind.LINE,
        landscape=False,
    )


def _bucket(asked: Asked, day: date) -> date:
    if asked.period.days <= DAYS_SHOWN:
        return day
    if asked.period.days <= WEEKS_SHOWN:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1)


def _bucket_name(asked: Asked, bucket: date) -> str:
    if asked.period.days <= DAYS_SHOWN:
        return short_date(bucket)
    if asked.period.days <= WEEKS_SHOWN:
        return _("Tuần từ {day}").format(day=short_date(bucket))
    return f"{bucket.month:02d}/{bucket.year}"


REPORT = Report(
    name="hours",
    label=mark("Khối lượng công việc theo giờ"),
    group=Group.ANALYSIS,
    compute=hours,
    hint=mark("Giờ nào, ngày nào đông để bố trí người trực quầy."),
    by_sector=True,
    citizens=False,
)
