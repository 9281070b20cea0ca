"""The real window killed in the middle of work: hands that never tire, then nothing, and the morning after is judged.

Run as ``python -m tests.faults.window_kill FOLDER [--kills 20] [--seed 1]``; prints one JSON object. The same file
lives through all kills. The window says each act that it has an answer to: all of them stand in the journal afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from counter_app.demo.bulk import found_bulk
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import CounterError
from counter_app.office import Office
from counter_app.store.file.opening import HALF_MADE
from tests.faults.monkey import NINE, ROOT
from tests.makers import draft

LONGEST_LIFE = 4.0
"""Seconds after its first answered act in which a window is killed."""
PATIENCE = 60.0
"""Seconds in which a window has to answer its first act."""


def life(folder: Path, chance: random.Random, *, early: bool) -> list[tuple[int, str]]:
    """Let a window work until it is killed; (number, hash) of each entry it said."""
    said = folder / "da-ghi.txt"
    said.unlink(missing_ok=True)
    shutil.rmtree(folder / "usb", ignore_errors=True)
    environment = {"PYTHONPATH": str(ROOT), "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    window = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.faults.monkey_session", "--acts", "1000000"),
            *(
                "--receiving",
                "120",
                "--seed",
                str(chance.randrange(10**6)),
                "--json",
                str(folder / "ke.json"),
            ),
            *("--folder", str(folder), "--say", str(said), *(("--early",) if early else ())),
        ],
        cwd=folder,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and not (said.exists() and said.stat().st_size):
        time.sleep(0.05)
    time.sleep(chance.random() * LONGEST_LIFE)
    window.kill()
    window.wait()
    lines = said.read_text("ascii").splitlines() if said.exists() else []
    return [(int(number), digest) for number, digest in (line.split() for line in lines)]


def morning_after(folder: Path, said: list[tuple[int, str]]) -> list[str]:
    """A sentence for everything that is not as it should be."""
    data = folder / "so-lieu"
    try:
        office = Office.open(data, clock=FixedClock(NINE), officer=COMMAND_LINE)
    except CounterError as error:
        return [f"does not open: {error.message}"]
    try:
        office.confirm_clock()
        journal = office.store.journal
        before = _codes(office)
        numbers = [number for number, _digest in said] or [
            0
        ]  # a longer work answers after a later act
        kept = {
            entry.seq: entry.hash.hex()
            for entry, *_rest in journal.walk(min(numbers), max(numbers))
        }
        bad = [f"lost: {number}" for number, digest in said if kept.get(number) != digest]
        bad += office.store.check().problems
        code = office.intake.receive(draft()).result.code
        if code in before:
            bad.append(f"{code} was given already")
        bad += [f"left over: {path.name}" for path in data.rglob(f"*{HALF_MADE}*")]
        return bad
    finally:
        office.close()


def _codes(office: Office) -> set[str]:
    rows = office.store.database.connection.execute("SELECT code FROM dossier").fetchall()
    return {str(row["code"]) for row in rows}


def run(folder: Path, kills: int, seed: int, *, early: bool = False) -> dict[str, Any]:
    """Kill a window ``kills`` times on one file; what was said, and what is wrong."""
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    found_bulk(folder / "so-lieu", dossiers=40, seed=seed, now=NINE)
    bad, acts = [], 0
    for _kill in range(kills):
        said = life(folder, chance, early=early)
        acts += len(said)
        bad += morning_after(folder, said)
    if not acts:
        bad.append("no window answered an act")
    return {"acts": acts, "bad": bad}


def main() -> int:
    """Do what the command line says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    begun = time.monotonic()
    found = run(said.folder / "that", said.kills, said.seed)
    weak = run(said.folder / "yeu", 1, said.seed, early=True)
    answer = {
        "cases": said.kills,
        "counts": {"entries said": found["acts"]},
        "bad": found["bad"],
        "canaries": {
            "an act that is said before it is written": any("lost" in text for text in weak["bad"])
        },
        "seconds": round(time.monotonic() - begun, 1),
    }
    print(json.dumps(answer, ensure_ascii=False))
    return int(bool(found["bad"]) or not all(answer["canaries"].values()))


if __name__ == "__main__":
    sys.exit(main())
