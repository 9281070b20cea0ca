"""Hands that never tire at the real window: nothing breaks, hangs, warns or grows, and each planted fault is found."""

from __future__ import annotations

import sys
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from counter_app.demo.bulk import found_bulk
from tests.faults.monkey import NINE, play

ACTS = 200
TOLD = {
    "override": "Internal C++ object",
    "slot": "ZeroDivisionError",
    "warning": "Qt: planted",
    "log": "log: planted",
    "thread": "threads grow",
    "object": "objects grow",
    "memory": "memory grows",
    "modal": "Escape does not leave _Stubborn",
    "unraisable": "unraisable: ValueError('planted')",
}
"""Plant → what is said of it; all of them in one session."""
Sessions = dict[str, Future[dict[str, Any]]]


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Sessions:
    """All sessions, each in a process of its own, begun at once."""
    office = tmp_path_factory.mktemp("monkey") / "mau"
    found_bulk(office, dossiers=60, now=NINE)
    with ThreadPoolExecutor(5) as pool:
        return {
            "sound": pool.submit(play, ACTS, 7, office),
            "many": pool.submit(play, 96, 3, office, plant=sorted(TOLD)),
            "hang": pool.submit(play, 24, 3, office, plant=["hang"], patience=6),
            "crash": pool.submit(play, 24, 3, office, plant=["crash"]),
            "bare override": pool.submit(play, 24, 3, office, plant=["bare override"]),
        }


def faults(sessions: Sessions, name: str) -> str:
    """What a session found."""
    return "\n".join(sessions[name].result()["faults"])


def test_a_session_finds_nothing(sessions: Sessions) -> None:
    result = sessions["sound"].result()
    assert result["faults"] == []
    assert (result["exit"], result["acts"]) == (0, ACTS)
    assert len(result["kinds"]) > 12, "every kind of act was played"


@pytest.mark.parametrize("name", TOLD)
def test_a_planted_fault_is_found(sessions: Sessions, name: str) -> None:
    assert TOLD[name] in faults(sessions, "many")


def test_a_window_that_hangs_is_found(sessions: Sessions) -> None:
    found = faults(sessions, "hang")
    assert "stuck: no act ended for 6 seconds" in found
    assert "_hang" in found or "monkey_plants.py" in found


def test_a_window_that_dies_is_found(sessions: Sessions) -> None:
    found = faults(sessions, "crash")
    assert "crash: SIGSEGV" in found
    assert "monkey_plants.py" in found


def test_an_override_without_its_guard_is_found(sessions: Sessions) -> None:
    """The fault that ended the window: on Python 3.11 it dies, from 3.12 on the error is told."""
    found = faults(sessions, "bare override")
    assert ("SIGSEGV" if sys.version_info < (3, 12) else "TypeError") in found
