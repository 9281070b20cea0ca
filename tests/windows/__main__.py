"""python3 dev.py windows [--quick | PYTEST ARGUMENTS | --python ARGUMENTS]: the program as Windows runs it.

Without arguments: the self-test, every test that Windows bears, and the built program's self-test. ``--quick`` leaves
out what holds no data; tests named in arguments run alone. Wine is a likeness of Windows: what fails here fails there,
what passes here has still to be seen there.
"""

from __future__ import annotations

import concurrent.futures
import os
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counter_app.system.locks import FileLock
from tests.windows import computer, wine
from tests.windows.wine import DRIVE, PLACE, PYTHON, WineError

LOGS = PLACE / "logs"
LOCK = wine.ROOT / ".wine.lock"
BASES = DRIVE / "tests"
# Not "-q": a step that dies without a word has named the file that it was in.
PYTEST = (
    "-m",
    "pytest",
    "--tb=short",
    "-rfE",
    "--durations=80",
    "--durations-min=0.5",
    "-p",
    "no:cacheprovider",
    "-o",
    "faulthandler_timeout=240",
    "-o",
    "faulthandler_exit_on_timeout=false",
)
LAST_LINES = 60
LONGEST = 3 * 3600.0
"""Seconds after which a step is ended that would wait for ever; no busy computer reaches them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One run of the Windows Python; ``program`` is another program to run instead."""

    name: str
    words: tuple[str, ...]
    program: Path = PYTHON

    @classmethod
    def tests(cls, name: str, *places: str) -> Step:
        """The tests in some places."""
        return cls(name, (*PYTEST, "--basetemp", f"C:\\tests\\{name}", *places))


SELF_TEST = Step("self-test", ("-m", "counter_app", "--self-test"))
# Of the desk's tests, those that write files.
FILES = tuple(
    f"tests/desk/test_{part}.py"
    for part in (
        "backup",
        "calendar_files",
        "closing",
        "erasure_everywhere",
        "founding",
        "numbers",
        "official",
        "on_windows_list_limits",
        "paper",
        "restoring",
        "table_files",
    )
)
# What takes most of the time and least concerns Windows.
SLOW = (
    "tests/store/test_access_book.py",
    "tests/store/test_asof.py",
    "tests/store/test_blanks.py",
    "tests/store/test_certification.py",
    "tests/store/test_checking.py",
    "tests/store/test_clever_edits.py",
    "tests/store/test_finding.py",
    "tests/store/test_further_edits.py",
    "tests/store/test_held.py",
    "tests/store/test_journal_days.py",
    "tests/store/test_line_orders.py",
    "tests/store/test_paging.py",
    "tests/store/test_rebuild.py",
    "tests/store/test_rule_cache_frozen.py",
    "tests/store/test_search_terms.py",
    "tests/store/test_signed_closings.py",
    "tests/store/test_states_are_named.py",
    "tests/store/test_tallies.py",
    "tests/superior/test_acknowledging.py",
    "tests/superior/test_book_seals.py",
    "tests/superior/test_completing.py",
    "tests/superior/test_every_act.py",
    "tests/superior/test_gate.py",
    "tests/superior/test_impossible.py",
    "tests/superior/test_many_senders.py",
    "tests/superior/test_mended.py",
    "tests/superior/test_offices.py",
    "tests/superior/test_poison.py",
    "tests/superior/test_readable.py",
    "tests/superior/test_report.py",
    "tests/superior/test_schedules.py",
    "tests/superior/test_settling.py",
    "tests/superior/test_settling_again.py",
    "tests/superior/test_warehouse.py",
    "tests/superior/test_warehouse_forgets.py",
    "tests/superior/test_warehouse_times.py",
    "tests/superior/test_whole_or_not.py",
    "tests/superior/test_whole_way.py",
    "tests/sync/test_corpus.py",
    "tests/sync/test_mutations.py",
    "tests/desk/test_closing.py::test_an_export_sent_again_after_many_others_names_its_own_batch",
    "tests/superior/test_inbox.py::test_ten_thousand_foreign_files_are_passed_over",
)
_LATER = tuple(f"--deselect={place}" for place in SLOW)
# Two at a time, about as long as each other.
QUICK = (
    (SELF_TEST, Step.tests("files", *FILES, "tests/sync", "tests/system", *_LATER)),
    (Step.tests("data", "tests/store", "tests/superior", *_LATER),),
)
HOUSE = (
    "architecture",
    "docs",
    "file_names",
    "guards",
    "law",
    "office",
    "on_windows_setup",
    "overruling",
    "resources",
    "seed_data",
    "settings",
    "setup",
    "translations",
    "values",
    "verify_program",
    "words",
)
BUILT = PLACE / "dist" / "counter-app" / "counter-app.exe"
_BUILD = (
    *("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "build.spec"),
    *("--distpath", wine.windows_path(PLACE / "dist")),
    *("--workpath", wine.windows_path(PLACE / "build")),
)
WHOLE = (
    (*QUICK[0], Step.tests("slow", *SLOW), Step.tests("window", "tests/qt")),
    (
        *QUICK[1],
        Step.tests("desk", "tests/desk", *(f"--deselect={place}" for place in FILES)),
        Step.tests("papers", *(f"tests/{part}" for part in ("printing", "reports", "wording"))),
        Step.tests(
            "rest", *(f"tests/{part}" for part in ("cli", "demo", "domain", "releases", "windows"))
        ),
        Step.tests("house", *(f"tests/test_{part}.py" for part in HOUSE)),
        Step("build", _BUILD),
        Step("built", ("--self-test", "C:\\built.json"), BUILT),
    ),
)
LEFT_OUT = {"faults", "golden", "planted", "recipes", "release", "scenarios"}
"""Of ``tests/``: what kills processes by means of Linux, or takes too long under Wine; what is recorded on Linux; what
makes releases; and mistakes planted, and recipes followed, in copies of the tree.
"""


def say(text: str) -> None:
    """One line of our own."""
    print(f"windows: {text}", flush=True)


def take(step: Step) -> bool:
    """Run a step and say how it went; what went wrong is shown, all of it is in its log."""
    log = LOGS / f"{step.name}.txt"
    log.unlink(missing_ok=True)
    started = time.monotonic()
    words: list[str | Path] = [step.program, *step.words]
    code, said = wine.run(words, env=wine.environment(), log=log, seconds=LONGEST)
    lines = said.strip().splitlines() or ["(it said nothing)"]
    if code:
        print("\n".join(lines[-LAST_LINES:]), flush=True)
    last = lines[-1].strip("= ") if re.search(r"\b(passed|failed|error)", lines[-1]) else ""
    verdict = f"failed ({code}), {log}" if code else "ok"
    say(f"{step.name:<10} {verdict} {last} [{time.monotonic() - started:.0f} s]")
    return not code


def take_all(tracks: Sequence[Sequence[Step]]) -> int:
    """Run tracks beside each other, the steps of each one after the other; every one of them, whatever happens."""
    LOGS.mkdir(exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(len(tracks)) as pool:
        well = list(pool.map(lambda track: [take(step) for step in track], tracks))
    return int(not all(all(track) for track in well))


def main(words: Sequence[str]) -> int:
    """Make the computer, run what is asked for; 0 when all went well."""
    if os.name == "nt":
        say("this is Windows: python dev.py test runs the same tests.")
        return 1
    lock = FileLock(LOCK)
    try:
        if not lock.take(seconds=3600):
            raise WineError("another dev.py windows is at work: wait for it, then begin again.")
        return _work(words)
    except WineError as stop:
        say(str(stop))
        return 1
    finally:
        lock.release(remove=True)


def _work(words: Sequence[str]) -> int:
    if not computer.ready():
        say("making the Windows computer in .wine (about 250 MB to fetch the first time)")
        started = time.monotonic()
        computer.make()
        say(f"made in {time.monotonic() - started:.0f} s")
    wine.start()
    BASES.mkdir(exist_ok=True)
    try:
        if words[:1] == ["--python"]:
            code, said = wine.run([PYTHON, *words[1:]], env=wine.environment())
            print(said, end="")
            return code
        if words == ["--quick"]:
            return take_all(QUICK)
        return take_all([[Step.tests("asked", *words)]] if words else WHOLE)
    finally:
        wine.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
