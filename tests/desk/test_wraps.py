"""The key ring goes with the office's people: who has a password that counts opens it, nobody else."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.desk.office import wraps
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.recovery import new_words
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.recovery import key_text, secret_of
from counter_app.domain.office.script_keys import read_key
from counter_app.domain.office.staff import COMMAND_LINE, Duty, Role
from counter_app.errors import RuleError, StoreError
from counter_app.office import Office
from counter_app.store.file.held_keys import HeldKeys
from counter_app.system import key_ring
from counter_app.system.key_ring import Holder, OfficeKeys
from tests import makers
from tests.desk.second import OWN_PASSWORD, put
from tests.makers import MONDAY, PASSWORD

LANS = "gao-trang-lua-vang"


def unlocked(office: Office, login: str, password: str) -> OfficeKeys | None:
    """What a process of its own unlocks."""
    with suppress(RuleError):
        return HeldKeys(office.data_file).unlock(Holder.OFFICER, login, password)
    return None


def holders(office: Office) -> list[tuple[str, str]]:
    ring = office.store.database.held.ring()
    assert ring is not None
    return ring.holders(Holder.OFFICER)


@pytest.fixture
def led(office: Office) -> Office:
    """An office of before keys, whose leader has just signed in."""
    office.seat.sign_in("canbo", FIRST_PASSWORD)
    office.session.officer = COMMAND_LINE
    return office


def test_a_new_office_has_a_ring_and_whoever_founds_it_has_its_keys(tmp_path: Path) -> None:
    office = makers.found(tmp_path / "mới", FixedClock(MONDAY))
    keys, ring = office.keys, office.store.database.held.ring()
    assert keys is not None
    assert ring is not None
    assert keys.data is None
    assert (ring.office, ring.public) == (office.store.journal.name(), keys.public)
    office.close()
    again = Office.open(tmp_path / "mới", clock=FixedClock(MONDAY))
    assert not again.keys
    again.seat.sign_in("canbo", FIRST_PASSWORD)
    assert again.keys == keys
    with again.twin() as twin:
        assert twin.keys is again.keys
    again.close()


def test_who_signs_in_on_a_twin_unlocks_for_the_whole_process(led: Office) -> None:
    led.store.database.held.keys = None
    with led.twin() as twin:
        twin.seat.sign_in("canbo", FIRST_PASSWORD)
    assert led.keys is not None


def test_an_office_of_before_keys_gets_its_ring_with_the_first_password_that_is_right(
    office: Office,
) -> None:
    assert office.store.database.held.ring() is None
    with pytest.raises(RuleError):
        office.seat.sign_in("canbo", "sai-mat-khau-roi")
    assert (office.keys, office.store.database.held.ring()) == (None, None)
    office.seat.sign_in("canbo", FIRST_PASSWORD)
    assert office.keys == unlocked(office, "canbo", FIRST_PASSWORD) is not None


def test_a_colleague_whose_password_was_set_before_keys_is_added_at_the_door(
    office: Office,
) -> None:
    office.staff.put_officer(makers.officer(login="lan"), password=LANS)
    office.seat.sign_in("canbo", FIRST_PASSWORD)
    assert unlocked(office, "lan", LANS) is None
    office.seat.sign_in("lan", LANS)
    assert unlocked(office, "lan", LANS) == office.keys


def test_a_new_colleague_opens_at_once_and_one_who_left_does_not(led: Office) -> None:
    lan = makers.officer(login="lan")
    led.staff.put_officer(lan, password=LANS)
    assert unlocked(led, "lan", LANS) == led.keys
    led.staff.put_officer(replace(lan, name="Nguyễn Thị Lan"))
    assert ("lan", "Nguyễn Thị Lan") in holders(led)
    led.staff.put_officer(replace(lan, active=False))
    assert unlocked(led, "lan", LANS) is None
    assert "lan" not in dict(holders(led))


def test_a_changed_password_opens_and_the_one_before_does_not(led: Office) -> None:
    led.session.officer = led.staff.known("canbo")
    led.staff.change_password(FIRST_PASSWORD, PASSWORD)
    assert unlocked(led, "canbo", PASSWORD) == led.keys
    assert unlocked(led, "canbo", FIRST_PASSWORD) is None


def test_a_refused_change_leaves_the_password_that_counts(led: Office) -> None:
    led.session.officer = led.staff.known("canbo")
    for before, after in (("sai-mat-khau", PASSWORD), (FIRST_PASSWORD, "ngan")):
        with pytest.raises(RuleError):
            led.staff.change_password(before, after)
    assert unlocked(led, "canbo", FIRST_PASSWORD) == led.keys
    assert unlocked(led, "canbo", PASSWORD) is None


def test_killed_between_ring_and_act_either_password_opens_until_the_door_clears_up(
    led: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    led.session.officer = led.staff.known("canbo")

    def killed(*_rest: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(led.store.officers, "keep_hash", killed)
        patch.setattr(wraps, "settle", lambda _store, **_how: None)
        with pytest.raises(KeyboardInterrupt):
            led.staff.change_password(FIRST_PASSWORD, PASSWORD)
    assert unlocked(led, "canbo", PASSWORD) == led.keys == unlocked(led, "canbo", FIRST_PASSWORD)
    led.seat.sign_in("canbo", FIRST_PASSWORD)
    assert unlocked(led, "canbo", PASSWORD) is None
    assert unlocked(led, "canbo", FIRST_PASSWORD) == led.keys


def test_killed_after_the_act_the_old_password_opens_no_longer_than_to_the_next_sign_in(
    led: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    led.session.officer = led.staff.known("canbo")
    with monkeypatch.context() as patch:
        patch.setattr(wraps, "settle", lambda _store, **_how: None)
        led.staff.change_password(FIRST_PASSWORD, PASSWORD)
    assert unlocked(led, "canbo", FIRST_PASSWORD) == led.keys
    led.seat.sign_in("canbo", PASSWORD)
    assert unlocked(led, "canbo", FIRST_PASSWORD) is None
    assert unlocked(led, "canbo", PASSWORD) == led.keys


def test_the_sheet_opens_until_it_is_used_or_replaced(led: Office) -> None:
    def opens(words: str) -> bool:
        with suppress(RuleError):
            HeldKeys(led.data_file).unlock(Holder.RECOVERY, wraps.SHEET, key_text(secret_of(words)))
            return True
        return False

    first, second = " ".join(new_words()), " ".join(new_words())
    led.recovery.make(first)
    assert opens(first)
    led.recovery.make(second)
    assert (opens(first), opens(second)) == (False, True)
    led.store.database.held.keys = None
    led.recovery.reset(second, "canbo", PASSWORD)
    assert unlocked(led, "canbo", PASSWORD) == led.keys is not None
    assert not opens(second)


def script_opens(office: Office, text: str) -> bool:
    """Whether the file of a scripting key unlocks the office's keys."""
    name, secret = read_key(text)
    with suppress(RuleError):
        return bool(HeldKeys(office.data_file).unlock(Holder.SCRIPT, name, secret.hex()))
    return False


def test_the_key_of_a_leader_who_left_opens_the_file_no_more(led: Office) -> None:
    """It would have stayed a way in for whoever carries it and a copy of the data."""
    put(led, Role.LEADER, "truong")
    led.session.officer = led.staff.known("truong")
    until = led.now().date() + timedelta(days=30)
    _key, text = led.script_keys.issue("dem", {Duty.LOOK}, until).result
    assert script_opens(led, text)
    led.session.officer = COMMAND_LINE
    led.staff.put_officer(makers.officer(Role.LEADER, "truong", active=False))
    assert not script_opens(led, text)


def test_a_key_past_its_day_opens_the_file_until_the_evening(
    led: Office, clock: FixedClock
) -> None:
    led.session.officer = led.staff.known("canbo")
    put(led, Role.LEADER, "truong")
    led.session.officer = led.staff.known("truong")
    _key, text = led.script_keys.issue("dem", {Duty.LOOK}, led.now().date()).result
    clock.tick(days=1)
    led.seat.sign_in("truong", OWN_PASSWORD)
    assert script_opens(led, text), "nobody at the door waits for keys to be read"
    led.closing.close_day()
    assert not script_opens(led, text)


def test_a_clock_set_back_gives_no_key_its_days_back(led: Office, clock: FixedClock) -> None:
    """Nothing need be written by a verb that reads: where nothing can be, nothing asked about the clock."""
    put(led, Role.LEADER, "truong")
    led.session.officer = led.staff.known("truong")
    _key, text = led.script_keys.issue("dem", {Duty.LOOK}, led.now().date()).result
    assert led.script_keys.prove(text, "find").login == "script:dem"
    clock.tick(days=1)
    led.queue.take("A")
    clock.tick(days=-1)
    led.store.database.read_only = True
    with pytest.raises(RuleError) as refused:
        led.script_keys.prove(text, "find")
    assert refused.value.rule == "key"


def test_a_disk_that_refuses_the_ring_refuses_the_password(
    led: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    led.session.officer = led.staff.known("canbo")

    def full(*_rest: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(key_ring, "write", full)
        with pytest.raises(StoreError):
            led.staff.change_password(FIRST_PASSWORD, PASSWORD)
    led.seat.sign_in("canbo", FIRST_PASSWORD)


def test_a_plain_office_with_a_spoiled_ring_still_lets_its_people_in(led: Office) -> None:
    path = led.store.database.held.ring_path
    for each in (path, path.with_suffix(key_ring.SECOND)):
        each.write_bytes(b"{}")
    led.store.database.held.keys = None
    led.seat.sign_in("canbo", FIRST_PASSWORD)
    assert led.keys is None
    with pytest.raises(StoreError) as told:
        led.store.database.held.ring()
    assert "bị hỏng" in told.value.message


def test_every_refusal_is_one_sentence_with_a_next_step() -> None:
    from counter_app.store.file.held_keys import refusal

    for why in key_ring.Trouble:
        for kind in Holder:
            text = refusal(key_ring.RingError(why), Path("so-lieu.khoa"), kind).message
            assert text.count(". ") == 1, text
            assert text.endswith(".")
