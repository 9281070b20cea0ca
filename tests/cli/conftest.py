"""An office at nine o'clock on Monday 23/11/2026, spoken to by its verbs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.office import SystemClock
from tests.cli.terminal import Terminal


@pytest.fixture(autouse=True)
def _the_computer_s_clock(clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own clock stands where the test's does."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: clock.now())
    monkeypatch.setattr(SystemClock, "least", lambda _self: clock.least())


@pytest.fixture
def terminal(tmp_path: Path, founded: Path) -> Terminal:
    """Over a new office with one leader, "canbo"."""
    folder = tmp_path / "so"
    folder.mkdir()
    shutil.copyfile(founded, paths.database_path(folder))
    return Terminal(folder)
