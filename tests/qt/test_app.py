"""The program from start to end: first run, the paint before everything, one window only, bugs that end nothing."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zstandard
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from counter_app import paths
from counter_app.desk.office.founding import default_founding
from counter_app.office import Office
from counter_app.qt.kit.trouble import TroubleDialog
from counter_app.qt.window.app import Program
from counter_app.qt.window.appearance import FILE_NAME, Look
from counter_app.qt.window.crash import LOG_NAME
from counter_app.qt.window.first_run import FirstRun
from counter_app.qt.window.instance import SingleInstance
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.unusable import UnusablePanel

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


def first_run_of(program: Program) -> FirstRun:
    """The first run's panel."""
    panel = window_of(program).stack.currentWidget()
    assert isinstance(panel, FirstRun)
    return panel


def test_an_empty_folder_is_set_up_and_the_officer_is_at_the_counter(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path
) -> None:
    program = start(tmp_path / "moi")
    panel = first_run_of(program)
    panel.set_up_button.click()
    form = panel.form
    assert form is not None
    form.office.commune.clear()
    QTest.keyClicks(form.office.commune, "phuong Tan Lap")
    form.office.commune.setText("Phường Tân Lập")
    form.office.commune.textEdited.emit("Phường Tân Lập")
    assert form.office.name.text() == "Trung tâm Phục vụ hành chính công phường Tân Lập"
    assert form.office.parent_name.text() == "ỦY BAN NHÂN DÂN PHƯỜNG TÂN LẬP"
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window_of(program).view is not None, timeout=15000)
    assert program.place is not None
    office = program.place.office
    assert office.intake.settings.place == "Tân Lập"
    assert office.session.officer is not None
    assert office.session.officer.name == "Công chức tiếp nhận"
    assert not office.intake.settings.sample
    assert len(office.store.calendar.sessions()) == 10


def test_the_set_up_says_what_is_missing_beside_it(
    start: Callable[[Path], Program], tmp_path: Path
) -> None:
    panel = first_run_of(start(tmp_path / "moi"))
    panel.set_up()
    form = panel.form
    assert form is not None
    form.office.number.setText("12")
    form.done.click()
    assert (
        form.office.fields["number"].error.text() == "Mã số đơn vị gồm đúng 5 chữ số. Gõ lại mã số."
    )
    form.office.number.setText("99001")
    form.officers.line(0)[4].setText("ngan")  # type: ignore[attr-defined]
    form.done.click()
    assert "ít nhất 8 ký tự" in form.officers.error.text()
    assert panel.stack.currentWidget() is form


def test_sample_data_is_one_press_away_and_always_marked(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path, clock: FixedClock
) -> None:
    from counter_app.demo.play import found_sample

    program = start(tmp_path / "mau")
    panel = first_run_of(program)
    panel._sample = lambda folder: found_sample(folder, a_day=2, now=clock.now())
    panel.try_button.click()
    qtbot.waitUntil(lambda: window_of(program).view is not None, timeout=60000)
    view = window_of(program).view
    assert view is not None
    assert view.header.sample.isVisible()
    assert view.header.sample.text() == "DỮ LIỆU MẪU"


def test_a_set_up_that_fails_is_explained_and_can_be_tried_again(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path
) -> None:
    from counter_app.errors import StoreError

    def fail(_folder: Path) -> None:
        raise StoreError("Không ghi được. Chọn thư mục khác.")

    panel = first_run_of(start(tmp_path / "moi"))
    panel._sample = fail
    panel.try_button.click()
    qtbot.waitUntil(lambda: bool(panel.trouble.text()), timeout=5000)
    assert panel.trouble.text() == "Không ghi được. Chọn thư mục khác."
    assert panel.stack.currentIndex() == 0


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


def test_data_that_cannot_be_opened_is_explained(
    start: Callable[[Path], Program], tmp_path: Path
) -> None:
    folder = tmp_path / "hong"
    folder.mkdir()
    (folder / "so-lieu.db").write_bytes(b"khong phai co so du lieu" * 300)
    program = start(folder)
    assert isinstance(window_of(program).stack.currentWidget(), UnusablePanel)
    assert (folder / "so-lieu.db").read_bytes().startswith(b"khong phai")


def test_data_of_an_earlier_version_is_brought_up_to_date_and_said(
    qtbot: QtBot, start: Callable[[Path], Program], tmp_path: Path
) -> None:
    packed = Path(__file__).parent.parent / "data" / "db" / "0.1.0.db.zst"
    content = zstandard.ZstdDecompressor().decompress(packed.read_bytes())
    paths.database_path(tmp_path).write_bytes(content)
    program = start(tmp_path)
    panel = window_of(program).sign_in
    assert "nâng cấp" in panel.error.text()
    assert not panel.button.isEnabled()
    qtbot.waitUntil(lambda: program.place is not None)
    assert panel.error.text() == ""
    assert panel.button.isEnabled()
    assert panel.officer.count() > 1


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
