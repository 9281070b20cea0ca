"""What of the laboratory needs neither fork nor shim: crowds at one file, and counters that are ended at work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from counter_app.desk.office.founding import default_founding
from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from tests.faults.__main__ import EXPERIMENTS, run
from tests.faults.counter_worker import MORNING, open_office

LIVES, WORDS = 6, 4


def test_a_crowd_finds_nothing_wrong() -> None:
    crowd = next(item for item in EXPERIMENTS if item.name == "crowd")
    answer = run(crowd, crowd.commit, 1)
    assert answer["bad"] == []
    assert all(answer["canaries"].values())


def test_counters_that_are_ended_at_work_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "so-lieu"
    Office.found(folder, default_founding(), clock=FixedClock(MORNING)).close()
    said: list[str] = []
    command = [sys.executable, "-m", "tests.faults.counter_worker", str(folder), "1000000"]
    for _life in range(LIVES):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as counter:
            assert counter.stdout is not None
            said += [counter.stdout.readline().strip() for _word in range(WORDS)]
            counter.kill()
    office = open_office(folder)
    assert [code for code in said if office.store.dossiers.by_code(code) is None] == []
    assert len(set(said)) == LIVES * WORDS
    assert office.store.check().problems == ()
    office.close()
