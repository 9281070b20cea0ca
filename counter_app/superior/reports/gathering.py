"""The figures of every sender for one period, with what has to be said of them: who is behind, who is put aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from counter_app.domain.clock import local_date
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.reports.index import last_day
from counter_app.reports.indicators.ii06a import REPORT as FORM
from counter_app.superior.batches.waiting_batches import Holding
from counter_app.superior.senders.visiting import visit_all
from counter_app.values import dataclass
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.domain.calendar.working_calendar import WorkCalendar
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.standing import Standing
    from counter_app.superior.senders.sender import Sender
    from counter_app.superior.senders.visiting import Progress

T = TypeVar("T")
Figures = Callable[["Sender", date, date], T]
"""(sender, first, last) → what is counted of it; ``last`` is never after what its batches tell of."""


FILES = "files"
"""Counted on the senders' files one after another; every other word names an engine over the warehouse."""


@dataclass(frozen=True, slots=True)
class OfficesAsked:
    """A report asked of all offices whose copies lie in ``folder``: the days with both ends, the ``sector`` (a key,
    empty for all), who counts, and the superior's own ``calendar`` where the report is about days it works."""

    folder: Path
    first: date
    last: date
    clock: Clock
    sector: str = ""
    engine: str = FILES
    progress: Progress | None = None
    calendar: WorkCalendar | None = None

    @property
    def until(self) -> date:
        """``last``, or today where that is earlier. Errors: RuleError for days in the wrong order."""
        return counted_until(self.first, self.last, self.clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered(Generic[T]):
    """The findings of each sender for ``first`` to ``last``; ``aside`` are senders that are not counted."""

    first: date
    last: date
    counted: tuple[tuple[Standing, T], ...]
    aside: tuple[Standing, ...]
    waiting: int

    @property
    def names(self) -> dict[str, str]:
        """Number → name of the offices that are counted, by number."""
        found = {standing.office: standing.name for standing, _figures in self.counted}
        return dict(sorted(found.items()))

    def by_office(self) -> dict[str, list[T]]:
        """Number → the figures of its computers."""
        sums: dict[str, list[T]] = {number: [] for number in self.names}
        for standing, figures in self.counted:
            sums[standing.office].append(figures)
        return sums

    def subtitle(self, unit: str) -> str:
        """The office that sums up, the figures and the days; ``unit`` says what is counted."""
        superiors = sorted({standing.superior for standing, _figures in self.counted})
        offices = len(self.names)
        return " · ".join(
            (
                _("Đơn vị tổng hợp: {name}").format(name=", ".join(superiors)),
                plural("Tổng hợp từ {count} đơn vị", offices).format(count=offices),
                _("Kỳ báo cáo: Từ ngày {first} đến ngày {last}").format(
                    first=short_date(self.first), last=short_date(self.last)
                ),
                unit,
            )
        )

    def notes(self) -> tuple[str, ...]:
        """The figures that are missing or not complete, a sentence each."""
        found = [standing for standing, _figures in self.counted]
        return (
            *map(aside_text, self.aside),
            *_coverage(found, self.last),
            *_samples(found),
            *_waiting(self.waiting),
        )


ALL = ""
"""Stands for all offices together where an engine answers for each."""


def gather(asked: OfficesAsked, figures: Figures[T]) -> Gathered[T]:
    """Count every sender for the days asked for, as of the last of them or of today.

    Of each sender it is as of the last day its batches tell of: what was promised for a later day is not overdue.
    Errors: RuleError for days in the wrong order, and when nothing that counts was imported yet; what ``progress``
    raises.
    """
    first, until = asked.first, asked.until
    looked = visit_all(
        asked.folder,
        asked.clock,
        lambda sender: of_one_moment(sender, first, until, figures),
        progress=asked.progress,
    )
    return gathered(asked.folder, first, until, looked)


def counted_until(first: date, last: date, clock: Clock) -> date:
    """``last``, or today where that is earlier. Errors: RuleError for days in the wrong order."""
    if last < first:
        raise RuleError(_("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi. Chọn lại ngày."), field="to")
    return last_day(FORM.name, first, last, local_date(clock.now()))


def gathered(
    superior_dir: Path, first: date, until: date, looked: Sequence[tuple[Standing, T | None]]
) -> Gathered[T]:
    """The findings of each sender. Errors: RuleError when nothing that counts was imported yet."""
    counted = tuple((standing, found) for standing, found in looked if found is not None)
    aside = tuple(standing for standing, found in looked if found is None)
    if not counted:
        raise RuleError(
            aside_text(aside[0])
            if aside
            else _("Chưa nhập gói dữ liệu nào. Cắm USB của đơn vị rồi nhập trước."),
            rule="nothing_imported",
        )
    waiting = len(Holding(superior_dir).waiting())
    return Gathered(first=first, last=until, counted=counted, aside=aside, waiting=waiting)


def told_until(sender: Sender, last: date) -> date:
    """``last``, or the last day that a sender's journal tells of where that is earlier."""
    told = sender.standing().last_day
    return min(last, date.fromisoformat(told)) if told else last


def of_one_moment(sender: Sender, first: date, last: date, figures: Figures[T]) -> T:
    """A sender's figures from one state of its file."""
    connection = sender.store.database.connection
    connection.execute("BEGIN")
    try:
        return figures(sender, first, told_until(sender, last))
    finally:
        connection.execute("ROLLBACK")


def aside_text(standing: Standing) -> str:
    """The sentence that a sender is put aside, and why."""
    if not standing.office:
        return _("Để riêng, chưa tính vào bảng: {name}. {reason}").format(
            name=f"{standing.journal}.db", reason=standing.trouble
        )
    return _("Để riêng, chưa tính vào bảng: {name} ({office}), máy {device}. {reason}").format(
        name=standing.name,
        office=standing.office,
        device=standing.device,
        reason=standing.trouble,
    )


def _coverage(found: list[Standing], last: date) -> list[str]:
    """The figures that are not complete, because the batches end before the period does."""
    behind = sorted(
        (standing.office, standing.device, standing.last_day, standing.name)
        for standing in found
        if standing.last_day < last.isoformat()
    )
    return [
        _("Chưa đủ số liệu: {name} ({office}), máy {device} mới gửi đến ngày {day}.").format(
            name=name, office=office, device=device, day=short_date(date.fromisoformat(day))
        )
        for office, device, day, name in behind
    ]


def _samples(found: list[Standing]) -> list[str]:
    offices = sorted({standing.office for standing in found if standing.sample})
    return (
        [_("Có DỮ LIỆU MẪU của đơn vị {office}.").format(office=", ".join(offices))]
        if offices
        else []
    )


def _waiting(count: int) -> list[str]:
    return (
        [
            plural(
                "Còn {count} gói đang giữ vì thiếu gói trước, chưa tính vào bảng.", count
            ).format(count=count)
        ]
        if count
        else []
    )
