"""A data file made anew from the journal of a copy: no table, trigger or side file of the copy comes along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core import engine, schema
from counter_app.store.core.access_book import carry_book
from counter_app.store.core.journal import Journal
from counter_app.store.core.trouble import Kind, reason
from counter_app.store.file.anchors import anchor_problems
from counter_app.store.file.checking import (
    Chain,
    Progress,
    differences,
    page_problems,
    rebuilding,
    replay,
    strange_objects,
    withheld_problems,
)
from counter_app.store.file.database import Database
from counter_app.store.file.opening import require_ours
from counter_app.store.file.sealing import seal_problems, sealing, tables_in
from counter_app.store.file.swap import SIDE_FILES
from counter_app.store.file.triggers import trigger_problems
from counter_app.store.projection.held_tables import HeldTables
from counter_app.system.garbage import uncollected

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.domain.clock import Clock
    from counter_app.store.file.held_keys import HeldKeys

Bring = Callable[[Journal], Mapping[int, tuple[bytes, str]]]
"""Asked of a copy's journal: number → salt and payload of entries that are there in part, and come whole now."""
_CARRIED = ("preference", "credential", "password_state", "draft", "clear_file")
"""Local tables that a restore brings back; ``meta`` belongs to the new file."""


def rebuilt_from(
    source: Path,
    target: Path,
    clock: Clock,
    progress: Progress | None = None,
    *,
    key: bytes | None = None,
    held: HeldKeys | None = None,
    bring: Bring | None = None,
) -> Database:
    """A new data file ``target`` that says what the copy ``source`` says; the copy is not touched.

    ``key`` opens the copy, ``held`` are the keys that the new file is made with; ``bring`` is asked, of the copy, for
    payloads that came whole since.

    Errors: StoreError when the copy does not prove itself, or ``target`` cannot be written; it may be half made then.
    """
    _require_alone(source)
    reading = engine.connect_untouched(source, key)
    try:
        require_ours(reading, source, backup=True)
        database = Database.create(target, clock, held=held)
        try:
            brought = bring(Journal(reading)) if bring else {}
            problems = _carry(reading, database.connection, progress, brought)
            if problems:
                pages = problems[0].startswith("pages:")
                words = _("trang dữ liệu hỏng hoặc ổ đĩa đọc lỗi")
                raise _not_whole(source, words if pages else problems[0])
        except BaseException:
            database.close()
            raise
    except engine.DiskError as error:
        if error.path != source or error.kind is not Kind.DAMAGED:
            raise
        raise _not_whole(source, reason(error)) from error
    except engine.DatabaseError as error:
        raise _not_whole(source, str(error)) from error
    finally:
        reading.close()
    database.device = _device(database.connection)
    return database


def _carry(
    source: Connection,
    target: Connection,
    progress: Progress | None,
    brought: Mapping[int, tuple[bytes, str]],
) -> list[str]:
    """The faults of the copy; ``target`` holds all of it when there are none."""
    problems = [*trigger_problems(source), *strange_objects(source), *page_problems(source)]
    if problems:
        return problems
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN IMMEDIATE")
    chain = Chain(source, progress, brought)
    with uncollected():
        replay(chain, HeldTables(target), Journal(target))
    with sealing(target, _CARRIED):
        for table in (name for name in _CARRIED if name in tables_in(source)):
            _copy_rows(source, target, table)
    if "access_line" in tables_in(source):
        chain.problems += carry_book(source, target)
    if not chain.problems and _version(source) == schema.VERSION:
        chain.problems += _unlike(source, target, brought)
        chain.problems += seal_problems(source, _CARRIED)
        chain.problems += anchor_problems(source)
    chain.problems += withheld_problems(source)
    target.execute("ROLLBACK" if chain.problems else "COMMIT")
    target.execute("PRAGMA foreign_keys = ON")
    return chain.problems


def _unlike(
    source: Connection, target: Connection, brought: Mapping[int, tuple[bytes, str]]
) -> list[str]:
    """Tables of the copy that are not what its own journal says; made once more where the new file says more."""
    if not brought:
        return differences(source, target)
    with rebuilding(Chain(source, None), source) as (rebuilt, tables):
        return differences(source, rebuilt, tables)


def _copy_rows(source: Connection, target: Connection, table: str) -> None:
    rows: Iterable[tuple[object, ...]] = (
        tuple(row) for row in source.execute(f"SELECT * FROM {table}")
    )
    for row in rows:
        target.execute(f"INSERT INTO {table} VALUES({','.join('?' * len(row))})", row)


def _version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _device(connection: Connection) -> int:
    """The number of the computer that wrote the last entry."""
    row = connection.execute("SELECT device FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return int(row["device"]) if row else 1


def _require_alone(source: Path) -> None:
    """A copy of ours is one file; a log beside it holds what nobody verified."""
    for suffix in SIDE_FILES:
        side = source.with_name(source.name + suffix)
        if side.exists() and side.stat().st_size and suffix != "-shm":
            raise StoreError(
                _(
                    "Cạnh bản sao lưu có tệp {name}: bản này bị mở dở hoặc sao chép khi đang "
                    "ghi. Chọn bản sao lưu khác."
                ).format(name=side.name)
            )


def _not_whole(source: Path, detail: str) -> StoreError:
    return StoreError(
        _("Bản sao lưu {path} không nguyên vẹn: {detail}. Chọn bản sao khác.").format(
            path=source, detail=detail
        )
    )
