"""When the counter is busy: acts by hour of day and weekday, and over the days of the period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from counter_app.domain.paper.report_table import Align, Cell, ChartKind, Table, TableColumn
from counter_app.i18n import _, mark
from counter_app.reports.phrases import subtitle
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

_NAMES = {
    RECEIVED: mark("Tiếp nhận"),
    RETURNED: mark("Trả kết quả"),
    CERTIFIED: mark("Chứng thực"),
    QUESTION: mark("Lượt hướng dẫn"),
    TICKET: mark("Số thứ tự"),
}
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


def _hour(hour: int) -> str:
    return _("{hour:02d}:00 – {hour:02d}:59").format(hour=hour)


def _kinds_table(asked: Asked, loads: Sequence[Load]) -> Table:
    counts: Counter[tuple[str, int]] = Counter()
    for load in loads:
        counts[(load.kind, load.hour)] += load.acts
    rows = [[counts[(kind, hour)] for kind in LOADS] for hour in _span_of(loads)]
    total = [sum(load.acts for load in loads if load.kind == kind) for kind in LOADS]
    return Table(
        name="hours",
        tab=_("Theo giờ"),
        title=_("KHỐI LƯỢNG CÔNG VIỆC THEO GIỜ TRONG NGÀY"),
        subtitle=subtitle(asked, _("Đơn vị tính: lượt")),
        columns=(
            TableColumn(title=_("Giờ"), width=1.6, align=Align.CENTRE),
            *(TableColumn(title=_(_NAMES[kind]), align=Align.RIGHT) for kind in LOADS),
            TableColumn(title=_("Cộng"), align=Align.RIGHT),
        ),
        rows=tuple(
            (_hour(hour), *row, _acts(row)) for hour, row in zip(_span_of(loads), rows, strict=True)
        ),
        total=(_("Tổng số"), *total, _acts(total)),
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


def _acts(counts: Sequence[int]) -> int:
    """The acts, without the tickets that stand last."""
    return sum(counts[:-1])


def _week_table(asked: Asked, loads: Sequence[Load]) -> Table:
    """Hours down, weekdays across; days of the week on which nothing ever happened are left out from Saturday on."""
    counts: Counter[tuple[int, int]] = Counter()
    for load in loads:
        counts[(load.hour, load.day.weekday())] += load.acts
    used = {load.day.weekday() for load in loads}
    weekdays = [day for day in range(7) if day < 5 or day in used]
    rows = [[counts[(hour, day)] for day in weekdays] for hour in _span_of(loads)]
    total = [sum(column) for column in zip(*rows, strict=True)] or [0] * len(weekdays)
    return Table(
        name="hours-week",
        title="",
        subtitle=subtitle(asked, _("Đơn vị tính: lượt")),
        columns=(
            TableColumn(title=_("Giờ"), width=1.6, align=Align.CENTRE),
            *(TableColumn(title=_(WEEKDAYS[day]), align=Align.RIGHT) for day in weekdays),
            TableColumn(title=_("Tổng số"), align=Align.RIGHT),
        ),
        rows=tuple(
            (_hour(hour), *row, sum(row)) for hour, row in zip(_span_of(loads), rows, strict=True)
        ),
        total=(_("Tổng số"), *total, sum(total)),
        notes=_week_notes(loads, weekdays, total),
        chart=(0, *range(1, len(weekdays) + 1)),
        chart_kind=ChartKind.HEAT,
        landscape=False,
    )


def _week_notes(
    loads: Sequence[Load], weekdays: Sequence[int], total: Sequence[int]
) -> tuple[str, ...]:
    """Says how many such days there were, and the average of each."""
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
    rows: list[tuple[Cell, ...]] = [
        (_bucket_name(asked, bucket), *[counts[(bucket, kind)] for kind in LOADS])
        for bucket in buckets
    ]
    total = [sum(load.acts for load in loads if load.kind == kind) for kind in LOADS]
    return Table(
        name="hours-days",
        tab=_("Theo thời gian"),
        title=_("KHỐI LƯỢNG CÔNG VIỆC THEO THỜI GIAN"),
        subtitle=subtitle(asked, _("Đơn vị tính: lượt")),
        columns=(
            TableColumn(title=_("Ngày, tuần hoặc tháng"), width=1.8),
            *(TableColumn(title=_(_NAMES[kind]), align=Align.RIGHT) for kind in LOADS),
        ),
        rows=tuple(rows),
        total=(_("Tổng số"), *total),
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
