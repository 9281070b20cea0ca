"""The program from start to end: first run, the paint before everything, one window only, bugs that end nothing."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import zstandard
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from counter_app import paths
from counter_app.desk.office.founding import default_founding
from counter_app.office import Office, bring_up_to_date
from counter_app.qt.kit.trouble import TroubleDialog
from counter_app.qt.window.app import Program
from counter_app.qt.window.appearance import FILE_NAME, Look
from counter_app.qt.window.crash import LOG_NAME
from counter_app.qt.window.instance import SingleInstance
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.unusable import UnusablePanel
from tests.qt.hands import press

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from counter_app.domain.clock import FixedClock


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, clock: FixedClock
) -> Iterator[Callable[[Path], Program]]:
    """Starts programs and ends them."""
    begun: list[Program] = []

    def begin(data_dir: Path) -> Program:
        program = Program(qapp, data_dir, clock=clock)
        begun.append(program)
        assert program.start()
        assert program.window is not None
        with qtbot.waitSignal(program.window.painted, timeout=5000):
            program.window.activateWindow()
        return program

    yield begin
    for program in begun:
        if program.window is not None:
            program.window.close()
            program.window.deleteLater()
        program.stop()
        program.setParent(None)
        program.deleteLater()


@pytest.fixture
def founded(tmp_path: Path, clock: FixedClock) -> Path:
    """A data folder with an office in it."""
    Office.found(tmp_path / "data", default_founding(), clock=clock).close()
    return tmp_path / "data"


def window_of(program: Program) -> MainWindow:
    """The program's window."""
    assert program.window is not None
    return program.window


HEAVY = frozenset(
    {
        "reportlab", "xlsxwriter", "sqlite_utils", "sqlcipher3", "argon2", "cryptography", "segno",
        "barcode", "pypdfium2", "zstandard", "PySide6.QtNetwork", "PySide6.QtPrintSupport",
        "counter_app.office", "counter_app.desk", "html",
    }
)  # fmt: skip
TO_FIRST_PAINT = """
import os, pathlib, sys
import PySide6.QtCore
from counter_app.qt.window import app
def tell(program):
    made = {"Qt"} & set(vars(PySide6.QtCore))
    print(*sorted(made | set(sys.modules)), flush=True)
    os._exit(0)
app.Program._trace = tell
app.run(pathlib.Path(sys.argv[1]))
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(founded: Path) -> None:
    """The enumerations of ``Qt`` are heavy too: making them takes as long as all of ours."""
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", TO_FIRST_PAINT, str(founded)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    loaded = set(done.stdout.split())
    assert "counter_app.qt.window.sign_in" in loaded
    assert sorted(loaded & (HEAVY | {"Qt"})) == []


def test_the_first_paint_is_told_to_the_bench(
    start: Callable[[Path], Program],
    founded: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COUNTER_TRACE_START", "1")
    start(founded)
    name, number = capsys.readouterr().out.split()
    assert name == "first-paint-ms"
    assert float(number) > 0


def test_a_second_start_brings_the_first_to_the_front(
    qtbot: QtBot, qapp: QApplication, start: Callable[[Path], Program], founded: Path
) -> None:
    first = start(founded)
    window_of(first).showMinimized()
    second = Program(qapp, founded)
    assert not second.start()
    assert second.window is None
    qtbot.waitUntil(lambda: not window_of(first).isMinimized(), timeout=5000)
    second.stop()


def test_another_folder_may_have_its_own_window(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.mkdir()
    other.mkdir()
    first, second = SingleInstance(one), SingleInstance(other)
    assert first.claim()
    assert second.claim()
    assert not SingleInstance(one).claim()
    first.release()
    assert SingleInstance(one).claim()
    second.release()


def test_a_bug_is_logged_without_data_and_the_window_lives(
    qtbot: QtBot,
    start: Callable[[Path], Program],
    founded: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    program = start(founded)
    try:
        raise RuntimeError("Nguyễn Thị Hường 001099012345")
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    log = (founded / LOG_NAME).read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "test_app.py" in log
    assert "Hường" not in log
    assert "001099012345" not in log
    assert [record.levelno for record in caplog.records] == [logging.CRITICAL]
    caplog.clear()
    qtbot.waitUntil(lambda: len(window_of(program).findChildren(TroubleDialog)) == 1)
    window_of(program).findChildren(TroubleDialog)[0].reject()
    assert window_of(program).isVisible()


def test_the_hook_is_given_back(start: Callable[[Path], Program], founded: Path) -> None:
    before = sys.excepthook
    program = start(founded)
    assert sys.excepthook is not before
    program.stop()
    assert sys.excepthook is before


def test_a_bug_while_the_data_are_opened_leaves_nobody_at_the_sign_in(
    qtbot: QtBot,
    start: Callable[[Path], Program],
    founded: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    opening = Office.open

    def fail(*_given: Any, **_named: Any) -> Office:
        monkeypatch.setattr(Office, "open", opening)
        raise LookupError("no such table")

    monkeypatch.setattr(Office, "open", fail)
    program = start(founded)
    panel = window_of(program).stack.currentWidget()
    assert isinstance(panel, UnusablePanel)
    qtbot.waitUntil(lambda: len(window_of(program).findChildren(TroubleDialog)) == 1)
    window_of(program).findChildren(TroubleDialog)[0].reject()
    panel.again_wanted.emit()
    assert program.place is not None
    caplog.clear()


def test_data_that_cannot_be_opened_is_explained(
    start: Callable[[Path], Program], tmp_path: Path
) -> None:
    folder = tmp_path / "hong"
    folder.mkdir()
    (folder / "so-lieu.db").write_bytes(b"khong phai co so du lieu" * 300)
    program = start(folder)
    assert isinstance(window_of(program).stack.currentWidget(), UnusablePanel)
    assert (folder / "so-lieu.db").read_bytes().startswith(b"khong phai")


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The data folder of an office as an earlier version left it."""
    packed = Path(__file__).parent.parent / "data" / "db" / "0.1.0.db.zst"
    content = zstandard.ZstdDecompressor().decompress(packed.read_bytes())
    paths.database_path(tmp_path).write_bytes(content)
    return tmp_path


@pytest.fixture
def upgrades(monkeypatch: pytest.MonkeyPatch) -> Iterator[Upgrades]:
    """Watches upgrades, and holds them until told to go on."""
    watched = Upgrades()
    whole = bring_up_to_date

    def watching(data_dir: Path, *asked: Any, **named: Any) -> None:
        watched.threads.append(threading.current_thread())
        watched.gate.wait()
        whole(data_dir, *asked, **named)

    monkeypatch.setattr("counter_app.office.bring_up_to_date", watching)
    monkeypatch.setattr("counter_app.store.file.migrations.TOLD_EVERY", 1)
    yield watched
    watched.gate.set()


class Upgrades:
    """What is known of them."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.threads: list[threading.Thread] = []


def test_data_of_an_earlier_version_is_brought_up_to_date_beside_the_window(
    qtbot: QtBot, start: Callable[[Path], Program], earlier: Path, upgrades: Upgrades
) -> None:
    program = start(earlier)
    wait = program.upgrading
    assert wait is not None
    assert window_of(program).stack.currentWidget() is wait
    assert "nâng cấp" in wait.text.text()
    assert wait.stop.isVisible()
    upgrades.gate.set()
    qtbot.waitUntil(lambda: program.place is not None)
    assert threading.main_thread() not in upgrades.threads
    assert len(upgrades.threads) == 1
    assert wait.bar.value() > 0, "how far it is was told"
    panel = window_of(program).sign_in
    assert panel.error.text() == ""
    assert panel.button.isEnabled()
    assert panel.officer.count() > 1


def test_an_upgrade_that_is_stopped_leaves_the_data_and_can_be_begun_again(
    qtbot: QtBot, start: Callable[[Path], Program], earlier: Path, upgrades: Upgrades
) -> None:
    program = start(earlier)
    wait, stack = program.upgrading, window_of(program).stack
    assert wait is not None
    qtbot.waitUntil(window_of(program).isActiveWindow)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not wait.stop.isEnabled())
    upgrades.gate.set()
    qtbot.waitUntil(lambda: isinstance(stack.currentWidget(), UnusablePanel))
    assert Office.outdated(earlier)
    panel = stack.currentWidget()
    assert isinstance(panel, UnusablePanel)
    panel.again_wanted.emit()
    assert stack.currentWidget() is wait
    qtbot.waitUntil(lambda: program.place is not None)
    assert not Office.outdated(earlier)


def test_qt_speaks_vietnamese_and_counts_so(
    start: Callable[[Path], Program], founded: Path
) -> None:
    program = start(founded)
    window_of(program).began.emit()
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Hủy"
    assert QLocale().toString(1234567) == "1.234.567"
    program.stop()
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_new_look_is_followed_and_kept(
    qtbot: QtBot, start: Callable[[Path], Program], founded: Path
) -> None:
    from dataclasses import replace

    from counter_app.qt.kit.theme import theme_name, token

    program = start(founded)
    assert program.place is not None
    window = window_of(program)
    program.place.office.session.officer = program.place.office.staff.officers()[0]
    window._begin()
    window.open_page("settings")
    office = program.place.office
    wish = replace(office.preferences, theme="dark", text_scale=150)
    assert window.view is not None
    seen: list[str] = []
    window.view.destroyed.connect(lambda: seen.append(theme_name()))
    window.view.place.hub.done(office.rules.change_preferences(wish))
    qtbot.waitUntil(lambda: window.view is not None)
    assert seen == ["light"], "the old pages go before the new look is put on"
    assert theme_name() == "dark"
    assert token("ground") == "#131A22"
    assert window.view.pages.name == "settings"
    assert window.updatesEnabled()
    kept = Look.of(founded)
    assert (kept.theme, kept.text_scale) == ("dark", 150)


def test_whoever_leaves_while_the_look_changes_stays_outside(
    qtbot: QtBot, start: Callable[[Path], Program], founded: Path
) -> None:
    from dataclasses import replace

    from counter_app.qt.kit.theme import theme_name

    program = start(founded)
    assert program.place is not None
    window = window_of(program)
    office = program.place.office
    office.session.officer = office.staff.officers()[0]
    window._begin()
    program.place.hub.done(
        office.rules.change_preferences(replace(office.preferences, theme="dark"))
    )
    window.sign_out()
    qtbot.waitUntil(lambda: theme_name() == "dark")
    assert window.view is None
    assert window.updatesEnabled()


def test_a_look_that_cannot_be_put_on_does_not_freeze_the_window(
    qtbot: QtBot, start: Callable[[Path], Program], founded: Path
) -> None:
    program = start(founded)
    assert program.place is not None
    window = window_of(program)
    office = program.place.office
    office.session.officer = office.staff.officers()[0]
    window._begin()

    def broken() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        window.change_look(broken)
        assert not window.updatesEnabled()
        qtbot.waitUntil(window.updatesEnabled)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_a_damaged_look_gives_the_usual_one(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("{nửa chừng", encoding="utf-8")
    look = Look.of(tmp_path)
    assert (look.theme, look.text_scale, look.language) == ("light", 100, "vi")


def test_on_windows_the_first_start_takes_the_whole_screen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "windows")
    look, first = Look.of(tmp_path), QWidget()
    qtbot.addWidget(first)
    look.restore(first)
    assert first.isMaximized()
    plain = QWidget()
    qtbot.addWidget(plain)
    plain.resize(1111, 701)
    look.remember(plain)
    again = QWidget()
    qtbot.addWidget(again)
    Look.of(tmp_path).restore(again)
    assert not again.isMaximized()


def test_the_place_on_the_screen_is_kept(start: Callable[[Path], Program], founded: Path) -> None:
    program = start(founded)
    window_of(program).resize(1111, 701)
    window_of(program).close()
    assert Look.of(founded).geometry
    assert all(
        not dialog.isVisible()
        for dialog in QApplication.topLevelWidgets()
        if isinstance(dialog, QDialog)
    )
