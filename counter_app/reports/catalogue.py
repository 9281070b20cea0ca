"""Which reports there are, for the command line and the report page alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from counter_app.domain.sheets import Table
from counter_app.errors import RuleError
from counter_app.i18n import _, mark
from counter_app.reports.day import day_tables
from counter_app.reports.ii06a import ii06a_report
from counter_app.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that can be asked for by name. ``label`` is shown through ``_``; ``one_day`` takes no longer period."""

    name: str
    label: str
    compute: Callable[[Store, date, date], tuple[Table, ...]]
    one_day: bool = False


def _day(store: Store, first: date, _last: date) -> tuple[Table, ...]:
    return day_tables(store, first)


def _ii06a(store: Store, first: date, last: date) -> tuple[Table, ...]:
    return (ii06a_report(store, first, last),)


REPORTS: Mapping[str, Report] = MappingProxyType(
    {
        report.name: report
        for report in (
            Report(name="day", label=mark("Báo cáo ngày"), compute=_day, one_day=True),
            Report(
                name="II.06a",
                label=mark("Biểu II.06a – Tình hình giải quyết thủ tục hành chính"),
                compute=_ii06a,
            ),
        )
    }
)
"""Name → report, in the order in which they are offered."""


def compute(store: Store, name: str, first: date, last: date) -> tuple[Table, ...]:
    """The tables of a report for ``first`` to ``last``, both included, as of ``last``.

    Errors: RuleError for an unknown name (field "name") or a period it cannot have (field "to").
    """
    report = REPORTS.get(name)
    if report is None:
        raise RuleError(
            _("Không có báo cáo {name}. Chọn một trong: {names}.").format(
                name=name, names=", ".join(REPORTS)
            ),
            field="name",
            rule="report_name",
        )
    if last < first:
        raise RuleError(
            _("Ngày cuối kỳ đứng trước ngày đầu kỳ. Chọn lại kỳ báo cáo."),
            field="to",
            rule="report_period",
        )
    if report.one_day and first != last:
        raise RuleError(
            _("Báo cáo này chỉ cho một ngày. Chọn ngày đầu và ngày cuối giống nhau."),
            field="to",
            rule="report_one_day",
        )
    return report.compute(store, first, last)
