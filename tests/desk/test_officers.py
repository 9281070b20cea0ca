"""Officers: signing in, passwords, sectors, and never nobody in charge."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from argon2 import PasswordHasher, Type, extract_parameters

from counter_app.desk.office import passwords
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.officers import officer_payload
from counter_app.desk.office.passwords import hash_password, password_matches
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE, Assignment, Officer, Role
from counter_app.domain.text import tone_behind
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.conftest import FULL_MEMORY_KIB
from tests.makers import PASSWORD, officer, receive


def put(office: Office, someone: Officer, password: str = PASSWORD) -> Officer:
    return office.staff.put_officer(someone, password=password).result


def test_an_officer_signs_in_and_every_act_carries_the_name(office: Office) -> None:
    put(office, officer())
    office.seat.sign_out()
    with pytest.raises(RuleError) as refused:
        receive(office)
    assert refused.value.rule == "signed_out"
    done = office.seat.sign_in(" Lan ", PASSWORD)
    assert done.result.login == "lan"
    dossier = receive(office)
    assert dossier.receiver == "lan"
    assert {entry.actor for entry, _payload in office.store.journal.of(dossier.code)} == {"lan"}
    assert office.store.journal.of("officer:lan")[-1][0].kind == "officer.signed_in"


COMPOSITIONS: tuple[Callable[[str], str], ...] = (
    lambda text: unicodedata.normalize("NFC", text),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: "".join(map(tone_behind, unicodedata.normalize("NFC", text))),
)


@pytest.mark.parametrize("chosen", COMPOSITIONS)
@pytest.mark.parametrize("typed", COMPOSITIONS)
def test_a_password_does_not_hang_on_the_typing_method(
    office: Office, chosen: Callable[[str], str], typed: Callable[[str], str]
) -> None:
    word = "Mậtkhẩu-Ổn định-2026"
    put(office, officer(), password=chosen(word))
    assert office.seat.sign_in("lan", typed(word)).result.login == "lan"
    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(chosen(word))
    assert password_matches(old, typed(word))  # hashed as it came, before there was one form
    assert not password_matches(old, typed(word.replace("ậ", "ạ")))


def test_a_password_of_full_width_letters_is_the_same_one() -> None:
    assert password_matches(hash_password("ｍａｔｋｈａｕ１"), "matkhau1")


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("lan", "sai"),
        ("lan", ""),
        ("ai-do", PASSWORD),
        ("", ""),
        ("nghi", PASSWORD),
        ("lan", PASSWORD + " "),
    ],
)
def test_a_wrong_name_and_a_wrong_password_sound_alike(
    office: Office, login: str, password: str
) -> None:
    put(office, officer())
    put(office, officer(login="nghi", active=False))
    office.seat.sign_out()
    with pytest.raises(RuleError) as refused:
        office.seat.sign_in(login, password)
    assert (refused.value.field, refused.value.rule) == ("password", "sign_in")
    assert "Caps Lock" in refused.value.message
    assert office.session.officer is None


def test_failed_tries_are_counted_until_one_succeeds(office: Office, clock: FixedClock) -> None:
    put(office, officer())
    for _time in range(3):
        with pytest.raises(RuleError):
            office.seat.sign_in("lan", "sai")
    assert office.store.officers.wrong_tries("lan").count == 3
    clock.tick(seconds=5)
    office.seat.sign_in("lan", PASSWORD)
    assert office.store.officers.wrong_tries("lan").count == 0


def test_a_password_is_kept_as_argon2id_and_never_in_the_journal(office: Office) -> None:
    put(office, officer())
    digest = office.store.officers.password_hash("lan")
    assert digest.startswith("$argon2id$")
    bodies = "".join(body or "" for _entry, _salt, body in office.store.journal.walk())
    assert PASSWORD not in bodies
    assert "argon2" not in bodies


def test_a_try_at_a_password_takes_nineteen_mebibytes_and_two_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passwords, "MEMORY_KIB", FULL_MEMORY_KIB)
    cost = extract_parameters(hash_password(PASSWORD))
    assert (cost.type, cost.memory_cost, cost.time_cost) == (Type.ID, 19 * 1024, 2)


def test_a_locked_screen_opens_to_its_own_officer(office: Office) -> None:
    put(office, officer())
    office.seat.sign_in("lan", PASSWORD)
    office.seat.unlock(PASSWORD)
    with pytest.raises(RuleError) as refused:
        office.seat.unlock(FIRST_PASSWORD)
    assert refused.value.field == "password"
    office.seat.sign_out()
    with pytest.raises(RuleError):
        office.seat.unlock("")


@pytest.mark.parametrize(
    ("someone", "password", "field"),
    [
        (officer(login=""), PASSWORD, "login"),
        (officer(login="Đào"), PASSWORD, "login"),
        (officer(login="lan anh"), PASSWORD, "login"),
        (officer(login="Lan"), PASSWORD, "login"),
        (replace(officer(), name=" \u200b"), PASSWORD, "name"),
        (officer(), "", "password"),
        (officer(), "1234567", "password"),
    ],
)
def test_a_wrong_officer_is_refused_beside_the_field(
    office: Office, someone: Officer, password: str, field: str
) -> None:
    head = office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        office.staff.put_officer(someone, password=password)
    assert refused.value.field == field
    assert office.store.journal.head() == head


def test_a_changed_officer_keeps_the_password_unless_a_new_one_is_given(office: Office) -> None:
    put(office, officer())
    put(office, officer(counter="4"), password="")
    assert office.seat.sign_in("lan", PASSWORD).result.counter == "4"
    office.session.officer = COMMAND_LINE
    put(office, officer(), password="mat-khau-moi")
    with pytest.raises(RuleError):
        office.seat.sign_in("lan", PASSWORD)
    assert office.seat.sign_in("lan", "mat-khau-moi").result.counter == ""


def test_who_was_made_inactive_elsewhere_is_refused_at_once(office: Office) -> None:
    put(office, officer())
    office.seat.sign_in("lan", PASSWORD)
    other = Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)
    put(other, officer(active=False), password="")
    other.close()
    with pytest.raises(RuleError) as refused:
        receive(office)
    assert refused.value.rule == "left"


def test_a_role_taken_away_elsewhere_is_gone_at_once(office: Office) -> None:
    put(office, officer(Role.LEADER))
    office.seat.sign_in("lan", PASSWORD)
    other = Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)
    put(other, officer(Role.RECEIVER), password="")
    other.close()
    receive(office)
    with pytest.raises(RuleError):
        put(office, officer(login="hai"))


def test_the_last_one_in_charge_stays_in_charge(office: Office) -> None:
    leader = office.store.officers.get("canbo")
    assert leader is not None
    for changed in (replace(leader, active=False), replace(leader, role=Role.RECEIVER)):
        with pytest.raises(RuleError) as refused:
            put(office, changed, password="")
        assert refused.value.rule == "last_in_charge"
    put(office, officer(Role.LEADER, "hai"))
    put(office, replace(leader, active=False), password="")
    assert [item.login for item in office.staff.officers()] == ["hai", "canbo"]


GIVEN = Assignment(officer="lan", sector="ho-tich", since=date(2026, 11, 23))


@pytest.mark.parametrize(
    "changes", [{"active": False}, {"role": Role.ADMINISTRATOR}, {"active": False, "name": "Đã đi"}]
)
def test_who_is_in_charge_of_a_sector_stays_able_until_somebody_else_is(
    office: Office, changes: dict[str, Any]
) -> None:
    lan = put(office, officer())
    put(office, officer(login="mai"))
    office.staff.assign(GIVEN)
    other = Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)
    with pytest.raises(RuleError) as refused:
        put(other, replace(lan, **changes), password="")
    assert (refused.value.rule, "Hộ tịch" in refused.value.message) == ("in_charge", True)
    assert refused.value.field == ("role" if changes.get("active", True) else "active")
    office.staff.assign(replace(GIVEN, officer="mai", until=date(2026, 11, 30)))
    with pytest.raises(RuleError):
        put(other, replace(lan, **changes), password="")
    office.staff.assign(replace(GIVEN, officer="mai", until=None))
    put(other, replace(lan, **changes), password="")
    other.close()
    assert office.staff.in_charge("ho-tich", date(2026, 11, 23)) == "mai"


def test_nobody_gets_a_sector_who_was_set_aside_in_another_window(office: Office) -> None:
    """The list was read before; what holds is asked within the act."""
    lan = put(office, officer())
    assert office.staff.known("lan") == lan
    other = Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)
    put(other, replace(lan, active=False), password="")
    other.close()
    with pytest.raises(RuleError) as refused:
        office.staff.assign(GIVEN)
    assert refused.value.rule == "substitute"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"officer": "nobody"}, "officer"),
        ({"sector": "khong-co"}, "sector"),
        ({"until": date(2026, 10, 31)}, "until"),
    ],
)
def test_a_wrong_assignment_is_refused(office: Office, changes: dict[str, str], field: str) -> None:
    plain = Assignment(officer="canbo", sector="ho-tich", since=date(2026, 11, 1))
    with pytest.raises(RuleError) as refused:
        office.staff.assign(replace(plain, **changes))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_the_latest_assignment_in_force_decides(office: Office) -> None:
    put(office, officer(login="hai"))
    put(office, officer(login="ba"))
    for login, since, until in (("hai", 1, None), ("ba", 10, 20)):
        office.staff.assign(
            Assignment(
                officer=login,
                sector="ho-tich",
                since=date(2026, 11, since),
                until=date(2026, 11, until) if until else None,
            )
        )
    in_charge = office.staff.in_charge
    days = (1, 9, 10, 20, 21)
    assert [in_charge("ho-tich", date(2026, 11, day)) for day in days] == [
        "hai",
        "hai",
        "ba",
        "ba",
        "hai",
    ]
    assert in_charge("ho-tich", date(2026, 10, 31)) == in_charge("dat-dai", date(2026, 11, 9)) == ""
    put(office, officer(login="ba", active=False), password="")
    assert in_charge("ho-tich", date(2026, 11, 15)) == "hai"


def test_an_assignment_is_ended_by_giving_it_an_end(office: Office) -> None:
    plain = Assignment(officer="canbo", sector="ho-tich", since=date(2026, 11, 1))
    office.staff.assign(plain)
    office.staff.assign(replace(plain, until=plain.since))
    office.staff.assign(replace(plain, until=date(2026, 11, 5)))
    assert office.staff.assignments() == [replace(plain, until=date(2026, 11, 5))]


def test_officers_are_listed_by_given_name_who_left_behind(office: Office) -> None:
    for login, name in (
        ("a", "Đặng Văn Yên"),
        ("b", "Võ Thị Ánh"),
        ("c", "Ông Ích An"),
        ("d", "Lê Ân"),
    ):
        put(office, replace(officer(login=login), name=name))
    put(office, replace(officer(login="c", active=False), name="Ông Ích An"))
    names = [item.name for item in office.staff.officers() if item.login in set("abcd")]
    assert names == ["Võ Thị Ánh", "Lê Ân", "Đặng Văn Yên", "Ông Ích An"]


@pytest.mark.parametrize(
    "login", ["cli", "...a", "a.", ".a", "a..b", "x" * 41, "a b", "á", "-a", ""]
)
def test_a_new_officer_is_told_from_every_other(office: Office, login: str) -> None:
    head = office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        put(office, officer(login=login))
    assert refused.value.field == "login"
    assert office.store.journal.head() == head


@pytest.mark.parametrize("field", ["name", "title", "counter"])
def test_what_an_officer_is_called_has_its_length(office: Office, field: str) -> None:
    long: Any = {field: "x" * 121}
    with pytest.raises(RuleError) as refused:
        put(office, replace(officer(), **long))
    assert refused.value.field == field


def test_a_login_of_an_earlier_version_can_still_be_changed(office: Office) -> None:
    odd = officer(login="a..b")
    with office.store.transaction() as tx:
        tx.record("officer.put", "officer:a..b", officer_payload(odd), actor="cli")
    assert put(office, replace(odd, active=False), password="").active is False


@pytest.mark.parametrize("login", ["cli", "script", "dem.script", "van.cli"])
def test_no_login_is_the_program_s_own(office: Office, login: str) -> None:
    """An act of the program and one of a person are never taken for each other (trust.md L5)."""
    with pytest.raises(RuleError) as refused:
        put(office, officer(login=login))
    assert refused.value.field == "login"


def test_a_name_nobody_has_is_looked_at_as_long_as_a_wrong_password(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who works here is not told by time (trust.md L4)."""
    looked: list[str] = []
    matches = passwords.password_matches

    def looking(digest: str, password: str) -> bool:
        looked.append(digest)
        return matches(digest, password)

    monkeypatch.setattr(passwords, "password_matches", looking)
    for login in ("canbo", "ai-do-khac"):
        with pytest.raises(RuleError):
            office.seat.sign_in(login, "sai-mat-khau")
    known, unknown = looked
    assert extract_parameters(known).memory_cost == extract_parameters(unknown).memory_cost
    assert known != unknown


def test_a_name_is_what_it_looks_like(office: Office) -> None:
    """A letter that turns the rest round would let one stand on paper as somebody else."""
    turned = replace(officer(), name="Trần \u202egnàb\u200b", title="Công\u2066 chức")
    kept = office.staff.put_officer(turned, password=PASSWORD).result
    assert (kept.name, kept.title) == ("Trần gnàb", "Công chức")
    assert office.store.officers.get("lan") == kept
