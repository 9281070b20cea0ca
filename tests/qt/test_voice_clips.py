"""Clips of a call: all of them are there, the office's own come first, and nothing is half said."""

from __future__ import annotations

import wave
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import paths
from counter_app.qt.kit.voice_clips import CHIME, RATE, VoiceClips, read_clip, seconds
from counter_app.wording.queue.calls import SPOKEN

SHIPPED = paths.resources_dir() / "voice"
LIMIT_BYTES = 700_000


def write(
    path: Path, levels: list[int], *, rate: int = RATE, channels: int = 1, width: int = 2
) -> None:
    """A WAV."""
    with wave.open(str(path), "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(width)
        made.setframerate(rate)
        made.writeframes(array("h", levels).tobytes())


@pytest.mark.parametrize("name", [*SPOKEN, CHIME])
def test_every_word_has_a_clip_that_is_short_and_not_clipped(name: str) -> None:
    levels = read_clip(SHIPPED / f"{name}.wav")
    assert 0.08 < len(levels) / RATE < 1.5
    assert 3_000 < max(map(abs, levels)) < 32_767


def test_the_clips_are_small_and_none_is_left_over() -> None:
    files = sorted(SHIPPED.glob("*.wav"))
    assert {path.stem for path in files} == {*SPOKEN, CHIME}
    assert sum(path.stat().st_size for path in files) < LIMIT_BYTES


def test_the_office_s_own_recording_is_heard_and_missing_ones_fall_back(tmp_path: Path) -> None:
    usual = VoiceClips(SHIPPED, tmp_path).call("A001", "1", volume=100, repeat=1)
    write(tmp_path / "moi-so.wav", [1_000, -1_000] * RATE)
    own = VoiceClips(SHIPPED, tmp_path).call("A001", "1", volume=100, repeat=1)
    assert usual is not None
    assert own is not None
    assert array("h", [1_000, -1_000] * RATE).tobytes() in own
    assert seconds(own) - seconds(usual) == pytest.approx(
        2.0 - len(read_clip(SHIPPED / "moi-so.wav")) / RATE, abs=0.001
    )


@pytest.mark.parametrize("kind", ["no-wav", "bytes", "empty", "long"])
def test_a_recording_that_cannot_be_used_is_passed_over(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "moi-so.wav"
    match kind:
        case "no-wav":
            path.write_bytes(b"RIFF????")
        case "bytes":
            write(path, [1] * 4_000, width=1)
        case "empty":
            write(path, [])
        case _:
            write(path, [1] * RATE * 7)
    usual = VoiceClips(SHIPPED, tmp_path / "none").call("A001", "1", volume=80, repeat=1)
    assert VoiceClips(SHIPPED, tmp_path).call("A001", "1", volume=80, repeat=1) == usual


def test_a_stereo_recording_of_a_telephone_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write(path, [500, -9] * 44_100, rate=44_100, channels=2)
    levels = read_clip(path)
    assert len(levels) == RATE
    assert set(levels) == {500}


def test_nothing_is_half_said(tmp_path: Path) -> None:
    for name in SPOKEN:
        if name != "chu-a":
            write(tmp_path / f"{name}.wav", [1] * 1_000)
    clips = VoiceClips(tmp_path, tmp_path)
    assert clips.call("A001", "1", volume=80, repeat=1) is None, "its letter has no clip"
    assert clips.call("B001", "1", volume=80, repeat=1) is not None
    assert clips.call("B001", "Một cửa", volume=80, repeat=1) is None


@given(volume=st.integers(10, 100), repeat=st.integers(1, 3))
def test_volume_never_distorts_and_repeating_lengthens(volume: int, repeat: int) -> None:
    clips = VoiceClips(SHIPPED, SHIPPED / "none")
    once = clips.call("A001", "1", volume=volume, repeat=1, chime=False)
    sound = clips.call("A001", "1", volume=volume, repeat=repeat, chime=False)
    assert once is not None
    assert sound is not None
    assert seconds(sound) == pytest.approx(repeat * seconds(once) + (repeat - 1) * 0.8, abs=0.01)
    levels = array("h", sound[44:])
    assert max(map(abs, levels)) <= 32_767 * volume // 100 + 1
