"""Locking an office's file: a plain one encrypted, an encrypted one given another key.

A copy with the new key is made aside and proved like a backup; then it takes the file's place in one step, and only
then the old one is overwritten. Killed anywhere, the old office or the new one stands, whole, and whoever comes next
finishes (docs/adr/0061). Every holder of the ring opens the new file with the password of before.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app import paths
from counter_app.errors import RuleError, StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.store.core.trouble import at_copying, from_system
from counter_app.store.file import data_folder, swap
from counter_app.store.file.database import Database
from counter_app.store.file.held_keys import HeldKeys
from counter_app.store.file.stopping import stopped_as_asked
from counter_app.store.store import Store
from counter_app.system import files, key_ring
from counter_app.system.key_ring import OfficeKeys
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.store.file.checking import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Encrypted:
    """The keys from now on, how many entries were proved, and which plain files still lie in the data folder."""

    keys: OfficeKeys
    entries: int
    plain_left: tuple[str, ...]


def encrypt(
    data_dir: Path,
    clock: Clock,
    keys: OfficeKeys,
    *,
    again: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Encrypted:
    """Encrypt an office's plain file, or ``again`` give an encrypted one another key; nobody else has it open.

    ``keys`` are those of today. ``progress`` is told how far the proof of the copy is. Errors: RuleError for a file
    that is as wished already; StoreError when somebody has the office open, the copy does not prove itself or the disk
    fails; Cancelled. The file is as it was then.
    """
    path = paths.database_path(data_dir)
    data_folder.make_ready(data_dir)
    held = HeldKeys(path, keys)
    _require_other(held, again=again)
    fresh = OfficeKeys(key_ring.new_keys(encrypted=True).data, keys.signing)
    with data_folder.alone(data_dir):
        incoming = path.with_name(path.name + data_folder.INCOMING)
        data_folder.drop(incoming)
        try:
            ring = held.ring()
            if ring is None:
                raise StoreError(_("Chưa có tệp khóa. Đăng nhập một lần rồi làm lại."))
            key_ring.write(key_ring.ring_path(incoming), _rekeyed(ring, keys, fresh), twice=False)
            entries = _copied(held, incoming, fresh, clock, progress, cancelled)
            if cancelled is not None and cancelled():
                raise stopped_as_asked()
            swap.swap(path, incoming, clock.now(), shred=True)
        except OSError as error:
            raise from_system(error, path) from error
        finally:
            if not swap.note_of(path).exists():
                with suppress(OSError):
                    data_folder.drop(incoming)
    return Encrypted(keys=fresh, entries=entries, plain_left=plain_left(data_dir))


def plain_left(data_dir: Path) -> tuple[str, ...]:
    """Names of data files in the folder that anybody can read: copies and files set aside before it was encrypted.

    A superior's warehouse (``kho``) is left out: it tells of no citizen (docs/adr/0072).
    """
    found = []
    for path in sorted(data_dir.rglob("*.db*")):
        with suppress(OSError):
            if (
                path.parent != data_dir / "kho"
                and path.is_file()
                and key_ring.file_key_id(path) == ""
            ):
                found.append(str(path.relative_to(data_dir)))
    return tuple(found)


def _require_other(held: HeldKeys, *, again: bool) -> None:
    encrypted = bool(key_ring.file_key_id(held.data_file))
    if encrypted and not again:
        raise RuleError(
            _("Dữ liệu đã mã hóa rồi. Thêm --again nếu muốn đổi khóa."), rule="encrypted"
        )
    if again and not encrypted:
        raise RuleError(_("Dữ liệu chưa mã hóa nên chưa có khóa để đổi. Bỏ --again."), rule="plain")


def _rekeyed(ring: key_ring.KeyRing, keys: OfficeKeys, fresh: OfficeKeys) -> key_ring.KeyRing:
    try:
        return ring.rekeyed(OfficeKeys(keys.data if ring.opens else None, keys.signing), fresh)
    except key_ring.RingError as error:
        raise StoreError(
            _("Tệp khóa không khớp với khóa đang mở. Đóng chương trình, mở lại rồi làm lại.")
        ) from error


def _copied(
    held: HeldKeys,
    incoming: Path,
    fresh: OfficeKeys,
    clock: Clock,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> int:
    """Copy the file with its new key and prove the copy; the number of entries. Errors: StoreError, OSError."""
    database = Database.open(held.data_file, clock, held=held)
    try:
        head = database.journal.head()
        try:
            engine.allow_ddl(database.connection)
            engine.export(database.connection, incoming, fresh.data)
        except engine.DatabaseError as error:
            raise at_copying(error, incoming) from error
    finally:
        database.close()
    files.sync_file(incoming)
    try:
        copy = Database.inspect(incoming, clock, HeldKeys(incoming, fresh))
        try:
            found = Store(copy).check(progress, cancelled)
        finally:
            copy.close()
    except engine.DiskError:
        found = None
    if found is None or not found.ok or found.head != head:
        raise StoreError(
            _("Bản mã hóa đọc lại không khớp nên đã bỏ. Kiểm tra dữ liệu rồi làm lại.")
        )
    return found.entries
