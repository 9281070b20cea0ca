"""Old copies go, and only they: of this journal, proved by this program, unchanged since, with newer ones whole.

A name proves nothing, nor does a note: what goes is read once more and must be, byte for byte, what was proved.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.office.backup_notes import FoundCopy, copies_in, digest_of, parts_of
from counter_app.domain.backups.keeping import wanted
from counter_app.system import files

if TYPE_CHECKING:
    from counter_app.store.store import Store


def clear(store: Store, folder: Path, cancelled: Callable[[], bool]) -> tuple[str, ...]:
    """Remove the copies of a folder that nobody needs any more; their names, the latest first.

    Nothing goes while the newest copy is not the one that was proved, byte for byte; what cannot be read or removed
    stays. Errors: OSError when the folder cannot be listed.
    """
    ours = [copy for copy in copies_in(folder) if is_ours(store, copy)]
    kept = wanted(dated for copy in ours if (dated := copy.dated()) is not None)
    old = [copy for copy in ours if copy.path.name not in kept]
    if not old or not _unchanged(ours[0]):
        return ()
    return tuple(
        copy.path.name for copy in old if not cancelled() and _unchanged(copy) and _gone(copy)
    )


def is_ours(store: Store, copy: FoundCopy) -> bool:
    """True if a copy's proof is of this journal, and what it ends with still stands in it."""
    note = copy.note
    return (
        note is not None
        and note.journal == store.journal.name()
        and store.journal.holds(note.entries, bytes.fromhex(note.head))
    )


def _unchanged(copy: FoundCopy) -> bool:
    try:
        return copy.note is not None and digest_of(copy.path) == copy.note.digest
    except OSError:
        return False


def _gone(copy: FoundCopy) -> bool:
    """The copy goes first: without it its note is nobody's proof."""
    first, *rest = parts_of(copy.path)
    try:
        files.remove(first)
    except OSError:
        return False
    for part in rest:
        with suppress(OSError):
            files.remove(part)
    return True
