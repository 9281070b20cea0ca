"""Letting a stick go on Linux, by the desktop's own service: ``udisksctl`` asks no password of who sits there."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from counter_app.domain.exchange.stick import Ejected
from counter_app.system.mounts import read_mounts

Run = Callable[[list[str]], tuple[int, str]]
"""A command → its exit code and what it said. Errors: OSError."""
_SECONDS = 60
_BUSY = ("busy", "DeviceBusy")


def run(command: list[str]) -> tuple[int, str]:
    """Run a program of the system in English. Errors: OSError, also for one that does not end."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, and a device out of the mount table
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
            env=os.environ | {"LC_ALL": "C"},
        )
    except subprocess.SubprocessError as error:
        raise TimeoutError(str(error)) from error
    return done.returncode, done.stdout + done.stderr


def eject_linux(path: Path, run: Run = run, root: Path = Path("/")) -> Ejected:
    """Unmount what is mounted at ``path`` and cut its power; ``root`` holds proc."""
    try:
        sources = [mount.source for mount in read_mounts(root) if mount.path == path]
        if not sources or not sources[-1].startswith("/dev/"):
            return Ejected.UNABLE
        code, said = run(["udisksctl", "unmount", "--no-user-interaction", "-b", sources[-1]])
        if code != 0:
            return Ejected.BUSY if any(word in said for word in _BUSY) else Ejected.UNABLE
    except OSError:
        return Ejected.UNABLE
    try:
        run(["udisksctl", "power-off", "--no-user-interaction", "-b", sources[-1]])
    except OSError:
        return Ejected.DONE  # it is unmounted; that its light is on harms nothing
    return Ejected.DONE
