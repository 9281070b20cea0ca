"""The list of planted faults is up to date, and the runner tells a fault that is found from one that survives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.planted.__main__ import ROOT, Outcome, require_tested_here, try_fault
from tests.planted.fault import Fault
from tests.planted.faults import FAULTS

LEAST = 60
ROOMS = sorted(
    path.name for path in (ROOT / "counter_app").iterdir() if (path / "__init__.py").is_file()
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.file}: {fault.breaks}")
def test_a_fault_fits_the_file_as_it_stands(fault: Fault) -> None:
    planted = fault.planted_in(ROOT)
    assert fault.new != fault.old
    compile(planted, fault.file, "exec")
    for test in fault.tests:
        assert (ROOT / test.partition("::")[0]).is_file()
    assert fault.tests


def test_there_are_faults_in_every_room_and_none_twice() -> None:
    assert len(FAULTS) >= LEAST
    assert len({(fault.file, fault.old, fault.new) for fault in FAULTS}) == len(FAULTS)
    assert [room for room in ROOMS if not _faults_in(room)] == []


def _faults_in(room: str) -> list[Fault]:
    return [fault for fault in FAULTS if fault.file.startswith(f"counter_app/{room}/")]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A program of one line with its test."""
    (tmp_path / "counter_app").mkdir()
    (tmp_path / "counter_app" / "__init__.py").touch()
    (tmp_path / "counter_app" / "sums.py").write_text("def more(n):\n    return n + 1\n", "utf-8")
    (tmp_path / "test_sums.py").write_text(
        "from counter_app.sums import more\n\ndef test_more():\n    assert more(1) == 2\n", "utf-8"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("new", "outcome"),
    [
        ("n + 2", Outcome.FOUND),
        ("1 + n", Outcome.SURVIVED),
        ("n +", Outcome.BROKEN),
    ],
)
def test_a_fault_is_told_by_how_its_tests_end(tree: Path, new: str, outcome: Outcome) -> None:
    file = tree / "counter_app" / "sums.py"
    before = file.read_bytes(), file.stat().st_mtime_ns
    fault = Fault("counter_app/sums.py", "n + 1", new, "", ("test_sums.py",))
    assert try_fault(tree, fault)[0] is outcome
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_tests_that_do_not_end_and_texts_that_are_not_there_are_broken(tree: Path) -> None:
    fault = Fault("counter_app/sums.py", "n + 1", "n + 2", "", ("test_sums.py",))
    assert try_fault(tree, fault, limit=0.01)[0] is Outcome.BROKEN
    gone = Fault("counter_app/sums.py", "n - 1", "n + 2", "", ("test_sums.py",))
    assert try_fault(tree, gone)[0] is Outcome.BROKEN


def test_a_copy_without_the_program_is_refused(tree: Path, tmp_path: Path) -> None:
    require_tested_here(tree)
    (tmp_path / "empty").mkdir()
    with pytest.raises(RuntimeError, match="not the copy"):
        require_tested_here(tmp_path / "empty")


def test_every_test_that_a_fault_names_is_there() -> None:
    """One that was renamed would stop the run of all faults before the first; tests of classes are not looked for."""
    named = {test.split("[", 1)[0] for fault in FAULTS for test in fault.tests}
    gone = []
    for test in sorted(named):
        path, *names = test.split("::")
        there = ROOT / path
        text = there.read_text("utf-8") if there.is_file() else ""
        if not there.exists() or (len(names) == 1 and f"def {names[0]}(" not in text):
            gone.append(test)
    assert gone == []
