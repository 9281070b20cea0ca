"""Copies that make themselves: two places, one a day, old ones cleared and nothing else, whatever the clock says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.desk.drill import rehearsal
from counter_app.desk.office import backup as making
from counter_app.desk.office.backup_notes import copies_in, digest_of, note_of, read_note
from counter_app.desk.office.restore import restore
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE, Officer, Role
from counter_app.errors import Cancelled, RuleError, StoreError
from counter_app.office import Office
from counter_app.store.file.database import Database
from counter_app.store.file.file_copies import copy_to
from counter_app.system import medium
from counter_app.wording.office.health import troubles
from tests.makers import found, founding, receive
from tests.plugged import DISK, STICK, Plugged, evening, names, plugged, two

__all__ = ["plugged", "two"]


# --- the places


def test_the_disk_of_the_data_is_no_backup_and_only_a_second_place(
    office: Office, plugged: Plugged, tmp_path: Path
) -> None:
    with pytest.raises(RuleError, match="như không sao lưu") as refused:
        office.backups.name_places(str(tmp_path / "cung-o"))
    assert refused.value.field == "first"
    with pytest.raises(RuleError, match="như không sao lưu"):
        office.backups.name_places(str(office.data_dir / "sao-luu"), str(plugged.where(STICK)))
    office.backups.name_places(str(plugged.where(STICK)), str(tmp_path / "cung-o"))
    (told,) = office.backups.cautions()
    assert "cùng ổ đĩa với dữ liệu" in told
    assert [outcome.trouble for outcome in office.backups.make()] == ["", ""]


def test_two_places_are_two(office: Office, plugged: Plugged, tmp_path: Path) -> None:
    stick = plugged.where(STICK)
    with pytest.raises(RuleError, match="một thư mục") as refused:
        office.backups.name_places(str(stick / "a"), str(stick / "a" / ".." / "a"))
    assert refused.value.field == "second"
    office.backups.name_places(str(stick / "a"), str(stick / "b"))
    assert "cùng một ổ đĩa" in office.backups.cautions()[0]
    with pytest.raises(RuleError, match="Chưa chọn nơi thứ nhất"):
        office.backups.name_places("  ", str(stick))
    (tmp_path / "tep").write_text("x", "utf-8")
    with pytest.raises(RuleError, match="không phải thư mục"):
        office.backups.name_places(str(stick), str(tmp_path / "tep" / "con"))
    office.session.officer = Officer(login="lan", name="Lan", role=Role.RECEIVER)
    with pytest.raises(RuleError, match="không có quyền"):
        office.backups.name_places(str(stick))


def test_a_place_is_its_stick_whatever_letter_it_has_today(two: Office, plugged: Plugged) -> None:
    """And another stick under the same letter is another place."""
    plugged.pull(STICK)
    stranger = plugged.plug_in("FFFF-0000", at=STICK)
    by_disk, by_stick = two.backups.make()
    assert (by_disk.absent, by_stick.absent) == (False, True)
    assert not list(stranger.iterdir())
    moved = plugged.plug_in(STICK, at="o-G")
    (made,) = two.backups.make()
    assert made.path is not None
    assert made.path.is_relative_to(moved / "sao-luu")


def test_what_is_left_of_a_path_is_no_stick(office: Office, plugged: Plugged) -> None:
    """A mount point without its disk lies on the disk of the data; without a serial nothing else tells."""
    place = plugged.plug_in("khong-so")
    office.backups.name_places(str(place / "sao-luu"))
    plugged.pull("khong-so", leaving=True)
    (outcome,) = office.backups.make()
    assert outcome.absent
    assert not list(place.iterdir())
    plugged.plug_in("khong-so")
    (outcome,) = office.backups.make()
    assert outcome.path is not None


# --- one a day


def test_a_copy_is_owed_once_a_day_and_again_at_closing(two: Office, clock: FixedClock) -> None:
    assert len(two.backups.make()) == 2
    assert two.backups.make() == ()
    assert len(two.backups.make(all_places=True)) == 2
    clock.tick(days=1)
    assert len(two.backups.owed()) == 2
    with pytest.raises(RuleError, match="Chưa chọn nơi sao lưu"):
        found(two.data_dir.parent / "khac", clock).backups.make()


def test_a_stick_that_is_away_keeps_no_other_from_its_copy_and_gets_its_own_when_it_is_back(
    two: Office, plugged: Plugged, clock: FixedClock
) -> None:
    plugged.pull(STICK)
    for _day in range(2):
        evening(two, clock)
    assert len(names(plugged.where(DISK) / "sao-luu")) == 2
    assert not two.backups.standing().late, "no error until the days run out"
    plugged.plug_in(STICK)
    assert len(two.backups.make()) == 2
    assert two.backups.standing().days == 0


def test_a_disk_that_is_full_is_told_and_leaves_nothing(
    two: Office, plugged: Plugged, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = copy_to

    def full(database: Database, target: Path) -> None:
        if target.is_relative_to(plugged.where(DISK)):
            target.write_bytes(b"half")
            raise StoreError("Không sao lưu được. Ổ đĩa đã đầy.")
        real(database, target)

    monkeypatch.setattr(making, "copy_to", full)
    by_disk, by_stick = two.backups.make()
    assert "đầy" in by_disk.trouble
    assert by_stick.path is not None
    monkeypatch.setattr(making, "copy_to", real)
    (again,) = two.backups.make()
    assert again.path is not None
    there = sorted(item.name for item in (plugged.where(DISK) / "sao-luu").iterdir())
    assert there == sorted([again.path.name, note_of(again.path).name])


def test_a_stick_pulled_before_the_proof_leaves_no_copy_that_counts(
    two: Office, plugged: Plugged, monkeypatch: pytest.MonkeyPatch
) -> None:
    def yanked(_copy: Path, **_facts: object) -> None:
        raise OSError(5, "gone")

    monkeypatch.setattr(making, "write_note", yanked)
    assert all(outcome.trouble for outcome in two.backups.make())
    assert not names(plugged.where(STICK) / "sao-luu")
    assert len(two.backups.owed()) == 2


def test_a_stick_that_gives_back_other_bytes_is_no_backup(
    two: Office, plugged: Plugged, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = medium.read_back

    def invented(path: Path) -> object:
        chunks = list(real(path))
        return [bytes(len(chunks[0])), *chunks[1:]] if STICK in str(path) else chunks

    monkeypatch.setattr(medium, "read_back", invented)
    by_disk, by_stick = two.backups.make()
    assert by_disk.path is not None
    assert "báo lỗi" in by_stick.trouble
    assert not names(plugged.where(STICK) / "sao-luu")


def test_stopping_leaves_what_is_proved_and_nothing_else(two: Office, plugged: Plugged) -> None:
    first = plugged.where(DISK) / "sao-luu"
    with pytest.raises(Cancelled):
        two.backups.make(cancelled=lambda: bool(names(first)))
    assert len(names(first)) == 1
    assert not list((plugged.where(STICK) / "sao-luu").glob("*.db*"))
    assert [place.folder for place in two.backups.owed()] == [str(plugged.where(STICK) / "sao-luu")]


# --- proof


def test_each_copy_is_listed_with_its_proof(two: Office, plugged: Plugged) -> None:
    code = receive(two).code
    two.backups.make()
    head = two.store.journal.head()
    listed = two.backups.listed()
    assert {item.copy.path.parent for item in listed} == {
        plugged.where(serial) / "sao-luu" for serial in (STICK, DISK)
    }
    for item in listed:
        note = item.copy.note
        assert note is not None
        assert item.ours
        assert (item.copy.code, note.entries) == (head.code, head.seq)
        assert note.size == item.copy.path.stat().st_size
        assert note.volume in (STICK, DISK)
        assert code not in note.to_text(), "a note tells of nobody"


@pytest.mark.usefixtures("windows_rules")
def test_a_copy_is_proved_again(two: Office, plugged: Plugged, clock: FixedClock) -> None:
    two.backups.make()
    first = copies_in(plugged.where(DISK) / "sao-luu")[0].path
    made_at = copies_in(first.parent)[0].made_at
    note_of(first).unlink()
    assert [item.ours for item in two.backups.listed()].count(False) == 1
    clock.tick(days=3)
    again = two.backups.prove(first)
    assert again.note is not None
    assert (again.made_at, again.note.proved_at) == (made_at, clock.now())
    content = bytearray(first.read_bytes())
    content[content.index(b"canbo", len(content) // 4)] ^= 1
    first.write_bytes(content)
    with pytest.raises(StoreError, match="không nguyên vẹn"):
        two.backups.prove(first)
    assert first.exists()
    assert read_note(first) is None, "what does not prove itself counts no more"


def spoiled_copy_counts(two: Office, plugged: Plugged, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a copy counts that was spoiled on its way."""
    real = copy_to

    def spoiled(database: Database, target: Path) -> None:
        real(database, target)
        content = bytearray(target.read_bytes())
        content[content.index(b"canbo", len(content) // 4)] ^= 1
        target.write_bytes(content)

    monkeypatch.setattr(making, "copy_to", spoiled)
    two.backups.make()
    return any(item.ours for item in two.backups.listed())


def test_a_spoiled_copy_never_counts(
    two: Office, plugged: Plugged, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not spoiled_copy_counts(two, plugged, monkeypatch)
    assert not two.backups.listed()
    assert len(two.backups.owed()) == 2


def test_a_copier_that_skips_the_proof_is_noticed(
    two: Office, plugged: Plugged, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary."""
    head = two.store.journal.head()
    monkeypatch.setattr(
        making,
        "prove",
        lambda store, target, *_rest: (replace_head(store, head), digest_of(target)),
    )
    assert spoiled_copy_counts(two, plugged, monkeypatch)


def replace_head(_store: object, head: object) -> object:
    """What a proof that was never had would say."""
    from counter_app.store.core.journal import Head
    from counter_app.store.file.checking import CheckResult

    assert isinstance(head, Head)
    return CheckResult(entries=head.seq, head=head, tables=1, problems=())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: "[]",
        lambda text: text.replace('"entries": ', '"entries": -'),
        lambda text: text.replace('"sha256": "', '"sha256": "zz'),
        lambda text: text[: len(text) // 2],
        lambda text: text * 100,
        lambda text: text.replace('"made_at": "', '"made_at": "khi nào'),
    ],
)
def test_a_note_that_is_none_proves_nothing(
    two: Office, plugged: Plugged, spoil: Callable[[str], str]
) -> None:
    two.backups.make()
    first = copies_in(plugged.where(DISK) / "sao-luu")[0].path
    note_of(first).write_text(spoil(note_of(first).read_text("utf-8")), "utf-8")
    assert read_note(first) is None
    assert len(two.backups.listed()) == 2


# --- who hears of it


def test_the_first_page_hears_of_three_days_without_two_copies(
    two: Office, plugged: Plugged, clock: FixedClock
) -> None:
    two.backups.make()
    plugged.pull(STICK)
    for _day in range(3):
        assert not [item for item in troubles(two.rules.health()) if item.key == "backup"]
        clock.tick(days=1)
        two.queue.take("A")
        two.backups.make()
    (told,) = [item for item in troubles(two.rules.health()) if item.key == "backup"]
    assert told.text.startswith("Đã 3 ngày chưa có bản sao lưu ở cả hai nơi: ")
    plugged.plug_in(STICK)
    two.backups.make()
    assert not [item for item in troubles(two.rules.health()) if item.key == "backup"]


def test_a_weekend_without_work_is_no_alarm(two: Office, clock: FixedClock) -> None:
    two.queue.take("A")
    two.backups.make()
    clock.tick(days=3)
    two.queue.take("A")
    assert not two.backups.standing().late, "all of it is of today"
    clock.tick(days=1)
    assert two.backups.standing().late


def test_one_place_is_not_two(office: Office, plugged: Plugged, clock: FixedClock) -> None:
    office.backups.name_places(str(plugged.where(STICK)))
    for _day in range(4):
        evening(office, clock)
    (told,) = [item for item in troubles(office.rules.health()) if item.key == "backup"]
    assert told.text == "Mới có một nơi sao lưu: chọn nơi thứ hai"


# --- the rehearsal


@pytest.mark.usefixtures("windows_rules")
def test_a_restore_is_rehearsed_and_nothing_of_the_office_is_touched(
    two: Office, clock: FixedClock
) -> None:
    for _dossier in range(3):
        receive(two)
    with pytest.raises(RuleError, match="Chưa có bản sao lưu"):
        two.drill.rehearse()
    two.backups.make()
    receive(two)
    before, there = two.store.journal.head(), sorted(two.data_dir.iterdir())
    drill = two.drill.rehearse()
    assert drill.passed, drill.problems
    assert drill.receipt.startswith("T99001-261123-02"), "of a computer number that nobody has"
    assert (drill.entries, drill.at) == (before.seq - 2, clock.now())
    assert two.store.journal.head() == before
    assert sorted(two.data_dir.iterdir()) == there
    assert two.backups.plan().drill == drill
    assert two.rules.health().drill == drill


def test_a_rehearsal_says_where_a_copy_differs(
    two: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(two)
    two.backups.make()
    monkeypatch.setattr(rehearsal, "_first_receipt", lambda *_: "")
    assert not two.drill.rehearse().passed, "without a receipt nobody could have gone on"
    real = restore

    def another(source: Path, *rest: object, **named: object) -> object:
        made = real(source, *rest, **named)  # type: ignore[arg-type]
        other = found(two.data_dir.parent / "khac", two.store.clock)
        for _act in range(30):
            other.queue.take("A")
        other.close()
        shutil.copyfile(two.data_dir.parent / "khac" / "so-lieu.db", made.path)
        return made

    monkeypatch.setattr(rehearsal, "restore", another)
    drill = two.drill.rehearse()
    assert "khác dữ liệu đang dùng" in drill.problems[0]


def test_what_a_killed_rehearsal_left_goes_with_the_next_copies(two: Office) -> None:
    left = two.data_dir / "dien-tap-00ff00ff"
    left.mkdir()
    (left / "so-lieu.db").write_bytes(b"people")
    two.backups.make()
    assert not left.exists()


def test_an_encrypted_office_has_copies_that_open_with_their_ring(
    plugged: Plugged, tmp_path: Path, clock: FixedClock
) -> None:
    """Made, proved, listed, rehearsed and cleared as a pair."""
    office = Office.found(
        tmp_path / "kin", founding(), clock=clock, officer=COMMAND_LINE, encrypted=True
    )
    code = receive(office).code
    office.backups.name_places(str(plugged.where(DISK)), str(plugged.where(STICK)))
    assert [outcome.trouble for outcome in office.backups.make()] == ["", ""]
    (copy,) = copies_in(plugged.where(DISK))
    assert code.encode() not in copy.path.read_bytes()
    assert office.backups.prove(copy.path).note is not None
    assert office.outlook.look(copy.path).after == 0
    assert office.drill.rehearse().passed
    clock.tick(hours=1)
    office.queue.take("A")
    office.backups.make(all_places=True)
    office.close()
    there = {path.stem for path in plugged.where(DISK).iterdir()}
    assert there == {names(plugged.where(DISK))[0].removesuffix(".db")}
