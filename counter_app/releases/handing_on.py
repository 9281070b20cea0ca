"""The start of an installed program: the one in the home folder hands on to the version in use.

A new version gets two starts to show its window; the third goes to the version of before.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from counter_app.releases.in_use import VERSIONS, InUse, folder_of, in_use, put_in_use

MOST_STARTS = 2
SELF_TEST = "--self-test"
_FREE = "PYINSTALLER_RESET_ENVIRONMENT"
"""Tells a program made by PyInstaller that it is not a part of the one that starts it."""
_LIBRARIES = "LD_LIBRARY_PATH"


def home_of(program: Path) -> Path:
    """The home folder of a running program, wherever in it that lies."""
    folder = program.parent
    return folder.parent.parent if folder.parent.name == VERSIONS else folder


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment another copy of the program is started with: nothing that belongs to this one alone."""
    kept = {name: value for name, value in given.items() if name != _LIBRARIES}
    before = kept.pop(f"{_LIBRARIES}_ORIG", "")
    if before:
        kept[_LIBRARIES] = before
    return {**kept, _FREE: "1"}


def successor(program: Path, *, window: bool) -> Path | None:
    """The program that this one hands on to, None when it is itself in use; ``window``: one is to be opened."""
    home = home_of(program)
    if program.parent != home:
        return None
    wanted = in_use(home)
    if window and wanted.starts is not None:
        wanted = _counted(home, wanted, wanted.starts)
    found = folder_of(home, wanted.version) / program.name
    return found if wanted.version and found.is_file() else None


def _counted(home: Path, wanted: InUse, starts: int) -> InUse:
    if starts < MOST_STARTS:
        wanted = replace(wanted, starts=starts + 1)
    else:
        wanted = InUse(version=wanted.before or "", failed=wanted.version, first=wanted.first)
    with suppress(OSError):  # a folder that is written to no more still starts
        put_in_use(home, wanted)
    return wanted


def hand_on(arguments: Sequence[str], *, window: bool) -> int | None:
    """Run the version in use with these arguments; its exit code, None when this program itself is to run.

    The window is not waited for. Where programs can take a process over, this does not return.
    """
    if not getattr(sys, "frozen", False) or SELF_TEST in arguments:
        return None
    program = successor(Path(sys.executable), window=window)
    if program is None:
        return None
    return _run([str(program), *arguments], environment(os.environ), window=window)


if sys.platform == "win32":

    def _run(words: list[str], env: dict[str, str], *, window: bool) -> int:
        started = subprocess.Popen(words, env=env)  # noqa: S603 - of our own folder
        return 0 if window else started.wait()

else:

    def _run(words: list[str], env: dict[str, str], *, window: bool) -> int:
        del window  # the process goes on in either case
        os.execve(words[0], words, env)  # noqa: S606 - the version in use takes this one over


def note_shown(program: Path) -> None:
    """A window was shown: the version in use has proved itself. For the program that is not installed, nothing."""
    if not getattr(sys, "frozen", False):
        return
    home = home_of(program)
    standing = in_use(home)
    if standing.starts is not None and folder_of(home, standing.version) == program.parent:
        with suppress(OSError):
            put_in_use(home, replace(standing, starts=None))
