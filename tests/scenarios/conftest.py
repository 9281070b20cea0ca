"""A counter on an empty computer, one with an office in it, a printer and a stick."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counter_app import paths
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office, SystemClock
from counter_app.qt.kit.sounds import Sounds
from tests.patience import PatientBot
from tests.scenarios.crowd import PASSED, crowd
from tests.scenarios.hands import Counter
from tests.scenarios.morning import NINE, PAPERS, print_on
from tests.scenarios.prints import PRINTERS, PaperTray, make_tray
from tests.scenarios.spoken import SpokenCounter
from tests.sync.media import Stick, make_stick, media

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

collect_ignore = (  # need CUPS, and an X server
    ["test_paper_trouble_by_window.py", "test_day_of_120.py"] if os.name == "nt" else []
)

MORNING = datetime(2026, 11, 23, 7, 40, tzinfo=LOCAL)
"""A working Monday; the next day is a holiday."""


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Hands that wait for what happens, however busy the machine is."""
    assert qapp is not None
    return PatientBot(request)


@pytest.fixture
def clock() -> FixedClock:
    """Moved by hand."""
    return FixedClock(MORNING)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sounds instead of a loudspeaker."""
    names: list[str] = []
    monkeypatch.setattr(Sounds, "play", lambda _self, name: names.append(name))
    return names


@pytest.fixture
def counter(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: FixedClock, heard: list[str]
) -> Iterator[Counter]:
    """A computer on which the program was never started."""
    assert heard == []
    made = Counter(qtbot, qapp, tmp_path / "data", clock)
    yield made
    made.switch_off()


@pytest.fixture
def spoken(
    tmp_path: Path, founded: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> SpokenCounter:
    """An office worked by its verbs alone, from a little after nine; its clock is moved by hand."""
    clock.set(NINE)
    monkeypatch.setattr(SystemClock, "now", lambda _self: clock.now())
    monkeypatch.setattr(SystemClock, "least", lambda _self: clock.least())
    folder = tmp_path / "quay"
    folder.mkdir()
    shutil.copyfile(founded, paths.database_path(folder))
    return SpokenCounter(folder, clock)


@pytest.fixture
def morning(counter: Counter, founded: Path) -> Counter:
    """An office whose leader has signed in a little after nine; papers go to a folder."""
    counter.clock.set(NINE)
    counter.folder.mkdir()
    shutil.copyfile(founded, paths.database_path(counter.folder))
    counter.switch_on()
    counter.sign_in(FIRST_PASSWORD)
    print_on(counter, f"file:{counter.folder.with_name(PAPERS)}")
    return counter


@pytest.fixture(scope="module", params=PRINTERS)
def tray(request: pytest.FixtureRequest) -> Iterator[PaperTray]:
    """A printer that keeps what came out of it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # Started by root, cupsd prints as another user, who must be able to reach its spool.
        Path(folder).chmod(0o755)
        with make_tray(str(request.param), Path(folder)) as made:
            yield made


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    """A real exFAT stick where one can be made, else a folder."""
    folder = tmp_path / "usb"
    folder.mkdir()
    made = make_stick(media()[-1], folder)
    yield made
    made.close()


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Path:
    """The data file of an office where everything is long; copy it, never open it."""
    folder = tmp_path_factory.mktemp("crowded")
    shutil.copyfile(founded, paths.database_path(folder))
    clock = FixedClock(NINE)
    office = Office.open(folder, clock=clock, officer=COMMAND_LINE)
    try:
        crowd(office, clock)
    finally:
        office.close()
    return paths.database_path(folder)


@pytest.fixture
def at_work(counter: Counter, crowded: Path) -> Callable[[int], Counter]:
    """Opens the crowded office at a text size in per cent, its leader signed in."""

    def open_it(scale: int) -> Counter:
        counter.clock.set(NINE + timedelta(minutes=PASSED))
        counter.folder.mkdir()
        shutil.copyfile(crowded, paths.database_path(counter.folder))
        office = Office.open(counter.folder, clock=counter.clock)
        office.rules.change_preferences(replace(office.preferences, text_scale=scale))
        office.close()
        counter.switch_on()
        counter.sign_in(FIRST_PASSWORD)
        return counter

    return open_it
