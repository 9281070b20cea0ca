"""Coming back from a copy: one step, every number once, and the copy untouched."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.desk.office.backup import backup
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.restore import restore
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import NumbersError, StoreError
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.system import files
from tests.makers import found, receive


@pytest.fixture
def kept(office: Office, tmp_path: Path) -> Path:
    """A backup with two dossiers in it; a third was received afterwards."""
    receive(office)
    receive(office)
    office.queue.take("A")
    made = backup(office.store, tmp_path / "sao-luu")
    receive(office, name="Người Sau")
    return made.path


def reopened(office: Office) -> Office:
    return Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)


@pytest.mark.usefixtures("windows_rules")
def test_after_a_restore_numbers_go_on_above_those_given(office: Office, kept: Path) -> None:
    epoch = office.store.database.epoch
    office.close()
    content = kept.read_bytes()
    made = restore(kept, office.data_dir, office.store.clock)
    again = reopened(office)
    assert made.head == again.store.journal.head().code
    assert again.store.database.epoch != epoch
    assert again.store.database.device == 1
    assert again.store.dossiers.count() == 2
    assert again.store.check().ok
    fourth = receive(again)
    assert (fourth.code, fourth.form_no, fourth.book_no) == ("T99001-261123-010004", 4, 4)
    assert again.queue.take("A").result.label == "A002"
    again.close()
    assert kept.read_bytes() == content


def test_the_replaced_file_is_set_aside_and_still_whole(office: Office, kept: Path) -> None:
    office.close()
    before = office.store.database.path.read_bytes()
    restore(kept, office.data_dir, office.store.clock)
    (aside,) = office.data_dir.glob("so-lieu.thay-*.db")
    assert aside.read_bytes() == before


def test_an_office_that_is_open_is_not_replaced(office: Office, kept: Path) -> None:
    """Who has it open is named; nothing is changed."""
    before = office.store.journal.head()
    with pytest.raises(StoreError, match="đang được mở: một lệnh, từ 09:00"):
        restore(kept, office.data_dir, office.store.clock)
    assert office.store.journal.head() == before
    assert receive(office).code == "T99001-261123-010004"


@pytest.mark.usefixtures("windows_rules")
def test_what_stands_only_in_the_side_file_is_not_lost(office: Office, kept: Path) -> None:
    """The last act may stand in the side file only, as after a power cut."""
    folder = office.data_dir
    image = {item.name: item.read_bytes() for item in folder.iterdir() if item.is_file()}
    assert len(image["so-lieu.db-wal"]) > 0
    office.close()
    for name, content in image.items():
        (folder / name).write_bytes(content)
    made = restore(kept, folder, office.store.clock)
    again = reopened(office)
    assert receive(again).code == "T99001-261123-010004"
    assert made.aside is not None
    assert (
        engine.connect_reading(made.aside).execute("SELECT count(*) FROM dossier").fetchone()[0]
        == 3
    )
    again.close()


def test_a_damaged_copy_is_refused_and_the_data_stays(office: Office, kept: Path) -> None:
    content = bytearray(kept.read_bytes())
    place = content.rindex("Nguyễn Văn Mẫu".encode())
    content[place] ^= 1
    kept.write_bytes(content)
    office.close()
    before = office.store.database.path.read_bytes()
    with pytest.raises(StoreError, match="không nguyên vẹn"):
        restore(kept, office.data_dir, office.store.clock)
    assert office.store.database.path.read_bytes() == before
    assert not list(office.data_dir.glob("*thay*"))


@pytest.mark.parametrize("content", [None, b"", b"not a backup"])
def test_what_is_no_backup_is_refused(
    office: Office, tmp_path: Path, content: bytes | None
) -> None:
    source = tmp_path / "x.db"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(StoreError, match="bản sao lưu") as refused:
        restore(source, tmp_path / "moi", office.store.clock)
    assert "thư mục dữ liệu" not in refused.value.message
    assert "gần nhất" not in refused.value.message
    assert not Office.exists(tmp_path / "moi")
    receive(office)


def test_a_database_of_somebody_else_is_no_backup_and_the_advice_is_another_copy(
    office: Office, tmp_path: Path
) -> None:
    source = tmp_path / "zalo.db"
    with closing(sqlite3.connect(source)) as other:
        other.execute("CREATE TABLE zalo(x)")
    with pytest.raises(StoreError, match=r"không phải bản sao lưu.*Chọn bản sao lưu khác"):
        restore(source, tmp_path / "moi", office.store.clock)
    assert not Office.exists(tmp_path / "moi")


def test_where_the_given_numbers_cannot_be_known_nothing_is_written(
    office: Office, kept: Path, tmp_path: Path, clock: FixedClock
) -> None:
    """On another computer only a person with the last papers in hand knows."""
    office.close()
    made = restore(kept, tmp_path / "may-moi", clock)
    assert made.unsure
    for _turn in range(2):
        fresh = Office.open(tmp_path / "may-moi", clock=clock, officer=COMMAND_LINE)
        assert len(fresh.dossiers.find("mau")) == 2
        with pytest.raises(NumbersError):
            receive(fresh)
        with pytest.raises(NumbersError):
            fresh.queue.take("A")
        fresh.close()


def test_a_damaged_predecessor_is_not_believed(
    office: Office, kept: Path, clock: FixedClock
) -> None:
    """The witness tells what it knows, and a person confirms it."""
    office.close()
    office.store.database.path.write_bytes(b"\xff" * 5000)
    made = restore(kept, office.data_dir, clock)
    assert made.unsure
    assert made.aside is not None
    assert made.aside.read_bytes() == b"\xff" * 5000
    again = reopened(office)
    assert {(item.name, item.last) for item in again.numbers.known()} >= {
        ("dossier:01", 3),
        ("form:01", 3),
    }
    again.close()


def test_a_predecessor_whose_chain_is_broken_is_not_believed(
    office: Office, kept: Path, clock: FixedClock
) -> None:
    office.close()
    with closing(sqlite3.connect(office.data_file)) as raw:
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE journal SET actor = 'x' WHERE seq = 3")
        raw.commit()
    assert restore(kept, office.data_dir, clock).unsure


def test_the_witness_overrules_a_predecessor_that_lost_acts(
    office: Office, kept: Path, clock: FixedClock
) -> None:
    """Yesterday's folder was put back and then restored over: what was given since is in doubt."""
    office.close()
    shutil.copyfile(kept, office.store.database.path)
    assert restore(kept, office.data_dir, clock).unsure


def test_a_restore_with_a_clock_behind_is_flagged_and_works(
    office: Office, kept: Path, clock: FixedClock
) -> None:
    office.close()
    clock.tick(days=-30)
    restore(kept, office.data_dir, clock)
    again = reopened(office)
    last = list(again.store.journal.walk())[-1][0]
    assert (last.kind, last.clock_flag) == ("epoch.began", 1)
    again.close()


def test_another_office_s_numbers_are_not_mixed_up(tmp_path: Path, clock: FixedClock) -> None:
    one = found(tmp_path / "mot", clock, number="99001")
    copy = backup(one.store, tmp_path / "sao-luu").path
    one.close()
    restore(copy, tmp_path / "moi", clock)
    again = Office.open(tmp_path / "moi", clock=clock)
    assert again.rules.settings.number == "99001"
    again.close()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_copy_and_its_folder_stay_as_they_are(office: Office, kept: Path) -> None:
    """Also on a stick that cannot be written: nothing is made beside the copy."""
    office.close()
    before, beside = digest(kept), sorted(item.name for item in kept.parent.iterdir())
    kept.chmod(0o444)
    kept.parent.chmod(0o555)
    restore(kept, office.data_dir, office.store.clock)
    kept.parent.chmod(0o755)
    assert digest(kept) == before
    assert sorted(item.name for item in kept.parent.iterdir()) == beside


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER back_door AFTER INSERT ON journal BEGIN UPDATE credential SET failures = 0; END",
        "CREATE VIEW all_hashes AS SELECT * FROM credential",
        "CREATE TABLE spare(x)",
        "CREATE INDEX spare ON credential(hash)",
        "DROP TRIGGER journal_no_update",
        "UPDATE dossier SET fee = 12345",
        "UPDATE counter SET last = 0",
    ],
)
def test_what_the_program_did_not_make_is_refused(
    office: Office, kept: Path, statement: str
) -> None:
    office.close()
    changed = engine.connect(kept)
    changed.execute(statement)
    changed.execute("PRAGMA journal_mode = DELETE")
    changed.close()
    before = office.store.database.path.read_bytes()
    with pytest.raises(StoreError, match="không nguyên vẹn"):
        restore(kept, office.data_dir, office.store.clock)
    assert office.store.database.path.read_bytes() == before
    assert not list(office.data_dir.glob("*khoi-phuc*"))


def test_a_log_beside_the_copy_is_refused(office: Office, kept: Path) -> None:
    """It would say what nobody verified: the hashes of all passwords, for one."""
    office.close()
    kept.with_name(kept.name + "-wal").write_bytes(b"x" * 4096)
    with pytest.raises(StoreError, match="-wal"):
        restore(kept, office.data_dir, office.store.clock)


def test_credentials_drafts_and_preferences_come_back(office: Office, kept: Path) -> None:
    office.close()
    restore(kept, office.data_dir, office.store.clock)
    again = reopened(office)
    assert again.seat.sign_in("canbo", FIRST_PASSWORD).result.login == "canbo"
    again.close()


def test_half_a_restore_is_finished_by_whoever_comes_next(
    office: Office, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the old file's name and the new one's nobody is invited to set up anew."""
    office.close()

    def cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("counter_app.store.file.swap._set_aside", cut)
        with pytest.raises(KeyboardInterrupt):
            restore(kept, office.data_dir, office.store.clock)
    assert Office.exists(office.data_dir)
    again = reopened(office)
    assert again.store.dossiers.count() == 2
    assert receive(again).code == "T99001-261123-010004"
    assert not list(office.data_dir.glob("*dang-thay*"))
    again.close()


def test_the_copy_is_on_the_disk_before_a_name_changes(
    office: Office, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that outlives a power cut without its content would be an office with nothing in it."""
    office.close()
    told: list[tuple[str, str]] = []
    sync, move = files.sync_file, files.move

    def synced(path: Path) -> None:
        told.append(("sync", path.name))
        sync(path)

    def moved(source: Path, target: Path) -> None:
        told.append(("move", source.name))
        move(source, target)

    monkeypatch.setattr(files, "sync_file", synced)
    monkeypatch.setattr(files, "move", moved)
    restore(kept, office.data_dir, office.store.clock)
    copy = told[-1][1]
    assert told[-1] == ("move", copy)
    first_move = next(at for at, (what, _name) in enumerate(told) if what == "move")
    assert ("sync", copy) in told[:first_move]


def test_a_damaged_file_s_log_goes_aside_with_it(office: Office, kept: Path) -> None:
    """Left where it is, it would lie beside the new file; and it may be what somebody can still read."""
    office.close()
    office.store.database.path.write_bytes(b"\xff" * 5000)
    log = office.data_dir / "so-lieu.db-wal"
    log.write_bytes(b"log of old")
    made = restore(kept, office.data_dir, office.store.clock)
    assert made.aside is not None
    assert made.aside.with_name(made.aside.name + "-wal").read_bytes() == b"log of old"
    assert not log.exists()
    again = reopened(office)
    assert again.store.check().ok
    again.close()
