"""The computer's clock: the one place where the present moment comes in; handed on from here, never fetched."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from counter_app.domain.clock import LOCAL
from counter_app.paths import released
from counter_app.system.running_time import ticking


class SystemClock:
    """The computer's clock, and what is known of it beside what it shows.

    ``folder``: one that this computer writes to, besides its own for temporary files.
    """

    def __init__(self, *folders: Path) -> None:
        self._begun = (datetime.now(LOCAL), ticking())
        self._passed = _passed((*_temporary(), *folders))

    def now(self) -> datetime:
        """The present moment in local time."""
        return datetime.now(LOCAL)

    def least(self) -> datetime:
        """Later than the program was released, than folders were written to, than it runs: a clock set back shows less.

        Someone who sets it back before the computer starts is seen only where something was written after that moment.
        """
        passed = max(self._passed, self._run())
        return self.now() + (passed - datetime.now(LOCAL))

    def steady(self) -> datetime:
        """The start of the program, and the time passed since by a count that nobody sets."""
        return self.now() + (self._run() - datetime.now(LOCAL))

    def _run(self) -> datetime:
        begun, ticks = self._begun
        return begun + timedelta(seconds=ticking() - ticks)


def _temporary() -> Iterable[Path]:
    """The folder for what programs soon throw away, looked at only: ``tempfile`` would write there to find out, and
    take away with it when something was last written.
    """
    named = [os.environ.get(name, "") for name in ("TMPDIR", "TEMP", "TMP")]
    return (Path(name) for name in (*named, "/tmp") if name)  # noqa: S108 - nothing is written there


def _passed(folders: Iterable[Path]) -> datetime:
    """The release, or the latest moment at which something was added to or taken from one of the folders."""
    found = [datetime.fromisoformat(released()).replace(tzinfo=LOCAL)]
    for folder in folders:
        with suppress(OSError, ValueError, OverflowError):
            found.append(datetime.fromtimestamp(folder.stat().st_mtime, LOCAL))
    return max(found)


def system_offset() -> timedelta:
    """The distance of the computer's own zone from Greenwich."""
    return datetime.now().astimezone().utcoffset() or timedelta()
