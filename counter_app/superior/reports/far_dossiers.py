"""Dossiers of other offices, as far as their data travelled: overdue ones, and one person or dossier in two offices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import local_date
from counter_app.domain.dossier.states import State
from counter_app.store.core.states_sql import WORKING
from counter_app.store.read.line_rows import moment_from
from counter_app.superior.reports.gathering import told_until
from counter_app.superior.senders.visiting import visit_all
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.standing import Standing
    from counter_app.superior.senders.sender import Sender
    from counter_app.superior.senders.visiting import Progress

MOST = 2_000
"""Rows of a list; how many there are is told all the same."""
_COLUMNS = (
    "code, state, names, procedure_code, procedure_name, sector, handler, received_at, promised_at"
)
_OVERDUE = (
    f"SELECT {_COLUMNS} FROM dossier WHERE state IN {WORKING} AND promised_at < :last "  # noqa: S608 - own names
    "AND (:sector = '' OR sector = :sector) ORDER BY promised_at, id"
)
_SINCE = (
    f"SELECT {_COLUMNS}, official_code, coalesce(owner, applicant) ->> '$.id_no' AS id_no FROM dossier "  # noqa: S608 - own names
    "WHERE received_date >= ? AND state <> ? ORDER BY id"
)
_Key = tuple[bool, str]
"""True for an official code, False for an identity number; the code or number."""
_LEAST_ID = 9
"""Digits of an identity paper: fewer name nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FarLine:
    """A dossier of another office. ``told`` is the last day its office told of: it is overdue as of then. ``doubted``:
    a clock that was doubted dated something of it.
    """

    journal: str
    office: str
    office_name: str
    code: str
    state: State
    name: str
    procedure_code: str
    procedure: str
    sector: str
    handler: str
    received_at: datetime
    promised_at: datetime | None
    told: date
    doubted: bool

    @property
    def days_late(self) -> int:
        """Calendar days past the promise on the last day that was told of; 0 before it or without one."""
        return max((self.told - self.promised_at.date()).days, 0) if self.promised_at else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FarList:
    """Lines, how many there are in all, and senders that could not be asked."""

    lines: tuple[FarLine, ...]
    total: int
    aside: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The dossiers of one person, or one official code, in two offices or more.

    ``key`` is the identity number or the code; ``by_code`` says which. ``same_procedure``: two offices work on the same
    request, as far as its procedure says.
    """

    key: str
    by_code: bool
    lines: tuple[FarLine, ...]

    @property
    def same_procedure(self) -> bool:
        """True if two of the offices have a dossier of one procedure."""
        pairs = {(line.office, line.procedure_code) for line in self.lines}
        return len({code for _office, code in pairs}) < len(pairs)


def overdue(
    superior_dir: Path,
    clock: Clock,
    *,
    sector: str = "",
    most: int = MOST,
    progress: Progress | None = None,
) -> FarList:
    """Dossiers being worked on past their promise, the latest first, each as of the last day its office told of.

    Errors: what ``progress`` raises.
    """
    today = local_date(clock.now())
    looked = visit_all(
        superior_dir,
        clock,
        lambda sender: list(_overdue_of(sender, today, sector)),
        progress=progress,
    )
    lines = [line for _standing, found in looked for line in found or ()]
    lines.sort(key=lambda line: (-line.days_late, line.office, line.code))
    aside = tuple(standing for standing, found in looked if found is None)
    return FarList(lines=tuple(lines[:most]), total=len(lines), aside=aside)


def _overdue_of(sender: Sender, today: date, sector: str) -> Iterator[FarLine]:
    last = told_until(sender, today)
    values = {"last": last.isoformat(), "sector": sector}
    rows = sender.store.database.connection.execute(_OVERDUE, values)
    read = _Reading(sender, last)
    return (read.line(row) for row in rows.fetchall())


def met_twice(
    superior_dir: Path, clock: Clock, since: date, *, progress: Progress | None = None
) -> tuple[Meeting, ...]:
    """Persons and official codes with dossiers in two offices or more, of those received on or after ``since``.

    The person is whose matter it is. What an erasure took is not found. Errors: what ``progress`` raises.
    """
    today, seen = local_date(clock.now()), dict[_Key, str]()
    twice: dict[_Key, list[FarLine]] = {}

    def note(sender: Sender) -> None:
        office = sender.standing().office
        for key, _row in _keyed(sender, since):
            if seen.setdefault(key, office) != office:
                twice[key] = []

    def read(sender: Sender) -> list[tuple[_Key, FarLine]]:
        reading = _Reading(sender, told_until(sender, today))
        return [(key, reading.line(row)) for key, row in _keyed(sender, since) if key in twice]

    # Twice, so that of the many who went to one office nothing but a number is held.
    visit_all(superior_dir, clock, note, progress=progress)
    for _standing, found in visit_all(superior_dir, clock, read) if twice else ():
        for key, line in found or ():
            twice[key].append(line)
    meetings = (
        Meeting(
            key=key,
            by_code=by_code,
            lines=tuple(sorted(lines, key=lambda line: (line.office, line.received_at))),
        )
        for (by_code, key), lines in twice.items()
    )
    order = sorted(meetings, key=lambda item: (not item.by_code, not item.same_procedure, item.key))
    return tuple(order)


def _keyed(sender: Sender, since: date) -> Iterator[tuple[_Key, Any]]:
    """The persons and official codes by which its dossiers may be met again, a row of ``_COLUMNS`` with each."""
    rows = sender.store.database.connection.execute(
        _SINCE, (since.isoformat(), int(State.MISTAKEN))
    )
    for row in rows:
        number = "".join(filter(str.isalnum, str(row["id_no"] or ""))).upper()
        if len(number) >= _LEAST_ID:
            yield (False, number), row
        if row["official_code"]:
            yield (True, row["official_code"]), row


class _Reading:
    """Rows of one sender as lines."""

    def __init__(self, sender: Sender, told: date) -> None:
        standing, rules = sender.standing(), sender.store.asof.rules(told)
        self._whose = {
            "journal": sender.journal,
            "office": standing.office,
            "office_name": standing.name,
        }
        self._rules, self._told = rules, told
        self._doubted = sender.store.closings.doubted_codes()

    def line(self, row: Any) -> FarLine:
        """One row of ``_COLUMNS``."""
        promised = moment_from(row["promised_at"])
        received = moment_from(row["received_at"])
        assert received is not None  # noqa: S101 - the column is never empty
        return FarLine(
            **self._whose,
            code=row["code"],
            state=State(row["state"]),
            name=row["names"].split("\n")[-1],
            procedure_code=row["procedure_code"],
            procedure=row["procedure_name"],
            sector=self._rules.sector(row["sector"]),
            handler=self._rules.officer(row["handler"]) if row["handler"] else "",
            received_at=received,
            promised_at=promised,
            told=self._told,
            doubted=row["code"] in self._doubted,
        )
