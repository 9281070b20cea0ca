"""The check finds whatever was changed behind the program's back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from counter_app.domain.dossier.moves import Act
from counter_app.domain.official.listed import Listed
from counter_app.domain.queue.tickets import TicketAct
from counter_app.errors import RuleError, StoreError
from counter_app.office import Office
from counter_app.store.core import engine, schema
from counter_app.store.core.trouble import DiskError, Kind
from counter_app.store.file import checking
from counter_app.store.file.checking import check, page_problems
from counter_app.store.read.official_list import KeptList
from tests.makers import PASSWORD, collector, officer, receive


@pytest.fixture
def worked(office: Office) -> Office:
    """Three dossiers, one returned, and a ticket."""
    code = receive(office).code
    office.moves.move(code, Act.FINISH)
    office.returning.hand_over(code, collector())
    receive(office, name="Trần Thị Nền")
    ticket = office.queue.take("A").result
    office.queue.do(ticket.id, TicketAct.CALL)
    receive(office, name="Lê Văn Cuối")
    office.staff.put_officer(officer(), password=PASSWORD)
    office.store.drafts.keep("nháp", "lan", {"name": "Lê"}, NOW)
    office.store.official_list.keep(a_list())
    return office


NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def a_list() -> KeptList:
    """A list out of the official system with two lines."""
    lines = [
        Listed(place=f"A{at}", official_code=f"H57.132-261123-000{at}", names=("Lê Văn Cuối",))
        for at in (1, 2)
    ]
    return KeptList(
        name="ds.xlsx", sha256="", taken_at=NOW, officer="lan", whole=True, first=None, last=None,
        lines=tuple(lines),
    )  # fmt: skip


def test_a_row_outside_the_journal_is_sealed_alone(worked: Office) -> None:
    """What the program writes beside a harmed row does not make the harmed row right."""
    with unguarded(worked) as change:
        change("UPDATE credential SET hash = 'x' WHERE login = 'lan'")
    worked.staff.put_officer(officer(login="minh"), password=PASSWORD)
    worked.store.officers.begin_try("minh", NOW)
    assert problems(worked) == (
        "table credential, row lan: differs from what was written; "
        "table credential, row lan: not the password that the journal says"
    )
    worked.staff.put_officer(officer(), password=PASSWORD)
    assert problems(worked) == ""


def test_a_harmed_list_is_not_worked_by(worked: Office) -> None:
    with unguarded(worked) as change:
        change("UPDATE official_line SET said = 'Đã trả' WHERE id = 2")
    with pytest.raises(RuleError, match="nhập lại"):
        worked.official_list.worklist()
    worked.official_list.drop()
    assert worked.official_list.worklist() is None
    assert problems(worked) == ""


def test_a_name_that_cannot_be_searched_is_found(worked: Office) -> None:
    """The same number of words, one of them another."""
    index = worked.store.database.connection
    row = index.execute("SELECT id, sz FROM dossier_search_docsize ORDER BY id").fetchone()
    text = " ".join(f"w{at}" for at in range(int(row["sz"][0])))
    index.execute("DELETE FROM dossier_search WHERE rowid = ?", (row["id"],))
    index.execute("INSERT INTO dossier_search(rowid, terms) VALUES(?, ?)", (row["id"], text))
    assert "dossier_search" in problems(worked)


def test_a_file_that_may_only_be_read_is_checked_all_the_same(worked: Office) -> None:
    reading = engine.connect_reading(worked.store.database.path)
    assert check(reading).problems == ()
    reading.close()


@contextmanager
def unguarded(office: Office) -> Iterator[Callable[[str], object]]:
    """Change the file as somebody with a database browser would, and put the triggers back."""
    connection = office.store.database.connection
    connection.set_authorizer(None)
    for name in schema.TRIGGERS:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys = OFF")
    yield connection.execute
    for text in schema.TRIGGERS.values():
        connection.execute(text)


def problems(office: Office) -> str:
    result = office.store.check()
    assert result.ok == (not result.problems)
    return "; ".join(result.problems)


def test_a_file_as_written_is_whole(worked: Office) -> None:
    seen: list[tuple[int, int]] = []
    result = worked.store.check(lambda done, total: seen.append((done, total)))
    assert result.ok
    assert result.entries == worked.store.journal.head().seq
    assert result.head.hash == worked.store.journal.head().hash
    assert result.tables == len(schema.STATE_TABLES)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE dossier SET fee = 1 WHERE id = (SELECT min(id) FROM dossier)", "table dossier"),
        ("UPDATE dossier SET returned_at = NULL", "table dossier"),
        ("UPDATE counter SET last = last - 1 WHERE name = 'form:01'", "table counter"),
        ("UPDATE dossier_span SET handler = 'x'", "table dossier_span"),
        ("DELETE FROM print_job WHERE id = (SELECT max(id) FROM print_job)", "table print_job"),
        ("UPDATE ticket SET state = 'done'", "table ticket"),
        ("INSERT INTO sector VALUES('x', 'X', 'A', 9)", "table sector"),
        ("UPDATE officer SET role = 'administrator'", "table officer"),
        (
            "DELETE FROM dossier_search WHERE rowid = (SELECT max(id) FROM dossier)",
            "dossier_search",
        ),
        ("UPDATE office_setting SET value = '\"99999\"' WHERE key = 'number'", "office_setting"),
        ("UPDATE payload SET body = replace(body, 'Nền', 'Năm')", "payload changed"),
        ("UPDATE payload SET body = 'no json' WHERE seq = 2", "payload changed"),
        ("UPDATE payload SET body = '[]' WHERE seq = 2", "payload changed"),
        ("DELETE FROM payload WHERE seq = 2", "payload missing"),
        ("UPDATE journal SET actor = 'lan' WHERE seq = 3", "header changed"),
        ("UPDATE journal SET local_date = '2026-11-22' WHERE seq = 3", "header changed"),
        ("DELETE FROM journal WHERE seq = 3", "seq 3 missing"),
        ("DELETE FROM journal WHERE seq > (SELECT max(seq) - 2 FROM journal)", "differs"),
        ("UPDATE journal SET hash = zeroblob(32) WHERE seq = 3", "header changed"),
        ("UPDATE journal SET kind = 'no.such' WHERE seq = 3", "cannot be replayed"),
        ("UPDATE official_line SET names = 'Ai đó' WHERE id = 2", "table official_line, row 2"),
        ("DELETE FROM official_line WHERE id = 1", "table official_line, row 1"),
        ("UPDATE official_line SET id = 9 WHERE id = 2", "table official_line, row 9"),
        ("UPDATE official_list SET whole = 0", "table official_list, row 1"),
        ("UPDATE credential SET hash = 'x' WHERE login = 'lan'", "table credential, row lan"),
        ("DELETE FROM preference WHERE key = 'printer'", "table preference, row printer"),
        ("INSERT INTO meta VALUES('numbers_unsure', '')", "table meta, row numbers_unsure"),
        ("UPDATE draft SET body = '{}'", "table draft, row nháp"),
        ("DELETE FROM local_seal WHERE of_table = 'draft'", "table draft, row nháp"),
    ],
)
def test_each_change_is_found_and_named(worked: Office, statement: str, said: str) -> None:
    with unguarded(worked) as change:
        change(statement)
    assert said in problems(worked)


def test_a_day_rewritten_from_its_middle_no_longer_fits_its_chain(worked: Office) -> None:
    with unguarded(worked) as change:
        change(
            "UPDATE journal SET prev_hash = (SELECT hash FROM journal WHERE seq = 1) WHERE seq = 5"
        )
    assert "broken link" in problems(worked)


@pytest.mark.parametrize("name", list(schema.TRIGGERS))
def test_a_dropped_trigger_is_found_and_the_file_is_not_opened(
    worked: Office, name: str, tmp_path: Path
) -> None:
    connection = worked.store.database.connection
    connection.set_authorizer(None)
    connection.execute(f"DROP TRIGGER {name}")
    assert f"trigger {name}" in problems(worked)
    with pytest.raises(StoreError, match="chống sửa"):
        Office.open(worked.data_dir, clock=worked.store.clock)


def test_a_weakened_trigger_is_found(worked: Office) -> None:
    connection = worked.store.database.connection
    connection.set_authorizer(None)
    connection.execute("DROP TRIGGER journal_no_delete")
    connection.execute(
        "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal WHEN 0 BEGIN SELECT 1; END"
    )
    assert "journal_no_delete" in problems(worked)


def flipped(path: Path, offset: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("needle", ["Trần Thị Nền", "T99001-261123-010003"])
def test_one_flipped_bit_is_found_and_said(worked: Office, needle: str, tmp_path: Path) -> None:
    worked.close()
    path = worked.store.database.path
    places = path.read_bytes().split(needle.encode())
    assert len(places) > 1
    flipped(path, len(places[0]) + 2)
    before = path.read_bytes()
    office = Office.open(worked.data_dir, clock=worked.store.clock)
    result = office.store.check()
    office.close()
    assert not result.ok
    assert result.problems
    assert path.read_bytes()[100:] == before[100:], "the damaged file must stay as it was found"


def test_a_wrecked_page_is_an_answer_and_not_a_crash(worked: Office) -> None:
    worked.close()
    path = worked.store.database.path
    content = bytearray(path.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    connection = engine.look_into(path)
    result = check(connection)
    connection.close()
    assert not result.ok
    assert "unreadable" in result.problems[-1]
    with pytest.raises(StoreError, match="sao lưu"):
        Office.open(worked.data_dir, clock=worked.store.clock)


def test_only_so_many_problems_are_told(worked: Office) -> None:
    with unguarded(worked) as change:
        change("UPDATE payload SET salt = x'00'")
    assert len(worked.store.check().problems) == 20


def test_a_check_forgets_what_the_search_index_was_before(office: Office) -> None:
    """FTS5 remembers its parts; what another window has written since must not look like damage."""
    receive(office)
    with office.twin() as other:
        assert other.store.check().ok
        for number in range(3):
            receive(office, name=f"Trần Thị Mới {number}")
        index = "INSERT INTO dossier_search(dossier_search) VALUES('optimize')"
        office.store.database.connection.execute(index)
        assert other.store.check().problems == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("SELECT 1", None),
        ("UPDATE t SET said = 'other' WHERE id = 599", ((599, "599"), (599, "other"))),
        ("DELETE FROM t WHERE id = 600", ((600, "600"), None)),
        ("DELETE FROM t WHERE id > 512", ((513, "513"), None)),
        ("INSERT INTO t VALUES(601, 'more')", (None, (601, "more"))),
        ("UPDATE t SET said = NULL WHERE id = 257", ((257, "257"), (257, None))),
    ],
)
def test_rows_are_compared_to_the_last(change: str, found: object) -> None:
    """Rows are read some hundreds at once: what differs far behind is found, and so is an answer that ends early."""
    two = engine.connect_aside(), engine.connect_aside()
    for connection in two:
        connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, said TEXT) STRICT")
        connection.executemany("INSERT INTO t VALUES(?, ?)", [(n, str(n)) for n in range(1, 601)])
    two[1].execute(change)
    assert checking._first_difference(*two, "SELECT * FROM t ORDER BY id") == found
    for connection in two:
        connection.close()


def test_what_is_compared_with_has_every_table_and_no_index_for_questions(office: Office) -> None:
    """The rebuilt tables hold the same columns; unique numbers are still refused twice there."""
    aside = engine.connect_aside()
    for statement in schema.throw_away_statements():
        aside.execute(statement)
    for table, _order in schema.STATE_TABLES:
        columns = [
            [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
            for connection in (aside, office.store.database.connection)
        ]
        assert columns[0] == columns[1], table
    indexes = {row["name"] for row in aside.execute("PRAGMA index_list(dossier)")}
    assert {"dossier_form_number", "dossier_book_number", "dossier_official"} <= indexes
    assert "dossier_by_state" not in indexes
    aside.close()


class Told:
    """A connection whose pages SQLite's own check tells of in these words."""

    def __init__(self, office: Office, words: str) -> None:
        self._connection, self._words = office.store.database.connection, words

    def execute(self, asked: str, *values: Any) -> Any:
        """Every question but that one goes to the file."""
        if asked != "PRAGMA integrity_check":
            return self._connection.execute(asked, *values)
        return SimpleNamespace(fetchall=lambda: [{"integrity_check": self._words}])


def test_a_page_that_the_disk_did_not_give_is_no_damage(worked: Office) -> None:
    """A failing cable must send nobody into a restore; what a page holds, and another error of it, is damage."""
    unread = "Tree 8 page 176: unable to get the page. error code={code}"
    with pytest.raises(DiskError, match="Kiểm tra ổ đĩa") as failed:
        page_problems(cast("Any", Told(worked, unread.format(code=8458))))
    assert failed.value.kind is Kind.READING
    for code in (11, 8202):
        words = unread.format(code=code)
        assert page_problems(cast("Any", Told(worked, words))) == [f"pages: {words}"]
