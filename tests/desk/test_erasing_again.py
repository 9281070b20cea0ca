"""A copy made before an erasure does not bring the data back: the list beside the witness, the old file, batches."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counter_app.desk.office.restore import Restored, restore
from counter_app.domain.clock import FixedClock
from counter_app.domain.journal.erased_copies import CopyKind
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.store.file.erasing import fold
from counter_app.store.file.erasing_again import erase_again
from counter_app.store.file.erasure_list import ErasedLine, read_erasures
from tests.desk.acts_of_requests import ended
from tests.desk.test_erasure_everywhere import Marks, lived
from tests.makers import everything_in, found, receive, unlock


def empty(folder: Path) -> None:
    """Lose everything in a folder."""
    for path in list(folder.iterdir()):
        path.unlink() if path.is_file() else shutil.rmtree(path)


class World:
    """An office in whose backup somebody still stands who was erased since."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        self.folder, self.clock, self.marks = folder, clock, Marks()
        self.data = folder / "data"
        self.data.mkdir()
        office = found(self.data, clock)
        self.code = lived(office, clock, self.marks)
        office.drafts.keep("nhap", {"note": self.marks.at("draft")})
        office.access.opened(office.dossiers.get(self.code), why=self.marks.at("why"))
        office.access.found(self.marks.at("searched for"), [office.dossiers.get(self.code)])
        assert office.access.write()
        fold(office.store.database)
        self.backup = office.backup(folder / "sao-luu").path
        assert self.marks.left_in(self.backup.read_bytes()) == set(self.marks.places.values())
        office.erasure.erase(self.code, reason="Theo yêu cầu")
        office.person_erasure.erase_draft("nhap", reason="Theo yêu cầu")
        self.usb = folder / "usb"
        self.usb.mkdir()
        unlock(office).closing.export(self.usb)
        self.witness = office.witness_folders()[0]
        self.journal = office.store.journal.name()
        office.close()

    def lose(self) -> None:
        """The data file and everything beside it is gone."""
        empty(self.data)

    def restored(self, batches: Path | None = None) -> Restored:
        """The office restored from its backup."""
        return restore(self.backup, self.data, self.clock, batches=batches)

    def open(self) -> Office:
        """The office as it stands now."""
        return Office.open(self.data, clock=self.clock, officer=COMMAND_LINE)

    def left(self) -> set[str]:
        """Places whose mark is still in the data folder."""
        return self.marks.left_in(everything_in(self.data))


@pytest.fixture
def world(tmp_path: Path, clock: FixedClock) -> World:
    """An office with a backup that is older than an erasure."""
    return World(tmp_path, clock)


def test_the_replaced_file_tells(world: World) -> None:
    shutil.rmtree(world.witness)
    done = world.restored()
    assert (done.erased, done.erasures_unsure, done.unsure) == (2, False, False)
    assert world.left() == set()
    office = world.open()
    assert office.dossiers.get(world.code).applicant.name == BLANK_NAME
    assert office.store.check().ok
    office.close()


def test_the_list_beside_the_witness_tells_where_the_file_is_lost(world: World) -> None:
    world.lose()
    done = world.restored()
    assert (done.erased, done.erasures_unsure) == (2, False)
    assert done.unsure, "numbers are another matter"
    assert world.left() == set()


def test_a_list_taken_away_meanwhile_is_whole_after_the_next_erasure(world: World) -> None:
    office = world.open()
    (path,) = world.witness.glob("da-xoa-*.txt")
    path.unlink()
    office.erasure.erase(ended(office), reason="Công dân yêu cầu")
    assert len(read_erasures(world.witness, world.journal) or ()) == 3
    office.close()


def test_the_list_holds_no_word_of_anybody(world: World) -> None:
    (path,) = world.witness.glob("da-xoa-*.txt")
    text = path.read_bytes()
    assert world.marks.left_in(text) == set()
    assert world.code.encode() not in text
    lines = read_erasures(world.witness, world.journal)
    assert lines is not None
    assert len(lines) == 2


def test_batches_tell(world: World) -> None:
    """Whoever takes back what came after the copy from a stick takes the erasure back with it."""
    world.lose()
    shutil.rmtree(world.witness)
    done = world.restored(batches=world.usb)
    assert done.regained > 0
    office = world.open()
    assert office.dossiers.get(world.code).applicant.name == BLANK_NAME
    office.close()
    assert world.left() == set()
    assert done.erasures_unsure, "what came after the last stick is not known"


def test_where_nothing_tells_the_leader_is_asked_until_it_is_settled(world: World) -> None:
    world.lose()
    shutil.rmtree(world.witness)
    done = world.restored()
    assert done.erasures_unsure
    assert world.left() != set(), "the canary: the copy does bring it back"
    office = world.open()
    (asked,) = office.person_erasure.copies()
    assert asked.kind is CopyKind.UNKNOWN
    assert office.board.morning().counts["copies_left"] == 1
    office.close()


def test_an_office_that_never_erased_says_so_too(tmp_path: Path, clock: FixedClock) -> None:
    """The list is there from the first opening, empty: so nobody is asked after a restore."""
    data = tmp_path / "data"
    office = found(data, clock)
    receive(office)
    backup = office.backup(tmp_path / "sao-luu").path
    office.close()
    empty(data)
    done = restore(backup, data, clock)
    assert (done.erased, done.erasures_unsure) == (0, False)


def test_what_was_not_erased_stays_and_other_acts_of_the_same_number_too(
    world: World, clock: FixedClock
) -> None:
    """After the restore numbers of the journal are given anew; a second restore must not erase by number alone."""
    world.lose()
    world.restored()
    office = world.open()
    office.store.database.unsure = ""
    with office.store.database.jotting("meta") as connection:
        connection.execute("DELETE FROM meta WHERE key = 'numbers_unsure'")
    office.confirm_clock()
    names = [f"Người Mới {number}" for number in range(6)]
    codes = [receive(office, name=name).code for name in names]
    again = office.backup(world.folder / "sao-luu-2").path
    office.close()
    done = restore(again, world.data, clock)
    assert done.erased == 0
    office = world.open()
    assert [office.dossiers.get(code).applicant.name for code in codes] == names
    office.close()


def test_an_act_is_known_by_its_hash_not_by_its_number(office: Office) -> None:
    code = receive(office, name="Người Ở Lại").code
    ((entry, _said),) = office.store.journal.of(code)[:1]

    def again(digest: str) -> int:
        line = ErasedLine(seq=1, hash="", taken=((entry.seq, digest),), rows={})
        with office.store.transaction() as tx:
            return erase_again(office.store.database, tx, [line], actor="cli")

    assert [again(digest) for digest in ("", "00" * 8, entry.hash.hex()[1:17])] == [0, 0, 0]
    assert office.dossiers.get(code).applicant.name == "Người Ở Lại"
    assert again(entry.hash.hex()[:16]) == 1, "the canary: the right one is taken"


def test_a_torn_list_is_no_list(world: World) -> None:
    (path,) = world.witness.glob("da-xoa-*.txt")
    whole = path.read_bytes()
    path.write_bytes(whole[:-3])
    lines = read_erasures(world.witness, world.journal)
    assert lines is not None
    assert len(lines) == 1, "the torn line alone is passed over"
    path.write_bytes(b"")
    assert read_erasures(world.witness, world.journal) is None
    office = world.open()
    office.close()
    assert read_erasures(world.witness, world.journal) is not None, "made again at the next opening"
