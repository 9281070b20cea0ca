"""A spoken call, joined from clips of single words: those the office recorded itself, else those that came along.

Only the standard library: nothing here knows of a window, and any thread may join.
"""

from __future__ import annotations

import io
import sys
import wave
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

from counter_app.wording.queue.calls import call_clips

RATE = 16_000
"""Samples in a second."""
CHIME = "chuong"
OWN_FOLDER = "giong-doc"
"""The folder of the office's own recordings, among its data."""
_GAP_S, _PAUSE_S, _BETWEEN_S = 0.05, 0.22, 0.8
"""Between words, behind the ticket's number and the chime, between two times of the same call."""
_LONGEST_S = 6
"""A recording longer than this is no word."""
_LEAST, _MOST = -32_768, 32_767


class VoiceClips:
    """The clips of this computer; what was read is kept."""

    def __init__(self, shipped: Path, own: Path) -> None:
        self._folders = (own, shipped)
        self._known: dict[str, array[int] | None] = {}

    def call(
        self, label: str, counter: str, *, volume: int, repeat: int, chime: bool = True
    ) -> bytes | None:
        """A WAV that invites ``label`` to ``counter`` ``repeat`` times, at ``volume`` percent.

        None when a word of it has no clip: a call that leaves something out invites somebody else.
        """
        names = call_clips(label, counter)
        words = [self._clip(name) for name in names]
        bell = self._clip(CHIME) if chime else None
        if not names or any(word is None for word in words):
            return None
        spoken = array("h")
        if bell is not None:
            spoken.extend(bell)
            spoken.extend(_silence(_PAUSE_S))
        for time in range(repeat):
            if time:
                spoken.extend(_silence(_BETWEEN_S))
            for name, word in zip(names, words, strict=True):
                if name.startswith("den-"):
                    spoken.extend(_silence(_PAUSE_S))
                spoken.extend(word or ())
                spoken.extend(_silence(_GAP_S))
        return _wav(_at_volume(spoken, volume))

    def _clip(self, name: str) -> array[int] | None:
        if name not in self._known:
            self._known[name] = next(self._found(name), None)
        return self._known[name]

    def _found(self, name: str) -> Iterator[array[int]]:
        """The recordings of a word, the office's own first; one that cannot be read is passed over."""
        for folder in self._folders:
            try:
                yield read_clip(folder / f"{name}.wav")
            except (OSError, EOFError, wave.Error, ValueError):
                continue


def read_clip(path: Path) -> array[int]:
    """A WAV of 16 bits, of any rate, mono or stereo, as ``RATE`` samples a second.

    Errors: OSError, EOFError, wave.Error; ValueError when it is of another kind, or too long to be a word.
    """
    with wave.open(str(path), "rb") as clip:
        channels, width, rate, frames = clip.getparams()[:4]
        if width != 2 or channels not in {1, 2} or not 0 < frames <= _LONGEST_S * rate:
            raise ValueError(path.name)
        samples = array("h", clip.readframes(frames))
    if sys.byteorder == "big":
        samples.byteswap()
    return _resampled(samples[::channels], rate)


def seconds(sound: bytes) -> float:
    """The length of a WAV."""
    with wave.open(io.BytesIO(sound), "rb") as clip:
        return clip.getnframes() / clip.getframerate()


def _resampled(samples: array[int], rate: int) -> array[int]:
    """Samples at ``RATE``, between two of them on the line that joins them."""
    if rate == RATE:
        return samples
    last = len(samples) - 1
    made = array("h")
    for at in range(int(len(samples) * RATE / rate)):
        place = at * rate / RATE
        before = min(int(place), last)
        behind = min(before + 1, last)
        part = place - before
        made.append(round(samples[before] * (1 - part) + samples[behind] * part))
    return made


def _silence(length_s: float) -> Sequence[int]:
    return array("h", bytes(2 * int(length_s * RATE)))


def _at_volume(samples: array[int], volume: int) -> array[int]:
    if volume == 100:
        return samples
    return array("h", [min(max(sample * volume // 100, _LEAST), _MOST) for sample in samples])


def _wav(samples: array[int]) -> bytes:
    if sys.byteorder == "big":
        samples.byteswap()
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())
    return written.getvalue()
