"""The report of a week, month, quarter or year: form II.06a, and every sector against the period before."""

from __future__ import annotations

from collections.abc import Mapping

from counter_app.domain.paper.report_table import Cell, Table
from counter_app.domain.periods import Period, PeriodKind
from counter_app.i18n import _, mark
from counter_app.reports.figures.figures import Ii06a, ii06a_from, total_of
from counter_app.reports.figures.rates import percent_cell, rate_note
from counter_app.reports.indicators.ii06a import ii06a_form
from counter_app.reports.phrases import columns, subtitle
from counter_app.reports.report import Asked, Group, Report
from counter_app.wording.promise.periods import period_text


def summary_tables(asked: Asked) -> tuple[Table, ...]:
    """Form II.06a of the period, then the comparison."""
    now = _figures(asked, asked.period)
    before = _figures(asked, asked.before)
    return ii06a_form(asked, now), _comparison(asked, now, before)


def _figures(asked: Asked, period: Period) -> dict[str, Ii06a]:
    found = ii06a_from(asked.figures, asked.rules.sector_names, period.first, period.last)
    return {key: row for key, row in found.items() if asked.sector in ("", key)}


def _comparison(asked: Asked, now: Mapping[str, Ii06a], before: Mapping[str, Ii06a]) -> Table:
    nothing = Ii06a()
    total, total_before = total_of(dict(now)), total_of(dict(before))
    start = asked.rules.settings.report_start_day
    return Table(
        name="summary",
        tab=_("So với kỳ trước"),
        title=_("TỔNG HỢP THEO LĨNH VỰC, SO VỚI KỲ TRƯỚC"),
        subtitle=subtitle(asked, _("Đơn vị tính: hồ sơ")),
        columns=columns(((_("Lĩnh vực"), 2.4),), _heads()),
        rows=tuple(
            (
                number,
                asked.rules.sector(key),
                *_cells(now.get(key, nothing), before.get(key, nothing)),
            )
            for number, key in enumerate(asked.in_order(now.keys() | before.keys()), 1)
        ),
        total=(None, _("Tổng số"), *_cells(total, total_before)),
        notes=(
            _("Kỳ này: {now}. Kỳ trước: {before}.").format(
                now=period_text(asked.period, start), before=period_text(asked.before, start)
            ),
            _rate(_("Tỷ lệ trước hạn và đúng hạn kỳ này"), total),
            _rate(_("Tỷ lệ trước hạn và đúng hạn kỳ trước"), total_before),
            _("Tiếp nhận: trong kỳ, không gồm hồ sơ từ kỳ trước chuyển sang. Còn lại: khi hết kỳ."),
        ),
        chart=(1, 3, 6),
    )


def _heads() -> tuple[str, ...]:
    before, now, change = _("Kỳ trước"), _("Kỳ này"), _("Tăng, giảm")
    received, resolved = _("Tiếp nhận"), _("Đã giải quyết")
    rate, pending, overdue = _("Trước hạn và đúng hạn (%)"), _("Còn lại"), _("Còn lại quá hạn")
    return (
        f"{received}|{before}", f"{received}|{now}", f"{received}|{change}", f"{resolved}|{before}",
        f"{resolved}|{now}", f"{resolved}|{change}", f"{rate}|{before}", f"{rate}|{now}",
        f"{pending}|{before}", f"{pending}|{now}", f"{overdue}|{before}", f"{overdue}|{now}",
    )  # fmt: skip


def _cells(now: Ii06a, before: Ii06a) -> tuple[Cell, ...]:
    received, earlier = now.online + now.direct, before.online + before.direct
    return (
        earlier, received, received - earlier, before.resolved, now.resolved,
        now.resolved - before.resolved,
        percent_cell(before.early + before.on_time, before.resolved),
        percent_cell(now.early + now.on_time, now.resolved), before.pending, now.pending,
        before.pending_overdue, now.pending_overdue,
    )  # fmt: skip


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
