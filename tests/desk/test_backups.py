"""Copies that make themselves: two places, one a day, old ones cleared and nothing else, whatever the clock says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.desk.drill import rehearsal
from counter_app.desk.office import backup as making
from counter_app.desk.office import backup_clearing
from counter_app.desk.office.backup_notes import copies_in, digest_of, note_of, read_note
from counter_app.desk.office.restore import restore
from counter_app.domain.backups import keeping
from counter_app.domain.backups.keeping import Dated, wanted
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import Officer, Role
from counter_app.errors import Cancelled, RuleError, StoreError
from counter_app.office import Office
from counter_app.store.file.copying import copy_to
from counter_app.store.file.database import Database
from counter_app.system import medium
from counter_app.wording.health import troubles
from tests.makers import MONDAY, found, receive
from tests.plugged import Plugged

STICK, DISK = "1A2B-3C4D", "5E6F-7A8B"


@pytest.fixture
def plugged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plugged:
    """A stick and a second disk beside the disk of the data."""
    made = Plugged(tmp_path, monkeypatch)
    made.plug_in(STICK)
    made.plug_in(DISK)
    return made


@pytest.fixture
def two(office: Office, plugged: Plugged) -> Office:
    """The office with both places named."""
    office.backups.name_places(
        str(plugged.where(DISK) / "sao-luu"), str(plugged.where(STICK) / "sao-luu")
    )
    return office


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three days, two months and a year are kept: the rule is the same, and proofs take their time."""
    monkeypatch.setattr(keeping, "_PERIODS", (("%Y-%m-%d", 3), ("%Y-%m", 2), ("%Y", 1)))


def names(folder: Path) -> list[str]:
    """The copies there, the latest first."""
    return [copy.path.name for copy in copies_in(folder)]


def evening(office: Office, clock: FixedClock) -> None:
    """A day with work goes by and its copies are made."""
    office.queue.take("A")
    office.backups.make()
    clock.tick(days=1)


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
    with pytest.raises(RuleError, match="không được thực hiện"):
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


# --- which are kept


def dated(*days: str) -> list[Dated]:
    """Copies of these days, each knowing one act more."""
    return [
        Dated(name=day, entries=number, made_at=MONDAY.fromisoformat(f"{day}T17:00:00+07:00"))
        for number, day in enumerate(days, 1)
    ]


def test_fourteen_days_twelve_months_and_five_years_are_kept() -> None:
    days = [(MONDAY - timedelta(days=back)).date().isoformat() for back in range(2500, -1, -1)]
    kept = wanted(dated(*days))
    assert set(days[-14:]) <= kept
    months = sorted({max(d for d in days if d.startswith(m)) for m in {d[:7] for d in days}})
    years = sorted({max(d for d in days if d.startswith(y)) for y in {d[:4] for d in days}})
    assert kept == {*days[-14:], *months[-12:], *years[-5:]}


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("jump", [timedelta(days=-300), timedelta(days=36_500)])
def test_a_clock_that_jumps_makes_nothing_old(
    two: Office, plugged: Plugged, clock: FixedClock, jump: timedelta
) -> None:
    folder = plugged.where(DISK) / "sao-luu"
    for _day in range(2):
        evening(two, clock)
    before, honest = set(names(folder)), clock.now()
    clock.set(honest + jump)
    two.confirm_clock()
    two.queue.take("A")
    two.backups.make()
    assert len(before - set(names(folder))) == 0
    assert names(folder)[0] not in before, "the one that knows most comes first, whatever its date"
    clock.set(honest)
    for _day in range(3):
        evening(two, clock)
    assert len(names(folder)) >= 3


def test_the_older_of_two_of_a_day_goes(two: Office, plugged: Plugged, clock: FixedClock) -> None:
    two.backups.make()
    clock.tick(hours=8)
    receive(two)
    outcomes = two.backups.make(all_places=True)
    assert [len(outcome.cleared) for outcome in outcomes] == [1, 1]
    assert len(names(plugged.where(STICK) / "sao-luu")) == 1
    assert len(list((plugged.where(STICK) / "sao-luu").iterdir())) == 2, "its note went along"


def put_strangers(folder: Path, before: list[Path]) -> dict[str, bytes]:
    """Files that a person may have beside the copies, all called like old copies; what they hold."""
    first = before[-1]
    strangers = {
        "sao-luu-quay-20200101-170000.db": b"a photograph, renamed",
        "sao-luu-quay-20200102-170000.db": first.read_bytes(),
        "sao-luu-quay-giu-lai.db": first.read_bytes(),
        "thu-cua-toi.txt": b"x",
        "sao-luu-quay-20200101-170000.chung": note_of(first).read_bytes(),
    }
    for name, content in strangers.items():
        (folder / name).write_bytes(content)
    forged = read_note(first)
    assert forged is not None
    told = replace(
        forged, name="sao-luu-quay-20200101-170000.db", size=len(b"a photograph, renamed")
    )
    (folder / "sao-luu-quay-20200101-170000.chung").write_text(told.to_text(), "utf-8")
    strangers["sao-luu-quay-20200101-170000.chung"] = told.to_text().encode()
    return strangers


def only_ours_went(two: Office, plugged: Plugged, clock: FixedClock) -> bool:
    """Whether some days clear what is old, and none of what a person keeps there."""
    folder = plugged.where(DISK) / "sao-luu"
    for _day in range(2):
        evening(two, clock)
    strangers = put_strangers(folder, [copy.path for copy in copies_in(folder)])
    for _day in range(3):
        evening(two, clock)
    kept = {name: (folder / name).read_bytes() for name in strangers if (folder / name).exists()}
    return kept == strangers


@pytest.mark.usefixtures("short")
def test_nothing_else_in_the_folder_goes(two: Office, plugged: Plugged, clock: FixedClock) -> None:
    assert only_ours_went(two, plugged, clock)
    assert len(names(plugged.where(STICK) / "sao-luu")) <= 5


@pytest.mark.usefixtures("short")
def test_a_clearer_that_trusts_names_and_notes_is_noticed(
    two: Office, plugged: Plugged, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: without reading what goes, a person's file goes too."""
    monkeypatch.setattr(backup_clearing, "_unchanged", lambda _copy: True)
    assert not only_ours_went(two, plugged, clock)


@pytest.mark.usefixtures("short")
def test_nothing_goes_while_the_newest_is_not_what_was_proved(
    two: Office, plugged: Plugged, clock: FixedClock
) -> None:
    folder = plugged.where(DISK) / "sao-luu"
    for _day in range(3):
        evening(two, clock)
    newest = copies_in(folder)[0].path
    content = bytearray(newest.read_bytes())
    content[len(content) // 2] ^= 1
    newest.write_bytes(content)
    clock.tick(
        hours=-20
    )  # a second copy of a day that has one: the damaged one would be the one to stay
    before = names(folder)
    assert backup_clearing.clear(two.store, folder, lambda: False) == ()
    assert names(folder) == before


@pytest.mark.usefixtures("short")
def test_copies_of_another_office_and_of_a_branch_given_up_stay(
    two: Office, plugged: Plugged, clock: FixedClock
) -> None:
    folder = plugged.where(STICK) / "sao-luu"
    other = found(two.data_dir.parent / "khac", clock)
    other.backup(folder)
    theirs = names(folder)
    for _day in range(5):
        evening(two, clock)
    assert set(theirs) <= set(names(folder))
    listed = {item.copy.path.name: item.ours for item in two.backups.listed()}
    assert not any(listed[name] for name in theirs if name in listed)
    other.close()


def test_a_copy_and_its_key_ring_are_one(two: Office, plugged: Plugged, clock: FixedClock) -> None:
    folder = plugged.where(DISK) / "sao-luu"
    two.backups.make()
    (first,) = [copy.path for copy in copies_in(folder)]
    first.with_suffix(".khoa").write_bytes(b"ring")
    clock.tick(hours=1)
    two.queue.take("A")
    two.backups.make(all_places=True)
    assert not [path for path in folder.iterdir() if path.stem == first.stem]


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
