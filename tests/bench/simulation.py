"""Offices that send every evening, played through the real ways: ``python -m tests.bench.simulation OFFICES DAYS``.

Each office works days of ``EVENTS`` events, sends them sealed and signed, and a superior with a warehouse that knows
``--known`` senders takes each stick in and acknowledges it. Told are processor seconds a batch, day by day, beside the
month's report: whether they grow with the days or with the senders is what is looked for.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from counter_app.domain.clock import FixedClock, local_text
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.folder import sender_path, stamp
from counter_app.superior.exchange.receiving import receive_stick
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated
from counter_app.superior.senders.senders import Senders
from counter_app.superior.warehouse.keeping import Keeping
from tests.bench.nation import OFFICES
from tests.superior.offices import TRUST, Sending, keys_numbered
from tests.sync.makers import MORNING, new_store, received

EVENTS = 150


class Simulated:
    """An office of the simulation."""

    def __init__(self, folder: Path, number: int, clock: FixedClock) -> None:
        self.clock = clock
        store = new_store(folder / f"{number}.db", number=f"{10_000 + number}", clock=clock)
        self.sending = Sending(store, keys_numbered(1000 + number))
        self._dossiers = 0

    def work(self) -> None:
        """A day: half of the events are receptions, each finished at once."""
        store = self.sending.store
        store.database.clock_confirmed = True
        with store.transaction() as tx:
            for _time in range(EVENTS // 2):
                self._dossiers += 1
                said = received(store, self._dossiers)
                code = f"T{said['barcode'][:-1]}"
                entry = tx.record("dossier.received", code, said, actor="lan")
                moved = {
                    "dossier": entry.seq,
                    "act": "finish",
                    "state": 9,
                    "handler": "lan",
                    "promised_at": said["promised_at"],
                    "at": local_text(self.clock.now()),
                }
                tx.record("dossier.moved", code, moved, actor="lan")


def rest(here: Path, clock: FixedClock, journal: str, known: int) -> None:
    """Let the superior know so many senders more, none of which sends anything today."""
    with Arrivals(here) as book:
        senders = Senders(here, clock, book.register)
        standing, _seen = senders.known[journal]
        for number in range(known):
            other = f"{number + 1:016x}"
            shutil.copy(sender_path(here, journal), sender_path(here, other))
            now = replace(standing, journal=other, office=f"{50_000 + number}")
            senders.note(now, stamp(sender_path(here, other)))


def spent(work: Callable[[], object]) -> float:
    """Processor seconds."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def simulate(folder: Path, offices: int, days: int, known: int) -> None:
    """Play and print a line for each day."""
    clock, here = FixedClock(MORNING.replace(day=1)), folder / "here"
    made = [Simulated(folder, number, clock) for number in range(offices)]
    for one in made:
        one.sending.enrolled(here)
    for day in range(days):
        imports, exports = [], []
        for number, one in enumerate(made):
            one.work()
            stick = folder / f"usb-{day}-{number}"
            exports.append(spent(lambda: one.sending.export(stick)))  # noqa: B023 - called at once
            imports.append(spent(lambda: _taken(stick, here, clock)))  # noqa: B023 - called at once
            if not day and not number:
                rest(here, clock, one.sending.journal, known)
        if not day:
            Keeping(here, clock).keep([one.sending.journal for one in made])
        today = clock.now().date()
        print(
            f"day {day + 1}: {offices} batches, written {statistics.mean(exports):.3f} s each, taken in "
            f"{statistics.mean(imports):.3f} s each ({max(imports):.3f} at most)",
            flush=True,
        )
        if not known:
            taken = spent(
                lambda: consolidated(OfficesAsked(here, today.replace(day=1), today, clock=clock))  # noqa: B023 - called at once
            )
            print(f"       report of the month so far {taken:.3f} s", flush=True)
        clock.set(clock.now() + timedelta(days=1))
    for one in made:
        one.sending.close()


def _taken(stick: Path, here: Path, clock: FixedClock) -> None:
    summary = receive_stick(stick, here, clock, TRUST)
    assert len(summary.imported) == 1, summary


def main() -> None:
    """Do what the command line says."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("offices", type=int)
    asked.add_argument("days", type=int)
    asked.add_argument(
        "--known", type=int, default=0, help=f"senders that rest; {OFFICES:,} are a nation"
    )
    said = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
        simulate(Path(name), said.offices, said.days, said.known)


if __name__ == "__main__":
    main()
