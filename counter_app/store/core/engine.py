"""The one SQLite library of the process: the copy inside ``sqlcipher3``, never the interpreter's own.

SQLite 3.7.0–3.51.2 can corrupt a database when a WAL is reset under two writers; 3.51.3 mends it. sqlite-utils is told
to use this library through its own ``pysqlite3`` hook.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3
from sqlcipher3 import dbapi2 as sqlite

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core import trouble
from counter_app.store.core.trouble import DiskError
from counter_app.system import chance
from counter_app.system.office_keys import KEY_BYTES, key_id

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

    from counter_app.values import override
else:

    def override(method):
        """The method; ``typing_extensions`` would stand in the memory of a window where nobody does anything."""
        return method


SAFE_VERSION = (3, 51, 3)

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlite)

IntegrityError: type[Exception] = sqlite.IntegrityError
DatabaseError: type[Exception] = sqlite.DatabaseError
OperationalError: type[Exception] = sqlite.OperationalError

__all__ = [
    "DatabaseError",
    "DiskError",
    "IntegrityError",
    "OperationalError",
    "allow_ddl",
    "attach",
    "begin",
    "connect",
    "connect_reading",
    "connect_untouched",
    "encrypted",
    "export",
    "forbid_ddl",
    "interrupted",
    "library_version",
    "log_of",
    "look_into",
    "looking_aside",
    "require_alive",
    "require_safe_library",
    "rows_of",
]

_ROWS_AT_ONCE = 256
_ASIDE_KIB = 64 * 1024
_PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "journal_size_limit = 16777216",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "cache_size = -8000",
)
_LOCKED_CACHE = "cache_size = -16000"
"""KiB: every page that is not kept is decrypted again, so an encrypted file keeps twice as many."""
_ASIDE = (
    "temp_store = MEMORY",
    "synchronous = OFF",
    "trusted_schema = OFF",
    f"cache_size = {-_ASIDE_KIB}",
)
_QUESTIONS = frozenset({"SELECT", "PRAGMA", "WITH"})
_HELD = (5, 6)
"""SQLITE_BUSY and SQLITE_LOCKED: somebody else has the file, and will be done soon."""
PATIENCE_SECONDS = 10.0
"""The time anybody waits for somebody else who has the file."""
_TURN_SECONDS = 0.02
_INTERRUPTED = 9
"""SQLITE_INTERRUPT: somebody wished it."""
_MAKERS = frozenset(
    getattr(sqlite, name, number)
    for name, number in {
        "SQLITE_CREATE_INDEX": 1,
        "SQLITE_CREATE_TABLE": 2,
        "SQLITE_CREATE_TRIGGER": 7,
        "SQLITE_CREATE_VIEW": 8,
        "SQLITE_DROP_INDEX": 10,
        "SQLITE_DROP_TABLE": 11,
        "SQLITE_DROP_TRIGGER": 16,
        "SQLITE_DROP_VIEW": 17,
        "SQLITE_ALTER_TABLE": 26,
        "SQLITE_CREATE_VTABLE": 29,
        "SQLITE_DROP_VTABLE": 30,
    }.items()
)


_CORRUPT = 11
"""SQLITE_CORRUPT."""


def _telling(call: Callable[..., Any], *, reading: bool = False) -> Callable[..., Any]:
    """A method of a cursor whose errors are told as ``trouble`` tells them.

    What failed is let go of here and now. An error keeps its frames, and with them the cursor, until the collector
    comes by, on whatever thread; there it would wait for the thread that works with the connection, which may itself
    wait for a lock of the other, and for ever once the connection is closed.
    """

    @wraps(call)
    def run(cursor: _Cursor, /, *arguments: Any) -> Any:
        try:
            return call(cursor, *arguments)
        except UnicodeDecodeError as error:
            # SQLite names damage by the damaged bytes, which the library cannot read.
            damage: Any = DatabaseError(f"malformed database: {error.object!r}")
            damage.sqlite_errorcode = _CORRUPT
            raise trouble.told(damage, cursor.connection.path, reading=True) from None
        except DatabaseError as error:
            asked = reading or str(arguments[0]).lstrip()[:6].upper() in _QUESTIONS
            found = trouble.told(error, cursor.connection.path, reading=asked)
            with suppress(DatabaseError):
                cursor.close()
            try:
                if found is error:
                    raise
                raise found
            finally:
                del found  # or it would hold the frame that holds it

    return run


class _Cursor(sqlite.Cursor):  # type: ignore[misc]
    """Every statement and every row passes here, so no error of the disk reaches a person raw."""

    execute = _telling(sqlite.Cursor.execute)
    executemany = _telling(sqlite.Cursor.executemany)
    executescript = _telling(sqlite.Cursor.executescript)
    fetchone = _telling(sqlite.Cursor.fetchone, reading=True)
    fetchmany = _telling(sqlite.Cursor.fetchmany, reading=True)
    fetchall = _telling(sqlite.Cursor.fetchall, reading=True)
    __next__ = _telling(sqlite.Cursor.__next__, reading=True)


class _Connection(sqlite.Connection):  # type: ignore[misc]
    """Makes cursors that speak to people; SQLite's own ``execute`` of a connection goes through them too."""

    path: Path | None = None
    keyed = False

    @override
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


def _open(name: str, path: Path | None, *, key: bytes | None = None, **options: Any) -> Connection:
    """``key`` opens an encrypted file, and makes a new one encrypted.

    Errors: DiskError, also for a log whose file is gone or empty: SQLite would remove that log.
    """
    require_safe_library()
    # In this order: whoever makes a new file writes into it before there is a log.
    if path is not None and _holds_bytes(log_of(path)) and not _holds_bytes(path):
        raise DiskError(trouble.Kind.DAMAGED, path)
    try:
        connection: Any = sqlite.connect(
            name, isolation_level=None, factory=_Connection, cached_statements=256, **options
        )
    except DatabaseError as error:
        raise trouble.told(error, path)  # noqa: B904 - it carries its cause
    connection.row_factory = sqlite.Row
    connection.path, connection.keyed = path, key is not None
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:  # before anything is read
        connection.execute(f'PRAGMA key = "{_spelled(key)}"')
    return connection  # type: ignore[no-any-return]


def encrypted(connection: Connection) -> bool:
    """True if a key opened the file."""
    return bool(getattr(connection, "keyed", False))


def _spelled(key: bytes) -> str:
    """A data key as SQLCipher takes it: 32 bytes, and the 16 the file begins with, which name the key."""
    return f"x'{key.hex()}{key_id(key)}'"


def attach(connection: Connection, path: Path, name: str, key: bytes | None) -> None:
    """Have another file, or a new one, beside the open one under ``name``; ``key`` None for a plain one."""
    spelled = "" if key is None else _spelled(key)
    connection.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (str(path), spelled))


def interrupted(error: BaseException) -> bool:
    """True if a statement ended because it was asked to stop, which says nothing about the data."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF == _INTERRUPTED


def require_alive(error: BaseException) -> None:
    """Raise an error of the disk, or of a statement that was stopped, again: it says nothing about what was written."""
    if isinstance(error, DiskError) or interrupted(error):
        raise error


def rows_of(cursor: Cursor) -> Iterator[Any]:
    """The rows of an answer one by one, fetched some hundreds at once."""
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        yield from rows


def log_of(path: Path) -> Path:
    """The place SQLite keeps the latest writes to a file in use."""
    return path.with_name(f"{path.name}-wal")


def _holds_bytes(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def library_version() -> str:
    """``3.53.4``: the SQLite library in use."""
    return str(sqlite.sqlite_version)


def require_safe_library() -> None:
    """Refuse to start on a SQLite library with the WAL-reset fault. Errors: StoreError."""
    if sqlite.sqlite_version_info < SAFE_VERSION:
        raise StoreError(
            _(
                "Thư viện SQLite {found} có lỗi có thể làm hỏng dữ liệu. Cài lại chương trình bằng bộ cài mới."
            ).format(found=library_version())
        )


def connect(
    path: Path | str,
    *,
    durable: bool = True,
    first: Callable[[Connection], None] | None = None,
    key: bytes | None = None,
) -> Connection:
    """Open a database file with the settings every promise of the product rests on.

    ``first`` looks at the file before a setting is written into it and may raise. ``durable`` False is for throw-away
    databases (rebuilding, samples) only.
    """
    connection = _open(str(path), Path(path) if path else None, key=key)
    try:
        if first is not None:
            first(connection)
        _write_ahead(connection)
        _wait_for_others(connection)
        for pragma in (*_PRAGMAS, *([_LOCKED_CACHE] if key is not None else [])):
            connection.execute(f"PRAGMA {pragma}")
        if not durable:
            connection.execute("PRAGMA synchronous = OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_aside() -> Connection:
    """An empty database of nobody's, for as long as it is open: in memory at first, in a file of the system's when it
    grows, so that what is compared may be larger than memory. Nobody else can read that file, now or later.
    """
    connection = _open("", None, key=chance.random_bytes(KEY_BYTES))
    for pragma in _ASIDE:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def export(connection: Connection, target: Path, key: bytes | None) -> None:
    """Copy a whole database, as of one moment, into a new file with another key; None makes a plain one.

    Errors: DatabaseError.
    """
    attach(connection, target, "copied", key)
    try:
        connection.execute("SELECT sqlcipher_export('copied')").fetchall()
        for pragma in ("user_version", "application_id"):
            value = connection.execute(f"PRAGMA main.{pragma}").fetchone()[0]
            connection.execute(f"PRAGMA copied.{pragma} = {int(value)}")
    finally:
        connection.execute("DETACH DATABASE copied")


def _wait_for_others(connection: Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {round(PATIENCE_SECONDS * 1000)}")


def _write_ahead(connection: Connection) -> None:
    """Switch to a write-ahead log, taking turns with whoever opens the same new file.

    SQLite cannot wait by itself here: two that both read the first page would wait for each other.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    for left in reversed(range(round(PATIENCE_SECONDS / _TURN_SECONDS))):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except DiskError as error:
            if not left or error.sqlite_errorcode & 0xFF not in _HELD:
                raise
            time.sleep(_TURN_SECONDS)
        else:
            return


@contextmanager
def unlogged(connection: Connection) -> Iterator[None]:
    """Within it a file that is thrown away unless it becomes whole is written once, not into a log first.

    Nobody else may have it open. At the end it keeps a log like every other; an error leaves it without.
    """
    connection.execute("PRAGMA journal_mode = MEMORY")
    yield
    _write_ahead(connection)


def connect_reading(path: Path, key: bytes | None = None) -> Connection:
    """Open a database file for reading only, also in a folder where SQLite may not make its side files.

    Errors: StoreError.
    """
    with suppress(DatabaseError):
        return _reading(path, "mode=ro", key)
    try:
        return _reading(path, "immutable=1", key)
    except DatabaseError as error:
        raise trouble.at_opening(error, path) from error


def _reading(path: Path, how: str, key: bytes | None) -> Connection:
    connection = _open(f"{uri_of(path)}?{how}", path, key=key, uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA query_only = ON")
        _wait_for_others(connection)
    except DatabaseError:
        connection.close()
        raise
    return connection


def uri_of(path: Path) -> str:
    """A path as SQLite reads it: a share of Windows with its server in the path, whose place before it stays empty."""
    from urllib.parse import quote  # only here: most verbs name no file so

    named = Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 - no link is to be followed
    return f"file://{'' if named.startswith('/') else '/'}{quote(os.fsencode(named), safe='/:')}"


def connect_untouched(path: Path, key: bytes | None = None) -> Connection:
    """Open a finished file for reading without a lock or a side file; what stands beside it is not read.

    Errors: StoreError when it is no database.
    """
    connection = _open(f"{uri_of(path)}?immutable=1", path, key=key, uri=True)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except DatabaseError as error:
        connection.close()
        raise StoreError(
            _("Không đọc được tệp {path}. Chọn bản sao lưu khác.").format(path=path)
        ) from error
    return connection


def look_into(path: Path, key: bytes | None = None) -> Connection:
    """A connection that changes no setting of the file; what is only in its WAL is seen too."""
    return _open(str(path), path, key=key)


def begin(connection: Connection) -> None:
    """Take the write lock, and notice a file that was opened for reading only because nothing else was to be had.

    SQLite begins there all the same and refuses only the first change. Errors: DiskError.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("DELETE FROM draft WHERE 0")
    except DatabaseError:
        connection.execute("ROLLBACK")
        raise


def forbid_ddl(connection: Connection) -> None:
    """From here on no statement may make, change or drop a table: a mistyped name fails instead of creating one."""

    def judge(action: int, *_rest: str | None) -> int:
        return 1 if action in _MAKERS else 0

    connection.set_authorizer(judge)


@contextmanager
def looking_aside(connection: Connection) -> Iterator[None]:
    """Within it a connection may make tables of its own beside the file, and those alone should be made."""
    locked = bool(connection.execute("PRAGMA query_only").fetchone()[0])
    allow_ddl(connection)
    connection.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        if locked:
            connection.execute("PRAGMA query_only = ON")
        forbid_ddl(connection)


def allow_ddl(connection: Connection) -> None:
    """Lift ``forbid_ddl`` for a migration."""
    connection.set_authorizer(None)
