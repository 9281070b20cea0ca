"""Lives with everything the figures on time and trips depend on, and the same figures counted the long way round."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from counter_app.domain.catalogue.limits import TimeLimit
from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import Timeliness, timeliness
from counter_app.store.figures.indicators import Finish, Load, Narrowed, Overdue, Trip
from counter_app.store.store import Store
from tests.reports.makers import Book, day_after

SECTORS = ("ho-tich", "dat-dai", "chung-thuc")
HANDLERS = ("hai", "ba", "")
LIMITS = ({"unit": "working_day", "value": 3}, {"unit": "same_day", "value": 1})


class Lives(Book):
    """Writes what the desk writes: measured ends, wanted papers, mistakes taken back, corrections, express work."""

    def __init__(self) -> None:
        super().__init__()
        self.channels: dict[int, dict[str, int]] = {}
        self.handlers: dict[int, str] = {}
        self.codes: dict[int, str] = {}
        self.before: dict[int, list[tuple[str, int]]] = {}
        self.registered: set[int] = set()
        self._number = 0

    def hand_in(
        self,
        day: int,
        *,
        due: int | None = 5,
        sector: str = "ho-tich",
        handler: str = "hai",
        channel: int = 1,
        return_channel: int = 1,
        hour: int = 8,
        procedure: str = "A",
        limit: dict[str, Any] | None = None,
        policy: dict[str, Any] | None = None,
        accepted: bool = True,
    ) -> int:
        """A dossier received, or only registered; its number."""
        self._number += 1
        number, at = self._number, self.at(day, hour)
        promised = None if due is None else f"{day_after(due).isoformat()}T17:00:00"
        payload: dict[str, Any] = {
            **{"barcode": f"{number:018d}", "procedure_code": procedure, "sector": sector},
            **{"procedure_name": f"Thủ tục {procedure}", "owner": None, "authorisation": ""},
            **{"applicant": {"name": "An", "kind": "person"}, "content": "", "papers": []},
            **{"sets": 1, "fee": None, "channel": channel, "return_channel": return_channel},
            **{"return_address": "", "receiver": "lan", "handler": handler if accepted else ""},
            **{"note": "", "ticket": None, "counters": []},
        }
        kind = "dossier.registered"
        if accepted:
            kind = "dossier.received"
            payload |= {"limit": limit, "due": None, "promised_at": promised, "received_at": at}
            payload |= {"form_no": number, "book": sector, "book_no": number, "policy": policy}
        else:
            payload["submitted_at"] = at
        dossier = self.record(kind, f"T-{number}", payload)
        self.codes[dossier] = f"T-{number}"
        self.before[dossier] = [("", 2 if accepted else 1)]
        self.promises[dossier] = promised if accepted else None
        self.handlers[dossier] = payload["handler"]
        self.channels[dossier] = {"channel": channel, "return_channel": return_channel}
        if not accepted:
            self.registered.add(dossier)
        return dossier

    def state(self, dossier: int) -> int:
        """As it stands now."""
        return self.before[dossier][-1][1]

    def act(self, dossier: int, act: str, state: int, day: int, **facts: Any) -> None:
        """One move with its facts."""
        payload = {
            **{"dossier": dossier, "act": act, "state": state, "at": self.at(day)},
            **{"handler": self.handlers[dossier], "promised_at": self.promises[dossier]},
            **{"result": None, "reason": "vì", **facts},
        }
        self.promises[dossier] = payload["promised_at"]
        self.handlers[dossier] = payload["handler"]
        if act == "revert":
            self.before[dossier].pop()
        else:
            self.before[dossier].append((act, state))
        if act == "return":
            self.record(
                "dossier.returned", self.codes[dossier], payload | {"collector": {"name": "An"}}
            )
        else:
            self.record("dossier.moved", self.codes[dossier], payload)

    def accept(self, dossier: int, day: int, due: int) -> None:
        """What was only registered becomes complete."""
        at = self.at(day)
        self.promises[dossier] = f"{day_after(due).isoformat()}T17:00:00"
        self.handlers[dossier] = "hai"
        payload = {
            **{"dossier": dossier, "at": at, "receiver": "lan", "handler": "hai", "papers": []},
            **{
                "form_no": 10**6 + dossier,
                "book": "x",
                "book_no": dossier,
                "fee": None,
                "limit": None,
            },
            **{"due": None, "promised_at": self.promises[dossier], "policy": {}, "counters": []},
        }
        self.record("dossier.accepted", self.codes[dossier], payload)
        self.registered.discard(dossier)
        self.before[dossier].append(("accept", 2))

    def finish(self, dossier: int, day: int, used: int | None = 100, allowed: int = 480) -> None:
        """Processing ends with a result."""
        self.act(dossier, "finish", 9, day, used=used, allowed=allowed)

    def give(self, dossier: int, day: int, *, back: bool = False) -> None:
        """Papers to another office, or back from it."""
        self._number += 1
        sheet: dict[str, Any] = {
            **{"number": self._number, "at": self.at(day), "purpose": "giải quyết"},
            **{"giver_office": "", "giver": "lan", "counters": [], "dossiers": [dossier]},
            **{"taker_office": "Phòng Tư pháp", "taker": ""},
        }
        if back:
            sheet |= {"giver_office": "Phòng Tư pháp", "giver": "", "taker": "lan"}
            sheet["taker_office"] = ""
        self.record("handover.given", f"handover:{self._number}", sheet)

    def correct(self, dossier: int, name: str, to: int, day: int) -> None:
        """Another channel than was written down."""
        now = self.channels[dossier]
        change = {name: {"from": now[name], "to": to}}
        now[name] = to
        payload = {"dossier": dossier, "at": self.at(day), "reason": "nhầm", "changes": change}
        self.record("dossier.corrected", self.codes[dossier], payload)

    def express(self, day: int, kind: str, hour: int, sector: str = "chung-thuc") -> int:
        """A certification or a question."""
        at = self.at(day, hour)
        self._number += 1
        if kind == "question.asked":
            return self.record(
                kind, "question", {"at": at, "topic": "phi", "sector": sector, "counters": []}
            )
        payload = {
            **{"visit": None, "at": at, "procedure_code": "2.000815", "sector": sector},
            **{"applicant": "An", "title": "Bằng", "pages": 1, "copies": 1, "fee": 0},
            **{"book": "c", "volume": 1, "number": self._number, "signer": "", "counters": []},
        }
        return self.record(kind, "certification", payload)

    def void(self, certification: int, day: int) -> None:
        """A certification's number is not used."""
        payload = {"certification": certification, "at": self.at(day), "reason": "hỏng"}
        self.record("certification.voided", "certification", payload)

    def ticket(self, day: int, hour: int) -> None:
        """Somebody comes."""
        self._number += 1
        payload = {
            **{"day": day_after(day).isoformat(), "queue": "A", "number": self._number},
            **{"at": self.at(day, hour), "priority": "none", "priority_reason": ""},
        }
        self.record("ticket.taken", "ticket", payload)


def play(lives: Lives, seed: int, steps: int, start: int = 0) -> int:
    """Random acts from day ``start`` on; the day they end on."""
    chance = random.Random(seed)
    day = start
    for _step in range(steps):
        day += chance.choice((0, 0, 0, 1, 1, 2, 7, 33))
        if chance.random() < 0.35 or not lives.before:
            _begin(lives, chance, day)
        else:
            _go_on(lives, chance, day)
    return day


def _begin(lives: Lives, chance: random.Random, day: int) -> None:
    what = chance.random()
    if what < 0.15:
        number = lives.express(day, "certification.recorded", chance.randint(7, 17))
        if chance.random() < 0.4:
            lives.void(number, day + chance.choice((0, 3)))
    elif what < 0.25:
        lives.express(day, "question.asked", chance.randint(7, 17), chance.choice(SECTORS))
    elif what < 0.35:
        lives.ticket(day, chance.randint(7, 17))
    else:
        lives.hand_in(
            day,
            due=chance.choice((None, day, day + 2, day + 40)),
            sector=chance.choice(SECTORS),
            handler=chance.choice(HANDLERS),
            channel=chance.randint(1, 3),
            return_channel=chance.randint(1, 3),
            hour=chance.randint(7, 17),
            procedure=chance.choice("ABC"),
            limit=chance.choice((None, *LIMITS)),
            policy={"inner_wd": chance.choice((0, 0, 1, 2))},
            accepted=chance.random() < 0.8,
        )


def _go_on(lives: Lives, chance: random.Random, day: int) -> None:
    dossier = chance.choice(sorted(lives.before))
    state, trail = lives.state(dossier), lives.before[dossier]
    if chance.random() < 0.12:
        lives.correct(dossier, "return_channel", chance.randint(1, 3), day)
    elif len(trail) > 1 and state not in (1, 10) and chance.random() < 0.2:
        if trail[-1][0] != "accept":
            lives.act(dossier, "revert", trail[-2][1], day, undone=trail[-1][0])
    elif dossier in lives.registered:
        if state == 1 and chance.random() < 0.6:
            lives.act(dossier, "supplement", 5, day, papers_wanted=_wanted(chance))
        else:
            lives.accept(dossier, day, day + chance.randint(0, 4))
    elif state in (2, 4):
        _work(lives, chance, dossier, day)
    elif state in (5, 6, 8):
        lives.act(dossier, "resume", 4, day)
    elif state == 9:
        lives.act(dossier, "return", 10, day)


def _work(lives: Lives, chance: random.Random, dossier: int, day: int) -> None:
    if chance.random() < 0.25:
        lives.give(dossier, day, back=chance.random() < 0.6)
    what = chance.random()
    if what < 0.5:
        lives.finish(dossier, day, chance.choice((None, 0, 60, 700)), 480)
    elif what < 0.75:
        lives.act(dossier, "supplement", 5, day, papers_wanted=_wanted(chance))
    elif what < 0.85:
        lives.act(dossier, chance.choice(("financial", "stop")), chance.choice((6, 8)), day)
    elif what < 0.9:
        lives.act(dossier, "withdraw", 7, day)
    else:
        lives.act(dossier, "hand", 4, day, handler=chance.choice(("hai", "ba")))


def _wanted(chance: random.Random) -> list[dict[str, Any]]:
    return [{"name": "giấy", "where": chance.choice(("", "Công an xã")), "copies": 1, "what": ""}]


@dataclass
class Seen:
    """One dossier as the events until a day tell it."""

    id: int
    first: dict[str, Any]
    facts: dict[str, int]
    steps: list[tuple[date, dict[str, Any]]] = field(default_factory=list)
    received: date | None = None
    legs: list[tuple[str, bool]] = field(default_factory=list)
    """When other offices were given its papers, or gave them back (True)."""

    def count(self, act: str) -> int:
        """How often an act was done and not taken back."""
        acts = [step.get("act") for _day, step in self.steps]
        undone = [step.get("undone") for _day, step in self.steps if step.get("act") == "revert"]
        return acts.count(act) - undone.count(act)

    def brought(self) -> int:
        """How often papers were brought after a supplement was asked for."""
        found = 0
        for (_day, before), (_then, step) in zip(self.steps, self.steps[1:], strict=False):
            if step.get("act") in ("resume", "accept") and before["state"] == 5:
                found += 1
            if step.get("undone") in ("resume", "accept") and step["state"] == 5:
                found -= 1
        return found


def seen(store: Store, last: date) -> list[Seen]:
    """Every dossier as known at the end of ``last``."""
    found: dict[int, Seen] = {}
    for entry, _salt, body in store.journal.walk():
        if entry.kind == "handover.given" and entry.local_date <= last.isoformat():
            sheet = json.loads(body or "")
            for dossier in sheet["dossiers"]:
                found[dossier].legs.append((sheet["at"], bool(sheet["giver_office"])))
        if not entry.kind.startswith("dossier.") or body is None:
            continue
        event = json.loads(body)
        at = event.get("at") or event.get("received_at") or event["submitted_at"]
        if date.fromisoformat(at[:10]) > last:
            continue
        if entry.kind in ("dossier.received", "dossier.registered"):
            facts = {name: event[name] for name in ("channel", "return_channel")}
            found[entry.seq] = Seen(entry.seq, event, facts)
            event = event | {"state": 2 if entry.kind == "dossier.received" else 1}
        life = found[event.get("dossier", entry.seq)]
        if entry.kind == "dossier.corrected":
            life.facts |= {name: change["to"] for name, change in event["changes"].items()}
            continue
        if entry.kind == "dossier.accepted":
            event |= {"state": 2, "act": "accept"}
        if event["state"] == 2 and life.received is None:
            life.received = date.fromisoformat(at[:10])
        life.steps.append((date.fromisoformat(at[:10]), event))
    return list(found.values())


def _fits(life: Seen, event: dict[str, Any], of: Narrowed) -> bool:
    sector = of.sector in ("", life.first["sector"])
    return sector and of.officer in ("", event["handler"])


def finishes(store: Store, first: date, last: date, of: Narrowed) -> list[Finish]:
    """Dossiers finished in the period."""
    found = []
    for life in seen(store, last):
        if life.steps[-1][1]["state"] not in (9, 10):
            continue
        day, event = next(step for step in reversed(life.steps) if step[1]["state"] == 9)
        if day < first or not _fits(life, event, of):
            continue
        promise = event["promised_at"]
        due = date.fromisoformat(promise[:10]) if promise else None
        limit = life.first.get("limit")
        back = [at for at, given_back in life.legs if given_back]
        wanted = [paper for _d, step in life.steps for paper in step.get("papers_wanted", ())]
        found.append(
            Finish(
                dossier=life.id,
                procedure=life.first["procedure_code"],
                name=life.first["procedure_name"],
                case="",
                sector=life.first["sector"],
                handler=event["handler"],
                limit=TimeLimit.from_dict(limit) if limit else None,
                used=event.get("used"),
                allowed=event.get("allowed"),
                term=Timeliness(timeliness(day, due)),
                supplements=life.count("supplement"),
                elsewhere=any(paper["where"] for paper in wanted),
                outside=bool(life.legs),
                online=life.facts["channel"] == 2,
                promised=from_local_text(promise) if promise else None,
                inner_wd=(life.first.get("policy") or {}).get("inner_wd", 0),
                back_at=from_local_text(max(back)) if back else None,
            )
        )
    return found


def trips(store: Store, first: date, last: date, of: Narrowed) -> list[Trip]:
    """Dossiers handed over in the period."""
    found = []
    for life in seen(store, last):
        day, event = life.steps[-1]
        if event["state"] == 10 and day >= first and _fits(life, event, of):
            direct, collected = (life.facts[name] == 1 for name in ("channel", "return_channel"))
            found.append(
                Trip(
                    procedure=life.first["procedure_code"],
                    name=life.first["procedure_name"],
                    sector=life.first["sector"],
                    handler=event["handler"],
                    direct=direct,
                    brought=life.brought(),
                    collected=collected,
                )
            )
    return found


def overdue(store: Store, last: date, of: Narrowed) -> Counter[Overdue]:
    """What was being worked on too late, dossier by dossier."""
    found: dict[tuple[str, str, str, bool], int] = defaultdict(int)
    for life in seen(store, last):
        event = life.steps[-1][1]
        promise = event.get("promised_at")
        late = promise is not None and date.fromisoformat(promise[:10]) < last
        if event["state"] in (2, 4) and late and _fits(life, event, of):
            key = (life.first["sector"], life.first["procedure_code"], event["handler"])
            found[(*key, life.facts["channel"] == 2)] += 1
    return Counter(Overdue(*key, count) for key, count in found.items())


def loads(store: Store, first: date, last: date) -> Counter[Load]:
    """Acts by day and hour."""
    kinds = {
        **{"dossier.received": "received", "dossier.registered": "received"},
        **{"dossier.returned": "returned", "certification.recorded": "certified"},
        **{"question.asked": "question", "ticket.taken": "ticket"},
    }
    voided = set()
    moments = []
    for entry, _salt, body in store.journal.walk():
        event = json.loads(body or "{}")
        at = event.get("at") or event.get("received_at") or event.get("submitted_at") or ""
        if not at or not first.isoformat() <= at[:10] <= last.isoformat():
            continue
        if entry.kind == "certification.voided":
            voided.add(event["certification"])
        elif entry.kind in kinds:
            moments.append((entry.seq, kinds[entry.kind], at))
    counts = Counter(
        (kind, date.fromisoformat(at[:10]), int(at[11:13]))
        for seq, kind, at in moments
        if seq not in voided
    )
    return Counter(Load(*key, count) for key, count in counts.items())
