"""A journal projected in memory gives the tables that its events made one by one, however little memory there is."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.told_texts import ToldKind
from counter_app.office import Office
from counter_app.store.core import engine, schema
from counter_app.store.core.journal import Journal, payload_text, said_in
from counter_app.store.file.checking import Chain, differences, rebuilding, replay
from counter_app.store.projection import held_tables
from counter_app.store.projection.held_tables import HeldTables
from counter_app.store.projection.tables import Tables
from tests.makers import MONDAY, collector, receive
from tests.store.player import VERBS, Player

if TYPE_CHECKING:
    from sqlite3 import Connection


def fresh() -> Connection:
    """Empty tables of nobody's."""
    aside = engine.connect_aside()
    for statement in schema.throw_away_statements():
        aside.execute(statement)
    return aside


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Path:
    """A file in which every verb was done many times."""
    folder = tmp_path_factory.mktemp("played")
    shutil.copyfile(founded, paths.database_path(folder))
    clock = FixedClock(MONDAY)
    office = Office.open(folder, clock=clock, officer=COMMAND_LINE)
    for name in ("Trần Thị Một", "Lê Văn Hai", "Phạm Thị Ba"):
        code = receive(office, name=name).code
        office.moves.move(code, Act.FINISH)
        office.returning.hand_over(code, collector(name))
    chance = random.Random(7)
    steps = [(n, chance.randrange(41), chance.randrange(41)) for n in range(6 * len(VERBS))]
    Player(office, clock).play(steps)
    office.close()
    return paths.database_path(folder)


@pytest.fixture
def file(played: Path, tmp_path: Path) -> Iterator[Connection]:
    """A copy of it, open for whoever harms it."""
    copy = tmp_path / "copy.db"
    shutil.copyfile(played, copy)
    connection = engine.look_into(copy)
    yield connection
    connection.close()


@pytest.mark.parametrize("most", [1, 3, 3_000])
def test_what_is_held_in_memory_is_what_was_written_one_by_one(
    file: Connection, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_tables, "MOST", most)
    monkeypatch.setattr(held_tables, "_MOST_TOLD", 2)
    monkeypatch.setattr(held_tables, "_MOST_WORDS", 2)
    aside, chain = fresh(), Chain(file, None)
    replay(chain, HeldTables(aside))
    assert (chain.problems, differences(file, aside)) == ([], [])
    aside.close()


@pytest.mark.parametrize("most", [1, 3, 3_000])
def test_dossiers_that_stand_as_they_should_are_written_nowhere(
    file: Connection, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_tables, "MOST", most)
    chain = Chain(file, None)
    with rebuilding(chain, file) as (aside, tables):
        assert (chain.problems, differences(file, aside, tables)) == ([], [])
        for table in ("dossier", "dossier_span"):
            assert file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 3  # noqa: S608
            assert aside.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0  # noqa: S608


@pytest.mark.parametrize("most", [1, 3_000])
@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE dossier SET fee = coalesce(fee, 0) + 1 WHERE id = {one}", "dossier"),
        ("UPDATE dossier SET shelf = shelf || 'x' WHERE id = (SELECT min(id) FROM dossier)", "dossier"),
        ("UPDATE dossier SET id = 900000 WHERE id = {one}", "dossier"),
        ("DELETE FROM dossier WHERE id = {one}", "dossier"),
        ("UPDATE dossier_span SET handler = 'x' WHERE dossier = {one} AND to_at IS NULL", "dossier_span"),
        ("UPDATE dossier_span SET seq = 900000 WHERE dossier = {one} AND to_at IS NULL", "dossier_span"),
        ("DELETE FROM dossier_span WHERE dossier = {one} AND to_at IS NULL", "dossier_span"),
        ("DELETE FROM dossier_span WHERE dossier = {one}", "dossier_span"),
        ("INSERT INTO dossier_span SELECT {one}, 900000, state, handler, promised_at, from_at, from_date, to_at, "
         "to_date, used, allowed FROM dossier_span LIMIT 1", "dossier_span"),
        ("INSERT INTO dossier_span SELECT 900000, seq, state, handler, promised_at, from_at, from_date, to_at, "
         "to_date, used, allowed FROM dossier_span LIMIT 1", "dossier_span"),
    ],
)  # fmt: skip
def test_each_change_of_a_dossier_is_found(
    file: Connection, most: int, change: str, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_tables, "MOST", most)
    one = file.execute("SELECT max(id) FROM dossier").fetchone()[0]
    file.execute("PRAGMA foreign_keys = OFF")
    file.execute(change.format(one=one))
    chain = Chain(file, None)
    with rebuilding(chain, file) as (aside, tables):
        found = " ".join(differences(file, aside, tables))
    assert f"table {table}," in found


def test_a_dossier_nobody_took_in_is_found(file: Connection) -> None:
    row = dict(file.execute("SELECT * FROM dossier ORDER BY id DESC LIMIT 1").fetchone())
    row |= {"id": 900_000, "code": "x", "barcode": "x", "form_no": None, "book_no": None}
    row["official_code"] = ""
    places = ", ".join("?" * len(row))
    file.execute(f"INSERT INTO dossier({', '.join(row)}) VALUES({places})", tuple(row.values()))
    chain = Chain(file, None)
    with rebuilding(chain, file) as (aside, tables):
        found = " ".join(differences(file, aside, tables))
    assert "table dossier, row 900000" in found


@pytest.mark.parametrize("most", [1, 3_000])
def test_an_event_the_tables_do_not_take_is_named(
    file: Connection, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chain is right, what it says is impossible: a state that is none, said of the last dossier."""
    monkeypatch.setattr(held_tables, "MOST", most)
    journal = Journal(file)
    entry, _salt, body = next(
        item for item in journal.walk() if item[0].kind == "dossier.moved" and item[2] is not None
    )
    fields = (
        entry.epoch, entry.device, "op", entry.kind, entry.subject, entry.actor, entry.at_utc,
        entry.local_date, 0,
    )  # fmt: skip
    said = said_in(body or "{}")
    journal.append(fields, payload_text({**said, "state": 99}), journal.head())
    chain = Chain(file, None)
    with rebuilding(chain, file):
        pass
    assert f"seq {said['dossier']}: cannot be replayed (IntegrityError" in " ".join(chain.problems)


@pytest.mark.parametrize("named", [None, "", "1", 1.5, []])
def test_what_is_no_number_names_no_dossier(named: object) -> None:
    """Also right after a dossier was asked for, and when all of them were just written."""
    aside = fresh()
    tables = HeldTables(aside)
    for _time in ("nobody yet", "somebody", "written"):
        with pytest.raises((TypeError, ValueError)):
            tables.add_span(
                (named, 1, 2, "a", None, "2026-11-23T08:00:00", "2026-11-23", None, None)
            )
        tables.dossier(1)
        if _time == "somebody":
            tables.flush()
    assert not aside.execute("SELECT count(*) FROM dossier_span").fetchone()[0]
    aside.close()


def test_what_comes_after_everything_was_written_is_written_too() -> None:
    aside = fresh()
    tables = HeldTables(aside)
    for seq in (1, 2, 3):
        tables.add_span((1, seq, 2, "a", None, "2026-11-23T08:00:00", "2026-11-23", None, None))
        tables.flush()
    assert aside.execute("SELECT count(*) FROM dossier_span").fetchone()[0] == 3
    aside.close()


def test_a_statement_about_what_is_in_memory_is_a_mistake_of_ours() -> None:
    aside = fresh()
    tables = HeldTables(aside)
    tables.execute("DELETE FROM leg WHERE dossier = ?", (1,))
    with pytest.raises(RuntimeError, match="held in memory"):
        tables.execute("UPDATE dossier SET fee = 1 WHERE id = ?", (1,))
    aside.close()


@given(
    told=st.lists(
        st.tuples(st.sampled_from(("Thôn Đông", "Xóm Mới")), st.sampled_from((1, 1, -1))),
        max_size=12,
    ),
    written=st.integers(1, 12),
)
def test_texts_are_counted_in_memory_as_in_the_tables(
    told: list[tuple[str, int]], written: int
) -> None:
    """Also when more is counted off than on, which begins anew, and whenever memory is written in between."""
    at_once, in_memory = fresh(), fresh()
    one, other = Tables(at_once), HeldTables(in_memory)
    for number, (text, uses) in enumerate(told):
        for tables in (one, other):
            tables.tell(ToldKind.ADDRESS, text, uses)
        if number % written == 0:
            other.flush()
    other.flush()
    question = "SELECT * FROM told ORDER BY kind, folded, text"
    rows = [[tuple(row) for row in each.execute(question)] for each in (at_once, in_memory)]
    assert rows[0] == rows[1]
    for connection in (at_once, in_memory):
        connection.close()


def test_a_payload_is_read_as_json_reads_it() -> None:
    """The short way gives up where the whole reader does, and reads what it reads."""
    assert said_in('{"a":1}') == said_in(' {"a": 1}\n') == {"a": 1}
    for text in ('{"a": 1', '{"a":1}x', "", "{a:1}"):
        with pytest.raises(ValueError, match=r"."):
            said_in(text)
