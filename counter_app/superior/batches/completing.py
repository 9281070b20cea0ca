"""Figures of a journal that came whole later: its copy is made anew with them, from the same chain, and exchanged.

An office sends its past once more when its superior asks for all of it. What is taken is what the chain's own hashes
prove; of an entry that was erased since nothing is taken, for nothing of it is held. The copy is made aside, whole,
and takes the place of the old one in one step: nothing else in it is touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from counter_app.domain.journal.minimal import left_to_send
from counter_app.store.core.journal import WITHHELD
from counter_app.superior.book.folder import exchanging
from counter_app.superior.senders.residues import within
from counter_app.superior.senders.sender import ForkError, Sender, make_sender
from counter_app.superior.warehouse.keeping import take_anew
from counter_app.sync.batch.lines import Line
from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.problems import Code, problem
from counter_app.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.domain.clock import Clock
    from counter_app.store.core.journal import Entry
    from counter_app.sync.batch.manifest import Manifest
    from counter_app.sync.batch.reader import Batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """The number of entries that are whole now, and the numbers of those whose figures had said something else."""

    entries: int = 0
    otherwise: tuple[int, ...] = ()


def may_complete(sender: Sender, manifest: Manifest) -> bool:
    """True if a batch may hold whole what the copy has figures of."""
    last = min(manifest.to_seq, sender.head().seq)
    return manifest.content is Content.FULL and bool(
        sender.store.journal.in_part(manifest.from_seq, last)
    )


def complete(folder: Path, sender: Sender, batch: Batch, clock: Clock) -> Completed:
    """Exchange a copy for one in which everything is whole that the batch holds whole; ``sender`` is closed then.

    Errors: BatchError for a batch that is refused, or is of another branch; StoreError for the disk. The copy stands
    as it was then, and ``sender`` is open still, unless the error came while it was exchanged.
    """
    merging = _Merging(sender, batch)

    def fill(made: Sender) -> Completed:
        made.office_bound, made.dates_until = sender.office_bound, sender.dates_until
        made.retake(merging.entries())
        return Completed(entries=merging.completed, otherwise=tuple(merging.otherwise))

    def begin(done: Completed) -> None:
        if not done.entries:
            raise _NothingNewError
        looked_away.enter_context(exchanging(folder))
        take_anew(folder, sender.journal)
        sender.close()

    with ExitStack() as looked_away:
        try:
            return make_sender(folder, sender.journal, clock, fill, begin)
        except _NothingNewError:
            return Completed()


class _NothingNewError(Exception):
    """Everything of it was erased at the office meanwhile: the copy stays as it is."""


class _Merging:
    """The entries of a copy in order, each as it is held, or as a batch has it where it is held in part."""

    def __init__(self, sender: Sender, batch: Batch) -> None:
        self._journal = sender.store.journal
        self._residues = self._journal.residues()
        self._manifest, self._batch = batch.manifest, batch
        self.completed = 0
        self.otherwise: list[int] = []

    def entries(self) -> Iterator[tuple[Line, dict[str, Any]]]:
        """Errors: BatchError, also after the last one: then nothing of it counts."""
        lines = self._batch.lines()
        for entry, salt, body in self._journal.walk():
            brought = None
            if self._manifest.from_seq <= entry.seq <= self._manifest.to_seq:
                brought = self._same(next(lines), entry)
            if brought is not None and salt == WITHHELD and brought.body is not None:
                yield self._whole(entry, brought, json.loads(body or "{}"))
            else:
                yield self._held(entry, salt, body)
        for _line in (
            lines
        ):  # what goes beyond the copy is taken in after this, and its totals are judged with it
            pass

    def _same(self, line: Line, entry: Entry) -> Line:
        if (line.entry.seq, line.entry.hash) != (entry.seq, entry.hash):
            sentence = problem(Code.FORK, seq=entry.seq)
            raise ForkError(sentence, line.entry.seq, line.entry.hash)
        return line

    def _whole(
        self, entry: Entry, brought: Line, figures: dict[str, Any]
    ) -> tuple[Line, dict[str, Any]]:
        """The entry as it is held, with the payload that its hash proves."""
        payload = brought.payload
        self.completed += 1
        if not within(figures, left_to_send(entry.kind, payload) or payload):
            self.otherwise.append(entry.seq)
        salt, body = brought.salt, brought.body
        line = Line(
            entry=entry,
            salt=salt,
            body=body,
            residue=None,
            parsed=brought.parsed,
            plain=brought.plain,
        )
        return line, payload

    def _held(
        self, entry: Entry, salt: bytes | None, body: str | None
    ) -> tuple[Line, dict[str, Any]]:
        payload = self._residues.get(entry.seq, {}) if body is None else json.loads(body)
        residue = payload if body is None else None
        return Line(entry=entry, salt=salt, body=body, residue=residue), payload
