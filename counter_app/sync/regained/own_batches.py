"""The office's own batches on a stick, as a way back: which entries each brings, whole or figures alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.closing.statement import key_text
from counter_app.errors import BatchError
from counter_app.i18n import _
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.reader import open_batch, open_own, read_manifest
from counter_app.system.office_keys import signed_by
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.sync.batch.manifest import Manifest
    from counter_app.sync.batch.reader import Batch


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """One way to read a batch: the office's own copy beside it (``own``), or what was meant for the superior.

    ``whole``: all of the entries come back, or else only what an erasure would have left of them.
    """

    path: Path
    manifest: Manifest
    own: bool
    whole: bool

    def open(self, identity: str) -> Batch:
        """The batch past every gate; close it after use. Errors: BatchError."""
        return (open_own if self.own else open_batch)(self.path, identity)

    def reaches(self, seq: int) -> bool:
        """True if it holds an entry."""
        return self.manifest.from_seq <= seq <= self.manifest.to_seq


def own_batches(
    folder: Path, journal: str, signers: Collection[str]
) -> tuple[list[tuple[Path, Manifest]], list[str]]:
    """Batches of a journal in a folder, and a sentence for each that does not serve.

    ``signers`` are the keys (hex) the office is known by, "" among them where batches may be signed by nobody; what
    another key signed counts only if one of them vouches for it. Empty: any. Errors: OSError when the folder cannot be
    listed.
    """
    found, notes = list[tuple[Path, "Manifest"]](), list[str]()
    for path in find_batches(folder).manifests:
        try:
            manifest = read_manifest(path)[0]
        except BatchError as error:
            notes.append(f"{path.name}: {error.message}")
            continue
        if manifest.journal != journal:
            continue
        if signers and not _is_known(manifest, signers):
            text = _("{name}: không do khóa của đơn vị ký nên không dùng. Tìm USB khác.")
            notes.append(text.format(name=path.name))
            continue
        found.append((path, manifest))
    return found, notes


def _is_known(manifest: Manifest, signers: Collection[str]) -> bool:
    """True if one of the keys signed, or signed for the one that did. That the manifest is signed is proved later."""
    if manifest.signer in signers:
        return True
    if manifest.former not in signers or not manifest.former:
        return False
    text = key_text(journal=manifest.journal, key=manifest.signer, before=manifest.former)
    signature = bytes.fromhex(manifest.vouched)
    return signed_by(bytes.fromhex(manifest.former), text.encode(), signature)


def ways_back(batches: Iterable[tuple[Path, Manifest]]) -> list[WayBack]:
    """Every way to read them; that the copies are what the manifests say is not proved yet."""
    ways = []
    for path, manifest in batches:
        whole = manifest.content is Content.FULL
        if manifest.own is not None:
            ways.append(WayBack(path=path, manifest=manifest, own=True, whole=True))
        ways.append(WayBack(path=path, manifest=manifest, own=False, whole=whole))
    return ways


def next_way(ways: Collection[WayBack], seq: int) -> tuple[WayBack | None, int]:
    """The best way to go on with entry ``seq``, and the last entry to take by it; None where none reaches it.

    Whole entries come first. Figures alone are taken only up to where a whole batch begins.
    """
    reaching = [way for way in ways if way.reaches(seq)]
    if not reaching:
        return None, 0
    way = max(reaching, key=lambda item: (item.whole, item.manifest.to_seq))
    if way.whole:
        return way, way.manifest.to_seq
    begins = [
        item.manifest.from_seq for item in ways if item.whole and item.manifest.from_seq > seq
    ]
    return way, min([way.manifest.to_seq, *(first - 1 for first in begins)])


def reached(
    ways: Iterable[WayBack], end: int, last: int, serves: Callable[[WayBack], bool]
) -> tuple[int, int]:
    """Tells how far ways that ``serves`` says so of lead from entry ``end``, not beyond ``last``; and how many of these
    entries come back as figures alone.
    """
    usable = [way for way in ways if serves(way)]
    seq, in_part = end, 0
    while seq < last:
        way, until = next_way(usable, seq + 1)
        if way is None:
            break
        until = min(until, last)
        in_part += 0 if way.whole else until - seq
        seq = until
    return seq, in_part
