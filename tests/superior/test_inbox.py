"""Taking batches in: any order, any number of times, whole or not at all."""

from __future__ import annotations

import itertools
import os
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.journal.erasure import residue
from counter_app.errors import BatchError, StoreError
from counter_app.store.core import engine
from counter_app.store.file.epochs import begin_epoch
from counter_app.store.file.erasing import drop_payloads
from counter_app.store.file.file_copies import copy_to
from counter_app.store.projection import apply
from counter_app.store.store import Store
from counter_app.superior.batches.inbox import ImportSummary
from counter_app.superior.batches.trust import Trust
from counter_app.superior.batches.waiting_batches import Holding
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.exchange.receiving import receive_stick
from counter_app.superior.senders import taking
from counter_app.superior.senders.sender import known_journals
from counter_app.sync.batch.writer import WrittenFiles
from tests.superior.looking import copy_of, reached, same, take
from tests.superior.trusting import import_batches
from tests.sync.forge import Forgery
from tests.sync.makers import (
    busy_store,
    carry,
    hand_back,
    head_seq,
    move,
    new_store,
    receive,
)


def three_days(store: Store, usb: Path) -> list[WrittenFiles]:
    """Three batches, one after another, on one stick."""
    sent = [carry(store, usb)]
    for number in (2, 3):
        code = receive(store, 10 + number)
        move(store, code, "finish", 9)
        hand_back(store, code)
        sent.append(carry(store, usb, first=sent[-1].to_seq + 1, number=number))
    return sent


def only(folder: Path, sent: WrittenFiles) -> Path:
    """A stick with just one of the batches."""
    folder.mkdir(parents=True)
    for path in (sent.payload, sent.signature, sent.manifest):
        shutil.copy(path, folder / path.name)
    return folder


@pytest.mark.usefixtures("windows_rules")
def test_the_copy_is_the_office_row_by_row(store: Store, usb: Path, here: Path) -> None:
    three_days(store, usb)
    summary = take(usb, here, store)
    assert [item.entries for item in summary.imported] == [head_seq(store) - 6, 3, 3]
    assert {item.office for item in summary.imported} == {"99001"}
    assert (summary.held, summary.refused, summary.incomplete, summary.notes) == ([], [], [], [])
    assert same(here, store)


def test_a_second_run_changes_nothing(store: Store, usb: Path, here: Path) -> None:
    three_days(store, usb)
    take(usb, here, store)
    before = {path: path.read_bytes() for path in here.rglob("*.db")}
    summary = take(usb, here, store)
    assert summary.imported == []
    assert len(summary.already_known) == 3
    assert {path: path.read_bytes() for path in here.rglob("*.db")} == before


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_any_order_gives_the_same_copy(
    store: Store, usb: Path, here: Path, tmp_path: Path, order: list[int]
) -> None:
    sent = three_days(store, usb)
    arrived: set[int] = set()
    for step, index in enumerate(order):
        summary = take(only(tmp_path / f"stick{step}", sent[index]), here, store)
        arrived.add(index)
        waits = index not in range(_unbroken(arrived))
        assert bool(summary.held) == (waits or bool(Holding(here).waiting()))
        assert summary.refused == []
    assert Holding(here).waiting() == ()
    assert same(here, store)


def _unbroken(arrived: set[int]) -> int:
    return next(count for count in range(4) if count not in arrived)


def test_a_gap_is_named_and_the_batch_is_kept_without_the_stick(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    first, second, third = three_days(store, usb)
    summary = take(only(tmp_path / "a", third), here, store)
    assert (summary.held[0].missing_from, summary.held[0].missing_to) == (1, second.to_seq)
    assert f"1–{second.to_seq}" in summary.held[0].reason
    shutil.rmtree(tmp_path / "a")
    summary = take(only(tmp_path / "b", first), here, store)
    assert len(summary.imported) == 1
    assert (summary.held[0].missing_from, summary.held[0].missing_to) == (
        first.to_seq + 1,
        second.to_seq,
    )
    summary = take(only(tmp_path / "c", second), here, store)
    assert [item.entries for item in summary.imported] == [3, 3]
    assert same(here, store)


def test_a_held_batch_is_kept_once(store: Store, usb: Path, here: Path, tmp_path: Path) -> None:
    stick = only(tmp_path / "a", three_days(store, usb)[2])
    for _time in range(3):
        assert len(take(stick, here, store).held) == 1
    assert len(Holding(here).waiting()) == 1


def test_overlapping_batches_are_taken_from_where_they_are_new(
    store: Store, usb: Path, here: Path
) -> None:
    carry(store, usb, last=9)
    carry(store, usb, first=5)
    carry(store, usb, first=7, last=8)
    summary = take(usb, here, store)
    assert [item.entries for item in summary.imported] == [9, head_seq(store) - 9]
    assert len(summary.already_known) == 1
    assert same(here, store)


def test_several_offices_and_computers_on_one_stick(usb: Path, here: Path, tmp_path: Path) -> None:
    offices = [
        busy_store(tmp_path / f"{number}-{device}.db", number=number, device=device)
        for number, device in (("99001", 1), ("99001", 2), ("99002", 1))
    ]
    for office in offices:
        carry(office, usb)
    summary = take(usb, here, offices[0])
    assert sorted(item.office for item in summary.imported) == ["99001", "99001", "99002"]
    assert summary.notes == []
    assert all(same(here, office) for office in offices)
    for office in offices:
        office.close()


def test_two_machines_on_one_journal_are_a_fork(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    copy_to(store.database, tmp_path / "clone.db")
    twin = Store.open(tmp_path / "clone.db", store.clock)
    receive(store, 50)
    receive(twin, 60)
    (tmp_path / "other").mkdir()
    carry(store, usb)
    carry(twin, tmp_path / "other")
    take(usb, here, store)
    summary = take(tmp_path / "other", here, store)
    assert summary.imported == []
    assert summary.refused[0][1][0].startswith(
        f"[B22] HAI NHẬT KÝ KHÁC NHAU ở lượt ghi số {head_seq(store)}"
    )
    assert same(here, store)
    receive(twin, 61)
    carry(twin, tmp_path / "other", first=head_seq(twin), number=2)
    assert "[B22]" in take(tmp_path / "other", here, store).refused[-1][1][0]
    twin.close()


def test_an_old_backup_is_an_alarm_and_loses_nothing(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    copy_to(store.database, tmp_path / "backup.db")
    kept = head_seq(store)
    receive(store, 50)
    receive(store, 51)
    carry(store, usb)
    take(usb, here, store)
    restored = Store.open(tmp_path / "backup.db", store.clock)
    with restored.transaction() as tx:
        begin_epoch(restored.database, tx, device=1, reason="restored", actor="lan")
    receive(restored, 52)
    (tmp_path / "other").mkdir()
    carry(restored, tmp_path / "other")
    problem = take(tmp_path / "other", here, store).refused[0][1][0]
    assert problem.startswith("[B23]")
    assert f"{kept + 1}–{kept + 2}" in problem
    assert same(here, store)
    restored.close()


def test_a_restore_that_lost_nothing_goes_on(store: Store, usb: Path, here: Path) -> None:
    carry(store, usb)
    with store.transaction() as tx:
        begin_epoch(store.database, tx, device=3, reason="restored", actor="lan")
    receive(store, 50)
    second = carry(store, usb, first=15, number=2)
    assert "HS_99001_03_" in second.name
    assert len(take(usb, here, store).imported) == 2
    assert same(here, store)


def test_a_new_journal_of_a_known_computer_is_noted(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    carry(store, usb)
    take(usb, here, store)
    again = busy_store(tmp_path / "again.db")
    (tmp_path / "other").mkdir()
    carry(again, tmp_path / "other")
    summary = take(tmp_path / "other", here, store)
    assert len(summary.imported) == 1
    assert "nhật ký mới" in summary.notes[0]
    assert len(known_journals(here)) == 2
    again.close()


def test_bad_and_good_batches_do_not_disturb_each_other(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    first, second, third = three_days(store, usb)
    forged = Forgery.of(second)
    forged.replace(0, "Trần Văn Nền", "Trần Văn Nện")
    (tmp_path / "mixed").mkdir()
    forged.build(tmp_path / "mixed")
    only(tmp_path / "mixed" / "a", first)
    only(tmp_path / "mixed" / "b", third)
    summary = take(tmp_path / "mixed", here, store)
    assert (len(summary.imported), len(summary.held)) == (1, 1)
    assert [problems[0][:5] for _name, problems in summary.refused] == ["[B17]"]
    take(only(tmp_path / "good", second), here, store)
    assert same(here, store)


def test_a_batch_that_was_never_finished_is_named_but_is_no_error(
    store: Store, usb: Path, here: Path
) -> None:
    sent = carry(store, usb)
    sent.manifest.write_bytes(b"")
    summary = take(usb, here, store)
    assert summary.incomplete == [sent.manifest.name]
    sent.manifest.unlink()
    summary = take(usb, here, store)
    assert summary.incomplete == [sent.payload.name]
    assert "Chưa đủ tệp" in summary.notes[0]
    assert (summary.imported, summary.refused) == ([], [])


def test_strange_things_on_a_stick(store: Store, usb: Path, here: Path) -> None:
    carry(store, usb)
    (usb / "thu.docx").write_bytes(b"x")
    (usb / "HS_99001_01_00000000_00000001-00000002.manifest.json").mkdir()
    (usb / "HS_ban-sao.manifest.json").write_bytes(b"{}")
    summary = take(usb, here, store)
    assert len(summary.imported) == 1
    assert sorted(problems[0][:5] for _name, problems in summary.refused) == ["[B01]", "[B20]"]


def test_copies_and_archives_of_batches_are_said_with_what_to_do(
    store: Store, usb: Path, here: Path, tmp_path: Path
) -> None:
    sent = carry(store, usb)
    stick = tmp_path / "copied by Windows"
    stick.mkdir()
    manifest = sent.manifest.name.replace(".json", " (1).json")
    payload = sent.payload.name.replace(".zst", " (1).zst")
    shutil.copy(sent.manifest, stick / manifest)
    shutil.copy(sent.payload, stick / payload)
    shutil.make_archive(str(stick / "HS_99001"), "zip", usb)
    summary = take(stick, here, store)
    assert {name: problems[0][:5] for name, problems in summary.refused} == {
        manifest: "[B20]",
        payload: "[B20]",
        "HS_99001.zip": "[B29]",
    }
    assert (summary.imported, summary.nothing) == ([], False)
    shutil.unpack_archive(stick / "HS_99001.zip", tmp_path / "unpacked")
    assert len(take(tmp_path / "unpacked", here, store).imported) == 1


def test_a_folder_without_a_batch_is_said(store: Store, here: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    summary = take(tmp_path / "empty", here, store)
    assert summary.nothing
    assert any("Không thấy gói dữ liệu nào" in note for note in summary.notes)


def test_ten_thousand_foreign_files_are_passed_over(store: Store, usb: Path, here: Path) -> None:
    carry(store, usb)
    (usb / "anh").mkdir()
    for number in range(10_000):
        os.close(os.open(usb / "anh" / f"HS_{number}.json", os.O_CREAT))
    summary = take(usb, here, store)
    assert (len(summary.imported), summary.refused) == (1, [])


def test_an_import_that_breaks_off_anywhere_is_done_again(
    store: Store, usb: Path, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_days(store, usb)
    for stop in range(1, head_seq(store) + 1):
        left = stop

        def stopping(*arguments: Any) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise KeyboardInterrupt
            apply(*arguments)

        folder = tmp_path / f"run{stop}"
        monkeypatch.setattr(taking, "apply", stopping)
        with pytest.raises(KeyboardInterrupt):
            take(usb, folder, store)
        monkeypatch.setattr(taking, "apply", apply)
        assert reached(folder) in {0, head_seq(store) - 6, head_seq(store) - 3}
        take(usb, folder, store)
        assert same(folder, store)


def test_a_full_disk_at_the_superior_says_so(
    store: Store, usb: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry(store, usb)

    def full(*_arguments: Any) -> None:
        raise engine.OperationalError("database or disk is full")

    monkeypatch.setattr(taking, "apply", full)
    with pytest.raises(StoreError, match="chỗ trống"):
        take(usb, here, store)


def test_erased_persons_are_erased_at_the_superior_too(store: Store, usb: Path, here: Path) -> None:
    carry(store, usb)
    take(usb, here, store)
    dossier = store.dossiers.by_id(5)
    assert dossier is not None
    with store.transaction() as tx:
        left = {
            str(entry.seq): residue(payload)
            for entry, payload in store.journal.of(dossier.code)
            if entry.kind.startswith("dossier.")
        }
        erased = {"residues": left, "dossiers": [5], "blank_name": "(đã xóa)"}
        tx.record("journal.erased", dossier.code, erased, actor="lan")
        drop_payloads(store.database, [int(seq) for seq in left])
    carry(store, usb, first=15, number=2)
    take(usb, here, store)
    assert same(here, store)
    copy = copy_of(here, store)
    assert "Trần Văn Nền" not in str(copy.journal.payload(5))
    copy.close()
    carry(store, usb, number=3)
    (here.parent / "later").mkdir()
    newcomer = here.parent / "newcomer"
    import_batches(usb, newcomer, store.clock)
    assert same(newcomer, store)


def test_two_imports_at_once_take_turns(store: Store, usb: Path, here: Path) -> None:
    three_days(store, usb)
    done: list[ImportSummary] = []
    threads = [
        threading.Thread(target=lambda: done.append(take(usb, here, store))) for _number in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(len(summary.imported) for summary in done) == [0, 0, 3]
    assert same(here, store)


def test_arrivals_are_written_down(store: Store, usb: Path, here: Path, tmp_path: Path) -> None:
    first, _second, third = three_days(store, usb)
    take(only(tmp_path / "a", third), here, store)
    take(only(tmp_path / "b", first), here, store)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / third.manifest.name).write_bytes(b"rubbish")
    for _time in range(2):
        take(tmp_path / "c", here, store)
    with Arrivals(here) as arrivals:
        latest = arrivals.latest()
    assert [item.outcome for item in latest] == ["refused", "held", "imported", "held"]
    assert latest[0].detail.startswith("[B03]")
    assert (latest[2].sha256, latest[2].to_seq) == (first.sha256, first.to_seq)


def test_a_folder_that_is_gone_is_said(store: Store, here: Path, tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="Cắm lại USB"):
        take(tmp_path / "nowhere", here, store)


def test_another_program_database_in_our_place_is_left_alone(
    store: Store, usb: Path, here: Path
) -> None:
    here.mkdir()
    foreign = engine.connect(here / "cap-tren.db")
    foreign.execute("CREATE TABLE x(y)")
    foreign.execute("PRAGMA user_version = 7")
    foreign.close()
    with pytest.raises(StoreError, match="phiên bản khác"):
        take(usb, here, store)


def test_an_empty_office_has_nothing_to_take(here: Path, usb: Path, tmp_path: Path) -> None:
    store = new_store(tmp_path / "empty.db")
    (note,) = (summary := take(usb, here, store)).notes
    assert summary == ImportSummary(nothing=True, notes=[note])
    store.close()


def test_what_people_bring_in_place_of_a_batch_is_explained(
    store: Store, usb: Path, here: Path
) -> None:
    """A shortcut to the folder, an archive of any name: nothing can be taken, and what to do is said."""
    usb.mkdir(exist_ok=True)
    (usb / "thang-11.7z").write_bytes(b"x")
    (usb / "HS_99001.lnk").write_bytes(b"x")
    summary = take(usb, here, store)
    assert any("thang-11.7z" in note and "Giải nén" in note for note in summary.notes)
    assert any("HS_99001.lnk chỉ là lối tắt" in note for note in summary.notes)
    carry(store, usb)
    summary = take(usb, here, store)
    assert len(summary.imported) == 1
    assert [note for note in summary.notes if "thang-11" in note] == []
    assert any("HS_99001.lnk" in note for note in summary.notes)


def test_a_damaged_copy_of_what_is_known_is_told(store: Store, usb: Path, here: Path) -> None:
    """Everything is here, so nothing is refused; but the stick loses what it is given."""
    written = carry(store, usb)
    take(usb, here, store)
    data = bytearray(written.payload.read_bytes())
    data[len(data) // 2] ^= 4
    written.payload.write_bytes(data)
    summary = take(usb, here, store)
    assert (len(summary.already_known), summary.refused) == (1, [])
    assert any("bản trên USB này hỏng. [B10]" in note for note in summary.notes)


def test_programs_on_a_stick_that_is_read_are_named(store: Store, usb: Path, here: Path) -> None:
    carry(store, usb)
    (usb / "quyet-dinh.pdf.exe").write_bytes(b"MZ")
    summary = receive_stick(usb, here, store.clock, Trust(everyone=True))
    assert len(summary.imported) == 1
    assert any("quyet-dinh.pdf.exe" in note and "quét vi-rút" in note for note in summary.notes)
