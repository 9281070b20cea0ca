"""Where the public's window stands: on which screen, unplugged and back, in a window, and never in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from counter_app.errors import DeviceError
from counter_app.qt.queue.second_screen import SecondScreen
from tests.qt.two_screens import SCREENS

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace


def test_one_screen_alone_is_never_covered(qtbot: QtBot, place: Workplace) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    second = SecondScreen(place, host)
    assert second.choices() == []
    second.restore()
    assert second.display is None
    with pytest.raises(DeviceError, match="màn hình thứ hai"):
        second.open_on("ManHinhCho")


TWO_SCREENS = """
import json, sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from counter_app.desk.office.founding import default_founding
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.qt.window.counter_view import CounterView
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Jobs
from counter_app.qt.queue.second_screen import SecondScreen
from counter_app.qt.kit.workplace import Workplace

app = QApplication([])
clock = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL))
office = Office.found(Path(sys.argv[1]), default_founding(), clock=clock, officer=COMMAND_LINE)
place = Workplace(office, Hub(), Jobs(office))
host = QWidget()
host.setGeometry(0, 0, 800, 600)
typed = QLineEdit(host)
host.show()
host.activateWindow()
typed.setFocus()
app.processEvents()
said = {"screens": sorted(screen.name() for screen in QGuiApplication.screens())}
first = SecondScreen(place, host)
said["choices"] = [screen.name() for screen in first.choices()]
first.open_on("ManHinhCho")
display = first.display
said["on"] = display.screen().name()
said["full"] = display.isFullScreen()
said["geometry"] = [display.x(), display.width(), display.height()]
said["saved"] = office.preferences.display_screen
said["quits"] = not display.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
app.processEvents()
said["focus"] = QGuiApplication.focusWindow() is host.windowHandle()
for key in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C):
    QTest.keyClick(QGuiApplication.focusWindow(), key)
said["typed"] = typed.text()
said["takes_keys"] = not display.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
lost = display.screen()
first._on_screen_removed(lost)
said["after_removal"] = display.isVisible()
said["still_saved"] = office.preferences.display_screen
first._on_screen_added(lost)
said["after_return"] = display.isVisible()
QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_D)
said["typed_after_return"] = typed.text()
first.preview()
app.processEvents()
said["preview"] = [
    first.previewed, first.shown_on, display.isFullScreen(), display.screen().name(),
    bool(display.windowFlags() & Qt.WindowType.FramelessWindowHint),
]
first.open_on("ManHinhCho")
said["after_preview"] = [first.previewed, first.shown_on, display.isFullScreen()]
first.shut()
said["after_shut"] = [display.isVisible(), office.preferences.display_screen]
first.open_on("ManHinhCho")
again = SecondScreen(place, host)
again.restore()
said["restored"] = again.shown_on
again.display.hide()
office.rules.change_preferences(replace(office.preferences, display_screen="Cap khac"))
other = SecondScreen(place, host)
other.restore()
said["by_another_name"] = [other.shown_on, office.preferences.display_screen]
other.display.hide()
view = CounterView(place)
view.setGeometry(0, 0, 1000, 640)
view.show()
view.begin()
app.processEvents()
said["with_the_window"] = view.pages.page("queue").second_screen.shown_on
said["in_front"] = view.pages.name
office.close()
print(json.dumps(said))
"""


def test_two_screens_one_of_them_unplugged(tmp_path: Path) -> None:
    layout = tmp_path / "screens.json"
    layout.write_text(json.dumps(SCREENS))
    run = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS, str(tmp_path / "data")],
        cwd=tmp_path,  # a colon, as after a letter of Windows, would end the file's name
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={layout.name}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    said = json.loads(run.stdout.splitlines()[-1])
    assert said["screens"] == ["ManHinhCho", "Quay"]
    assert said["choices"] == ["ManHinhCho"], "the officer's own screen is not offered"
    assert said["on"] == "ManHinhCho"
    assert said["full"]
    assert said["geometry"][0] == 1366
    assert said["saved"] == "ManHinhCho"
    assert said["quits"], "the public's window keeps no closed program alive"
    assert said["focus"]
    assert said["typed"] == "abc", "keys go to the counter's window"
    assert not said["takes_keys"]
    assert said["typed_after_return"] == "abcd"
    assert said["preview"] == [True, "", False, "Quay", False]
    assert said["after_preview"] == [False, "ManHinhCho", True]
    assert said["by_another_name"] == ["ManHinhCho", "Cap khac"]
    assert not said["after_removal"], "never on the officer's screen"
    assert said["still_saved"] == "ManHinhCho"
    assert said["after_return"]
    assert said["after_shut"] == [False, ""]
    assert said["restored"] == "ManHinhCho"
    assert said["with_the_window"] == "ManHinhCho", "the next morning it is there by itself"
    assert said["in_front"] == "board"
