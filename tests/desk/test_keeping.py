"""Backups that prove themselves, and coming back from one without giving a number twice."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.desk.keeping import BACKUP_PATTERN, backup, restore
from counter_app.domain.clock import FixedClock
from counter_app.domain.staff import COMMAND_LINE
from counter_app.errors import StoreError
from counter_app.office import Office
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


def test_a_backup_is_proved_before_it_counts(office: Office, tmp_path: Path) -> None:
    code = receive(office).code
    made = backup(office.store, tmp_path / "sao-luu")
    assert made.path.match(BACKUP_PATTERN)
    assert [item.name for item in made.path.parent.iterdir()] == [made.path.name]
    head = office.store.journal.head()
    assert (made.entries, made.head) == (head.seq, head.code)
    (tmp_path / "khac").mkdir()
    shutil.copyfile(made.path, paths.database_path(tmp_path / "khac"))
    copy = Office.open(tmp_path / "khac", clock=office.store.clock)
    assert copy.dossiers.get(code).code == code
    assert copy.store.check().ok
    copy.close()


def test_a_backup_never_overwrites_another(
    office: Office, tmp_path: Path, clock: FixedClock
) -> None:
    first = backup(office.store, tmp_path)
    content = first.path.read_bytes()
    with pytest.raises(StoreError, match="không ghi đè"):
        backup(office.store, tmp_path)
    assert first.path.read_bytes() == content
    clock.tick(seconds=1)
    assert backup(office.store, tmp_path).path != first.path


def test_a_backup_that_was_cut_short_is_begun_again(office: Office, tmp_path: Path) -> None:
    half = tmp_path / "sao-luu-quay-20261123-090000.db.dang-ghi"
    half.write_bytes(b"half a copy")
    made = backup(office.store, tmp_path)
    assert not half.exists()
    assert made.path.name == half.name.removesuffix(".dang-ghi")


def test_a_backup_is_on_the_disk_before_it_has_its_name(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, rename = os.fsync, Path.rename

    def syncing(number: int) -> None:
        done.append("sync")
        sync(number)

    def renaming(path: Path, target: Path) -> Path:
        done.append(f"rename {target.name}")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", syncing)
    monkeypatch.setattr(Path, "rename", renaming)
    office.store.database.backup_to(tmp_path / "copy.db")
    assert done[-2:] == ["sync", "rename copy.db"]


def test_a_backup_that_reads_back_wrongly_is_removed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = office.store.database.backup_to

    def spoiled(target: Path) -> None:
        original(target)
        content = bytearray(target.read_bytes())
        place = content.index(b"canbo", len(content) // 4)
        content[place] ^= 1
        target.write_bytes(content)

    monkeypatch.setattr(office.store.database, "backup_to", spoiled)
    with pytest.raises(StoreError, match="không khớp"):
        backup(office.store, tmp_path / "sao-luu")
    assert not list((tmp_path / "sao-luu").glob("*.db"))


def test_a_folder_that_cannot_be_written_is_said(office: Office, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="Không sao lưu được"):
        backup(office.store, tmp_path / "tep" / "sao-luu")
    receive(office)


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


def test_a_file_that_was_still_open_loses_nothing_when_set_aside(
    office: Office, kept: Path
) -> None:
    """The last act may stand in the side file only, as after a power cut."""
    restore(kept, office.data_dir, office.store.clock)
    office.close()
    again = reopened(office)
    assert receive(again).code == "T99001-261123-010004"
    again.close()


def test_a_damaged_copy_is_refused_and_the_data_stays(office: Office, kept: Path) -> None:
    content = bytearray(kept.read_bytes())
    place = content.rindex("Nguyễn Văn Mẫu".encode())
    content[place] ^= 1
    kept.write_bytes(content)
    head = office.store.journal.head()
    with pytest.raises(StoreError, match="không nguyên vẹn"):
        restore(kept, office.data_dir, office.store.clock)
    assert office.store.journal.head() == head
    assert not list(office.data_dir.glob("*thay*"))


@pytest.mark.parametrize("content", [None, b"", b"not a backup"])
def test_what_is_no_backup_is_refused(
    office: Office, tmp_path: Path, content: bytes | None
) -> None:
    source = tmp_path / "x.db"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(StoreError):
        restore(source, office.data_dir, office.store.clock)
    assert Office.exists(office.data_dir)
    receive(office)


def test_where_the_lost_numbers_cannot_be_known_the_computer_takes_another_number(
    office: Office, kept: Path, tmp_path: Path, clock: FixedClock
) -> None:
    office.close()
    office.store.database.path.write_bytes(b"\xff" * 5000)
    restore(kept, office.data_dir, clock)
    again = reopened(office)
    assert again.store.database.device == 2
    assert receive(again).code == "T99001-261123-020001"
    again.close()
    (aside,) = office.data_dir.glob("so-lieu.thay-*.db")
    assert aside.read_bytes() == b"\xff" * 5000
    restore(kept, tmp_path / "may-moi", clock)
    fresh = Office.open(tmp_path / "may-moi", clock=clock, officer=COMMAND_LINE)
    assert receive(fresh).code == "T99001-261123-020001"
    fresh.close()


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


def test_a_backup_on_a_medium_that_cannot_be_written_is_restored(
    office: Office, kept: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.close()
    writable = "counter_app.store.database.os.access"
    real = os.access
    monkeypatch.setattr(
        writable, lambda path, mode: "sao-luu" not in str(path) and real(path, mode)
    )
    restore(kept, office.data_dir, clock)
    again = reopened(office)
    assert again.store.dossiers.count() == 2
    again.close()
    assert [item.name for item in kept.parent.iterdir()] == [kept.name]
