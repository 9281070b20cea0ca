"""What the window would only write to a log fails the test in which it happened."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

from tests.qt.test_collector import dropped_while_another_works

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
HEAD = """
import logging, threading
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer, qWarning
from PySide6.QtWidgets import QWidget
from counter_app.qt.kit.overriding import override
"""
FAULTS = {
    "nothing": "pass",
    "an_override_in_the_event_loop": """
class Thing(QWidget):
    @override
    def paintEvent(self, event):
        len(3)
thing = Thing()
qtbot.addWidget(thing)
QTimer.singleShot(0, thing.show)
qtbot.wait(50)
""",
    "an_event_filter": """
class Filter(QObject):
    @override
    def eventFilter(self, watched, event):
        return [][0]
watched, filter = QWidget(), Filter()
qtbot.addWidget(watched)
watched.installEventFilter(filter)
QCoreApplication.postEvent(watched, QEvent(QEvent.Type.User))
qtbot.wait(10)
watched.removeEventFilter(filter)
""",
    "a_slot": "QTimer.singleShot(0, lambda: 1 // 0)\nqtbot.wait(10)",
    "a_thread_of_Qt": """
class Thread(QThread):
    @override
    def run(self):
        len(3)
thread = Thread()
thread.start()
thread.wait()
""",
    "a_thread_of_Python": """
thread = threading.Thread(target=lambda: 1 // 0)
thread.start()
thread.join()
""",
    "an_object_that_cannot_go": """
class Dying:
    def __del__(self):
        raise ValueError
Dying()
""",
    "a_warning_of_Qt": "qWarning('planted')",
    "a_line_in_the_log": "logging.getLogger('counter_app').warning('planted')",
}


def planted() -> str:
    """A file of tests, one for each fault."""
    return HEAD + "".join(
        f"\ndef test_{name}(qtbot):\n{indent(body.strip(), '    ')}\n"
        for name, body in FAULTS.items()
    )


def test_a_fault_that_nobody_raises_fails_its_test(tmp_path: Path) -> None:
    file = tmp_path / "test_planted.py"
    file.write_text(planted(), encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-rA", "--tb=no", "-p", "tests.conftest"),
            *("-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml"), str(file)),
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    told = re.findall(r"^(?:FAILED|ERROR) \S*::test_(\w+)", done.stdout, re.MULTILINE)
    assert set(told) == set(FAULTS) - {"nothing"}, done.stdout
    assert "PASSED" in done.stdout


def test_nothing_that_a_test_drops_ends_on_another_thread(qtbot: QtBot) -> None:
    """A part of a window that ended there kept a whole run waiting for ever."""
    assert qtbot is not None
    assert dropped_while_another_works() == []
