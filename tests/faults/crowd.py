"""A crowd at one file: other processes write all the time while it is checked, copied, set up and carried away.

Run as ``python -m tests.faults.crowd FOLDER [--checks 300] [--backups 100] [--reports 60] [--batches 30]
[--writers 3] [--pause 0.2] [--rounds 20]``; prints one JSON object. Processes are started, not forked: each has its
own connections from the beginning.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from counter_app.desk.office.backup import backup
from counter_app.desk.office.founding import default_founding
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import CounterError
from counter_app.office import Office
from counter_app.reports.index import compute
from counter_app.store.figures.tallies import Counting
from counter_app.store.file import checking
from tests.faults.counter_worker import MORNING, draft, open_office
from tests.makers import unlock
from tests.overruling import overrule
from tests.superior.trusting import import_batches

TODAY = MORNING.date()
LONGEST_WATCH = 50
"""How many times as long a weakened program is watched, at most."""
ROLES = ("write", "found", "export")


def start(*words: object) -> subprocess.Popen[str]:
    """One of the crowd: this module in a role."""
    command = [sys.executable, "-m", "tests.faults.crowd", *map(str, words)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def write(folder: Path, number: int, pause: float) -> dict[str, Any]:
    """Work until told to stop, ``pause`` seconds between acts: dossiers and tickets; the codes acknowledged."""
    office, codes, count = open_office(folder), [], 0
    stopped = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        stopped.set()

    threading.Thread(target=listen, daemon=True).start()
    while not stopped.is_set():
        count += 1
        codes.append(office.intake.receive(draft(number * 10_000 + count)).result.code)
        office.queue.take("A")
        stopped.wait(pause)
    office.close()
    return {"codes": codes}


@contextmanager
def crowd(folder: Path, writers: int, pause: float) -> Iterator[list[str]]:
    """Within it ``writers`` processes write; afterwards the list holds every code they were given."""
    codes: list[str] = []
    there = [start("write", folder, number, pause) for number in range(writers)]
    try:
        yield codes
    finally:
        for one in there:
            told, wrong = one.communicate("", timeout=120)
            if one.returncode:
                raise AssertionError(wrong)
            codes += json.loads(told)["codes"]


@contextmanager
def no_snapshot(_connection: object) -> Iterator[None]:
    """Read whatever there is at each moment."""
    yield


def watch(folder: Path, *, pause: float, weak: bool = False, **counts: int) -> dict[str, Any]:
    """Check, copy, report and carry away while the crowd writes; whatever is called wrong is a false alarm.

    A ``weak`` program is watched until it is noticed: how soon somebody writes between two of its readings is chance.
    """
    tries = LONGEST_WATCH if weak else 1
    Office.found(folder, default_founding(), clock=FixedClock(MORNING)).close()
    alarms: list[str] = []
    stick = folder.with_name(f"{folder.name}.usb")
    stick.mkdir()
    with crowd(folder, counts["writers"], pause) as codes:
        office = open_office(folder)
        _wait_for(office)
        for number in _until(alarms, counts["checks"] * tries, weak=weak):
            alarms += [f"check {number}: {text}" for text in office.store.check().problems[:1]]
        _tell("checks", counts, alarms)
        for number in range(counts["backups"]):
            with _heard(alarms, f"backup {number}"):
                backup(office.store, folder.with_name(f"{folder.name}.sao-luu"))
        _tell("backups", counts, alarms)
        for number in _until(alarms, counts["reports"] * tries, weak=weak):
            alarms += [f"report {number}: {text}" for text in _parts_disagree(office)]
        _tell("reports", counts, alarms)
        for number in range(counts["batches"]):
            with _heard(alarms, f"batch {number}"):
                unlock(office).closing.export(stick)
        _tell("batches", counts, alarms)
        exported = office.store.closings.exported_to()
        office.close()
    if counts["batches"]:
        alarms += _arrived(stick, exported)
    return {"alarms": alarms, **_afterwards(folder, codes)}


def _tell(what: str, counts: dict[str, int], alarms: list[str]) -> None:
    """How far a long watch is: whoever stops it knows what it saw until then."""
    print(
        f"{counts[what]} {what}: {len(alarms)} false alarms",
        *alarms[:3],
        file=sys.stderr,
        flush=True,
    )


def _until(alarms: list[str], most: int, *, weak: bool) -> Iterator[int]:
    for number in range(most):
        if weak and alarms:
            return
        yield number


@contextmanager
def _heard(alarms: list[str], what: str) -> Iterator[None]:
    try:
        yield
    except CounterError as error:
        alarms.append(f"{what}: {error.message}")


def _parts_disagree(office: Office) -> list[str]:
    """A day's total, its list of dossiers and its fees are of one moment, or they tell of different days."""
    tables = {table.name: table for table in compute(office.store, "day", TODAY, TODAY)}
    total, fees = tables["day"].total, tables["day-fees"].total
    assert total is not None
    assert fees is not None
    told = [total[2], len(tables["day-dossiers"].rows), fees[2]]
    return [] if len(set(told)) == 1 else [f"dossiers received: {told}"]


def _arrived(stick: Path, exported: int) -> list[str]:
    """The superior has every act up to the last batch."""
    folder = stick.with_name(f"{stick.name}.cap-tren")
    told = import_batches(stick, folder, FixedClock(MORNING))
    wrong = [f"{name}: {problems[0]}" for name, problems in told.refused]
    wrong += [f"{item.name}: {item.reason}" for item in told.held]
    return wrong if told.entries == exported else [*wrong, f"{told.entries} of {exported} came"]


def weakened(folder: Path, **counts: int) -> dict[str, bool]:
    """Whether readers that see more than one moment are noticed."""
    noticed = {}
    for name, place, only in (
        ("a check without its snapshot", checking, "checks"),
        ("a report without its snapshot", Counting, "reports"),
    ):
        real = place.__dict__["snapshot"]
        overrule(place, "snapshot", no_snapshot)
        fewer = {key: counts[key] if key in (only, "writers") else 0 for key in counts}
        try:
            seen = watch(folder / only, weak=True, pause=0, **fewer)
        finally:
            overrule(place, "snapshot", real)
        noticed[name] = bool(seen["alarms"])
    return noticed


def _wait_for(office: Office) -> None:
    """Until everybody has begun: the first acts are there."""
    until = time.monotonic() + 60
    while office.store.dossiers.count() < 5 and time.monotonic() < until:
        time.sleep(0.02)


def _afterwards(folder: Path, codes: list[str]) -> dict[str, Any]:
    office = open_office(folder)
    lost = [code for code in codes if office.store.dossiers.by_code(code) is None]
    result = office.store.check()
    office.close()
    twice = len(codes) - len(set(codes))
    return {"lost": lost, "twice": twice, "problems": list(result.problems), "acts": len(codes)}


def found(folder: Path, number: int) -> dict[str, Any]:
    """Set up an office once told to; whether it was taken."""
    sys.stdin.readline()
    try:
        Office.found(folder, default_founding(), clock=FixedClock(MORNING)).close()
    except CounterError as error:
        return {"won": False, "said": error.message}
    return {"won": True, "number": number}


def export(folder: Path, number: int) -> dict[str, Any]:
    """Carry the evening away once told to, each to a stick of its own."""
    stick = folder.with_name(f"{folder.name}.usb-{number}")
    stick.mkdir(exist_ok=True)
    office = Office.open(folder, clock=FixedClock(MORNING), officer=COMMAND_LINE)
    sys.stdin.readline()
    try:
        unlock(office).closing.export(stick)
    except CounterError as error:
        return {"won": False, "said": error.message}
    finally:
        office.close()
    return {"won": True, "number": number}


def race(role: str, folder: Path, many: int) -> list[dict[str, Any]]:
    """Several do the same at the same moment."""
    there = [start(role, folder, number) for number in range(many)]
    answers = []
    for one in there:
        assert one.stdin is not None
        one.stdin.write("now\n")
        one.stdin.flush()
    for one in there:
        told, wrong = one.communicate(timeout=120)
        assert one.returncode == 0, wrong
        answers.append(json.loads(told))
    return answers


def races(folder: Path, rounds: int) -> dict[str, Any]:
    """Two set-ups at once, then three exporters at once: one wins, the others are told."""
    bad: list[str] = []
    for number in range(rounds):
        place = folder / str(number)
        won = [answer for answer in race("found", place, 2) if answer["won"]]
        if len(won) != 1:
            bad.append(f"round {number}: {len(won)} of two set-ups say that they are the office")
        office = open_office(place)
        office.intake.receive(draft(number))
        office.close()
        race("export", place, 3)
        office = open_office(place)
        batches = [batch.number for batch in office.closing.batches()]
        if sorted(batches) != list(range(1, len(batches) + 1)) or not batches:
            bad.append(f"round {number}: batches {batches}")
        if not office.store.check().ok:
            bad.append(f"round {number}: the check finds something")
        office.close()
    return {"rounds": rounds, "bad": bad}


def main() -> int:
    """Do what the command line says."""
    if sys.argv[1] in ROLES:
        role, folder, number = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
        if role == "write":
            answer = write(folder, number, float(sys.argv[4]))
        else:
            answer = {"found": found, "export": export}[role](folder, number)
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    counts = {"checks": 300, "backups": 100, "reports": 60, "batches": 30, "writers": 3}
    for name, plain in (*counts.items(), ("rounds", 20)):
        asked.add_argument(f"--{name}", type=int, default=plain)
    asked.add_argument("--pause", type=float, default=0)
    said = asked.parse_args()
    begun = time.monotonic()
    counts = {name: getattr(said, name) for name in counts}
    seen = watch(said.folder / "dong", pause=said.pause, weak=False, **counts)
    canaries = weakened(said.folder / "yeu", **counts)
    raced = races(said.folder / "dua", said.rounds)
    bad = [*seen["alarms"], *seen["problems"], *seen["lost"], *raced["bad"]]
    bad += [f"{seen['twice']} codes given twice"] if seen["twice"] else []
    done = sum(counts.values()) - said.writers
    answer = {
        "cases": done + 2 * said.rounds,
        "counts": counts | {"acts meanwhile": seen["acts"], "races": 2 * said.rounds},
        "bad": bad,
        "canaries": canaries,
        "seconds": round(time.monotonic() - begun, 1),
    }
    print(json.dumps(answer, ensure_ascii=False))
    return int(bool(bad) or not all(canaries.values()))


if __name__ == "__main__":
    sys.exit(main())
