"""Brings up counters and kills them: many lives in one warm process, one to three counters at a time on one file.

Run as ``python -m tests.faults.kill FOLDER [--cycles 200] [--seed 1]``; prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

from counter_app.desk.office.founding import default_founding
from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from tests.faults.counter_worker import MORNING, open_office, work

MOST_AT_ONCE = 3


def lives(folder: Path, many: int, chance: random.Random, *, early: bool) -> list[str]:
    """Let counters work until they are killed some moments after their first word; the codes they said."""
    begun = [_begin(folder, early=early) for _one in range(many)]
    said: list[str] = []
    for child, hear in begun:
        select.select([hear], [], [], 20)
        time.sleep(chance.random() * 0.02)
        os.kill(child, signal.SIGKILL)  # type: ignore[attr-defined,unused-ignore]
        os.waitpid(child, 0)
        said += _heard(hear)
    return said


def _begin(folder: Path, *, early: bool) -> tuple[int, int]:
    hear, say = os.pipe()
    child = os.fork()  # type: ignore[attr-defined,unused-ignore]
    if child == 0:
        os.close(hear)
        work(folder, 10**6, say, early=early)
        os._exit(0)
    os.close(say)
    return child, hear


def _heard(hear: int) -> list[str]:
    said = b""
    while chunk := os.read(hear, 65536):
        said += chunk
    os.close(hear)
    return [line for line in said.decode().split("\n")[:-1] if line]


def run(folder: Path, cycles: int, seed: int, *, early: bool = False) -> dict[str, Any]:
    """Kill counters ``cycles`` times on one file; what was promised, and what is wrong."""
    chance = random.Random(seed)
    Office.found(folder, default_founding(), clock=FixedClock(MORNING)).close()
    promised: list[str] = []
    bad: list[str] = []
    for cycle in range(cycles):
        many = 1 if early else 1 + cycle % MOST_AT_ONCE
        said = lives(folder, many, chance, early=early)
        office = open_office(folder)
        bad += [f"lost: {code}" for code in said if office.store.dossiers.by_code(code) is None]
        office.close()
        promised += said
    office = open_office(folder)
    bad += office.store.check().problems
    office.close()
    if not early and len(set(promised)) != len(promised):
        bad.append("a code was said twice")
    return {"promised": len(promised), "bad": bad}


def main() -> int:
    """Do what the command line says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--cycles", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    begun = time.monotonic()
    found = run(said.folder / "that", said.cycles, said.seed)
    weak = run(said.folder / "yeu", 30, said.seed, early=True)
    answer = {
        "cases": said.cycles,
        "counts": {"acknowledged": found["promised"]},
        "bad": found["bad"],
        "canaries": {"an answer before the act is saved": bool(weak["bad"])},
        "seconds": round(time.monotonic() - begun, 1),
    }
    print(json.dumps(answer, ensure_ascii=False))
    return int(bool(found["bad"]) or not weak["bad"])


if __name__ == "__main__":
    sys.exit(main())
