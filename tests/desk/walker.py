"""A walk over one dossier's life beside a model of the rules that shares no code with the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from counter_app.desk.dossier.moves import Move
from counter_app.desk.dossier.reversal import pause_began
from counter_app.desk.promise.changes import Apology
from counter_app.domain.clock import FixedClock, from_local_text
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Officer, Role
from counter_app.domain.paper.slips import WantedPaper
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import MARITAL, collector, draft, officer

WORK = {"hand": 4, "supplement": 5, "financial": 6, "withdraw": 7, "stop": 8, "finish": 9}
PORTAL: dict[int, dict[str, int]] = {
    1: {"refuse": 3, "supplement": 5, "mistake": 11},
    2: {**WORK, "mistake": 11},
    3: {},
    4: {**WORK, "mistake": 11},
    5: {"resume": 4, "withdraw": 7, "close": 7, "stop": 8, "mistake": 11},
    6: {"resume": 4, "withdraw": 7, "stop": 8, "mistake": 11},
    7: {},
    8: {"resume": 4, "withdraw": 7, "close": 7, "mistake": 11},
    9: {"mistake": 11},
    10: {},
    11: {},
}
"""Status code → act → the code it leads to, once accepted. 9→10 is the return page's, 1→2 and 5→2 reception's.
11 is no code of the portal: what was entered by mistake."""
WAITING = {"supplement": 5, "withdraw": 7, "close": 7, "mistake": 11}
"""What code 5 allows before the dossier was accepted; asking again leaves it waiting."""
ASKS_WHY = {"refuse", "supplement", "financial", "stop", "withdraw", "close", "revert", "mistake"}
LAN, HAI = officer(Role.RECEIVER, "lan"), officer(Role.SECTOR_OFFICER, "hai")
LEADER = officer(Role.LEADER, "truong")
PEOPLE = (LAN, HAI, LEADER, LAN)
Step = tuple[int, int, int, int]
"""What is done, by whom, when it is said to have been done, and which of reason and override are given."""


@dataclass(frozen=True, slots=True)
class Last:
    """The move that may be taken back."""

    act: str
    actor: str
    day: date
    before: int


class Walker:
    """One dossier, its office, and what the rules say of it."""

    def __init__(self, office: Office, clock: FixedClock, beginning: int) -> None:
        self.office, self.clock = office, clock
        found = next(item for item in office.catalogue.procedures() if item.code == MARITAL)
        office.catalogue.put_procedure(replace(found, extension_wd=5))
        office.session.officer = LAN
        self.accepted, self.state = True, 2
        self.supplements = self.extensions = self.reappointments = 0
        self.last: Last | None = None
        self.sealed: date | None = None
        self.allowed = self.refused = 0
        self.seen: set[tuple[int, int]] = set()
        self.code = self._begin(beginning % 3)
        self.state_at = clock.now()

    def _begin(self, beginning: int) -> str:
        form, act = draft(MARITAL), (Act.SUPPLEMENT, Act.REFUSE)[beginning % 2]
        if beginning == 2:
            return self.office.intake.receive(form).result.code
        self.accepted, self.state = False, {Act.SUPPLEMENT: 5, Act.REFUSE: 3}[act]
        self.supplements = int(act is Act.SUPPLEMENT)
        self.last = Last(act.value, "lan", self.clock.now().date(), 1)
        wanted = [WantedPaper(name="Giấy xác nhận", where="Công an xã")]
        return self.office.intake.register(form, act, reason="Thiếu", wanted=wanted).result.code

    def walk(self, steps: list[Step]) -> None:
        """Take each step; what the rules allow must be done, what they refuse must leave no trace."""
        for what, who, when, said in steps:
            self.office.session.officer = PEOPLE[who % 4]
            verbs = (*Act, "accept", "return", "extend", "apologise", "tick", "tick", "close")
            verb = verbs[what % len(verbs)]
            if verb == "tick":
                self.clock.tick(hours=when % 30, minutes=who)
            elif verb == "close":
                self._close_day()
            elif isinstance(verb, Act):
                self._move(verb, PEOPLE[who % 4], when, said)
            else:
                getattr(self, f"_{verb}")(PEOPLE[who % 4], said)

    def _close_day(self) -> None:
        today = self.clock.now().date()
        if self.sealed != today:
            self.office.closing.close_day()
            self.sealed = today

    # --- what the rules say ------------------------------------------------------------------

    def _target(self, act: str) -> int | None:
        if self.accepted:
            return None if self.state == 1 else PORTAL[self.state].get(act)
        return WAITING.get(act) if self.state == 5 else PORTAL[self.state].get(act)

    def _broken(
        self, act: str, who: Officer, at: datetime | None, why: str, over: bool
    ) -> set[str]:
        now = self.clock.now()
        broken = set()
        if at is not None:
            broken |= {"moment_future"} if at > now else set()
            broken |= {"moment_before"} if at < self.state_at else set()
            closed = self.sealed is not None and at.date() <= self.sealed
            broken |= {"sealed_day"} if closed and at.date() < now.date() else set()
        if act in ASKS_WHY and not why:
            broken.add("reason")
        if act == "revert":
            return broken | self._broken_revert(who)
        if self._target(act) is None:
            return broken | {"move"}
        leader = who.role is Role.LEADER
        if act == "supplement" and self.supplements and not (over and leader):
            broken.add("supplement_once")
        dossier = self.office.dossiers.get(self.code)
        if act == "close" and self.state == 5 and not self._lapsed(dossier, (at or now).date()):
            broken.add("not_lapsed")
        promised = dossier.promised_at
        late = promised is not None and (at or now).date() > promised.date()
        if act == "finish" and late and not why and not self.reappointments:
            broken.add("late_reason")
        return broken

    def _lapsed(self, dossier: Dossier, day: date) -> bool:
        """Whether a working day on or after the last day to bring papers lies before ``day``."""
        until, calendar = dossier.supplement_until, self.office.store.calendar.current()
        assert until is not None
        between = (until + timedelta(days=after) for after in range((day - until).days))
        return any(map(calendar.is_working, between))

    def _broken_revert(self, who: Officer) -> set[str]:
        if self.last is None or self.state in (1, 2):
            return {"move"}
        own = (self.last.actor, self.last.day) == (who.login, self.clock.now().date())
        return set() if own or who.role is Role.LEADER else {"revert"}

    # --- what is done ------------------------------------------------------------------------

    def _move(self, act: Act, who: Officer, when: int, said: int) -> None:
        at = (None, None, self.clock.now() - timedelta(hours=when), self.state_at,
              self.clock.now() + timedelta(minutes=1), self.state_at - timedelta(minutes=1))[when % 6]  # fmt: skip
        why, over = "Vì vậy" * (said % 4 != 0), bool(said % 3)
        broken = self._broken(act.value, who, at, why, over)
        move = Move(
            act=act, reason=why, handler="canbo" if act is Act.HAND else "", override=over, at=at
        )
        payload = self._try(broken, lambda: self.office.moves.do(self.code, move))
        if payload is None:
            return
        before, at = self.state, at or self.clock.now()
        self._require_told(payload, who, at, why)
        if act is Act.REVERT:
            assert self.last is not None
            self.state, undone = self.last.before, self.last.act
            self.supplements -= int(undone == "supplement")
            self.last = None
        else:
            target = self._target(act.value)
            assert target is not None
            self.state = target
            self.supplements += int(act is Act.SUPPLEMENT)
            self.last = Last(act.value, who.login, self.clock.now().date(), before)
            self.seen.add((before, target))
        self._require_stands(at)

    def _accept(self, who: Officer, _said: int) -> None:
        waits = not self.accepted and self.state in (1, 5)
        payload = self._try(
            set() if waits else {"move"}, lambda: self.office.intake.accept(self.code)
        )
        if payload is not None:
            self.seen.add((self.state, 2))
            self.accepted, self.state, self.last = True, 2, None
            self._require_told(payload, who, self.clock.now(), None)
            self._require_stands(self.clock.now())

    def _return(self, who: Officer, _said: int) -> None:
        payload = self._try(
            set() if self.state == 9 else {"move"},
            lambda: self.office.returning.hand_over(self.code, collector()),
        )
        if payload is not None:
            self.seen.add((9, 10))
            self.state, self.last = 10, Last("return", who.login, self.clock.now().date(), 9)
            self._require_told(payload, who, self.clock.now(), None)
            self._require_stands(self.clock.now())

    def _open(self) -> bool:
        return self.accepted and self.state in (2, 4, 5, 6, 8)

    def _rests(self, promised: datetime) -> bool:
        """Whether its clock stopped before the promise ran out: then nobody is late."""
        if self.state not in (5, 6, 8):
            return False
        dossier = self.office.dossiers.get(self.code)
        return pause_began(self.office.store.dossiers.spans(dossier.id)).since <= promised

    def _late(self) -> bool:
        """Whether its promised day was over when its clock stopped, or is."""
        dossier = self.office.dossiers.get(self.code)
        spans = self.office.store.dossiers.spans(dossier.id)
        ran = pause_began(spans).since if self.state in (5, 6, 8) else self.clock.now()
        return dossier.promised_at is not None and ran.date() > dossier.promised_at.date()

    def _extend(self, who: Officer, said: int) -> None:
        why = "Xác minh" * (said % 4 != 0)
        broken = set() if self._open() else {"move"}
        broken |= set() if why else {"reason"}
        broken |= {"extended_once"} if self.extensions else set()
        broken |= {"late"} if self._late() else set()
        payload = self._try(broken, lambda: self.office.promises.extend(self.code, reason=why))
        if payload is not None:
            self.extensions = 1
            self._require_told(payload, who, self.clock.now(), why)

    def _apologise(self, who: Officer, said: int) -> None:
        why, over = "Chờ ký" * (said % 4 != 0), bool(said % 3)
        promised = self.office.dossiers.get(self.code).promised_at or self.clock.now()
        until = max(promised, self.clock.now()) + timedelta(days=1 if said % 5 else -1)
        broken = set() if self._open() and not self._rests(promised) else {"move"}
        broken |= set() if why else {"reason"}
        spans = self.office.store.calendar.current().sessions_on(until.date())
        works = any(start <= until <= end for start, end in spans)
        broken |= set() if said % 5 and works else {"reappointed_day"}
        if self.reappointments and not (over and who.role is Role.LEADER):
            broken.add("reappointed_once")
        item = Apology(code=self.code, reason=why, until=until, override=over)
        payload = self._try(broken, lambda: self.office.promises.apologise([item]))
        if payload is not None:
            self.reappointments += 1
            self._require_told(payload, who, self.clock.now(), why)

    def _try(self, broken: set[str], act: Callable[[], object]) -> dict[str, Any] | None:
        """Do it; the payload of its event when the rules allow it, None when they refused it and nothing changed."""
        before = self._picture()
        rule = _rule_of(act)
        if rule is not None:
            assert rule in broken, (rule, broken, self.state)
            assert self._picture() == before
            self.refused += 1
            return None
        assert not broken, (broken, self.state)
        self.allowed += 1
        found = [
            (entry, payload)
            for entry, payload in self.office.store.journal.of(self.code)
            if entry.kind.startswith("dossier.") and entry.seq > before[0].seq
        ]
        ((entry, payload),) = found
        return {**payload, "actor": entry.actor}

    def _picture(self) -> tuple[Any, ...]:
        """The journal's head and everything the tables hold of the dossier."""
        store = self.office.store
        row = store.database.connection.execute(
            "SELECT * FROM dossier WHERE code = ?", (self.code,)
        ).fetchone()
        return store.journal.head(), tuple(row), tuple(store.dossiers.spans(row["id"]))

    def _require_told(
        self, payload: dict[str, Any], who: Officer, at: datetime, why: str | None
    ) -> None:
        assert payload["actor"] == who.login
        assert from_local_text(payload["at"]) == at
        if why is not None:
            assert payload["reason"] == why

    def _require_stands(self, at: datetime) -> None:
        self.state_at = at
        dossier = self.office.dossiers.get(self.code)
        assert int(dossier.state) == self.state
        assert (dossier.accepted, dossier.supplements) == (self.accepted, self.supplements)
        assert dossier.state_at == at
        assert (dossier.finished_at is not None) == (self.state in (7, 9, 10))


def _rule_of(act: Callable[[], object]) -> str | None:
    """The rule that refused an act; None when it was done."""
    try:
        act()
    except RuleError as error:
        return error.rule
    return None
