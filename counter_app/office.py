"""Office: the façade over everything that can be done without a screen. Real parts are built here and nowhere else.

Each group of verbs is loaded when it is first asked for, so that the sign-in costs no memory for work nobody does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app import i18n, paths
from counter_app.desk.desk import Session
from counter_app.desk.system_clock import SystemClock as SystemClock
from counter_app.desk.system_clock import system_offset as system_offset
from counter_app.errors import DeviceError, StoreError
from counter_app.i18n import _
from counter_app.store.core.trouble import from_system, named_place
from counter_app.store.file import data_folder
from counter_app.store.file.held_keys import HeldKeys
from counter_app.store.file.looks_alone import write_waiting
from counter_app.store.file.stopping import stopping
from counter_app.store.file.unfinished import outdated
from counter_app.store.file.witnessing import Witnessing
from counter_app.store.store import Store
from counter_app.system import files, key_ring
from counter_app.system.closed_folder import close_to_others
from counter_app.system.key_ring import OfficeKeys, new_keys
from counter_app.system.loaded import Loaded

if TYPE_CHECKING:
    from counter_app.desk.access.book import AccessBook
    from counter_app.desk.access.reading import AccessReading
    from counter_app.desk.calendar.impact import CalendarImpact
    from counter_app.desk.calendar.years import CalendarYears
    from counter_app.desk.catalogue.lists.verbs import ProcedureLists
    from counter_app.desk.catalogue.procedures import Procedures
    from counter_app.desk.catalogue.seed import SeedOffers
    from counter_app.desk.certification.authorities import Authorities
    from counter_app.desk.certification.books import CertificationBooks
    from counter_app.desk.certification.volumes import BookVolumes
    from counter_app.desk.closing.day import Closing
    from counter_app.desk.dossier.copies_left import CopiesLeft
    from counter_app.desk.dossier.corrections import Corrections
    from counter_app.desk.dossier.erasure import Erasure
    from counter_app.desk.dossier.lookup import DossierLookup
    from counter_app.desk.dossier.moves import DossierMoves
    from counter_app.desk.dossier.returning import Returning
    from counter_app.desk.drill.rehearsal import Rehearsal
    from counter_app.desk.enquiries.answered import Enquiries
    from counter_app.desk.fees.payments import Payments
    from counter_app.desk.followups.answers import FollowUpAnswers
    from counter_app.desk.followups.asked import FollowUpDesk
    from counter_app.desk.handover.caseloads import Caseloads
    from counter_app.desk.handover.holders import Holders
    from counter_app.desk.handover.originals import Originals
    from counter_app.desk.handover.sheets import HandoverSheets
    from counter_app.desk.handover.shelves import Shelves
    from counter_app.desk.intake.drafts import FormDrafts
    from counter_app.desk.intake.receiving import Intake
    from counter_app.desk.intake.replacing import Replacing
    from counter_app.desk.office.absences import Absences
    from counter_app.desk.office.backup import Backup
    from counter_app.desk.office.backups import Backups
    from counter_app.desk.office.clock_word import ClockWord
    from counter_app.desk.office.founding import Founding
    from counter_app.desk.office.numbers import Numbers
    from counter_app.desk.office.officers import Officers
    from counter_app.desk.office.own_computer import OwnComputer
    from counter_app.desk.office.own_place import OwnPlace
    from counter_app.desk.office.own_views import OwnViews
    from counter_app.desk.office.places import Places
    from counter_app.desk.office.quick_card import QuickCards
    from counter_app.desk.office.recovery import RecoverySheets
    from counter_app.desk.office.restore_outlook import RestoreOutlook
    from counter_app.desk.office.rights import OfficeRights
    from counter_app.desk.office.script_keys import ScriptKeys
    from counter_app.desk.office.settings import OfficeRules
    from counter_app.desk.office.told_texts import ToldTexts
    from counter_app.desk.official.codes import OfficialCodes
    from counter_app.desk.official.lists import OfficialLists
    from counter_app.desk.paper.further_papers import FurtherPapers
    from counter_app.desk.paper.prints import PrinterFor, Prints
    from counter_app.desk.paper.templates import ProcedureTemplates
    from counter_app.desk.paper.traces import PaperCodes
    from counter_app.desk.promise.board import Board
    from counter_app.desk.promise.changes import PromiseChanges
    from counter_app.desk.promise.confirmations import Confirmations
    from counter_app.desk.promise.outages import Outages
    from counter_app.desk.queue.self_service import SelfService
    from counter_app.desk.queue.tickets import TicketQueue
    from counter_app.desk.queue.waiting_room import WaitingRoom
    from counter_app.desk.reports.issue import ReportDesk
    from counter_app.desk.requests.holdings import Holdings
    from counter_app.desk.requests.own_data import OwnData
    from counter_app.desk.requests.person_erasure import PersonErasure
    from counter_app.desk.requests.register import RequestRegister
    from counter_app.desk.requests.retention import RetentionDesk
    from counter_app.desk.undo.taking_back import Undoing
    from counter_app.domain.clock import Clock
    from counter_app.domain.office.staff import Officer
    from counter_app.printing.devices.printer import Printer
    from counter_app.settings import OfficeSettings, Preferences
    from counter_app.store.file.checking import CheckResult
    from counter_app.store.file.outside import Outside
    from counter_app.system.openers import Opener


Told = Callable[[int, int], None]
"""(done, total): how far work is."""
Asked = Callable[[], bool]
"""Whether work shall stop."""


def printer_from(wish: str) -> Printer:
    """The device behind "lp:QUEUE", "escpos:HOST:PORT" or "file:FOLDER". Errors: DeviceError for anything else."""
    from counter_app.printing.devices.choice import open_printer

    if not wish:
        raise DeviceError(
            _("Chưa chọn máy in. Mở Cài đặt (Ctrl+4), thẻ Máy này, rồi chọn một máy in.")
        )
    return open_printer(wish)


def _desk(place: str, *more: str) -> Any:
    """A group of verbs: everybody's needs are the store and who is signed in."""
    return Loaded(f"counter_app.desk.{place}", "store", "session", *more)


class Desks:
    """Every group of verbs of an office, loaded when it is first asked for."""

    intake: Loaded[Intake] = _desk("intake.receiving:Intake")
    """Everything done at the intake form."""
    drafts: Loaded[FormDrafts] = _desk("intake.drafts:FormDrafts")
    """Forms that are not saved yet."""
    told: Loaded[ToldTexts] = _desk("office.told_texts:ToldTexts")
    """What the office wrote before."""
    own_computer: Loaded[OwnComputer] = _desk("office.own_computer:OwnComputer")
    """Whether this computer opens an encrypted file by itself."""
    own_place: Loaded[OwnPlace] = _desk("office.own_place:OwnPlace")
    dossiers: Loaded[DossierLookup] = _desk("dossier.lookup:DossierLookup")
    """Finding dossiers, seeing them whole."""
    moves: Loaded[DossierMoves] = _desk("dossier.moves:DossierMoves")
    """Moving dossiers on, and taking a move back."""
    replacing: Loaded[Replacing] = _desk("intake.replacing:Replacing")
    """A dossier entered by mistake put right in one step."""
    promises: Loaded[PromiseChanges] = _desk("promise.changes:PromiseChanges")
    """Naming another day to the citizen: by law, by decision, with an apology."""
    board: Loaded[Board] = _desk("promise.board:Board")
    """What the day begins with."""
    corrections: Loaded[Corrections] = _desk("dossier.corrections:Corrections")
    """Correcting what was written down wrongly."""
    returning: Loaded[Returning] = _desk("dossier.returning:Returning")
    """Everything done at the return screen."""
    handover: Loaded[HandoverSheets] = _desk("handover.sheets:HandoverSheets")
    """Hand-over sheets."""
    holders: Loaded[Holders] = _desk("handover.holders:Holders")
    """Who has which paper, since when."""
    caseloads: Loaded[Caseloads] = _desk("handover.caseloads:Caseloads")
    """Everything an officer has, handed to another."""
    shelves: Loaded[Shelves] = _desk("handover.shelves:Shelves")
    """Where finished papers wait."""
    official: Loaded[OfficialCodes] = _desk("official.codes:OfficialCodes")
    """Reconciliation with the official system."""
    official_list: Loaded[OfficialLists] = _desk("official.lists:OfficialLists")
    """The official system's own list compared with the counter."""
    originals: Loaded[Originals] = _desk("handover.originals:Originals")
    """Originals kept and given back."""
    queue: Loaded[TicketQueue] = _desk("queue.tickets:TicketQueue")
    """Everything done with tickets."""
    self_service: Loaded[SelfService] = _desk("queue.self_service:SelfService")
    waiting_room: Loaded[WaitingRoom] = _desk("queue.waiting_room:WaitingRoom")
    certification: Loaded[CertificationBooks] = _desk("certification.books:CertificationBooks")
    """Certifying without a dossier: the books and their numbers."""
    authorities: Loaded[Authorities] = _desk("certification.authorities:Authorities")
    """Who may sign what is certified."""
    volumes: Loaded[BookVolumes] = _desk("certification.volumes:BookVolumes")
    """The books of certifications on paper: printed by month, locked at the end of the year."""
    enquiries: Loaded[Enquiries] = _desk("enquiries.answered:Enquiries")
    """Visitors who only ask."""
    followups: Loaded[FollowUpDesk] = _desk("followups.asked:FollowUpDesk")
    """Citizens who ask about a dossier, and the reminders that go to whoever holds it."""
    answers: Loaded[FollowUpAnswers] = _desk("followups.answers:FollowUpAnswers")
    fees: Loaded[Payments] = _desk("fees.payments:Payments")
    """Money taken in and given back."""
    staff: Loaded[Officers] = _desk("office.officers:Officers")
    """Officers, their sectors, signing in."""
    recovery: Loaded[RecoverySheets] = _desk("office.recovery:RecoverySheets")
    backups: Loaded[Backups] = _desk("office.backups:Backups")
    """Copies of the data that make themselves."""
    outlook: Loaded[RestoreOutlook] = _desk("office.restore_outlook:RestoreOutlook")
    drill: Loaded[Rehearsal] = _desk("drill.rehearsal:Rehearsal")
    """A restore, rehearsed."""
    script_keys: Loaded[ScriptKeys] = _desk("office.script_keys:ScriptKeys")
    """What tasks that run by themselves act by."""
    clock_word: Loaded[ClockWord] = _desk("office.clock_word:ClockWord")
    """Saying that the computer's clock is right although it does not go with what is known."""
    absences: Loaded[Absences] = _desk("office.absences:Absences")
    """Who is away, and who stands in meanwhile."""
    rights: Loaded[OfficeRights] = _desk("office.rights:OfficeRights")
    """Who may do what."""
    rules: Loaded[OfficeRules] = _desk("office.settings:OfficeRules")
    """Settings of the office, and of this computer."""
    quick_cards: Loaded[QuickCards] = _desk("office.quick_card:QuickCards")
    places: Loaded[Places] = _desk("office.places:Places", "data_dir")
    views: Loaded[OwnViews] = _desk("office.own_views:OwnViews")
    """How each officer wants lists shown."""
    calendar: Loaded[CalendarYears] = _desk("calendar.years:CalendarYears")
    """The working calendar."""
    confirmations: Loaded[Confirmations] = _desk("promise.confirmations:Confirmations")
    """What other offices say of dossiers received for them."""
    outages: Loaded[Outages] = _desk("promise.outages:Outages")
    """Groups of dossiers that stand still while the official system does."""
    calendar_impact: Loaded[CalendarImpact] = _desk("calendar.impact:CalendarImpact")
    """What the calendar does to promises already given."""
    templates: Loaded[ProcedureTemplates] = _desk("paper.templates:ProcedureTemplates")
    """Papers of a procedure's own."""
    catalogue: Loaded[Procedures] = _desk("catalogue.procedures:Procedures")
    """Procedures: versions, posting."""
    procedure_lists: Loaded[ProcedureLists] = _desk("catalogue.lists.verbs:ProcedureLists")
    """Lists of procedures taken in and given out."""
    seed: Loaded[SeedOffers] = _desk("catalogue.seed:SeedOffers")
    """The program's own catalogue, offered where it says something else than the office's."""
    closing: Loaded[Closing] = _desk("closing.day:Closing")
    """Everything done when the counter shuts."""
    reports: Loaded[ReportDesk] = _desk("reports.issue:ReportDesk")
    """Reports, computed, drawn and issued."""
    erasure: Loaded[Erasure] = _desk("dossier.erasure:Erasure")
    """Erasing personal data by law."""
    copies_left: Loaded[CopiesLeft] = _desk("dossier.copies_left:CopiesLeft")
    """What an erasure does not reach."""
    access: Loaded[AccessBook] = _desk("access.book:AccessBook")
    looks: Loaded[AccessReading] = _desk("access.reading:AccessReading")
    """What the access book tells, for leaders and for the citizen who asks."""
    requests: Loaded[RequestRegister] = _desk("requests.register:RequestRegister")
    """The register of what citizens ask for about their own data."""
    holdings: Loaded[Holdings] = _desk("requests.holdings:Holdings")
    """What the office holds of one person."""
    person_erasure: Loaded[PersonErasure] = _desk("requests.person_erasure:PersonErasure")
    """Erasing a person, with what stays and why."""
    own_data: Loaded[OwnData] = _desk("requests.own_data:OwnData")
    """One person's data, handed out as files."""
    retention: Loaded[RetentionDesk] = _desk("requests.retention:RetentionDesk")
    """What was kept long enough."""
    undoing: Loaded[Undoing] = _desk("undo.taking_back:Undoing")
    numbers: Loaded[Numbers] = _desk("office.numbers:Numbers")
    """Numbers that may have been given already."""
    paper: Loaded[Prints] = _desk("paper.prints:Prints", "printer_for")
    """Papers: gathered, drawn, printed."""
    paper_codes: Loaded[PaperCodes] = _desk("paper.traces:PaperCodes")
    """Codes read off papers, looked up."""
    further_papers: Loaded[FurtherPapers] = _desk("paper.further_papers:FurtherPapers")


class Office(Desks):
    """One office at one counter: its store, who is signed in, and every verb in its group."""

    def __init__(
        self, store: Store, *, session: Session, printer_for: PrinterFor, data_dir: Path
    ) -> None:
        self.store, self.session = store, session
        self.data_dir, self.printer_for = data_dir, printer_for
        self.closed = False
        self.cleared: tuple[str, ...] = ()
        self.opener: Opener | None = None
        self.witnessing: Witnessing | None = None

    @classmethod
    def open(
        cls,
        data_dir: Path,
        *,
        clock: Clock | None = None,
        officer: Officer | None = None,
        printer_for: PrinterFor = printer_from,
        who: str = "",
        keys: OfficeKeys | None = None,
    ) -> Office:
        """Open the office in a data folder, together with others; ``who`` tells them who has it open.

        ``keys`` are what was unlocked of its ring; without them it opens when its file is plain. Work left half done
        is finished or cleared first. Errors: StoreError when there is none, or none to be trusted.
        """
        clock = clock or SystemClock()
        held = HeldKeys(paths.database_path(data_dir), keys)
        cleared = _made_ready(data_dir, clock, held)
        opener = data_folder.share(data_dir, who or _("một lệnh"), clock.now())
        try:
            session = Session(officer)
            store = Store.open(paths.database_path(data_dir), clock, held=held)
            office = cls(store, session=session, printer_for=printer_for, data_dir=data_dir)
            office.cleared, office.opener = cleared, opener
            office.use_language()
            office.watch_numbers()
        except BaseException:
            opener.close()
            raise
        return office

    @classmethod
    def found(
        cls,
        data_dir: Path,
        founding: Founding,
        *,
        clock: Clock | None = None,
        officer: Officer | None = None,
        printer_for: PrinterFor = printer_from,
        encrypted: bool = False,
    ) -> Office:
        """Set up a new office in an empty data folder; it is there whole or not at all.

        ``encrypted``: nobody reads its file without a password, the recovery sheet or this computer's keystore.
        Errors: StoreError when there is an office already, or another set-up is under way; RuleError for wrong facts.
        """
        keys = new_keys(encrypted=encrypted)
        _set_up(data_dir, founding, clock := clock or SystemClock(), keys)
        return cls.open(data_dir, clock=clock, officer=officer, printer_for=printer_for, keys=keys)

    @staticmethod
    def exists(data_dir: Path) -> bool:
        """Whether a folder holds an office set up to the end. Errors: StoreError when only traces of one lie there."""
        return data_folder.holds_office(data_dir)

    @staticmethod
    def outdated(data_dir: Path, keys: OfficeKeys | None = None) -> bool:
        """Whether opening the office will first make its tables anew, which takes minutes on a large file.

        Of an encrypted file nothing is known without its ``keys``: no.
        """
        return _is_outdated(HeldKeys(paths.database_path(data_dir), keys))

    @staticmethod
    def locked(data_dir: Path) -> bool:
        """Whether the office's file is encrypted, so that it opens with keys alone."""
        return bool(key_ring.file_key_id(paths.database_path(data_dir))) and (
            HeldKeys(paths.database_path(data_dir)).ring() is not None
        )

    def use_language(self) -> None:
        """Speak this computer's language."""
        i18n.use_language(self.preferences.language, paths.resources_dir() / "locale")

    @property
    def settings(self) -> OfficeSettings:
        """The office's settings."""
        return self.store.settings.office()

    @property
    def preferences(self) -> Preferences:
        """This computer's preferences."""
        return self.store.settings.preferences()

    @property
    def keys(self) -> OfficeKeys | None:
        """What this process has unlocked of the office's key ring; None before anybody's password."""
        return self.store.database.held.keys

    @property
    def data_file(self) -> Path:
        """Where the data lies."""
        return self.store.database.path

    @property
    def writable(self) -> bool:
        """Whether anything can be written down now."""
        return self.store.database.writable

    def now(self) -> datetime:
        """The present moment by the office's clock."""
        return self.store.clock.now()

    def changed_elsewhere(self) -> bool:
        """Whether another window or a command wrote since this was last asked."""
        return self.store.changed_elsewhere()

    def check(self, progress: Told | None = None, cancelled: Asked | None = None) -> CheckResult:
        """Prove the data file, and compare it with its witness; ``progress`` is told how much of how much is read.

        Errors: Cancelled.
        """
        return self.store.check(progress, cancelled, self.outside())

    def outside(self) -> Outside:
        """What lies outside the file and knows its journal."""
        return Witnessing(self.store.database, self.witness_folders()).outside()

    def backup(
        self, folder: Path, progress: Told | None = None, cancelled: Asked | None = None
    ) -> Backup:
        """Copy the data into a folder and prove the copy. Errors: StoreError; Cancelled, and no copy is left."""
        from counter_app.desk.office.backup import backup

        self.access.backed_up(str(folder))
        return backup(self.store, folder, progress, cancelled)

    def stopping_when(self, cancelled: Callable[[], bool]) -> AbstractContextManager[None]:
        """Within it what is asked of the data ends soon after ``cancelled()`` is true. Errors: Cancelled then."""
        return stopping(self.store.database, cancelled)

    def disk_trouble(self, error: OSError) -> StoreError:
        """What a disk refused, in one sentence with the one next step."""
        return from_system(error, named_place(error, self.data_dir))

    @contextmanager
    def twin(self) -> Iterator[Office]:
        """The same office over a connection of its own, for a worker thread."""
        store, session = self.store.twin(), self.session.twin()
        twin = Office(store, session=session, printer_for=self.printer_for, data_dir=self.data_dir)
        witnessing = Witnessing(store.database, twin.witness_folders())
        witnessing.attach()
        try:
            yield twin
        finally:
            witnessing.settle()
            store.close()

    def own_places(self) -> tuple[Path, ...]:
        """Folders and files of the program's own: nothing is handed out into them."""
        return (self.data_dir, *self.witness_folders())

    def confirm_clock(self) -> None:
        """The officer says the computer's clock is right although it does not go with the last event."""
        self.store.database.clock_confirmed = True

    def leave(self) -> None:
        """Close the data file behind whoever sat here, who is signed out."""
        if not self.closed:
            self.staff.sign_out()
        self.close()

    def close(self) -> None:
        """Close the data file; looks that wait are written first."""
        self.closed = True
        write_waiting(self.store.database)
        if self.witnessing is not None:
            self.witnessing.settle()
        self.store.close()
        if self.opener is not None:
            self.opener.close()

    def watch_numbers(self) -> None:
        """Compare the file with its witness where the preferences say, and add every act from here on."""
        self.witnessing = Witnessing(self.store.database, self.witness_folders())
        self.witnessing.begin()

    def witness_folders(self) -> list[Path]:
        """Where this office's numbers are witnessed."""
        return data_folder.witness_folders(self.data_dir, self.preferences.witness_dir)


def bring_up_to_date(
    data_dir: Path,
    progress: Told | None = None,
    cancelled: Asked | None = None,
    *,
    clock: Clock | None = None,
    keys: OfficeKeys | None = None,
) -> None:
    """Make the tables of an earlier version anew, a copy of the file being kept; ``progress`` is told how far.

    Errors: StoreError; Cancelled, and the file is as it was.
    """
    from counter_app.store.file.stopping import stopped_as_asked

    def told(done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise stopped_as_asked()
        if progress is not None:
            progress(done, total)

    held = HeldKeys(paths.database_path(data_dir), keys)
    _made_ready(data_dir, clock or SystemClock(), held, told)


def _made_ready(
    data_dir: Path, clock: Clock, held: HeldKeys, progress: Told | None = None
) -> tuple[str, ...]:
    """Finish or clear what was left half done, and make the tables of an older version anew; what was cleared."""
    path = paths.database_path(data_dir)
    cleared = data_folder.make_ready(data_dir)
    if not path.is_file():
        data_folder.require_no_traces(data_dir)
    elif _is_outdated(held) and files.may_write(data_dir):
        with data_folder.alone(data_dir):
            Store.open(path, clock, progress, held=held).close()
    return cleared


def _is_outdated(held: HeldKeys) -> bool:
    if not held.data_file.is_file():
        return False
    try:
        return outdated(held.data_file, held.key_for(held.data_file))
    except StoreError:  # told when it is opened
        return False


def _set_up(data_dir: Path, founding: Founding, clock: Clock, keys: OfficeKeys) -> None:
    """Found the office while nobody else does."""
    from counter_app.desk.office.founding import found

    path = paths.database_path(data_dir)
    held = HeldKeys(path, keys)
    _require_none(data_dir)
    with data_folder.alone(data_dir):
        _require_none(data_dir)  # another set-up may have been first
        data_folder.sweep_unfinished(path)
        close_to_others(data_dir)
        with (
            data_folder.new_file(path) as fresh,
            closing(Store.create(fresh, clock, held=held)) as store,
        ):
            found(store, founding, paths.resources_dir())


def _require_none(data_dir: Path) -> None:
    if Office.exists(data_dir):
        path = paths.database_path(data_dir)
        raise StoreError(_("Đã có dữ liệu ở {path}. Chọn thư mục khác.").format(path=path))
