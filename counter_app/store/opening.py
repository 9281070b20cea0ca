"""Looking at a data file before it is worked with: is it ours, of which version, and can it be brought up to date."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store import schema
from counter_app.store.migrations import VERSION, migrate

if TYPE_CHECKING:
    from sqlite3 import Connection


def require_ours(connection: Connection, path: Path) -> None:
    """Errors: StoreError for a file that is not ours, or of a newer version; it is closed then."""
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if not ours:
        connection.close()
        raise StoreError(
            _("Tệp {path} không phải dữ liệu của Quầy Một Cửa. Chọn lại thư mục dữ liệu.").format(
                path=path
            )
        )
    if version // 1000 > schema.SCHEMA_MAJOR or version > VERSION:
        connection.close()
        raise StoreError(
            _(
                "Dữ liệu ở {path} do phiên bản mới hơn tạo ra. Cập nhật chương trình rồi mở lại."
            ).format(path=path)
        )


def require_current(reading: Connection, path: Path) -> None:
    """A file that may only be read cannot be brought up to date."""
    if reading.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        reading.close()
        raise StoreError(
            _(
                "Dữ liệu ở {path} do phiên bản cũ tạo ra và thư mục chỉ đọc được. Cho phép ghi rồi mở lại để nâng cấp."
            ).format(path=path)
        )


def bring_up_to_date(connection: Connection, path: Path) -> None:
    """Copy a file of an earlier version beside itself, then migrate it."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == VERSION:
        return
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = path.with_name(f"{path.stem}.truoc-nang-cap-{version}{path.suffix}")
    if not copy.exists():
        shutil.copy2(path, copy)
        with copy.open("rb") as written:
            os.fsync(written.fileno())
    migrate(connection)
