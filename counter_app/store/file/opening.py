"""Looking at a data file before it is worked with: is it ours, of which version, and can it be brought up to date."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.i18n import _, mark
from counter_app.store.core import engine, schema
from counter_app.store.core.trouble import Kind, reason
from counter_app.system import chance, files

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.store.file.migrations import Progress

HALF_MADE = ".dang-ghi"
"""Ends the name of a copy that is being written; one that is found later was cut short."""
SAFETY_MARK = ".truoc-nang-cap-"
_UNREPLAYABLE = (KeyError, ValueError, TypeError, AttributeError)
_NOT_OURS = {
    (True, False): mark(
        "Tệp {path} rỗng, như sau khi mất điện. Khôi phục từ bản sao lưu gần nhất."
    ),
    (False, False): mark(
        "Tệp {path} không phải dữ liệu của Quầy Một Cửa. Chọn lại thư mục dữ liệu."
    ),
    (True, True): mark("Bản sao lưu {path} rỗng. Chọn bản sao lưu khác."),
    (False, True): mark(
        "Tệp {path} không phải bản sao lưu của Quầy Một Cửa. Chọn bản sao lưu khác."
    ),
}
"""By whether nothing is in the file, and whether it was to be restored from."""


def require_ours(connection: Connection, path: Path, *, backup: bool = False) -> None:
    """Errors: StoreError for a file that is empty, not ours, or of a newer version; it is closed then.

    ``backup``: it was chosen to restore from, and the next step is another copy.
    """
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if not ours:
        empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        connection.close()
        raise StoreError(_(_NOT_OURS[empty, backup]).format(path=path))
    if version // 1000 > schema.SCHEMA_MAJOR or version > schema.VERSION:
        connection.close()
        raise StoreError(
            _(
                "Dữ liệu ở {path} do phiên bản mới hơn tạo ra. Cập nhật chương trình rồi mở lại."
            ).format(path=path)
        )


def require_current(reading: Connection, path: Path) -> None:
    """A file that may only be read cannot be brought up to date."""
    if reading.execute("PRAGMA user_version").fetchone()[0] != schema.VERSION:
        reading.close()
        raise StoreError(
            _(
                "Dữ liệu ở {path} do phiên bản cũ tạo ra và thư mục chỉ đọc được. Cho phép ghi rồi mở lại để nâng cấp."
            ).format(path=path)
        )


def bring_up_to_date(
    connection: Connection,
    path: Path,
    progress: Progress | None = None,
    *,
    key: bytes | None = None,
) -> None:
    """Make a proven copy of a file of an earlier version beside it, then migrate; ``key`` opens both.

    ``progress`` as of ``migrate``. Errors: StoreError, DatabaseError.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == schema.VERSION:
        return
    from counter_app.store.file.migrations import migrate

    _keep_safe(connection, safety_copy(path, version), key)
    engine.allow_ddl(connection)
    try:
        migrate(connection, progress)
    except _UNREPLAYABLE as error:  # entries that say no more what the tables are made of
        raise engine.DiskError(Kind.DAMAGED, path) from error


def safety_copy(path: Path, version: int) -> Path:
    """The place of the copy of a file of an earlier version."""
    return path.with_name(f"{path.stem}{SAFETY_MARK}{version}{path.suffix}")


def _keep_safe(connection: Connection, copy: Path, key: bytes | None) -> None:
    try:
        if copy.exists():
            if _proves_itself(connection, copy, key):
                return
            aside = copy.with_name(f"{copy.stem}.hong-{chance.random_bytes(4).hex()}{copy.suffix}")
            files.move(copy, aside)
        partial = copy.with_name(copy.name + HALF_MADE)
        files.remove(partial)
        copy_into(connection, partial)
        if not _proves_itself(connection, partial, key):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(partial))
        files.move(partial, copy)
    except (OSError, engine.DatabaseError) as error:
        raise StoreError(
            _(
                "Chưa nâng cấp vì không sao chép được bản dự phòng {path} ({detail}). Kiểm tra chỗ trống rồi mở lại."
            ).format(path=copy, detail=reason(error))
        ) from error


def copy_into(connection: Connection, target: Path) -> None:
    """Copy an open database, as of one moment, into a file that is on the disk when this returns; it has the same key.

    A half-made file of an earlier try is written anew. Errors: OSError, DatabaseError.
    """
    files.remove(target)
    locked = bool(connection.execute("PRAGMA query_only").fetchone()[0])
    engine.allow_ddl(connection)
    try:
        connection.execute("PRAGMA query_only = OFF")  # the copy is written, not the file
        connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        if locked:
            connection.execute("PRAGMA query_only = ON")
        engine.forbid_ddl(connection)
    files.sync_file(target)


def _proves_itself(connection: Connection, copy: Path, key: bytes | None) -> bool:
    """True if a copy is whole, and its last entry stands in the journal of the open file."""
    from counter_app.store.core.journal import Journal
    from counter_app.store.file.checking import verify_chain

    try:
        found = engine.connect_untouched(copy, key)
    except StoreError:
        return False
    try:
        head, problems = verify_chain(found)
        pages = [
            row["integrity_check"] for row in found.execute("PRAGMA integrity_check").fetchall()
        ]
        return not problems and pages == ["ok"] and Journal(connection).holds(head.seq, head.hash)
    except engine.DatabaseError:
        return False
    finally:
        found.close()
