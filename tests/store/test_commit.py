"""What happens when the disk fails in the middle of an act: saved once, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter_app.errors import RuleError, StoreError
from counter_app.office import Office
from counter_app.settings import Preferences
from counter_app.store.core import engine
from counter_app.store.core.trouble import Kind
from tests.makers import draft, receive


class Faulty:
    """A connection that fails at one statement, before or after it was carried out, as the engine would tell it."""

    def __init__(self, connection: Any, statement: str, error: Exception, *, after: bool) -> None:
        self._connection, self._statement = connection, statement
        self._error, self._after = error, after

    def execute(self, sql: str, *values: Any) -> Any:
        if not sql.startswith(self._statement):
            return self._connection.execute(sql, *values)
        if self._after:
            self._connection.execute(sql, *values)
        raise self._error

    def close(self) -> None:
        self._connection.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


Break = Callable[..., None]


@pytest.fixture
def break_at(office: Office) -> Break:
    """Let the next statement that begins so fail once; the program reopens the file or rolls back."""

    def arrange(statement: str, *, after: bool, kind: Kind = Kind.WRITING) -> None:
        database = office.store.database
        error = engine.DiskError(kind, database.path)
        faulty: Any = Faulty(database.connection, statement, error, after=after)
        database._connection = faulty

    return arrange


def mended(office: Office) -> None:
    """The disk works again."""
    connection: Any = office.store.database.connection
    office.store.database._connection = getattr(connection, "_connection", connection)


def test_an_error_after_the_commit_counts_as_saved(office: Office, break_at: Break) -> None:
    break_at("COMMIT", after=True)
    dossier = receive(office)
    assert office.dossiers.get(dossier.code) == dossier
    assert office.store.dossiers.count() == 1
    assert office.store.check().ok


def test_an_error_before_the_commit_saves_nothing(office: Office, break_at: Break) -> None:
    head = office.store.journal.head()
    break_at("COMMIT", after=False)
    with pytest.raises(StoreError, match="Chưa lưu được"):
        receive(office)
    assert office.store.journal.head() == head
    assert office.store.dossiers.count() == 0


@pytest.mark.parametrize("after", [True, False])
def test_trying_again_with_the_same_form_gives_one_dossier(
    office: Office, break_at: Break, after: bool
) -> None:
    break_at("COMMIT", after=after)
    try:
        office.intake.receive(draft(), op_id="form-1")
    except StoreError:
        assert not after
    again = office.intake.receive(draft(), op_id="form-1").result
    assert again.code.endswith("-010001")
    assert office.store.dossiers.count() == 1
    assert office.store.check().ok


def test_after_a_failed_commit_the_file_is_open_and_guarded(
    office: Office, break_at: Break
) -> None:
    break_at("COMMIT", after=False)
    with pytest.raises(StoreError):
        receive(office)
    with pytest.raises(engine.DatabaseError, match="not authorized"):
        office.store.database.connection.execute("CREATE TABLE x(y)")
    assert office.store.database.connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert receive(office).form_no == 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.FULL, "Ổ đĩa đầy"),
        (Kind.BUSY, "cửa sổ khác"),
        (Kind.WRITING, "Chưa lưu được"),
    ],
)
@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "INSERT INTO journal", "COMMIT"])
def test_each_fault_is_said_in_one_sentence_and_leaves_nothing(
    office: Office, break_at: Break, statement: str, kind: Kind, said: str
) -> None:
    if (statement, kind) == ("BEGIN IMMEDIATE", Kind.WRITING):
        receive(office)  # a file opened anew takes it: nothing to say
        return
    head = office.store.journal.head()
    database = office.store.database
    break_at(statement, after=False, kind=kind)
    with pytest.raises(StoreError, match=said):
        receive(office)
    mended(office)
    assert not database.connection.in_transaction
    assert office.store.journal.head() == head
    assert receive(office).form_no == 1
    assert office.store.check().ok


def test_a_disk_that_is_gone_is_said_and_not_a_crash(
    office: Office, break_at: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: Path, **_named: object) -> None:
        raise engine.DiskError(Kind.ABSENT, path)

    break_at("COMMIT", after=False)
    with monkeypatch.context() as broken:
        broken.setattr("counter_app.store.file.database.engine.connect", gone)
        with pytest.raises(StoreError, match="Chưa lưu được"):
            receive(office)
        with pytest.raises(StoreError, match="Không mở được dữ liệu"):
            office.store.dossiers.count()
    assert receive(office).form_no == 1, "the disk is back, and so is the counter"
    assert office.store.check().ok


def test_an_error_in_the_projection_leaves_no_event(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = office.store.journal.head()
    with monkeypatch.context() as broken:
        broken.setattr("counter_app.store.projection.dossier.name_terms", lambda names: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            receive(office)
    assert office.store.journal.head() == head
    assert receive(office).form_no == 1


def test_one_command_is_never_recorded_twice(office: Office) -> None:
    def twice() -> None:
        with office.store.transaction() as tx:
            for _time in range(2):
                tx.record("officer.signed_in", "officer:canbo", {}, actor="canbo", op_id="same")

    head = office.store.journal.head()
    with pytest.raises(engine.IntegrityError):
        twice()
    assert office.store.journal.head() == head


def test_an_act_in_several_events_is_all_or_nothing(office: Office) -> None:
    def half() -> None:
        with office.store.transaction() as tx:
            tx.record("officer.signed_in", "officer:canbo", {}, actor="canbo")
            raise RuleError("doch nicht")

    head = office.store.journal.head()
    with pytest.raises(RuleError):
        half()
    assert office.store.journal.head() == head


def test_a_rule_that_was_rolled_back_is_forgotten(office: Office) -> None:
    """What is kept of the settings must not outlive a transaction that did not commit."""

    def half() -> None:
        with office.store.transaction() as tx:
            tx.record("office.changed", "office", {"settings": {"name": "Khác"}}, actor="cli")
            assert office.rules.settings.name == "Khác"
            raise RuleError("doch nicht")

    before = office.rules.settings
    with pytest.raises(RuleError):
        half()
    assert office.rules.settings == before


def test_a_rule_changed_just_before_the_file_is_reopened_is_seen(
    office: Office, break_at: Break
) -> None:
    break_at("COMMIT", after=True)
    with office.store.transaction() as tx:
        tx.record("office.changed", "office", {"settings": {"name": "Khác"}}, actor="cli")
    assert office.rules.settings.name == "Khác"


@pytest.mark.parametrize(
    "jot",
    [
        lambda office: office.rules.change_preferences(Preferences(counter="2")),
        lambda office: office.drafts.keep("d", {"a": 1}),
        lambda office: office.drafts.drop("d"),
        lambda office: office.store.officers.begin_try("canbo", office.store.clock.now()),
    ],
)
def test_what_stays_outside_the_journal_fails_in_one_sentence_too(
    office: Office, monkeypatch: pytest.MonkeyPatch, jot: Callable[[Office], object]
) -> None:
    def denied(path: Path, **_named: object) -> None:
        raise engine.DiskError(Kind.DENIED, path)

    office.store.database.connection.execute("PRAGMA query_only = ON")
    with monkeypatch.context() as broken:
        broken.setattr("counter_app.store.file.database.engine.connect", denied)
        with pytest.raises(StoreError, match="Không có quyền ghi"):
            jot(office)
    jot(office)
