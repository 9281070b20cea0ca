"""The superior's folder on the disk: which files are senders, which are being made, which were put aside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.store.core.trouble import Kind, from_system
from counter_app.superior.book.putting_back import go_on
from counter_app.system import files
from counter_app.values import pattern

if TYPE_CHECKING:
    from sqlite3 import Connection

_SENDER = pattern(r"[0-9a-f]{16}\.db")
_MAKING = pattern(r"[0-9a-f]{16}\.dang-nhap(-wal|-shm|-journal)?")
SIDES = ("-wal", "-shm", "-journal")
"""The ends of the names of the files that SQLite keeps beside one."""
_PATIENCE_MS = 60_000


def sender_path(folder: Path, journal: str) -> Path:
    """The place of a journal's copy; ``journal`` is 16 hexadecimal digits, checked with the manifest."""
    return folder / "don-vi" / f"{journal}.db"


def making_path(folder: Path, journal: str) -> Path:
    """The place in which a journal's copy is made; it counts for nothing until it is whole and has its name."""
    return folder / "don-vi" / f"{journal}.dang-nhap"


def known_journals(folder: Path) -> list[str]:
    """Every journal with a copy here; safety copies, files being made or put aside are none."""
    return sorted(name[:16] for name in _names(folder) if _SENDER.fullmatch(name))


def leftovers(folder: Path) -> list[Path]:
    """Files of copies that were being made when the work was cut short."""
    return [folder / "don-vi" / name for name in sorted(_names(folder)) if _MAKING.fullmatch(name)]


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder / "don-vi") as entries:
            return [entry.name for entry in entries if entry.is_file()]
    except FileNotFoundError:
        return []


def stamp(path: Path) -> str:
    """Changes whenever a file was written to; empty when there is none."""
    return _stamp_of(str(path), logged=path.with_name(path.name + "-wal").exists())


def stamps(folder: Path) -> dict[str, str]:
    """The stamp of every journal's copy here, in one look: what a stick costs hardly grows with those who sent none."""
    names, place, found = set(_names(folder)), str(folder / "don-vi") + os.sep, {}
    for name in sorted(names):
        if _SENDER.fullmatch(name):
            found[name[:16]] = _stamp_of(place + name, logged=f"{name}-wal" in names)
    return found


def _stamp_of(path: str, *, logged: bool) -> str:
    """As ``stamp``, of a file of which it is known whether a log lies beside it."""
    try:
        found = os.stat(path)  # noqa: PTH116 - thousands at once, and a Path for each costs more than the question
        waiting = os.stat(f"{path}-wal").st_size if logged else 0  # noqa: PTH116 - the same
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}:{waiting}"


def clear(making: Path) -> None:
    """Remove a copy that was never finished, with its side files. Errors: OSError."""
    for side in SIDES:
        files.remove(making.with_name(making.name + side))
    files.remove(making)


def require_folded(path: Path) -> None:
    """Requires that all of a closed file is in it, and nothing in a log beside it. Errors: StoreError."""
    if path.with_name(path.name + "-wal").exists():
        raise StoreError(
            _(
                "Tệp {path} chưa ghi xong hoặc đang mở ở nơi khác. Đóng chương trình khác rồi làm lại."
            ).format(path=path)
        )


def put_in_place(making: Path, final: Path) -> None:
    """Give a whole, closed copy its name in one step, over whatever had it. Errors: OSError, StoreError."""
    require_folded(making)
    require_folded(final)
    files.sync_file(making)
    files.move(making, final)


def set_aside(path: Path, word: str, now: datetime) -> Path:
    """Rename a file that is no sender, with its side files: it is kept but not counted. Errors: OSError."""
    target = aside_path(path, word, now)
    move_with_sides(path, target)
    return target


def move_with_sides(path: Path, target: Path) -> None:
    """Give what there is of a file and its side files another name. Errors: OSError.

    The log goes first: left behind it would be taken for the log of the next file of this name.
    """
    for side in SIDES:
        beside = path.with_name(path.name + side)
        if beside.exists():
            files.move(beside, target.with_name(target.name + side))
    if path.exists():
        files.move(path, target)


def aside_path(path: Path, word: str, now: datetime) -> Path:
    """A free name beside ``path`` that is no sender's: ``X.hong-20261123-080000.db``."""
    for number in range(1, 1000):
        tail = "" if number == 1 else f"-{number}"
        target = path.with_name(f"{path.stem}.{word}-{now:%Y%m%d-%H%M%S}{tail}{path.suffix}")
        if not target.exists():
            return target
    raise FileExistsError(str(path))


@contextmanager
def importing(folder: Path) -> Iterator[None]:
    """Within it no import runs on a folder; a second one waits, and gives up after a while.

    The lock is a transaction on a file of its own, so that it ends with the process that holds it. Errors: StoreError
    when the other one takes too long.
    """
    lock = engine.connect(folder / "dang-nhap.lock")
    with _alone(lock, _("Đang có lần nhập khác chạy. Chờ nó xong rồi nhập lại.")):
        yield


@contextmanager
def viewing(folder: Path) -> Iterator[None]:
    """Within it no sender's file is exchanged; many may look at once, also where nothing can be written.

    Errors: StoreError where a copy was being put back and cannot be put in its place now.
    """
    try:
        go_on(folder)
    except OSError as error:
        raise from_system(error, folder) from error
    lock = engine.look_into(folder / "dang-xem.lock")
    try:
        with suppress(engine.DatabaseError):
            lock.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            lock.execute("BEGIN")
            lock.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        lock.close()


@contextmanager
def exchanging(folder: Path) -> Iterator[None]:
    """Within it nobody looks at a sender. Errors: StoreError when somebody looks for long."""
    lock = engine.look_into(folder / "dang-xem.lock")
    with _alone(lock, _("Đang có người lập bảng tổng hợp. Chờ bảng xong rồi làm lại.")):
        yield


@contextmanager
def _alone(lock: Connection, busy: str) -> Iterator[None]:
    """Hold a lock alone and close it after. Errors: StoreError with the sentence ``busy`` while others have it."""
    with closing(lock):
        try:
            lock.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            lock.execute("BEGIN EXCLUSIVE")
        except engine.DatabaseError as error:
            if isinstance(error, engine.DiskError) and error.kind is not Kind.BUSY:
                raise
            raise StoreError(busy) from error
        yield
