"""A process that imports a stick, and can be told to die or to fail on the way: ``importer.py STICK HERE HOW NUMBER``.

``call N`` ends the process at the N-th call that touches the disk outside SQLite; ``size N`` kills it by the kernel at
the first write beyond N bytes of a file; ``full N`` lets such a write fail instead; ``files N`` allows so many open
files, and reports too.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from counter_app.domain.clock import FixedClock
from counter_app.errors import CounterError
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated, standings
from counter_app.system import files
from tests.superior.trusting import import_batches
from tests.sync.makers import MORNING

CALLS = ("sync_file", "move", "remove", "sync_folder", "patiently")
DIED = 77


def die_at(left: int) -> None:
    """End the process at a call; without it, say how many there were."""

    def counting(real: Any) -> Any:
        def call(*arguments: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os._exit(DIED)
            return real(*arguments)

        return call

    for name in CALLS:
        setattr(files, name, counting(getattr(files, name)))


def limit(how: str, number: int) -> None:
    """Let the kernel stop this process."""
    if sys.platform != "win32":
        import resource

        if how == "files":
            resource.setrlimit(resource.RLIMIT_NOFILE, (number, number))
            return
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if how == "size" else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, resource.RLIM_INFINITY))


def main(stick: str, here: str, how: str, number: str) -> int:
    """Import, then report; 0 when all went well, 1 for a sentence to the user."""
    die_at(int(number)) if how == "call" else limit(how, int(number))
    clock = FixedClock(MORNING)
    try:
        summary = import_batches(Path(stick), Path(here), clock)
        if how == "files":
            table = consolidated(
                OfficesAsked(Path(here), MORNING.date(), MORNING.date(), clock=clock)
            )
            counts = (summary.imported, summary.refused, table.rows, standings(Path(here), clock))
            sys.stdout.write(" ".join(str(len(items)) for items in counts))
    except CounterError as error:
        sys.stdout.write(error.message)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
