"""The training is a program of its own: it lives on without the window, and holds nothing of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from counter_app.qt.kit import training_start
from counter_app.qt.kit.training_start import start_training, training_command

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

TELL = """
import os, sys
nowhere = os.stat(os.devnull)
same = [os.path.samestat(os.fstat(handle), nowhere) for handle in (0, 1, 2)]
with open(sys.argv[1] + ".half", "w") as told:
    told.write(str(same))
os.replace(sys.argv[1] + ".half", sys.argv[1])
"""


def test_who_practises_and_where_is_told_to_the_program(tmp_path: Path) -> None:
    command = training_command(tmp_path, "lan", "Nguyễn Thị Lan", again=True)
    assert command[-6:] == ["--officer", "lan", "train", "--name", "Nguyễn Thị Lan", "--again"]
    assert "--officer" not in training_command(tmp_path, "", "")


def test_it_holds_no_output_of_the_window_open(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits for the window's last word, as a script does, would wait for the training's end."""
    told = tmp_path / "told"
    command = [sys.executable, "-c", TELL, str(told)]
    monkeypatch.setattr(training_start, "training_command", lambda *_said, **_more: command)
    assert start_training(tmp_path, "lan", "Lan")
    qtbot.waitUntil(told.exists)
    assert told.read_text() == "[True, True, True]"
