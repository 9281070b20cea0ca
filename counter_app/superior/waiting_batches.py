"""Batches that came before their turn: kept here until the missing ones arrive, so the stick may go home."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.store.core.trouble import from_system
from counter_app.sync.finding import find_batches
from counter_app.sync.manifest import refused
from counter_app.sync.names import MANIFEST_SUFFIX, SIGNATURE_SUFFIX, SUFFIXES, stem_of
from counter_app.sync.problems import Code, problem
from counter_app.system import files

if TYPE_CHECKING:
    from counter_app.sync.reader import Batch

MOST_HELD = 1_000


class Holding:
    """The folder of waiting batches; every file in it was verified before it was put there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "cho-lo-thieu"

    def waiting(self) -> tuple[Path, ...]:
        """Manifests of waiting batches."""
        return find_batches(self._folder).manifests if self._folder.is_dir() else ()

    def contains(self, path: Path) -> bool:
        """Whether a manifest is one of the waiting ones."""
        return path.is_relative_to(self._folder)

    def hold(self, batch: Batch) -> Path:
        """Keep a verified batch: payload first, manifest last. The path of the kept manifest.

        Errors: BatchError when too many wait already, StoreError when this computer's disk fails.
        """
        place = self._folder / batch.manifest.payload_sha256[:32]
        stem = stem_of(batch.manifest.payload_file)
        marker = place / (stem + MANIFEST_SUFFIX)
        if marker.exists():
            return marker
        if len(self.waiting()) >= MOST_HELD:
            raise refused([problem(Code.TOO_MANY_HELD)])
        try:
            place.mkdir(parents=True, exist_ok=True)
            _write(place / batch.manifest.payload_file, batch.payload_chunks())
            if batch.signature:
                _write(place / (stem + SIGNATURE_SUFFIX), [batch.signature])
            _write(marker, [batch.manifest_bytes])
        except OSError as error:
            raise from_system(error, self._folder) from error
        return marker

    def drop(self, marker: Path) -> None:
        """Forget a waiting batch that was taken in."""
        for suffix in SUFFIXES:
            files.remove(marker.with_name(marker.name.removesuffix(MANIFEST_SUFFIX) + suffix))
        with contextlib.suppress(OSError):
            marker.parent.rmdir()


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    files.remove(path)  # half of it, left by a kill
    files.write_new(path, chunks)
