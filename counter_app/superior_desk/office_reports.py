"""Reports at the superior: over all offices, or any report of one office from its own file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.clock import local_date
from counter_app.domain.text import slug
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.reports.index import compute, file_stem, known, last_day
from counter_app.reports.indicators.ii06a import REPORT as FORM
from counter_app.reports.report import Report
from counter_app.superior.reports.gathering import FILES, OfficesAsked, aside_text, told_until
from counter_app.superior.reports.over_offices import OWN, Over, over_offices
from counter_app.superior.reports.summed_reports import SUMMED, summed
from counter_app.superior.senders.visiting import visit_all
from counter_app.superior.warehouse.keeping import is_kept
from counter_app.superior.warehouse.opening import DUCKDB
from counter_app.values import dataclass
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from collections.abc import Collection

    from counter_app.domain.calendar.working_calendar import WorkCalendar
    from counter_app.domain.clock import Clock
    from counter_app.domain.paper.report_table import Table
    from counter_app.superior.senders.sender import Sender
    from counter_app.superior.senders.visiting import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedWanted:
    """The report, and for which days: over all offices, or of one (its number) with ``journals``; narrowed or not."""

    name: str
    first: date
    last: date
    sector: str = ""
    office: str = ""
    journals: tuple[str, ...] = ()
    engine: str = ""
    """The engine over all offices (``warehouse.opening``); empty: the warehouse where there is one, else the files."""

    @property
    def stem(self) -> str:
        """The beginning of file names, in Vietnamese whatever is spoken: they are read in the office."""
        name = file_stem(self.name) if self.office else slug(f"tong-hop-{self.name}")
        days = f"{self.first:%Y%m%d}-{self.last:%Y%m%d}"
        return "-".join(filter(None, [name, self.office, days, slug(self.sector)]))


def offered(superior_dir: Path) -> list[Report]:
    """The reports over all offices: the superior's own, and with a warehouse those of figures alone (``OWN``)."""
    found = [
        Report(
            name=item.name,
            label=item.label,
            group=item.group,
            compute=lambda _asked: (),  # computed by the superior's own verb
            hint=item.hint,
            by_sector=item.by_sector,
            citizens=False,
        )
        for item in SUMMED.values()
    ]
    if is_kept(superior_dir):
        found += [replace(known(name), by_officer=False) for name in OWN if name != FORM.name]
    return found


def tables_of(
    superior_dir: Path,
    wanted: SummedWanted,
    clock: Clock,
    calendar: WorkCalendar,
    *,
    progress: Progress | None = None,
) -> tuple[Table, ...]:
    """The tables of a report. Errors: RuleError naming what cannot be asked for; what ``progress`` raises."""
    if wanted.office:
        return _of_office(superior_dir, wanted, clock, progress=progress)
    engine = wanted.engine or (DUCKDB if is_kept(superior_dir) else FILES)
    if wanted.name in OWN:
        over = Over(first=wanted.first, last=wanted.last, sector=wanted.sector)
        # No file after another could answer: an office's own report is of one file.
        named = DUCKDB if engine == FILES else engine
        return over_offices(superior_dir, clock, wanted.name, over, engine=named)
    asked = OfficesAsked(
        superior_dir,
        wanted.first,
        wanted.last,
        clock,
        sector=wanted.sector,
        engine=engine,
        progress=progress,
        calendar=calendar,
    )
    return (summed(wanted.name).compute(asked),)


def _of_office(
    superior_dir: Path, wanted: SummedWanted, clock: Clock, *, progress: Progress | None
) -> tuple[Table, ...]:
    """An office's own report, as its own program would give it; of each of its computers that keeps a journal."""
    known(wanted.name)
    today = local_date(clock.now())
    only: Collection[str] = wanted.journals

    def computed(sender: Sender) -> tuple[Table, ...] | RuleError:
        last = last_day(wanted.name, wanted.first, wanted.last, told_until(sender, today))
        try:
            return compute(sender.store, wanted.name, wanted.first, last, sector=wanted.sector)
        except RuleError as refused:  # what was asked is wrong, and nothing about the file
            return refused

    tables: list[Table] = []
    for standing, found in visit_all(superior_dir, clock, computed, progress=progress, only=only):
        if isinstance(found, RuleError):
            raise found
        if found is None:
            raise RuleError(aside_text(standing), rule="aside")
        behind = _behind_note(standing.last_day, min(wanted.last, today))
        several = len(only) > 1
        for table in found:
            tab = _("{tab}, máy {device}").format(
                tab=table.tab or table.title, device=standing.device
            )
            notes = (*table.notes, *behind)
            tables.append(replace(table, notes=notes, tab=tab if several else table.tab))
    if not tables:
        raise RuleError(
            _("Đơn vị này chưa gửi gói dữ liệu nào. Nhận gói từ USB của đơn vị trước."),
            field="office",
        )
    return tuple(tables)


def _behind_note(told: str, last: date) -> tuple[str, ...]:
    if not told or told >= last.isoformat():
        return ()
    day = short_date(date.fromisoformat(told))
    return (_("Chưa đủ số liệu: đơn vị mới gửi đến ngày {day}.").format(day=day),)
