"""Batches that came before their turn: kept here until the missing ones arrive, so the stick may go home.

They lie by journal, each as it came. Whoever sends may fill its own part of the room and nobody else's.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.store.core.trouble import from_system
from counter_app.superior.batches import kept_batches
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.manifest import refused
from counter_app.sync.batch.problems import Code, problem

if TYPE_CHECKING:
    from counter_app.sync.batch.manifest import Manifest

MOST_HELD = 400
"""Batches of one journal that wait at most."""
MOST_BYTES = 2 * 1024 * 1024 * 1024
"""Bytes of one journal's waiting batches at most."""


class Holding:
    """The folder of waiting batches; every file in it was verified before it was put there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "cho-lo-thieu"

    def waiting(self) -> tuple[Path, ...]:
        """Manifests of waiting batches."""
        return find_batches(self._folder).manifests if self._folder.is_dir() else ()

    def contains(self, path: Path) -> bool:
        """True if a manifest is one of the waiting ones."""
        return path.is_relative_to(self._folder)

    def hold(self, path: Path, manifest: Manifest, data: bytes) -> Path:
        """Keep a verified batch by its manifest's path and bytes. The path of the kept manifest.

        Errors: BatchError when too many of this journal wait already, StoreError when this computer's disk fails.
        """
        room = self._folder / manifest.journal
        place = room / manifest.payload_sha256[:32]
        if (place / path.name).exists():
            return place / path.name
        try:
            self._require_room(room, manifest)
            return kept_batches.keep(path, data, manifest, place)
        except OSError as error:
            raise from_system(error, self._folder) from error

    def _require_room(self, room: Path, manifest: Manifest) -> None:
        """Errors: BatchError, OSError."""
        waiting = find_batches(room).manifests if room.is_dir() else ()
        size = sum(map(kept_batches.taken_up, waiting)) + manifest.payload_bytes
        if len(waiting) >= MOST_HELD or size > MOST_BYTES:
            raise refused([problem(Code.TOO_MANY_HELD)])

    def drop(self, marker: Path) -> None:
        """Forget a waiting batch that was taken in. Errors: StoreError."""
        try:
            kept_batches.forget(marker)
            with contextlib.suppress(OSError):
                marker.parent.parent.rmdir()
        except OSError as error:
            raise from_system(error, self._folder) from error
