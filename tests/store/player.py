"""Random days at the counter: every verb of the desk, with what is asked for picked by numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

from counter_app.desk.dossier.corrections import Correction
from counter_app.desk.handover.caseloads import WantedCaseload, given_back
from counter_app.desk.handover.sheets import Wanted
from counter_app.desk.promise.changes import Apology
from counter_app.desk.reports.issue import Wanted as WantedReport
from counter_app.domain.calendar.working_calendar import DayMark, Session, YearState
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import ENDED_STATES, Channel, Mapping, Original, State
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.dossier.moves import Act
from counter_app.domain.followups.followup import Asking
from counter_app.domain.followups.pasted import NOTHING_PASTED, PastedDossier
from counter_app.domain.handover.whereabouts import Holder, Purpose, holder_of
from counter_app.domain.office.absence import Absence, may_stand_in
from counter_app.domain.office.recovery import words_of
from counter_app.domain.office.staff import Assignment, Role
from counter_app.domain.paper.document_kinds import ISSUABLE
from counter_app.domain.paper.slips import WantedPaper
from counter_app.domain.person.party import Party, PartyKind
from counter_app.domain.queue.tickets import Priority, TicketAct
from counter_app.errors import ClockError, RuleError
from counter_app.office import Office
from counter_app.store.file.epochs import begin_epoch
from tests import makers
from tests.makers import BIRTH, COPIES, MARITAL, UNLIMITED, collector, draft, officer, person
from tests.store.player_books import bind, certify, end_year
from tests.store.player_requests import ask_for_data

NAMES = ("Nguyễn Văn Mẫu", "Trần Thị Đào", "H'Hen Niê", "Lê Ánh", "Công ty Mẫu")
PROCEDURES = (BIRTH, COPIES, MARITAL, "2.000635", UNLIMITED)
Verb = Callable[["Player", int, int], object]


class Player:
    """One office and its clock; refusals are counted, and must leave no trace."""

    names = NAMES

    def __init__(self, office: Office, clock: FixedClock) -> None:
        self.office = office
        self.clock = clock
        self.refused = 0

    def play(self, steps: list[tuple[int, int, int]]) -> None:
        """Do each (verb, pick, choice)."""
        for verb, pick, choice in steps:
            before = self.office.store.journal.head()
            try:
                VERBS[verb % len(VERBS)](self, pick, choice)
            except ClockError:
                self.office.confirm_clock()
            except RuleError:
                self.refused += 1
                assert self.office.store.journal.head() == before

    def code(self, pick: int) -> str:
        """A dossier's code; a made-up one when there is none."""
        lines = self.office.dossiers.page(DossierFilter(), size=50)
        return lines[pick % len(lines)].code if lines else "T99001-261123-019999"

    def ticket(self, pick: int) -> int:
        """A ticket of today."""
        line = self.office.queue.today_line()
        return line[pick % len(line)].id if line else 0

    def job(self, pick: int) -> int:
        """A print of some dossier."""
        jobs = self.office.paper.prints_of(self.code(pick))
        return jobs[pick % len(jobs)].id if jobs else 0


def _party(pick: int, choice: int) -> Party:
    name = NAMES[pick % len(NAMES)]
    if choice % 7 == 0:
        return Party(PartyKind.ORGANISATION, name, id_no="0101234567")
    return person(name, id_no=f"00109000{pick:04d}" if choice % 3 else "")


def _receive(player: Player, pick: int, choice: int) -> object:
    form = draft(
        PROCEDURES[choice % len(PROCEDURES)],
        applicant=_party(pick, choice),
        owner=_party(pick + 1, choice) if choice % 4 == 0 else None,
        channel=Channel(pick % 3 + 1),
        copies=pick % 5 + 1,
        note="Ghi chú" * (choice % 2),
    )
    return player.office.intake.receive(form, op_id=f"op-{choice}" if pick % 5 == 0 else "")


def _receive_many(player: Player, pick: int, choice: int) -> object:
    forms = [
        (draft(PROCEDURES[(choice + i) % 5], name=NAMES[i % 5]), "") for i in range(pick % 3 + 1)
    ]
    return player.office.intake.receive_all(forms, together=bool(choice % 2))


def _move(player: Player, pick: int, choice: int) -> object:
    acts = list(Act)
    return player.office.moves.move(
        player.code(pick),
        acts[choice % len(acts)],
        reason="Thiếu giấy tờ" * (pick % 5 != 0),
        handler="canbo",
        result="12/XN",
        facts=makers.result(pick),
        wanted=[WantedPaper(name="Tờ khai", what="ghi lại")] * (choice % 2),
        override=pick % 2 == 0,
        at=player.clock.now() - timedelta(minutes=choice) if pick % 3 == 0 else None,
    )


def _register(player: Player, pick: int, choice: int) -> object:
    act = (Act.SUPPLEMENT, Act.REFUSE)[choice % 2]
    form = draft(PROCEDURES[choice % len(PROCEDURES)], applicant=_party(pick, choice))
    wanted = [WantedPaper(name="Giấy chứng sinh", where="Bệnh viện")] * (pick % 3)
    return player.office.intake.register(
        form, act, reason="Thiếu giấy chứng sinh" * (pick % 4 != 0), wanted=wanted
    )


def _accept(player: Player, pick: int, _choice: int) -> object:
    waiting = [
        line
        for line in player.office.dossiers.page(DossierFilter(), size=50)
        if line.state is State.SUPPLEMENT
    ]
    code = waiting[pick % len(waiting)].code if waiting else player.code(pick)
    return player.office.intake.accept(code, limit=parse_limit("3wd"))


def _promise(player: Player, pick: int, choice: int) -> object:
    promises, code = player.office.promises, player.code(pick)
    match choice % 3:
        case 0:
            return promises.extend(code, reason="Xác minh" * (pick % 4 != 0))
        case 1:
            return promises.recompute([code], reason="Đổi lịch", reissue=bool(pick % 2))
        case _:
            until = player.clock.now() + timedelta(days=pick)
            item = Apology(code=code, reason="Chờ ký", until=until, override=bool(pick % 2))
            return promises.apologise([item])


def _correct(player: Player, pick: int, choice: int) -> object:
    wanted = (
        Correction(applicant=_party(pick, choice)),
        Correction(owner=None, note=f"Sửa {choice}"),
        Correction(fee=choice * 1000, sets=pick % 3),
        Correction(return_channel=Channel.POSTAL, return_address=f"Thôn {pick}"),
    )[choice % 4]
    return player.office.corrections.correct(
        player.code(pick), wanted, reason="Ghi nhầm" * (pick % 5 != 0)
    )


def _finish_and_return(player: Player, pick: int, choice: int) -> object:
    code = player.code(pick)
    if choice % 2:
        player.office.moves.move(code, Act.FINISH, result="1/KQ")
    dossier = player.office.dossiers.known(code)
    name = dossier.applicant.name if dossier else "Nguyễn Văn Mẫu"
    return player.office.returning.hand_over(
        code, collector(name, lost_receipt=True, identity_checked="CC")
    )


def _give(player: Player, pick: int, choice: int) -> object:
    office, purposes = player.office, list(Purpose)
    purpose = purposes[choice % len(purposes)]
    code = player.code(pick)
    found = office.store.dossiers.by_code(code)
    away, here = Holder(office="Xã Bên"), Holder(officer="canbo")
    wanted = Wanted(
        purpose=purpose,
        giver=away if purpose is Purpose.BACK else holder_of(found) if found else here,
        taker=away if purpose is Purpose.FORWARD else here,
        codes=[code],
        anyway=[code] if pick % 3 else (),
    )
    rules = office.rules
    if not rules.settings.partners:
        return rules.change_settings(replace(rules.settings, partners=("Xã Bên",)))
    return office.handover.give(wanted, take=choice % 5 == 0)


def _take_over(player: Player, pick: int, choice: int) -> object:
    handing = player.office.handover
    waiting = handing.sheets(open_only=True)
    if not waiting:
        return None
    sheet = handing.sheet(waiting[pick % len(waiting)].id)
    codes = [row.line.code for row in sheet.rows if row.missing or choice % 7 == 0]
    return (handing.take, handing.take, handing.recall)[choice % 3](sheet.id, codes)


def _keep_track(player: Player, pick: int, choice: int) -> object:
    office, code = player.office, player.code(pick)
    match choice % 4:
        case 0:
            return office.shelves.put([code], f"K{pick % 4}" * (pick % 3 > 0))
        case 1:
            items = [Original(name="Sổ gốc", quantity=choice % 3)]
            return office.originals.keep(code, items)
        case 2:
            return office.originals.give_back(code)
        case _:
            official = f"H55.242.01-261123-{pick:06d}"
            states = list(Mapping)
            return office.official.enter(
                code, official, state=states[choice % len(states)], note="Ghi chú" * (pick % 2)
            )


def _take(player: Player, pick: int, choice: int) -> object:
    kinds = list(Priority)
    return player.office.queue.take(
        "ABX"[pick % 3], priority=kinds[choice % len(kinds)], reason="Lý do" * (pick % 2)
    )


def _call(player: Player, pick: int, _choice: int) -> object:
    return player.office.queue.call_next(("", "A", "B")[pick % 3])


def _act(player: Player, pick: int, choice: int) -> object:
    acts = list(TicketAct)
    if choice % 11 == 10:
        room = player.office.waiting_room
        return room.pause() if pick % 2 else room.reopen()
    if choice % 11 == 9:
        own = player.office.self_service
        return own.stop("AB"[pick % 2]) if choice % 2 else own.resume("AB"[pick % 2])
    return player.office.queue.do(
        player.ticket(pick), acts[choice % len(acts)], line="AB"[pick % 2]
    )


def _paper(player: Player, pick: int, choice: int) -> object:
    paper = player.office.paper
    further = player.office.further_papers
    match choice % 4:
        case 0:
            return paper.printed(player.job(pick))
        case 1:
            return paper.hand_over(player.job(pick))
        case 2:
            body = {"amount": 1_000 * (pick + 1), "payer": f"Người trả {choice}"}
            return further.issue(player.code(pick), ISSUABLE[pick % len(ISSUABLE)], body=body)
        case _:
            document = ("receipt", "return_slip")[pick % 2]
            return paper.reissue(player.code(pick), document, reason="Mờ chữ")


def _ask(player: Player, pick: int, choice: int) -> object:
    ticket = player.ticket(pick) if choice % 3 == 0 else None
    return player.office.enquiries.ask(pick % 11, ticket=ticket)


def _follow_up(player: Player, pick: int, choice: int) -> object:
    """Somebody asks about a dossier here or elsewhere; an earlier enquiry is answered, told, taken back or erased."""
    office = player.office
    here = player.code(pick) if choice % 2 else ""
    away = PastedDossier(official_code=f"H57.132-260804-{pick % 3:04d}", applicant=NAMES[pick % 5])
    asking = Asking(
        code=here,
        pasted=NOTHING_PASTED if here else away,
        asker=NAMES[choice % 5],
        asked="Bao giờ có kết quả?",
        answer="Ngày mai" * (pick % 3 == 0),
        office="Chi nhánh" * (choice % 4 == 0 or pick % 2),
    )
    asked = [item.id for item in office.followups.waiting()] or [pick]
    untold = [item.id for item in office.followups.untold()]
    verbs: tuple[Callable[[], object], ...] = (
        lambda: office.followups.ask(asking),
        lambda: office.answers.answer(asked[pick % len(asked)], "Đã ký", told=bool(pick % 2)),
        lambda: office.answers.tell(untold[0]) if untold else office.answers.answer(asked[0], "Ký"),
        lambda: office.answers.void(asked[pick % len(asked)], reason="Nhầm" * (choice % 5 != 0)),
        lambda: office.erasure.erase_followups([pick], reason="Theo yêu cầu"),
    )
    return verbs[1 + choice // 2 % 4 if choice % 2 else 0]()


def _cash(player: Player, pick: int, choice: int) -> object:
    fees, code = player.office.fees, player.code(pick)
    if choice % 3 == 0:
        return fees.refund(code, amount=pick * 1_000 or None, reason="Rút hồ sơ" * (choice % 2))
    return fees.collect(code, amount=pick * 500 or None, receipt_no=f"{choice % 4}")


def _settings(player: Player, pick: int, choice: int) -> object:
    rules = player.office.rules
    number = "99001" if choice % 3 else f"9900{pick % 10}"
    settings = replace(
        rules.settings, supplement_days=15 + choice % 2, place=f"Xã {pick}", number=number
    )
    return rules.change_settings(settings)


def _calendar(player: Player, pick: int, choice: int) -> object:
    calendar, year = player.office.calendar, (2026, 2027, 2031)[pick % 3]
    match choice % 3:
        case 0:
            marks = [DayMark(date(year, 12, 1 + pick % 20), bool(pick % 2), "Ngày thử")]
            return calendar.set_year(year, marks, state=YearState.CONFIRMED, source="Thử")
        case 1:
            return calendar.confirm_year(year, "Công văn thử" * (pick % 2))
        case _:
            week = [Session(day, time(7 + pick % 2), time(17)) for day in range(1, 6)]
            since = date(2026, 11, 23) + timedelta(days=choice)
            return calendar.set_sessions(week, valid_from=since if choice % 2 else None)


def _file(player: Player, pick: int, choice: int) -> object:
    calendar, year = player.office.calendar, (2026, 2027)[pick % 2]
    if choice % 3 == 0:
        starts = sorted(
            {item.valid_from for item in player.office.store.calendar.sessions() if item.valid_from}
        )
        return calendar.drop_sessions(starts[pick % len(starts)] if starts else date(2026, 12, 1))
    text = calendar.export_year(year)
    return calendar.import_year(text if choice % 2 else text.replace("Tết", "Nghỉ Tết"))


def _lapse(player: Player, pick: int, _choice: int) -> object:
    board = player.office.board
    codes = [row.code for row in board.morning().waiting][: pick % 4] or [player.code(pick)]
    return board.close_lapsed(codes, reason="Quá hạn bổ sung" * (pick % 5 != 0))


def _catalogue(player: Player, pick: int, choice: int) -> object:
    found = player.office.catalogue.procedures()[pick]
    if choice % 5 == 4:
        known = [(found.code, found.valid_from)] * (pick % 7 != 0)
        return player.office.catalogue.check_posting(known, accurate=bool(choice % 2))
    version = replace(
        found, valid_from=date(2027, 1, 1 + choice % 28), name=f"{found.name} {choice}"
    )
    return player.office.catalogue.put_procedure(version if choice % 2 else replace(found, sets=2))


SHEET = " ".join(words_of(bytes(16)))
"""What stands on every recovery sheet of these days."""


def _staff(player: Player, pick: int, choice: int) -> object:
    staff, login = player.office.staff, ("lan", "hai", "canbo")[pick % 3]
    match choice % 3:
        case 0:
            roles = list(Role)
            someone = officer(roles[choice % len(roles)], login, active=bool(choice % 4))
            return staff.put_officer(someone, password="mat-khau-thu" * (choice % 2))
        case 1:
            since = date(2026, 11, 1 + pick % 20)
            until = since + timedelta(days=choice - 20) if pick % 2 else None
            return staff.assign(
                Assignment(officer=login, sector="ho-tich", since=since, until=until)
            )
        case _:
            return staff.put_officer(officer(login=login, counter=str(choice)))


def _recovery(player: Player, _pick: int, choice: int) -> object:
    """A sheet for the safe, or the leader comes in by it."""
    recovery = player.office.recovery
    if recovery.standing().valid:
        return recovery.reset(SHEET, "canbo", "mat-khau-thu")
    return recovery.make(SHEET) if choice % 4 == 0 else None


def _absence(player: Player, pick: int, choice: int) -> object:
    """Somebody goes away with one substitute for everything, or is back."""
    absences, login = player.office.absences, ("lan", "hai", "canbo")[pick % 3]
    today = absences.today()
    running = [item for item in absences.all() if item.until >= today and not item.cancelled]
    if running and choice % 4 != 3:
        return absences.end(running[pick % len(running)].id)
    since = today + timedelta(days=choice % 4)
    until = since + timedelta(days=pick)
    substitute = ("hai", "canbo", "lan")[choice % 3]
    pairs = tuple((sector, substitute) for sector in absences.needed(login, since, until))
    wanted = Absence(officer=login, since=since, until=until, substitutes=pairs)
    return absences.announce(wanted)


def _caseload(player: Player, pick: int, choice: int) -> object:
    if choice % 5 < 3:
        return _entrust(player, pick)
    caseloads = player.office.caseloads
    sheets = caseloads.returnable()
    if sheets and choice % 3 == 0:
        return caseloads.hand_over(given_back(sheets[pick % len(sheets)]))
    known = player.office.dossiers.known(player.code(pick))
    giver = (known.handler if known else "") or ("cli", "lan")[pick % 2]
    able = [item.login for item in player.office.staff.officers() if may_stand_in(item)]
    taker = able[choice % len(able)] if able else "lan"
    sectors = ("ho-tich",) if pick % 2 else ()
    return caseloads.hand_over(WantedCaseload(giver=giver, taker=taker, sectors=sectors))


def _entrust(player: Player, pick: int) -> object:
    """What somebody resolves goes to another; both are changed and sent away by no other verb."""
    office, wanted = player.office, WantedCaseload(giver="giao", taker="nhan")
    known = {item.login for item in office.staff.officers()}
    if missing := {wanted.giver, wanted.taker} - known:
        return office.staff.put_officer(officer(login=min(missing)), password="mat-khau-thu")
    if any(line.charge for line in office.caseloads.listed(wanted).lines):
        return office.caseloads.hand_over(wanted)
    fresh = office.dossiers.page(DossierFilter(states=frozenset({State.RECEIVED})), size=50)
    if not fresh:
        return office.intake.receive(draft(MARITAL))
    code = fresh[pick % len(fresh)].code
    return office.moves.move(code, Act.HAND, handler=wanted.giver)


def _outside(player: Player, pick: int, choice: int) -> object:
    """Taken at a point some days ago, entered now."""
    office, point = player.office, "Điểm tiếp nhận thôn 3"
    if point not in office.settings.points:
        return office.rules.change_settings(replace(office.settings, points=(point,)))
    taken = player.clock.now() - timedelta(hours=pick * 6)
    form = draft(
        PROCEDURES[choice % len(PROCEDURES)],
        applicant=_party(pick, choice),
        point=point,
        taken_at=f"{taken:%H:%M %d/%m/%Y}",
    )
    return office.intake.receive(form)


def _close(player: Player, pick: int, _choice: int) -> object:
    day = player.clock.now().date() - timedelta(days=pick % 3 - 1)
    return player.office.closing.close_day(day)


def _report(player: Player, pick: int, choice: int) -> object:
    last = player.clock.now().date() - timedelta(days=1)
    name = ("II.06a", "late", "register", "day")[choice % 4]
    first = last if name == "day" else last - timedelta(days=pick)
    sector = "ho-tich" if pick % 3 == 0 and name != "day" else ""
    wanted = WantedReport(name=name, first=first, last=last, sector=sector)
    return player.office.reports.issue(wanted, formats=())


def _erase(player: Player, pick: int, choice: int) -> object:
    ended = player.office.dossiers.page(DossierFilter(states=ENDED_STATES), size=50)
    code = ended[pick % len(ended)].code if ended and pick % 3 else player.code(pick)
    return player.office.erasure.erase(code, reason="Theo yêu cầu" * (choice % 4 != 0))


def _undo(player: Player, pick: int, choice: int) -> object:
    """Take one of today's acts back, mostly the latest."""
    late = player.office.undoing.latest()
    at = pick % len(late) if late and choice % 3 == 0 else 0
    return player.office.undoing.undo(
        [late[at].seq] if late else [pick], reason="Nhầm" * (choice % 2)
    )


def _take_over_and_undo(player: Player, pick: int, choice: int) -> object:
    """Paper that was never handed over was written down as taken."""
    return _undo(player, pick, 1) if _take_over(player, pick, choice // 3 * 3) else None


def _tick(player: Player, pick: int, choice: int) -> object:
    if choice % 10 == 0:
        return player.clock.tick(hours=-2)
    return player.clock.tick(minutes=pick, days=(0, 0, 0, 1, 9)[choice % 5])


def _epoch(player: Player, pick: int, _choice: int) -> object:
    database, given = player.office.store.database, [("form:01", "2026", pick)]
    with player.office.store.transaction() as tx:
        begin_epoch(
            database, tx, device=pick % 3 + 1, reason="restored", actor="cli", counters=given
        )
    return None


VERBS: tuple[Verb, ...] = (
    *(_receive, _receive, _receive, _receive_many, _move, _move, _move, _finish_and_return),
    *(_give, _give, _take_over, _take_over, _keep_track, _keep_track),
    *(_register, _accept, _promise, _promise, _correct),
    *(_take, _take, _call, _act, _act, _act, _paper, _paper, _settings, _calendar, _catalogue),
    *(certify, certify, bind, _ask, _follow_up, _follow_up, _cash, _cash, ask_for_data),
    *(_file, _lapse, _absence, _caseload, _outside, ask_for_data),
    *(_staff, _close, _report, _erase, _tick, _tick, end_year, _epoch),
    *(_undo, _take_over_and_undo, _recovery),
)
"""Those that make the others interesting stand here more often."""
