"""The superior's book was edited with a database browser: every row says so, and nothing is taken in beside a stranger.

What offices sent, what waits in quarantine, what two people decided and what was acknowledged are rows of one file.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

import pytest

from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.errors import StoreError
from counter_app.store.core.engine import connect as raw
from counter_app.superior.book import book_seals
from counter_app.superior.book.arrivals import Arrival, Arrivals
from counter_app.superior.book.book_schema import STEPS
from counter_app.superior.book.posts import Post
from counter_app.superior.book.quarantine_list import QuarantinedBatch
from counter_app.superior.book.settlements import Settlement
from counter_app.superior.book.standing import Standing
from counter_app.superior.proof import prove

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=LOCAL)
JOURNAL = "0123456789abcdef"
BEFORE_SEALS = 6


def work(folder: Path) -> None:
    """A day at the superior's: every table gets rows, some are changed, some go."""
    with Arrivals(folder) as book, book.alone():
        for number in range(1, 4):
            book.note(
                Arrival(
                    at=NOW,
                    name=f"HS_{number}",
                    sha256="ab",
                    journal=JOURNAL,
                    from_seq=number,
                    to_seq=number,
                    outcome="imported",
                    detail="",
                    by="Lê Thị Nhận",
                )
            )
        for decision in ("close", "dates", "keep"):
            settled = book.settlements.add(
                Settlement(
                    at=NOW,
                    journal=JOURNAL,
                    decision=decision,
                    by="Lê Thị Quyết, Đỗ Văn Hai đồng ý",
                    reason="Mất máy",
                    cut=0,
                    ours_seq=3,
                    ours_head="",
                    theirs_seq=0,
                    theirs_head="",
                    until="",
                    done=False,
                )
            )
        book.settlements.finish(settled)
        for digest in ("aa", "bb"):
            book.settlements.reject(JOURNAL, digest, settled)
        for name in ("x", "y"):
            waiting = QuarantinedBatch(
                sha256=name,
                at=NOW,
                name=name,
                journal=JOURNAL,
                office="99001",
                signer="",
                from_seq=1,
                to_seq=2,
                bytes=5,
                why="[B30]",
            )
            book.quarantine.add(waiting)
        for name in ("ack-1", "ack-2"):
            book.posts.add(
                Post(
                    at=NOW,
                    kind="ack",
                    journal=JOURNAL,
                    office="99001",
                    number=3,
                    name=name,
                    sha256="cd",
                    place="E:",
                    by="Lê Thị Nhận",
                )
            )
        for public in ("00", "11"):
            book.keys.used(public, NOW)
            book.keys.used(public, NOW)
            book.operations.keep(public, "drop", [], NOW)
        for journal, seq in ((JOURNAL, 1), ("f" * 16, 1), (JOURNAL, 3)):
            standing = Standing(
                journal=journal,
                office="99001",
                name="Xã Mẫu",
                device=1,
                seq=seq,
                last_day="2026-11-23",
            )
            book.register.put(standing, "1:2:0")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work(folder := tmp_path_factory.mktemp("so") / "cap-tren")
    return folder


@pytest.fixture
def here(done: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(done, tmp_path / "cap-tren"))


def edits(folder: Path) -> list[str]:
    with Arrivals(folder) as book:
        return book.edits()


def columns_of(db: Connection, table: str) -> list[tuple[str, str]]:
    return [(row["name"], row["type"]) for row in db.execute(f"PRAGMA table_info({table})")]


def test_every_field_of_every_row_is_sealed(here: Path) -> None:
    assert edits(here) == []
    for table in book_seals.SEALED:
        with closing(raw(here / "cap-tren.db")) as db:
            columns = columns_of(db, table)
            assert tuple(name for name, _kind in columns) == book_seals.SEALED[table]
        for name, kind in columns:
            spoilt = f'"{name}" + 1' if kind == "INTEGER" else f"coalesce(\"{name}\", '') || '1'"
            last = f"(SELECT max({name}) FROM {table})"  # noqa: S608 - own names
            edit = f'UPDATE OR IGNORE {table} SET "{name}" = {spoilt} WHERE "{name}" IS {last}'  # noqa: S608
            if found := changed(here, edit):
                assert len(found) == 1, (table, name)
                assert f"bảng {table}" in found[0], (table, name)
            else:  # one of the few values that the table itself allows
                assert name in ("outcome", "decision", "state", "kind"), (table, name)
        assert f"bảng {table}" in changed(here, f"DELETE FROM {table}")[0]  # noqa: S608 - own names


def changed(folder: Path, statement: str) -> list[str]:
    """What is said of the book after an edit; it stands as before then."""
    path = folder / "cap-tren.db"
    before = path.read_bytes()
    with closing(raw(path)) as db:
        db.execute(statement)
    found = edits(folder)
    path.write_bytes(before)
    return found


def test_a_decision_of_two_that_nobody_made_is_named_by_a_check(here: Path) -> None:
    assert prove(here, FixedClock(NOW)).problems == ()
    with closing(raw(here / "cap-tren.db")) as db:
        db.execute(
            "UPDATE settlement SET decision = 'open', by = 'Lê Thị Quyết' WHERE decision = 'close'"
        )
    (problem,) = prove(here, FixedClock(NOW)).problems
    assert "bảng settlement (quyết định), 1 dòng: 1." in problem


OBJECTS = (
    "CREATE TRIGGER x AFTER INSERT ON arrival BEGIN DELETE FROM settlement; END",
    "CREATE VIEW x AS SELECT 1",
    "CREATE TABLE x(a)",
    "ALTER TABLE post ADD COLUMN x TEXT",
)


@pytest.mark.parametrize("statement", OBJECTS)
def test_nothing_is_taken_in_beside_what_the_program_did_not_make(
    here: Path, statement: str
) -> None:
    with closing(raw(here / "cap-tren.db")) as db:
        db.execute(statement)
    assert "không do chương trình tạo" in edits(here)[0]
    with Arrivals(here) as book, pytest.raises(StoreError, match="put-back"), book.alone():
        pass


def test_a_book_of_before_gets_its_seals_once(here: Path) -> None:
    with closing(raw(here / "cap-tren.db")) as db:
        db.executescript("DROP TABLE book_seal; DROP TABLE operation")
        db.execute(f"PRAGMA user_version = {BEFORE_SEALS}")
    assert edits(here) == []
    assert "bảng post" in changed(here, "UPDATE post SET number = 1")[0]
    assert STEPS[BEFORE_SEALS] == book_seals.SCHEMA


def test_a_later_step_seals_nothing_anew(here: Path) -> None:
    """What was edited in a book of the version before is named by this one too."""
    with closing(raw(here / "cap-tren.db")) as db:
        db.execute("DROP TABLE operation")
        db.execute("DELETE FROM book_seal WHERE of_table = 'operation'")
        db.execute("UPDATE post SET number = 9 WHERE id = 1")
        db.execute(f"PRAGMA user_version = {BEFORE_SEALS + 1}")
    (told,) = edits(here)
    assert "bảng post" in told
    with Arrivals(here) as book:
        book.operations.keep("tap", "drop", [], NOW)
        assert book.edits() == [told]


def test_rows_that_are_written_unsealed_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: the seals come from the triggers alone, and a writer without them is told from ours."""
    with monkeypatch.context() as patched:
        patched.setattr(book_seals, "keep_sealed", lambda _db: None)
        work(folder := tmp_path / "cap-tren")
    assert len(edits(folder)) == len(book_seals.SEALED)
