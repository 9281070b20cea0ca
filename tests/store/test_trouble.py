"""Every fault of a disk is one sentence with the right next step; a mistake of the program stays one."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from counter_app.errors import StoreError
from counter_app.office import Office
from counter_app.store.core import engine, trouble
from counter_app.store.core.trouble import Kind
from tests.makers import receive

RESTORE = re.compile("khôi phục", re.IGNORECASE)


def failed(code: int, text: str = "", reading: bool = False, path: Path | None = None) -> Exception:
    error: Any = engine.OperationalError(text)
    error.sqlite_errorcode = code
    return trouble.told(error, path, reading=reading)


@pytest.mark.parametrize("kind", Kind)
def test_only_a_damaged_file_leads_to_a_backup_and_by_way_of_a_check(kind: Kind) -> None:
    said = trouble.sentence(kind, Path("so-lieu.db"), 1)
    assert bool(RESTORE.search(said)) == (kind is Kind.DAMAGED)
    assert "{" not in said
    if kind is Kind.DAMAGED:
        assert said.index("kiểm tra dữ liệu") < said.index("khôi phục")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_FULL", Kind.FULL),
        ("SQLITE_BUSY", Kind.BUSY),
        ("SQLITE_BUSY_SNAPSHOT", Kind.BUSY),
        ("SQLITE_LOCKED", Kind.BUSY),
        ("SQLITE_READONLY", Kind.DENIED),
        ("SQLITE_PERM", Kind.DENIED),
        ("SQLITE_IOERR_FSYNC", Kind.WRITING),
        ("SQLITE_CORRUPT", Kind.DAMAGED),
        ("SQLITE_NOTADB", Kind.DAMAGED),
        ("SQLITE_CANTOPEN", Kind.ABSENT),
    ],
)
def test_an_error_is_judged_by_its_code_and_not_by_its_words(name: str, kind: Kind) -> None:
    found = failed(getattr(sqlite3, name), "database or disk is full")
    assert isinstance(found, engine.DiskError)
    assert found.kind is kind
    assert "disk" not in found.message, "SQLite's own words are nobody's next step"


def test_an_error_while_reading_does_not_say_that_something_was_not_saved() -> None:
    found = failed(10, reading=True)
    assert isinstance(found, engine.DiskError)
    assert "Không đọc được" in found.message


def test_a_mistake_of_the_program_is_not_blamed_on_the_disk(office: Office) -> None:
    database = office.store.database
    for statement in ("SELECT nothing FROM nowhere", "CREATE TABLE x(y)"):
        with pytest.raises(engine.DatabaseError) as caught:
            database.connection.execute(statement)
        assert not isinstance(caught.value, StoreError)
    with pytest.raises(engine.IntegrityError):
        database.connection.execute("INSERT INTO meta(key, value) VALUES('epoch', 'x')")
    assert not isinstance(failed(0, "Incorrect number of bindings supplied."), StoreError)


@pytest.mark.parametrize(
    "number",
    [
        *(errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM),
        *(errno.ENOENT, errno.ENOTCONN, errno.EBUSY, errno.ENAMETOOLONG, errno.EISDIR),
    ],
)
def test_a_refused_call_names_the_place_and_one_next_step(number: int, tmp_path: Path) -> None:
    said = trouble.from_system(OSError(number, os.strerror(number)), tmp_path).message
    assert str(tmp_path) in said
    assert "làm lại" in said
    assert os.strerror(number) not in said
    assert not RESTORE.search(said)


def test_no_room_is_full_whatever_the_library_calls_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "so-lieu.db"
    assert getattr(failed(10, path=path), "kind", None) is Kind.WRITING
    monkeypatch.setattr(trouble, "SCARCE", 1 << 62)
    for code in (10, 14):
        assert getattr(failed(code, path=path, reading=True), "kind", None) is Kind.FULL


def harmed(path: Path, change: str) -> None:
    """Change a closed file behind the program's back, from a process of its own."""
    subprocess.run([sys.executable, "-c", change, str(path)], check=True)


ZEROES = """
import pathlib, sys
path = pathlib.Path(sys.argv[1]); data = bytearray(path.read_bytes())
for page in range(1, len(data) // 4096): data[page * 4096 : page * 4096 + 512] = bytes(512)
path.write_bytes(data)
"""
NO_TEXT = """
import sys
from sqlcipher3 import dbapi2
open_file = dbapi2.connect(sys.argv[1], isolation_level=None)
open_file.execute("UPDATE dossier SET content = CAST(x'ff' AS TEXT)")
"""


@pytest.mark.parametrize("change", [ZEROES, NO_TEXT])
def test_whatever_reads_a_damaged_file_says_so_in_one_sentence(office: Office, change: str) -> None:
    receive(office)
    path = office.store.database.path
    clock = office.store.clock
    office.close()
    harmed(path, change)
    with pytest.raises(StoreError, match="tệp hỏng"):
        read_all(path.parent, clock)


def read_all(folder: Path, clock: Any) -> None:
    """Open an office and look at its dossiers."""
    office = Office.open(folder, clock=clock)
    try:
        office.store.dossiers.by_code("T99001-261123-010001")
    finally:
        office.close()


@pytest.mark.parametrize("number", [*trouble._NUMBERS, errno.ENAMETOOLONG, errno.EINVAL])
def test_a_reason_is_never_in_the_system_s_own_words(number: int) -> None:
    said = trouble.reason(OSError(number, os.strerror(number)))
    assert os.strerror(number) not in said
    assert not said.endswith(".")


def test_damage_that_is_named_by_its_own_bytes_is_damage(tmp_path: Path) -> None:
    """SQLite quotes the table it cannot read, and the quotation is no text."""
    path = tmp_path / "so.db"
    connection = engine.connect(path)
    connection.execute("CREATE TABLE mot(ten TEXT)")
    connection.close()
    content = path.read_bytes()
    assert b"CREATE TABLE mot" in content
    path.write_bytes(content.replace(b"CREATE TABLE mot", b"CREATE TABL\xd4 mot"))
    with pytest.raises(StoreError) as told:
        engine.connect(path)
    assert RESTORE.search(told.value.message)
