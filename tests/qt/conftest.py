"""A real office in a temporary folder, a counter in it, and a window over it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


from typing import TYPE_CHECKING

from counter_app import paths
from counter_app.desk.office.founding import default_founding
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Jobs
from counter_app.qt.kit.theme import apply_theme
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.main_window import MainWindow
from counter_app.settings import Preferences
from tests.patience import PatientBot
from tests.qt.public_window import chimes as chimes
from tests.qt.public_window import display as display

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Hands that wait for what happens, however busy the machine is."""
    assert qapp is not None
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Qt ends a process that makes a printer or a picture before its application; who comes first is chance."""


@pytest.fixture
def clock() -> FixedClock:
    """Monday 23/11/2026, nine o'clock."""
    return FixedClock(MONDAY_MORNING)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data file of the plainest new office, founded once; copy it, never open it."""
    folder = tmp_path_factory.mktemp("founded-plain")
    Office.found(folder, default_founding(), clock=FixedClock(MONDAY_MORNING)).close()
    return paths.database_path(folder)


@pytest.fixture
def office(tmp_path: Path, founded: Path, clock: FixedClock) -> Iterator[Office]:
    """A new office with one leader, somebody signed in who may do everything."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(founded, paths.database_path(folder))
    made = Office.open(folder, clock=clock, officer=COMMAND_LINE)
    yield made
    made.close()


@pytest.fixture
def place(qapp: QApplication, office: Office) -> Iterator[Workplace]:
    """What pages are given."""
    apply_theme(qapp, Preferences())
    jobs = Jobs(office)
    yield Workplace(office, Hub(), jobs)
    jobs.stop()


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, place: Workplace
) -> Iterator[MainWindow]:
    """The main window over the office, the leader signed in."""
    place.office.session.officer = place.office.staff.officers()[0]
    made = MainWindow(Look.of(tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    made.attach(place)
    yield made
    made.close()
