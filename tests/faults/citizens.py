"""A day of many citizens at two counters, worked by keys of an X server; see ``tests/scenarios/citizens_day``.

Run as ``python -m tests.faults.citizens FOLDER [--citizens 120] [--days 1] [--seed 1]``; prints one JSON object. A day
in which the screen lost a key on its way is played again and counted; what was written is judged once.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from tests.sync.media import make_stick, media

if sys.platform == "linux":
    from tests.scenarios.citizens_day import WEAKENED, Day, judge, play, unnoticed

assert sys.platform == "linux"

TRIES = 3


def a_day(folder: Path, stick: Path, citizens: int, seed: int) -> tuple[Day, list[str]]:
    """A day played to its end, and why it was begun anew before. Errors: AssertionError after the last try."""
    lost: list[str] = []
    while True:
        at, carried = folder / f"ngay-{len(lost)}", stick / f"{seed}-{len(lost)}"
        at.mkdir(parents=True)
        carried.mkdir()
        try:
            return play(at, carried, citizens, seed), lost
        except AssertionError as error:
            lost.append(str(error)[:300])
            if len(lost) == TRIES:
                raise


def run(folder: Path, citizens: int, days: int, seed: int) -> dict[str, Any]:
    """Play days; how many citizens were served, and what is wrong."""
    begun, bad, lost, served = time.monotonic(), list[str](), list[str](), 0
    canaries: dict[str, bool] = {}
    folder.mkdir(parents=True)
    (folder / "usb").mkdir()
    stick = make_stick(media()[-1], folder / "usb")
    try:
        for turn in range(days):
            try:
                day, again = a_day(folder / str(turn), stick.path, citizens, seed + turn)
                lost += again
                served += citizens
                judge(day)
            except AssertionError as error:
                bad.append(f"day {turn + 1}: {str(error)[:300]}")
                continue
            swallowed = unnoticed(day)
            canaries |= {name: name not in swallowed for name in WEAKENED}
    finally:
        stick.close()
    return {
        "cases": served,
        "bad": bad,
        "canaries": canaries,
        "seconds": time.monotonic() - begun,
        "counts": {"played again": lost},
    }


def main() -> int:
    """Do what the command line says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--citizens", type=int, default=120)
    asked.add_argument("--days", type=int, default=1)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    print(json.dumps(run(said.folder, said.citizens, said.days, said.seed), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
