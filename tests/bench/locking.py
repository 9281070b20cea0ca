"""What encryption costs: the same file plain and encrypted, asked in turns, in processor time of this process.

Processor time: how slow a disk is, and who else works on this computer, changes no verdict.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from counter_app.desk.office.encrypting import encrypt
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.unlocking import unlock_with_password
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.system.key_ring import OfficeKeys
from tests.bench.intake import _draft
from tests.bench.rows import Row, median, percentile
from tests.bench.search import NOW, _texts, large_office
from tests.bench.terminal import MIDDLING

INTAKES, SEARCHES, OPENINGS = 300, 1_200, 9
Pair = tuple[Office, Office]


def measure(folder: Path, dossiers: int = MIDDLING) -> list[Row]:
    """An intake, a search and an opening, each beside the same in the plain file."""
    large_office(folder, dossiers).close()
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
        plain, locked = Path(name) / "thuong", Path(name) / "khoa"
        for copy in (plain, locked):
            shutil.copytree(folder, copy)
        office = Office.open(locked, clock=FixedClock(NOW))
        login = next(item.login for item in office.staff.officers() if item.active)
        office.seat.sign_in(login, FIRST_PASSWORD)
        keys = office.keys or unlock_with_password(locked, login, FIRST_PASSWORD)
        office.close()
        keys = encrypt(locked, FixedClock(NOW), keys).keys
        opened = _openings(plain, locked, keys)
        both = _opened(plain), _opened(locked, keys)
        try:
            intakes, searches = _intakes(both), _searches(both)
        finally:
            for office in both:
                office.close()
    return [
        Row(name="an intake, encrypted, CPU", value=median(intakes[1]), unit="ms", bound=1.3,
            floor=median(intakes[0]), note="beside the same in a plain file"),
        Row(name=f"search among {dossiers:,}, encrypted, p99, CPU", value=percentile(searches[1], 0.99),
            unit="ms", bound=1.5, floor=percentile(searches[0], 0.99),
            note=f"median {median(searches[1]):.2f} ms beside {median(searches[0]):.2f} ms"),
        Row(name="opening takes longer, encrypted, CPU", value=median(opened[1]) - median(opened[0]), unit="ms",
            bound=150.0, note=f"{median(opened[1]):.0f} ms beside {median(opened[0]):.0f} ms; without Argon2id"),
    ]  # fmt: skip


def _opened(folder: Path, keys: OfficeKeys | None = None) -> Office:
    return Office.open(folder, clock=FixedClock(NOW), officer=COMMAND_LINE, keys=keys)


def _spent(work: Callable[[], object]) -> float:
    """Processor time (ms) of one piece of work."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def _openings(plain: Path, locked: Path, keys: OfficeKeys) -> tuple[list[float], list[float]]:
    taken: tuple[list[float], list[float]] = ([], [])
    for _run in range(OPENINGS):
        for at, asked in enumerate((partial(_opened, plain), partial(_opened, locked, keys))):
            offices: list[Office] = []
            taken[at].append(_spent(lambda: offices.append(asked())))  # noqa: B023 - called at once
            offices[0].close()
    return taken


def _intakes(both: Pair) -> tuple[list[float], list[float]]:
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(INTAKES):
        for at, office in enumerate(both):
            taken[at].append(_spent(partial(office.intake.receive, _draft(number))))
    return taken


def _searches(both: Pair) -> tuple[list[float], list[float]]:
    texts = _texts(both[0], random.Random(7), SEARCHES)
    taken: tuple[list[float], list[float]] = ([], [])
    for text in (*texts[: SEARCHES // 4], *texts):  # one warming pass
        for at, office in enumerate(both):
            taken[at].append(_spent(partial(office.dossiers.find, text, most=20)))
    return taken[0][SEARCHES // 4 :], taken[1][SEARCHES // 4 :]
