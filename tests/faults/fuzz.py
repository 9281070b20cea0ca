"""Batches by an enemy who has an office's key: every value may be another, chain, totals and signature are right.

Run as ``python -m tests.faults.fuzz FOLDER [--mutations 20000] [--seed 1]``; prints one JSON object. A mutated batch is
taken, held or refused with a reason code. Nothing else may be raised; what was taken leaves a sound file of which every
dossier can be read, and every report over all offices still stands.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from counter_app.domain.clock import FixedClock
from counter_app.errors import CounterError
from counter_app.store.store import Store
from counter_app.superior.batches.inbox import import_batches
from counter_app.superior.proof import prove
from counter_app.superior.reports.far_dossiers import met_twice, overdue
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.summed_reports import SUMMED
from counter_app.superior.senders import sender
from counter_app.superior.senders.sender import Sender, known_journals
from counter_app.sync.batch import reader
from counter_app.sync.batch.lines import parse_line
from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.packing import Totals
from counter_app.sync.batch.strict_json import canonical
from tests import makers
from tests.overruling import weak
from tests.store.player import VERBS, Player
from tests.superior.offices import CLOCK, TRUST, Sending, envelope_of, keys_numbered, take
from tests.sync.forge import Forgery
from tests.sync.makers import MORNING, busy_store

DAY = MORNING.date()
POOL: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2, 5, 99, 100, 10**12, -(10**15), 2**62, 0.5, 1e300),
    *("", "x", "x" * 400, "\u202e", "e\u0302", "\x00", "99001", "A B " * 300, "9999-99-99"),
    *("1900-01-01", "2099-12-31T00:00:00", "T99001-261123-010001", "lan", "finish", "revert"),
    *([], [[]], [None], ["x"] * 50, {}, {"x": {"y": []}}, {"kind": "person", "name": 5}),
)


ROUNDS = 9
"""From so many on there is nearly every kind of event that an office has."""


class Enemy:
    """One office whose batches are changed on the way, and a superior that knows its key.

    ``rounds``: so many times it did everything that is done at a counter; 0 is a small day of dossiers alone.
    """

    def __init__(self, folder: Path, rounds: int = 0) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.keys, self.clock = keys_numbered(7), FixedClock(CLOCK.now())
        store = _worked(folder, self.clock, rounds) if rounds else busy_store(folder / "office.db")
        self.honest = Sending(store, self.keys)
        plain = envelope_of(self.keys, recipients=(), content=Content.FULL)
        self.good = Forgery.of(self.honest.export(folder / "usb", envelope=plain))
        _unsign(self.good)
        self.here = folder / "cap-tren"
        self.honest.enrolled(self.here)
        with_other = Sending(busy_store(folder / "other.db", number="99002"), keys_numbered(8))
        with_other.enrolled(self.here)
        with_other.export(folder / "other")
        take(folder / "other", self.here)
        with_other.close()
        self.before = folder / "before"
        shutil.copytree(self.here, self.before)

    def close(self) -> None:
        """Close the office's file."""
        self.honest.close()

    def tried(self, seed: int) -> tuple[str, list[str]]:
        """What became of one mutated batch, and what is wrong about that."""
        chance = random.Random(seed)
        batch = Forgery(
            stem=self.good.stem,
            manifest=json.loads(json.dumps(self.good.manifest)),
            lines=list(self.good.lines),
        )
        for _time in range(chance.randrange(1, 4)):
            mutate(batch, chance)
        recount(batch)
        stick = self.folder / "stick"
        stick.mkdir()
        try:
            batch.build(stick, keys=self.keys)
            return self._judged(stick, seed)
        finally:
            shutil.rmtree(stick)

    def _judged(self, stick: Path, seed: int) -> tuple[str, list[str]]:
        try:
            summary = import_batches(stick, self.here, self.clock, trust=TRUST)
        except CounterError as error:
            return "raised", [f"mutation {seed}: the import ended: {error.message[:200]}"]
        except Exception as error:
            return "broke", [f"mutation {seed}: {type(error).__name__}: {error}"[:300]]
        if not summary.imported:
            outcome = summary.refused[0][1][0][1:4] if summary.refused else "kept"
            return outcome, []
        bad = self._sound(seed)
        shutil.rmtree(self.here)
        shutil.copytree(self.before, self.here)
        return "taken", bad

    def _sound(self, seed: int) -> list[str]:
        try:
            for report in SUMMED.values():
                if report.name == "sending":
                    continue
                table = report.compute(OfficesAsked(self.here, DAY, DAY, clock=self.clock))
                if report.name == "offices" and not any("99002" in str(row) for row in table.rows):
                    return [f"mutation {seed}: the other office is gone from the report"]
            overdue(self.here, self.clock)
            met_twice(self.here, self.clock, DAY)
            self._read_all()
            found = prove(self.here, self.clock).problems
            return [f"mutation {seed}: {text}" for text in found][:1]
        except CounterError as error:
            return [f"mutation {seed}: no report: {error.message}"]
        except Exception as error:
            return [f"mutation {seed}: report: {type(error).__name__}: {error}"[:300]]

    def _read_all(self) -> None:
        """Every dossier of every copy, as a person who looks at it reads it."""
        for journal in known_journals(self.here):
            opened = Sender.open(self.here, journal, self.clock)
            assert opened is not None
            with closing(opened) as held:
                rows = held.store.database.connection.execute("SELECT id FROM dossier").fetchall()
                for row in rows:
                    held.store.dossiers.by_id(row["id"])


def _worked(folder: Path, clock: FixedClock, rounds: int) -> Store:
    office = makers.found(folder / "office", clock)
    verbs = range(len(VERBS))
    Player(office, clock).play(
        [(verb, verb % 7, again) for again in range(rounds) for verb in verbs]
    )
    return office.store


def _unsign(batch: Forgery) -> None:
    """Take the signatures from its closings: they are of a key that the enemy has not, and tell of each change."""
    for at in range(len(batch.lines)):
        said = batch.line(at)
        if said["kind"] == "day.closed":
            for name in ("signed", "heads"):
                said["payload"].pop(name, None)
            batch.lines[at] = canonical(said).encode()
    batch.rechain(0)


def mutate(batch: Forgery, chance: random.Random) -> None:
    """One change somewhere in one line."""
    at = chance.randrange(len(batch.lines))
    said = batch.line(at)
    if chance.random() < 0.15:
        name = chance.choice(("subject", "actor", "local_date", "at_utc", "kind", "clock_flag"))
        other = batch.line(chance.randrange(len(batch.lines)))[name]
        said[name] = chance.choice((other, chance.choice(POOL)))
    elif said["payload"]:  # else it was erased
        _inside(said["payload"], chance)
    batch.lines[at] = canonical(said).encode()


def _inside(payload: dict[str, Any], chance: random.Random) -> None:
    """Go down into a payload by chance and change one value there."""
    place: Any = payload
    for _level in range(chance.randrange(4)):
        inner = [item for item in _values(place) if isinstance(item, dict | list) and item]
        if not inner:
            break
        place = chance.choice(inner)
    if isinstance(place, list):
        place[chance.randrange(len(place))] = chance.choice(POOL)
        return
    key = chance.choice([*place, "x"])
    if chance.random() < 0.2:
        place.pop(key, None)
    else:
        place[key] = chance.choice(POOL)


def _values(place: Any) -> list[Any]:
    return list(place.values()) if isinstance(place, dict) else list(place)


def recount(batch: Forgery) -> None:
    """Make chain and totals right again, where the lines still are lines."""
    try:
        batch.rechain(0)
        entries = [parse_line(data) for data in batch.lines]
    except Exception:
        return
    counted = Totals()
    for entry in entries:
        counted.add(entry)
    batch.manifest["counts"] = dict(counted.counts)
    batch.manifest["dossiers"] = {
        "received": counted.received,
        "finished": counted.finished,
        "returned": counted.counts["dossier.returned"],
    }
    batch.manifest["days"] = {"first": counted.first_day, "last": counted.last_day}


def _believing(*_arguments: Any, **_named: Any) -> str:
    return ""


WEAK: tuple[tuple[str, object, str], ...] = (
    ("payloads that nobody looks at", reader, "payload_trouble"),
    ("a state that is not read back", sender, "check_after"),
)
"""Name, place and attribute of what believes everything then."""


def noticed(folder: Path, planted: tuple[str, object, str], seed: int, most: int) -> bool:
    """Whether one of ``most`` mutations from ``seed`` on finds a superior that is weak in one place."""
    _name, place, attribute = planted
    enemy = Enemy(folder / attribute)
    try:
        with weak(place, attribute, _believing):
            return any(enemy.tried(seed + at)[1] for at in range(most))
    finally:
        enemy.close()


def canaries(folder: Path, seed: int, most: int) -> dict[str, bool]:
    """Whether mutations find a superior that does not ask what can have happened."""
    return {planted[0]: noticed(folder, planted, seed, most) for planted in WEAK}


def main() -> int:
    """Do what the command line says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--mutations", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    begun = time.monotonic()
    became: Counter[str] = Counter()
    bad: list[str] = []
    for rounds in (0, ROUNDS):
        enemy = Enemy(said.folder / f"dich{rounds}", rounds)
        for at in range(said.mutations // 2):
            outcome, wrong = enemy.tried(said.seed * 1_000_000 + at)
            became[outcome] += 1
            bad += wrong
        enemy.close()
    answer = {
        "cases": said.mutations,
        "counts": dict(became),
        "bad": bad,
        "canaries": canaries(said.folder / "yeu", said.seed, 400),
        "seconds": round(time.monotonic() - begun, 1),
    }
    print(json.dumps(answer, ensure_ascii=False))
    return int(bool(bad) or not all(answer["canaries"].values()))


if __name__ == "__main__":
    sys.exit(main())
