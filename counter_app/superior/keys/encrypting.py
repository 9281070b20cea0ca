"""Locking what a superior kept in clear before, or under a key of before: its book and every office's copy.

Each file by itself: a locked copy is made aside, proved against the plain one, and takes its name in one step; the
plain one is overwritten after that. Cut anywhere, one of the two has the name, whole, and the next try clears the rest.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.errors import StoreError
from counter_app.i18n import _, plural
from counter_app.store.core import engine
from counter_app.store.core.trouble import at_copying
from counter_app.superior.book.arrivals import DATABASE_NAME, Arrivals
from counter_app.superior.book.copy_keys import held_in, key_of
from counter_app.superior.book.folder import (
    clear,
    exchanging,
    importing,
    require_folded,
    sender_path,
    stamp,
)
from counter_app.system import files
from counter_app.system.office_keys import file_key_id, key_id
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

MAKING = ".dang-khoa"
"""Ends the name of a locked copy that is being made."""
FORMER = ".ban-ro"
"""Ends the second name of a plain file that is to be overwritten."""
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncryptedCopies:
    """The number of locked files, and those that stay in clear (or under the key of before), each with why."""

    done: int
    left: tuple[str, ...]

    def lines(self) -> list[str]:
        """For people; nothing where nothing was to be done."""
        said = plural("Đã mã hóa {count} tệp số liệu của các đơn vị.", self.done)
        return [*([said.format(count=self.done)] if self.done else []), *self.left]


def otherwise_locked(folder: Path) -> list[Path]:
    """Files of a superior's folder that are not under today's key, the book first; none where it has no key."""
    keys = held_in(folder).keys
    if keys is None or keys.data is None:
        return []
    today = key_id(keys.data)
    return [path for path in _data_files(folder) if _asks_for(path) not in (None, today)]


def in_clear(folder: Path) -> list[Path]:
    """Files of a superior's folder that anybody can read."""
    return [path for path in _data_files(folder) if _asks_for(path) == ""]


def encrypt_copies(folder: Path, progress: Progress | None = None) -> EncryptedCopies:
    """Lock everything that is not under today's key; what somebody has open, or what is damaged, stays as it is.

    Errors: StoreError while an import runs; whatever ``progress`` raises, between two files.
    """
    if not otherwise_locked(folder) and not _traces(folder):
        return EncryptedCopies(done=0, left=())
    with importing(folder):
        _clear_traces(folder)
        wanted, done, left = otherwise_locked(folder), 0, []
        for at, path in enumerate(wanted):
            if progress:
                progress(at, len(wanted), path.name)
            try:
                with exchanging(folder):
                    _encrypt(folder, path)
                done += 1
            except (StoreError, engine.DatabaseError, OSError) as error:
                left.append(_left(path, error))
        return EncryptedCopies(done=done, left=tuple(left))


def _left(path: Path, error: Exception) -> str:
    told = error.message if isinstance(error, StoreError) else at_copying(error, path).message
    return _("Chưa mã hóa được {name}: {reason}").format(name=path.name, reason=told)


def _data_files(folder: Path) -> list[Path]:
    with suppress(OSError):
        copies = sorted((folder / "don-vi").glob("*.db"))
        return [path for path in (folder / DATABASE_NAME, *copies) if path.is_file()]
    return []


def _asks_for(path: Path) -> str | None:
    try:
        return file_key_id(path)
    except OSError:
        return None


def _encrypt(folder: Path, path: Path) -> None:
    """Errors: StoreError, DatabaseError, OSError: then the file is as it was."""
    key, before = key_of(folder, path.with_name(path.name + MAKING)), stamp(path)
    making = path.with_name(path.name + MAKING)
    try:
        _copied(path, making, key_of(folder, path), key)
        require_folded(path)
        _exchange(path, making)
    except BaseException:
        with suppress(OSError):
            clear(making)
        raise
    _note(folder, path, before)


def _copied(path: Path, making: Path, old: bytes | None, new: bytes | None) -> None:
    """Make the locked copy and prove it, while nobody else has the file."""
    clear(making)
    source = engine.look_into(path, old)
    try:
        source.execute("PRAGMA locking_mode = EXCLUSIVE")
        (mode,) = source.execute("PRAGMA journal_mode = DELETE").fetchone()
        if mode != "delete":
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
        engine.export(source, making, new)
        facts = _facts(source)
    finally:
        source.close()
    files.sync_file(making)
    copy = engine.connect_untouched(making, new)
    try:
        pages = [said for (said,) in copy.execute("PRAGMA integrity_check").fetchall()]
        same = pages == ["ok"] and _facts(copy) == facts
    finally:
        copy.close()
    if not same:
        raise StoreError(_("Bản mã hóa đọc lại không khớp nên đã bỏ. Kiểm tra ổ đĩa rồi làm lại."))


def _facts(connection: Connection) -> dict[str, Any]:
    """The facts a copy must share with its source: versions, each table's rows, the journal's end."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    found: dict[str, Any] = {
        f"{name}": connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - of the file itself
        for (name,) in names.fetchall()
    }
    for pragma in ("application_id", "user_version"):
        found[f"pragma {pragma}"] = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    if "journal" in found:
        last = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        found["head"] = tuple(last.fetchone() or ())
    return found


def _exchange(path: Path, making: Path) -> None:
    """The locked copy takes the name; the plain file is overwritten under a second name, where the disk has such."""
    former = path.with_name(path.name + FORMER)
    files.name_twice(path, former)
    files.move(making, path)
    _destroy(path, former)


def _destroy(path: Path, former: Path) -> None:
    """Overwrite a former file; while it is still what has the name, only the second name goes. Errors: OSError."""
    if not former.exists():
        return
    if path.exists() and files.identity(path) != files.identity(former):
        files.shred(former)
    else:
        files.remove(former)


def _traces(folder: Path) -> list[Path]:
    found = [*folder.glob(f"{DATABASE_NAME}.*"), *(folder / "don-vi").glob("*.db.*")]
    return [path for path in found if MAKING in path.name or path.name.endswith(FORMER)]


def _clear_traces(folder: Path) -> None:
    """Remove the traces of a cut try. Errors: StoreError."""
    for trace in _traces(folder):
        try:
            if trace.name.endswith(FORMER):
                _destroy(trace.with_name(trace.name.removesuffix(FORMER)), trace)
            else:
                files.remove(trace)
        except OSError as error:
            raise at_copying(error, trace) from error


def _note(folder: Path, path: Path, before: str) -> None:
    """The register still knows a sender after its file changed: nothing is proved again for nothing."""
    with suppress(StoreError, engine.DatabaseError), Arrivals(folder) as arrivals:
        standing, seen = arrivals.register.all().get(path.stem, (None, ""))
        if standing and seen == before and path == sender_path(folder, path.stem):
            arrivals.register.put(standing, stamp(path))
