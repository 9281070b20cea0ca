"""Keeping the data: copies that are verified before they count, and coming back from one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counter_app import paths
from counter_app.domain.clock import Clock
from counter_app.domain.staff import COMMAND_LINE
from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.checking import CheckResult
from counter_app.store.database import Database
from counter_app.store.store import Store

BACKUP_PATTERN = "sao-luu-quay-*.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy that was opened again and verified."""

    path: Path
    entries: int
    head: str


def backup(store: Store, folder: Path) -> Backup:
    """Copy the data into a new file in ``folder`` and prove the copy: chain verified, tables rebuilt and equal.

    Errors: StoreError; a copy that does not prove itself is removed.
    """
    target = folder / f"sao-luu-quay-{store.clock.now():%Y%m%d-%H%M%S}.db"
    store.database.backup_to(target)
    result = _checked(target, store.clock)
    if not result.ok or result.head.hash != store.journal.head().hash:
        target.unlink(missing_ok=True)
        raise StoreError(
            _("Bản sao lưu đọc lại không khớp nên đã bỏ. Chọn ổ đĩa khác rồi sao lưu lại.")
        )
    _drop_side_files(target)
    return Backup(path=target, entries=result.entries, head=result.head.code)


def restore(source: Path, data_dir: Path, clock: Clock) -> Backup:
    """Put a verified copy in the place of the data; the file it replaces is set aside, never deleted.

    A new epoch begins. Numbers go on above those of the replaced file; when that cannot be read, this computer takes
    the next number of its own, so that no code is given twice. Errors: StoreError when the copy does not prove itself.
    """
    if not source.is_file():
        raise StoreError(_("Không có tệp {path}. Chọn lại bản sao lưu.").format(path=source))
    result = _checked(source, clock)
    if not result.ok:
        raise StoreError(
            _("Bản sao lưu {path} không nguyên vẹn: {detail}. Chọn bản sao khác.").format(
                path=source, detail=result.problems[0]
            )
        )
    target = paths.database_path(data_dir)
    given, readable = _numbers_given(target, clock)
    incoming = target.with_name(target.name + ".khoi-phuc")
    incoming.unlink(missing_ok=True)
    copied = Store.open(source, clock)
    copied.database.backup_to(incoming)
    copied.close()
    _set_aside(target, clock.now())
    incoming.rename(target)
    store = Store.open(target, clock)
    store.database.clock_confirmed = True
    device = store.database.device if readable else store.database.device % 99 + 1
    with store.transaction() as tx:
        store.database.begin_epoch(
            tx, device=device, reason="restored", actor=COMMAND_LINE.login, counters=given
        )
    head = store.journal.head()
    store.close()
    _drop_side_files(source)
    return Backup(path=target, entries=head.seq, head=head.code)


def _checked(path: Path, clock: Clock) -> CheckResult:
    store = Store.open(path, clock)
    try:
        return store.check()
    finally:
        store.close()


def _numbers_given(path: Path, clock: Clock) -> tuple[list[tuple[str, str, int]], bool]:
    if not path.is_file():
        return [], False
    try:
        database = Database.open(path, clock)
    except StoreError:
        return [], False
    try:
        return database.counters(), True
    finally:
        database.close()


def _set_aside(path: Path, now: datetime) -> None:
    for suffix in ("", "-wal", "-shm"):
        side = path.with_name(path.name + suffix)
        if side.exists():
            side.rename(
                side.with_name(f"{path.stem}.thay-{now:%Y%m%d-%H%M%S}{path.suffix}{suffix}")
            )


def _drop_side_files(path: Path) -> None:
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
