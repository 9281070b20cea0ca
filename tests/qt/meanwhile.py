"""Somebody else at work: another window over the same file that changes a little of everything each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from counter_app.desk.handover.sheets import Wanted
from counter_app.domain.calendar.working_calendar import DayMark
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.domain.office.staff import COMMAND_LINE, Assignment, Officer, Role
from counter_app.office import Office
from tests.makers import COPIES, MARITAL, PASSWORD, collector, receive

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier

LEADER = "canbo"
SOMEBODY = "lan"
SHOWN_DAY = date(2026, 11, 23)
"""The day under the cursor of the calendar."""


def morning(office: Office) -> list[Dossier]:
    """What a day has when it is under way: lists of several rows everywhere. Returns what waits to be returned."""
    office.staff.put_officer(
        Officer(login=SOMEBODY, name="Lan", role=Role.RECEIVER), password=PASSWORD
    )
    office.staff.assign(Assignment(officer=LEADER, sector=_sector(office), since=SHOWN_DAY))
    office.rules.change_settings(replace(office.settings, partners=("UBND xã Bên",)))
    marks = [*office.calendar.year(2026).days, _mark(SHOWN_DAY, "Họp toàn xã")]
    year = office.calendar.year(2026)
    office.calendar.set_year(2026, marks, state=year.state, source=year.source)
    found = [receive(office, MARITAL, f"Người {number}") for number in range(6)]
    for number in range(3):
        receive(office, COPIES, f"Hôm nay {number}")
    ready = [receive(office, COPIES, f"Chờ {number}") for number in range(3)]
    for dossier in ready:
        office.moves.move(dossier.code, Act.FINISH, result="07/CT")
    office.shelves.put([item.code for item in ready], "Kệ A")
    for dossier in [receive(office, COPIES, f"Trả {number}") for number in range(2)]:
        office.moves.move(dossier.code, Act.FINISH, result="07/CT")
        office.returning.hand_over(dossier.code, collector(dossier.applicant.name))
    for dossier in found[:2]:
        _give(office, dossier)
    for letter in "AAB":
        office.queue.take(letter)
    _certify(office)
    _certify(office)
    return ready


def _sector(office: Office) -> str:
    return office.catalogue.sectors()[0].key


def _mark(day: date, name: str) -> DayMark:
    return DayMark(day=day, work=False, name=name, official=True)


def _give(office: Office, *dossiers: Dossier) -> None:
    wanted = Wanted(
        purpose=Purpose.PROCESS,
        giver=Holder(officer=dossiers[0].handler or COMMAND_LINE.login),
        taker=Holder(officer=SOMEBODY),
        codes=[item.code for item in dossiers],
        anyway=frozenset(item.code for item in dossiers),
    )
    office.handover.give(wanted)


def _certify(office: Office) -> None:
    code = office.certification.procedures()[0].code
    wish = Certifying(procedure=code, documents=(Document(),), applicant="Ai đó", signer=LEADER)
    office.certification.record(wish)


class Meanwhile:
    """The other window; every ``work`` leaves other values than the one before."""

    def __init__(self, office: Office) -> None:
        self.office = Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)
        self.round = 0

    def close(self) -> None:
        """Close it."""
        self.office.close()

    def work(self) -> None:
        """One round."""
        self.round += 1
        self._settings()
        self._preferences()
        self._people()
        self._catalogue()
        self._calendar()
        self._dossiers()

    def _settings(self) -> None:
        office, n = self.office, self.round
        texts = ("name", "parent", "unit", "place", "address", "superior_name", "superior_level",
                 "signer_position", "signer_name", "unit_leader")  # fmt: skip
        named: dict[str, Any] = {name: f"Nơi khác {n} {name}" for name in texts}
        wish = replace(office.settings, **named)
        wish = replace(
            wish,
            phone=f"02{n:08d}",
            unit_symbol=f"MC{n}",
            signer_capacity=("kt", "tl")[n % 2],
            code=f"H55.{n}",
            partners=(f"UBND xã Bên {n}", "UBND xã Bên"),
            handover_hours=8 + n,
            supplement_days=20 + n,
            uncollected_days=20 + n,
            apology_days=5 + n,
            idle_lock_minutes=10 + n,
            report_start_day=1 + n,
            question_topics=(f"Hỏi {n}", "Giờ làm việc"),
            rating_floors={
                name: floor - n % 2 for name, floor in office.settings.rating_floors.items()
            },
            forms=(),
        )
        office.rules.change_settings(wish)

    def _preferences(self) -> None:
        n = self.round
        wish = replace(
            self.office.preferences,
            counter=f"{n + 1}",
            receipt_copies=1 + n % 3,
            receipt_size=("a4", "a5")[n % 2],
            printer=f"escpos:10.0.0.{n}:9100",
            ticket_printer=f"escpos:10.0.1.{n}:9100",
            sound=bool(n % 2),
        )
        self.office.rules.change_preferences(wish)

    def _people(self) -> None:
        staff, n = self.office.staff, self.round
        for item in staff.officers()[:2]:
            staff.put_officer(replace(item, name=f"{item.login} {n}", title=f"Chức {n}"))
        fresh = Officer(login=f"a{n}", name=f"A Mới {n}", role=Role.RECEIVER)
        staff.put_officer(fresh, password=PASSWORD)
        staff.assign(
            Assignment(
                officer=LEADER, sector=_sector(self.office), since=SHOWN_DAY + timedelta(days=n)
            )
        )

    def _catalogue(self) -> None:
        catalogue, n = self.office.catalogue, self.round
        first = catalogue.find("")[0]
        catalogue.put_procedure(replace(first, note=f"Ghi chú {n}"))
        catalogue.check_posting([(first.code, first.valid_from)], place=f"Sảnh {n}")
        catalogue.set_posting_days(90 + n)

    def _calendar(self) -> None:
        calendar, n = self.office.calendar, self.round
        sessions = self.office.store.calendar.sessions()
        ever = [item for item in sessions if item.valid_from is None]
        later = [replace(ever[0], end=time(11, n)), *ever[1:]]
        calendar.set_sessions(later)
        calendar.set_sessions(later, valid_from=date(2027, 1, n))
        year = calendar.year(2026)
        marks = [item for item in year.days if item.day != SHOWN_DAY]
        marks += [_mark(date(2026, 12, n), f"Nghỉ {n}"), _mark(SHOWN_DAY, f"Họp {n}")]
        calendar.set_year(2026, marks, state=year.state, source=year.source)

    def _dossiers(self) -> None:
        office, n = self.office, self.round
        new = [receive(office, MARITAL, f"A Nơi khác {n}") for _time in range(2)]
        ready = receive(office, COPIES, f"A Có kết quả {n}")
        office.moves.move(ready.code, Act.FINISH, result="07/CT")
        done = receive(office, COPIES, f"A Trả {n}")
        office.moves.move(done.code, Act.FINISH, result="07/CT")
        office.returning.hand_over(done.code, collector(done.applicant.name))
        _give(office, new[0])
        office.queue.take("A")
        _certify(office)
