"""The figures of every sender as an engine counts them: the same as ``gathering`` finds in the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from counter_app.superior.reports.gathering import (
    ALL,
    Figures,
    Gathered,
    OfficesAsked,
    gathered,
    of_one_moment,
)
from counter_app.superior.senders.visiting import visit_all
from counter_app.superior.warehouse.opening import open_warehouse

if TYPE_CHECKING:
    from counter_app.superior.book.standing import Standing
    from counter_app.superior.warehouse.figures import WarehouseFigures

T = TypeVar("T")
Asked = Callable[["WarehouseFigures", date, date], Mapping[str, T]]
"""(figures, first, last) → what is counted of each office (number); of all offices together under ""."""


def gather_by_engine(
    asked: OfficesAsked,
    ask: Asked[T],
    figures: Figures[T],
    nothing: T,
    doubted: Callable[[T], bool] = lambda _found: False,
) -> Gathered[T]:
    """As ``gather``; what is counted of an office stands with the first of its senders, ``nothing`` with the others.

    An office whose numbers are ``doubted`` is counted by ``figures`` in its files, and whoever is to blame put aside.
    Errors: as ``gather``; RuleError for an engine that is not there, StoreError.
    """
    first, until = asked.first, asked.until
    with open_warehouse(asked.folder, asked.clock, asked.engine) as warehouse:
        standings = warehouse.standings
        found = dict(ask(warehouse.figures(), first, until))
    wrong = {office for office, item in found.items() if doubted(item)}
    looked: list[tuple[Standing, T | None]] = []
    for standing in standings:
        if standing.trouble:
            looked.append((standing, None))
        elif standing.office not in wrong:
            looked.append((standing, _given(found, standing.office, nothing)))
    if wrong:
        looked += visit_all(
            asked.folder,
            asked.clock,
            lambda sender: of_one_moment(sender, first, until, figures),
            only=[item.journal for item in standings if item.office in wrong],
        )
        looked.sort(key=lambda item: item[0].journal)
    return gathered(asked.folder, first, until, looked)


def _given(found: dict[str, T], office: str, nothing: T) -> T:
    """An office's figures, once; and once those of all offices."""
    return found.pop(ALL if ALL in found else office, nothing)
