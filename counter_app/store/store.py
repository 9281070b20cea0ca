"""The store: one open data file and everything that can be read from it.

Each reader is loaded when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.store.file.database import Database, Transaction
from counter_app.store.file.stopping import stopped_as_asked, stopping
from counter_app.store.read.settings import SettingsReads
from counter_app.system.loaded import Loaded

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.store.core.journal import Journal
    from counter_app.store.figures.asof import AsOf
    from counter_app.store.figures.indicators import Measuring
    from counter_app.store.figures.report_issues import ReportIssues
    from counter_app.store.file.checking import CheckResult, Progress
    from counter_app.store.file.held_keys import HeldKeys
    from counter_app.store.file.number_series import NumberSeries
    from counter_app.store.file.outside import Outside
    from counter_app.store.read.access import AccessReads
    from counter_app.store.read.backups import BackupPlans
    from counter_app.store.read.begun_batches import BegunBatches
    from counter_app.store.read.board import BoardReads
    from counter_app.store.read.calendar import Calendars
    from counter_app.store.read.catalogue import Catalogue
    from counter_app.store.read.certification import Certifications
    from counter_app.store.read.certification_books import CertificationVolumes
    from counter_app.store.read.clear_files import ClearFileReads
    from counter_app.store.read.closings import Closings
    from counter_app.store.read.dossier import Dossiers
    from counter_app.store.read.dossier_acts import DossierActs
    from counter_app.store.read.drafts import Drafts
    from counter_app.store.read.enquiries import Questions
    from counter_app.store.read.exchange import Exchange
    from counter_app.store.read.fees import Fees
    from counter_app.store.read.followups import FollowUps
    from counter_app.store.read.handover import Whereabouts
    from counter_app.store.read.kept_long import KeptLongReads
    from counter_app.store.read.official import Mapped
    from counter_app.store.read.official_list import OfficialListReads
    from counter_app.store.read.own_place import OwnPlaces
    from counter_app.store.read.paper import PaperFacts
    from counter_app.store.read.prints import Prints
    from counter_app.store.read.promise import Promises
    from counter_app.store.read.queue import Tickets
    from counter_app.store.read.requests import DataRequests
    from counter_app.store.read.search import Finder
    from counter_app.store.read.staff import Officers
    from counter_app.store.read.told import ToldReads


def _reader(place: str) -> Any:
    """The reader of one matter."""
    return Loaded(f"counter_app.store.{place}", "database")


class Store:
    """The store that the desk, the reports and the batches work with."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.settings = SettingsReads(database)
        self._seen = self._data_version()

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        progress: Progress | None = None,
        *,
        held: HeldKeys | None = None,
    ) -> Store:
        """Open an existing data file; ``progress`` is told of an upgrade. Errors: StoreError."""
        return cls(Database.open(path, clock, progress, held=held))

    def twin(self) -> Store:
        """The same file over a connection of its own, with what was said here of the clock and of the numbers."""
        store = Store.open(self.database.path, self.clock, held=self.database.held)
        store.database.clock_confirmed = self.database.clock_confirmed
        store.database.unsure = self.database.unsure
        store.database.looks = self.database.looks
        store.database.seen_at = self.database.seen_at
        return store

    @classmethod
    def create(
        cls, path: Path, clock: Clock, *, durable: bool = True, held: HeldKeys | None = None
    ) -> Store:
        """Make a new data file. Errors: StoreError."""
        return cls(Database.create(path, clock, durable=durable, held=held))

    officers: Loaded[Officers] = _reader("read.staff:Officers")
    """Officers, their sectors and their passwords."""
    prints: Loaded[Prints] = _reader("read.prints:Prints")
    """Papers that were issued."""
    closings: Loaded[Closings] = _reader("read.closings:Closings")
    """Closed days and batches."""
    numbers: Loaded[NumberSeries] = _reader("file.number_series:NumberSeries")
    """Series of numbers."""
    drafts: Loaded[Drafts] = _reader("read.drafts:Drafts")
    """Forms not saved yet."""
    clear_files: Loaded[ClearFileReads] = _reader("read.clear_files:ClearFileReads")
    """Papers that lie about in clear."""
    begun_batches: Loaded[BegunBatches] = _reader("read.begun_batches:BegunBatches")
    """Batches that were begun and not finished."""
    told: Loaded[ToldReads] = _reader("read.told:ToldReads")
    backups: Loaded[BackupPlans] = _reader("read.backups:BackupPlans")
    own_places: Loaded[OwnPlaces] = _reader("read.own_place:OwnPlaces")
    """This computer's memory of each officer."""
    handover: Loaded[Whereabouts] = _reader("read.handover:Whereabouts")
    """The holder of each paper, and the way it got there."""
    paper_facts: Loaded[PaperFacts] = _reader("read.paper:PaperFacts")
    """The needs of papers beyond a dossier."""
    official: Loaded[Mapped] = _reader("read.official:Mapped")
    """Dossiers by their code in the official system."""
    official_list: Loaded[OfficialListReads] = _reader("read.official_list:OfficialListReads")
    """The list the official system gave out last."""
    dossiers: Loaded[Dossiers] = _reader("read.dossier:Dossiers")
    """Dossiers read back."""
    acts: Loaded[DossierActs] = _reader("read.dossier_acts:DossierActs")
    """The acts on dossiers beyond their present state."""
    promises: Loaded[Promises] = _reader("read.promise:Promises")
    """The facts the promises of open dossiers are counted from."""
    board: Loaded[BoardReads] = _reader("read.board:BoardReads")
    """The questions of the morning board."""
    access: Loaded[AccessReads] = _reader("read.access:AccessReads")
    """The looks at data."""
    search: Loaded[Finder] = _reader("read.search:Finder")
    """The search box."""
    catalogue: Loaded[Catalogue] = _reader("read.catalogue:Catalogue")
    """Sectors and procedures."""
    calendar: Loaded[Calendars] = _reader("read.calendar:Calendars")
    """The working calendar."""
    queue: Loaded[Tickets] = _reader("read.queue:Tickets")
    """The queue."""
    certification: Loaded[Certifications] = _reader("read.certification:Certifications")
    """The books of certifications."""
    volumes: Loaded[CertificationVolumes] = _reader("read.certification_books:CertificationVolumes")
    """The signers, prints and locks of the books."""
    fees: Loaded[Fees] = _reader("read.fees:Fees")
    """Money taken in and given back."""
    followups: Loaded[FollowUps] = _reader("read.followups:FollowUps")
    """Citizens who asked about a dossier."""
    exchange: Loaded[Exchange] = _reader("read.exchange:Exchange")
    requests: Loaded[DataRequests] = _reader("read.requests:DataRequests")
    """Citizens who asked for something about their own data, and copies that erasures did not reach."""
    kept_long: Loaded[KeptLongReads] = _reader("read.kept_long:KeptLongReads")
    """The ended matters that still tell of somebody."""
    enquiries: Loaded[Questions] = _reader("read.enquiries:Questions")
    """Visitors who only asked."""
    indicators: Loaded[Measuring] = _reader("figures.indicators:Measuring")
    """The facts behind the figures on time, trips and load."""
    asof: Loaded[AsOf] = _reader("figures.asof:AsOf")
    """Rules and names as they stood at the end of a day."""
    report_issues: Loaded[ReportIssues] = _reader("figures.report_issues:ReportIssues")
    """Reports that were issued."""

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

    def check(
        self,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        outside: Outside | None = None,
        *,
        received: bool = False,
    ) -> CheckResult:
        """Verify pages, chain, tables and anchors; see ``checking.check``. Errors: Cancelled as well."""
        from counter_app.store.file.checking import check

        database = self.database
        if cancelled is None:
            return check(database.connection, progress, outside, received=received)
        asked = cancelled

        def on(done: int, total: int) -> None:
            if asked():
                raise stopped_as_asked()
            if progress is not None:
                progress(done, total)

        with stopping(database, asked):
            return check(database.connection, on, outside, received=received)

    def changed_elsewhere(self) -> bool:
        """True if another connection committed to the file since this was last asked; cheap."""
        seen, self._seen = self._seen, self._data_version()
        return seen != self._seen

    def _data_version(self) -> int:
        return int(self.database.connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self.database.close()
