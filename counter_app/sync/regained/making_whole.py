"""The entries a restore brought back as figures alone, and the sticks with the office's own whole copies of them.

A payload counts where it is the one that the journal's own chain hashed, whoever wrote it onto the stick.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import BatchError
from counter_app.store.core.journal import WITHHELD, payload_digest
from counter_app.sync.regained.own_batches import own_batches, ways_back
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from counter_app.store.core.journal import Journal
    from counter_app.store.store import Store
    from counter_app.sync.regained.own_batches import WayBack
    from counter_app.system.exchange_keys import ExchangeKeys

Payload = tuple[bytes, str]
"""A salt and the text that was hashed with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedStick:
    """A stick that holds whole what is here in part: as people know it, its batches, when the last was written.

    ``volume`` is empty where nobody wrote it down: the act of writing a batch is in no batch before the next.
    """

    volume: str
    batches: tuple[int, ...]
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """The number of entries here as figures alone, and the sticks that would bring the rest, the latest first."""

    entries: int = 0
    sticks: tuple[WantedStick, ...] = ()


def in_part(journal: Journal) -> list[int]:
    """Numbers of the entries that a restore brought back as figures alone; quick where none ever did."""
    spans = [payload.get("in_part", ()) for _entry, payload in journal.epochs()]
    found = {seq for span in spans if span for seq in journal.in_part(span[0], span[1])}
    return sorted(found)


def lacking(store: Store) -> Lacking:
    """The entries that are here in part, and the places where the rest may lie."""
    wanted = in_part(store.journal)
    if not wanted:
        return Lacking()
    left, named = set(wanted), dict[str, list[tuple[int, datetime]]]()
    for batch in store.closings.batches(most=1_000):
        reached = {seq for seq in wanted if batch.from_seq <= seq <= batch.to_seq}
        if reached:
            named.setdefault(batch.volume, []).append((batch.number, batch.written_at))
            left -= reached
    sticks = [
        WantedStick(
            volume=volume,
            batches=tuple(sorted({number for number, _at in found})),
            at=max(at for _number, at in found),
        )
        for volume, found in named.items()
    ]
    if left and (further := _unnamed(store)):
        sticks.insert(0, WantedStick(volume="", batches=further))
    return Lacking(entries=len(wanted), sticks=tuple(sticks))


def _unnamed(store: Store) -> tuple[int, ...]:
    """Numbers of batches that were given, of which this file does not know the act that wrote them."""
    numbers = [batch.number for batch in store.closings.batches(most=1_000)]
    given = store.database.connection.execute(
        "SELECT last FROM counter WHERE name = 'batch' AND period = ''"
    ).fetchone()
    last = int(given["last"]) if given else 0
    return tuple(range(max(numbers, default=0) + 1, last + 1))


def whole_payloads(
    journal: Journal, folder: Path, signers: Collection[str], keys: ExchangeKeys | None
) -> Mapping[int, Payload]:
    """Number → payload of every entry that is here in part and that own batches in a folder hold whole.

    What cannot be read is passed over: ``regain`` says why. Errors: OSError when the folder cannot be listed.
    """
    wanted, found = set(in_part(journal)), dict[int, Payload]()
    if not wanted:
        return found
    batches, _notes = own_batches(folder, journal.name(), signers)
    for way in ways_back(batches):
        if way.whole and any(map(way.reaches, wanted - found.keys())):
            found |= _brought(journal, way, wanted - found.keys(), keys)
    return found


def _brought(
    journal: Journal, way: WayBack, wanted: set[int], keys: ExchangeKeys | None
) -> dict[int, Payload]:
    found = dict[int, Payload]()
    try:
        with way.open(keys.identity if keys else "") as batch:
            for line in batch.lines():
                seq, salt, body = line.entry.seq, line.salt, line.body
                if seq not in wanted or salt in (None, WITHHELD) or body is None:
                    continue
                assert salt is not None  # noqa: S101 - asked just now
                if journal.hashed(seq) == payload_digest(salt, body):
                    found[seq] = (salt, body)
    except BatchError:
        pass  # what was read before is proved by the journal's own hashes
    return found
