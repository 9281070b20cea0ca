"""The public's window: what it shows, when it flashes and chimes, and where it goes when a screen is unplugged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from counter_app import paths
from counter_app.domain.queue.tickets import TicketAct
from counter_app.errors import DeviceError
from counter_app.office import Office
from counter_app.qt.kit.sounds import Sounds, by_player, player_command
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.display import BLINKS, PublicDisplay
from counter_app.qt.queue.second_screen import SecondScreen
from tests.qt.days import receive, take

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SCREENS = {
    "synchronousWindowSystemEvents": True,
    "windowFrameMargins": True,
    "screens": [
        {"name": "Quay", "x": 0, "y": 0, "width": 1366, "height": 768, "dpr": 1},
        {"name": "ManHinhCho", "x": 1366, "y": 0, "width": 1920, "height": 1080, "dpr": 1.5},
    ],
}
for screen in SCREENS["screens"]:  # type: ignore[attr-defined]
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}


class Chimes:
    """A player that only writes down what it was asked to play."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.sounds = Sounds(by_player(lambda name: f"/usr/bin/{name}", self._start))

    def _start(self, program: str, arguments: Sequence[str]) -> None:
        self.commands.append([program, *arguments])


@pytest.fixture
def chimes() -> Chimes:
    """The player."""
    return Chimes()


@pytest.fixture
def display(qtbot: QtBot, place: Workplace, chimes: Chimes) -> PublicDisplay:
    """The window, not yet on a screen."""
    made = PublicDisplay(place, chimes.sounds)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    return made


def text(display: PublicDisplay, name: str) -> str:
    """What a label says."""
    label = display.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def call(place: Workplace) -> None:
    """The next one, announced."""
    place.hub.done(place.office.queue.call_next())


def finish_flashing(display: PublicDisplay) -> None:
    """Let the announcement of one call run out."""
    for _step in range(BLINKS):
        display.blink()


def test_a_call_is_shown_with_its_counter_and_a_chime(
    display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    take(office, "AB")
    call(place)
    assert text(display, "number") == "A001"
    assert text(display, "counter") == "QUẦY 1"
    assert display.flashing
    sound = paths.resources_dir() / "sounds" / "call.wav"
    assert chimes.commands == [["/usr/bin/paplay", str(sound)]]


def test_flashing_ends_by_itself(display: PublicDisplay, place: Workplace, office: Office) -> None:
    take(office, "A")
    call(place)
    finish_flashing(display)
    assert not display.flashing
    assert text(display, "number") == "A001"


def test_a_second_call_waits_until_the_first_was_seen(
    display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    take(office, "AA")
    call(place)
    call(place)
    assert text(display, "number") == "A001"
    finish_flashing(display)
    assert text(display, "number") == "A002"
    assert len(chimes.commands) == 2


def test_a_recall_chimes_again_and_an_undone_call_does_not(
    display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    first, second = take(office, "AA")
    call(place)
    finish_flashing(display)
    place.hub.done(office.queue.do(first.id, TicketAct.RECALL))
    finish_flashing(display)
    assert len(chimes.commands) == 2
    call(place)
    finish_flashing(display)
    place.hub.done(office.queue.do(second.id, TicketAct.UNDO))
    assert text(display, "number") == "A001"
    assert len(chimes.commands) == 3


def test_sound_can_be_switched_off(
    display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    office.rules.change_preferences(replace(office.preferences, sound=False))
    take(office, "A")
    call(place)
    assert chimes.commands == []
    assert display.flashing


def test_names_are_never_shown(display: PublicDisplay, place: Workplace, office: Office) -> None:
    receive(office, "Đặng Thị Ngọc Ánh")
    take(office, "AA")
    call(place)
    shown = " ".join(label.text() for label in display.findChildren(QLabel))
    assert "Ánh" not in shown
    assert "Cán bộ" not in shown
    assert office.queue.settings.name in shown


def test_people_waiting_are_counted_per_queue(
    display: PublicDisplay, place: Workplace, office: Office
) -> None:
    take(office, "AAC")
    call(place)
    waiting = text(display, "waiting").replace("\N{NO-BREAK SPACE}", " ")
    waiting = waiting.replace("\N{WORD JOINER}", "")
    assert "A · Hộ tịch – Chứng thực: 1 người chờ" in waiting
    assert "C · Chính sách – Xã hội: 1 người chờ" in waiting


def test_earlier_calls_stay_below(display: PublicDisplay, place: Workplace, office: Office) -> None:
    take(office, "AABC")
    for _turn in range(4):
        call(place)
        finish_flashing(display)
    earlier = [number.text() for number, _counter in display._earlier]
    assert text(display, "number") == "C001"
    assert earlier == ["B001", "A002", "A001", ""]


def test_one_screen_alone_is_never_covered(
    qtbot: QtBot, place: Workplace, display: PublicDisplay
) -> None:
    second = SecondScreen(place, display)
    assert second.choices() == []
    second.restore()
    assert second.display is None
    with pytest.raises(DeviceError, match="màn hình thứ hai"):
        second.open_on("ManHinhCho")


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ({"paplay", "aplay"}, ["/bin/paplay", "x.wav"]),
        ({"aplay"}, ["/bin/aplay", "-q", "x.wav"]),
        (set(), []),
    ],
)
def test_the_player_is_whatever_the_computer_has(there: set[str], expected: list[str]) -> None:
    command = player_command(Path("x.wav"), lambda name: f"/bin/{name}" if name in there else None)
    assert command == expected


def test_without_a_player_a_call_is_silent_and_still_shown() -> None:
    started: list[object] = []
    Sounds(by_player(lambda _name: None, lambda *call: started.append(call))).play("call")
    assert started == []


TWO_SCREENS = """
import json, sys
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
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
host.show()
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
lost = display.screen()
first._on_screen_removed(lost)
said["after_removal"] = display.isVisible()
said["still_saved"] = office.preferences.display_screen
first._on_screen_added(lost)
said["after_return"] = display.isVisible()
first.shut()
said["after_shut"] = [display.isVisible(), office.preferences.display_screen]
first.open_on("ManHinhCho")
again = SecondScreen(place, host)
again.restore()
said["restored"] = again.shown_on
again.display.hide()
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
    assert not said["after_removal"], "never on the officer's screen"
    assert said["still_saved"] == "ManHinhCho"
    assert said["after_return"]
    assert said["after_shut"] == [False, ""]
    assert said["restored"] == "ManHinhCho"
    assert said["with_the_window"] == "ManHinhCho", "the next morning it is there by itself"
    assert said["in_front"] == "board"
