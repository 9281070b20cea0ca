"""Bugs are written down without anybody's data and told in the window, wherever and however often they happen."""

from __future__ import annotations

import shutil
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QLabel

from counter_app import paths
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.trouble import TroubleDialog
from counter_app.qt.window.app import Program
from counter_app.qt.window.crash import LOG_NAME
from counter_app.store.core.trouble import DiskError, Kind, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock


class PlantedError(Exception):
    """Its text may name a citizen."""


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, founded: Path, clock: FixedClock
) -> Iterator[Program]:
    """The program at its sign-in."""
    shutil.copyfile(founded, paths.database_path(tmp_path))
    made = Program(qapp, tmp_path, clock=clock)
    assert made.start()
    qtbot.waitUntil(lambda: made.place is not None)
    yield made
    window = made.window
    assert window is not None
    window.close()
    window.deleteLater()
    made.stop()
    made.setParent(None)
    made.deleteLater()


def boxes(program: Program) -> list[TroubleDialog]:
    """The boxes over the window."""
    assert program.window is not None
    return [item for item in program.window.findChildren(TroubleDialog) if item.isVisible()]


def fail() -> None:
    """A bug, as Python tells of it when nobody catches it."""
    try:
        raise PlantedError("Nguyễn Thị Hường")
    except PlantedError as error:
        sys.excepthook(PlantedError, error, error.__traceback__)


def test_the_next_bug_is_told_too(
    qtbot: QtBot, program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    for _time in range(3):
        fail()
        fail()
        qtbot.waitUntil(lambda: len(boxes(program)) == 1)
        boxes(program)[0].reject()
        qtbot.waitUntil(lambda: not boxes(program))
    assert len(caplog.records) == 6
    caplog.clear()


def test_a_disk_that_fails_in_a_timer_is_no_bug(qtbot: QtBot, program: Program) -> None:
    for kind in (Kind.READING, Kind.FULL):
        QTimer.singleShot(0, lambda kind=kind: refuse(kind))
        qtbot.waitUntil(lambda: len(boxes(program)) == 1)
        said = " ".join(label.text() for label in boxes(program)[0].findChildren(QLabel))
        assert sentence(kind, None, 0) in said
        assert "Chưa làm được" in said
        boxes(program)[0].reject()
        qtbot.waitUntil(lambda: not boxes(program))


def refuse(kind: Kind) -> None:
    """What a page meets that is shown anew while the disk fails."""
    try:
        raise DiskError(kind)
    except DiskError as error:
        sys.excepthook(DiskError, error, error.__traceback__)


def test_a_bug_in_a_thread_of_qt_is_told_in_the_window(
    qtbot: QtBot, program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    class Work(QThread):
        @override
        def run(self) -> None:
            fail()

    work = Work()
    work.start()
    work.wait()
    assert boxes(program) == [], "not from that thread"
    qtbot.waitUntil(lambda: len(boxes(program)) == 1)
    caplog.clear()


def test_what_nobody_could_catch_is_written_down(
    program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    class Dying:
        def __del__(self) -> None:
            raise PlantedError("Nguyễn Thị Hường")

    held = Dying()
    del held

    def work() -> None:
        raise PlantedError("Nguyễn Thị Hường")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert program.place is not None
    log = (program.place.office.data_dir / LOG_NAME).read_text(encoding="utf-8")
    assert log.count("PlantedError") == 2
    assert "__del__" in log
    assert "Hường" not in log
    assert boxes(program) == [], "nobody waits for an answer to either"
    caplog.clear()
