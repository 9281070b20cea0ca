"""Dialogs that are nothing while their matter is empty: absences, enquiries, lists from elsewhere, books on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.official.lists import ListChoices
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import LOCAL
from counter_app.domain.dossier.dossier import OPEN_STATES
from counter_app.domain.followups.followup import Asking
from counter_app.domain.office.absence import Absence
from counter_app.domain.office.staff import Assignment
from counter_app.domain.requests.request import Outcome, Proof, Requesting, Wish
from counter_app.qt.board.superior_notices import SuperiorNoticesDialog
from counter_app.qt.board.unanswered import UnansweredDialog
from counter_app.qt.catalogue.seed_dialog import SeedDialog
from counter_app.qt.certification.books_dialog import BooksDialog
from counter_app.qt.certification.locked import late_record, voiding
from counter_app.qt.closing.parcels_dialog import ParcelsDialog
from counter_app.qt.kit.answer_dialog import AnswerDialog
from counter_app.qt.kit.caseload_dialog import CaseloadDialog
from counter_app.qt.kit.followup_dialog import FollowUpDialog
from counter_app.qt.official.list_dialog import OfficialListDialog
from counter_app.qt.requests.answer_dialog import AnswerRequestDialog
from counter_app.qt.requests.copies_dialog import CopiesDialog
from counter_app.qt.requests.drafts_dialog import DraftsDialog
from counter_app.qt.requests.erase_dialog import ErasePersonDialog
from counter_app.qt.requests.new_dialog import NewRequestDialog
from counter_app.qt.requests.over_dialog import OverDialog
from counter_app.qt.requests.periods_dialog import PeriodsDialog
from counter_app.qt.settings.key_letters_dialog import KeyLettersDialog
from counter_app.qt.staff.absence_dialog import AbsenceDialog
from counter_app.qt.superior.decisions_dialog import DecisionsDialog
from counter_app.qt.superior.key_card import KeyDialog
from counter_app.qt.superior.quarantine_dialogs import DropDialog, EnrolDialog, LetInDialog
from counter_app.qt.superior.send_down_dialog import SendDownDialog
from counter_app.qt.superior.settle_dialog import DatesDialog, SettleDialog
from counter_app.qt.superior.stick_dialog import StickDialog
from counter_app.qt.window.own_absence import OwnAbsenceDialog
from counter_app.superior.batches.trust import Trust
from counter_app.superior.book.known_keys import KeyState, KnownKey
from counter_app.superior.exchange.sending_down import Enclosure, send_down
from counter_app.superior_desk.columns import ArrivedLine, KeyLine
from counter_app.sync.letters.key_card import Wants
from counter_app.sync.letters.parcel import ItemKind
from counter_app.wording.dossier.labels import Label
from tests.desk.seeds import Patch, changed_seed
from tests.desk.table_files import csv_file
from tests.desk.test_exchange import CARD, SUPERIOR, card
from tests.makers import COPIES, MARITAL, officer
from tests.scenarios.crowd import ADDRESS, LOGIN, LONG_NAME
from tests.superior.offices import CLOCK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QDialog, QWidget

    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.qt.kit.workplace import Workplace
    from tests.scenarios.hands import Counter

SUBSTITUTE = "hai"
SECTORS = ("ho-tich", "chung-thuc", "dat-dai")
BOOK = "chung-thuc-ban-sao"
LATER: Patch = {MARITAL: {"extension_wd": 30, "result": ADDRESS}, COPIES: {"result": ADDRESS}}
"""What the program's own catalogue says otherwise: a loss for the citizen, and results with long names."""

HEADS = ("Trạng thái", "Ngày tiếp nhận", "Mã hồ sơ", "Chủ hồ sơ", "Tên thủ tục")


def away(place: Workplace, window: QWidget) -> Iterator[QDialog]:
    """Somebody in charge of several sectors will be away, is away, and hands everything over."""
    staff, absences = place.office.staff, place.office.absences
    today = absences.today()
    staff.put_officer(
        replace(officer(login=SUBSTITUTE), name=LONG_NAME[:110]), password="mat-khau-dai"
    )
    for sector in SECTORS:
        staff.assign(Assignment(officer=LOGIN, sector=sector, since=today))
    absent = staff.known(LOGIN)
    assert absent is not None
    yield AbsenceDialog(place, absent, parent=window)
    said = Absence(
        officer=LOGIN,
        since=today,
        until=today + timedelta(days=3),
        reason=ADDRESS[:120],
        substitutes=tuple((sector, SUBSTITUTE) for sector in SECTORS),
    )
    running = absences.announce(said).result
    yield AbsenceDialog(place, absent, running, parent=window)
    yield OwnAbsenceDialog(place, absences.notice(running), window)
    yield CaseloadDialog(place, LOGIN, SUBSTITUTE, parent=window)


def enquiries(place: Workplace, over: Dossier, window: QWidget) -> Iterator[QDialog]:
    """A dossier that was asked about twice: one enquiry waits, one has its answer; and one that is over."""
    office = place.office
    lines = office.dossiers.find(LONG_NAME[:40])
    dossier = office.dossiers.get(next(item.code for item in lines if item.state in OPEN_STATES))
    said = Asking(
        code=dossier.code,
        asker=LONG_NAME,
        phone="+84912345678",
        asked=ADDRESS,
        office=ADDRESS,
    )
    waiting = office.followups.ask(said).result
    answered = office.followups.ask(replace(said, office="", officer=LOGIN)).result
    answered = office.answers.answer(answered.id, ADDRESS, by=LONG_NAME).result
    yield FollowUpDialog(place, parent=window)
    several = FollowUpDialog(place, parent=window)
    several.which.look_for(LONG_NAME[:40])
    assert several.which.hits.values()
    yield several
    yield FollowUpDialog(place, over.code, window)
    yield FollowUpDialog(place, dossier.code, window)
    at_once = FollowUpDialog(place, dossier.code, window)
    at_once.answer.setPlainText(ADDRESS)
    yield at_once
    yield AnswerDialog(place, waiting, window)
    yield AnswerDialog(place, answered, window)
    yield UnansweredDialog(place, window)


def own_data(place: Workplace, dossier: Dossier, window: QWidget) -> Iterator[QDialog]:
    """A request of somebody with the longest name: to be written down, answered, erased for; what is left to do."""
    office = place.office
    yield NewRequestDialog(place, window)
    asking = Requesting(
        wish=Wish.ERASE,
        asker=LONG_NAME,
        proved_by=Proof.AUTHORISED,
        proof=f"Giấy ủy quyền số 5, {ADDRESS}"[: len(ADDRESS)],
        id_no=dossier.applicant.id_no or "001090000001",
        asked=ADDRESS,
        codes=(dossier.code,),
        handler=LOGIN,
    )
    item = office.requests.receive(asking).result
    answer = AnswerRequestDialog(place, item, window)
    answer.outcome.choose(Outcome.REFUSED)
    answer.outcome.chosen.emit(Outcome.REFUSED)
    yield answer
    yield ErasePersonDialog(place, item, window)
    office.drafts.keep("nhap-dai", {"applicant": {"name": LONG_NAME}})
    yield DraftsDialog(place, window)
    office.person_erasure.erase_draft("nhap-dai", reason=ADDRESS[:200])
    yield CopiesDialog(place, window)
    yield OverDialog(place, window)
    yield PeriodsDialog(place, window)


def of_superior(place: Workplace, window: QWidget) -> Iterator[QDialog]:
    """What a superior decides about a sender with the longest name, and where its batches come from."""
    line = ArrivedLine(
        at=place.office.now(),
        office=LONG_NAME,
        name="HS_99001_01_0a1b2c3d_00000001-00000250.manifest.json",
        label=Label("Nhánh khác", "bad", "error"),
        why=ADDRESS,
        journal="0a1b2c3d0a1b2c3d",
        forked=True,
    )
    yield StickDialog(place, print, window, list)
    settle = SettleDialog(place, line, Path(), window)
    settle.take.setChecked(True)
    settle.take_from(f"/media/{LONG_NAME}")
    yield settle
    yield DatesDialog(place, line, window)
    yield EnrolDialog(place, line, window)
    yield LetInDialog(place, line, window)
    yield DropDialog(place, line, window)
    key = KeyLine(key=long_key(), former="", closed=False)
    for way in ("revoke", "rekey", "close", "open"):
        yield KeyDialog(place, key, way, window)
    yield DecisionsDialog(place, window)
    asked = card(name=LONG_NAME, wants=Wants.FULL)
    yield KeyLettersDialog(place, place.office.superior_keys.read(asked), asked, window)
    yield SendDownDialog(place, window)
    down = place.office.data_dir.parent / "xuong"
    down.mkdir()
    place.office.superior_keys.take(asked, CARD.letters)
    notice = Enclosure(kind=ItemKind.NOTICE, title=LONG_NAME, text=f"{ADDRESS}\n{ADDRESS}")
    send_down(
        place.office.data_dir.parent / "tinh", down, [notice], CLOCK, Trust(by=LOGIN, keys=SUPERIOR)
    )
    place.office.parcels.apply(down)
    yield ParcelsDialog(place, down, window)
    yield SuperiorNoticesDialog(place, window)


def long_key() -> KnownKey:
    """An office's key, of a long name."""
    return KnownKey(
        public="ab" * 32,
        recipient="",
        journal="0" * 16,
        office="99001",
        name=LONG_NAME,
        state=KeyState.KNOWN,
        enrolled_at=datetime(2026, 11, 23, 8, tzinfo=LOCAL),
        enrolled_by=LONG_NAME,
    )


def elsewhere(counter: Counter, dossier: Dossier) -> Iterator[QDialog]:
    """The program's own catalogue, and the official system's list: before it is compared and as a worklist."""
    place, window = counter.view.place, counter.window
    office, folder = place.office, counter.folder.parent
    office.seed.folder = changed_seed(folder / "moi", LATER)
    yield SeedDialog(place, window)
    day = "10:56 23/11/2026"
    rows = [
        ("Đã trả kết quả", day, "H57.132-261123-0001", LONG_NAME, dossier.procedure_name),
        ("Chờ thông báo thuế", day, "H57.132-261123-0009", "Phạm Văn Long", ADDRESS),
        (ADDRESS[:60], day, "H57.132-261123-0010", "Người Lạ Mặt", dossier.procedure_name),
    ]
    file = csv_file(folder, [HEADS, *rows], name="danh-sach.csv")
    made = OfficialListDialog(place, window)
    counter.wait(lambda: not place.jobs.working)
    made.open_file(str(file))
    counter.wait(lambda: made.table is not None and not place.jobs.working)
    yield made
    lists = office.official_list
    table = lists.read(file)
    lists.take(table, ListChoices(columns=lists.columns_of(table)))
    worklist = OfficialListDialog(place, window)
    counter.wait(lambda: worklist.worklist is not None and not place.jobs.working)
    yield worklist


def books(counter: Counter) -> Iterator[QDialog]:
    """A year's books: one with a month that waits, then printed and locked in the January after; what comes late."""
    place, window = counter.view.place, counter.window
    office = place.office
    titles = tuple(Document(title=ADDRESS, pages=12, copies=3) for _number in range(3))
    wish = Certifying(procedure=COPIES, documents=titles, applicant=LONG_NAME)
    first = office.certification.record(wish).result[0]
    counter.clock.set(datetime(2027, 1, 4, 9, tzinfo=LOCAL))
    office.confirm_clock()
    yield BooksDialog(place, window, open_year=f"{BOOK}/2026")
    yield voiding(place, first, window)
    office.volumes.print_month(BOOK, 2026, 11)
    office.volumes.lock(BOOK, 2026)
    yield BooksDialog(place, window, open_year=f"{BOOK}/2026")
    yield late_record(place, wish, window)
    yield voiding(place, first, window)
    office.session.officer = office.staff.known(LOGIN)  # who is no leader names one
    yield late_record(place, wish, window)
