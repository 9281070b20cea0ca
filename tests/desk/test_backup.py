"""Backups that prove themselves, whoever goes on writing meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.desk.office import backup as keeping
from counter_app.desk.office.backup import BACKUP_PATTERN, backup
from counter_app.desk.office.backup_notes import note_of
from counter_app.domain.clock import FixedClock
from counter_app.errors import StoreError
from counter_app.office import Office
from counter_app.store.file.database import Database
from counter_app.store.file.file_copies import copy_to
from counter_app.system import files
from counter_app.system.locks import FileLock
from tests.makers import found, receive


@pytest.mark.usefixtures("windows_rules")
def test_a_backup_is_proved_before_it_counts(office: Office, tmp_path: Path) -> None:
    code = receive(office).code
    made = backup(office.store, tmp_path / "sao-luu")
    assert made.path.match(BACKUP_PATTERN)
    assert sorted(item.name for item in made.path.parent.iterdir()) == [
        note_of(made.path).name,
        made.path.name,
    ]
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
    again = backup(office.store, tmp_path)
    assert again.path.name == first.path.name.replace(".db", "-1.db"), "of the same second"
    assert first.path.read_bytes() == content
    clock.tick(seconds=1)
    assert backup(office.store, tmp_path).path not in (first.path, again.path)


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
    for name in ("sync_file", "move"):
        call = getattr(files, name)

        def watched(*paths: Path, name: str = name, call: object = call) -> None:
            done.append(f"{name} {paths[-1].name}")
            call(*paths)  # type: ignore[operator]

        monkeypatch.setattr(files, name, watched)
    copy_to(office.store.database, tmp_path / "copy.db")
    assert done == ["sync_file copy.db.dang-ghi", "move copy.db"]


def test_a_backup_is_proved_against_its_own_end(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves between the copy and its proof: the copy is whole all the same."""

    def followed_by_work(database: Database, target: Path) -> None:
        copy_to(database, target)
        receive(office)

    monkeypatch.setattr(keeping, "copy_to", followed_by_work)
    made = backup(office.store, tmp_path / "sao-luu")
    assert made.entries < office.store.journal.head().seq


def test_a_copy_of_another_journal_is_no_backup(
    office: Office, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole file that is not of this chain does not count."""
    other = found(tmp_path / "khac", clock)
    monkeypatch.setattr(
        keeping, "copy_to", lambda _own, target: copy_to(other.store.database, target)
    )
    with pytest.raises(StoreError, match="không khớp"):
        backup(office.store, tmp_path / "sao-luu")
    assert not list((tmp_path / "sao-luu").glob("*"))
    other.close()


def test_half_made_copies_are_named_and_cleared(office: Office, tmp_path: Path) -> None:
    """Those of work that was killed, whatever second it was begun in."""
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    left = [f"sao-luu-quay-20261101-0800{n:02}.db.dang-ghi" for n in range(2)]
    for name in (*left, "sao-luu-quay-20261101-080000.db.dang-ghi-journal", "thu-cua-toi.dang-ghi"):
        (folder / name).write_bytes(b"half")
    made = backup(office.store, folder)
    assert set(left) < set(made.cleared)
    there = sorted(item.name for item in folder.iterdir())
    assert there == [note_of(made.path).name, made.path.name, "thu-cua-toi.dang-ghi"]


def test_a_copy_that_another_window_writes_now_is_left_alone(
    office: Office, tmp_path: Path
) -> None:
    """Two may save at the same minute into the same folder."""
    folder = tmp_path / "sao-luu"
    folder.mkdir()
    half = folder / "sao-luu-quay-20261101-080000.db.dang-ghi"
    half.write_bytes(b"half")
    with FileLock(folder / "sao-luu-quay.khoa") as other:
        assert other.take()
        assert backup(office.store, folder).cleared == ()
    assert half.exists()


def test_a_backup_beside_the_data_is_made_and_warned_of(office: Office) -> None:
    assert backup(office.store, office.data_dir / "sao-luu").same_disk


def test_a_backup_that_reads_back_wrongly_is_removed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def spoiled(database: Database, target: Path) -> None:
        copy_to(database, target)
        content = bytearray(target.read_bytes())
        place = content.index(b"canbo", len(content) // 4)
        content[place] ^= 1
        target.write_bytes(content)

    monkeypatch.setattr(keeping, "copy_to", spoiled)
    with pytest.raises(StoreError, match="không khớp"):
        backup(office.store, tmp_path / "sao-luu")
    assert not list((tmp_path / "sao-luu").glob("*.db"))


def test_a_folder_that_cannot_be_written_is_said(office: Office, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="Không sao lưu được"):
        backup(office.store, tmp_path / "tep" / "sao-luu")
    receive(office)
