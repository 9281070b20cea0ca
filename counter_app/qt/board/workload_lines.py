"""The office in figures: how much lies with each officer and in each sector, and the next step for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from counter_app.desk.dossier.slices import Slice, slice_filter
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.paper.report_table import Align
from counter_app.i18n import _, plural
from counter_app.qt.kit.rows import RowsModel
from counter_app.store.read.board import Workload
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.columns import Column

_FIGURES = ("overdue", "due_today", "open", "waiting", "ready")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadLine:
    """One officer's or sector's figures; ``of_sector`` tells which, ``key`` is the login or the sector's key."""

    key: str
    name: str
    of_sector: bool
    overdue: int = 0
    due_today: int = 0
    open: int = 0
    waiting: int = 0
    ready: int = 0

    def wanted(self, today: date) -> DossierFilter:
        """The dossiers of its next step, counted as the figure is."""
        part = self._next_part()
        chosen = (
            DossierFilter(states=frozenset({State.SUPPLEMENT}))
            if part is None
            else slice_filter(part, today, today)
        )
        if self.of_sector:
            return replace(chosen, sector=self.key)
        return replace(chosen, handler=self.key)

    def _next_part(self) -> Slice | None:
        """The next step's dossiers; None for those the citizen has to add papers to."""
        if self.overdue:
            return Slice.OVERDUE
        if self.due_today:
            return Slice.DUE_TODAY
        if self.ready:
            return Slice.READY
        return None if self.waiting else Slice.OPEN


class WorkloadModel(RowsModel[LoadLine]):
    """Officers first, then sectors, those with most that is late on top."""

    def __init__(self) -> None:
        columns: tuple[Column[LoadLine], ...] = (
            Column(_("Công chức, lĩnh vực"), _called, 2.4),
            _number(_("Quá hạn"), "overdue", "bad"),
            _number(_("Hẹn trả hôm nay"), "due_today", "warning"),
            _number(_("Đang giải quyết"), "open"),
            _number(_("Chờ bổ sung"), "waiting"),
            _number(_("Chờ trả"), "ready"),
            Column(_("Bước tiếp theo (Enter)"), _next_step, 2.6),
        )
        super().__init__(columns, key=lambda line: (line.of_sector, line.key))

    def show_loads(
        self,
        loads: Iterable[Workload],
        officers: Mapping[str, str],
        sectors: Mapping[str, str],
        acting: Mapping[tuple[str, str], str],
    ) -> None:
        """Replace the figures.

        ``officers`` and ``sectors`` are names; ``acting`` says who stands in for (officer, sector): what is taken over
        counts with both, as their lists show it.
        """
        found: dict[tuple[bool, str], LoadLine] = {}
        for load in loads:
            whose = {load.handler, acting.get((load.handler, load.sector), load.handler)}
            lines = [(False, login, officers.get(login, login)) for login in whose if login]
            lines.append((True, load.sector, sectors.get(load.sector, load.sector)))
            for of_sector, key, name in lines:
                line = found.get((of_sector, key)) or LoadLine(
                    key=key, name=name, of_sector=of_sector
                )
                found[of_sector, key] = _added(line, load)
        self.show(sorted(found.values(), key=_urgency))


def _added(line: LoadLine, load: Workload) -> LoadLine:
    more = {name: getattr(line, name) + getattr(load, name) for name in _FIGURES}
    return replace(line, **more)


def _urgency(line: LoadLine) -> tuple[bool, int, int, int, str]:
    return (line.of_sector, -line.overdue, -line.due_today, -line.open, line.name)


def _called(line: LoadLine) -> Label:
    return Label(line.name, "ink", "catalogue" if line.of_sector else "officers")


def _number(title: str, name: str, tone: str = "ink") -> Column[LoadLine]:
    def count(line: LoadLine) -> int:
        return int(getattr(line, name))

    def say(line: LoadLine) -> Label:
        return Label(grouped(count(line)), tone if count(line) else "muted")

    return Column(title, count, 1.0, Align.RIGHT, say=say)


def _next_step(line: LoadLine) -> str:
    if line.overdue:
        text = plural("Đôn đốc {count} hồ sơ quá hạn", line.overdue)
        return text.format(count=line.overdue)
    if line.due_today:
        text = plural("Theo dõi {count} hồ sơ hẹn trả hôm nay", line.due_today)
        return text.format(count=line.due_today)
    if line.ready:
        text = plural("Mời công dân nhận {count} kết quả", line.ready)
        return text.format(count=line.ready)
    if line.waiting:
        text = plural("Nhắc công dân bổ sung {count} hồ sơ", line.waiting)
        return text.format(count=line.waiting)
    return plural("Xem {count} hồ sơ đang giải quyết", line.open).format(count=line.open)
