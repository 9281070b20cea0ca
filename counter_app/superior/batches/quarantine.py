"""The quarantine: batches nobody known has signed are kept here, counted nowhere, until a person has decided.

Each lies as it came, in a folder of its own. Limits hold for every office and for all together: what is unsigned can
claim any office, and a full quarantine harms only what is itself unknown. Known senders never need it.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.store.core.trouble import from_system
from counter_app.superior.batches import kept_batches
from counter_app.superior.book.quarantine_list import QuarantinedBatch, QuarantineState
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.manifest import refused
from counter_app.sync.batch.problems import Code, problem
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.quarantine_list import QuarantineList
    from counter_app.sync.batch.manifest import Manifest

FOLDER = "cach-ly"
MOST_OF_OFFICE, MOST_BYTES_OF_OFFICE = 60, 512 * 1024 * 1024
MOST, MOST_BYTES = 5_000, 16 * 1024 * 1024 * 1024
LEAVE_FREE = 1024 * 1024 * 1024
"""Bytes of the disk that what nobody knows may not take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A batch that may not be opened yet: its manifest and its bytes (None where it cannot be read), who signed it
    (a key in hex, or empty), and the sentence why it is kept apart.
    """

    manifest: Manifest | None
    data: bytes
    signer: str
    why: str


class Quarantine:
    """The folder of batches kept apart, with their list."""

    def __init__(self, folder: Path, listed: QuarantineList, clock: Clock) -> None:
        self._folder = folder / FOLDER
        self._listed = listed
        self._clock = clock

    def waiting(self) -> tuple[Path, ...]:
        """Manifests that lie here; whether they may be opened is asked again at every import."""
        return find_batches(self._folder).manifests if self._folder.is_dir() else ()

    def contains(self, path: Path) -> bool:
        """True if a manifest is one of those."""
        return path.is_relative_to(self._folder)

    def let_in(self, data: bytes) -> bool:
        """True if a person let in the batch whose manifest has these bytes."""
        found = self._listed.of(digest_of(data))
        return found is not None and found.state is QuarantineState.LET_IN

    def dropped(self, data: bytes) -> QuarantinedBatch | None:
        """The decision of a person who dropped the batch whose manifest has these bytes."""
        found = self._listed.of(digest_of(data))
        return found if found and found.state is QuarantineState.DROPPED else None

    def keep(self, path: Path, batch: Unknown) -> QuarantinedBatch:
        """Keep a batch with its reason; the same batch again is kept once, with the reason of today.

        Errors: BatchError when there is no more room for what nobody knows, StoreError when this computer's disk fails.
        """
        sha256 = digest_of(batch.data)
        known = self._listed.of(sha256)
        place = self._folder / sha256[:32]
        if known and known.state is QuarantineState.WAITING and (place / path.name).exists():
            if known.why != batch.why:
                self._listed.change(replace(known, why=batch.why))
            return known
        entry = self._entry(path, batch, sha256)
        try:
            self._require_room(entry)
            kept_batches.keep(path, batch.data, batch.manifest, place)
        except OSError as error:
            raise from_system(error, self._folder) from error
        if known:
            entry = replace(entry, number=known.number)
            self._listed.change(entry)
            return entry
        return replace(entry, number=self._listed.add(entry))

    def _entry(self, path: Path, batch: Unknown, sha256: str) -> QuarantinedBatch:
        manifest = batch.manifest
        return QuarantinedBatch(
            sha256=sha256,
            at=self._clock.now(),
            name=path.name,
            journal=manifest.journal if manifest else "",
            office=manifest.office_number if manifest else "",
            signer=batch.signer,
            from_seq=manifest.from_seq if manifest else 0,
            to_seq=manifest.to_seq if manifest else 0,
            bytes=kept_batches.taken_up(path),
            why=batch.why,
        )

    def _require_room(self, entry: QuarantinedBatch) -> None:
        """Errors: BatchError, OSError."""
        of_office, bytes_of_office, batches, size = self._listed.room_taken(entry.office)
        self._folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self._folder).free
        if (
            of_office >= MOST_OF_OFFICE
            or bytes_of_office + entry.bytes > MOST_BYTES_OF_OFFICE
            or batches >= MOST
            or size + entry.bytes > MOST_BYTES
            or free < entry.bytes + LEAVE_FREE
        ):
            raise refused([problem(Code.QUARANTINE_FULL)])

    def release(self, marker: Path, data: bytes) -> None:
        """Remove a batch that was taken in, holds or was refused for good; the list remembers it.

        Errors: StoreError.
        """
        found = self._listed.of(digest_of(data))
        if found and found.state is QuarantineState.WAITING:
            self._listed.change(replace(found, state=QuarantineState.GONE))
        self.remove(marker)

    def remove(self, marker: Path) -> None:
        """Remove a batch's files. Errors: StoreError."""
        try:
            kept_batches.forget(marker)
        except OSError as error:
            raise from_system(error, self._folder) from error

    def place_of(self, batch: QuarantinedBatch) -> Path:
        """The place of a listed batch's manifest, if it is still there."""
        return self._folder / batch.sha256[:32] / batch.name


def digest_of(data: bytes) -> str:
    """The digest a batch is known by: the SHA-256 of its manifest, in hex."""
    return hashlib.sha256(data).hexdigest()
