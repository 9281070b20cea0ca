"""A superior's copies are locked with its own ring: by nobody's password but its people's, and never in silence."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from sqlite3 import Connection

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.errors import LockedError, RuleError, StoreError
from counter_app.store.core import engine
from counter_app.store.file.held_keys import HeldKeys, KeyedFolder, keyed
from counter_app.store.store import Store
from counter_app.superior.book.arrivals import DATABASE_NAME, Arrivals
from counter_app.superior.book.folder import known_journals, sender_path
from counter_app.superior.copies import back_up, put_back
from counter_app.superior.keys import encrypting
from counter_app.superior.keys.encrypting import encrypt_copies, in_clear
from counter_app.superior.proof import prove
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated, standings
from counter_app.superior.senders.sender import Sender
from counter_app.superior.senders.senders import Senders
from counter_app.system import files, key_ring
from counter_app.system.office_keys import PLAIN_HEAD, OfficeKeys, file_key_id, key_id, new_keys
from tests.superior.looking import journal_of
from tests.superior.trusting import import_batches
from tests.sync.makers import MORNING, busy_store, carry, receive

CLOCK = FixedClock(MORNING)
MONTH = (date(2026, 11, 1), date(2026, 11, 30))
SAID = "xã Thử"


def folder_of(path: Path) -> KeyedFolder:
    """A superior's folder with a ring, unlocked."""
    path.mkdir(exist_ok=True)
    held = HeldKeys(path / "so-lieu.db")
    held.found("tinh", new_keys(encrypted=True), [])
    return keyed(path, held)


def rekeyed(here: KeyedFolder) -> KeyedFolder:
    """The folder after its office took another data key."""
    assert here.held
    assert here.held.keys
    before = here.held.keys
    fresh = OfficeKeys(new_keys(encrypted=True).data, before.signing)
    key_ring.change(here.held.ring_path, lambda ring: ring.rekeyed(before, fresh))
    return keyed(Path(here), HeldKeys(here / "so-lieu.db", fresh))


def today_of(here: KeyedFolder) -> str:
    """The name of today's data key."""
    assert here.held
    assert here.held.keys
    return key_id(here.held.keys.data)


def bytes_in(here: Path) -> bytes:
    """Everything that lies in a superior's files."""
    return b"".join(
        path.read_bytes()
        for path in sorted(here.rglob("*"))
        if path.is_file() and "lock" not in path.name
    )


@pytest.fixture
def store(tmp_path: Path, usb: Path) -> Iterator[Store]:
    """An office whose first batch lies on the stick."""
    made = busy_store(tmp_path / "office.db")
    carry(made, usb)
    yield made
    made.close()


def test_what_arrives_is_read_by_nobody_without_the_ring(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    plain, locked = tmp_path / "plain", folder_of(here)
    import_batches(usb, plain, CLOCK)
    assert SAID.encode() in bytes_in(plain)  # the canary: it travelled
    import_batches(usb, locked, CLOCK)
    assert SAID.encode() not in bytes_in(here)
    journal = journal_of(store)
    for path in (here / DATABASE_NAME, sender_path(here, journal)):
        assert file_key_id(path) == today_of(locked)
    assert consolidated(OfficesAsked(locked, *MONTH, clock=CLOCK)) == consolidated(
        OfficesAsked(plain, *MONTH, clock=CLOCK)
    )
    # locked again: a sentence, and nothing is renamed, made or written
    before, names = bytes_in(here), sorted(here.rglob("*"))
    nobody = Path(here)
    for ask in (
        lambda: standings(nobody, CLOCK),
        lambda: import_batches(usb, nobody, CLOCK),
        lambda: consolidated(OfficesAsked(nobody, *MONTH, clock=CLOCK)),
        lambda: Senders(nobody, CLOCK, None).visit(journal, lambda _sender: None),
        lambda: Sender.open(nobody, journal, CLOCK),
    ):
        with pytest.raises(LockedError, match="đã mã hóa"):
            ask()
    (here / DATABASE_NAME).rename(tmp_path / "book")
    with pytest.raises(LockedError):  # nor is a plain book begun beside locked copies
        Arrivals(nobody)
    (tmp_path / "book").rename(here / DATABASE_NAME)
    assert (bytes_in(here), sorted(here.rglob("*"))) == (before, names)


def test_what_was_plain_is_locked_once_and_still_known(store: Store, usb: Path, here: Path) -> None:
    import_batches(usb, here, CLOCK)
    path = sender_path(here, journal_of(store))
    shutil.copy(path, aside := path.with_name(f"{path.stem}.nhanh-bo-20261101-080000.db"))
    broken = path.with_name("0123456789abcdef.hong-20261101-080000.db")
    broken.write_bytes(PLAIN_HEAD + os.urandom(9000))
    locked = folder_of(here)
    told: list[str] = []
    done = encrypt_copies(locked, lambda _done, _total, name: told.append(name))
    assert (done.done, told[0]) == (3, DATABASE_NAME)
    assert [broken.name in line for line in done.left] == [True]
    assert in_clear(locked) == [broken]
    assert {file_key_id(item) for item in (here / DATABASE_NAME, path, aside)} == {today_of(locked)}
    broken.unlink()
    assert SAID.encode() not in bytes_in(here)
    with Arrivals(locked) as book:
        assert Senders(locked, CLOCK, book.register).fits(
            path.stem
        )  # no proof anew for each of thousands
        assert [item.outcome for item in book.latest()] == ["imported"]
    assert prove(locked, CLOCK).ok
    assert encrypt_copies(locked).done == 0
    receive(store, 50)
    carry(store, usb, first=15, number=2)
    assert [item.entries for item in import_batches(usb, locked, CLOCK).imported] == [1]


def test_a_key_of_before_opens_and_gives_way(store: Store, usb: Path, here: Path) -> None:
    first = folder_of(here)
    import_batches(usb, first, CLOCK)
    later = rekeyed(first)
    assert prove(later, CLOCK).ok
    assert encrypt_copies(later).done == 2
    assert file_key_id(sender_path(here, journal_of(store))) == today_of(later)
    with pytest.raises((StoreError, RuleError)):
        Arrivals(first)  # who kept the old key reads nothing that came since


def test_another_key_a_stranger_and_damage_are_told_apart(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    locked, elsewhere = folder_of(here), folder_of(tmp_path / "elsewhere")
    for folder in (locked, elsewhere):
        import_batches(usb, folder, CLOCK)
    path = sender_path(here, journal_of(store))
    sound = path.read_bytes()

    def trouble(content: bytes) -> str:
        path.write_bytes(content)
        return "".join(item.trouble for item in standings(locked, CLOCK))

    assert trouble(sound) == ""
    assert "khóa của nơi khác" in trouble(sender_path(elsewhere, path.stem).read_bytes())
    assert "không phải của Quầy Một Cửa" in trouble(b"mot tep van ban " * 300)
    assert "hỏng" in trouble(sound[:4096] + os.urandom(4096) + sound[8192:])
    assert "hỏng" in trouble(sound[:16] + os.urandom(64) + sound[80:])
    assert trouble(os.urandom(16) + sound[16:]) == ""  # the name of the key alone is damaged
    path.write_bytes(sender_path(elsewhere, path.stem).read_bytes())
    import_batches(usb, locked, CLOCK)
    assert known_journals(here) == [
        path.stem
    ]  # put aside by name, not renamed: nothing says it is nobody's
    path.write_bytes(sound)
    assert len(import_batches(usb, locked, CLOCK).already_known) == 1


def test_a_copy_of_all_of_it_stays_locked_and_comes_back(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    locked, elsewhere = folder_of(here), folder_of(tmp_path / "elsewhere")
    import_batches(usb, locked, CLOCK)
    copy = back_up(locked, tmp_path / "copies", CLOCK)
    assert (copy.senders, copy.left_out) == (1, ())
    assert SAID.encode() not in bytes_in(copy.path)
    ring = key_ring.read(key_ring.ring_path(copy.path / DATABASE_NAME))
    assert ring.opens == today_of(locked)
    with pytest.raises(RuleError, match="khóa khác"):
        put_back(copy.path, elsewhere, CLOCK.now())
    sender_path(here, journal_of(store)).unlink()
    later = rekeyed(locked)
    assert put_back(copy.path, later, CLOCK.now()) is not None
    assert prove(later, CLOCK).senders == 1
    assert prove(later, CLOCK).ok


@pytest.mark.parametrize("dies_in", ["name_twice", "move", "shred"])
def test_cut_anywhere_one_whole_file_has_the_name(
    store: Store, usb: Path, here: Path, monkeypatch: pytest.MonkeyPatch, dies_in: str
) -> None:
    import_batches(usb, here, CLOCK)
    path, locked = sender_path(here, journal_of(store)), folder_of(here)
    real = getattr(files, dies_in)

    def dies(*values: Path) -> object:
        if values[0].name.startswith(path.stem):
            raise KeyboardInterrupt
        return real(*values)

    monkeypatch.setattr(files, dies_in, dies)
    monkeypatch.setattr(encrypting, "clear", lambda _making: None)  # who is killed clears nothing
    with pytest.raises(KeyboardInterrupt):
        encrypt_copies(locked)
    monkeypatch.undo()
    assert [item.state for item in standings(locked, CLOCK)] == ["counted"]
    encrypt_copies(locked)
    assert file_key_id(path) == today_of(locked)
    assert SAID.encode() not in bytes_in(here)
    names = {item.name for item in path.parent.iterdir()}
    assert {name for name in names if not name.endswith(("-wal", "-shm"))} == {path.name}
    assert prove(locked, CLOCK).ok


def test_what_somebody_has_open_waits_for_the_next_time(
    store: Store, usb: Path, here: Path
) -> None:
    import_batches(usb, here, CLOCK)
    locked = folder_of(here)
    reader = engine.connect(here / DATABASE_NAME)
    reader.execute("SELECT count(*) FROM arrival").fetchone()
    done = encrypt_copies(locked)
    reader.close()
    assert done.done == 1
    assert DATABASE_NAME in done.left[0]
    assert encrypt_copies(locked).done == 1
    with Arrivals(locked) as book:
        assert len(book.latest()) == 1


def test_a_copy_that_reads_back_otherwise_is_dropped(
    store: Store, usb: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_batches(usb, here, CLOCK)
    locked, real = folder_of(here), engine.export

    def loses(connection: Connection, target: Path, key: bytes | None) -> None:
        real(connection, target, key)
        copy = engine.look_into(target, key)
        copy.execute("DELETE FROM arrival" if DATABASE_NAME in target.name else "DELETE FROM draft")
        copy.close()

    monkeypatch.setattr(engine, "export", loses)
    done = encrypt_copies(locked)
    assert (done.done, len(done.left)) == (1, 1)
    assert "không khớp" in done.left[0]
    assert in_clear(locked) == [here / DATABASE_NAME]
    with Arrivals(locked) as book:
        assert len(book.latest()) == 1


def test_a_superior_without_a_key_works_and_says_so(store: Store, usb: Path, here: Path) -> None:
    import_batches(usb, here, CLOCK)
    proof = prove(here, CLOCK)
    assert proof.ok
    assert "chưa mã hóa" in proof.notes[0]
    assert encrypt_copies(here).lines() == []
