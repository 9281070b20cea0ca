"""The check that a file in a sender's place may be opened: ours, of this version or before, without strange parts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.errors import CounterError, StoreError
from counter_app.i18n import _
from counter_app.store.core import engine, schema
from counter_app.store.core.trouble import DiskError, Kind
from counter_app.store.file.migrations import VERSION

if TYPE_CHECKING:
    from sqlite3 import Connection

_CANNOT_OPEN, _NOT_A_DATABASE = 14, 26
"""SQLite's codes."""


class NotOursError(StoreError):
    """A file that never was a sender: empty, foreign, or left half-made; nothing is lost when it is renamed."""


def require_sound(path: Path, key: bytes | None = None) -> None:
    """Look at a file without changing anything in it; ``key`` opens it, of a locked one that does not it is damaged.

    Errors: NotOursError for what never was a sender; StoreError for a newer version, damage, strange triggers or views.
    """
    try:
        ours, version, rows, entries = _looked_into(path, key)
    except engine.DatabaseError as error:
        if _code(error) == _NOT_A_DATABASE and key is None:
            raise NotOursError(_not_ours(path)) from error
        raise of_disk(path, error) from error
    if ours != schema.APPLICATION_ID or not entries:
        raise NotOursError(_not_ours(path))
    if version > VERSION:
        raise StoreError(
            _("Tệp {name} do phiên bản mới hơn tạo ra. Cập nhật chương trình rồi mở lại.").format(
                name=path.name
            )
        )
    strange = sorted(name for name, sql in rows if schema.TRIGGERS.get(name) != sql)
    if strange:
        raise StoreError(
            _("Tệp {name} có phần lạ “{part}”. Không mở; báo người phụ trách máy.").format(
                name=path.name, part=strange[0][:60]
            )
        )


def _looked_into(path: Path, key: bytes | None) -> tuple[int, int, list[Any], bool]:
    """Mark and version of a file, its triggers and views, and whether anything was journaled in it."""
    try:
        return _facts(engine.look_into(path, key))
    except engine.OperationalError as error:
        if _code(error) != _CANNOT_OPEN:
            raise
    return _facts(engine.connect_reading(path, key))  # in a folder where nothing may be written


def _facts(connection: Connection) -> tuple[int, int, list[Any], bool]:
    try:
        ours = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
        ).fetchall()
        return ours, version, rows, _has_entries(connection)
    finally:
        connection.close()


def _has_entries(connection: Connection) -> bool:
    table = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'journal'"
    ).fetchone()
    return bool(table and connection.execute("SELECT 1 FROM journal LIMIT 1").fetchone())


def _not_ours(path: Path) -> str:
    return _(
        "Tệp {name} rỗng, làm dở hoặc không phải của Quầy Một Cửa. Nhập lại các gói của đơn vị đó."
    ).format(name=path.name)


def damaged(path: Path, detail: object) -> StoreError:
    """The error for a file that SQLite cannot read, or in which something stands that cannot be."""
    return StoreError(
        _(
            "Tệp {name} hỏng hoặc không đọc được ({detail}). Sao chép lại từ bản lưu, hoặc chạy lệnh superior settle."
        ).format(name=path.name, detail=str(detail)[:200])
    )


def of_disk(path: Path, error: Exception) -> StoreError:
    """The error for what the database says of a file: damage is the file's, anything else is told as it is."""
    if isinstance(error, DiskError) and error.kind is not Kind.DAMAGED:
        return error
    code = _code(error)
    return damaged(path, f"SQLite {code}" if code else f"{type(error).__name__}: {error}")


def is_damage(error: Exception) -> bool:
    """True if an error of the database is the file's own damage, which stops nobody else."""
    return isinstance(error, DiskError) and error.kind is Kind.DAMAGED


def may_pass(error: Exception) -> bool:
    """True if an error is the disk's, and so says nothing about what stands in the file."""
    if isinstance(error, DiskError):
        return error.kind is not Kind.DAMAGED
    return isinstance(error, OSError) or isinstance(error.__cause__, OSError)


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def told(path: Path, error: Exception) -> str:
    """The sentence for whatever went wrong with a sender's file."""
    if isinstance(error, engine.DatabaseError):
        return of_disk(path, error).message
    if isinstance(error, CounterError):
        return error.message
    return damaged(path, f"{type(error).__name__}: {error}").message
