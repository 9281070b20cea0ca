"""The access book: whatever is done to it behind the program's back is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain.access.look import Door, Look, Way, kept_since, spans
from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from counter_app.store.core import schema
from counter_app.store.core.access_book import AccessLines
from counter_app.store.file.looks import MOST_WAITING, WaitingLooks
from counter_app.store.file.looks_alone import write_waiting
from tests import makers
from tests.makers import receive

LINES = 6


def look(number: int = 1, **facts: object) -> Look:
    """A look at a dossier."""
    plain = Look(
        officer="lan",
        way=Way.WINDOW,
        door=Door.OPENED,
        at=makers.MONDAY + timedelta(minutes=number),
        subject=f"T99001-261123-{number:06d}",
        rows=1,
        whom=str(number),
        name=f"Nguyễn Văn {number}",
    )
    return replace(plain, **facts)  # type: ignore[arg-type]


def write(office: Office, *looks: Look) -> None:
    """Write looks in a transaction of their own."""
    for item in looks:
        office.store.database.looks.add(item)
    assert write_waiting(office.store.database)


@pytest.fixture
def read(office: Office) -> Office:
    """An office in which somebody looked, on both sides of an act."""
    write(office, *(look(number) for number in range(1, LINES)))
    receive(office)
    write(office, look(LINES))
    return office


def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """The file with its triggers taken away, as a browser of databases lets anybody; they are put back."""
    with closing(sqlite3.connect(path)) as raw:
        for name in schema.TRIGGERS:
            raw.execute(f"DROP TRIGGER {name}")
        yield raw
        for text in schema.TRIGGERS.values():
            raw.execute(text)
        raw.commit()


EDITS: dict[str, str] = {
    "an officer": "UPDATE access_line SET officer = 'minh' WHERE seq = 3",
    "a moment": "UPDATE access_line SET at_utc = '2026-11-22T02:03:00.000000Z' WHERE seq = 3",
    "a way": "UPDATE access_line SET way = 'terminal' WHERE seq = 6",
    "a count": "UPDATE access_line SET rows = 100 WHERE seq = 2",
    "whom": "UPDATE access_line SET whom = '9' WHERE seq = 2",
    "what was said": "UPDATE access_said SET body = replace(body, 'Văn', 'Thị') WHERE seq = 4",
    "what was said, gone": "DELETE FROM access_said WHERE seq = 4",
    "a line in the middle": "DELETE FROM access_line WHERE seq = 3",
    "the first line": "DELETE FROM access_line WHERE seq = 1",
    "the last line": "DELETE FROM access_line WHERE seq = 6",
    "the last lines": "DELETE FROM access_line WHERE seq >= 4",
    "every line": "DELETE FROM access_line",
    "two lines in each other's place": (
        "UPDATE access_line SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3); "
        "UPDATE access_line SET seq = -seq WHERE seq < 0"
    ),
    "a front nobody moved": (
        "INSERT INTO access_front SELECT seq, hash FROM access_line WHERE seq = 2; "
        "DELETE FROM access_line WHERE seq <= 2"
    ),
    "a line more": (
        "INSERT INTO access_line SELECT 7, at_utc, local_date, officer, way, door, subject, rows, whom, journal_seq, "
        "journal_head, said_hash, hash FROM access_line WHERE seq = 6"
    ),
    "the head": "DELETE FROM local_seal WHERE of_table = 'access_line'",
    "the journal it stands on": "UPDATE access_line SET journal_head = zeroblob(32) WHERE seq = 2",
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_done_to_the_book_is_found(read: Office, edit: str) -> None:
    path = read.data_file
    assert read.check().ok
    for raw in unguarded(path):
        raw.executescript(EDITS[edit])
        raw.commit()
    problems = read.check().problems
    assert any("access_" in problem for problem in problems), problems


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM access_line WHERE seq = 6",
        "UPDATE access_line SET officer = 'minh'",
        "DELETE FROM access_said WHERE seq = 2",
        "UPDATE access_said SET body = '{}'",
        "INSERT INTO access_blank VALUES(2, 1)",
        "INSERT INTO access_line SELECT 9, at_utc, local_date, officer, way, door, subject, rows, whom, journal_seq, "
        "journal_head, said_hash, hash FROM access_line WHERE seq = 6",
    ],
)
def test_the_book_is_append_only(read: Office, statement: str) -> None:
    with closing(sqlite3.connect(read.data_file)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


def test_a_tail_cut_off_together_with_its_seal_is_missed_by_the_closing(
    read: Office, clock: FixedClock
) -> None:
    """Whoever knows the seal cannot know it away: the journal says where the book ended that evening."""
    read.closing.close_day()
    assert read.check().ok
    for raw in unguarded(read.data_file):
        raw.execute("DELETE FROM access_line WHERE seq >= 5")
        raw.execute("DELETE FROM access_said WHERE seq >= 5")
        raw.commit()
    AccessLines(read.store.database.connection).seal()
    assert any("closing" in problem for problem in read.check().problems)


def test_a_tail_cut_off_together_with_its_seal_is_missed_by_the_witness(read: Office) -> None:
    """Before the evening too: what lies outside the file remembers the last line."""
    assert read.check().ok
    for raw in unguarded(read.data_file):
        raw.execute("DELETE FROM access_line WHERE seq >= 6")
        raw.execute("DELETE FROM access_said WHERE seq >= 6")
        raw.commit()
    AccessLines(read.store.database.connection).seal()
    assert any("witness" in problem for problem in read.check().problems)


def test_a_rewritten_book_is_not_the_one_the_closing_names(read: Office) -> None:
    """Every hash made anew: a chain as good as the right one, but for what the journal says of it."""
    read.closing.close_day()
    connection = read.store.database.connection
    lines = read.store.access.between(makers.MONDAY.date(), makers.MONDAY.date())
    for raw in unguarded(read.data_file):
        raw.executescript("DELETE FROM access_line; DELETE FROM access_said")
        raw.commit()
    with read.store.database.jotting():
        head = read.store.journal.head()
        AccessLines(connection).append([replace(item.look, officer="minh") for item in lines], head)
    assert any("closing" in problem for problem in read.check().problems)


def test_lines_go_from_the_front_after_their_time(read: Office, clock: FixedClock) -> None:
    """A year later those of a year ago are dropped, the rest is a chain still, and the journal says from where."""
    clock.set(makers.MONDAY.replace(year=2027, month=11, day=22))
    read.confirm_clock()
    write(read, look(7, at=clock.now()))
    read.closing.close_day()
    assert [line.seq for line in read.store.access.about({1: "x"})] == [1], "kept to the day"
    clock.set(makers.MONDAY.replace(year=2027, month=11, day=24))
    read.closing.close_day()
    day = makers.MONDAY.date()
    assert read.store.access.between(day, day) == []
    assert [line.seq for line in read.store.access.between(day, clock.now().date())] == [7]
    assert read.check().ok
    write(read, look(8, at=clock.now()))
    assert read.check().ok


def test_a_file_keeps_its_book_through_a_copy_and_a_restore(
    read: Office, tmp_path: Path, clock: FixedClock
) -> None:
    from counter_app.desk.office.restore import restore

    copy = read.backup(tmp_path / "usb").path
    read.close()
    restore(copy, tmp_path / "moi", clock)
    found = Office.open(tmp_path / "moi", clock=clock, officer=read.session.officer)
    day = makers.MONDAY.date()
    assert [line.seq for line in found.store.access.between(day, day)] == list(
        range(1, LINES + 2)
    ), "the copy itself is a look"
    assert found.check().ok
    found.close()


def test_looks_travel_with_the_next_act_and_with_the_end(office: Office, clock: FixedClock) -> None:
    """One transaction, one sync: nobody waits for a disk because somebody looked."""
    looks = office.store.database.looks
    looks.add(look(1))
    assert office.store.access.between(clock.now().date(), clock.now().date()) == []
    receive(office)
    looks.add(look(2))
    folder = office.data_dir
    office.close()
    again = Office.open(folder, clock=clock, officer=office.session.officer)
    day = clock.now().date()
    assert [line.seq for line in again.store.access.between(day, day)] == [1, 2]
    again.close()


def test_an_act_that_is_taken_back_takes_no_look_with_it(office: Office) -> None:
    looks = office.store.database.looks
    looks.add(look(1))
    with pytest.raises(ZeroDivisionError), office.store.transaction():
        raise ZeroDivisionError
    assert len(looks) == 1
    receive(office)
    assert len(looks) == 0
    assert len(office.store.access.about({1: look(1).subject})) == 1


def test_a_book_that_cannot_be_written_stops_no_act(office: Office) -> None:
    """The counter goes on, the looks wait, all of them, and the check says it."""
    write(office, look(1), look(2))
    with closing(sqlite3.connect(office.data_file)) as raw:
        raw.execute("DROP TRIGGER access_next_only")
        raw.execute(
            "CREATE TRIGGER access_next_only BEFORE INSERT ON access_line "
            "WHEN (SELECT count(*) FROM access_line) > 2 BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        raw.commit()
    for seen in (look(3), look(4)):
        office.store.database.looks.add(seen)
    dossier = receive(office)
    assert office.dossiers.get(dossier.code).code == dossier.code
    assert len(office.store.database.looks) == 2
    assert office.store.database.looks.refused
    written = office.store.database.connection.execute("SELECT count(*) FROM access_line")
    assert written.fetchone()[0] == 2, "none is half written"
    assert not office.check().ok


def test_looks_past_the_most_are_counted(office: Office) -> None:
    waiting = WaitingLooks()
    for number in range(MOST_WAITING + 3):
        waiting.add(look(number))
    taken = waiting.take()
    assert (taken[0].door, taken[0].rows, len(taken)) == (Door.LOST, 3, MOST_WAITING + 1)
    waiting.put_back(taken)
    assert sum(item.rows for item in waiting.take() if item.door is Door.LOST) == 3


@given(st.sets(st.integers(1, 400)))
def test_stretches_say_the_numbers(numbers: set[int]) -> None:
    stretches = [part.split("-") for part in spans(numbers).split()]
    assert {n for ends in stretches for n in range(int(ends[0]), int(ends[-1]) + 1)} == numbers


@pytest.mark.parametrize(
    ("day", "months", "since"),
    [
        ("2026-12-31", 6, "2026-06-30"),
        ("2026-11-30", 12, "2025-11-30"),
        ("2026-11-30", 9, "2026-02-28"),
        ("2026-01-15", 12, "2025-01-15"),
        ("2026-12-01", 12, "2025-12-01"),
    ],
)
def test_months_back(day: str, months: int, since: str) -> None:
    assert kept_since(date.fromisoformat(day), months).isoformat() == since


STEPS = st.lists(
    st.tuples(st.sampled_from(["look", "act", "write", "day"]), st.integers(1, 5)),
    max_size=14,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, at=st.floats(0, 1), what=st.sampled_from(["drop", "change", "words"]))
def test_any_book_is_a_chain_and_any_harm_is_seen(
    office: Office, clock: FixedClock, steps: list[tuple[str, int]], at: float, what: str
) -> None:
    """Whatever order looks, acts and days come in: the book holds, and no line can be harmed unseen."""
    for step, number in steps:
        if step == "look":
            office.store.database.looks.add(look(number, at=clock.now()))
        elif step == "write":
            write_waiting(office.store.database)
        elif step == "act":
            receive(office)
        elif step == "day":
            office.closing.close_day()
            clock.tick(minutes=1)
    write(office, look(1, at=clock.now()), look(2, at=clock.now()))
    connection = office.store.database.connection
    assert AccessLines(connection).problems() == []
    count = connection.execute("SELECT count(*) FROM access_line").fetchone()[0]
    seq = 1 + int(at * (count - 1))
    connection.execute("BEGIN")
    try:
        engine_allow(connection)
        if what == "drop":
            connection.execute("DELETE FROM access_line WHERE seq = ?", (seq,))
        elif what == "change":
            connection.execute(
                "UPDATE access_line SET officer = officer || 'x' WHERE seq = ?", (seq,)
            )
        else:
            connection.execute("UPDATE access_said SET body = body || ' ' WHERE seq = ?", (seq,))
        assert AccessLines(connection).problems() != []
    finally:
        connection.execute("ROLLBACK")


def engine_allow(connection: sqlite3.Connection) -> None:
    """Take the guards of the book away until the transaction is rolled back."""
    from counter_app.store.core import engine

    engine.allow_ddl(connection)
    for name in schema.ACCESS_TRIGGERS:
        connection.execute(f"DROP TRIGGER {name}")
