"""Opening the data file: the promises it rests on, and the files it refuses."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.errors import ClockError, StoreError
from counter_app.office import Office
from counter_app.settings import Preferences
from counter_app.store.core import engine, schema
from counter_app.store.file import migrations
from counter_app.store.file.checking import verify_chain
from counter_app.store.file.database import Database, new_op
from counter_app.store.file.file_copies import copy_to
from counter_app.store.file.migrations import VERSION, migrate
from counter_app.store.store import Store
from tests.makers import MONDAY, receive

FOREIGN = 0x12345678


def value(database: Database, pragma: str) -> Any:
    return database.connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def foreign(path: Path, *statements: str) -> bytes:
    """A database of another program; its bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("pragma", "wanted"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("application_id", schema.APPLICATION_ID),
        ("user_version", VERSION),
    ],
)
def test_the_promises_are_really_set(office: Office, pragma: str, wanted: object) -> None:
    again = Database.open(office.store.database.path, office.store.clock)
    for database in (office.store.database, again):
        assert value(database, pragma) == wanted
    again.close()


def test_a_new_file_asks_whether_what_is_named_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tables are made with foreign keys at rest; that ends with the transaction, not inside it."""
    made = Database.create(tmp_path / "so-lieu.db", FixedClock(MONDAY))
    assert (value(made, "foreign_keys"), value(made, "temp_store")) == (1, 2)
    made.connection.execute("PRAGMA user_version = 1")  # as of an earlier version
    engine.allow_ddl(made.connection)
    monkeypatch.setattr(migrations, "_project_all", _gives_up)
    with pytest.raises(RuntimeError):
        migrate(made.connection)
    assert (value(made, "foreign_keys"), made.connection.in_transaction) == (1, False)
    made.close()


def _gives_up(*_values: object) -> None:
    raise RuntimeError


def test_every_table_is_strict(office: Office) -> None:
    rows = office.store.database.connection.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    )
    loose = {row[0] for row in rows if not row[1]}
    ours = {name for name, _order in schema.STATE_TABLES} | {"journal", "payload", "draft", "meta"}
    assert not loose & ours


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE dosier(id INTEGER)",
        "DROP TABLE journal",
        "DROP TRIGGER journal_no_delete",
        "ALTER TABLE journal ADD COLUMN x",
        "CREATE INDEX x ON journal(actor)",
        "CREATE TRIGGER x BEFORE INSERT ON journal BEGIN SELECT 1; END",
        "CREATE VIEW x AS SELECT 1",
        "CREATE VIRTUAL TABLE x USING fts5(y)",
    ],
)
def test_no_table_is_made_or_dropped_while_the_office_works(office: Office, statement: str) -> None:
    with pytest.raises(engine.DatabaseError, match="not authorized"):
        office.store.database.connection.execute(statement)


def test_a_backup_leaves_the_guard_in_place(office: Office, tmp_path: Path) -> None:
    copy_to(office.store.database, tmp_path / "copy.db")
    with pytest.raises(engine.DatabaseError, match="not authorized"):
        office.store.database.connection.execute("CREATE TABLE x(y)")


def test_an_old_sqlite_library_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlcipher3.dbapi2.sqlite_version_info", (3, 51, 2))
    with pytest.raises(StoreError, match="SQLite"):
        Store.open(office.store.database.path, office.store.clock)
    monkeypatch.setattr("sqlcipher3.dbapi2.sqlite_version_info", (3, 51, 3))
    Store.open(office.store.database.path, office.store.clock).close()


def test_sqlite_utils_uses_the_same_library() -> None:
    from sqlite_utils import Database as Tables

    database = Tables(memory=True)
    assert database.execute("SELECT sqlite_version()").fetchone()[0] == engine.library_version()
    assert type(database.conn).__module__.startswith("sqlcipher3")
    database.close()
    assert tuple(map(int, engine.library_version().split("."))) >= engine.SAFE_VERSION


def test_no_data_is_said(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(StoreError, match="thiết lập"):
        Office.open(tmp_path, clock=clock)


def test_data_is_never_overwritten(office: Office) -> None:
    before = office.store.journal.head()
    with pytest.raises(StoreError, match="Chọn thư mục khác"):
        Store.create(office.store.database.path, office.store.clock)
    assert office.store.journal.head() == before


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="Không dùng được"):
        Store.create(tmp_path / "tep" / "so-lieu.db", clock)


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE zalo(x)",),
        ("CREATE TABLE zalo(x)", f"PRAGMA application_id = {FOREIGN}"),
        ("CREATE TABLE journal(seq)", f"PRAGMA user_version = {VERSION}"),
    ],
)
def test_another_program_s_file_is_refused_and_not_touched(
    tmp_path: Path, clock: FixedClock, statements: tuple[str, ...]
) -> None:
    path = paths.database_path(tmp_path)
    before = foreign(path, *statements)
    with pytest.raises(StoreError, match="không phải dữ liệu"):
        Office.open(tmp_path, clock=clock)
    assert path.read_bytes() == before
    assert Office.exists(tmp_path), "a foreign file must never be taken for an unfinished set-up"
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == [path.name]


def test_an_empty_file_is_no_foreign_one_and_sends_to_the_backup(
    tmp_path: Path, clock: FixedClock
) -> None:
    """A power cut leaves a file of no length, or one without a table."""
    for folder, content in (("dai-0", b""), ("khong-bang", b"")):
        path = paths.database_path(tmp_path / folder)
        path.parent.mkdir()
        path.write_bytes(content)
        if folder == "khong-bang":
            foreign(path, "CREATE TABLE t(x)", "DROP TABLE t")
        with pytest.raises(StoreError, match=r"rỗng.*Khôi phục từ bản sao lưu") as caught:
            Store.open(path, clock)
        assert str(path) in caught.value.message


@pytest.mark.parametrize(
    "content", [b"not a database" * 500, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_a_file_that_is_no_database_is_refused_and_kept(
    tmp_path: Path, clock: FixedClock, content: bytes
) -> None:
    path = paths.database_path(tmp_path)
    path.write_bytes(content)
    with pytest.raises(StoreError):
        Office.open(tmp_path, clock=clock)
    assert path.read_bytes() == content
    assert Office.exists(tmp_path)


@pytest.mark.parametrize("version", [VERSION + 1, (schema.SCHEMA_MAJOR + 1) * 1000])
def test_a_newer_file_is_refused_and_kept(office: Office, version: int) -> None:
    path = office.store.database.path
    office.store.database.connection.execute(f"PRAGMA user_version = {version}")
    office.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="mới hơn"):
        Office.open(office.data_dir, clock=office.store.clock)
    assert path.read_bytes() == before


def test_an_older_file_is_copied_before_it_is_migrated(office: Office) -> None:
    code = receive(office).code
    office.store.database.connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    office.close()
    again = Office.open(office.data_dir, clock=office.store.clock)
    assert value(again.store.database, "user_version") == VERSION
    assert again.dossiers.get(code).code == code
    assert again.store.check().ok
    again.close()
    (copy,) = office.data_dir.glob("so-lieu.truoc-nang-cap-*.db")
    before = sqlite3.connect(copy)
    assert before.execute("PRAGMA user_version").fetchone()[0] == VERSION - 1
    assert before.execute("SELECT code FROM dossier").fetchall() == [(code,)]
    before.close()


@pytest.mark.parametrize("stump", [b"", b"the first copy", None])
def test_a_stump_of_a_safety_copy_is_never_trusted(office: Office, stump: bytes | None) -> None:
    """It is kept under another name, and a whole copy is made before anything changes."""
    receive(office)
    entries = office.store.journal.head().seq
    office.store.database.connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    office.close()
    copy = office.data_dir / f"so-lieu.truoc-nang-cap-{VERSION - 1}.db"
    content = stump if stump is not None else office.store.database.path.read_bytes()[:40_960]
    copy.write_bytes(content)
    Office.open(office.data_dir, clock=office.store.clock).close()
    (aside,) = office.data_dir.glob("so-lieu.truoc-nang-cap-*.hong-*.db")
    assert aside.read_bytes() == content
    reading = engine.connect_untouched(copy)
    head, problems = verify_chain(reading)
    reading.close()
    assert (head.seq, problems) == (entries, [])


def test_a_whole_safety_copy_is_kept(office: Office) -> None:
    """An upgrade that was cut short before keeps the copy it made."""
    office.store.database.connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    copy = office.data_dir / f"so-lieu.truoc-nang-cap-{VERSION - 1}.db"
    copy_to(office.store.database, copy)
    before = copy.read_bytes()
    office.close()
    Office.open(office.data_dir, clock=office.store.clock).close()
    assert copy.read_bytes() == before
    assert not list(office.data_dir.glob("*.hong-*"))


def test_a_clock_behind_the_last_event_is_asked_about(office: Office, clock: FixedClock) -> None:
    receive(office)
    clock.tick(days=-3)
    before = office.store.journal.head()
    with pytest.raises(ClockError) as asked:
        receive(office)
    assert asked.value.rule == "clock_behind"
    assert "20/11/2026" in asked.value.message
    assert "23/11/2026" in asked.value.message
    assert office.store.journal.head() == before
    office.confirm_clock()
    dossier = receive(office)
    flags = [entry.clock_flag for entry, _payload in office.store.journal.of(dossier.code)]
    assert flags == [1, 1]
    assert office.store.check().ok


def test_two_minutes_are_no_reason_to_ask(office: Office, clock: FixedClock) -> None:
    receive(office)
    clock.tick(seconds=-121)
    with pytest.raises(ClockError):
        receive(office)
    clock.tick(seconds=1)
    dossier = receive(office)
    assert [entry.clock_flag for entry, _p in office.store.journal.of(dossier.code)] == [0, 0]


def test_a_clock_that_runs_right_again_is_no_longer_flagged(
    office: Office, clock: FixedClock
) -> None:
    office.confirm_clock()
    dossier = receive(office)
    assert [entry.clock_flag for entry, _p in office.store.journal.of(dossier.code)] == [0, 0]
    assert clock.now() == MONDAY


def test_another_window_s_changes_are_noticed(office: Office) -> None:
    other = Office.open(office.data_dir, clock=office.store.clock, officer=office.session.officer)
    assert not office.store.changed_elsewhere()
    code = receive(other).code
    assert office.store.changed_elsewhere()
    assert not office.store.changed_elsewhere()
    other.rules.change_preferences(Preferences(counter="7"))
    assert office.preferences.counter == "7"
    assert office.dossiers.get(code).code == code
    other.close()


def test_every_command_has_its_own_id() -> None:
    assert len({new_op() for _time in range(1000)}) == 1000
