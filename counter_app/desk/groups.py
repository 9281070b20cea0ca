"""Every group of verbs of an office, each loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.system.loaded import Loaded

if TYPE_CHECKING:
    from counter_app.desk.access.book import AccessBook
    from counter_app.desk.access.told_looks import AccessReading
    from counter_app.desk.calendar.impact import CalendarImpact
    from counter_app.desk.calendar.years import CalendarYears
    from counter_app.desk.catalogue.lists.procedure_lists import ProcedureLists
    from counter_app.desk.catalogue.procedures import Procedures
    from counter_app.desk.catalogue.seed import SeedOffers
    from counter_app.desk.certification.authorities import Authorities
    from counter_app.desk.certification.book_volumes import BookVolumes
    from counter_app.desk.certification.books import CertificationBooks
    from counter_app.desk.certification.voiding import Voids
    from counter_app.desk.closing.day import Closing
    from counter_app.desk.closing.papers import EveningPapers
    from counter_app.desk.dossier.copies_left import CopiesLeft
    from counter_app.desk.dossier.corrections import Corrections
    from counter_app.desk.dossier.erasure import Erasure
    from counter_app.desk.dossier.lookup import DossierLookup
    from counter_app.desk.dossier.moves import DossierMoves
    from counter_app.desk.dossier.returning import Returning
    from counter_app.desk.drill.rehearsal import Rehearsal
    from counter_app.desk.enquiries.answered import Enquiries
    from counter_app.desk.exchange.again import SendingAgain
    from counter_app.desk.exchange.batches import SentBatches
    from counter_app.desk.exchange.mending import Mending
    from counter_app.desk.exchange.parcels import Parcels
    from counter_app.desk.exchange.superior_key import SuperiorKeys
    from counter_app.desk.fees.payments import Payments
    from counter_app.desk.followups.asked import FollowUpDesk
    from counter_app.desk.followups.followup_answers import FollowUpAnswers
    from counter_app.desk.handover.caseloads import Caseloads
    from counter_app.desk.handover.holders import Holders
    from counter_app.desk.handover.originals import Originals
    from counter_app.desk.handover.sheets import HandoverSheets
    from counter_app.desk.handover.shelves import Shelves
    from counter_app.desk.intake.drafts import FormDrafts
    from counter_app.desk.intake.receiving import Intake
    from counter_app.desk.intake.replacing import Replacing
    from counter_app.desk.office.absences import Absences
    from counter_app.desk.office.backups import Backups
    from counter_app.desk.office.clock_word import ClockWord
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
    from counter_app.desk.office.signing_in import SigningIn
    from counter_app.desk.office.told_texts import ToldTexts
    from counter_app.desk.official.codes import OfficialCodes
    from counter_app.desk.official.lists import OfficialLists
    from counter_app.desk.paper.clear_files import ClearFiles
    from counter_app.desk.paper.further_papers import FurtherPapers
    from counter_app.desk.paper.prints import Prints
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
    """The office's former texts."""
    own_computer: Loaded[OwnComputer] = _desk("office.own_computer:OwnComputer")
    """The setting that this computer opens an encrypted file by itself."""
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
    """The board the day begins with."""
    corrections: Loaded[Corrections] = _desk("dossier.corrections:Corrections")
    """Correcting what was written down wrongly."""
    returning: Loaded[Returning] = _desk("dossier.returning:Returning")
    """Everything done at the return screen."""
    handover: Loaded[HandoverSheets] = _desk("handover.sheets:HandoverSheets")
    """Hand-over sheets."""
    holders: Loaded[Holders] = _desk("handover.holders:Holders")
    """The holder of each paper, since when."""
    caseloads: Loaded[Caseloads] = _desk("handover.caseloads:Caseloads")
    """Everything an officer has, handed to another."""
    shelves: Loaded[Shelves] = _desk("handover.shelves:Shelves")
    """The shelves of finished papers."""
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
    voiding: Loaded[Voids] = _desk("certification.voiding:Voids")
    authorities: Loaded[Authorities] = _desk("certification.authorities:Authorities")
    """The right to sign certifications."""
    volumes: Loaded[BookVolumes] = _desk("certification.book_volumes:BookVolumes")
    """The books of certifications on paper: printed by month, locked at the end of the year."""
    enquiries: Loaded[Enquiries] = _desk("enquiries.answered:Enquiries")
    """Visitors who only ask."""
    followups: Loaded[FollowUpDesk] = _desk("followups.asked:FollowUpDesk")
    """Citizens who ask about a dossier, and the reminders that go to whoever holds it."""
    answers: Loaded[FollowUpAnswers] = _desk("followups.followup_answers:FollowUpAnswers")
    fees: Loaded[Payments] = _desk("fees.payments:Payments")
    """Money taken in and given back."""
    staff: Loaded[Officers] = _desk("office.officers:Officers")
    """Officers, their sectors."""
    seat: Loaded[SigningIn] = _desk("office.signing_in:SigningIn")
    """The officer who sits at this counter."""
    recovery: Loaded[RecoverySheets] = _desk("office.recovery:RecoverySheets")
    backups: Loaded[Backups] = _desk("office.backups:Backups")
    """Copies of the data that make themselves."""
    outlook: Loaded[RestoreOutlook] = _desk("office.restore_outlook:RestoreOutlook")
    drill: Loaded[Rehearsal] = _desk("drill.rehearsal:Rehearsal")
    """A restore, rehearsed."""
    clear_files: Loaded[ClearFiles] = _desk("paper.clear_files:ClearFiles")
    """Papers and reports that lie about in clear."""
    script_keys: Loaded[ScriptKeys] = _desk("office.script_keys:ScriptKeys")
    """The keys of tasks that run by themselves."""
    clock_word: Loaded[ClockWord] = _desk("office.clock_word:ClockWord")
    """Saying that the computer's clock is right although it does not go with what is known."""
    absences: Loaded[Absences] = _desk("office.absences:Absences")
    """The officers away, and their substitutes."""
    rights: Loaded[OfficeRights] = _desk("office.rights:OfficeRights")
    """The rights of each role."""
    rules: Loaded[OfficeRules] = _desk("office.settings:OfficeRules")
    """Settings of the office, and of this computer."""
    quick_cards: Loaded[QuickCards] = _desk("office.quick_card:QuickCards")
    places: Loaded[Places] = _desk("office.places:Places", "data_dir")
    views: Loaded[OwnViews] = _desk("office.own_views:OwnViews")
    """Each officer's wishes about lists."""
    calendar: Loaded[CalendarYears] = _desk("calendar.years:CalendarYears")
    """The working calendar."""
    confirmations: Loaded[Confirmations] = _desk("promise.confirmations:Confirmations")
    """The confirmations of other offices about dossiers received for them."""
    outages: Loaded[Outages] = _desk("promise.outages:Outages")
    """Groups of dossiers that stand still while the official system does."""
    calendar_impact: Loaded[CalendarImpact] = _desk("calendar.impact:CalendarImpact")
    """The effect of the calendar on promises already given."""
    templates: Loaded[ProcedureTemplates] = _desk("paper.templates:ProcedureTemplates")
    """Papers of a procedure's own."""
    parcels: Loaded[Parcels] = _desk("exchange.parcels:Parcels")
    """The parcels a superior sends to its offices."""
    catalogue: Loaded[Procedures] = _desk("catalogue.procedures:Procedures")
    """Procedures: versions, posting."""
    procedure_lists: Loaded[ProcedureLists] = _desk(
        "catalogue.lists.procedure_lists:ProcedureLists"
    )
    """Lists of procedures taken in and given out."""
    seed: Loaded[SeedOffers] = _desk("catalogue.seed:SeedOffers")
    """The program's own catalogue, offered where it says something else than the office's."""
    closing: Loaded[Closing] = _desk("closing.day:Closing")
    """Everything done when the counter shuts."""
    evening: Loaded[EveningPapers] = _desk("closing.papers:EveningPapers")
    """The papers of the evening."""
    reports: Loaded[ReportDesk] = _desk("reports.issue:ReportDesk")
    """Reports, computed, drawn and issued."""
    erasure: Loaded[Erasure] = _desk("dossier.erasure:Erasure")
    """Erasing personal data by law."""
    copies_left: Loaded[CopiesLeft] = _desk("dossier.copies_left:CopiesLeft")
    """The copies an erasure does not reach."""
    access: Loaded[AccessBook] = _desk("access.book:AccessBook")
    looks: Loaded[AccessReading] = _desk("access.told_looks:AccessReading")
    """The access book told, for leaders and for the citizen who asks."""
    superior_keys: Loaded[SuperiorKeys] = _desk("exchange.superior_key:SuperiorKeys")
    """The key batches are sealed for, and the office's own card."""
    sent_batches: Loaded[SentBatches] = _desk("exchange.batches:SentBatches")
    """The standing of batches, and the superior's answers."""
    sending_again: Loaded[SendingAgain] = _desk("exchange.again:SendingAgain")
    """Entries of before once more."""
    mending: Loaded[Mending] = _desk("exchange.mending:Mending")
    """Entries that today's field rules refuse, and how they travel."""
    requests: Loaded[RequestRegister] = _desk("requests.register:RequestRegister")
    """The register of what citizens ask for about their own data."""
    holdings: Loaded[Holdings] = _desk("requests.holdings:Holdings")
    """The things the office holds of one person."""
    person_erasure: Loaded[PersonErasure] = _desk("requests.person_erasure:PersonErasure")
    """Erasing a person, with what stays and why."""
    own_data: Loaded[OwnData] = _desk("requests.own_data:OwnData")
    """One person's data, handed out as files."""
    retention: Loaded[RetentionDesk] = _desk("requests.retention:RetentionDesk")
    """The things that were kept long enough."""
    undoing: Loaded[Undoing] = _desk("undo.taking_back:Undoing")
    numbers: Loaded[Numbers] = _desk("office.numbers:Numbers")
    """Numbers that may have been given already."""
    paper: Loaded[Prints] = _desk("paper.prints:Prints", "printer_for")
    """Papers: gathered, drawn, printed."""
    paper_codes: Loaded[PaperCodes] = _desk("paper.traces:PaperCodes")
    """Codes read off papers, looked up."""
    further_papers: Loaded[FurtherPapers] = _desk("paper.further_papers:FurtherPapers")


def load_all() -> None:
    """Load the modules of every group, and of all that they read of an office; nothing is made."""
    from counter_app.store.store import Store

    for part in (*vars(Desks).values(), *vars(Store).values()):
        if isinstance(part, Loaded):
            part.kind()
