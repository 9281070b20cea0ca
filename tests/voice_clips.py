"""Make ``resources/voice``: one clip for each word of a call, spoken once by espeak-ng, and the chime before it.

    apt-get install espeak-ng
    .venv/bin/python -m tests.voice_clips resources/voice

The program only joins these files; no engine goes with it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import wave
from array import array
from pathlib import Path

from counter_app import paths
from counter_app.qt.kit.voice_clips import CHIME, RATE, read_clip
from counter_app.wording.queue.calls import SPOKEN

VOICE = ("-v", "vi", "-s", "135", "-p", "45", "-a", "140")
"""The northern Vietnamese voice, a little slower than usual: a waiting room echoes."""
_SILENCE = 260
_LEFT_S = 0.012


def main(folder: Path) -> None:
    """Write every clip into ``folder``."""
    program = shutil.which("espeak-ng")
    if program is None:
        raise SystemExit("espeak-ng is not there: apt-get install espeak-ng")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        for name, words in SPOKEN.items():
            spoken = Path(made) / f"{name}.wav"
            subprocess.run([program, *VOICE, "-w", str(spoken), words], check=True)
            write(folder / f"{name}.wav", trimmed(read_clip(spoken)))
    write(folder / f"{CHIME}.wav", read_clip(paths.resources_dir() / "sounds" / "call.wav"))


def trimmed(samples: array[int]) -> array[int]:
    """A clip without the silence before and behind it."""
    loud = [at for at, sample in enumerate(samples) if abs(sample) > _SILENCE]
    left = int(_LEFT_S * RATE)
    return samples[max(loud[0] - left, 0) : loud[-1] + left]


def write(path: Path, samples: array[int]) -> None:
    """A mono WAV of 16 bits."""
    with wave.open(str(path), "wb") as clip:
        clip.setnchannels(1)
        clip.setsampwidth(2)
        clip.setframerate(RATE)
        clip.writeframes(samples.tobytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
