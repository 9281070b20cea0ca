"""A year in fast motion: day after day of visitors, each evening closed, reported and carried to the superior.

Run as ``python -m tests.faults.year FOLDER [--days 250] [--visitors 120] [--seed 1]``; prints one JSON object. Judged:
no series of numbers has a gap, every day's report is the same on the last evening to the byte, memory stays level, the
superior has every act, and the check finds nothing. In the middle of it officer and office get other names.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import re
import sys
import time
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as daytime
from pathlib import Path
from statistics import median
from typing import Any

from counter_app.demo.play import Player, working_days
from counter_app.demo.sample import found_sample_office
from counter_app.desk.reports.issue import Wanted
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.store.figures.asof import AsOf
from counter_app.store.file.transaction import Transaction
from tests.makers import unlock
from tests.overruling import weak
from tests.superior.trusting import import_batches

LAST_DAY = date(2027, 6, 30)
"""The year's end lies within what is played."""
LEVEL_MB = 16
"""So much more at the end than after a third of the days is level: bounded stores fill up."""
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_CODE = re.compile(r"(.*-\d\d)(\d{4,})")
_SERIES = {
    "book": "SELECT book AS series, book_no AS number FROM dossier WHERE book_no IS NOT NULL",
    "paper": "SELECT form || '/' || substr(issued_date, 1, 4) AS series, number FROM print_job "
    "WHERE number IS NOT NULL",
    "certification": "SELECT book AS series, number FROM certification",
    "ticket": "SELECT day || queue AS series, number FROM ticket",
    "batch": "SELECT '' AS series, number FROM batch",
}
_COUNTS = {
    "ticket": "SELECT count(*) FROM ticket",
    "certification": "SELECT count(*) FROM certification",
    "question": "SELECT count(*) FROM question",
}
Weak = tuple[object, str, object]
"""A part of the program, and what stands in its place."""


class Year:
    """One office through its days; what was seen each evening is remembered."""

    def __init__(self, folder: Path, days: int, visitors: int, seed: int) -> None:
        self.folder, self.days, self.visitors, self.seed = folder, days, visitors, seed
        founded = LAST_DAY - timedelta(days=days * 29 // 20 + 10)
        self.clock = FixedClock(_moment(founded, 7))
        self.office = found_sample_office(folder / "so-lieu", self.clock, last_day=LAST_DAY)
        self.stick = folder / "usb"
        self.stick.mkdir(parents=True)
        self.reports: dict[date, str] = {}
        self.memory: list[float] = []
        self.kept: list[bytearray] = []
        """What a weakened program never lets go of."""

    def play(self, *, leaking: int = 0) -> None:
        """Play every working day; ``leaking`` are bytes kept each evening."""
        every = working_days(self.office, LAST_DAY, self.days)
        self.clock.set(_moment(every[0], 7))
        player = Player(self.office, self.clock, self.seed)
        before: date | None = None
        for number, day in enumerate(every):
            if number == self.days // 2:
                self._rename()
            evening = _moment(day, 18)
            player.play([day], max(1, self.visitors * 2 // 3), evening)
            self.clock.set(max(self.clock.now(), evening))
            self.office.session.officer = COMMAND_LINE
            if before is not None:
                self.reports[before] = self._report(before)
            self.office.closing.close_day()
            unlock(self.office).closing.export(self.stick)
            self.kept.append(bytearray(leaking))
            gc.collect()
            self.memory.append(_resident())
            before = day

    def _rename(self) -> None:
        """An officer marries, the commune is merged: yesterday's reports go on saying what they said."""
        officer = self.office.staff.officers()[0]
        self.office.session.officer = COMMAND_LINE
        self.office.staff.put_officer(replace(officer, name=f"{officer.name} Mới"))
        settings = self.office.settings
        self.office.rules.change_settings(replace(settings, name=f"{settings.name} Mới"))

    def _report(self, day: date) -> str:
        issued = self.office.reports.issue(Wanted(name="day", first=day, last=day)).result
        digest = hashlib.sha256()
        for kind in sorted(issued.files):
            digest.update(issued.files[kind])
        return f"{digest.hexdigest()} {issued.warning}"

    def judge(self) -> list[str]:
        """A sentence for everything that is not as it should be."""
        self.clock.set(self.clock.now() + timedelta(days=1))
        bad = [
            f"report of {day} differs"
            for day, was in self.reports.items()
            if self._report(day) != was
        ]
        bad += self._gaps()
        bad += self._growth()
        told = import_batches(self.stick, self.folder / "cap-tren", self.clock)
        bad += [f"{name}: {problems[0]}" for name, problems in told.refused]
        exported = self.office.store.closings.exported_to()
        if told.entries != exported:
            bad.append(f"the superior has {told.entries} of {exported} acts")
        bad += self.office.store.check().problems
        return bad

    def _gaps(self) -> list[str]:
        series: dict[tuple[str, str], set[int]] = {}
        for kind, question in _SERIES.items():
            for row in self.office.store.database.connection.execute(question):
                series.setdefault((kind, str(row["series"])), set()).add(int(row["number"]))
        for row in self.office.store.database.connection.execute("SELECT code FROM dossier"):
            found = _CODE.fullmatch(str(row["code"]))
            assert found is not None, row["code"]
            series.setdefault(("code", found[1]), set()).add(int(found[2]))
        return [
            f"{kind} {name}: {max(numbers) - len(numbers)} of {max(numbers)} numbers are missing"
            for (kind, name), numbers in sorted(series.items())
            if max(numbers) != len(numbers)
        ]

    def _growth(self) -> list[str]:
        third = max(1, len(self.memory) // 3)
        early, late = (
            median(part) for part in (self.memory[third : 2 * third], self.memory[-third:])
        )
        if late - early <= LEVEL_MB:
            return []
        return [f"memory grew from {early:.0f} to {late:.0f} MB"]

    def counts(self) -> dict[str, Any]:
        """How much was done."""
        connection = self.office.store.database.connection
        done = {name: connection.execute(asked).fetchone()[0] for name, asked in _COUNTS.items()}
        return {
            "dossiers": self.office.store.dossiers.count(),
            **done,
            "events": self.office.store.journal.head().seq,
            "memory": [round(self.memory[at]) for at in (0, len(self.memory) // 2, -1)],
        }


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, daytime(hour), LOCAL)


def _resident() -> float:
    """Megabytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE / 2**20


def canaries(folder: Path, seed: int) -> dict[str, bool]:
    """Whether a short year of each weakened program is noticed for what is wrong with it."""
    honest, rules = Transaction.next_number, AsOf.rules
    calls = [0]

    def passing_over(tx: Transaction, name: str, period: str) -> int:
        calls[0] += 1
        return honest(tx, name, period) + (calls[0] % 40 == 0)

    def of_today(asof: AsOf, _day: date) -> Any:
        return rules(asof, date.max)

    planted: tuple[tuple[str, str, Weak | None, int], ...] = (
        ("a number that is passed over", "missing", (Transaction, "next_number", passing_over), 0),
        ("a report that knows today's names", "differs", (AsOf, "rules", of_today), 0),
        ("a window that keeps everything", "memory", None, 24 * 2**20),
    )
    noticed = {}
    for at, (name, told, part, leaking) in enumerate(planted):
        year = Year(folder / str(at), 6, 9, seed)
        with weak(*part) if part else nullcontext():
            year.play(leaking=leaking)
            noticed[name] = any(told in text for text in year.judge())
        year.office.close()
    return noticed


def main() -> int:
    """Do what the command line says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--days", type=int, default=250)
    asked.add_argument("--visitors", type=int, default=120)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    begun = time.monotonic()
    year = Year(said.folder / "nam", said.days, said.visitors, said.seed)
    year.play()
    bad = year.judge()
    counts = year.counts()
    year.office.close()
    answer = {
        "cases": said.days * said.visitors,
        "counts": counts,
        "bad": bad,
        "canaries": canaries(said.folder / "yeu", said.seed),
        "seconds": round(time.monotonic() - begun, 1),
    }
    print(json.dumps(answer, ensure_ascii=False))
    return int(bool(bad) or not all(answer["canaries"].values()))


if __name__ == "__main__":
    sys.exit(main())
