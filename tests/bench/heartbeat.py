"""The window's heartbeat: CPU of its thread between two rests of the event loop, for what a person does all day.

CPU and not time by the clock: what else the computer does says nothing about the program. ``python -m
tests.bench.heartbeat FOLDER`` works in a copy of the data folder and prints a line for each act as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from counter_app import paths
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.office import Office
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Jobs
from counter_app.qt.kit.theme import ARGUMENTS, apply_theme
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.collector import Collector
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.making_ready import LoadingAhead
from counter_app.qt.window.page_list import ENTRIES
from tests.bench.rows import Row
from tests.memory_printer import MemoryPrinter
from tests.qt.hands import CTRL, ENTER, press, with_printer
from tests.qt.intake_desk import fill

if TYPE_CHECKING:
    from counter_app.qt.window.counter_view import CounterView

QUIET_MS = 120
"""The loop rested for so long: what was begun is over."""
SAVES, TICKETS = 12, 8


class Heart:
    """Watches the event loop of this thread."""

    def __init__(self, app: QApplication) -> None:
        self._begun = time.thread_time()
        self.longest = self.total = 0.0
        app.eventDispatcher().aboutToBlock.connect(self._rest)
        self._quiet = QTimer(singleShot=True, interval=QUIET_MS)

    def _rest(self) -> None:
        """A thread that waits uses nothing: whatever it used since the last rest was one beat."""
        taken = (time.thread_time() - self._begun) * 1000
        self._begun = time.thread_time()
        self.longest, self.total = max(self.longest, taken), self.total + taken

    def beat(self, act: Callable[[], Any], busy: Callable[[], bool] = lambda: False) -> None:
        """Do one thing and all that follows from it."""
        self.longest = self.total = 0.0
        loop = QEventLoop()

        def look() -> None:
            if busy():
                self._quiet.start()
            else:
                loop.quit()

        def begin() -> None:
            act()
            self._quiet.start()

        self._quiet.timeout.connect(look)
        QTimer.singleShot(0, begin)
        loop.exec()
        self._quiet.timeout.disconnect(look)


class Day:
    """One counter, driven through everything once or more."""

    def __init__(self, folder: Path) -> None:
        app = QApplication.instance() or QApplication([sys.argv[0], *ARGUMENTS])
        assert isinstance(app, QApplication)
        self.app, self.lines = app, list[dict[str, Any]]()
        self.office = Office.open(folder, clock=FixedClock(_morning(folder)))
        self.office.confirm_clock()
        officers = self.office.staff.officers()
        self.office.session.officer = next(item for item in officers if item.role == "leader")
        with_printer(self.office, MemoryPrinter())
        apply_theme(app, self.office.preferences)
        self.place = Workplace(self.office, Hub(), Jobs(self.office))
        self.window = MainWindow(Look.of(folder))
        self.window.resize(1366, 768)
        self.collector = Collector()
        self.heart = Heart(app)

    @property
    def view(self) -> CounterView:
        """The signed-in part."""
        assert self.window.view is not None
        return self.window.view

    def beat(self, name: str, act: Callable[[], Any]) -> None:
        """Measure one act."""
        self.heart.beat(act, lambda: self.place.jobs.working)
        line = {"name": name, "longest": self.heart.longest, "total": self.heart.total}
        self.lines.append(line)
        print(json.dumps(line), flush=True)

    def run(self) -> None:
        """Everything in turn."""
        self.beat("first paint", self.window.show)
        self.collector.begin()
        ahead = LoadingAhead()
        ahead.begin()  # a password is typed
        if ahead.thread is not None:
            ahead.thread.join()
        self.beat("sign-in to home", lambda: self.window.attach(self.place))
        self.beat("idle after home", lambda: None)
        names = [item.name for item in ENTRIES]
        for turn in ("first", "second"):
            for name in names:
                self.beat(f"{name}, {turn}", lambda name=name: self.view.go(name))  # type: ignore[misc]
        self._dossiers()
        self._saves()
        self._queue()
        self._ticks()
        self._looks()
        self._slices()
        self.window.leaving._told = True
        self.window.close()
        self.collector.stop()

    def _dossiers(self) -> None:
        lines = self.office.dossiers.page(DossierFilter())[:3]
        for turn, line in enumerate(lines):
            name = "dossier, first" if not turn else "dossier, next"
            self.beat(name, lambda code=line.code: self.view.go("dossier", code))  # type: ignore[misc]

    def _saves(self) -> None:
        self.view.go("intake")
        for turn in range(SAVES):
            page: Any = self.view.pages.page("intake")
            self.beat("form filled", lambda page=page: fill(page))  # type: ignore[misc]
            name = "saved and printed, first" if not turn else "saved and printed"
            self.beat(name, lambda: press(ENTER, CTRL))

    def _queue(self) -> None:
        self.view.go("queue")
        page: Any = self.view.pages.page("queue")
        letter = page._groups[0].letter
        for _turn in range(TICKETS):
            self.beat("ticket taken", lambda: page._take(letter))
            for dialog in self.window.findChildren(type(self.window.focusWidget().window())):
                if dialog is not self.window:
                    dialog.close()
            self.beat("next called", page._call_next)

    def _ticks(self) -> None:
        for name in ("board", "queue"):
            self.view.go(name)
            page: Any = self.view.pages.page(name)
            self.heart.beat(lambda: None)
            self.beat(f"minute of {name}", lambda page=page: page._minute.timeout.emit())  # type: ignore[misc]
        self.beat("tick of the header", self.view.show_moment)

    def _looks(self) -> None:
        for values in (
            {"theme": "dark"},
            {"text_scale": 125},
            {"language": "en"},
            {"theme": "light"},
        ):
            name = f"look changed: {', '.join(values)}"
            self.beat(name, lambda values=values: self._change(values))  # type: ignore[misc]

    def _change(self, values: dict[str, Any]) -> None:
        from dataclasses import replace

        wanted = replace(self.office.preferences, **values)
        self.office.rules.change_preferences(wanted)

        def put_on() -> None:
            self.office.use_language()
            apply_theme(self.app, wanted)

        self.window.change_look(put_on)

    def _slices(self) -> None:
        """Pages made while hands rest: nobody asked for them, and whoever presses a key waits for one slice."""
        for item in ENTRIES:
            more = [self.view.pages.page(item.name) is None]
            while more[0]:
                self.beat(
                    f"made ready: {item.name}",
                    lambda name=item.name, more=more: more.__setitem__(  # type: ignore[misc]
                        0, self.view.pages.prepare_part(name)
                    ),
                )


def _morning(folder: Path) -> datetime:
    """Nine o'clock of the day after the last act."""
    office = Office.open(folder)
    try:
        last = datetime.fromisoformat(office.store.journal.head().at_utc).astimezone(LOCAL)
    finally:
        office.close()
    return last.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)


def measure(large: Path) -> list[Row]:
    """The longest beat of each act, most of which come once or twice a day; the rest at their 99th percentile."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.heartbeat", large],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},  # a built copy has its modules compiled
    )
    longest: dict[str, list[float]] = {}
    for text in done.stdout.splitlines():
        if text.startswith("{"):
            line = json.loads(text)
            longest.setdefault(line["name"], []).append(line["longest"])
    return [
        Row(name=f"beat: {name}", value=max(values), unit="ms", bound=_bound(name), note=f"n {len(values)}")
        for name, values in longest.items()
    ]  # fmt: skip


def _bound(name: str) -> float:
    if name.startswith("look changed"):
        return 300.0
    return 500.0 if name == "sign-in to home" else 50.0


def main() -> None:
    """Work in a copy of the folder named on the command line."""
    source = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="quay-heart-", dir=source.parent) as name:
        folder = Path(name)
        shutil.copyfile(paths.database_path(source), paths.database_path(folder))
        Day(folder).run()


if __name__ == "__main__":
    main()
