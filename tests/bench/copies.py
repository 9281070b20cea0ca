"""The worst day of an office with a year of work: from the copy alone to the first receipt on paper.

Processor time of this process: how slow a stick is changes no verdict.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from counter_app.desk.drill.rehearsal import rehearse
from counter_app.desk.office.backup import make_copy
from counter_app.desk.office.backup_notes import copies_in
from tests.bench.rows import Row
from tests.bench.search import large_office
from tests.bench.terminal import MIDDLING

FIVE_MINUTES = 300.0


def measure(folder: Path) -> list[Row]:
    """A copy made and proved, and a restore rehearsed up to the printed receipt."""
    office = large_office(folder, MIDDLING)
    try:
        with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
            begun = time.process_time()
            make_copy(office.store, Path(name))
            made = time.process_time()
            (copy,) = copies_in(Path(name))
            drill = rehearse(office.store, copy, None, lambda: False)
            ended = time.process_time()
    finally:
        office.close()
    if not drill.passed:
        raise RuntimeError(drill.problems)
    said = f"{MIDDLING:,} dossiers"
    return [
        Row(name="a copy made and proved, CPU", value=made - begun, unit="s", bound=FIVE_MINUTES,
            note=said),
        Row(name="from the copy to the first receipt, CPU", value=ended - made, unit="s",
            bound=FIVE_MINUTES, note=said),
    ]  # fmt: skip
