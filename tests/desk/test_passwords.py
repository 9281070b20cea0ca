"""Passwords: whoever guesses waits, at every door and after every start; nobody rises by another's leave."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.desk.office import officers, passwords
from counter_app.desk.office.founding import FIRST_PASSWORD, NewOfficer, default_founding
from counter_app.desk.office.leader_consent import Approval, approved_by
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.passwords import (
    FREE_TRIES,
    LONGEST_WAIT,
    Weakness,
    WrongTries,
    waiting,
    weakness,
)
from counter_app.domain.office.staff import COMMAND_LINE, Officer, Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import MONDAY, PASSWORD, officer

Door = Callable[[Office, str], object]
OWN = "thuyen-nan-tre"


def _consent(office: Office, typed: str) -> object:
    approval = Approval(approver="truong", password=typed)
    return approved_by(office.store, officer(login="hai"), approval)


DOORS: dict[str, Door] = {
    "sign-in": lambda office, typed: office.seat.sign_in("truong", typed),
    "unlock": lambda office, typed: office.seat.unlock(typed),
    "consent": _consent,
    "own account": lambda office, typed: office.staff.change_password(typed, OWN),
}


@pytest.fixture
def truong(office: Office) -> Officer:
    """A leader who chose the own password, signed in."""
    made = office.staff.put_officer(officer(Role.LEADER, "truong"), password=OWN).result
    office.seat.sign_in("truong", OWN)
    office.staff.change_password(OWN, PASSWORD)
    return made


def guess(office: Office, door: Door, typed: str = "khong-phai-dau") -> RuleError:
    with pytest.raises(RuleError) as refused:
        door(office, typed)
    return refused.value


@pytest.mark.parametrize("guessed", DOORS)
@pytest.mark.parametrize("tried", DOORS)
def test_wrong_ones_at_one_door_are_waited_for_at_every_other(
    office: Office, clock: FixedClock, truong: Officer, guessed: str, tried: str
) -> None:
    for _time in range(FREE_TRIES):
        assert guess(office, DOORS[guessed]).rule != "waiting"
    refused = guess(office, DOORS[tried], PASSWORD)
    assert refused.rule == "waiting"
    assert "3 lần" in refused.message
    assert "Đợi 5 giây" in refused.message
    clock.tick(seconds=5)
    DOORS[tried](office, PASSWORD)
    assert office.store.officers.wrong_tries("truong") == WrongTries()


def test_a_try_that_has_to_wait_is_not_looked_at(
    office: Office, truong: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _time in range(FREE_TRIES):
        guess(office, DOORS["sign-in"])
    monkeypatch.setattr(passwords, "password_matches", lambda *_: pytest.fail("looked at"))
    for _time in range(20):
        assert guess(office, DOORS["sign-in"], PASSWORD).rule == "waiting"
    assert office.store.officers.wrong_tries("truong").count == FREE_TRIES


def test_every_wrong_one_doubles_the_wait_up_to_five_minutes(
    office: Office, clock: FixedClock, truong: Officer
) -> None:
    waits = []
    for _time in range(12):
        guess(office, DOORS["sign-in"])
        wait = waiting(office.store.officers.wrong_tries("truong"), clock.now())
        waits.append(int(wait.total_seconds()))
        clock.tick(seconds=wait.total_seconds())
    assert waits == [0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300, 300]


def test_what_was_counted_outlives_the_program(
    office: Office, clock: FixedClock, truong: Officer
) -> None:
    for _time in range(FREE_TRIES):
        guess(office, DOORS["sign-in"])
    office.close()
    with closing(Office.open(office.data_dir, clock=clock)) as again:
        assert guess(again, DOORS["sign-in"], PASSWORD).rule == "waiting"


def test_guesses_made_at_once_are_counted_before_they_are_looked_at(
    office: Office, truong: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else ten processes would have ten guesses for one: each would read the same count before any wrote."""
    seen = []

    def slow(digest: str, password: str) -> bool:
        seen.append(office.store.officers.wrong_tries("truong").count)
        return False

    monkeypatch.setattr(passwords, "password_matches", slow)
    guess(office, DOORS["sign-in"])
    guess(office, DOORS["sign-in"])
    assert seen == [1, 2]


def test_a_clock_set_back_makes_nobody_wait_for_days(
    office: Office, clock: FixedClock, truong: Officer
) -> None:
    for _time in range(FREE_TRIES):
        guess(office, DOORS["sign-in"])
    clock.tick(minutes=-1)
    assert guess(office, DOORS["sign-in"], PASSWORD).rule == "waiting"
    clock.tick(seconds=5)
    office.seat.sign_in("truong", PASSWORD)


@pytest.mark.parametrize("hours", [-2, 2, 24 * 400])
def test_a_clock_set_while_the_program_runs_ends_no_wait_and_lengthens_none(
    office: Office, clock: FixedClock, truong: Officer, hours: int
) -> None:
    for _time in range(FREE_TRIES):
        guess(office, DOORS["unlock"])
    clock.wrong = clock.tick(hours=hours) - MONDAY
    refused = guess(office, DOORS["unlock"], PASSWORD)
    assert (refused.rule, "Đợi 5 giây" in refused.message) == ("waiting", True)
    clock.tick(seconds=5)
    DOORS["unlock"](office, PASSWORD)


@pytest.mark.parametrize("count", range(40))
def test_no_wait_is_longer_than_the_longest(count: int) -> None:
    tries = WrongTries(count=count, last=MONDAY)
    for ahead in (-400, -1, 0, 1, 299, 301):
        wait = waiting(tries, MONDAY + timedelta(seconds=ahead))
        assert timedelta(0) <= wait <= LONGEST_WAIT


def test_the_journal_hears_of_guessing_once_and_how_it_ended(
    office: Office, clock: FixedClock, truong: Officer
) -> None:
    for _time in range(8):
        guess(office, DOORS["sign-in"])
        clock.tick(minutes=6)
    office.seat.sign_in("truong", PASSWORD)
    told = [
        (entry.kind, entry.actor, payload)
        for entry, payload in office.store.journal.of("officer:truong")[-2:]
    ]
    assert told == [
        ("officer.sign_in_failed", COMMAND_LINE.login, {"tries": 3}),
        ("officer.signed_in", "truong", {"wrong_before": 8}),
    ]
    assert office.session.wrong_before is not None
    assert office.session.wrong_before.count == 8
    assert office.store.check().ok


def test_somebody_made_inactive_opens_no_locked_screen(office: Office, truong: Officer) -> None:
    with closing(
        Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)
    ) as other:
        other.staff.put_officer(replace(truong, active=False))
    assert guess(office, DOORS["unlock"], PASSWORD).rule == "sign_in"


def test_an_account_without_a_password_opens_to_nothing(office: Office) -> None:
    office.store.database.connection.execute("DELETE FROM credential")
    for typed in ("", "\0", FIRST_PASSWORD):
        with pytest.raises(RuleError):
            office.seat.sign_in("canbo", typed)


# --- who may make whom -------------------------------------------------------------------------


@pytest.fixture
def quan(office: Office) -> Officer:
    """An administrator, signed in."""
    made = officer(Role.ADMINISTRATOR, "quan")
    office.staff.put_officer(made, password=PASSWORD)
    office.seat.sign_in("quan", PASSWORD)
    return made


def test_an_administrator_makes_no_leader_and_none_of_a_leader(
    office: Office, quan: Officer
) -> None:
    leader = office.store.officers.get("canbo")
    assert leader is not None
    head = office.store.journal.head()
    for someone, password in (
        (replace(quan, role=Role.LEADER), ""),
        (officer(Role.LEADER, "moi"), PASSWORD),
        (leader, OWN),
        (replace(leader, active=False), ""),
        (replace(leader, role=Role.RECEIVER), ""),
    ):
        with pytest.raises(RuleError) as refused:
            office.staff.put_officer(someone, password=password)
        assert refused.value.rule == "leader"
    assert office.store.journal.head() == head
    office.staff.put_officer(officer(Role.RECEIVER, "moi"), password=PASSWORD)
    office.staff.put_officer(leader)  # saved again as it stands


def test_two_at_once_cannot_leave_nobody_in_charge(
    office: Office, quan: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each sets the other aside; the second one is refused, though both looked before either wrote."""
    leader = office.store.officers.get("canbo")
    assert leader is not None
    other = Office.open(office.data_dir, clock=office.store.clock, officer=leader)
    plain = officers.check_officer

    def meanwhile(someone: Officer, password: str, *, new: bool) -> None:
        plain(someone, password, new=new)
        monkeypatch.setattr(officers, "check_officer", plain)
        other.staff.put_officer(replace(quan, active=False))

    office.session.officer = COMMAND_LINE
    monkeypatch.setattr(officers, "check_officer", meanwhile)
    with pytest.raises(RuleError) as refused:
        office.staff.put_officer(replace(leader, active=False))
    assert refused.value.rule == "last_in_charge"
    other.close()


# --- which will do -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("0912345678", Weakness.DIGITS),
        ("12-34-56-78-90", Weakness.DIGITS),
        ("aaaaaaaaaa", Weakness.FEW_LETTERS),
        ("1a1a1a1a1a", Weakness.FEW_LETTERS),
        ("matkhau2026", Weakness.COMMON),
        ("Mật khẩu@2026", Weakness.COMMON),
        ("MATKHAU-ADMIN", Weakness.COMMON),
        ("password123", Weakness.COMMON),
        ("qwertyuiop", Weakness.COMMON),
        ("abcdefghij", Weakness.COMMON),
        ("Vietnam@1975", Weakness.COMMON),
        ("ubnd-phuong-99", Weakness.COMMON),
        ("lan.nt.2026", Weakness.OWN),
        ("NguyenThiLan", Weakness.OWN),
        ("lannguyen-1", Weakness.OWN),
        ("anhoa-99001", Weakness.OWN),
        ("ba-chiec-thuyen", None),
        ("quay-4821-7390", None),
        ("mat-khau-thu", None),
        (FIRST_PASSWORD, Weakness.COMMON),
    ],
)
def test_what_is_guessed_first(typed: str, found: Weakness | None) -> None:
    own = ("lan.nt", "Nguyễn Thị Lan", "An Hòa", "99001")
    assert weakness(typed, own) is found


@pytest.mark.parametrize("typed", ["ngan", "123456789", "matkhau-2026", "truong-2026"])
def test_nobody_is_given_one_that_is_guessed_first(office: Office, typed: str) -> None:
    with pytest.raises(RuleError) as refused:
        office.staff.put_officer(officer(login="truong"), password=typed)
    assert refused.value.field == "password"
    assert office.store.officers.get("truong") is None


def test_a_password_is_not_changed_into_itself(office: Office, truong: Officer) -> None:
    with pytest.raises(RuleError) as refused:
        office.staff.change_password(PASSWORD, PASSWORD)
    assert refused.value.field == "password"


def test_one_that_somebody_else_chose_is_lent_until_the_officer_chooses(
    office: Office, truong: Officer
) -> None:
    assert not office.staff.password_is_lent()
    office.session.officer = COMMAND_LINE
    office.staff.put_officer(truong, password=PASSWORD)
    office.seat.sign_in("truong", PASSWORD)
    assert office.staff.password_is_lent()


@pytest.mark.parametrize("sample", [False, True])
def test_who_founds_an_office_chose_the_own_password_the_others_did_not(
    tmp_path_factory: pytest.TempPathFactory, clock: FixedClock, *, sample: bool
) -> None:
    plain = default_founding()
    second = NewOfficer(officer=officer(login="hai"), password=PASSWORD)
    founding = replace(
        plain,
        settings=replace(plain.settings, sample=sample),
        officers=(*plain.officers, second),
    )
    folder = tmp_path_factory.mktemp("moi")
    with closing(Office.found(folder, founding, clock=clock)) as office:
        lent = [office.store.officers.is_lent(login) for login in ("canbo", "hai")]
    assert lent == [False, not sample]
