"""Guards around every test: what would only be noticed by a user must fail here."""

from __future__ import annotations

import faulthandler
import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from hypothesis import settings

from counter_app import i18n, paths
from counter_app.desk.office import passwords
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.system import ballast, key_wraps
from tests import makers

# No window appears on the developer's screen unless it is asked for.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# What a try at a password costs is test_officers' matter; everybody else only wants to be let in.
FULL_MEMORY_KIB, passwords.MEMORY_KIB = passwords.MEMORY_KIB, 64
key_wraps.MEMORY_KIB = 64

# What is kept for a full disk is test_ballast's matter.
ballast.SIZE = 2**12

# A disk in memory is quick, and no test here waits for a real one: what a disk loses is the laboratory's matter.
MEMORY = Path("/dev/shm")  # noqa: S108 - folders in it have names of the tester's own
MOST_IN_MEMORY = 4 * 2**30
"""Bytes; a run of everything holds a tenth of it at a time."""
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= MOST_IN_MEMORY:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    tempfile.tempdir = os.environ["PYTEST_DEBUG_TEMPROOT"]

# A slow machine must not decide what is correct; the bench measures speed.
settings.register_profile("counter", deadline=None)
settings.load_profile("counter")

# Named after the one system that can run them; each has a twin for the other.
collect_ignore_glob = [f"*test_on_{'linux' if sys.platform == 'win32' else 'windows'}_*"]

FAST = (
    *("domain", "wording", "system", "store"),
    *(f"desk/test_{matter}.py" for matter in ("intake", "moves", "promises", "queue")),
)
"""What ``dev.py test --fast`` runs, for the hand: the rules, the file, and the counter's main work."""
WHOLE_EVERY = 40
"""Tests of windows after which the oldest rubbish is looked for too."""
tests_of_windows = [0]
ENDING_SECONDS = 20
"""A thread that has not ended by then ends by nobody."""
BOXES = ("exec", "open", "about", "critical", "information", "question", "warning")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--fast``: a minute for the hand, in place of everything."""
    parser.addoption("--fast", action="store_true", help="only what is quick and near most changes")


def pytest_configure(config: pytest.Config) -> None:
    """Look only where ``--fast`` looks: collecting the rest takes as long as running the quick ones.

    Collecting makes much and drops little: no rubbish is looked for meanwhile.
    """
    if config.getoption("--fast"):
        config.args = [str(Path(__file__).parent / place) for place in FAST]
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later search for rubbish: it stays, and is most of what there is."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_sessionfinish() -> None:
    """Let go what was copied: the clipboard of no screen outlives Python, and what Python made in it must not."""
    if (gui := sys.modules.get("PySide6.QtGui")) and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Have the next crash told again: a program takes the telling of it for itself, and along with it when it ends."""
    if not faulthandler.is_enabled():
        faulthandler.enable(item.config.stash[fault_handler_stderr_fd_key])


@pytest.fixture(autouse=True)
def _rubbish_goes_between_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect what a window leaves behind on this thread, after the test, and nowhere else.

    Python's collector comes by on whatever thread makes things. A part of a window that it ends on a worker waits there
    for Python with a lock of Qt in its hand, while this thread waits inside Qt, with Python in its hand, for that lock.
    """
    if "qapp" not in request.fixturenames:
        if not gc.isenabled():
            gc.collect()
            gc.enable()
        yield
        return
    gc.disable()
    yield
    gc.disable()
    tests_of_windows[0] += 1
    gc.collect(2 if tests_of_windows[0] % WHOLE_EVERY == 0 else 1)


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on a log record of WARNING or worse.

    A test that wants one asks for ``caplog``, asserts what it says and ends with its ``clear()``.
    """
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    unexpected = [record for record in records if record.levelno >= logging.WARNING]
    assert not unexpected, [f"{record.name}: {record.getMessage()}" for record in unexpected]


@pytest.fixture(autouse=True)
def _each_test_begins_in_vietnamese() -> None:
    """An office that was opened in English leaves its language behind; which test comes next is chance."""
    if i18n.current_language() != "vi":
        i18n.use_language("vi", paths.resources_dir() / "locale")


@pytest.fixture(autouse=True)
def _no_leftover_thread() -> Iterator[None]:
    """Fail when a thread that the test started runs on after it; a busy machine lets one that ends take its time."""
    before = set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in before]
    # A Qt thread that once ran Python stays listed as a dummy, alive or not; Qt knows better.
    started = [item for item in started if not isinstance(item, threading._DummyThread)]
    for thread in started:
        thread.join(ENDING_SECONDS)
    left = [thread.name for thread in started if thread.is_alive()]
    assert not left, f"threads left running: {left}"
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QThreadPool

        assert QThreadPool.globalInstance().waitForDone(ENDING_SECONDS * 1000), (
            "Qt workers left running"
        )


@pytest.fixture(autouse=True)
def _windows_end_with_their_test() -> Iterator[None]:
    """Delete every window at once: a closed one would let its timers run into later tests."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is not None:
        for widget in QApplication.topLevelWidgets():
            widget.close()
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _no_message_box(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail when a message box opens: it would stop the counter until somebody presses a key.

    A test about a box replaces the method that opens it.
    """
    if "PySide6.QtWidgets" not in sys.modules:
        yield
        return
    from PySide6.QtWidgets import QApplication, QMessageBox

    opened: list[str] = []

    def refuse(*arguments: object, **_named: object) -> NoReturn:
        opened.append(" ".join(text for text in arguments if isinstance(text, str)) or "(box)")
        pytest.fail(f"a message box opened: {opened[-1]}")

    for name in BOXES:
        monkeypatch.setattr(QMessageBox, name, refuse)
    yield
    assert not opened, f"message boxes opened: {opened}"
    modal = QApplication.activeModalWidget() if QApplication.instance() else None
    if modal is not None:
        modal.close()
        pytest.fail(f"a modal window was left open: {modal.windowTitle()}")


RULES = ("windows",) if sys.platform == "win32" else ("posix", "windows", "scanner")


@pytest.fixture(params=RULES)
def windows_rules(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The rules for files that a test runs under, one after the other; on Windows its own.

    "scanner" is Windows with a virus scanner, which holds every file for a moment.
    """
    chosen = str(request.param)
    if sys.platform != "win32" and chosen != "posix":
        from tests.windows.rules import WindowsRules

        WindowsRules(monkeypatch, scanner=chosen == "scanner")
    return chosen


@pytest.fixture
def clock() -> FixedClock:
    """Monday 23/11/2026, nine o'clock."""
    return FixedClock(makers.MONDAY)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data file of a new office, founded once; copy it, never open it."""
    folder = tmp_path_factory.mktemp("founded")
    makers.found(folder, FixedClock(makers.MONDAY)).close()
    return paths.database_path(folder)


@pytest.fixture
def office(tmp_path: Path, founded: Path, clock: FixedClock) -> Iterator[Office]:
    """A new office with one leader, worked by somebody who may do everything."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(founded, paths.database_path(folder))
    made = Office.open(folder, clock=clock, officer=COMMAND_LINE)
    yield made
    made.close()
