"""The page that citizens touch on a second screen: fingers there leave the keyboard with the officer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.qt.two_screens import SCREENS

if TYPE_CHECKING:
    from pathlib import Path

TWO_SCREENS = """
import json, sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from counter_app.desk.office.founding import default_founding
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Jobs
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.second_screen import SecondScreen
from counter_app.qt.queue.touch_look import TouchTile
from counter_app.qt.queue.touch_screen import TouchScreen
from counter_app.qt.window.counter_view import CounterView

app = QApplication([])
clock = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL))
office = Office.found(Path(sys.argv[1]), default_founding(), clock=clock, officer=COMMAND_LINE)
place = Workplace(office, Hub(), Jobs(office))
host = QWidget()
host.setGeometry(0, 0, 800, 600)
host.show()
dialog = QDialog(host)
typed = QLineEdit()
QVBoxLayout(dialog).addWidget(typed)
dialog.open()
dialog.activateWindow()
typed.setFocus()
app.processEvents()

def tap(name):
    (tile,) = [item for item in touch.step.findChildren(TouchTile) if item.accessibleName() == name]
    at = tile.mapTo(touch, tile.rect().center())
    QTest.mouseClick(touch.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    app.processEvents()

first = TouchScreen(place, host)
said = {"choices": [screen.name() for screen in first.choices()]}
first.open_on("ManHinhCho")
touch = first.window
app.processEvents()
said["takes_keys"] = not touch.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
said["on"] = [touch.screen().name(), touch.isFullScreen(), office.preferences.touch_screen]
QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_A)
tap("Chưa rõ thủ tục")
QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_B)
tap("A · Hộ tịch – Chứng thực")
QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_C)
said["tickets"] = [ticket.label for ticket in office.queue.today_line()]
said["typed"] = typed.text()
said["focus"] = QGuiApplication.focusWindow() is dialog.windowHandle()
lost = touch.screen()
first._on_screen_removed(lost)
said["after_removal"] = [first.shown, office.preferences.touch_screen]
first._on_screen_added(lost)
said["after_return"] = first.shown
board = SecondScreen(place, host)
said["board_beside"] = [screen.name() for screen in board.choices()]
first.shut()
said["after_shut"] = [first.shown, office.preferences.touch_screen]
office.rules.change_preferences(replace(office.preferences, display_screen="ManHinhCho"))
said["beside_the_board"] = [screen.name() for screen in first.choices()]
office.rules.change_preferences(
    replace(office.preferences, display_screen="", touch_screen="ManHinhCho")
)
dialog.hide()
view = CounterView(place)
view.setGeometry(0, 0, 1000, 640)
view.show()
view.begin()
app.processEvents()
page = view.pages.page("queue")
said["with_the_window"] = [page.touch_screen.shown, view.pages.name]
page.touch_screen.window.hide()
office.close()
print(json.dumps(said))
"""


def test_beside_the_officer_s_work_it_takes_no_key(tmp_path: Path) -> None:
    layout = tmp_path / "screens.json"
    layout.write_text(json.dumps(SCREENS))
    run = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS, str(tmp_path / "data")],
        cwd=tmp_path,  # a colon, as after a letter of Windows, would end the file's name
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={layout.name}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout.splitlines()[-1])
    assert said["choices"] == ["ManHinhCho"]
    assert said["on"] == ["ManHinhCho", True, "ManHinhCho"]
    assert not said["takes_keys"]
    assert said["tickets"] == ["A001"], "a dialog of the officer's stops no finger"
    assert said["typed"] == "abc", "keys stay where the officer writes"
    assert said["focus"]
    assert said["after_removal"] == [False, "ManHinhCho"], "never on the officer's screen"
    assert said["after_return"]
    assert said["board_beside"] == [], "nor the board over it"
    assert said["after_shut"] == [False, ""]
    assert said["beside_the_board"] == [], "not over the board"
    assert said["with_the_window"] == [True, "board"], "the next morning it is there by itself"
