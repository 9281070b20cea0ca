"""The report of a week, month, quarter or year: form II.06a, and every sector against the period before."""

from __future__ import annotations

from collections.abc import Mapping

from counter_app.domain.paper.report_table import Cell, Table
from counter_app.domain.periods import Period, PeriodKind
from counter_app.i18n import _, mark
from counter_app.reports.figures.figures import Ii06a, ii06a_from, total_of
from counter_app.reports.figures.rates import percent_cell, rate_note
from counter_app.reports.indicators.ii06a import ii06a_form
from counter_app.reports.phrases import named, named_figure, subtitle, total
from counter_app.reports.report import Asked, Group, Report
from counter_app.wording.promise.periods import period_text
from counter_app.wording.tables.columns import Column, cells, heads

Both = tuple[Ii06a, Ii06a]
"""The figures of the period before, and of this one."""


def summary_tables(asked: Asked) -> tuple[Table, ...]:
    """Form II.06a of the period, then the comparison."""
    now = _figures(asked, asked.period)
    before = _figures(asked, asked.before)
    return ii06a_form(asked, now), _comparison(asked, now, before)


def _figures(asked: Asked, period: Period) -> dict[str, Ii06a]:
    found = ii06a_from(asked.figures, asked.rules.sector_names, period.first, period.last)
    return {key: row for key, row in found.items() if asked.sector in ("", key)}


def _comparison(asked: Asked, now: Mapping[str, Ii06a], before: Mapping[str, Ii06a]) -> Table:
    nothing, columns = Ii06a(), _columns()
    whole = total_of(dict(before)), total_of(dict(now))
    start = asked.rules.settings.report_start_day
    return Table(
        name="summary",
        tab=_("So với kỳ trước"),
        title=_("TỔNG HỢP THEO LĨNH VỰC, SO VỚI KỲ TRƯỚC"),
        subtitle=subtitle(asked, _("Đơn vị tính: hồ sơ")),
        columns=heads(columns),
        rows=cells(
            columns,
            [
                (asked.rules.sector(key), (before.get(key, nothing), now.get(key, nothing)))
                for key in asked.in_order(now.keys() | before.keys())
            ],
        ),
        total=total(columns[2:], whole),
        notes=(
            _("Kỳ này: {now}. Kỳ trước: {before}.").format(
                now=period_text(asked.period, start), before=period_text(asked.before, start)
            ),
            _rate(_("Tỷ lệ trước hạn và đúng hạn kỳ này"), whole[1]),
            _rate(_("Tỷ lệ trước hạn và đúng hạn kỳ trước"), whole[0]),
            _("Tiếp nhận: trong kỳ, không gồm hồ sơ từ kỳ trước chuyển sang. Còn lại: khi hết kỳ."),
        ),
        chart=(1, 3, 6),
    )


def _columns() -> tuple[Column[tuple[str, Both]], ...]:
    before, now, change = _("Kỳ trước"), _("Kỳ này"), _("Tăng, giảm")
    received, resolved = _("Tiếp nhận"), _("Đã giải quyết")
    rate, pending, overdue = _("Trước hạn và đúng hạn (%)"), _("Còn lại"), _("Còn lại quá hạn")
    return (
        *named(_("Lĩnh vực"), 2.4),
        named_figure(f"{received}|{before}", lambda row: _received(row[0])),
        named_figure(f"{received}|{now}", lambda row: _received(row[1])),
        named_figure(f"{received}|{change}", lambda row: _received(row[1]) - _received(row[0])),
        named_figure(f"{resolved}|{before}", lambda row: row[0].resolved),
        named_figure(f"{resolved}|{now}", lambda row: row[1].resolved),
        named_figure(f"{resolved}|{change}", lambda row: row[1].resolved - row[0].resolved),
        named_figure(f"{rate}|{before}", lambda row: _percent(row[0])),
        named_figure(f"{rate}|{now}", lambda row: _percent(row[1])),
        named_figure(f"{pending}|{before}", lambda row: row[0].pending),
        named_figure(f"{pending}|{now}", lambda row: row[1].pending),
        named_figure(f"{overdue}|{before}", lambda row: row[0].pending_overdue),
        named_figure(f"{overdue}|{now}", lambda row: row[1].pending_overdue),
    )


def _received(row: Ii06a) -> int:
    return row.online + row.direct


def _percent(row: Ii06a) -> Cell:
    return percent_cell(row.early + row.on_time, row.resolved)


def _rate(name: str, row: Ii06a) -> str:
    formula = _("(trước hạn + đúng hạn) / đã giải quyết")
    return rate_note(name, formula, row.early + row.on_time, row.resolved)


REPORT = Report(
    name="period",
    label=mark("Báo cáo tuần, tháng, quý, năm"),
    group=Group.FORMS,
    compute=summary_tables,
    hint=mark("Biểu II.06a và tổng hợp theo lĩnh vực, so với kỳ trước."),
    periods=(
        PeriodKind.MONTH, PeriodKind.WEEK, PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.FREE,
    ),
    by_sector=True,
    citizens=False,
)  # fmt: skip
