"""The standing of things at the superior: the senders with their state, what waits, and what was decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.i18n import _, plural
from counter_app.superior.batches.waiting_batches import Holding
from counter_app.superior.book.arrivals import Arrival, Arrivals
from counter_app.superior.reports.report import standings
from counter_app.values import dataclass
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.settlements import Settlement
    from counter_app.superior.book.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """``held`` batches wait for missing ones; ``branches`` are refused batches nobody has decided about yet."""

    standings: tuple[Standing, ...]
    held: int
    branches: tuple[Arrival, ...]
    decisions: tuple[Settlement, ...]

    def lines(self) -> list[str]:
        """For the terminal: a line per sender, then what needs a decision."""
        return [
            *map(_line, self.standings),
            *(
                _("Chờ quyết định: nhật ký {journal}, gói dữ liệu {name}. {why}").format(
                    journal=item.journal, name=item.name, why=item.detail
                )
                for item in self.branches
            ),
            plural("{count} đơn vị gửi, {held} gói dữ liệu giữ chờ.", len(self.standings)).format(
                count=len(self.standings), held=self.held
            ),
        ]


def _line(standing: Standing) -> str:
    line = _("{journal}  {office} máy {device}  {name}: đến lượt ghi {seq}, ngày {day}").format(
        journal=standing.journal,
        office=standing.office or "?",
        device=standing.device,
        name=standing.name or "?",
        seq=standing.seq,
        day=_day(standing.last_day),
    )
    if standing.restored:
        line += _(" · đã khôi phục ngày {day}").format(day=_day(standing.restored))
    return line + (
        _(" · ĐỂ RIÊNG: {reason}").format(reason=standing.trouble) if standing.trouble else ""
    )


def _day(text: str) -> str:
    return short_date(date.fromisoformat(text)) if text else "?"


def overview(folder: Path, clock: Clock) -> Overview:
    """Everything there is to see; nothing is written but the register. Errors: StoreError."""
    found = standings(folder, clock)
    book = Arrivals.open_known(folder)
    branches: list[Arrival] = []
    decisions: list[Settlement] = []
    if book:
        try:
            branches = book.undecided()
            decisions = [settlement for _number, settlement in book.settlements.all()]
        finally:
            book.close()
    return Overview(
        standings=tuple(found),
        held=len(Holding(folder).waiting()),
        branches=tuple(branches),
        decisions=tuple(decisions),
    )
