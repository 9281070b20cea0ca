"""Calls that are heard: word by word, as loud and as often as chosen, one after the other, never in quiet hours."""

from __future__ import annotations

import io
import wave
from array import array
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counter_app import paths
from counter_app.office import Office
from counter_app.qt.kit.sounds import Sounds, by_player, player_command
from counter_app.qt.kit.voice_clips import RATE
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue.display import PublicDisplay
from tests.patience import settle
from tests.qt.days import take
from tests.qt.public_window import CALL, Chimes, call, finish_flashing, text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_call_is_spoken_word_by_word_at_its_volume(
    qtbot: QtBot, display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    office.rules.change_preferences(
        replace(office.preferences, voice=True, voice_volume=50, voice_repeat=2)
    )
    take(office, "A")
    call(place)
    assert chimes.commands == [], "the window waits for nothing"
    qtbot.waitUntil(lambda: len(chimes.heard) == 1)
    shipped = paths.resources_dir() / "voice"
    spoken = samples(chimes.heard[0])
    chime, *words = (
        [value * 50 // 100 for value in samples((shipped / f"{name}.wav").read_bytes())]
        for name in ("chuong", "moi-so", "chu-a", "0", "0", "1", "den-quay-so", "1")
    )
    at = 0
    for part in (chime, *words, *words):
        at = find(spoken, part, at) + len(part)


def test_a_long_call_flashes_as_long_as_it_is_heard_and_the_next_one_waits(
    qtbot: QtBot, display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    office.rules.change_preferences(replace(office.preferences, voice=True, voice_repeat=3))
    take(office, "AA")
    call(place)
    call(place)
    qtbot.waitUntil(lambda: len(chimes.heard) == 1)
    display.speaker.begun.emit(60.0)
    for _step in range(100):
        display.blink()
    assert text(display, "number") == "A001"
    assert len(chimes.heard) == 1, "two calls are never heard at once"
    finish_flashing(display)
    assert text(display, "number") == "A002"


@pytest.mark.parametrize(
    ("begin", "end", "heard"),
    [("08:30", "09:30", 0), ("09:01", "11:30", 1), ("08:00", "09:00", 1), ("22:00", "09:30", 0)],
)
def test_in_quiet_hours_the_board_flashes_in_silence(
    qtbot: QtBot,
    display: PublicDisplay,
    place: Workplace,
    office: Office,
    chimes: Chimes,
    begin: str,
    end: str,
    heard: int,
) -> None:
    office.rules.change_preferences(
        replace(office.preferences, voice=True, quiet_from=begin, quiet_to=end)
    )
    take(office, "A")
    call(place)
    display.speaker.wait()
    settle()
    assert len(chimes.heard) == heard
    assert display.flashing


def test_a_counter_that_cannot_be_spoken_chimes(
    display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    office.rules.change_preferences(replace(office.preferences, voice=True, counter="Một cửa"))
    take(office, "A")
    call(place)
    display.speaker.wait()
    settle()
    assert chimes.commands == [["/usr/bin/paplay", str(CALL)]]


def test_what_was_put_away_is_silent(
    display: PublicDisplay, place: Workplace, office: Office, chimes: Chimes
) -> None:
    display.hide()
    take(office, "AA")
    call(place)
    assert chimes.commands == []
    office.rules.change_preferences(replace(office.preferences, display_screen="ManHinhCho"))
    call(place)
    assert len(chimes.commands) == 1, "a screen that is only unplugged silences nothing"


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


def samples(sound: bytes) -> list[int]:
    """The levels of a WAV."""
    with wave.open(io.BytesIO(sound)) as opened:
        assert opened.getparams()[:3] == (1, 2, RATE)
        return list(memoryview(opened.readframes(opened.getnframes())).cast("h"))


def find(spoken: list[int], part: list[int], begin: int) -> int:
    """Where a word stands in what is heard."""
    whole = array("h", spoken).tobytes()
    at = whole.find(array("h", part).tobytes(), begin * 2)
    assert at >= 0
    assert at % 2 == 0
    return at // 2
