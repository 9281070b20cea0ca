"""The store: one open data file and everything that can be read from it.

Each reader is loaded when it is first asked for.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.clock import Clock
from counter_app.store.checking import CheckResult, Progress, check
from counter_app.store.database import Database, Transaction
from counter_app.store.journal import Journal
from counter_app.store.officers import Officers
from counter_app.store.records import Records

if TYPE_CHECKING:
    from counter_app.store.asof import AsOf
    from counter_app.store.board import BoardReads
    from counter_app.store.calendars import Calendars
    from counter_app.store.catalogue import Catalogue
    from counter_app.store.certifications import Certifications
    from counter_app.store.dossier_acts import DossierActs
    from counter_app.store.dossiers import Dossiers
    from counter_app.store.fees import Fees
    from counter_app.store.finding import Finder
    from counter_app.store.mapped import Mapped
    from counter_app.store.measuring import Measuring
    from counter_app.store.paper_facts import PaperFacts
    from counter_app.store.promises import Promises
    from counter_app.store.questions import Questions
    from counter_app.store.report_issues import ReportIssues
    from counter_app.store.tickets import Tickets
    from counter_app.store.whereabouts import Whereabouts


class Store:
    """What the desk, the reports and the batches work with."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.officers = Officers(database)
        self.records = Records(database)
        self._seen = self._data_version()

    @classmethod
    def open(cls, path: Path, clock: Clock) -> Store:
        """Open an existing data file. Errors: StoreError."""
        return cls(Database.open(path, clock))

    @classmethod
    def create(cls, path: Path, clock: Clock, *, durable: bool = True) -> Store:
        """Make a new data file. Errors: StoreError."""
        return cls(Database.create(path, clock, durable=durable))

    @cached_property
    def whereabouts(self) -> Whereabouts:
        """Who has which paper, and how it got there."""
        from counter_app.store.whereabouts import Whereabouts

        return Whereabouts(self.database)

    @cached_property
    def paper_facts(self) -> PaperFacts:
        """What papers need beyond a dossier."""
        from counter_app.store.paper_facts import PaperFacts

        return PaperFacts(self.database)

    @cached_property
    def mapped(self) -> Mapped:
        """Dossiers by their code in the official system."""
        from counter_app.store.mapped import Mapped

        return Mapped(self.database)

    @cached_property
    def dossiers(self) -> Dossiers:
        """Dossiers read back."""
        from counter_app.store.dossiers import Dossiers

        return Dossiers(self.database)

    @cached_property
    def acts(self) -> DossierActs:
        """What was done with dossiers beyond their present state."""
        from counter_app.store.dossier_acts import DossierActs

        return DossierActs(self.database)

    @cached_property
    def promises(self) -> Promises:
        """What the promises of open dossiers are counted from."""
        from counter_app.store.promises import Promises

        return Promises(self.database)

    @cached_property
    def board(self) -> BoardReads:
        """What the morning board asks."""
        from counter_app.store.board import BoardReads

        return BoardReads(self.database)

    @cached_property
    def finder(self) -> Finder:
        """The search box."""
        from counter_app.store.finding import Finder

        return Finder(self.database)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Sectors and procedures."""
        from counter_app.store.catalogue import Catalogue

        return Catalogue(self.database)

    @cached_property
    def calendars(self) -> Calendars:
        """The working calendar."""
        from counter_app.store.calendars import Calendars

        return Calendars(self.database)

    @cached_property
    def tickets(self) -> Tickets:
        """The queue."""
        from counter_app.store.tickets import Tickets

        return Tickets(self.database)

    @cached_property
    def certifications(self) -> Certifications:
        """The books of certifications."""
        from counter_app.store.certifications import Certifications

        return Certifications(self.database)

    @cached_property
    def fees(self) -> Fees:
        """Money taken in and given back."""
        from counter_app.store.fees import Fees

        return Fees(self.database)

    @cached_property
    def questions(self) -> Questions:
        """Visitors who only asked."""
        from counter_app.store.questions import Questions

        return Questions(self.database)

    @cached_property
    def measuring(self) -> Measuring:
        """What figures on time, trips and load are counted from."""
        from counter_app.store.measuring import Measuring

        return Measuring(self.database)

    @cached_property
    def asof(self) -> AsOf:
        """Rules and names as they stood at the end of a day."""
        from counter_app.store.asof import AsOf

        return AsOf(self.database)

    @cached_property
    def issues(self) -> ReportIssues:
        """Reports that were issued."""
        from counter_app.store.report_issues import ReportIssues

        return ReportIssues(self.database)

    @property
    def journal(self) -> Journal:
        """The journal of the file that is open now."""
        return self.database.journal

    @property
    def clock(self) -> Clock:
        """The clock events are dated by."""
        return self.database.clock

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Write one act; see ``Database.transaction``."""
        return self.database.transaction()

    def check(self, progress: Progress | None = None) -> CheckResult:
        """Verify pages, chain and tables; see ``checking.check``."""
        return check(self.database.connection, progress)

    def changed_elsewhere(self) -> bool:
        """Whether another connection committed to the file since this was last asked; cheap."""
        seen, self._seen = self._seen, self._data_version()
        return seen != self._seen

    def _data_version(self) -> int:
        return int(self.database.connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self.database.close()
