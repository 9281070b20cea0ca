"""A counter that receives dossiers as fast as it can and says each code aloud once it is saved.

Run as ``python -m tests.faults.counter_worker FOLDER COUNT [--unsafe]``; it is there to be killed or recorded.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.person.party import Party, PartyKind
from counter_app.office import Office

MORNING = datetime(2026, 11, 23, 9, tzinfo=LOCAL)


def open_office(folder: Path) -> Office:
    """The office under test, on a clock that stands still."""
    return Office.open(folder, clock=FixedClock(MORNING), officer=COMMAND_LINE)


def draft(number: int) -> IntakeDraft:
    """A form like any other."""
    applicant = Party(
        PartyKind.PERSON, f"Nguyễn Thị Mẫu {number}", phone=f"0300{number % 10**6:06d}"
    )
    return IntakeDraft(procedure="1.004873", applicant=applicant)


def _next_code(office: Office) -> str:
    """The code that the next dossier will have, while nobody else works."""
    given = office.store.numbers.last_of([("dossier:01", f"{MORNING:%Y-%m-%d}")])
    return f"T99001-{MORNING:%y%m%d}-01{max(given.values(), default=0) + 1:04d}"


def work(folder: Path, count: int, say: int, *, unsafe: bool = False, early: bool = False) -> None:
    """Receive ``count`` dossiers, with tickets between them, and write each saved code to the descriptor ``say``.

    ``unsafe`` syncs nothing; ``early`` says a code before its dossier is saved.
    """
    office = open_office(folder)
    if unsafe:
        office.store.database.connection.execute("PRAGMA synchronous = OFF")
    for number in range(count):
        if early:
            os.write(say, f"{_next_code(office)}\n".encode())
        code = office.intake.receive(draft(number)).result.code
        if not early:
            os.write(say, f"{code}\n".encode())
        if number % 3 == 0:
            office.queue.take("A")
    office.close()


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]), 1, unsafe="--unsafe" in sys.argv)
