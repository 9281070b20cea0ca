"""A leader who forgot the password comes in by the sheet, once; whoever holds the computer alone does not."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from counter_app.desk.act import new_op
from counter_app.desk.office.founding import FIRST_PASSWORD, NewOfficer, default_founding
from counter_app.desk.office.recovery import new_words
from counter_app.domain.office.recovery import KEPT_AS, SUBJECT, secret_of
from counter_app.domain.office.staff import Duty, Role
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.wording.office.recovery import sheet_text
from tests.desk.second import CONSENT, put, refused
from tests.makers import PASSWORD, officer

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.domain.clock import FixedClock

OTHER = "mat-khau-moi-2026"


def sheet(office: Office) -> str:
    words = " ".join(new_words())
    office.recovery.make(words)
    return words


def test_the_sheet_sets_the_leader_s_password_once(office: Office) -> None:
    words = sheet(office)
    office.session.officer = None
    office.recovery.reset(words, "canbo", OTHER)
    with pytest.raises(RuleError):
        office.seat.sign_in("canbo", FIRST_PASSWORD)
    office.seat.sign_in("canbo", OTHER)
    assert not office.recovery.standing().valid
    with pytest.raises(RuleError) as caught:
        office.recovery.reset(words, "canbo", "mot-mat-khau-nua")
    assert caught.value.rule == "no_sheet"
    office.seat.sign_in("canbo", OTHER)
    assert office.check().ok


def test_a_new_sheet_makes_the_old_one_void(office: Office) -> None:
    old, new = sheet(office), sheet(office)
    assert office.recovery.standing().number == 2
    with pytest.raises(RuleError) as caught:
        office.recovery.reset(old, "canbo", OTHER)
    assert caught.value.rule == "sheet"
    assert "số 2" in caught.value.message
    office.seat.sign_in("canbo", FIRST_PASSWORD)
    office.recovery.reset(new, "canbo", OTHER)
    office.seat.sign_in("canbo", OTHER)


def test_nothing_secret_stands_in_the_journal(office: Office) -> None:
    words = sheet(office)
    digest = office.store.officers.password_hash(KEPT_AS)[0]
    office.recovery.reset(words, "canbo", OTHER)
    told = [body or "" for _entry, _salt, body in office.store.journal.walk()]
    kinds = [entry.kind for entry, _salt, _body in office.store.journal.walk()]
    assert kinds[-2:] == ["recovery.used", "officer.password_set"]
    for secret in (
        digest,
        secret_of(words).hex(),
        words,
        words.split()[0] + " " + words.split()[1],
    ):
        assert not any(secret in body for body in told)


def test_only_who_may_set_everybody_s_password_gets_one_so(office: Office) -> None:
    office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    words = sheet(office)
    for login in ("lan", "khong-co", ""):
        with pytest.raises(RuleError) as caught:
            office.recovery.reset(words, login, OTHER)
        assert caught.value.field == "login"
    assert office.recovery.standing().valid
    office.staff.put_officer(officer(login="sep", role=Role.LEADER), password=PASSWORD)
    office.recovery.reset(words, "sep", OTHER)


def test_a_short_password_does_not_use_the_sheet_up(office: Office) -> None:
    words = sheet(office)
    with pytest.raises(RuleError) as caught:
        office.recovery.reset(words, "canbo", "ngan")
    assert caught.value.field == "password"
    assert office.recovery.standing().valid


def test_without_a_sheet_nobody_comes_in(office: Office) -> None:
    with pytest.raises(RuleError) as caught:
        office.recovery.reset(" ".join(new_words()), "canbo", OTHER)
    assert caught.value.rule == "no_sheet"


def test_sent_twice_it_is_done_once(office: Office) -> None:
    words, op = sheet(office), new_op()
    office.recovery.reset(words, "canbo", OTHER, op_id=op)
    head = office.store.journal.head()
    assert office.recovery.reset(words, "canbo", OTHER, op_id=op).changes == frozenset()
    assert office.store.journal.head() == head


def test_a_sheet_printed_before_the_founding_opens(tmp_path: Path, clock: FixedClock) -> None:
    words = " ".join(new_words())
    founding = replace(default_founding(), recovery=words)
    office = Office.found(tmp_path / "moi", founding, clock=clock)
    try:
        assert office.recovery.standing().number == 1
        office.recovery.reset(words, "canbo", OTHER)
        office.seat.sign_in("canbo", OTHER)
    finally:
        office.close()


def test_an_administrator_makes_a_sheet_with_a_leader_alone_where_there_is_none(
    office: Office,
) -> None:
    """Its words are a leader's password: who holds them alone would sit down in the leader's chair."""
    put(office, Role.ADMINISTRATOR, "quantri")
    office.session.officer = office.staff.known("quantri")
    words = " ".join(new_words())
    assert office.rights.asks_second(Duty.SHEET)
    assert refused(office.recovery.make, words=words) == "second"
    assert office.recovery.standing().number == 0
    office.recovery.make(words, approval=CONSENT)
    entry, said = office.store.journal.of(SUBJECT)[-1]
    assert (entry.actor, said["approved_by"]) == ("quantri", "canbo")
    office.session.officer = office.staff.known("canbo")
    assert not office.rights.asks_second(Duty.SHEET)
    assert refused(office.recovery.make, words=words) == ""


def test_where_nobody_leads_a_sheet_is_made_alone_and_says_so(
    tmp_path: Path, clock: FixedClock
) -> None:
    keeper = NewOfficer(officer=officer(Role.ADMINISTRATOR, "quantri"), password=PASSWORD)
    founding = replace(default_founding(), officers=(keeper,))
    with closing(Office.found(tmp_path / "so", founding, clock=clock)) as office:
        office.session.officer = office.staff.known("quantri")
        assert office.rights.acts_alone(Duty.SHEET)
        made = office.recovery.make(" ".join(new_words())).result
        assert (made.alone, made.maker) == (True, "quantri")
        assert "một mình" in sheet_text(made)
