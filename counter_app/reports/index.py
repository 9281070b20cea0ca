"""The list of reports, for the command line and the report page alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from counter_app.domain.dossier.codes import codes_in
from counter_app.domain.periods import PeriodKind, kind_of
from counter_app.domain.text import slug
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.reports import fees
from counter_app.reports.certification import certification_book, certified
from counter_app.reports.closing import day
from counter_app.reports.dossier import (
    forwarding,
    points,
    refusals,
    register,
    supplements,
    trips,
    unmapped,
    withdrawals,
)
from counter_app.reports.indicators import ii06a, indicators, summary
from counter_app.reports.office import (
    accesses,
    hours,
    officers,
    overrides,
    self_assessment,
    substitutes,
)
from counter_app.reports.promise import due, late, time_used
from counter_app.reports.report import GROUPS, Asked, Group, Report
from counter_app.reports.requests import followups, requests
from counter_app.store.figures.tallies import Counting
from counter_app.wording.office.clock import doubted_notes

if TYPE_CHECKING:
    from counter_app.domain.paper.report_table import Table
    from counter_app.store.store import Store

REPORTS: Mapping[str, Report] = MappingProxyType(
    {
        report.name: report
        for report in (
            day.REPORT,
            ii06a.REPORT,
            summary.REPORT,
            register.REPORT,
            unmapped.REPORT,
            due.REPORT,
            late.REPORT,
            forwarding.REPORT,
            supplements.REPORT,
            refusals.REPORT,
            withdrawals.REPORT,
            overrides.REPORT,
            followups.REPORT,
            requests.REPORT,
            fees.REPORT,
            certified.REPORT,
            officers.REPORT,
            substitutes.REPORT,
            accesses.REPORT,
            certification_book.REPORT,
            self_assessment.REPORT,
            time_used.REPORT,
            indicators.REPORT,
            trips.REPORT,
            hours.REPORT,
            points.REPORT,
        )
    }
)
"""Name → report, in the order in which they are offered. Each stands in a file of its own as ``REPORT``."""


def file_stem(name: str) -> str:
    """The name of a report's files: its label without what explains it. Errors: RuleError for an unknown name."""
    return slug(re.split(r" – | \(", known(name).label)[0])


def grouped_reports() -> tuple[tuple[Group, tuple[Report, ...]], ...]:
    """The reports under their headings; groups without any are left out."""
    found = (
        (group, tuple(report for report in REPORTS.values() if report.group is group))
        for group in GROUPS
    )
    return tuple((group, reports) for group, reports in found if reports)


def compute(
    store: Store, name: str, first: date, last: date, *, sector: str = "", officer: str = ""
) -> tuple[Table, ...]:
    """The tables of a report for ``first`` to ``last``, both included, as of ``last``, from one state of the file.
    Errors: RuleError for an unknown name (field "name"), a period it cannot have (field "to"), or a sector or officer
    it cannot be narrowed to (field "sector", "officer").
    """
    report = known(name)
    asked = Asked(store, first, last, sector, officer)
    _require_period(report, asked)
    _require_choices(report, asked)
    with Counting(store.database).snapshot():
        return flagged(store, report.compute(asked), last)


def flagged(store: Store, tables: Iterable[Table], until: date) -> tuple[Table, ...]:
    """Tables on which stands, once, of which of their dossiers a doubted clock dated something by ``until``.

    What comes later is not told: a report of a past day stays the same.
    """
    doubted = store.closings.doubted_codes(until)
    return tuple(_flagged(table, doubted) if doubted else table for table in tables)


def _flagged(table: Table, doubted: frozenset[str]) -> Table:
    texts = (cell for row in table.rows for cell in row if isinstance(cell, str))
    codes = sorted(doubted & {code for text in texts for code in codes_in(text)})
    notes = dict.fromkeys([*table.notes, *doubted_notes(codes)])
    return replace(table, notes=tuple(notes))


def last_day(name: str, first: date, last: date, today: date) -> date:
    """The last day a report is computed for on ``today``.

    Days to come are left out, unless the report is of them: what is due tomorrow is not overdue today.
    """
    report = REPORTS.get(name)
    ahead = report is None or report.ahead or first > last
    return last if ahead else max(first, min(last, today))


def known(name: str) -> Report:
    """The report of a name. Errors: RuleError (field "name")."""
    report = REPORTS.get(name)
    if report is None:
        raise RuleError(
            _("Không có báo cáo {name}. Chọn một trong: {names}.").format(
                name=name, names=", ".join(REPORTS)
            ),
            field="name",
            rule="report_name",
        )
    return report


def _require_period(report: Report, asked: Asked) -> None:
    if asked.last < asked.first:
        raise RuleError(
            _("Ngày cuối kỳ đứng trước ngày đầu kỳ. Chọn lại kỳ báo cáo."),
            field="to",
            rule="report_period",
        )
    if report.one_day and asked.first != asked.last:
        raise RuleError(
            _("Báo cáo này chỉ cho một ngày. Chọn ngày đầu và ngày cuối giống nhau."),
            field="to",
            rule="report_one_day",
        )
    start = asked.rules.settings.report_start_day
    if PeriodKind.FREE not in report.periods and not report.one_day:
        kind = kind_of(asked.period, start)
        if kind not in report.periods:
            raise RuleError(
                _("Báo cáo này tính cho trọn tuần, tháng, quý hoặc năm. Chọn lại kỳ báo cáo."),
                field="to",
                rule="report_period",
            )


def _require_choices(report: Report, asked: Asked) -> None:
    if asked.sector and not report.by_sector:
        raise RuleError(
            _("Báo cáo này không tách theo lĩnh vực. Bỏ chọn lĩnh vực."),
            field="sector",
            rule="report_sector",
        )
    if asked.officer and not report.by_officer:
        raise RuleError(
            _("Báo cáo này không tách theo công chức. Bỏ chọn công chức."),
            field="officer",
            rule="report_officer",
        )
    if asked.officer and asked.officer not in asked.store.officers.names():
        raise RuleError(
            _("Không có công chức {login}. Chọn lại công chức.").format(login=asked.officer),
            field="officer",
            rule="report_officer",
        )
