"""Short sounds through whatever the computer plays them with; never waits for one to end."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QProcess

from counter_app import paths

Find = Callable[[str], str | None]
Start = Callable[[str, Sequence[str]], object]
Play = Callable[[Path], object]

_PLAYERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("paplay", ()),
    ("pw-play", ()),
    ("aplay", ("-q",)),
    ("afplay", ()),
)


def player_command(sound: Path, find: Find = shutil.which) -> list[str]:
    """The command that plays a WAV file on this computer; empty when it has no player."""
    for name, options in _PLAYERS:
        program = find(name)
        if program is not None:
            return [program, *options, str(sound)]
    return []


def start_detached(program: str, arguments: Sequence[str]) -> object:
    """Start a player that lives its own short life."""
    return QProcess.startDetached(program, list(arguments))


def by_player(find: Find = shutil.which, start: Start = start_detached) -> Play:
    """Playing with a program of the computer; silent when there is none."""

    def play(sound: Path) -> None:
        command = player_command(sound, find)
        if command:
            start(command[0], command[1:])

    return play


if sys.platform == "win32":
    import winsound

    def by_this_computer(*, gives_way: bool = False) -> Play:
        """Windows plays by itself: a hidden shell would be what virus scanners look for.

        It plays one sound at a time: one that ``gives_way`` is left out while a call is spoken.
        """
        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        if gives_way:
            flags |= winsound.SND_NOSTOP

        def play(sound: Path) -> None:
            with contextlib.suppress(RuntimeError):  # no sound card
                winsound.PlaySound(str(sound), flags)

        return play

else:

    def by_this_computer(*, gives_way: bool = False) -> Play:
        """The first player that is there; it mixes sounds, and none has to give way."""
        del gives_way
        return by_player()


class Sounds:
    """Plays "call", "ok" or "bad" from ``resources/sounds``; silent where nothing can play."""

    def __init__(self, play: Play | None = None) -> None:
        self._play = play or by_this_computer(gives_way=True)

    def play(self, name: str) -> None:
        """Begin to play and come back at once."""
        self.play_file(paths.resources_dir() / "sounds" / f"{name}.wav")

    def play_file(self, sound: Path) -> None:
        """Begin to play a WAV file and come back at once."""
        self._play(sound)
