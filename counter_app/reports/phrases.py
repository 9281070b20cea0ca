"""Words that all tables of figures share: the line under the title, names, the first columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from counter_app.domain.paper.report_table import Align, Cell
from counter_app.i18n import _
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column, cells, figure

if TYPE_CHECKING:
    from counter_app.reports.report import Asked

F = TypeVar("F")


def subtitle(asked: Asked, unit: str = "") -> str:
    """The office, the days, what the report is narrowed to, and the unit."""
    parts = [asked.rules.settings.name, days(asked)]
    if asked.sector:
        parts.append(_("Lĩnh vực: {name}").format(name=asked.rules.sector(asked.sector)))
    if asked.officer:
        parts.append(_("Người giải quyết: {name}").format(name=asked.rules.officer(asked.officer)))
    return " · ".join([*parts, *([unit] if unit else [])])


def days(asked: Asked) -> str:
    """The days of a report."""
    if asked.first == asked.last:
        return _("Ngày {day}").format(day=short_date(asked.first))
    return _("Từ ngày {first} đến ngày {last}").format(
        first=short_date(asked.first), last=short_date(asked.last)
    )


def handler(asked: Asked, login: str) -> str:
    """The name of whoever handles dossiers."""
    return asked.rules.officer(login) if login else _("Chưa phân công")


def named(title: str, width: float = 3.0) -> tuple[Column[tuple[str, object]], ...]:
    """A number and a name before the figures of whoever or whatever has that name."""
    return (
        Column(_("TT"), None, 0.5, Align.CENTRE),
        Column(title, lambda row: row[0], width),
    )


def named_figure(
    title: str, read: Callable[[F], Cell], width: float = 1.0
) -> Column[tuple[str, F]]:
    """A column of numbers behind a name."""
    return figure(title, lambda named: read(named[1]), width)


def total(figures: Sequence[Column[tuple[str, F]]], whole: F) -> tuple[Cell, ...]:
    """The line below named figures."""
    return (None, _("Tổng số"), *cells(figures, [("", whole)])[0])


def summed(figures: Sequence[Column[F]], rows: Sequence[F]) -> tuple[int, ...]:
    """The sums of columns of whole numbers; 0 without a row."""
    found = cells(figures, rows)
    return tuple(
        sum(cell for line in found if isinstance(cell := line[at], int))
        for at in range(len(figures))
    )
