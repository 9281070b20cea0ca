"""The office's own reports over one office, some or all: the same code, asked of the warehouse instead of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.i18n import _, plural
from counter_app.reports.certification.certified import certified_tables
from counter_app.reports.dossier.points import point_tables
from counter_app.reports.dossier.trips import trips
from counter_app.reports.fees import fee_tables
from counter_app.reports.indicators.ii06a import ii06a_of
from counter_app.reports.indicators.indicators import indicators
from counter_app.reports.indicators.summary import summary_tables
from counter_app.reports.office.hours import hours
from counter_app.reports.office.officers import officer_tables
from counter_app.reports.office.self_assessment import evidence
from counter_app.reports.promise.time_used import time_used
from counter_app.reports.report import Asked
from counter_app.store.store import Store
from counter_app.superior.reports.gathering import counted_until, gathered
from counter_app.superior.senders.sender import Sender
from counter_app.superior.warehouse.opening import DUCKDB, Warehouse, open_warehouse
from counter_app.values import dataclass, override

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.domain.paper.report_table import Table
    from counter_app.store.figures.asof import Rules
    from counter_app.superior.book.standing import Standing

Tables = tuple["Table", ...]
MOST_NAMED = 20
"""So many senders are opened at most to learn what sectors and officers are called."""


@dataclass(frozen=True)
class Over:
    """The question of a report: the days with both ends, the offices (empty: all) and the sector (empty: all)."""

    first: date
    last: date
    offices: frozenset[str] = frozenset()
    sector: str = ""


@dataclass(frozen=True)
class AskedOfOffices(Asked):
    """A question to several offices, named as the superior names them."""

    called: Rules | None = None

    @cached_property
    @override
    def rules(self) -> Rules:
        """The names of all of them."""
        return self.called or self.store.asof.rules(self.last)


OWN: Mapping[str, Callable[[Asked], Tables]] = {
    "II.06a": lambda asked: (ii06a_of(asked),),
    "period": summary_tables,
    "officers": officer_tables,
    "fees": fee_tables,
    "certified": certified_tables,
    "hours": hours,
    "points": point_tables,
    "trips": trips,
    "time-used": time_used,
    "indicators": indicators,
    "evidence": evidence,
}
"""Reports of figures alone, by their names at the office."""


def over_offices(
    folder: Path, clock: Clock, name: str, over: Over, *, engine: str = DUCKDB
) -> Tables:
    """The tables of a report over the offices asked for, as of each sender's last day or ``over.last``.

    ``name`` is one of ``OWN``. Errors: RuleError for days in reverse, offices that sent nothing, an engine that is not
    there; StoreError.
    """
    until = counted_until(over.first, over.last, clock)
    over = replace(over, last=until)
    with open_warehouse(folder, clock, engine) as warehouse:
        found = [item for item in warehouse.standings if _is_asked(item, over)]
        counted = [item for item in found if not item.trouble]
        if not counted:
            gathered(folder, over.first, until, [(item, None) for item in found])
        tables = _own(folder, clock, name, over, warehouse, counted)
    looked = [(item, None if item.trouble else item.journal) for item in found]
    notes = gathered(folder, over.first, until, looked).notes()
    return (replace(tables[0], notes=(*tables[0].notes, *notes)), *tables[1:])


def _is_asked(standing: Standing, over: Over) -> bool:
    return not over.offices or standing.office in over.offices


def _own(
    folder: Path,
    clock: Clock,
    name: str,
    over: Over,
    warehouse: Warehouse,
    counted: Sequence[Standing],
) -> Tables:
    """The office's own report."""
    with _opened(folder, clock, counted, over.last) as (store, rules):
        queues = {item.key: item.queue for item in rules.sectors}
        figures = warehouse.figures(over.offices, queues=queues)
        asked = AskedOfOffices(
            store, over.first, over.last, sector=over.sector, source=figures, called=rules
        )
        return OWN[name](asked)


@contextmanager
def _opened(
    folder: Path, clock: Clock, counted: Sequence[Standing], last: date
) -> Iterator[tuple[Store, Rules]]:
    """A sender's store, and what the senders call their sectors, procedures and officers at the end of ``last``."""
    senders: list[Sender] = []
    ordered = sorted(counted, key=lambda item: (item.office, item.device, item.journal))
    rules: list[tuple[str, Rules]] = []
    for standing in ordered[:MOST_NAMED]:
        sender = Sender.open(folder, standing.journal, clock)
        if sender is None:
            continue
        try:
            rules.append((standing.office, sender.store.asof.rules(last)))
        except Exception:  # poison may break anything; its figures stand, and its names stop nobody
            sender.close()
            continue
        if senders:
            sender.close()
        else:
            senders.append(sender)
    store = senders[0].store if senders else Store.create(Path(":memory:"), clock, durable=False)
    try:
        found = rules or [("", store.asof.rules(last))]
        yield store, _together(found, counted)
    finally:
        store.close()


def _together(found: Sequence[tuple[str, Rules]], counted: Sequence[Standing]) -> Rules:
    """The names that some offices use, the first word counts; one office's own are its own."""
    offices = {item.office for item in counted}
    first = found[0][1]
    if len(found) == 1 and len(offices) == 1:
        return first
    sectors = {sector.key: sector for _office, rules in reversed(found) for sector in rules.sectors}
    one = len(offices) == 1
    name = (
        first.settings.name
        if one
        else plural("Tổng hợp từ {count} đơn vị", len(offices)).format(count=len(offices))
    )
    return replace(
        first,
        settings=replace(first.settings, name=name, parent=first.settings.parent if one else ""),
        sectors=tuple(sorted(sectors.values(), key=lambda item: (item.order, item.key))),
        officers={
            f" ({office})": _("Chưa phân công ({office})").format(office=office)
            for office in offices
        }
        | {
            (login if one else f"{login} ({office})"): (called if one else f"{called} ({office})")
            for office, rules in reversed(found)
            for login, called in rules.officers.items()
        },
        procedures={
            code: title
            for _office, rules in reversed(found)
            for code, title in rules.procedures.items()
        },
        queues={
            letter: title
            for _office, rules in reversed(found)
            for letter, title in rules.queues.items()
        },
    )
