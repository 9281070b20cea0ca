"""Brings up counters and kills them: many cycles in one warm process of its own.

Run as ``python -m tests.faults.nursery FOLDER CYCLES SEED``; prints one JSON object with what was acknowledged.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from counter_app.desk.founding import default_founding
from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from tests.faults.counter_worker import MORNING, open_office, work

assert sys.platform == "linux"


def one_life(folder: Path, patience: float) -> list[str]:
    """Let a counter work until it was killed ``patience`` seconds after its first word; the codes it said."""
    hear, say = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        work(folder, 10**6, say)
        os._exit(0)
    os.close(say)
    select.select([hear], [], [], 20)
    time.sleep(patience)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = b""
    while chunk := os.read(hear, 65536):
        said += chunk
    os.close(hear)
    return [line for line in said.decode().split("\n")[:-1] if line]


def run(folder: Path, cycles: int, seed: int) -> dict[str, object]:
    """Kill ``cycles`` counters one after another on one file; what was promised and what is missing."""
    chance = random.Random(seed)
    Office.found(folder, default_founding(), clock=FixedClock(MORNING)).close()
    promised: list[str] = []
    missing: list[str] = []
    for _cycle in range(cycles):
        said = one_life(folder, chance.random() * 0.02)
        office = open_office(folder)
        missing += [code for code in said if office.store.dossiers.by_code(code) is None]
        office.close()
        promised += said
    office = open_office(folder)
    result = office.store.check()
    codes = [
        line[0]
        for line in office.store.database.connection.execute("SELECT code FROM dossier").fetchall()
    ]
    office.close()
    return {
        "promised": promised,
        "missing": missing,
        "stored": codes,
        "problems": list(result.problems),
    }


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
