"""Short sounds through whatever player the computer has; never waits for one to end."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QProcess

from counter_app import paths

Find = Callable[[str], str | None]
Start = Callable[[str, Sequence[str]], object]

_PLAYERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("paplay", ()),
    ("pw-play", ()),
    ("aplay", ("-q",)),
    ("afplay", ()),
)


def player_command(sound: Path, find: Find = shutil.which) -> list[str]:
    """The command that plays a WAV file on this computer; empty when it has no player."""
    if sys.platform == "win32":
        quoted = str(sound).replace("'", "''")
        script = f"(New-Object Media.SoundPlayer '{quoted}').PlaySync()"
        return ["powershell", "-NoProfile", "-WindowStyle", "Hidden", "-Command", script]
    for name, options in _PLAYERS:
        program = find(name)
        if program is not None:
            return [program, *options, str(sound)]
    return []


def start_detached(program: str, arguments: Sequence[str]) -> object:
    """Start a player that lives its own short life."""
    return QProcess.startDetached(program, list(arguments))


class Sounds:
    """Plays "call", "ok" or "bad" from ``resources/sounds``; silent where there is no player."""

    def __init__(self, *, find: Find = shutil.which, start: Start = start_detached) -> None:
        self._find = find
        self._start = start

    def play(self, name: str) -> None:
        """Begin to play and come back at once."""
        command = player_command(paths.resources_dir() / "sounds" / f"{name}.wav", self._find)
        if command:
            self._start(command[0], command[1:])
