"""Where a report's figures come from: the office's own file, or whatever answers the same for many offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from counter_app.store.figures.report_lines import ReportLines, Selection
from counter_app.store.figures.report_sums import ReportSums
from counter_app.store.figures.tallies import Counting

if TYPE_CHECKING:
    from datetime import date

    from counter_app.domain.dossier.dossier import Channel
    from counter_app.store.figures.indicators import Load, Narrowed, Trip
    from counter_app.store.figures.report_sums import MoneyTally, OfficerTally
    from counter_app.store.figures.tallies import FeeTally, Tally
    from counter_app.store.read.certification import CertificationTally
    from counter_app.store.store import Store


class Figures(Protocol):
    """What is asked for the days ``first`` to ``last``, both included, as of the end of ``last``."""

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
