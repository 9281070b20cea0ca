"""Edits beside the fifteen: rows outside the journal that fit no entry, and what a file says of itself."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from sqlite3 import Connection as Db

import pytest
from sqlcipher3 import dbapi2

from counter_app import paths
from counter_app.desk.office.restore import restore
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE, Role
from counter_app.errors import StoreError
from counter_app.office import Office
from counter_app.store.core import schema
from counter_app.store.file.anchors import anchor_problems
from counter_app.wording.office.damage import damage_text
from tests.makers import PASSWORD, officer, prefer, receive, unlock
from tests.store.test_access_book import look, write
from tests.store.test_clever_edits import named, seal_again

REMADE = f"PRAGMA user_version = {schema.VERSION - 1}"


@pytest.fixture
def kept(office: Office) -> Path:
    """The folder of an office with people, a printer, looks and an erasure; nobody has it open."""
    office.staff.put_officer(officer(), password=PASSWORD)
    prefer(office, printer="escpos:192.168.1.9:9100")
    receive(office)
    write(office, *(look(number) for number in range(1, 4)))
    office.close()
    return office.data_dir


EDITS = {
    "words of looks taken out": (
        "INSERT INTO access_blank SELECT seq, 1 FROM access_line",
        "DELETE FROM access_said",
    ),
    "words of no look": ("INSERT INTO access_said VALUES(9999, x'00', '{}')",),
    "a blank laid ready": ("INSERT INTO access_blank VALUES(9999, 1)",),
    "a payload in the next one's place": (
        "INSERT INTO payload SELECT max(seq) + 1, x'00', '{}' FROM journal",
    ),
    "an account without its password": ("DELETE FROM credential WHERE login = 'canbo'",),
    "papers turned elsewhere": (
        "UPDATE preference SET value = '\"escpos:10.9.9.9:9100\"' WHERE key = 'printer'",
    ),
    "what it is forgotten": ("DELETE FROM meta",),
    "a step of migration more": (
        "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES('counter', 'm0099_x', '2026')",
    ),
    "no step of migration": ("DELETE FROM _sqlite_migrations",),
    "another way of searching": ("INSERT OR REPLACE INTO dossier_search_config VALUES('rank', 'x()')",),
    "a table with a column more": ("ALTER TABLE credential ADD COLUMN kept TEXT",),
    "a payload that no hash covers": (
        "UPDATE payload SET salt = x'', body = replace(body, 'Nguyễn', 'Trần') "
        "WHERE seq = (SELECT max(seq) FROM journal WHERE kind = 'dossier.received')",
    ),
}  # fmt: skip


def harmed(folder: Path, *statements: str) -> None:
    """The file after somebody was at it who knows its seals."""
    with closing(dbapi2.connect(paths.database_path(folder))) as db:
        for name in schema.TRIGGERS:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        seal_again(db)
        for text in schema.TRIGGERS.values():
            db.execute(text)
        db.commit()


def test_a_file_that_was_only_sealed_again_is_whole(kept: Path, clock: FixedClock) -> None:
    harmed(kept)
    with closing(Office.open(kept, clock=clock)) as office:
        assert office.check().problems == ()


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_found_and_told_in_words(kept: Path, clock: FixedClock, edit: str) -> None:
    harmed(kept, *EDITS[edit])
    with closing(Office.open(kept, clock=clock)) as office:
        problems = office.check().problems
    assert problems
    assert all(damage_text(problem) != problem for problem in problems)


def test_entries_that_say_nothing_more_are_told_at_the_start(kept: Path, clock: FixedClock) -> None:
    """A payload thrown away, and the tables to be made anew: no raw error."""
    harmed(
        kept,
        "INSERT INTO erasure SELECT max(seq), '{}', 1 FROM journal WHERE kind = 'dossier.received'",
        "DELETE FROM payload WHERE seq IN (SELECT seq FROM erasure)",
        REMADE,
    )
    with pytest.raises(StoreError, match="kiểm tra dữ liệu"):
        Office.open(kept, clock=clock)


@pytest.mark.parametrize(
    "edit",
    [
        "INSERT OR REPLACE INTO preference VALUES('language', '[')",
        "INSERT OR REPLACE INTO preference VALUES('own/canbo/columns', '[')",
        "INSERT OR REPLACE INTO password_state VALUES('canbo', -9, 'x', 0)",
    ],
)
def test_a_spoiled_row_of_this_computer_keeps_nobody_out(
    kept: Path, clock: FixedClock, edit: str
) -> None:
    harmed(kept, edit)
    with closing(Office.open(kept, clock=clock)) as office:
        assert office.seat.sign_in("lan", PASSWORD).result.login == "lan"
        assert office.store.settings.own("canbo", "columns") is None


def test_a_spoiled_doubt_is_a_doubt_still(kept: Path, clock: FixedClock) -> None:
    harmed(kept, "INSERT OR REPLACE INTO meta VALUES('numbers_unsure', '[')")
    with closing(Office.open(kept, clock=clock)) as office:
        assert office.numbers.doubt is not None
        assert not office.writable


def told(db: Db) -> str:
    return "; ".join(anchor_problems(named(db)))


def test_what_a_stick_brings_back_carries_no_passwords_and_is_no_damage(
    office: Office, tmp_path: Path, clock: FixedClock
) -> None:
    """A password and a printer chosen after the copy: the restore names who has the old one, the check stays quiet."""
    receive(office)
    copy = office.backup(tmp_path / "sao").path
    office.staff.put_officer(officer(), password=PASSWORD)
    office.staff.put_officer(officer(Role.LEADER, "canbo"), password="thuyen-cho-gao")
    prefer(office, printer="escpos:192.168.1.9:9100")
    stick = tmp_path / "usb"
    stick.mkdir()
    unlock(office).closing.export(stick)
    keys = office.keys
    office.close()
    done = restore(copy, tmp_path / "moi", clock, batches=stick, keys=keys)
    assert any("canbo, lan" in note for note in done.notes)
    with closing(Office.open(tmp_path / "moi", clock=clock, officer=COMMAND_LINE)) as back:
        assert back.check().problems == ()
    with closing(dbapi2.connect(paths.database_path(tmp_path / "moi"))) as db:
        db.execute("DROP TRIGGER payload_no_update")
        db.execute("UPDATE payload SET body = json_remove(body, '$.regained')")
        assert "row lan: gone" in told(db), "the epoch alone says that they came from a stick"
        assert "not the printer" in told(db)
