"""A plain office is encrypted, an encrypted one gets another key: the same office, readable by its people alone.

Killed at any step, the old office or the new one stands, whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.desk.office.encrypting import encrypt, plain_left
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.restore import held_of_copy, restore
from counter_app.desk.office.unlocking import unlock_with_password
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import Cancelled, CounterError, RuleError, StoreError
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.system import files, key_ring
from counter_app.system.key_ring import Holder, OfficeKeys
from tests import makers
from tests.desk.test_encrypted_office import PLANTED, lying_in
from tests.makers import MONDAY, PASSWORD

CLOCK = FixedClock(MONDAY)


def made(folder: Path, *, encrypted: bool = False) -> Office:
    """A closed office with a leader, a colleague and a planted person."""
    office = Office.found(
        folder, makers.founding(), clock=CLOCK, officer=COMMAND_LINE, encrypted=encrypted
    )
    office.staff.put_officer(makers.officer(login="lan"), password=PASSWORD)
    makers.receive(office, name=PLANTED, applicant=makers.person(PLANTED, id_no="079187004321"))
    office.close()
    return office


def keys_of(office: Office, login: str = "canbo", password: str = FIRST_PASSWORD) -> OfficeKeys:
    return unlock_with_password(office.data_dir, login, password, CLOCK)


def file_of(office: Office) -> Path:
    return paths.database_path(office.data_dir)


def whole(office: Office) -> Office:
    """Open it as whoever comes next does, and prove it; everybody's password opens it."""
    keys = keys_of(office)
    again = Office.open(office.data_dir, clock=CLOCK, officer=COMMAND_LINE, keys=keys)
    assert again.check().ok
    assert [line.names[0] for line in again.dossiers.find(PLANTED)] == [PLANTED]
    assert keys_of(office, "lan", PASSWORD) == keys
    again.close()
    return again


def test_a_plain_office_is_encrypted_and_nothing_plain_stays(tmp_path: Path) -> None:
    office = made(tmp_path / "data")
    before = keys_of(office)
    assert "so-lieu.db" in lying_in(office.data_dir)
    done = encrypt(office.data_dir, CLOCK, before)
    assert lying_in(office.data_dir) == set()
    assert done.plain_left == ()
    assert done.keys == keys_of(office)
    assert done.keys.signing == before.signing
    assert not list(office.data_dir.glob("*thay*"))
    assert Office.locked(office.data_dir)
    again = whole(office)
    assert again.store.database.epoch == office.store.database.epoch
    with pytest.raises(RuleError) as twice:
        encrypt(office.data_dir, CLOCK, done.keys)
    assert twice.value.rule == "encrypted"


def test_another_key_shuts_out_who_kept_the_old_one_and_old_copies_still_open(
    tmp_path: Path,
) -> None:
    office = made(tmp_path / "data", encrypted=True)
    before = keys_of(office)
    opened = Office.open(office.data_dir, clock=CLOCK, keys=before)
    copy = opened.backup(tmp_path / "usb").path
    opened.close()
    done = encrypt(office.data_dir, CLOCK, before, again=True)
    assert done.keys.data != before.data
    whole(office)
    with pytest.raises(StoreError):
        Office.open(office.data_dir, clock=CLOCK, keys=before)
    key_ring.remove(key_ring.ring_path(copy))
    held = held_of_copy(copy, office.data_dir)
    held.unlock(Holder.OFFICER, "lan", PASSWORD)
    assert held.key_for(copy) == before.data
    assert restore(copy, office.data_dir, CLOCK, keys=held.keys_of(copy)).entries
    with pytest.raises(RuleError) as plain:
        encrypt(made(tmp_path / "khac").data_dir, CLOCK, before, again=True)
    assert plain.value.rule == "plain"


def test_a_ring_of_before_an_office_had_one_is_asked_for(tmp_path: Path) -> None:
    office = made(tmp_path / "data")
    keys = keys_of(office)
    key_ring.remove(office.store.database.held.ring_path)
    with pytest.raises(StoreError) as told:
        encrypt(office.data_dir, CLOCK, keys)
    assert "Đăng nhập" in told.value.message


def test_what_was_copied_before_is_named(tmp_path: Path) -> None:
    office = made(tmp_path / "data")
    opened = Office.open(office.data_dir, clock=CLOCK)
    copy = opened.backup(office.data_dir / "sao-luu").path
    opened.close()
    done = encrypt(office.data_dir, CLOCK, keys_of(office))
    assert done.plain_left == (str(copy.relative_to(office.data_dir)),)
    assert plain_left(office.data_dir) == done.plain_left


def test_who_has_it_open_is_named_and_nothing_is_done(tmp_path: Path) -> None:
    office = made(tmp_path / "data")
    keys = keys_of(office)
    opened = Office.open(office.data_dir, clock=CLOCK, who="cửa sổ")
    with pytest.raises(StoreError) as told:
        encrypt(office.data_dir, CLOCK, keys)
    opened.close()
    assert "cửa sổ" in told.value.message
    assert not Office.locked(office.data_dir)


def test_it_is_stopped_and_the_file_is_as_it_was(tmp_path: Path) -> None:
    office = made(tmp_path / "data")
    before = file_of(office).read_bytes()

    with pytest.raises(Cancelled):
        encrypt(office.data_dir, CLOCK, keys_of(office), cancelled=lambda: True)
    assert file_of(office).read_bytes() == before
    assert not list(office.data_dir.glob("*khoi-phuc*"))


def test_a_copy_that_does_not_prove_itself_never_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = made(tmp_path / "data")
    real = engine.export

    def bad(connection: object, target: Path, key: bytes | None) -> None:
        real(connection, target, key)  # type: ignore[arg-type]
        with target.open("r+b") as opened:
            opened.seek(4096 * 3 + 100)
            opened.write(os.urandom(64))

    monkeypatch.setattr(engine, "export", bad)
    with pytest.raises(StoreError):
        encrypt(office.data_dir, CLOCK, keys_of(office))
    monkeypatch.undo()
    assert not Office.locked(office.data_dir)
    whole(office)


def stands_twice(office: Office) -> bool:
    """Whether the ring outlives a bad spot of the disk: with it the data would be lost."""
    ring = key_ring.ring_path(paths.database_path(office.data_dir))
    return ring.read_bytes() == key_ring.second_of(ring).read_bytes()


class _KilledError(BaseException):
    """The process ends here."""


@pytest.fixture(params=[False, True], ids=["encrypt", "again"])
def kind(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


STEPS = ("move", "remove", "write_new", "sync_file", "sync_folder", "shred", "sync_handle")


def _killing(monkeypatch: pytest.MonkeyPatch, at: int) -> Iterator[list[str]]:
    """End the process at the n-th step of the disk, and from then on at every one."""
    done: list[str] = []

    def killing(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*words: object, **named: object) -> object:
            done.append(name)
            if len(done) > at:
                raise _KilledError
            return real(*words, **named)

        return call

    with monkeypatch.context() as patch:
        for name in STEPS:
            patch.setattr(files, name, killing(name, getattr(files, name)))
        yield done


def test_killed_at_any_step_the_old_office_or_the_new_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: bool
) -> None:
    outcomes, finished = set(), False
    template = made(tmp_path / "mau", encrypted=kind)
    keys = keys_of(template)
    for at in range(0, 80, 3):
        shutil.copytree(template.data_dir, tmp_path / f"{at}")
        office = Office(
            template.store, session=template.session, printer_for=template.printer_for,
            data_dir=tmp_path / f"{at}",
        )  # fmt: skip
        for done in _killing(monkeypatch, at):
            try:
                encrypt(office.data_dir, CLOCK, keys, again=kind)
                finished = True
            except _KilledError:
                pass
            except CounterError as error:  # pragma: no cover - says which step
                raise AssertionError(done) from error
        assert Office.exists(office.data_dir)
        locked = Office.locked(
            office.data_dir
        )  # what window and terminal ask before anybody's password
        assert locked or not kind
        outcomes.add(keys_of(office) != keys)
        whole(office)
        assert stands_twice(office)
        if kind or Office.locked(office.data_dir):
            assert lying_in(office.data_dir) == set()
        if finished:
            break
    assert finished
    assert at > 12  # the canary: there were that many steps to be killed at
    assert outcomes == {False, True}
