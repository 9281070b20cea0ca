"""Days at the sample counter, played through the very verbs the window calls, on a clock that is moved by hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app import paths
from counter_app.demo.errands import Errands
from counter_app.demo.people import People
from counter_app.demo.sample import found_sample_office, papers_brought
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import Channel, Collector, Dossier, State
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.moves import Act
from counter_app.domain.person.party import PartyKind
from counter_app.domain.queue.tickets import Priority, TicketAct
from counter_app.office import Office, SystemClock
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.office.staff import Officer

FAVOURITES = (
    ("2.000815", 34), ("2.000635", 14), ("1.001193", 8), ("1.004873", 9), ("2.000884", 6), ("1.000894", 3),
    ("1.000656", 3), ("1.004194", 6), ("1.004222", 4), ("2.001035", 3), ("1.014027", 3), ("1.001699", 2),
    ("1.001612", 3), ("1.011606", 1), ("1.012812", 1),
)  # fmt: skip
"""Procedures with how often they are asked for."""

_ACTS = 3
"""Each reception comes with a moment to work and one to return."""
ENOUGH_DAYS = 12
_OPENING = time(7, 30)


@dataclass
class Played:
    """The outcome of a played stretch of days."""

    received: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    tickets: int = 0


class Player:
    """Plays receivers, sector officers and citizens; the same seed plays the same days."""

    def __init__(self, office: Office, clock: FixedClock, seed: int) -> None:
        self.office = office
        self.clock = clock
        self.chance = random.Random(seed)  # noqa: S311 - invented data, no secret
        self.people = People(paths.resources_dir(), self.chance)
        self.errands = Errands(office, seed)
        officers = office.staff.officers()
        self.receivers = [item for item in officers if item.role.value == "receiver"]
        self.workers = {item.login: item for item in officers}
        self.open: list[tuple[datetime, str]] = []
        self.ready: list[tuple[datetime, str]] = []
        self.played = Played()

    def play(
        self,
        days: list[date],
        a_day: int,
        until: datetime,
        *,
        told: Callable[[int, int], None] | None = None,
        stopping: Callable[[], bool] = bool,
    ) -> Played:
        """Play ``a_day`` receptions on each day, nothing after ``until`` or once ``stopping()``.

        ``told`` hears how many acts of how many are played.
        """
        acts = a_day * _ACTS
        for number, day in enumerate(days):
            for at, (moment, act) in enumerate(self._schedule(day, a_day)):
                if moment > until or stopping():
                    return self.played
                if told is not None:
                    told(number * acts + at, len(days) * acts)
                if moment > self.clock.now():
                    self.clock.set(moment)
                act()
        return self.played

    def _schedule(self, day: date, a_day: int) -> Iterator[tuple[datetime, Callable[[], None]]]:
        spans = self.office.store.calendar.current().sessions_on(day)
        moments = sorted(self._moment(spans) for _number in range(a_day))
        for moment in moments:
            yield moment, self._serve_citizen
            yield moment + timedelta(seconds=40), self._work_on
            yield moment + timedelta(seconds=60), self._return_ready

    def _moment(self, spans: tuple[tuple[datetime, datetime], ...]) -> datetime:
        start, end = self.chance.choices(spans, [(b - a).total_seconds() for a, b in spans])[0]
        latest = end - timedelta(minutes=6)
        return start + (latest - start) * self.chance.random()

    def _as(self, officer: Officer) -> None:
        self.office.session.officer = officer

    def _serve_citizen(self) -> None:
        receiver = self.chance.choice(self.receivers)
        self._as(receiver)
        today = self.clock.now().date()
        code = self.chance.choices([f[0] for f in FAVOURITES], [f[1] for f in FAVOURITES])[0]
        procedure = self.office.store.catalogue.valid(code, today)
        assert procedure is not None, code  # noqa: S101 - the shipped catalogue has them
        sectors = {sector.key: sector.queue for sector in self.office.catalogue.sectors()}
        priority = self.chance.choices(
            (Priority.NONE, Priority.ELDERLY, Priority.PREGNANT, Priority.DISABLED), (90, 6, 2, 2)
        )[0]
        ticket = self.office.queue.take(sectors[procedure.sector], priority=priority).result
        self.played.tickets += 1
        self.clock.tick(seconds=self.chance.randint(20, 400))
        called = self.office.queue.call_next(ticket.line).result
        self.clock.tick(seconds=8)
        if called is not None:
            self.office.queue.do(called.id, TicketAct.SERVE)
        dossier = self.office.intake.receive(
            self._draft(code, today, called.id if called else None)
        ).result
        for job in self.office.paper.prints_of(dossier.code):
            self.office.paper.printed(job.id)
            self.office.paper.hand_over(job.id)
        if called is not None:
            self.clock.tick(seconds=self.chance.randint(60, 240))
            self.office.queue.do(called.id, TicketAct.DONE)
        self.played.received.append(dossier.code)
        self._expect_end(dossier)
        self.errands.pay(dossier)
        self.errands.play(dossier.applicant.name)

    def _draft(self, code: str, today: date, ticket: int | None) -> IntakeDraft:
        chance = self.chance
        applicant = self.people.applicant(today)
        return IntakeDraft(
            procedure=code,
            applicant=applicant,
            owner=self.people.person(today) if chance.random() < 0.12 else None,
            pages=chance.randint(1, 12),
            copies=chance.randint(1, 5),
            channel=chance.choices((Channel.DIRECT, Channel.ONLINE, Channel.POSTAL), (88, 9, 3))[0],
            ticket=ticket,
            papers=papers_brought(self.office, code),
        )

    def _expect_end(self, dossier: Dossier) -> None:
        promised = dossier.promised_at or dossier.received_at
        early = (promised - dossier.received_at) * (self.chance.random() * 0.7 + 0.15)
        if promised.date() == dossier.received_at.date():
            early = timedelta(minutes=self.chance.randint(6, 40))
        late = timedelta(days=1, hours=3) if self.chance.random() < 0.015 else timedelta()
        self.open.append((dossier.received_at + early + late, dossier.code))

    def _work_on(self) -> None:
        now = self.clock.now()
        for when, code in [item for item in self.open if item[0] <= now]:
            self.open.remove((when, code))
            dossier = self.office.dossiers.get(code)
            self._as(self.workers.get(dossier.handler, self.receivers[0]))
            self._finish(dossier, now)

    def _finish(self, dossier: Dossier, now: datetime) -> None:
        move, chance = self.office.moves.move, self.chance
        if dossier.state is State.SUPPLEMENT:
            move(dossier.code, Act.RESUME)
        elif dossier.handler:
            move(dossier.code, Act.HAND, handler=dossier.handler)
            if chance.random() < 0.05:
                move(
                    dossier.code,
                    Act.SUPPLEMENT,
                    reason="Bổ sung bản chính giấy tờ tùy thân còn hạn.",
                )
                self.open.append((now + timedelta(days=1), dossier.code))
                return
        if chance.random() < 0.01:
            move(dossier.code, Act.WITHDRAW, reason="Công dân xin rút hồ sơ.")
            self.errands.give_back(dossier)
            return
        promised = dossier.promised_at
        late = promised is not None and promised.date() < now.date()
        reason = "Chờ kết quả xác minh của cơ quan khác." if late else ""
        move(dossier.code, Act.FINISH, result=f"{dossier.book_no:02d}/{now.year}", reason=reason)
        wait = chance.randint(2, 30) if chance.random() < 0.7 else chance.randint(60, 900)
        self.ready.append((now + timedelta(minutes=wait), dossier.code))

    def _return_ready(self) -> None:
        now = self.clock.now()
        for when, code in [item for item in self.ready if item[0] <= now]:
            self.ready.remove((when, code))
            if self.chance.random() < 0.08:
                continue
            self._as(self.chance.choice(self.receivers))
            dossier = self.office.dossiers.get(code)
            self.office.returning.hand_over(code, _who_comes(dossier))
            for job in self.office.paper.prints_of(code):
                if job.state == "issued":
                    self.office.paper.printed(job.id)
            self.played.returned.append(code)


def _who_comes(dossier: Dossier) -> Collector:
    """The applicant, or for an organisation the person it sent."""
    party = dossier.applicant
    if party.kind is PartyKind.PERSON:
        return Collector(name=party.name, id_no=party.id_no)
    paper = f"Giấy giới thiệu của {party.name}"
    return Collector(name="Trần Văn Phái", authorised=True, authorisation=paper)


def working_days(office: Office, last: date, count: int) -> list[date]:
    """The ``count`` working days up to and including ``last``, oldest first."""
    calendar = office.store.calendar.current()
    days: list[date] = []
    day = last
    while len(days) < count and day > date(2021, 1, 4):
        if calendar.is_working(day):
            days.append(day)
        day -= timedelta(days=1)
    return days[::-1]


def found_sample(
    data_dir: Path,
    *,
    seed: int = 1,
    a_day: int = 14,
    now: datetime | None = None,
    told: Callable[[int, int], None] | None = None,
    stopping: Callable[[], bool] = bool,
) -> None:
    """Found the sample office with some days behind it and today so far; ready to be opened by the window.

    ``told`` hears how far it is; once ``stopping()`` the office stays with the days that it has by then.
    """
    now = (now or SystemClock().now()).astimezone(LOCAL)
    start = now - timedelta(days=2 * ENOUGH_DAYS + 10)
    clock = FixedClock(datetime.combine(start.date(), _OPENING, LOCAL))
    office = found_sample_office(data_dir, clock, last_day=now.date() + timedelta(days=200))
    try:
        days = working_days(office, now.date(), ENOUGH_DAYS)
        player = Player(office, clock, seed)
        player.play(days, a_day, now - timedelta(minutes=1), told=told, stopping=stopping)
    finally:
        office.close()
