"""Large sample files: the events the verbs write, thousands to a transaction and without waiting for the disk.

Only for measuring and for trying out; the chain, the tables and the search index are as real as any.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app import paths
from counter_app.demo.people import People
from counter_app.demo.play import FAVOURITES, working_days
from counter_app.demo.sample import found_sample_office, papers_brought
from counter_app.desk.intake.event import IntakePreview, Numbers, Place, code_of, received_payload
from counter_app.domain.catalogue.limits import TimeLimit
from counter_app.domain.clock import LOCAL, FixedClock, from_local_text, local_text
from counter_app.domain.dossier.dossier import Channel, State
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.events import (
    DOSSIER_MOVED,
    DOSSIER_RECEIVED,
    DOSSIER_RETURNED,
    Received,
)
from counter_app.domain.dossier.promises import Clock, after_pause
from counter_app.domain.promise.pauses import after_working_minutes
from counter_app.office import Office, SystemClock
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.file.database import Transaction

A_DAY = 100
EVENTS_PER_TRANSACTION = 5_000
Progress = Callable[[int, int], None]
PACES = (0.95, 0.5, 0.8, 0.4, 0.9)
"""The part of the legal time that the slowest ordinary dossier of a procedure takes: offices are quick at some."""
_WITHDRAWN = "Công dân xin rút hồ sơ"
_LATE = "Chờ kết quả xác minh"
_WANTED = "Bản chính giấy tờ tùy thân để đối chiếu"


class BulkWriter:
    """Writes lives of dossiers in the order of time."""

    def __init__(self, office: Office, clock: FixedClock, seed: int) -> None:
        self._office = office
        self._clock = clock
        self._chance = random.Random(seed)  # noqa: S311 - invented data, no secret
        self._people = People(paths.resources_dir(), self._chance)
        self._number = office.store.settings.office().number
        self._previews: dict[tuple[str, datetime], IntakePreview] = {}
        self._last: dict[tuple[str, str], int] = {}
        self._later: list[tuple[str, int, tuple[str, dict[str, Any]]]] = []
        self._order = 0
        self._in_charge = {
            sector.key: office.store.officers.in_charge(sector.key, clock.now().date())
            for sector in office.catalogue.sectors()
        }
        self._receivers = ["lan.nt", "hung.tv"]
        self._tx: Transaction | None = None

    def write(self, days: list[date], count: int, progress: Progress | None = None) -> None:
        """``count`` dossiers spread evenly over ``days``."""
        database = self._office.store.database
        database.connection.execute("PRAGMA synchronous = OFF")
        moments = [
            moment
            for index, day in enumerate(days)
            for moment in self._moments(day, index, len(days), count)
        ]
        position = 0
        while position < len(moments):
            self._clock.set(moments[position])
            with self._office.store.transaction() as tx:
                while position < len(moments) and len(tx.entries) < EVENTS_PER_TRANSACTION:
                    self._catch_up(tx, local_text(moments[position]))
                    self._receive(tx, moments[position])
                    position += 1
                self._clock.set(max(moments[position - 1], tx.now))
            self._previews.clear()
            if progress:
                progress(position, len(moments))
        database.connection.execute("PRAGMA synchronous = FULL")
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _moments(self, day: date, index: int, days: int, count: int) -> list[datetime]:
        here = count * (index + 1) // days - count * index // days
        slots = sorted(self._chance.randrange(440) for _number in range(here))
        morning = datetime.combine(day, time(7, 30), LOCAL)
        return [morning + timedelta(minutes=slot if slot < 220 else slot + 140) for slot in slots]

    def _take(self, name: str, period: str) -> int:
        number = self._last.get((name, period), 0) + 1
        self._last[(name, period)] = number
        return number

    def _preview(self, code: str, at: datetime) -> IntakePreview:
        key = (code, at)
        if key not in self._previews:
            draft = IntakeDraft(
                procedure=code,
                applicant=self._people.organisation(),
                papers=papers_brought(self._office, code),
            )
            self._previews[key] = self._office.intake.preview(draft, at)
        return self._previews[key]

    def _receive(self, tx: Transaction, at: datetime) -> None:
        chance = self._chance
        asked = chance.choices([item[0] for item in FAVOURITES], [item[1] for item in FAVOURITES])[
            0
        ]
        preview = self._preview(asked, at)
        pages, copies = chance.randint(1, 8), chance.randint(1, 4)
        preview = replace(preview, fee=preview.procedure.fee.compute(pages=pages, copies=copies))
        draft = IntakeDraft(
            procedure=asked,
            applicant=self._people.applicant(at.date()),
            channel=chance.choices((Channel.DIRECT, Channel.ONLINE, Channel.POSTAL), (85, 12, 3))[
                0
            ],
        )
        year, sector = f"{at:%Y}", preview.procedure.sector
        numbers = Numbers(
            device=1,
            sequence=self._take("dossier:01", at.date().isoformat()),
            form=self._take("form:01", year),
            book=self._take(f"book:{sector}", year),
        )
        receiver = chance.choice(self._receivers)
        place = Place(
            office=self._number,
            at=at,
            receiver=receiver,
            handler=self._in_charge.get(sector, ""),
            counted=at.date(),
        )
        payload = received_payload(draft, preview, place=place, numbers=numbers)
        tx.now = at
        code = code_of(place, numbers).text
        entry = tx.record(DOSSIER_RECEIVED, code, payload, actor=receiver)
        self._plan(entry.seq, entry.subject, payload)

    def _plan(self, dossier: int, code: str, payload: Received) -> None:
        """Plan the life of a dossier: most take part of their time, a few wait for papers, few are late."""
        chance, calendar = self._chance, self._office.store.calendar.current()
        received = from_local_text(payload["received_at"])
        allowed = int(payload["policy"].get("allowed", 0))
        slowest = PACES[sum(map(ord, payload["procedure_code"])) % len(PACES)]
        used = max(round(allowed * slowest * (0.3 + 0.7 * chance.random())), 1)
        if chance.random() < 0.012:
            used = allowed + chance.randint(300, 1_900)
        life = _Life(
            dossier=dossier,
            code=code,
            handler=payload["handler"],
            promised=from_local_text(payload["promised_at"] or payload["received_at"]),
            name=payload["applicant"]["name"],
            clock=Clock(received_at=received, limit=TimeLimit.from_dict(limit), policy="")
            if (limit := payload["limit"])
            else None,
        )
        start = received
        if chance.random() < 0.05:
            asked = after_working_minutes(calendar, received, used // 3)
            start = self._supplement(life, asked)
            ended = after_working_minutes(calendar, start, used - used // 3)
        else:
            ended = after_working_minutes(calendar, start, used)
        if chance.random() < 0.01:
            self._later_do(ended, life, "withdraw", State.WITHDRAWN, {"reason": _WITHDRAWN})
            return
        late = ended.date() > life.promised.date()
        facts = {
            "used": used, "allowed": allowed, "outcome": "granted", "late": late,
            "late_reason": _LATE if late else "",
        }  # fmt: skip
        self._later_do(ended, life, "finish", State.FINISHED, facts)
        if chance.random() < 0.97:
            waited = chance.randint(5, 2_000)
            returned = after_working_minutes(calendar, ended, waited)
            self._later_do(returned, life, "return", State.RETURNED, {})

    def _supplement(self, life: _Life, asked: datetime) -> datetime:
        """Ask for papers once; the moment they are brought, from which the promise moves on by the time it took."""
        calendar = self._office.store.calendar.current()
        brought = after_working_minutes(calendar, asked, self._chance.randint(200, 3_000))
        until = (asked + timedelta(days=15)).date().isoformat()
        wanted = [{"name": _WANTED, "where": "", "copies": 1, "what": ""}]
        facts = {"reason": _WANTED, "until": until, "papers_wanted": wanted}
        self._later_do(asked, life, "supplement", State.SUPPLEMENT, facts)
        if life.clock is not None:
            life.promised = after_pause(life.clock, calendar, life.promised, asked, brought)
        self._later_do(brought, life, "resume", State.PROCESSING, {"clock": "shift"})
        return brought

    def _later_do(
        self, when: datetime, life: _Life, act: str, state: State, facts: dict[str, Any]
    ) -> None:
        text = local_text(when)
        payload = {
            "dossier": life.dossier,
            "state": int(state),
            "handler": life.handler,
            "promised_at": local_text(life.promised),
            "at": text,
        }
        if act == "return":
            payload["collector"] = {"name": life.name}
        else:
            payload |= {"act": act, "reason": "", "result": None, "override": False, **facts}
        self._order += 1
        heapq.heappush(self._later, (text, self._order, (life.code, payload)))

    def _catch_up(self, tx: Transaction, until: str) -> None:
        while self._later and self._later[0][0] <= until:
            at, _order, (code, payload) = heapq.heappop(self._later)
            tx.now = from_local_text(at)
            returning = "collector" in payload
            kind = DOSSIER_RETURNED if returning else DOSSIER_MOVED
            actor = self._receivers[0] if returning else payload["handler"] or self._receivers[0]
            tx.record(kind, code, payload, actor=actor)


@dataclass
class _Life:
    """A dossier whose acts are still to come; ``promised`` moves with a supplement."""

    dossier: int
    code: str
    handler: str
    promised: datetime
    name: str
    clock: Clock | None


def found_bulk(
    data_dir: Path,
    *,
    dossiers: int,
    a_day: int = A_DAY,
    seed: int = 1,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> None:
    """Found the sample office with ``dossiers`` dossiers, the last received yesterday or before."""
    now = (now or SystemClock().now()).astimezone(LOCAL)
    clock = FixedClock(datetime(2021, 1, 4, 7, 0, tzinfo=LOCAL))
    office = found_sample_office(data_dir, clock, last_day=now.date() + timedelta(days=200))
    office.confirm_clock()  # it opens its doors months after it was founded
    try:
        wanted = max(1, min(dossiers // a_day, 5 * 250 + 200))
        days = working_days(office, now.date() - timedelta(days=1), wanted)
        BulkWriter(office, clock, seed).write(days, dossiers, progress)
    finally:
        office.close()
