"""The window: from starting the process to the first paint, idle memory, and the table over a large file.

Each is a process of its own, measured beside one that shows a bare QWidget, by turns.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from counter_app.demo.play import found_sample
from counter_app.domain.clock import LOCAL
from tests.bench.rows import Row, median

TURNS = 15
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtCore import QTimer
class Bare(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("first-paint-ms", flush=True)
app = QApplication(sys.argv)
bare = Bare()
bare.resize(1366, 768)
bare.show()
sys.exit(app.exec())
"""
_TABLE = """
import sys, time, pathlib
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from counter_app.office import Office
from counter_app.desk.dossier.line_columns import LineWords
from counter_app.qt.dossiers.lines import LinesModel
from counter_app.domain.dossier.dossier_filter import DossierFilter
def resident():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
app = QApplication(sys.argv)
office = Office.open(pathlib.Path(sys.argv[1]))
office.store.dossiers.page(DossierFilter(), size=1)
view = QTableView()
view.resize(1200, 700)
view.show()
view.setFocus()
app.processEvents()
view.grab()
words = LineWords(office.intake.today)
few = LinesModel(office.dossiers, words)
view.setModel(few)
few.show_found('an')
view.grab()
before = resident()
begun = time.perf_counter()
model = LinesModel(office.dossiers, words)
view.setModel(model)
model.show_filter(DossierFilter())
view.grab()
opened = (time.perf_counter() - begun) * 1000
for _page in range(100):
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    view.grab()
print(opened, resident() - before, model.rowCount())
"""


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "COUNTER_TRACE_START": "1"}


def _first_paint(command: list[str]) -> tuple[float, float]:
    """Milliseconds from starting a process to its first paint, and its memory in MB two seconds later."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(), text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("first-paint-ms"):
                break
        taken = (time.perf_counter() - begun) * 1000
        time.sleep(2)
        memory = _resident(process.pid)
        process.kill()
    return taken, memory


def _resident(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def measure(large: Path) -> list[Row]:
    """First paint, idle memory, the table."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
        folder = Path(name)
        found_sample(folder, now=datetime(2026, 11, 23, 9, 42, tzinfo=LOCAL))
        bare, ours = (
            [sys.executable, "-c", _BARE],
            [sys.executable, "-m", "counter_app", "--data", name, "gui"],
        )
        turns = [(_first_paint(bare), _first_paint(ours)) for _turn in range(TURNS)]
    done = subprocess.run(
        [sys.executable, "-c", _TABLE, large],
        capture_output=True,
        text=True,
        check=True,
        env=_environment(),
    )
    opened, grown, rows = map(float, done.stdout.split())
    return [
        Row(name="first paint of the window", value=median([own[0] for _floor, own in turns]), unit="ms", bound=1.3,
            floor=median([floor[0] for floor, _own in turns])),
        Row(name="idle memory", value=median([own[1] for _floor, own in turns]), unit="MB", bound=1.6,
            floor=median([floor[1] for floor, _own in turns])),
        Row(name="dossier table, opened", value=opened, unit="ms", bound=50.0),
        Row(name=f"dossier table, grown by 100 pages ({rows:.0f} rows)", value=grown, unit="MB", bound=15.0),
    ]  # fmt: skip
