"""The public's window under test: its player writes down what it was to play."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from counter_app import paths
from counter_app.office import Office
from counter_app.qt.kit.sounds import Sounds, by_player
from counter_app.qt.kit.speaking import CallSpeaker
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.display import PublicDisplay

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Chimes:
    """A player that plays nothing: it keeps each command, and the sound as it was when it was to be played."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.heard: list[bytes] = []
        self.sounds = Sounds(by_player(lambda name: f"/usr/bin/{name}", self._start))

    def _start(self, program: str, arguments: Sequence[str]) -> None:
        self.commands.append([program, *arguments])
        self.heard.append(Path(arguments[-1]).read_bytes())


CALL = paths.resources_dir() / "sounds" / "call.wav"


@pytest.fixture
def chimes() -> Chimes:
    """The player."""
    return Chimes()


@pytest.fixture
def display(
    qtbot: QtBot, place: Workplace, office: Office, chimes: Chimes
) -> Iterator[PublicDisplay]:
    """The window in a window, with the chime alone; tests switch the voice on."""
    office.rules.change_preferences(replace(office.preferences, voice=False))
    made = PublicDisplay(place, CallSpeaker(place, chimes.sounds))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    made.speaker.wait()


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
    featured = text(display, "number")
    while display.flashing and text(display, "number") == featured:
        display.blink()
