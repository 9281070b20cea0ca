"""A report: its name, the periods and choices it takes, and how its tables are computed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from counter_app.domain.office.staff import Duty
from counter_app.domain.periods import Period, PeriodKind, previous
from counter_app.i18n import mark
from counter_app.reports.sources import StoreFigures
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.paper.report_table import Table
    from counter_app.reports.sources import Figures
    from counter_app.store.figures.asof import Rules
    from counter_app.store.store import Store


class Group(StrEnum):
    """Under which heading a report is offered; its name is in ``GROUPS``."""

    FORMS = "forms"
    BOOK = "book"
    LISTS = "lists"
    MONEY = "money"
    STAFF = "staff"
    ANALYSIS = "analysis"


GROUPS = {
    Group.FORMS: mark("Báo cáo theo kỳ"),
    Group.BOOK: mark("Sổ theo dõi và đối soát"),
    Group.LISTS: mark("Danh sách"),
    Group.MONEY: mark("Phí, lệ phí và chứng thực"),
    Group.STAFF: mark("Công chức"),
    Group.ANALYSIS: mark("Phân tích"),
}
"""Group → heading, in the order in which they are offered; shown through ``_``."""

ANY_PERIOD = tuple(PeriodKind)


@dataclass(frozen=True)
class Asked:
    """The question a report answers: the days with both ends, and the sector and officer (login) it is narrowed to.

    Everything is as of the end of ``last``; names come from ``rules``.
    """

    store: Store
    first: date
    last: date
    sector: str = ""
    officer: str = ""
    source: Figures | None = None
    """The source that answers instead of the store, for reports that are figures alone."""

    @cached_property
    def figures(self) -> Figures:
        """The source of the figures."""
        return self.source or StoreFigures(self.store)

    @cached_property
    def rules(self) -> Rules:
        """The office as it was called at the end of the period."""
        return self.store.asof.rules(self.last)

    @property
    def period(self) -> Period:
        """The days asked for."""
        return Period(self.first, self.last)

    @property
    def before(self) -> Period:
        """The period of the same kind before this one."""
        return previous(self.period, self.rules.settings.report_start_day)

    def in_order(self, sectors: set[str]) -> list[str]:
        """The sectors in the office's order, those that left the catalogue after them; only the one asked for."""
        wanted = sectors & {self.sector} if self.sector else sectors
        known = [key for key in self.rules.sector_names if key in wanted]
        return known + sorted(wanted - set(known))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that can be asked for by name. ``label`` and ``hint`` are shown through ``_``.

    ``periods`` are those it is offered for, the usual one first; without FREE it takes no others. ``by_sector`` and
    ``by_officer`` say what it can be narrowed to, ``ahead`` that it tells of days to come. ``duty`` is whose it is;
    ``citizens``: some of its rows are about one citizen each, so that who sees it is noted; not ``lasting``: what it
    tells of is kept for some time only, so that it is never issued as figures that stand for ever.
    """

    name: str
    label: str
    group: Group
    compute: Callable[[Asked], tuple[Table, ...]]
    hint: str = ""
    periods: tuple[PeriodKind, ...] = ANY_PERIOD
    by_sector: bool = False
    by_officer: bool = False
    ahead: bool = False
    duty: Duty = Duty.REPORT
    citizens: bool = True
    lasting: bool = True

    @property
    def one_day(self) -> bool:
        """True if it takes no longer period than a day."""
        return self.periods == (PeriodKind.DAY,)
