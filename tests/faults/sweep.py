"""The sweep: every file call of every verb is refused once, in every way a disk refuses, and the verb is judged.

Run as ``python -m tests.faults.sweep FOLDER [--deeds 10 --most 60] [--seed 3] [--part 0/2] [--slice 0/8] [--only VERB]
[--but VERB] [--kill] [--canaries 30]`` in a process that has the shim; prints one JSON object, and to stderr how far it
is and what it found. ``--kill`` ends the process at each call. A slice holds the same trials whenever it is run, so
that all of them can be tried in several sittings.
"""

from __future__ import annotations

import argparse
import errno
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

from counter_app.store.core import engine, trouble
from counter_app.store.file.database import Database
from tests.faults import shim
from tests.faults.trial import Laboratory, Measure
from tests.faults.world import Deed
from tests.overruling import overrule

WAYS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("ENOSPC", errno.ENOSPC, ("create", "write", "sync", "cut", "move", "folder")),
    ("EIO", errno.EIO, shim.KINDS),
    (
        "EROFS",
        errno.EROFS,
        ("open", "create", "write", "sync", "cut", "move", "remove", "folder"),
    ),
    ("EACCES", errno.EACCES, ("look", "open", "create", "move", "remove", "folder", "list")),
    ("read EIO", errno.EIO, ("look", "read", "list")),
)
"""How disks refuse, and which calls: a full disk opens files that are there, and reads."""
REFERENCE = "originals list"
"""The verb that stands for opening the office: other verbs are tried from where they begin to differ."""
TELLING = 500
"""Trials after which a long run says how far it is."""
LONG = ("backups drill", "backups make", "encrypt", "re-key")
BULK, EVERY = ("read", "write"), 16
"""Verbs that copy a file page by page: of such calls every sixteenth is tried, of all others each."""
WINDOWS = ("so", "ngo", "nam-cu", "hai-noi")
"""Data folders that a window has open; a set-up, a restore and the superior's verbs stand alone."""


@dataclass(frozen=True, slots=True)
class Case:
    """One planned trial."""

    measure: Measure
    way: str
    plan: shim.Plan
    window: bool

    def name(self) -> str:
        """How it is called in a report."""
        often = "lasting" if self.plan.lasting else "once"
        place = "window" if self.window else "terminal"
        return f"{self.measure.deed.name} {place} {self.way} {often} call {self.plan.at}"


def planned(lab: Laboratory, deeds: list[Deed], *, kill: bool) -> Iterator[Case]:
    """Every trial there is for some verbs."""
    opening = next(deed for deed in lab.deeds() if deed.name == REFERENCE)
    known = lab.measure(opening, window=False).kinds
    for deed in deeds:
        alone = kill or deed.folder.name not in WINDOWS or deed.name == "restore"
        for window in (False,) if alone else (False, True):
            measure = lab.measure(deed, window=window)
            first = 1
            if not window and deed.folder == opening.folder and deed.name != REFERENCE:
                first = 1 + _shared(measure.kinds, known)
            yield from _ways(measure, first, window=window, kill=kill)


def _shared(mine: list[str], known: list[str]) -> int:
    same = 0
    while same < min(len(mine), len(known)) and mine[same] == known[same]:
        same += 1
    return same


def _ways(measure: Measure, first: int, *, window: bool, kill: bool) -> Iterator[Case]:
    for at in range(first, measure.calls + 1):
        if measure.deed.name in LONG and measure.kinds[at - 1] in BULK and at % EVERY:
            continue
        if kill:
            yield Case(measure, "kill", shim.Plan(at=at, kill=True), window)
            continue
        for way, number, kinds in WAYS:
            if measure.kinds[at - 1] not in kinds:
                continue
            for lasting in (False, True):
                if way == "read EIO" and not lasting:
                    continue  # the same trial as EIO, once
                plan = shim.Plan(at=at, error=number, lasting=lasting, hit=shim.mask(*kinds))
                yield Case(measure, way, plan, window)


WEAKNESSES = ("raw errors", "never opened anew", "said too early")
CANARY = "ticket hold"
"""A short verb; every weakness shows in it."""


def weaken(name: str) -> None:
    """Make the program of this process worse in one way that the sweep has to notice."""
    if name == "raw errors":
        overrule(trouble, "told", lambda error, *_words, **_named: error)
    elif name == "never opened anew":
        overrule(Database, "_begin", lambda self: self.connection.execute("BEGIN IMMEDIATE"))
    elif name == "said too early":
        overrule(Database, "_commit", _committed_or_not)


def _committed_or_not(database: Database, _tx: object) -> None:
    try:
        database.connection.execute("COMMIT")
    except engine.DatabaseError:
        database._drop()


def canaries(lab: Laboratory, seed: int, most: int) -> dict[str, bool]:
    """Whether each weakness is noticed within ``most`` trials of one verb."""
    every = [
        case
        for case in planned(lab, [deed for deed in lab.deeds() if deed.name == CANARY], kill=False)
        if case.window and case.way in ("EIO", "EROFS")  # mostly where the act is written
    ]
    caught = {}
    for name in WEAKNESSES:
        lab.weakness = partial(weaken, name)
        chosen = random.Random(seed).sample(every, len(every))[:most]
        caught[name] = any(
            lab.fault(case.measure, case.plan, window=case.window) for case in chosen
        )
    lab.weakness = None
    return caught


def sweep(lab: Laboratory, cases: list[Case], *, kill: bool) -> dict[str, Any]:
    """Carry the trials out; what was found."""
    begun = time.monotonic()
    bad: list[str] = []
    by_way: Counter[str] = Counter()
    for number, case in enumerate(cases):
        if number % TELLING == 0:
            seconds = time.monotonic() - begun
            print(
                f"{number}/{len(cases)} {seconds:.0f}s {case.name()}", file=sys.stderr, flush=True
            )
        by_way[case.way] += 1
        found = (
            lab.kill(case.measure, case.plan)
            if kill
            else lab.fault(case.measure, case.plan, window=case.window)
        )
        texts = [f"{case.name()}: {text}" for text in found]
        for text in texts:
            print(text, file=sys.stderr, flush=True)
        bad += texts
    return {
        "cases": len(cases),
        "by_way": dict(by_way),
        "bad": bad,
        "seconds": round(time.monotonic() - begun, 1),
    }


def main() -> int:
    """Do what the command line says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--most", type=int, default=0)
    asked.add_argument("--deeds", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--part", default="0/1")
    asked.add_argument("--slice", default="0/1")
    asked.add_argument("--only", default="")
    asked.add_argument("--but", action="append", default=[])
    asked.add_argument("--canaries", type=int, default=0)
    asked.add_argument("--kill", action="store_true")
    said = asked.parse_args()
    chance = random.Random(said.seed)
    lab = Laboratory(said.folder)
    deeds = [
        deed for deed in lab.deeds() if said.only in ("", deed.name) and deed.name not in said.but
    ]
    if not deeds:
        asked.error(f"no deed is called {said.only}")
    if 0 < said.deeds < len(deeds):
        deeds = chance.sample(deeds, said.deeds)
    lab.warm(deeds)
    every = list(planned(lab, deeds, kill=said.kill))
    slice_at, slices = map(int, said.slice.split("/"))
    every = [case for case in every if crc32(case.name().encode()) % slices == slice_at]
    chosen = chance.sample(every, min(len(every), said.most or len(every)))
    part, parts = map(int, said.part.split("/"))
    found = sweep(lab, chosen[part::parts], kill=said.kill)
    if said.canaries:
        found["canaries"] = canaries(lab, said.seed, said.canaries)
    print(json.dumps({"planned": len(every), **found}, ensure_ascii=False))
    return 1 if found["bad"] else 0


if __name__ == "__main__":
    sys.exit(main())
