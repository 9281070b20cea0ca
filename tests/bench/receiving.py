"""The superior's import of a year of one office, with every gate: entries a second of one core, and memory.

Processor time of a process of its own, less what it costs to load the program.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from counter_app.store.store import Store
from counter_app.sync.batch.envelope import Envelope
from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.writer import write_batch
from counter_app.system.exchange_keys import ExchangeKeys
from tests.bench.rows import Row
from tests.bench.search import large_office
from tests.bench.terminal import MIDDLING, spent

EVENTS_A_SECOND = 20_000
MOST_MB = 300.0
_LOADED = "import counter_app.superior.batches.inbox, counter_app.superior.senders.taking, counter_app.office\n"
_TAKEN = (
    _LOADED
    + """
import pathlib, sys
from counter_app.office import SystemClock
from counter_app.superior.batches.inbox import import_batches
from counter_app.superior.batches.trust import Trust
stick, here = map(pathlib.Path, sys.argv[1:3])
summary = import_batches(stick, here, SystemClock(), trust=Trust(everyone=True))
assert not summary.refused and not summary.held, summary
print(sum(taken.entries for taken in summary.imported))
"""
)


def measure(folder: Path) -> list[Row]:
    """A batch without anybody in it, as an office sends it by itself, and one with everything."""
    office = large_office(folder, MIDDLING)
    try:
        with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
            return [
                row
                for content in Content
                for row in _import(office.store, Path(name) / content, content)
            ]
    finally:
        office.close()


def _import(store: Store, scratch: Path, content: Content) -> list[Row]:
    (stick := scratch / "stick").mkdir(parents=True)
    write_batch(
        store,
        from_seq=1,
        to_seq=store.journal.head().seq,
        number=1,
        target=stick,
        settings=store.settings.office(),
        envelope=Envelope(keys=ExchangeKeys.of(bytes(32)), content=content),
    )
    nothing = spent("-c", _LOADED)[0]
    seconds, memory, said = spent("-c", _TAKEN, str(stick), str(scratch / "here"))
    entries = int(said)
    note = f"{content}, {entries:,} entries, {(seconds - nothing) / entries * 1e6:.0f} µs each"
    return [
        Row(name=f"import ({content}), entries a second of one core", value=entries / (seconds - nothing),
            unit="/s", bound=EVENTS_A_SECOND, at_least=True, note=note),
        Row(name=f"import ({content}), memory", value=memory, unit="MB", bound=MOST_MB),
    ]  # fmt: skip
