"""The laboratory: every way we know to harm the data, by one command.

``python3 dev.py faults [--tests | --commit | --nightly | --release] [--only NAME] [--deed NAME] [--json FILE]
[--seed N]`` prints a table of what was tried, whether each weakened variant was noticed, and how long it took.
``--deed`` tries one verb (or another deed of ``world.deeds``) at all its points. The exit code is 1 when anything was
lost, given twice, called wrong or left half done, and when a weakened variant went unnoticed: then the trial has no
teeth.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults import shim

Answer = dict[str, Any]
"""cases: how many; bad: a sentence each; canaries: name to whether it was noticed; seconds; counts: details."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """One kind of harm: the words for its module with the tests, by hand, at night, and before a release.

    ``planted``: by the shim. ``parts``: can be divided among processes. ``played``: the monkey, whose teeth have tests
    of their own (tests/faults/test_monkey.py); without words it is not part of that size.
    """

    name: str
    what: str
    module: str
    tests: tuple[str, ...]
    commit: tuple[str, ...]
    nightly: tuple[str, ...]
    release: tuple[str, ...]
    planted: bool = False
    parts: bool = False
    played: bool = False


def _crowd(
    checks: int,
    backups: int,
    reports: int,
    batches: int,
    *,
    rounds: int,
    pause: float = 0,
    writers: int = 3,
) -> tuple[str, ...]:
    """``pause``: of a writer between its acts, so that a long crowd does not outgrow every check."""
    said = f"--checks {checks} --backups {backups} --reports {reports} --batches {batches}"
    return (
        *said.split(),
        "--rounds",
        str(rounds),
        "--pause",
        str(pause),
        "--writers",
        str(writers),
    )


EXPERIMENTS = (
    Experiment(
        name="kill",
        what="counters killed in the middle of work, one after another",
        module="tests.faults.kill",
        tests=("--cycles", "20"),
        commit=("--cycles", "400"),
        nightly=("--cycles", "3000"),
        release=("--cycles", "45000"),
    ),
    Experiment(
        name="kill-points",
        what="every verb killed at each of its file calls",
        module="tests.faults.sweep",
        tests=("--kill", "--deeds", "5", "--most", "20"),
        commit=("--kill", "--most", "1200"),
        nightly=("--kill",),
        release=("--kill",),
        planted=True,
        parts=True,
    ),
    Experiment(
        name="window-kill",
        what="the real window killed in the middle of work",
        module="tests.faults.window_kill",
        tests=("--kills", "2"),
        commit=("--kills", "10"),
        nightly=("--kills", "300"),
        release=("--kills", "3000"),
    ),
    Experiment(
        name="sweep",
        what="ENOSPC, EIO, EROFS, EACCES and read errors at every file call of every verb, once and lasting",
        module="tests.faults.sweep",
        tests=("--deeds", "6", "--most", "40", "--canaries", "60"),
        commit=("--most", "600", "--canaries", "20"),
        nightly=("--canaries", "40"),
        release=("--canaries", "40"),
        planted=True,
        parts=True,
    ),
    Experiment(
        name="blackout",
        what="power cuts in acts, close, export, backup, restore, set-up, upgrade and first import",
        module="tests.faults.blackout",
        tests=("--cuts", "2"),
        commit=("--cuts", "715"),
        nightly=("--cuts", "36000"),
        release=("--cuts", "360000"),
        planted=True,
        parts=True,
    ),
    Experiment(
        name="crowd",
        what="checks, backups, reports, batches while three write; set-ups and exports at once",
        module="tests.faults.crowd",
        tests=_crowd(8, 3, 8, 3, rounds=1),
        commit=_crowd(20, 8, 12, 6, rounds=4),
        nightly=_crowd(300, 100, 60, 30, rounds=60, pause=0.2, writers=7),
        release=_crowd(1000, 300, 200, 100, rounds=200, pause=0.2, writers=7),
    ),
    Experiment(
        name="flips",
        what="bits and sectors gone wrong in the data, its log, a backup and a batch",
        module="tests.faults.flips",
        tests=("--flips", "8"),
        commit=("--flips", "84"),
        nightly=("--flips", "900"),
        release=("--flips", "3400"),
    ),
    Experiment(
        name="exchange",
        what="sticks lost, late, twice, restored, re-keyed and forged between offices and superior",
        module="tests.faults.exchange",
        tests=(),
        commit=("--schedules", "20"),
        nightly=("--schedules", "1000"),
        release=("--schedules", "10000"),
        parts=True,
    ),
    Experiment(
        name="fuzz",
        what="batches changed by an enemy who holds an office's key",
        module="tests.faults.fuzz",
        tests=(),
        commit=("--mutations", "400"),
        nightly=("--mutations", "5000"),
        release=("--mutations", "50000"),
    ),
    Experiment(
        name="year",
        what="a year of visitors in fast motion: series, reports, memory, the superior",
        module="tests.faults.year",
        tests=("--days", "6", "--visitors", "12"),
        commit=("--days", "12", "--visitors", "30"),
        nightly=("--days", "60", "--visitors", "120"),
        release=("--days", "250", "--visitors", "120"),
    ),
    Experiment(
        name="citizens",
        what="120 citizens at two counters by real keys: jams, wrong scans, Telex, a kill",
        module="tests.faults.citizens",
        tests=(),
        commit=("--citizens", "24"),
        nightly=("--citizens", "120"),
        release=("--citizens", "120", "--days", "5"),
    ),
    Experiment(
        name="monkey",
        what="hands that never tire at the real window",
        module="tests.faults.monkey",
        tests=(),
        commit=("--acts", "300"),
        nightly=("--acts", "20000"),
        release=("--acts", "100000"),
        played=True,
    ),
)


def with_tests() -> list[Experiment]:
    """The experiments that have words for the size that runs with the tests."""
    return [experiment for experiment in EXPERIMENTS if experiment.tests]


def run(experiment: Experiment, words: tuple[str, ...], seed: int) -> Answer:
    """Carry an experiment out in processes of its own; several where it can be divided."""
    if experiment.played:
        return _played(experiment, words, seed)
    # A disk in memory is ten times as fast, and no trial depends on a real one.
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it has a name nobody can guess
    place = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as scratch:
        parts = (os.cpu_count() or 1) if experiment.parts and "--deeds" not in words else 1
        command = [sys.executable, "-m", experiment.module]
        environment = dict(os.environ)
        if experiment.planted:
            environment["LD_PRELOAD"] = str(shim.built(Path(scratch)))
        begun = [
            subprocess.Popen(
                [*command, f"{scratch}/{part}", *words, *_further(experiment, seed, part, parts)],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for part in range(parts)
        ]
        return _together([_answer(process) for process in begun])


def _played(experiment: Experiment, words: tuple[str, ...], seed: int) -> Answer:
    """The monkey tells its story in a file."""
    with tempfile.TemporaryDirectory() as scratch:
        told = Path(scratch) / "told.json"
        command = [sys.executable, "-m", experiment.module, *words, "--seed", str(seed)]
        done = subprocess.run(
            [*command, "--json", str(told)], capture_output=True, text=True, check=False
        )
        if not told.exists():
            return {
                "cases": 0,
                "bad": [f"it broke: {done.stderr[-600:]}"],
                "canaries": {},
                "seconds": 0,
            }
        story = json.loads(told.read_text("utf-8"))
    return {
        "cases": story.get("acts", 0),
        "bad": story["faults"],
        "canaries": {},
        "seconds": story["seconds"],
    }


def _further(experiment: Experiment, seed: int, part: int, parts: int) -> list[str]:
    words = [] if experiment.name == "crowd" else ["--seed", str(seed)]
    return [*words, "--part", f"{part}/{parts}"] if experiment.parts else words


def _answer(process: subprocess.Popen[str]) -> Answer:
    said, wrong = process.communicate()
    try:
        return dict(json.loads(said))
    except ValueError:
        return {"cases": 0, "bad": [f"it broke: {wrong.strip()[-600:]}"], "seconds": 0}


def _together(answers: list[Answer]) -> Answer:
    whole: Answer = {"cases": 0, "bad": [], "canaries": {}, "seconds": 0.0, "counts": []}
    for answer in answers:
        whole["cases"] += answer["cases"]
        whole["bad"] += answer["bad"]
        whole["counts"].append(answer.get("counts") or answer.get("by_way"))
        whole["seconds"] = max(whole["seconds"], answer["seconds"])
        for name, noticed in answer.get("canaries", {}).items():
            whole["canaries"][name] = noticed or whole["canaries"].get(name, False)
    return whole


def of_deed(experiment: Experiment, deed: str) -> tuple[str, ...]:
    """The words for all points of one deed; none for an experiment that does not go by deeds."""
    if not (experiment.parts and experiment.planted):
        return ()
    return (*(word for word in experiment.nightly if word == "--kill"), "--only", deed)


def _words(experiment: Experiment, said: argparse.Namespace) -> tuple[str, ...]:
    sizes = {"tests": said.tests, "nightly": said.nightly, "release": said.release}
    size = next((name for name, wanted in sizes.items() if wanted), "commit")
    words: tuple[str, ...] = getattr(experiment, size)
    return words


def passed(answer: Answer) -> bool:
    """Whether nothing went wrong and every weakened variant was noticed."""
    return not answer["bad"] and all(answer["canaries"].values())


def _line(experiment: Experiment, answer: Answer) -> str:
    noticed = sum(answer["canaries"].values())
    canaries = f"{noticed}/{len(answer['canaries'])}" if answer["canaries"] else "-"
    verdict = "ok" if passed(answer) else "FAILED"
    return (
        f"{experiment.name:<12} {answer['cases']:>7} {canaries:>9} {answer['seconds']:>8.0f}s"
        f"  {verdict:<6} {experiment.what}"
    )


def main(run: Callable[[Experiment, tuple[str, ...], int], Answer] = run) -> int:
    """Do what the command line says."""
    asked = argparse.ArgumentParser(prog="dev.py faults", description=__doc__)
    size = asked.add_mutually_exclusive_group()
    size.add_argument("--tests", action="store_true", help="small counts, as with the tests")
    size.add_argument(
        "--commit", action="store_true", help="a quarter of an hour; without a size too"
    )
    size.add_argument("--nightly", action="store_true", help="all planned points")
    size.add_argument("--release", action="store_true", help="all points, and far more chance")
    asked.add_argument("--only", choices=[item.name for item in EXPERIMENTS])
    asked.add_argument("--deed", help="all points of one verb; of sweep and kill-points")
    asked.add_argument("--json", type=Path)
    asked.add_argument("--seed", type=int, default=int(time.time()) // 86_400)
    said = asked.parse_args()
    if not shim.possible():
        print("no compiler for the shim, or not Linux: this laboratory needs tcc or cc")
        return 1
    print(f"{'experiment':<12} {'cases':>7} {'canaries':>9} {'time':>9}  seed {said.seed}")
    story: dict[str, Answer] = {}
    for experiment in EXPERIMENTS:
        if said.only in (None, experiment.name):
            words = _words(experiment, said)
            if said.deed:
                words = of_deed(experiment, said.deed)
            if not words:
                continue
            answer = story[experiment.name] = run(experiment, words, said.seed)
            print(_line(experiment, answer), flush=True)
            for text in answer["bad"][:20]:
                print(f"    {text[:300]}")
            for name, noticed in answer["canaries"].items():
                if not noticed:
                    print(f"    went unnoticed: {name}")
    if said.json:
        said.json.write_text(json.dumps(story, ensure_ascii=False, indent=1), "utf-8")
    return int(not all(passed(answer) for answer in story.values()))


__all__ = ["EXPERIMENTS", "Experiment", "main", "of_deed", "passed", "run"]

if __name__ == "__main__":
    sys.exit(main())
