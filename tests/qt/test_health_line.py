"""How the computer stands is told without the window waiting for a folder, however far away it lies."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counter_app.desk.office import health
from counter_app.qt.kit import health_line
from counter_app.qt.kit.health_line import HealthLine
from counter_app.qt.kit.workplace import Workplace

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Looks:
    """Looking into folders, held up until told; what the threads were called."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.threads: list[threading.Thread] = []
        self.may = threading.Event()
        self._real = health.look_into
        monkeypatch.setattr(health_line, "look_into", self)

    def __call__(self, data: Path, backups: Sequence[Path]) -> health.FolderLook:
        self.threads.append(threading.current_thread())
        self.may.wait(20)
        return self._real(data, backups)


def test_a_folder_that_lets_wait_keeps_nobody(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks(monkeypatch)
    line = HealthLine(place)
    qtbot.addWidget(line)
    line.show()
    line.reload()
    line.reload()
    assert line.said.text() == ""
    assert not any(button.isVisible() for button in line.buttons.values())
    looks.may.set()
    qtbot.waitUntil(lambda: line.said.text() != "")
    assert line.buttons["backup"].isVisible()
    assert len(looks.threads) == 1
    assert looks.threads[0] is not threading.main_thread()


def test_folders_are_looked_into_once_a_minute_and_the_rest_each_time(
    qtbot: QtBot, place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks(monkeypatch)
    looks.may.set()
    line = HealthLine(place)
    qtbot.addWidget(line)
    line.show()
    line.reload()
    qtbot.waitUntil(lambda: line.buttons["backup"].isVisible())
    place.office.backup(tmp_path)
    line.reload()
    assert not line.buttons["backup"].isVisible(), "a backup made here is known at once"
    assert len(looks.threads) == 1
    monkeypatch.setattr(health_line, "AGAIN_SECONDS", 0.0)
    line.reload()
    qtbot.waitUntil(lambda: len(looks.threads) == 2)


def test_a_look_that_fails_is_tried_again(
    qtbot: QtBot, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def broken(*_folders: object) -> health.FolderLook:
        asked.append(1)
        if len(asked) == 1:
            raise OSError(5, "gone")
        return health.FolderLook(free=None, backup=None)

    monkeypatch.setattr(health_line, "look_into", broken)
    line = HealthLine(place)
    qtbot.addWidget(line)
    line.reload()
    qtbot.waitUntil(lambda: not line._looking)
    assert line.said.text() == ""
    line.reload()
    qtbot.waitUntil(lambda: line.said.text() != "")
