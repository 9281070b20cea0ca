"""A copy is brought back by two people of its own where there is no office to ask, or by one and the sealed sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counter_app import paths
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.desk.office.recovery import new_words
from counter_app.desk.office.restore import held_of_copy, restore
from counter_app.desk.office.restore_consent import (
    Consent,
    by_name,
    by_sheet,
    by_words,
    people_of_copy,
)
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE, Role
from counter_app.office import Office
from tests.desk.second import OWN_PASSWORD, leaders, put, refused
from tests.makers import MONDAY, PASSWORD, found, founding, officer, receive

Bringing = Callable[[Consent], dict[str, Any]]
WORDS = " ".join(new_words())


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of an office with two leaders, an administrator and a receiver, and a recovery sheet."""
    folder, clock = tmp_path_factory.mktemp("hai-nguoi"), FixedClock(MONDAY)
    lost = found(folder / "cu", clock)
    lost.session.officer = lost.staff.known("canbo")
    leaders(lost)
    put(lost, Role.ADMINISTRATOR, "quantri")
    put(lost, Role.LEADER, "cu")
    lost.staff.put_officer(officer(Role.LEADER, "cu", active=False))
    lost.staff.put_officer(officer(Role.ADMINISTRATOR, "moi"), password=PASSWORD)
    lost.recovery.make(WORDS)
    receive(lost)
    made = lost.backup(folder / "usb").path
    lost.close()
    return made


@pytest.fixture
def bring(copy: Path, tmp_path: Path) -> Bringing:
    """Restores into an empty folder; what the journal says of who did."""
    clock = FixedClock(MONDAY)

    def brought(consent: Consent) -> dict[str, Any]:
        data = tmp_path / "moi"
        restore(copy, data, clock, consent=consent)
        office = Office.open(data, clock=clock)
        entry, said = office.store.journal.epochs()[-1]
        office.close()
        names = ("approved_by", "alone", "by_sheet")
        return {"actor": entry.actor, **{name: said[name] for name in names if name in said}}

    return brought


SECOND = Approval(approver="pho", password=OWN_PASSWORD)
SHEET_AND_ONE = by_words(WORDS, by_name("quantri", OWN_PASSWORD, OWN, sheet=True))
OWN_SHEET = by_words(WORDS, by_name("canbo", FIRST_PASSWORD, OWN, sheet=True))
OWN_SHEET_AND_TWO = by_words(WORDS, by_name("canbo", FIRST_PASSWORD, SECOND, sheet=True))


@pytest.mark.parametrize(
    ("consent", "rule"),
    [
        (by_name("", ""), "name"),
        (by_name("canbo", "sai-mat-khau-nhe", SECOND), "sign_in"),
        (by_name("lan", OWN_PASSWORD, SECOND), "duty"),
        (by_name("moi", PASSWORD, SECOND), "own_lent"),
        (by_name("canbo", FIRST_PASSWORD), "second"),
        (by_name("quantri", OWN_PASSWORD), "second"),
        (by_name("canbo", FIRST_PASSWORD, Approval(approver="pho", password="x")), "approver"),
        (
            by_name("canbo", FIRST_PASSWORD, Approval(approver="lan", password=OWN_PASSWORD)),
            "approver",
        ),
        (by_words(" ".join(new_words()), by_sheet), "sheet"),
        (by_words(WORDS, by_name("lan", OWN_PASSWORD, sheet=True)), "duty"),
        (OWN_SHEET, "own_sheet"),
    ],
)
def test_whoever_only_holds_a_copy_makes_no_office_of_it(
    bring: Bringing, tmp_path: Path, consent: Consent, rule: str
) -> None:
    assert refused(bring, consent=consent) == rule
    assert not paths.database_path(tmp_path / "moi").exists()


@pytest.mark.parametrize(
    ("consent", "said"),
    [
        (by_name("canbo", FIRST_PASSWORD, SECOND), {"actor": "canbo", "approved_by": "pho"}),
        (by_name("quantri", OWN_PASSWORD, SECOND), {"actor": "quantri", "approved_by": "pho"}),
        (SHEET_AND_ONE, {"actor": "quantri", "by_sheet": True}),
        (OWN_SHEET_AND_TWO, {"actor": "canbo", "approved_by": "pho"}),
        (by_words(WORDS, by_sheet), {"actor": "cli", "by_sheet": True, "alone": True}),
    ],
)  # fmt: skip
def test_who_brought_it_back_stands_in_the_journal(
    bring: Bringing, consent: Consent, said: dict[str, Any]
) -> None:
    assert bring(consent) == said


def test_whoever_works_alone_brings_it_back_by_his_own_sheet_and_says_so(tmp_path: Path) -> None:
    """The sheet printed at the founding is the founder's own; a colleague who has left is none."""
    clock = FixedClock(MONDAY)
    begun = replace(founding(), recovery=WORDS)
    lost = Office.found(tmp_path / "cu", begun, clock=clock, officer=COMMAND_LINE)
    lost.staff.put_officer(officer(), password=PASSWORD)
    lost.staff.put_officer(officer(active=False))
    made = lost.backup(tmp_path / "usb").path
    lost.close()
    restore(made, tmp_path / "moi", clock, consent=OWN_SHEET)
    office = Office.open(tmp_path / "moi", clock=clock)
    entry, said = office.store.journal.epochs()[-1]
    office.close()
    assert (entry.actor, said["by_sheet"], said["alone"]) == ("canbo", True, True)


def test_a_copy_names_whom_it_can_ask(copy: Path, tmp_path: Path) -> None:
    people = people_of_copy(copy, held_of_copy(copy, tmp_path))
    assert not people.locked
    assert {item.login for item in people.first} == {"canbo", "pho", "quantri", "moi"}
    assert {item.login for item in people.second} == {"canbo", "pho"}
