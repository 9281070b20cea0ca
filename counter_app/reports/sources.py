"""The sources of a report's figures: the office's own file, or whatever answers the same for many offices."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from counter_app.reports.figures.finishes import (
    Charge,
    FinishTally,
    NamedTimes,
    Posting,
    Times,
    grouped,
    kind_of,
    posting_of,
    tally_of,
    times_of,
)
from counter_app.store.figures.report_lines import ReportLines, Selection
from counter_app.store.figures.report_sums import ReportSums
from counter_app.store.figures.tallies import Counting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from counter_app.domain.calendar.working_calendar import WorkCalendar
    from counter_app.domain.dossier.dossier import Channel
    from counter_app.store.figures.indicators import Finish, Load, Narrowed, Trip
    from counter_app.store.figures.report_sums import MoneyTally, OfficerTally
    from counter_app.store.figures.tallies import FeeTally, Tally
    from counter_app.store.read.certification import CertificationTally
    from counter_app.store.store import Store


class Figures(Protocol):
    """The question for the days ``first`` to ``last``, both included, as of the end of ``last``."""

    def tallies(self, first: date, last: date, *, hand_over: bool = True) -> dict[str, Tally]:
        """By sector; only sectors with something to tell."""

    def officers(self, first: date, last: date, *, sector: str = "") -> dict[str, OfficerTally]:
        """By login."""

    def fees(self, first: date, last: date) -> dict[str, FeeTally]:
        """By sector, of the dossiers received."""

    def fees_by_receiver(self, first: date, last: date, *, sector: str = "") -> dict[str, FeeTally]:
        """By who received them (login)."""

    def money_by_sector(
        self, first: date, last: date, *, sector: str = ""
    ) -> dict[str, MoneyTally]:
        """Taken in and given back."""

    def money_by_officer(
        self, first: date, last: date, *, sector: str = ""
    ) -> dict[str, MoneyTally]:
        """The same by who took it in or gave it back (login)."""

    def waived_by_ground(
        self, first: date, last: date, *, sector: str = ""
    ) -> list[tuple[str, int, int]]:
        """Ground, in how many matters, đồng waived; by ground."""

    def certified(self, first: date, last: date) -> dict[str, CertificationTally]:
        """By procedure."""

    def certified_by_signer(self, first: date, last: date) -> dict[str, CertificationTally]:
        """By who signed (login)."""

    def loads(self, first: date, last: date, sector: str = "") -> list[Load]:
        """Acts by kind, day and hour."""

    def places(
        self, first: date, last: date, *, sector: str = ""
    ) -> dict[tuple[Channel, str], tuple[int, int]]:
        """(channel, reception point) → received there, given out there."""

    def trips(self, first: date, last: date, of: Narrowed) -> list[Trip]:
        """Dossiers handed over."""

    def finished(self, first: date, last: date, of: Narrowed) -> FinishTally:
        """Dossiers whose processing ended with a result."""

    def finished_by_officer(
        self, first: date, last: date, of: Narrowed
    ) -> Mapping[str, FinishTally]:
        """The same by who handled them (login); only officers with something to tell."""

    def finished_by_procedure(
        self, first: date, last: date, of: Narrowed
    ) -> Mapping[tuple[str, str], FinishTally]:
        """The same by procedure (code, name)."""

    def times(self, first: date, last: date, of: Narrowed) -> Times:
        """The time those dossiers took, and might have taken."""

    def times_by_kind(self, first: date, last: date, of: Narrowed) -> Sequence[NamedTimes]:
        """The same by procedure, case and legal time."""

    def times_by_officer(self, first: date, last: date, of: Narrowed) -> Mapping[str, Times]:
        """The same by who handled them (login)."""

    def overdue_by_officer(self, last: date, of: Narrowed) -> Mapping[str, int]:
        """Login → dossiers being worked on past their promise."""

    def overdue_online(self, last: date, of: Narrowed) -> int:
        """The number of overdue ones that were handed in online."""

    def posting(self, last: date, *, sector: str = "") -> Posting:
        """The way the procedures in force were posted, by their last check until then."""

    def charge(self, last: date, *, sector: str = "") -> Charge:
        """The number of sectors in somebody's charge."""


class StoreFigures:
    """One office's figures, from its file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        counting, sums = Counting(store.database), ReportSums(store.database)
        self.tallies = counting.tallies
        self.officers = sums.officers
        self.fees = counting.fees
        self.fees_by_receiver = counting.fees_by_receiver
        self.money_by_sector = sums.money_by_sector
        self.money_by_officer = sums.money_by_officer
        self.waived_by_ground = sums.waived_by_ground

    def certified(self, first: date, last: date) -> dict[str, CertificationTally]:
        """By procedure."""
        return self._store.certification.tallies(first, last)

    def certified_by_signer(self, first: date, last: date) -> dict[str, CertificationTally]:
        """By who signed (login)."""
        return self._store.certification.tallies_by_signer(first, last)

    def loads(self, first: date, last: date, sector: str = "") -> list[Load]:
        """Acts by kind, day and hour."""
        return self._store.indicators.loads(first, last, sector)

    def places(
        self, first: date, last: date, *, sector: str = ""
    ) -> dict[tuple[Channel, str], tuple[int, int]]:
        """(channel, reception point) → received there, given out there."""
        chosen = Selection(first=first, last=last, sector=sector)
        return ReportLines(self._store.database).places(chosen)

    def trips(self, first: date, last: date, of: Narrowed) -> list[Trip]:
        """Dossiers handed over."""
        return self._store.indicators.trips(first, last, of)

    @cached_property
    def _measured(self) -> _Finished:
        return _Finished(self._store)

    def finished(self, first: date, last: date, of: Narrowed) -> FinishTally:
        """Dossiers whose processing ended with a result."""
        return tally_of(*self._measured.of(first, last, of))

    def finished_by_officer(
        self, first: date, last: date, of: Narrowed
    ) -> Mapping[str, FinishTally]:
        """The same by who handled them (login)."""
        items, calendar = self._measured.of(first, last, of)
        groups = grouped(items, lambda item: item.handler)
        return {login: tally_of(found, calendar) for login, found in groups.items()}

    def finished_by_procedure(
        self, first: date, last: date, of: Narrowed
    ) -> Mapping[tuple[str, str], FinishTally]:
        """The same by procedure (code, name)."""
        items, calendar = self._measured.of(first, last, of)
        groups = grouped(items, lambda item: (item.procedure, item.name))
        return {key: tally_of(found, calendar) for key, found in groups.items()}

    def times(self, first: date, last: date, of: Narrowed) -> Times:
        """The time those dossiers took, and might have taken."""
        return times_of(*self._measured.of(first, last, of))

    def times_by_kind(self, first: date, last: date, of: Narrowed) -> Sequence[NamedTimes]:
        """The same by procedure, case and legal time."""
        items, calendar = self._measured.of(first, last, of)
        return [
            NamedTimes(kind, found[0].name, times_of(found, calendar))
            for kind, found in grouped(items, kind_of).items()
        ]

    def times_by_officer(self, first: date, last: date, of: Narrowed) -> Mapping[str, Times]:
        """The same by who handled them (login)."""
        items, calendar = self._measured.of(first, last, of)
        groups = grouped(items, lambda item: item.handler)
        return {login: times_of(found, calendar) for login, found in groups.items()}

    def overdue_by_officer(self, last: date, of: Narrowed) -> Mapping[str, int]:
        """Login → dossiers being worked on past their promise."""
        found = Counter[str]()
        for item in self._store.indicators.overdue(last, of):
            found[item.handler] += item.dossiers
        return found

    def overdue_online(self, last: date, of: Narrowed) -> int:
        """The number of overdue ones that were handed in online."""
        found = self._store.indicators.overdue(last, of)
        return sum(item.dossiers for item in found if item.online)

    def posting(self, last: date, *, sector: str = "") -> Posting:
        """The way the procedures in force were posted, by their last check until then."""
        measuring = self._store.indicators
        return posting_of(measuring.in_force(last).values(), measuring.postings(last), last, sector)

    def charge(self, last: date, *, sector: str = "") -> Charge:
        """The number of sectors in somebody's charge."""
        rules = self._store.asof.rules(last)
        known = {key for key in rules.sector_names if sector in ("", key)}
        covered = known & {item.sector for item in rules.assignments if item.covers(last)}
        return Charge(covered=len(covered), all=len(known))


class _Finished:
    """The dossiers one report counts several times, read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: tuple[date, date, Narrowed] | None = None
        self._found: tuple[list[Finish], WorkCalendar] | None = None

    def of(self, first: date, last: date, of: Narrowed) -> tuple[list[Finish], WorkCalendar]:
        """The dossiers that ended in the period, with the working calendar as it was known at its end."""
        if self._found is None or self._asked != (first, last, of):
            items = self._store.indicators.finishes(first, last, of)
            self._asked = first, last, of
            self._found = items, self._store.asof.rules(last).calendar
        return self._found
