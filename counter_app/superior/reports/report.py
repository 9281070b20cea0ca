"""The consolidated report: form II.06a over all offices, counted by the offices' own code on their files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.reports.figures.figures import Ii06a, ii06a_by_sector
from counter_app.reports.indicators.ii06a import ii06a_table
from counter_app.superior.reports.counting import counted
from counter_app.superior.reports.gathering import FILES, Gathered, OfficesAsked, told_until
from counter_app.superior.senders.visiting import visit_all
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.domain.paper.report_table import Table
    from counter_app.superior.book.standing import Standing
    from counter_app.superior.senders.sender import Sender
    from counter_app.superior.warehouse.figures import WarehouseFigures


MOST_NAMED = 20
"""So many senders at most are opened to learn what sectors are called, where an engine counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorFigures:
    """A sender's form II.06a by sector (key), and what its sectors are called."""

    sectors: dict[str, Ii06a]
    names: Mapping[str, str]

    def total(self, sector: str = "") -> Ii06a:
        """All sectors together, or one."""
        return total_of(row for key, row in self.sectors.items() if sector in ("", key))


def standings(superior_dir: Path, clock: Clock) -> list[Standing]:
    """Every sender with how far its batches reach, by office and computer; those put aside say why."""
    looked = visit_all(superior_dir, clock, lambda _sender: None)
    found = [standing for standing, _result in looked]
    return sorted(found, key=lambda item: (item.office, item.device, item.journal))


def consolidated(asked: OfficesAsked) -> Table:
    """Form II.06a with a line for each office, of one sector or all; an office's counters are added up.

    Offices whose batches do not reach the last day are named below the table, and so are senders that are put aside,
    because their file cannot be trusted; they are not counted. Errors: as ``gather``.
    """
    found = _gathered(asked)
    rows = [
        (f"{found.names[number]} ({number})", total_of(item.total(asked.sector) for item in parts))
        for number, parts in found.by_office().items()
    ]
    return replace(_form(found, rows), name=_("Tổng hợp"))


def consolidated_by_sector(asked: OfficesAsked) -> Table:
    """Form II.06a with a line for each sector, all offices added up. Errors: as ``gather``."""
    found, sector = _gathered(asked), asked.sector
    names = {} if asked.engine == FILES else _names(asked.folder, found, asked.clock)
    sums: dict[str, Ii06a] = defaultdict(Ii06a)
    for _standing, figures in found.counted:
        names = {**figures.names, **names}
        for key, row in figures.sectors.items():
            sums[key] += row
    wanted = [key for key in names if key in sums and sector in ("", key)]
    wanted += sorted(key for key in sums.keys() - names.keys() if sector in ("", key))
    rows = [(names.get(key, key), sums[key]) for key in wanted]
    return replace(_form(found, rows), name=_("Theo lĩnh vực"))


def _gathered(asked: OfficesAsked) -> Gathered[SectorFigures]:
    return counted(
        asked,
        sector_figures,
        _by_engine,
        SectorFigures(sectors={}, names={}),
        doubted=lambda found: any(not row.is_balanced for row in found.sectors.values()),
    )


def _by_engine(figures: WarehouseFigures, first: date, last: date) -> dict[str, SectorFigures]:
    sectors: dict[str, dict[str, Ii06a]] = defaultdict(dict)
    tallies = figures.tallies_by(first, last, "office", "sector", hand_over=False)
    for (office, sector), tally in sorted(tallies.items()):
        if (row := Ii06a.of(tally)) != Ii06a():
            sectors[office][sector] = row
    return {office: SectorFigures(sectors=rows, names={}) for office, rows in sectors.items()}


def _names(superior_dir: Path, found: Gathered[SectorFigures], clock: Clock) -> dict[str, str]:
    """The names of sectors, asked of a few senders: they have the catalogue from the same hand."""
    journals = [standing.journal for standing, _figures in found.counted][:MOST_NAMED]
    names: dict[str, str] = {}
    for _standing, told in visit_all(
        superior_dir,
        clock,
        lambda sender: sender.store.asof.rules(told_until(sender, found.last)).sector_names,
        only=journals,
    ):
        names = {**(told or {}), **names}
    return names


def sector_figures(sender: Sender, first: date, last: date) -> SectorFigures:
    """A sender's own figures by sector. Errors: UnbalancedError."""
    sectors = ii06a_by_sector(sender.store, first, last)
    return SectorFigures(sectors=sectors, names=sender.store.asof.rules(last).sector_names)


def total_of(rows: Iterable[Ii06a]) -> Ii06a:
    """Figures added up and checked. Errors: UnbalancedError."""
    total = reduce(add, rows, Ii06a())
    total.check("consolidated")
    return total


def _form(found: Gathered[SectorFigures], rows: list[tuple[str, Ii06a]]) -> Table:
    unit = _("Đơn vị tính: Số hồ sơ TTHC")
    table = ii06a_table(rows, total_of(row for _name, row in rows), subtitle=found.subtitle(unit))
    return replace(table, notes=(*table.notes, *found.notes()))
