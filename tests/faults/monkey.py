"""The monkey session: the real window, a process of its own, a seed, and everything that must not happen.

``python -m tests.faults.monkey --acts 20000 --seed 1 --json OUT`` plays one session and exits with 1 when it found a
fault: a crash, a Python error, a Qt or Python warning, a line in a log, something stuck, or something that only grows.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from counter_app.demo.bulk import found_bulk
from counter_app.domain.clock import LOCAL

NINE = datetime(2026, 11, 23, 9, 5, tzinfo=LOCAL)
"""A working Monday."""
ROOT = Path(__file__).resolve().parents[2]
ACTS_A_SECOND = 2
"""Far fewer than the slowest machine does; a session that takes longer hangs where no act is counted."""


def play(
    acts: int, seed: int, office: Path, *, patience: float = 60.0, plant: Sequence[str] = ()
) -> dict[str, Any]:
    """Play one session over a copy of ``office``; its counts, its ``faults`` and how it ended (``exit``, ``seconds``).

    ``patience``: seconds in which an act has to end. ``plant``: faults of ``monkey_plants`` to be found.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        told = folder / "told.json"
        shutil.copytree(office, folder / "so-lieu")
        command = [
            *(sys.executable, "-X", "faulthandler", "-m", "tests.faults.monkey_session"),
            *("--acts", str(acts), "--seed", str(seed)),
            *("--json", str(told), "--folder", str(folder), "--patience", str(patience)),
            *(("--plant", *plant) if plant else ()),
        ]
        begun = time.monotonic()
        done = subprocess.run(
            command,
            cwd=folder,
            env=os.environ
            | {"PYTHONPATH": str(ROOT), "HOME": name, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=300 + acts / ACTS_A_SECOND,
            check=False,
        )
        result: dict[str, Any] = json.loads(told.read_text("utf-8")) if told.exists() else {}
        stacks = folder / "stacks.txt"
        last = stacks.read_text("utf-8") if stacks.exists() else ""
        said = done.stderr
    faults: list[str] = [*result.get("faults", ())]
    if done.returncode < 0:
        faults.append(
            f"crash: {signal.Signals(-done.returncode).name}\n{last[:6000]}{said[-3000:]}"
        )
    elif "Timeout (" in last:
        faults.append(f"stuck: no act ended for {patience:.0f} seconds\n{last[:6000]}")
    elif said.strip():
        faults.append(f"stderr: {said[-4000:]}")
    elif done.returncode and not faults:
        faults.append(f"exit: {done.returncode}")
    return result | {
        "faults": faults,
        "exit": done.returncode,
        "seconds": round(time.monotonic() - begun, 1),
    }


def main() -> int:
    """Play, write, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dossiers", type=int, default=400)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        office = Path(name) / "mau"
        found_bulk(office, dossiers=asked.dossiers, seed=asked.seed, now=NINE)
        result = play(asked.acts, asked.seed, office)
    if asked.json:
        asked.json.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{result.get('acts', 0)} acts, seed {asked.seed}, {result['seconds']} s")
    for fault in result["faults"]:
        print(fault)
    return 1 if result["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
