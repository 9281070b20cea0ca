"""Plant every fault, one at a time, in a copy of the tree, and see whether its tests notice.

``python3 dev.py planted [--only TEXT] [--jobs N]`` prints one line for each fault. ``--only`` tries those with TEXT in
the file or in what they break. The exit code is 1 when a fault survives its tests, when its tests end in any other way
than by failing, and when they fail without it. Made for Linux: Windows keeps the names of files by itself, so that
a folder's sync left out is no fault there.
"""

from __future__ import annotations

import argparse
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path

from tests.planted.fault import Fault
from tests.planted.faults import FAULTS

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT_SECONDS = 180.0
"""Tests of one fault that take longer are stopped; a hanging program is no failing test."""
_LEFT_BEHIND = shutil.ignore_patterns(
    *(
        ".git",
        ".venv",
        ".wine",
        "dist",
        "build",
        "wheelhouse",
        "__pycache__",
        ".hypothesis",
        ".*_cache",
    )
)
_PYTEST = ("-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:randomly", "-p", "no:cacheprovider")
_WHERE = "import counter_app; print(counter_app.__file__)"


class Outcome(StrEnum):
    """What became of a fault."""

    FOUND = "found"
    SURVIVED = "survived"
    BROKEN = "broken"


def _environment(tree: Path) -> dict[str, str]:
    """The copy comes before the package that is installed."""
    return {**os.environ, "PYTHONPATH": str(tree), "PYTHONUTF8": "1"}


def require_tested_here(tree: Path) -> None:
    """Errors: RuntimeError when a program started in ``tree`` imports another counter_app than the one in it."""
    done = subprocess.run(
        [sys.executable, "-c", _WHERE],
        cwd=tree,
        env=_environment(tree),
        capture_output=True,
        text=True,
        check=True,
    )
    found = Path(done.stdout.strip()).resolve()
    if not found.is_relative_to(tree.resolve()):
        raise RuntimeError(f"not the copy would be tested, but {found}")


def exit_code(tree: Path, tests: Sequence[str], limit: float) -> tuple[int | None, str]:
    """How pytest ends over ``tests`` in ``tree``, and the end of what it says; None when it takes too long."""
    with (
        tempfile.TemporaryFile() as said
    ):  # a pipe would be held open by whatever a test leaves running
        try:
            done = subprocess.run(
                [sys.executable, *_PYTEST, *tests],
                cwd=tree,
                env=_environment(tree),
                stdout=said,
                stderr=subprocess.STDOUT,
                timeout=limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None, f"no end within {limit:g} s"
        said.seek(0)
        return done.returncode, said.read().decode("utf-8", "replace")[-2000:]


def try_fault(
    tree: Path, fault: Fault, *, turn: int = 1, limit: float = LIMIT_SECONDS
) -> tuple[Outcome, str]:
    """Plant a fault in ``tree``, run its tests, take it out again; what became of it, and why it is broken.

    ``turn`` differs for every fault of a tree: compiled files are told from others by their seconds and size alone.
    """
    path = tree / fault.file
    try:
        planted = fault.planted_in(tree)
    except (OSError, ValueError) as error:
        return Outcome.BROKEN, str(error)
    before, times = path.read_bytes(), path.stat()
    try:
        path.write_bytes(planted.encode())
        os.utime(path, (times.st_atime, int(times.st_mtime) + turn))
        code, said = exit_code(tree, fault.tests, limit)
    finally:
        path.write_bytes(before)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    if code in (0, 1):
        return (Outcome.FOUND if code else Outcome.SURVIVED), ""
    return Outcome.BROKEN, f"exit code {code}: {said}"


def _copies(folder: Path, count: int) -> Iterator[Path]:
    for number in range(count):
        tree = folder / str(number)
        shutil.copytree(ROOT, tree, symlinks=True, ignore=_LEFT_BEHIND)
        require_tested_here(tree)
        yield tree


def run(faults: Sequence[Fault], jobs: int) -> Counter[Outcome]:
    """Try faults in ``jobs`` copies of the tree, a line for each, then whatever was not found, with its reason."""
    missed: list[str] = []
    outcomes: Counter[Outcome] = Counter()
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        trees: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for tree in _copies(Path(folder), jobs):
            trees.put(tree)

        def one(turn: int, fault: Fault) -> tuple[Fault, Outcome, str, float]:
            tree, started = trees.get(), time.perf_counter()
            try:
                return fault, *try_fault(tree, fault, turn=turn), time.perf_counter() - started
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(jobs) as pool:
            for fault, outcome, why, seconds in pool.map(one, range(1, len(faults) + 1), faults):
                outcomes[outcome] += 1
                line = f"{outcome:<8} {seconds:5.1f} s  {fault.file}: {fault.breaks}"
                print(line, flush=True)
                if outcome is not Outcome.FOUND:
                    missed.append(f"{line}\n    {fault.old!r}\n    {fault.new!r}\n{why}".rstrip())
    if missed:
        print("\nNot found:", *missed, sep="\n")
    return outcomes


def require_sound(faults: Sequence[Fault]) -> None:
    """Errors: RuntimeError when the tests fail without any fault: then finding one would prove nothing."""
    tests = list(dict.fromkeys(test for fault in faults for test in fault.tests))
    code, said = exit_code(ROOT, tests, LIMIT_SECONDS * 10)
    if code != 0:
        raise RuntimeError(f"the tests fail without a fault, exit code {code}:\n{said}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the faults that are asked for; the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py planted", description=__doc__)
    parser.add_argument("--only", default="", metavar="TEXT")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    asked = parser.parse_args(arguments)
    faults = [item for item in FAULTS if asked.only in f"{item.file}: {item.breaks}"]
    started = time.perf_counter()
    try:
        require_sound(faults)
        outcomes = run(faults, max(1, min(asked.jobs, len(faults))))
    except RuntimeError as error:
        print(error)
        return 1
    told = ", ".join(f"{outcomes[item]} {item}" for item in Outcome)
    print(f"\n{len(faults)} faults: {told}; {time.perf_counter() - started:.0f} s")
    return int(not faults or outcomes[Outcome.FOUND] != len(faults))


if __name__ == "__main__":
    sys.exit(main())
