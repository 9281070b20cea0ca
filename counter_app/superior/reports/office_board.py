"""The board of offices: who sent until when, what is missing or disputed, and what waits behind pauses."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.clock import LOCAL
from counter_app.domain.dossier.promises import working_day_before
from counter_app.errors import BatchError
from counter_app.superior.batches.waiting_batches import Holding
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.reports.comparison import Work, work_of
from counter_app.superior.reports.enquiries import Enquiries, enquiries_of
from counter_app.superior.reports.gathering import told_until
from counter_app.superior.senders.visiting import look_at_all, visit_all
from counter_app.sync.batch.reader import read_manifest
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.domain.calendar.working_calendar import WorkCalendar
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.standing import Standing
    from counter_app.superior.senders.sender import Sender
    from counter_app.superior.senders.visiting import Progress

RATE_DAYS = 90
"""The rate on time of the board is of so many days up to the last one an office told of."""
LATE_AFTER = 2
"""Working days without a batch after which an office is late: one is on its way with the stick."""
MOST_BEHIND = 60


class Trouble(StrEnum):
    """The troubles that keep an office's figures from being whole, the worst first."""

    FORK = "fork"
    ASIDE = "aside"
    MISSING = "missing"
    LATE = "late"
    RESTORED = "restored"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """One office with its computers: ``standings`` by computer.

    ``arrived`` is when its last batch was taken in, None when nobody knows; ``told`` the last day (ISO) its batches
    tell of, of the computer that is behind most, ``behind`` the working days since then. ``held`` batches wait for
    ``missing`` entries before them, ``forks`` are refused batches of another branch, ``refused`` those refused for
    anything else since the last one taken in. ``work`` and ``enquiries`` are of the last ``RATE_DAYS`` days it told of;
    None when nothing of it counts. ``versions`` are the programs of its computers, each as it says itself; ``batches``
    came in the period that was asked about.
    """

    number: str
    name: str
    standings: tuple[Standing, ...]
    arrived: datetime | None
    told: str
    behind: int
    held: int = 0
    missing: int = 0
    forks: int = 0
    refused: int = 0
    work: Work | None = None
    enquiries: Enquiries | None = None
    versions: tuple[str, ...] = ()
    batches: int = 0
    journals: tuple[str, ...] = field(default=())

    @property
    def trouble(self) -> Trouble:
        """The trouble that asks for somebody first."""
        if self.forks:
            return Trouble.FORK
        if any(item.trouble for item in self.standings):
            return Trouble.ASIDE
        if self.held:
            return Trouble.MISSING
        if self.behind > LATE_AFTER:
            return Trouble.LATE
        restored = any(item.restored for item in self.standings)
        return Trouble.RESTORED if restored else Trouble.NONE


Seen = tuple["Work", "Enquiries"]


def office_lines(
    superior_dir: Path,
    clock: Clock,
    today: date,
    calendar: WorkCalendar,
    *,
    progress: Progress | None = None,
) -> list[OfficeLine]:
    """Every office that ever sent, by number; ``calendar`` says which days work. Errors: what ``progress`` raises."""
    looked = visit_all(
        superior_dir, clock, lambda sender: _last_months(sender, today), progress=progress
    )
    return _lines(looked, _Book.of(superior_dir), today, calendar)


def sending_lines(
    superior_dir: Path,
    clock: Clock,
    today: date,
    calendar: WorkCalendar,
    *,
    period: tuple[date, date],
    progress: Progress | None = None,
) -> list[OfficeLine]:
    """The same without what the offices did, from the register: few files are opened, however many offices there are.

    ``period``: days whose batches are counted. Errors: what ``progress`` raises.
    """
    found = look_at_all(superior_dir, clock, progress=progress)
    looked: list[tuple[Standing, Seen | None]] = [(standing, None) for standing in found]
    return _lines(looked, _Book.of(superior_dir, period), today, calendar)


def _lines(
    looked: Sequence[tuple[Standing, Seen | None]],
    book: _Book,
    today: date,
    calendar: WorkCalendar,
) -> list[OfficeLine]:
    offices: dict[str, list[tuple[Standing, Seen | None]]] = defaultdict(list)
    for standing, seen in looked:
        offices[standing.office].append((standing, seen))
    return [_line(number, offices[number], book, today, calendar) for number in sorted(offices)]


def _last_months(sender: Sender, today: date) -> Seen:
    last = told_until(sender, today)
    first = last - timedelta(days=RATE_DAYS - 1)
    return work_of(sender, first, last), enquiries_of(sender, first, last)


@dataclass(frozen=True)
class _Book:
    """The book of arrivals and the waiting batches, by journal."""

    arrived: dict[str, datetime]
    forks: Counter[str]
    refused: Counter[str]
    held: Counter[str]
    first_held: dict[str, int]
    versions: dict[str, str]
    batches: Counter[str]

    @classmethod
    def of(cls, superior_dir: Path, period: tuple[date, date] | None = None) -> _Book:
        found = cls({}, Counter(), Counter(), Counter(), {}, {}, Counter())
        for path in Holding(superior_dir).waiting():
            found.hold(path)
        book = Arrivals.open_known(superior_dir)
        if book is None:
            return found
        try:
            found.arrived.update(book.last_taken())
            found.refused.update(book.refused_since())
            found.forks.update(item.journal for item in book.undecided())
            found.versions.update(book.versions())
            if period is not None:
                first, last = (datetime.combine(day, time(), LOCAL) for day in period)
                found.batches.update(book.taken_between(first, last + timedelta(days=1)))
        finally:
            book.close()
        return found

    def hold(self, path: Path) -> None:
        """Count one waiting batch; one that cannot be read any more is told by the next import."""
        try:
            manifest = read_manifest(path)[0]
        except BatchError:
            return
        self.held[manifest.journal] += 1
        before = self.first_held.get(manifest.journal, manifest.from_seq)
        self.first_held[manifest.journal] = min(before, manifest.from_seq)


def _line(
    number: str,
    parts: list[tuple[Standing, Seen | None]],
    book: _Book,
    today: date,
    calendar: WorkCalendar,
) -> OfficeLine:
    parts = sorted(parts, key=lambda item: (item[0].device, item[0].journal))
    found = [standing for standing, _seen in parts]
    told = min((item.last_day for item in found if item.last_day), default="")
    seen = [item for _standing, item in parts if item is not None]
    versions = [book.versions[item.journal] for item in found if item.journal in book.versions]
    arrived = [book.arrived[item.journal] for item in found if item.journal in book.arrived]
    return OfficeLine(
        number=number,
        name=found[-1].name or found[-1].journal,
        standings=tuple(found),
        arrived=max(arrived, default=None),
        told=told,
        behind=_behind(told, today, calendar),
        held=sum(book.held[item.journal] for item in found),
        missing=sum(
            max(book.first_held[item.journal] - item.seq - 1, 0)
            for item in found
            if item.journal in book.first_held
        ),
        forks=sum(book.forks[item.journal] for item in found),
        refused=sum(book.refused[item.journal] for item in found),
        work=reduce(add, (work for work, _asked in seen)) if seen else None,
        enquiries=reduce(add, (asked for _work, asked in seen)) if seen else None,
        versions=tuple(dict.fromkeys(versions)),
        batches=sum(book.batches[item.journal] for item in found),
        journals=tuple(item.journal for item in found),
    )


def _behind(told: str, today: date, calendar: WorkCalendar) -> int:
    """Working days before ``today`` of which nothing was told; counting stops at ``MOST_BEHIND``."""
    if not told:
        return 0
    last, day, behind = date.fromisoformat(told), working_day_before(calendar, today), 0
    while day > last and behind < MOST_BEHIND:
        behind += 1
        day = working_day_before(calendar, day)
    return behind
