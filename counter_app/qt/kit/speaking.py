"""Calls that are heard: the chime and the spoken number, joined off the window's thread, never in quiet hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QTemporaryDir, QThreadPool, Signal
from shiboken6 import isValid

from counter_app import paths
from counter_app.qt.kit.overriding import override
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
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
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
        clips, told = self._clips, self._joined
        self._pool.start(
            _Joining(
                lambda: clips.call(
                    label, counter, volume=kept.voice_volume, repeat=kept.voice_repeat,
                    chime=kept.sound,
                ),
                lambda sound: told.emit(sound) if isValid(self) else None,
            )
        )  # fmt: skip

    def wait(self) -> None:
        """Until what was asked for is joined."""
        self._pool.waitForDone()

    def _play(self, sound: bytes | None) -> None:
        """Play what was joined; the chime alone where a word has no clip or the folder takes no file."""
        if sound is None or not self._folder.isValid():
            self._chime(self._place.office.preferences)
            return
        self._count += 1
        target = Path(self._folder.filePath(f"goi-{self._count % _KEPT}.wav"))
        try:
            target.write_bytes(sound)
        except OSError:
            self._chime(self._place.office.preferences)
            return
        self._sounds.play_file(target)
        self.begun.emit(seconds(sound))

    def _chime(self, kept: Preferences) -> None:
        if kept.sound:
            self._sounds.play("call")


class _Joining(QRunnable):
    def __init__(
        self, join: Callable[[], bytes | None], then: Callable[[bytes | None], object]
    ) -> None:
        super().__init__()
        self._join, self._then = join, then

    @override
    def run(self) -> None:
        self._then(self._join())


def is_quiet(kept: Preferences, now: time) -> bool:
    """Whether calls are only shown now; quiet hours may run over midnight."""
    if not kept.quiet_from or not kept.quiet_to:
        return False
    begin, end = time.fromisoformat(kept.quiet_from), time.fromisoformat(kept.quiet_to)
    return begin <= now < end if begin <= end else now >= begin or now < end
