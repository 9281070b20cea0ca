"""Keeping the data: copies that are verified before they count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.office.backup_notes import BACKUP_PATTERN as BACKUP_PATTERN
from counter_app.desk.office.backup_notes import BACKUP_PREFIX as BACKUP_PREFIX
from counter_app.desk.office.backup_notes import BACKUP_SUFFIX, digest_of, parts_of, write_note
from counter_app.desk.office.backup_places import volume_words
from counter_app.domain.clock import local_date
from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core.trouble import at_copying
from counter_app.store.file.database import Database
from counter_app.store.file.file_copies import copy_to
from counter_app.store.file.opening import HALF_MADE
from counter_app.store.file.stopping import stopping
from counter_app.store.store import Store
from counter_app.system import files, key_ring
from counter_app.system.locks import FileLock
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.file.checking import CheckResult, Progress

_LOCK_NAME = "sao-luu-quay.khoa"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy that was opened again and verified: its last entry's number and the code of its chain's head.

    ``same_disk``: it lies on the volume of the data, and is lost with it. ``cleared`` names half-made copies of killed
    work that were removed from the folder.
    """

    path: Path
    entries: int
    head: str
    same_disk: bool = False
    cleared: tuple[str, ...] = ()


def backup(
    store: Store,
    folder: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Backup:
    """Copy the data into a new file in ``folder`` and prove the copy: chain verified, tables rebuilt and equal.

    The copy is proved against its own last entry, which must stand in the journal: others may go on writing meanwhile.
    ``progress`` is told how far the proof is. Errors: StoreError, Cancelled; a copy that does not prove itself, or is
    not wanted any more, is removed.
    """
    made = make_copy(store, folder, progress, cancelled)
    _note(store, folder, apart=not made.same_disk)
    return made


def make_copy(
    store: Store,
    folder: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Backup:
    """As ``backup``, and this computer does not remember the folder."""
    asked = cancelled or _never
    with alone_in(folder) as first:
        cleared = _clear_half_made(folder) if first else ()
        target = _free_name(folder, store.clock.now())
        unproved = target.with_name(target.name + HALF_MADE)  # no backup before it is proved
        with stopping(store.database, asked):
            copy_to(store.database, unproved)
        try:
            result, digest = prove(store, unproved, progress, asked)
            _give_ring(store, target)
            files.move(unproved, target)
        except BaseException as error:
            with suppress(OSError):
                files.remove(unproved)
                files.remove(key_ring.ring_path(target))
            if isinstance(error, OSError):
                raise at_copying(error, target) from error
            raise
    _noted(store, target, result, digest)
    same_disk = files.identity(target)[0] == files.identity(store.database.path)[0]
    return Backup(
        path=target,
        entries=result.entries,
        head=result.head.code,
        same_disk=same_disk,
        cleared=cleared,
    )


def _give_ring(store: Store, target: Path) -> None:
    """Lay the office's ring beside a copy, which nobody else could open. Errors: OSError, StoreError."""
    if (ring := store.database.held.ring()) is not None:
        key_ring.write(key_ring.ring_path(target), ring, twice=False)


def _note(store: Store, folder: Path, *, apart: bool) -> None:
    """Remember where and when the data was last copied; this computer's own knowledge, no act of the office."""
    kept = store.settings.preferences()
    day = local_date(store.clock.now()).isoformat()
    wish = replace(kept, backup_dir=str(folder), backed_up_on=day, backup_apart=apart)
    if store.database.writable and wish != kept:
        store.settings.keep_preferences(wish)
    if store.database.writable:
        store.backups.keep(store.backups.plan().copied_to(str(folder)))


def _free_name(folder: Path, now: datetime) -> Path:
    """A name that no copy of this second has, finished or not."""
    stem = f"{BACKUP_PREFIX}{now:%Y%m%d-%H%M%S}"
    for more in count():
        target = folder / f"{stem}{f'-{more}' if more else ''}{BACKUP_SUFFIX}"
        if not target.exists() and not target.with_name(target.name + HALF_MADE).exists():
            break
    return target


def _never() -> bool:
    return False


def note_proof(store: Store, target: Path, result: CheckResult, digest: str) -> None:
    """Write the proof beside a copy that has one. Errors: StoreError; without it the copy does not count."""
    try:
        write_note(
            target,
            journal=store.journal.name(),
            head=result.head,
            digest=digest,
            now=store.clock.now(),
            volume=volume_words(target),
        )
    except OSError as error:
        raise at_copying(error, target) from error


def _noted(store: Store, target: Path, result: CheckResult, digest: str) -> None:
    """A new copy with its proof, or none: what nobody can tell from a half-made one is not left."""
    try:
        note_proof(store, target, result, digest)
    except StoreError:
        for part in parts_of(target):
            with suppress(OSError):
                files.remove(part)
        raise


def prove(
    store: Store, target: Path, progress: Progress | None, cancelled: Callable[[], bool]
) -> tuple[CheckResult, str]:
    """The findings of the check of a copy, and its SHA-256 as it lies on the medium.

    Errors: StoreError when it is not whole, or no copy of this journal; Cancelled; OSError.
    """
    digest = digest_of(target)
    try:
        copy = Database.inspect(target, store.clock, store.database.held)
        try:
            result = Store(copy).check(progress, cancelled)
        finally:
            copy.close()
    except StoreError:
        result = None
    if (
        result is None
        or not result.ok
        or not store.journal.holds(result.head.seq, result.head.hash)
    ):
        raise StoreError(
            _("Bản sao lưu đọc lại không khớp nên đã bỏ. Chọn ổ đĩa khác rồi sao lưu lại.")
        )
    return result, digest


@contextmanager
def alone_in(folder: Path) -> Iterator[bool]:
    """True if nobody else writes a copy into the folder while this one does."""
    lock = FileLock(folder / _LOCK_NAME)
    first = False
    with suppress(OSError):  # told when the copy itself cannot be written
        folder.mkdir(parents=True, exist_ok=True)
        first = lock.take()
    try:
        yield first
    finally:
        with suppress(OSError):  # of a stick that was pulled
            lock.release(remove=True)


def _clear_half_made(folder: Path) -> tuple[str, ...]:
    """Remove copies that killed work left half made."""
    cleared = []
    rings = f"{BACKUP_PREFIX}*{key_ring.SUFFIX}-*{HALF_MADE}"
    for path in sorted((*folder.glob(f"{BACKUP_PATTERN}{HALF_MADE}*"), *folder.glob(rings))):
        with suppress(OSError):
            files.remove(path)
            cleared.append(path.name)
    return tuple(cleared)
