"""An encrypted office: its people read it and nobody else, wherever its bytes lie; all goes on as in a plain one.

Every test has its canary: the same day in a plain office, where what was planted is found.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counter_app import paths
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.recovery import new_words
from counter_app.desk.office.restore import held_of_copy, restore
from counter_app.desk.office.unlocking import (
    people_of,
    unlock_with_password,
    unlock_with_words,
)
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.passwords import FREE_TRIES
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import LockedError, RuleError, StoreError
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.store.core.trouble import DiskError
from counter_app.store.file import migrations, opening
from counter_app.store.file.database import Database
from counter_app.store.file.held_keys import HeldKeys
from counter_app.system import key_ring
from counter_app.system.key_ring import Holder
from tests import makers
from tests.makers import MONDAY, PASSWORD

PLANTED = "Trần Thị Cấy-Dấu"
IN_BYTES = (PLANTED.encode(), b"tran thi cay", b"079187004321")
Found = Callable[..., Office]


@pytest.fixture
def founded_as(tmp_path: Path) -> Iterator[Found]:
    """Makes an office, encrypted or plain, in a folder of its own, with a dossier of a planted person."""
    made: list[Office] = []

    def found(*, encrypted: bool, name: str = "") -> Office:
        office = Office.found(
            tmp_path / (name or ("khoa" if encrypted else "thuong")),
            makers.founding(),
            clock=FixedClock(MONDAY),
            officer=COMMAND_LINE,
            encrypted=encrypted,
        )
        made.append(office)
        who = makers.person(PLANTED, id_no="079187004321")
        makers.receive(office, name=PLANTED, applicant=who)
        return office

    yield found
    for office in made:
        if not office.closed:
            office.close()


@pytest.fixture
def locked(founded_as: Found) -> Office:
    return founded_as(encrypted=True)


def lying_in(*folders: Path) -> set[str]:
    """Names of files in which something planted can be read."""
    return {
        path.name
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and any(mark in path.read_bytes() for mark in IN_BYTES)
    }


def opened_again(office: Office) -> Office:
    keys = unlock_with_password(office.data_dir, "canbo", FIRST_PASSWORD)
    return Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE, keys=keys)


def test_nothing_of_a_person_can_be_read_in_the_folder_while_it_is_open_or_after(
    founded_as: Found, tmp_path: Path
) -> None:
    for encrypted in (True, False):
        office = founded_as(encrypted=encrypted)
        office.backup(tmp_path / f"sao-{encrypted}")
        during = lying_in(office.data_dir, tmp_path / f"sao-{encrypted}")
        office.close()
        after = lying_in(office.data_dir, tmp_path / f"sao-{encrypted}")
        if encrypted:
            assert during == after == set()
        else:
            assert {"so-lieu.db-wal", "sao-luu-quay-20261123-090000.db"} <= during
            assert {"so-lieu.db", "sao-luu-quay-20261123-090000.db"} == after


def test_without_keys_it_says_that_it_is_locked_and_nothing_is_changed(locked: Office) -> None:
    locked.close()
    before = makers.everything_in(locked.data_dir)
    assert Office.exists(locked.data_dir)
    assert Office.locked(locked.data_dir)
    assert not Office.outdated(locked.data_dir)
    with pytest.raises(LockedError) as told:
        Office.open(locked.data_dir, clock=locked.store.clock)
    assert "đã mã hóa" in told.value.message
    with pytest.raises(LockedError):
        Database.inspect(locked.data_file, locked.store.clock)
    assert makers.everything_in(locked.data_dir) == before


def test_with_a_password_it_opens_and_proves_itself(locked: Office) -> None:
    locked.close()
    again = opened_again(locked)
    assert again.check().ok
    assert [line.names[0] for line in again.dossiers.find(PLANTED)] == [PLANTED]
    with again.twin() as twin:
        assert twin.check().ok
    again.close()


def test_a_file_of_another_office_and_a_damaged_one_are_told_apart(
    founded_as: Found, locked: Office
) -> None:
    other = founded_as(encrypted=True, name="khac")
    keys = locked.keys
    copy = other.backup(locked.data_dir).path
    with pytest.raises(StoreError, match="không phải của đơn vị này"):
        locked.outlook.look(copy)
    for office in (locked, other):
        office.close()
    mine = locked.data_file.read_bytes()
    shutil.copyfile(other.data_file, locked.data_file)
    with pytest.raises(StoreError) as stranger:
        Office.open(locked.data_dir, clock=locked.store.clock, keys=keys)
    assert "không mở được tệp dữ liệu này" in stranger.value.message
    locked.data_file.write_bytes(mine[:40] + bytes(100) + mine[140:])
    with pytest.raises(DiskError) as damaged:
        Office.open(locked.data_dir, clock=locked.store.clock, keys=keys)
    assert damaged.value.kind.value == "damaged"
    key_ring.remove(locked.store.database.held.ring_path)
    with pytest.raises(StoreError) as ringless:
        Office.open(locked.data_dir, clock=locked.store.clock)
    assert "thiếu tệp khóa" in ringless.value.message


def test_a_plain_file_with_a_damaged_beginning_is_damaged_not_locked(founded_as: Found) -> None:
    plain = founded_as(encrypted=False)
    plain.close()
    for ringless in (False, True):
        if ringless:
            key_ring.remove(plain.store.database.held.ring_path)
        whole = plain.data_file.read_bytes()
        for head in (bytes(16), b"SQLite\xff\xffrmat 3\0"):
            plain.data_file.write_bytes(head + whole[16:])
            with pytest.raises(StoreError) as told:
                Office.open(plain.data_dir, clock=plain.store.clock)
            assert not isinstance(told.value, LockedError)
            assert "khóa" not in told.value.message
        plain.data_file.write_bytes(whole)


def test_the_connection_comes_back_encrypted_after_a_failing_disk(locked: Office) -> None:
    locked.store.database._drop()
    makers.receive(locked, name=PLANTED)
    assert lying_in(locked.data_dir) == set()
    assert locked.check().ok


def test_the_safety_copy_of_an_upgrade_is_encrypted_too(locked: Office, founded_as: Found) -> None:
    plain = founded_as(encrypted=False)
    for office in (locked, plain):
        copy = opening.safety_copy(office.data_file, 1001)
        held = office.store.database.held
        opening._keep_safe(office.store.database.connection, copy, held.key_for(office.data_file))
        assert copy.exists()
        office.store.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert lying_in(locked.data_dir) == set()
    assert "so-lieu.truoc-nang-cap-1001.db" in lying_in(plain.data_dir)


def test_an_upgrade_sorts_the_rows_of_an_encrypted_file_in_memory(
    locked: Office, founded_as: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite sorts for an index in a file of the system's, in clear, when it may."""
    offices = (locked, founded_as(encrypted=False))
    seen: list[int] = []
    whole = migrations._project_all

    def looked(connection: Any, *more: Any) -> None:
        seen.append(connection.execute("PRAGMA temp_store").fetchone()[0])
        whole(connection, *more)

    monkeypatch.setattr(migrations, "_project_all", looked)
    for office in offices:
        key = office.store.database.held.key_for(office.data_file)
        office.close()
        raw = engine.connect(office.data_file, key=key)
        migrations._project_anew(raw, lambda _done, _total: None)
        raw.close()
    assert seen == [2, 1], "memory for the encrypted one, a file for the plain one"


def test_a_copy_is_restored_on_another_computer_by_an_officer_s_password(
    locked: Office, tmp_path: Path
) -> None:
    made = locked.backup(tmp_path / "usb")
    new = tmp_path / "máy mới"
    new.mkdir()
    with pytest.raises(LockedError):
        restore(made.path, new, locked.store.clock)
    keys = held_of_copy(made.path, new).unlock(Holder.OFFICER, "canbo", FIRST_PASSWORD)
    done = restore(made.path, new, locked.store.clock, keys=keys)
    assert done.unsure
    assert lying_in(new, tmp_path / "usb") == set()
    again = Office.open(new, clock=locked.store.clock, officer=COMMAND_LINE, keys=keys)
    assert again.check().ok
    again.seat.sign_in("canbo", FIRST_PASSWORD)
    again.close()
    assert unlock_with_password(new, "canbo", FIRST_PASSWORD) == keys


def test_a_restore_in_place_keeps_the_numbers_and_lays_the_old_ring_beside_the_old_file(
    locked: Office, tmp_path: Path
) -> None:
    made = locked.backup(tmp_path / "usb")
    before = locked.staff.known("canbo")
    locked.session.officer = before
    locked.staff.change_password(FIRST_PASSWORD, PASSWORD)
    keys = locked.keys
    locked.close()
    copy = held_of_copy(made.path, locked.data_dir)
    with pytest.raises(RuleError):
        copy.unlock(Holder.OFFICER, "canbo", PASSWORD)  # the copy is of before the change
    done = restore(
        made.path,
        locked.data_dir,
        locked.store.clock,
        keys=copy.unlock(Holder.OFFICER, "canbo", FIRST_PASSWORD),
    )
    assert not done.unsure
    assert done.aside is not None
    assert HeldKeys(done.aside).unlock(Holder.OFFICER, "canbo", PASSWORD) == keys
    ring = key_ring.ring_path(paths.database_path(locked.data_dir))
    for copy_of_it in (
        ring,
        key_ring.second_of(ring),
    ):  # a bad spot in one of them shuts nobody out
        whole = copy_of_it.read_bytes()
        copy_of_it.write_bytes(whole[:100])
        assert unlock_with_password(locked.data_dir, "canbo", FIRST_PASSWORD) == keys
        copy_of_it.write_bytes(whole)
    with pytest.raises(RuleError):
        unlock_with_password(locked.data_dir, "canbo", PASSWORD)


def test_a_copy_that_lost_its_ring_opens_with_the_office_s_own(
    locked: Office, tmp_path: Path
) -> None:
    made = locked.backup(tmp_path / "usb")
    key_ring.remove(key_ring.ring_path(made.path))
    locked.close()
    keys = held_of_copy(made.path, locked.data_dir).unlock(Holder.OFFICER, "canbo", FIRST_PASSWORD)
    assert not restore(made.path, locked.data_dir, locked.store.clock, keys=keys).unsure
    opened_again(locked).close()


def test_the_recovery_sheet_opens_the_file_elsewhere(locked: Office, tmp_path: Path) -> None:
    words = " ".join(new_words())
    locked.recovery.make(words)
    keys = locked.keys
    locked.close()
    other = tmp_path / "máy khác"
    shutil.copytree(locked.data_dir, other)
    assert unlock_with_words(other, words.upper()) == keys
    with pytest.raises(RuleError) as wrong:
        unlock_with_words(other, " ".join(new_words()))
    assert wrong.value.field == "words"


def test_the_people_are_listed_before_anything_is_unlocked(locked: Office) -> None:
    locked.staff.put_officer(
        makers.officer(login="lan", title="Công chức hộ tịch"), password="gao-trang-lua-vang"
    )
    locked.staff.put_officer(replace(makers.officer(login="ba"), active=False), password=PASSWORD)
    locked.close()
    held = HeldKeys(paths.database_path(locked.data_dir))
    listed = {item.login: item.name for item in people_of(held)}
    assert listed == {"canbo": "Công chức tiếp nhận", "lan": "Công chức lan"}


def test_who_guesses_at_a_locked_file_waits_also_after_a_restart(locked: Office) -> None:
    locked.close()
    clock = FixedClock(MONDAY)
    for _try in range(FREE_TRIES):
        with pytest.raises(RuleError) as wrong:
            unlock_with_password(locked.data_dir, "canbo", "sai-roi-sai-nua", clock)
        assert wrong.value.rule == "sign_in"
    with pytest.raises(RuleError) as waits:
        unlock_with_password(locked.data_dir, "canbo", FIRST_PASSWORD, clock)
    assert waits.value.rule == "waiting"
    clock.tick(seconds=6)
    keys = unlock_with_password(locked.data_dir, "canbo", FIRST_PASSWORD, clock)
    assert keys == unlock_with_password(locked.data_dir, "canbo", FIRST_PASSWORD, clock)


def test_what_is_compared_aside_can_be_read_by_nobody() -> None:
    aside = engine.connect_aside()
    aside.execute("CREATE TABLE t(x)")
    assert aside.execute("PRAGMA temp_store").fetchone()[0] == 2  # nothing is sorted on the disk
    assert aside.execute("PRAGMA cipher_settings").fetchall()
    aside.close()
    plain = engine.connect("", durable=False)
    assert not plain.execute("PRAGMA cipher_settings").fetchall()
    plain.close()
