"""Absences and substitutes: the sector, the days, and the outcome of the other's dossiers."""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.domain.paper.report_table import Align, Cell, Table
from counter_app.i18n import _, mark
from counter_app.reports.phrases import handler, subtitle
from counter_app.reports.report import Asked, Group, Report
from counter_app.store.figures.report_lines import ReportLines
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column, cells, heads

Row = tuple[str, str, str, str, str, int, int]


def substitute_tables(asked: Asked) -> tuple[Table, ...]:
    """A row for each absence and sector, the earliest first; days outside the period are left out."""
    rows = list(_rows(asked))
    columns: tuple[Column[Row], ...] = (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(_("Công chức vắng mặt"), lambda row: row[0], 2.0),
        Column(_("Từ ngày"), lambda row: row[1], 1.1, Align.CENTRE),
        Column(_("Đến ngày"), lambda row: row[2], 1.1, Align.CENTRE),
        Column(_("Lĩnh vực"), lambda row: row[3], 1.8),
        Column(_("Người thay"), lambda row: row[4], 2.0),
        Column(_("Thao tác thay"), lambda row: row[5], 1.0, Align.RIGHT),
        Column(_("Số hồ sơ"), lambda row: row[6], 1.0, Align.RIGHT),
    )
    acts: tuple[Cell, ...] = (sum(row[5] for row in rows), sum(row[6] for row in rows))
    return (
        Table(
            name="substitutes",
            tab=_("Vắng mặt"),
            title=_("CÔNG CHỨC VẮNG MẶT VÀ NGƯỜI THAY"),
            subtitle=subtitle(asked),
            columns=heads(columns),
            rows=cells(columns, rows),
            total=(None, _("Tổng số"), None, None, None, None, *acts),
            notes=(
                _(
                    "Chỉ những ngày trong kỳ. Thao tác thay: của người thay, với hồ sơ do người vắng mặt giải quyết."
                ),
            ),
        ),
    )


def _rows(asked: Asked) -> Iterator[Row]:
    lines, sectors = ReportLines(asked.store.database), asked.rules.sector_names
    for item in reversed(asked.store.officers.absences()):
        days = max(item.since, asked.first), min(item.until, asked.last)
        if days[0] > days[1] or asked.officer not in ("", item.officer, *item.by_substitute):
            continue
        shown = (handler(asked, item.officer), short_date(days[0]), short_date(days[1]))
        for sector, login in item.substitutes:
            if asked.officer in ("", item.officer, login) and asked.sector in ("", sector):
                done = lines.substituted(item.officer, login, sector, days)
                yield (*shown, sectors.get(sector, sector), handler(asked, login), *done)
        if not item.substitutes and not asked.sector:
            yield (*shown, _("không có lĩnh vực"), "", 0, 0)


REPORT = Report(
    name="substitutes",
    label=mark("Vắng mặt và người thay"),
    group=Group.STAFF,
    compute=substitute_tables,
    hint=mark(
        "Những ngày vắng mặt, người thay từng lĩnh vực, thao tác với hồ sơ của người vắng mặt."
    ),
    by_sector=True,
    by_officer=True,
    citizens=False,
)
