"""The first run: an office that works at once, and a set-up cut short that is begun again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counter_app import paths
from counter_app.desk.office.founding import FIRST_PASSWORD, Founding, NewOfficer, default_founding
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError, StoreError
from counter_app.office import Office
from counter_app.settings import OfficeSettings, Preferences
from counter_app.store.core import engine, schema
from counter_app.store.file.migrations import migrate
from counter_app.system.openers import FOLDER
from tests.makers import draft, found, founding, officer


def test_a_newcomer_is_at_the_counter_at_once(tmp_path: Path, clock: FixedClock) -> None:
    office = Office.found(tmp_path / "moi" / "sau", default_founding(), clock=clock)
    office.seat.sign_in("canbo", FIRST_PASSWORD)
    assert office.intake.receive(draft()).result.code == "T99001-261123-010001"
    assert len(office.catalogue.procedures()) > 60
    assert {group.letter for group in office.queue.groups()} >= {"A", "B"}
    assert office.store.calendar.current().is_confirmed(2026)
    assert not office.store.calendar.current().is_working(date(2026, 11, 24))
    assert office.store.check().ok
    office.close()


def test_what_was_asked_for_is_what_stands(tmp_path: Path, clock: FixedClock) -> None:
    sessions: tuple[dict[str, Any], ...] = ({"weekday": 1, "start": "08:00", "end": "12:00"},)
    asked = Founding(
        settings=OfficeSettings(number="12345", superior_name="UBND tỉnh Mẫu", sample=True),
        preferences=Preferences(device=4, printer="lp:quay"),
        officers=(
            NewOfficer(officer=officer(Role.LEADER), password="mat-khau-hai", sectors=("ho-tich",)),
        ),
        sessions=sessions,
    )
    Office.found(tmp_path, asked, clock=clock).close()
    office = Office.open(tmp_path, clock=clock)
    assert office.rules.settings == asked.settings
    assert office.preferences == replace(asked.preferences, plain_file=True)
    assert office.staff.officers() == [officer(Role.LEADER)]
    assert office.staff.in_charge("ho-tich", clock.now().date()) == "lan"
    assert len(office.store.calendar.sessions()) == 1
    events = [entry.kind for entry, _payload in office.store.journal.of("officer:lan")]
    assert events == ["officer.put", "officer.password_set", "assignment.put"]
    office.seat.sign_in("lan", "mat-khau-hai")
    clock.set(clock.now().replace(hour=9))
    assert office.intake.receive(draft()).result.code == "T12345-261123-040001"
    office.close()


def test_each_founding_has_its_own_epoch(tmp_path: Path, clock: FixedClock) -> None:
    epochs = []
    for name in "ab":
        office = found(tmp_path / name, clock)
        epochs.append(office.store.database.epoch)
        office.close()
    assert len(set(epochs)) == 2


@pytest.mark.parametrize("number", ["", "1234", "123456", "9900A", "²²²²²"])
def test_a_wrong_office_number_leaves_nothing_behind(
    tmp_path: Path, clock: FixedClock, number: str
) -> None:
    with pytest.raises(RuleError) as refused:
        found(tmp_path, clock, number=number)
    assert refused.value.field == "number"
    assert [item.name for item in tmp_path.iterdir()] == [FOLDER]
    assert not Office.exists(tmp_path)
    found(tmp_path, clock).close()


@pytest.mark.parametrize(
    ("officers", "field"),
    [
        ((), "role"),
        ((NewOfficer(officer=officer(), password="mat-khau-hai"),), "role"),
        ((NewOfficer(officer=officer(Role.LEADER), password="ngan"),), "password"),
        ((NewOfficer(officer=officer(Role.LEADER), password=""),), "password"),
        (
            (NewOfficer(officer=officer(Role.LEADER, login="Đào"), password="mat-khau-hai"),),
            "login",
        ),
    ],
)
def test_an_office_nobody_could_lead_is_not_founded(
    tmp_path: Path, clock: FixedClock, officers: tuple[NewOfficer, ...], field: str
) -> None:
    with pytest.raises(RuleError) as refused:
        Office.found(tmp_path, replace(founding(), officers=officers), clock=clock)
    assert refused.value.field == field
    assert not Office.exists(tmp_path)


def cut_short(path: Path, stage: str) -> None:
    """Leave the file as a power cut during the set-up leaves it."""
    path.touch()
    if stage == "empty":
        return
    connection = engine.connect(path)
    if stage == "marked":
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    elif stage == "migrations":
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("CREATE TABLE _sqlite_migrations(name TEXT)")
    elif stage == "tables":
        migrate(connection)
    connection.close()


@pytest.mark.parametrize("stage", ["empty", "opened", "marked", "migrations", "tables"])
def test_a_set_up_cut_short_is_begun_again(tmp_path: Path, clock: FixedClock, stage: str) -> None:
    cut_short(paths.database_path(tmp_path), stage)
    assert not Office.exists(tmp_path)
    office = found(tmp_path, clock)
    assert office.store.check().ok
    office.close()
    assert Office.exists(tmp_path)


def test_a_set_up_that_failed_in_its_only_transaction_is_begun_again(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("counter_app.desk.office.founding.assignment_payload", lambda item: 1 / 0)
        broken.setattr(
            "counter_app.desk.office.founding.officer_payload", lambda item: {"login": 1 / 0}
        )
        with pytest.raises(ZeroDivisionError):
            found(tmp_path, clock)
    assert not Office.exists(tmp_path)
    found(tmp_path, clock).close()


def test_an_office_is_never_founded_over_another(office: Office) -> None:
    office.close()
    before = office.store.database.path.read_bytes()
    with pytest.raises(StoreError, match="Chọn thư mục khác"):
        found(office.data_dir, office.store.clock)
    assert office.store.database.path.read_bytes() == before


def test_an_office_at_work_in_another_window_is_never_swept_away(office: Office) -> None:
    """Everything may still stand in the side file, and somebody may be writing."""
    with office.store.transaction() as tx:
        tx.record("officer.signed_in", "officer:canbo", {}, actor="canbo")
        assert Office.exists(office.data_dir)
        with pytest.raises(StoreError, match="Chọn thư mục khác"):
            found(office.data_dir, office.store.clock)
    assert office.store.check().ok
