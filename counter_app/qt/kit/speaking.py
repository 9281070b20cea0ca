"""Calls that are heard: the chime and the spoken number, joined off the window's thread, never in quiet hours."""

from __future__ import annotations

import contextlib
import threading
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, Signal

from counter_app import paths
from counter_app.qt.kit.sounds import Sounds, by_this_computer
from counter_app.qt.kit.voice_clips import OWN_FOLDER, VoiceClips, seconds

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.settings import Preferences

_KEPT = 4
"""Files that lie there at a time: a player may still read the one before."""


class CallSpeaker(QObject):
    """Speaks calls as this computer's preferences say.

    Signals:
        begun(float): a call is heard from now on, for so many seconds.
    """

    begun = Signal(float)
    _joined = Signal(object)

    def __init__(
        self, place: Workplace, sounds: Sounds | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._sounds = sounds or Sounds(by_this_computer())
        self._clips = VoiceClips(
            paths.resources_dir() / "voice", place.office.data_dir / OWN_FOLDER
        )
        self._folder = QTemporaryDir()
        self._count = 0
        self._thread: threading.Thread | None = None
        self._joined.connect(self._play)

    def call(self, label: str, counter: str) -> None:
        """Let a call be heard; comes back at once. Nothing is heard in quiet hours."""
        kept = self._place.office.preferences
        if is_quiet(kept, self._place.office.now().time()):
            return
        if kept.voice:
            self.try_out(label, counter, kept)
        else:
            self._chime(kept)

    def try_out(self, label: str, counter: str, kept: Preferences) -> None:
        """Let a call be heard by these preferences, whatever the time."""
        clips, told, target = self._clips, self._joined, self._next_file()

        def join() -> tuple[Path, float] | None:
            sound = clips.call(
                label,
                counter,
                volume=kept.voice_volume,
                repeat=kept.voice_repeat,
                chime=kept.sound,
            )
            return _written(target, sound)

        def work() -> None:
            made = join()
            with contextlib.suppress(RuntimeError):  # the window was closed meanwhile
                told.emit(made)

        # Not a pool of Qt's: its end waits for Python while Python waits for it.
        self._thread = threading.Thread(target=work, name="joining-a-call", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until the latest request is joined."""
        if self._thread is not None:
            self._thread.join()

    def _next_file(self) -> Path | None:
        """The file of the next call; None where the computer has no room for it."""
        self._count += 1
        name = f"goi-{self._count % _KEPT}.wav"
        return Path(self._folder.filePath(name)) if self._folder.isValid() else None

    def _play(self, made: tuple[Path, float] | None) -> None:
        """Play what was joined; the chime alone where a word has no clip or the file could not be written."""
        if made is None:
            self._chime(self._place.office.preferences)
            return
        sound, length = made
        self._sounds.play_file(sound)
        self.begun.emit(length)

    def _chime(self, kept: Preferences) -> None:
        if kept.sound:
            self._sounds.play("call")


def _written(target: Path | None, sound: bytes | None) -> tuple[Path, float] | None:
    """The file with its seconds; None where there is nothing to write, or no room."""
    if target is None or sound is None:
        return None
    try:
        target.write_bytes(sound)
    except OSError:
        return None
    return target, seconds(sound)


def is_quiet(kept: Preferences, now: time) -> bool:
    """True if calls are only shown now; quiet hours may run over midnight."""
    if not kept.quiet_from or not kept.quiet_to:
        return False
    begin, end = time.fromisoformat(kept.quiet_from), time.fromisoformat(kept.quiet_to)
    return begin <= now < end if begin <= end else now >= begin or now < end
