"""A file of every released version opens, keeps what it said, and is projected into today's tables."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
import zstandard

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Mapping, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import Cancelled, StoreError
from counter_app.office import Office, bring_up_to_date
from counter_app.store.core import engine, schema
from counter_app.store.file.migrations import VERSION, migrate
from tests.makers import MONDAY

RELEASED = sorted((Path(__file__).parent.parent / "data" / "db").glob("*.db.zst"))
QUESTION = (
    "SELECT code, state, form_no, book_no, promised_at, names, supplements FROM dossier ORDER BY id"
)


@pytest.fixture(params=RELEASED, ids=lambda path: path.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The data folder of an office as an earlier version left it."""
    content = zstandard.ZstdDecompressor().decompress(request.param.read_bytes())
    paths.database_path(tmp_path).write_bytes(content)
    return tmp_path


@pytest.mark.usefixtures("windows_rules")
def test_an_old_file_says_the_same_in_today_s_tables(old: Path) -> None:
    before = engine.connect(paths.database_path(old))
    dossiers = [tuple(row) for row in before.execute(QUESTION)]
    spans = before.execute("SELECT count(*) FROM dossier_span").fetchone()[0]
    before.close()
    office = Office.open(old, clock=FixedClock(MONDAY.replace(year=2027)), officer=COMMAND_LINE)
    connection = office.store.database.connection
    assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION
    assert [tuple(row) for row in connection.execute(QUESTION)] == dossiers
    assert connection.execute("SELECT count(*) FROM dossier_span").fetchone()[0] == spans
    assert office.store.check().problems == ()
    office.close()


def test_work_goes_on_in_it(old: Path) -> None:
    soon = FixedClock(MONDAY + timedelta(days=7))
    office = Office.open(old, clock=soon, officer=COMMAND_LINE)
    code = office.store.database.connection.execute(
        "SELECT code FROM dossier WHERE state IN (2, 4) LIMIT 1"
    ).fetchone()[0]
    assert office.dossiers.get(code).mapping is Mapping.NOT_ENTERED
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu ảnh")
    assert office.dossiers.get(code).state is State.SUPPLEMENT
    assert office.paper.prints_of(code)[-1].number == 1
    assert office.store.check().problems == ()
    office.close()


def test_an_upgrade_cut_short_is_begun_again(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("counter_app.store.projection.apply", cut)
        with pytest.raises(KeyboardInterrupt):
            Office.open(old, clock=FixedClock(MONDAY.replace(year=2027)))
    half = engine.connect(paths.database_path(old))
    assert half.execute("PRAGMA user_version").fetchone()[0] < VERSION
    assert half.execute("SELECT count(*) FROM dossier").fetchone()[0] > 0
    half.close()
    office = Office.open(old, clock=FixedClock(MONDAY.replace(year=2027)))
    assert office.store.check().problems == ()
    office.close()


def test_it_tells_how_far_it_is_and_stops_when_asked_leaving_the_file_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counter_app.store.file.migrations.TOLD_EVERY", 5)
    told: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        bring_up_to_date(
            old,
            lambda done, total: told.append((done, total)),
            lambda: len(told) == 2,
            clock=FixedClock(MONDAY.replace(year=2027)),
        )
    assert [done for done, _total in told] == [5, 10]
    assert told[0][1] > 10
    assert Office.outdated(old)
    half = engine.connect(paths.database_path(old))
    assert half.execute("SELECT count(*) FROM dossier").fetchone()[0] > 0
    half.close()
    told.clear()
    bring_up_to_date(old, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] > told[-1][1] - 5
    assert not Office.outdated(old)


def test_a_folder_that_may_only_be_read_is_said(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counter_app.system.files.may_write", lambda _path: False)
    with pytest.raises(StoreError, match="nâng cấp"):
        Office.open(old, clock=FixedClock(MONDAY.replace(year=2027)))


def test_an_upgraded_file_has_the_tables_and_indexes_of_a_new_one(
    old: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Indexes are made after the rows there: none may be forgotten, or the window would wait for every question."""
    fresh = engine.connect(tmp_path_factory.mktemp("fresh") / "so-lieu.db")
    migrate(fresh)
    Office.open(old, clock=FixedClock(MONDAY.replace(year=2027)), officer=COMMAND_LINE).close()
    upgraded = engine.connect(paths.database_path(old))
    asked = "SELECT type, name, sql FROM sqlite_master WHERE name NOT GLOB 'sqlite_*' ORDER BY name"
    try:
        assert [tuple(row) for row in upgraded.execute(asked)] == [
            tuple(row) for row in fresh.execute(asked)
        ]
        named = set(re.findall(r"CREATE (?:UNIQUE )?INDEX (\w+)", schema.state_script()))
        assert named <= {row["name"] for row in upgraded.execute(asked)}
    finally:
        fresh.close()
        upgraded.close()
