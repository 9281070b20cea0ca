"""Several windows, or several imports, may open the same new file in the same moment."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.errors import StoreError
from counter_app.store.core import engine
from counter_app.store.file.database import Database

ROUNDS, AT_ONCE = 40, 6
"""Without taking turns about one round in twelve fails on two cores."""


@contextmanager
def no_collector() -> Iterator[None]:
    """What is freed in here is freed because nobody holds it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@pytest.fixture
def taken(tmp_path: Path) -> Iterator[Path]:
    """A new file that somebody else writes to."""
    path = tmp_path / "taken.db"
    writer = engine.connect(path)
    writer.execute("CREATE TABLE guest(name TEXT)")
    writer.execute("BEGIN IMMEDIATE")
    yield path
    writer.close()


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "SELECT nothing FROM nowhere"])
def test_a_refused_statement_is_not_left_to_another_thread(taken: Path, statement: str) -> None:
    """The collector runs on any thread; there a statement waits for whoever works with its connection."""
    connection = engine.connect(taken)
    connection.execute("PRAGMA busy_timeout = 0")
    cursor = connection.cursor()
    kept: list[BaseException] = []
    with no_collector():
        try:
            cursor.execute(statement)
        except engine.DatabaseError as error:
            kept.append(error)
        with pytest.raises(engine.DatabaseError, match="closed cursor"):
            cursor.execute("SELECT 1")
        held = weakref.ref(cursor)
        assert kept
        kept.clear()
        del cursor
        assert held() is None, "the error holds itself"
    connection.close()


def test_an_error_is_not_its_own_cause(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "so-lieu.db"
    path.write_bytes(b"no database at all" * 100)
    for opening in (engine.connect_reading, lambda it: Database.open(it, clock)):
        with pytest.raises(StoreError) as caught:
            opening(path)
        causes: list[BaseException | None] = [caught.value]
        while (last := causes[-1]) is not None:
            causes.append(last.__cause__)
            assert last not in causes[:-2]
            assert len(causes) < 5
        if opening is engine.connect_reading:
            assert "not a database" in str(causes[-2]), "what the library said is not lost"


def test_everybody_gets_the_new_file_in_turn(tmp_path: Path) -> None:
    failures: list[Exception] = []

    def open_and_write(path: Path, gate: threading.Barrier) -> None:
        gate.wait()
        try:
            connection = engine.connect(path)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE IF NOT EXISTS guest(name TEXT)")
            connection.execute("INSERT INTO guest VALUES('here')")
            connection.execute("COMMIT")
            connection.close()
        except engine.DatabaseError as error:
            failures.append(error)

    for number in range(ROUNDS):
        path, gate = tmp_path / f"{number}.db", threading.Barrier(AT_ONCE)
        threads = [
            threading.Thread(target=open_and_write, args=(path, gate)) for _one in range(AT_ONCE)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        connection = engine.connect(path)
        guests = connection.execute("SELECT count(*) FROM guest").fetchone()[0]
        connection.close()
        assert (failures, guests) == ([], AT_ONCE)
