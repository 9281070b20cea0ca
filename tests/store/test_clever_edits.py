"""Whoever rewrites the file with a database browser, and makes every hash anew, is found all the same.

Each edit is one that a clerk who knows the program's tables would make. The next start or the check has to find it;
what only an older copy or a shorter journal shows is found by the witness (``tests/store/test_witness.py``).
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection as Db
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from counter_app import paths
from counter_app.desk.office.passwords import hash_password
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import CounterError
from counter_app.office import Office
from counter_app.store.core import schema
from counter_app.store.core.journal import entry_digest, payload_digest
from counter_app.store.file.anchors import anchor_problems
from counter_app.store.file.sealing import KEYS
from tests.makers import PASSWORD, collector, officer, receive, unlock


@pytest.fixture
def kept(office: Office, tmp_path: Path, clock: FixedClock) -> Path:
    """The folder of an office that sent a stick on its first day and worked on after it; nobody has it open."""
    office.staff.put_officer(officer(), password=PASSWORD)
    code = receive(office).code
    office.moves.move(code, Act.FINISH)
    office.returning.hand_over(code, collector())
    receive(office, name="Trần Thị Đã Gửi")
    stick = tmp_path / "usb"
    stick.mkdir()
    office.closing.close_day()
    unlock(office).closing.export(stick)
    clock.tick(hours=20)
    receive(office, name="Lê Văn Mới")
    folder = office.data_dir
    office.close()
    return folder


def seal_again(db: Db) -> None:
    """Make every seal outside the journal right, as whoever reads the program's code can."""
    db.execute("DELETE FROM local_seal WHERE of_table <> 'access_line'")
    for table, key in KEYS.items():
        question = f"SELECT {key}, * FROM {table}"  # noqa: S608 - names of our own
        for row in db.execute(question).fetchall():
            digest = hashlib.sha256(repr(tuple(row)).encode()).digest()
            db.execute("INSERT INTO local_seal VALUES(?,?,?)", (table, str(row[0]), digest))


def chain_again(db: Db, changed: dict[int, str]) -> None:
    """Put other payloads into entries and make all hashes from there on anew."""
    for seq, body in changed.items():
        salt = db.execute("SELECT salt FROM payload WHERE seq = ?", (seq,)).fetchone()[0]
        db.execute("UPDATE payload SET body = ? WHERE seq = ?", (body, seq))
        digest = payload_digest(salt, body)
        db.execute("UPDATE journal SET payload_hash = ? WHERE seq = ?", (digest, seq))
    before = bytes(32)
    for row in db.execute("SELECT * FROM journal ORDER BY seq").fetchall():
        after = entry_digest(before, row[10], row[:10])
        db.execute(
            "UPDATE journal SET prev_hash = ?, hash = ? WHERE seq = ?", (before, after, row[0])
        )
        before = after


def rewritten(db: Db, kind: str, which: int, change: Callable[[dict[str, Any]], object]) -> None:
    """One entry of a kind says something else; the program makes the tables anew at its next start."""
    rows = db.execute(
        "SELECT j.seq, p.body FROM journal j JOIN payload p ON p.seq = j.seq WHERE j.kind = ? ORDER BY j.seq",
        (kind,),
    ).fetchall()
    seq, body = rows[which]
    said = json.loads(body)
    change(said)
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    chain_again(db, {seq: text})
    db.execute(f"PRAGMA user_version = {schema.VERSION - 1}")


def cut(db: Db, entries: int) -> None:
    """The last entries never were."""
    (last,) = db.execute("SELECT max(seq) FROM journal").fetchone()
    db.execute("DELETE FROM payload WHERE seq > ?", (last - entries,))
    db.execute("DELETE FROM journal WHERE seq > ?", (last - entries,))
    db.execute(f"PRAGMA user_version = {schema.VERSION - 1}")


def renamed(said: dict[str, Any]) -> None:
    said["applicant"]["name"] = "NGƯỜI KHÁC"


def other_password(db: Db) -> None:
    db.execute("UPDATE credential SET hash = ? WHERE login = 'canbo'", (hash_password("cua-toi"),))
    seal_again(db)


def other_printer(db: Db) -> None:
    db.execute("INSERT OR REPLACE INTO preference VALUES('printer', '\"escpos:10.9.9.9:9100\"')")


def told(db: Db, key: str, value: str) -> None:
    """The file thinks it is another copy, or another computer's."""
    db.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))
    seal_again(db)


EDITS: dict[str, Callable[[Db], object]] = {
    "1 a fee": lambda db: db.execute("UPDATE dossier SET fee = 1"),
    "2 a promise": lambda db: db.execute("UPDATE dossier SET promised_at = '2027-01-01T09:00:00'"),
    "3 a leader's password": other_password,
    "3 the printer": other_printer,
    "4 the newest dossier": lambda db: rewritten(db, "dossier.received", -1, renamed),
    "5 an exported dossier": lambda db: rewritten(db, "dossier.received", 0, renamed),
    "6 the end cut off": lambda db: cut(db, 2),
    "7 cut below the last stick": lambda db: cut(db, 14),
    "8 a trigger dropped": lambda db: None,
    "9 a trigger that deletes": lambda db: db.execute(
        "CREATE TRIGGER no_tickets AFTER INSERT ON ticket BEGIN DELETE FROM ticket; END"
    ),
    "10 a trigger on passwords": lambda db: db.execute(
        "CREATE TRIGGER back_door AFTER INSERT ON draft BEGIN UPDATE credential SET hash = ''; END"
    ),
    "10 a view": lambda db: db.execute("CREATE VIEW all_hashes AS SELECT * FROM credential"),
    "11 a dossier nobody finds": lambda db: db.execute(
        "DELETE FROM dossier_search WHERE rowid = (SELECT max(id) FROM dossier)"
    ),
    "12 another epoch": lambda db: told(db, "epoch", "ffffffffffffffff"),
    "12 another computer": lambda db: told(db, "device", "77"),
}
NEEDS_A_WITNESS = {"4 the newest dossier", "6 the end cut off"}
"""After the last signed closing: nothing inside the file tells these, what lies outside it does."""


def edited(folder: Path, edit: str) -> None:
    with closing(dbapi2.connect(paths.database_path(folder))) as db:
        triggers = {
            name: text for name, text in schema.TRIGGERS.items() if not edit.startswith("8")
        }
        for name in schema.TRIGGERS:
            db.execute(f"DROP TRIGGER {name}")
        EDITS[edit](db)
        for text in triggers.values():
            db.execute(text)
        db.commit()


def found(folder: Path, clock: FixedClock) -> str:
    """What the next start or the check says; empty when nobody noticed."""
    try:
        office = Office.open(folder, clock=clock)
    except CounterError as error:
        return error.message
    with closing(office):
        if office.numbers.doubt is not None:
            return f"doubt: {office.numbers.doubt.why}"
        return "; ".join(office.store.check().problems)


def test_a_file_nobody_edited_is_whole(kept: Path, clock: FixedClock) -> None:
    assert found(kept, clock) == ""


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_found_at_the_next_start_or_check(
    kept: Path, clock: FixedClock, edit: str
) -> None:
    edited(kept, edit)
    assert found(kept, clock) != ""


@pytest.mark.parametrize("edit", sorted(set(EDITS) - NEEDS_A_WITNESS))
def test_all_but_the_unsent_end_is_found_without_a_witness_too(
    kept: Path, clock: FixedClock, edit: str
) -> None:
    for witness in kept.parent.glob("**/so-chung-*"):
        witness.unlink()
    edited(kept, edit)
    assert found(kept, clock) != ""


def test_an_earlier_copy_in_the_file_s_place_is_found(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    """13: the same epoch, the same chain, and numbers that stand on papers already."""
    receive(office)
    folder = office.data_dir
    office.close()
    shutil.copy(paths.database_path(folder), tmp_path / "ban-cu.db")
    with closing(Office.open(folder, clock=clock, officer=COMMAND_LINE)) as again:
        receive(again)
    shutil.copy(tmp_path / "ban-cu.db", paths.database_path(folder))
    assert found(folder, clock) == "doubt: behind"


def test_what_a_stick_vouches_for_is_told(kept: Path, clock: FixedClock) -> None:
    with closing(Office.open(kept, clock=clock)) as office:
        whole = office.store.check()
        sent = office.closing.batches()[-1].to_seq
    assert whole.anchored == sent
    edited(kept, "5 an exported dossier")
    with closing(dbapi2.connect(paths.database_path(kept))) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION}")
    with closing(Office.open(kept, clock=clock)) as office:
        assert office.store.check().anchored == 0


def test_a_rewritten_batch_is_named(kept: Path, clock: FixedClock) -> None:
    """Nothing but the sent head is against it: papers carry the new codes too."""
    edited(kept, "5 an exported dossier")
    with closing(dbapi2.connect(paths.database_path(kept))) as db:
        db.execute("UPDATE print_job SET head = ''")
        db.commit()
        assert "batch 1: entries up to" in "; ".join(anchor_problems(named(db)))


def test_what_papers_say_is_compared(kept: Path, clock: FixedClock) -> None:
    """No stick was ever sent: the codes on paper are all there is."""
    edited(kept, "5 an exported dossier")
    with closing(dbapi2.connect(paths.database_path(kept))) as db:
        db.execute("DELETE FROM batch")
        db.commit()
        assert "the paper's code" in "; ".join(anchor_problems(named(db)))


def named(db: Db) -> Db:
    db.row_factory = dbapi2.Row
    return db
