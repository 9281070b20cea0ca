"""An example of every writing verb: what has to be there before it, and the verb with everything but its op_id."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from counter_app import paths
from counter_app.desk.dossier.corrections import Correction
from counter_app.desk.dossier.moves import Move
from counter_app.desk.handover.sheets import Wanted
from counter_app.desk.promise.changes import Apology
from counter_app.desk.reports.issue import Wanted as WantedReport
from counter_app.domain.calendar.calendar_file import write_calendar_file
from counter_app.domain.calendar.working_calendar import DayMark, YearState
from counter_app.domain.catalogue.list_fields import ListTable, guess_columns
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import Original
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.domain.office.recovery import words_of
from counter_app.domain.office.staff import Assignment
from counter_app.domain.paper.templates import PaperTemplate
from counter_app.domain.queue.tickets import TicketAct
from counter_app.domain.queue.wishes import Wish
from counter_app.office import Office
from counter_app.store.file.witnessing import Doubt
from tests.desk.examples import FRIDAY, TODAY, Sent, example
from tests.desk.lists import GOOD, HEADS
from tests.desk.seeds import NEWER, changed_seed
from tests.makers import (
    BIRTH,
    COPIES,
    MARITAL,
    PASSWORD,
    collector,
    draft,
    officer,
    receive,
    unlock,
)
from tests.memory_printer import MemoryPrinter

LAN = Holder(officer="lan")
FULL = Act.SUPPLEMENT


def clock_of(office: Office) -> FixedClock:
    """The clock of a tested office."""
    clock = office.store.clock
    assert isinstance(clock, FixedClock)
    return clock


def waiting(office: Office) -> str:
    """The code of a dossier that was handed in and not accepted."""
    return office.intake.register(draft(), FULL, reason="Thiếu").result.code


def finished(office: Office, procedure: str = BIRTH) -> str:
    """The code of a dossier with its result."""
    code = receive(office, procedure).code
    office.moves.move(code, Act.FINISH)
    return code


def sheet(office: Office) -> Wanted:
    """A hand-over of one new dossier."""
    if office.store.officers.get("lan") is None:
        office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    code = receive(office, MARITAL).code
    return Wanted(purpose=Purpose.PROCESS, giver=Holder(officer="cli"), taker=LAN, codes=[code])


def print_of(office: Office) -> int:
    """The print of a receipt."""
    return office.paper.prints_of(receive(office).code)[0].id


def template(o: Office) -> PaperTemplate:
    """A paper of a procedure's own."""
    return replace(o.templates.shipped()[0], key="rieng")


def off(office: Office) -> Sent:
    """Friday is off, said of the year."""
    year = office.calendar.year(2026)
    days = [*year.days, DayMark(FRIDAY, False, "Bão", source="Công điện 1")]
    return partial(office.calendar.set_year, 2026, days, state=year.state, source=year.source)


@example
def intake__receive(o: Office) -> Sent:
    return partial(o.intake.receive, draft())


@example
def intake__receive_all(o: Office) -> Sent:
    forms = [draft(), draft(COPIES)]
    return lambda op_id: o.intake.receive_all(
        [(form, f"{op_id}-{at}" if at else op_id) for at, form in enumerate(forms)], together=True
    )


@example
def intake__register(o: Office) -> Sent:
    return partial(o.intake.register, draft(), FULL, reason="Thiếu")


@example
def intake__accept(o: Office) -> Sent:
    return partial(o.intake.accept, waiting(o))


@example
def replacing__replace(o: Office) -> Sent:
    return partial(o.replacing.replace, receive(o).code, draft(MARITAL), reason="Nhầm thủ tục")


@example
def moves__do(o: Office) -> Sent:
    return partial(o.moves.do, receive(o).code, Move(act=Act.FINISH))


@example
def moves__move(o: Office) -> Sent:
    return partial(o.moves.move, receive(o).code, Act.SUPPLEMENT, reason="Thiếu")


@example
def promises__extend(o: Office) -> Sent:
    plain = o.store.catalogue.valid(MARITAL, TODAY)
    assert plain is not None
    o.catalogue.put_procedure(replace(plain, extension_wd=5))
    return partial(o.promises.extend, receive(o, MARITAL).code, reason="Xác minh")


@example
def promises__recompute(o: Office) -> Sent:
    codes = [receive(o, MARITAL).code, receive(o, BIRTH).code]
    off(o)()
    return partial(o.promises.recompute, codes, reason="Bão")


@example
def promises__apologise(o: Office) -> Sent:
    until = datetime(2026, 11, 30, 17, tzinfo=LOCAL)
    apology = Apology(code=receive(o).code, reason="Mất điện", until=until)
    return partial(o.promises.apologise, [apology])


@example
def undoing__undo(o: Office) -> Sent:
    return partial(o.undoing.undo, o.returning.hand_over(finished(o), collector()).entries)


@example
def board__close_lapsed(o: Office) -> Sent:
    codes = [receive(o).code, receive(o).code]
    for code in codes:
        o.moves.move(code, FULL, reason="Thiếu", until=date(2026, 11, 25))
    clock_of(o).tick(days=3)
    return partial(o.board.close_lapsed, codes, reason="Không bổ sung")


@example
def confirmations__confirm(o: Office) -> Sent:
    code = receive(o, MARITAL, resolver="UBND xã Đông").code
    return partial(o.confirmations.confirm, [code])


@example
def outages__begin(o: Office) -> Sent:
    codes = [receive(o, MARITAL).code, receive(o, BIRTH).code]
    return partial(o.outages.begin, codes, reason="Hệ thống của tỉnh ngừng")


@example
def outages__end(o: Office) -> Sent:
    codes = [receive(o, MARITAL).code, receive(o, BIRTH).code]
    key = o.outages.begin(codes, reason="Hệ thống của tỉnh ngừng").result.key
    return partial(o.outages.end, key)


@example
def corrections__correct(o: Office) -> Sent:
    said = Correction(return_place="Nhà văn hóa thôn")
    return partial(o.corrections.correct, receive(o).code, said, reason="Ghi nhầm")


@example
def returning__hand_over(o: Office) -> Sent:
    return partial(o.returning.hand_over, finished(o), collector())


@example
def handover__give(o: Office) -> Sent:
    return partial(o.handover.give, sheet(o), take=True)


@example
def handover__take(o: Office) -> Sent:
    wanted = sheet(o)
    return partial(o.handover.take, o.handover.give(wanted).result.id, wanted.codes)


@example
def handover__recall(o: Office) -> Sent:
    wanted = sheet(o)
    return partial(o.handover.recall, o.handover.give(wanted).result.id, wanted.codes)


@example
def handover__paper(o: Office) -> Sent:
    return partial(o.handover.paper, o.handover.give(sheet(o)).result.id)


@example
def shelves__put(o: Office) -> Sent:
    return partial(o.shelves.put, [finished(o), finished(o)], "Kệ A1")


@example
def originals__keep(o: Office) -> Sent:
    return partial(o.originals.keep, receive(o).code, [Original(name="Sổ đỏ", quantity=1)])


@example
def originals__give_back(o: Office) -> Sent:
    code = receive(o).code
    o.originals.keep(code, [Original(name="Sổ đỏ", quantity=1)])
    return partial(o.originals.give_back, code)


@example
def queue__take(o: Office) -> Sent:
    return partial(o.queue.take, "A")


@example
def queue__call_next(o: Office) -> Sent:
    o.queue.take("A")
    o.queue.take("A")
    return o.queue.call_next


@example
def queue__do(o: Office) -> Sent:
    return partial(o.queue.do, o.queue.take("A").result.id, TicketAct.CALL)


@example
def waiting_room__pause(o: Office) -> Sent:
    return o.waiting_room.pause


@example
def waiting_room__reopen(o: Office) -> Sent:
    return o.waiting_room.reopen


@example
def self_service__take(o: Office) -> Sent:
    return partial(o.self_service.take, Wish(procedure=BIRTH))


@example
def self_service__stop(o: Office) -> Sent:
    return partial(o.self_service.stop, "A")


@example
def self_service__resume(o: Office) -> Sent:
    return partial(o.self_service.resume, "A")


@example
def enquiries__ask(o: Office) -> Sent:
    called = o.queue.do(o.queue.take("A").result.id, TicketAct.CALL).result
    return partial(o.enquiries.ask, 1, ticket=called.id)


@example
def erasure__erase(o: Office) -> Sent:
    code = finished(o)
    o.returning.hand_over(code, collector())
    return partial(o.erasure.erase, code, reason="Theo yêu cầu")


@example
def further_papers__issue(o: Office) -> Sent:
    return partial(o.further_papers.issue, receive(o).code, "control")


@example
def paper__reissue(o: Office) -> Sent:
    return partial(o.paper.reissue, receive(o).code, "receipt", reason="Mờ")


@example
def paper__print(o: Office) -> Sent:
    o.paper.printer_for = lambda _wish: MemoryPrinter()
    return partial(o.paper.print, print_of(o))


@example
def paper__printed(o: Office) -> Sent:
    return partial(o.paper.printed, print_of(o))


@example
def paper__hand_over(o: Office) -> Sent:
    return partial(o.paper.hand_over, print_of(o))


@example
def staff__put_officer(o: Office) -> Sent:
    return partial(o.staff.put_officer, officer(login="lan"), password=PASSWORD)


@example
def staff__change_password(o: Office) -> Sent:
    lan = officer(login="lan")
    o.staff.put_officer(lan, password=PASSWORD)
    o.session.officer = lan
    return partial(o.staff.change_password, PASSWORD, "mot-mat-khau-khac")


@example
def recovery__make(o: Office) -> Sent:
    return partial(o.recovery.make, " ".join(words_of(bytes(16))))


@example
def recovery__reset(o: Office) -> Sent:
    words = " ".join(words_of(bytes(16)))
    o.recovery.make(words)
    return partial(o.recovery.reset, words, "canbo", "mot-mat-khau-khac")


@example
def staff__assign(o: Office) -> Sent:
    return partial(o.staff.assign, Assignment(officer="canbo", sector="ho-tich", since=TODAY))


@example
def rules__change_settings(o: Office) -> Sent:
    return partial(o.rules.change_settings, replace(o.settings, place="Xã Khác"))


@example
def calendar__set_year(o: Office) -> Sent:
    return off(o)


@example
def calendar__confirm_year(o: Office) -> Sent:
    return partial(o.calendar.confirm_year, 2027, "Thông báo 1")


@example
def calendar__import_year(o: Office) -> Sent:
    return partial(
        o.calendar.import_year, write_calendar_file(2029, YearState.EXPECTED, "Dự kiến", [])
    )


@example
def calendar__set_sessions(o: Office) -> Sent:
    return partial(o.calendar.set_sessions, o.store.calendar.sessions(), valid_from=FRIDAY)


@example
def calendar__drop_sessions(o: Office) -> Sent:
    o.calendar.set_sessions(o.store.calendar.sessions(), valid_from=FRIDAY)
    return partial(o.calendar.drop_sessions, FRIDAY)


@example
def templates__load(o: Office) -> Sent:
    return partial(o.templates.load, template(o))


@example
def templates__load_file(o: Office) -> Sent:
    return partial(o.templates.load_file, next((paths.resources_dir() / "forms").glob("*.json")))


@example
def templates__drop(o: Office) -> Sent:
    o.templates.load(template(o))
    return partial(o.templates.drop, "rieng")


@example
def templates__use(o: Office) -> Sent:
    o.templates.load(template(o))
    return partial(o.templates.use, "rieng", BIRTH)


@example
def catalogue__put_procedure(o: Office) -> Sent:
    changed = replace(o.catalogue.versions(BIRTH)[0], name="Tên khác", valid_from=TODAY)
    return partial(o.catalogue.put_procedure, changed)


@example
def catalogue__add_procedure(o: Office) -> Sent:
    new = replace(o.catalogue.versions(BIRTH)[0], code="1.999002")
    return partial(o.catalogue.add_procedure, new)


@example
def catalogue__confirm_procedure(o: Office) -> Sent:
    plain = o.catalogue.versions(BIRTH)[0]
    return partial(o.catalogue.confirm_procedure, BIRTH, plain.valid_from)


@example
def catalogue__confirm_procedures(o: Office) -> Sent:
    return partial(o.catalogue.confirm_procedures, [(BIRTH, None), (MARITAL, None)], source="QĐ 1")


@example
def catalogue__check_posting(o: Office) -> Sent:
    return partial(o.catalogue.check_posting, [(BIRTH, None), (MARITAL, None)])


@example
def catalogue__set_posting_days(o: Office) -> Sent:
    return partial(o.catalogue.set_posting_days, 33)


@example
def procedure_lists__load_list(o: Office) -> Sent:
    table = ListTable(name="danh-muc.csv", sha256="0" * 64, heads=HEADS, lines=((2, GOOD),))
    return partial(o.procedure_lists.load_list, table, guess_columns(HEADS))


@example
def seed__take(o: Office) -> Sent:
    o.seed.folder = changed_seed(o.data_dir.parent / "moi", NEWER)
    return o.seed.take


@example
def seed__decline(o: Office) -> Sent:
    o.seed.folder = changed_seed(o.data_dir.parent / "moi", NEWER)
    return partial(o.seed.decline, "Theo quyết định của tỉnh")


@example
def closing__close_day(o: Office) -> Sent:
    receive(o)
    return o.closing.close_day


@example
def closing__export(o: Office) -> Sent:
    receive(o)
    (stick := o.data_dir.parent / "usb").mkdir()
    return partial(unlock(o).closing.export, stick)


@example
def reports__issue(o: Office) -> Sent:
    clock_of(o).tick(days=1)
    wanted = WantedReport(name="day", first=TODAY, last=TODAY)
    return partial(o.reports.issue, wanted, ("xlsx",))


@example
def numbers__settle(o: Office) -> Sent:
    receive(o)
    seq = o.store.journal.head().seq + 2
    o.store.database.doubt(Doubt(why="behind", epoch="ab" * 8, seq=seq, counters=()).to_text())
    answers = {item.series: item.last for item in o.numbers.known()}
    return partial(o.numbers.settle, answers, device=1)
