"""Writing a batch: complete and proven, or nothing that counts."""

from __future__ import annotations

import errno
import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override

from counter_app.errors import BatchError, Cancelled, DeviceError, StoreError
from counter_app.store.core import engine
from counter_app.store.core.journal import Journal
from counter_app.store.store import Store
from counter_app.sync.batch import packing
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.reader import open_batch
from counter_app.sync.batch.writer import WrittenFiles
from counter_app.sync.stick.media import Files
from counter_app.sync.stick.volumes import Target
from counter_app.system import files as system_files
from tests.superior.test_warehouse_forgets import erase
from tests.sync.faults import Failing, Flipping, RoomyFiles, Short, Swapped
from tests.sync.makers import carry, head_seq, receive
from tests.sync.media import Stick

REPORT = ("bao-cao-ngay-2026-11-23.pdf", b"%PDF-1.7 " + bytes(range(256)) * 3000)
ERRNOS = (
    errno.ENOSPC,
    errno.EROFS,
    errno.EIO,
    errno.ENODEV,
    errno.ENOTCONN,
    errno.EFBIG,
    errno.EINVAL,
    errno.EACCES,
)


def readable(folder: Path) -> int:
    """Batches that a reader would take; a manifest that promises too much is an error of the writer."""
    count = 0
    for path in find_batches(folder).manifests:
        try:
            open_batch(path).close()
        except BatchError as error:
            if not error.problems[0].startswith("[B08]"):
                raise
        else:
            count += 1
    return count


def test_a_batch_and_its_reports_are_on_the_medium(store: Store, stick: Stick) -> None:
    told: list[tuple[int, int, str]] = []
    written = carry(
        store, stick.path, extra_files=[REPORT], progress=lambda *step: told.append(step)
    )
    assert written.folder == stick.path / "HS_99001"
    assert sorted(path.name for path in written.folder.iterdir()) == sorted(
        [written.manifest.name, written.signature.name, written.payload.name, REPORT[0]]
    )
    assert written.extras[0].read_bytes() == REPORT[1]
    assert all(path.name.isascii() and len(path.name) <= 64 for path in written.folder.iterdir())
    with open_batch(written.manifest) as batch:
        assert [line.entry for line in batch.lines()] == [step[0] for step in store.journal.walk()]
        assert batch.manifest.head == written.head.hex() == store.journal.head().hash.hex()
        assert (batch.manifest.received, batch.manifest.finished, batch.manifest.returned) == (
            6,
            3,
            1,
        )
    done = [step[0] for step in told]
    assert done == sorted(done)
    assert told[-1][0] == told[-1][1]
    assert "Có thể rút USB" in told[-1][2]
    assert not any("rút" in step[2] for step in told[:-1])


def test_every_file_and_folder_is_put_on_the_medium(
    store: Store, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handles: set[int] = set()
    folders: list[Path] = []
    sync = system_files.sync_handle

    def watched(handle: int) -> None:
        sync(handle)
        handles.add(os.fstat(handle).st_ino)

    monkeypatch.setattr(system_files, "sync_handle", watched)
    monkeypatch.setattr(system_files, "sync_folder", folders.append)
    written = carry(store, usb, extra_files=[REPORT])
    assert {path.stat().st_ino for path in written.folder.iterdir()} <= handles
    assert folders == [written.folder, usb]


def test_a_slice_starts_where_the_last_one_ended(store: Store, usb: Path) -> None:
    first = carry(store, usb)
    receive(store, 7)
    second = carry(store, usb, first=first.to_seq + 1, number=2)
    with open_batch(second.manifest) as batch:
        assert batch.manifest.prev_head == first.head.hex()
        assert batch.manifest.number == 2
        assert batch.manifest.counts == {"dossier.received": 1}


def test_nothing_is_ever_overwritten(store: Store, usb: Path) -> None:
    first = carry(store, usb, extra_files=[REPORT])
    before = {path: path.read_bytes() for path in first.folder.iterdir()}
    changed = (REPORT[0], REPORT[1] + b"later")
    second = carry(store, usb, extra_files=[changed])
    assert {path: path.read_bytes() for path in before} == before
    assert second.payload.name.endswith("-2.ndjson.zst")
    assert second.extras[0].name == "bao-cao-ngay-2026-11-23-2.pdf"
    assert readable(usb) == 2


def test_a_report_that_is_there_already_is_kept(store: Store, usb: Path) -> None:
    first = carry(store, usb, extra_files=[REPORT])
    assert carry(store, usb, extra_files=[REPORT]).extras == first.extras


def test_names_that_differ_only_in_case_are_taken(store: Store, usb: Path) -> None:
    first = carry(store, usb)
    first.payload.rename(first.payload.with_name(first.payload.name.upper()))
    first.manifest.unlink()
    assert carry(store, usb).payload.name.endswith("-2.ndjson.zst")


def test_short_writes_are_continued(store: Store, usb: Path) -> None:
    written = carry(store, usb, extra_files=[REPORT], files=Short())
    assert written.extras[0].read_bytes() == REPORT[1]
    assert readable(usb) == 1


@pytest.mark.parametrize("suffix", [".pdf", ".zst", ".json"])
def test_a_bit_that_comes_back_wrong_is_noticed(store: Store, usb: Path, suffix: str) -> None:
    files = Flipping(lambda path: path.suffix == suffix)
    with pytest.raises(DeviceError, match="dung lượng giả"):
        carry(store, usb, extra_files=[REPORT], files=files)
    assert readable(usb) == 0
    assert list((usb / "HS_99001").iterdir()) == []


def calls_of_a_good_run(store: Store, folder: Path) -> int:
    """How many calls touch the medium when all goes well."""
    counting = Failing(0, OSError())
    carry(store, folder, extra_files=[REPORT], files=counting)
    return counting.calls


@pytest.mark.parametrize("gone", [False, True], ids=["once", "gone"])
@pytest.mark.parametrize("number", ERRNOS, ids=errno.errorcode.get)
def test_every_call_may_fail(store: Store, tmp_path: Path, number: int, gone: bool) -> None:
    total = calls_of_a_good_run(store, _folder(tmp_path, "good"))
    assert total > 15
    for fail_at in range(1, total + 1):
        usb = _folder(tmp_path, f"usb{fail_at}")
        failing = Failing(fail_at, OSError(number, "injected"), gone=gone)
        try:
            written: WrittenFiles | None = carry(store, usb, extra_files=[REPORT], files=failing)
        except DeviceError:
            written = None
        # A stick that went after the manifest was proven keeps a whole batch; else nothing may count.
        if written is not None:
            assert failing.log[fail_at - 1] == "sync_folder", (fail_at, failing.log)
        counted = readable(usb)
        assert counted == 0 or failing.log[-1] in {"sync_folder", "read", "close"}, (
            fail_at,
            failing.log,
        )
        assert (
            readable(carry(store, usb, extra_files=[REPORT], files=RoomyFiles()).folder)
            == counted + 1
        )


def _folder(parent: Path, name: str) -> Path:
    made = parent / name
    made.mkdir()
    return made


def test_each_kind_of_failure_has_its_own_sentence(store: Store, tmp_path: Path) -> None:
    said = {}
    for number in ERRNOS:
        with pytest.raises(DeviceError) as caught:
            carry(
                store, _folder(tmp_path, str(number)), files=Failing(3, OSError(number, "injected"))
            )
        said[number] = caught.value.message
    assert "đầy" in said[errno.ENOSPC]
    assert "khóa ghi" in said[errno.EROFS]
    assert "rút ra" in said[errno.ENODEV]
    assert said[errno.ENODEV] == said[errno.ENOTCONN]
    assert len(set(said.values())) == len(ERRNOS) - 1


def test_cancelling_takes_back_what_was_made(store: Store, tmp_path: Path) -> None:
    asked = 0
    finished = False
    while not finished:
        asked += 1
        usb = _folder(tmp_path, f"usb{asked}")
        left = asked

        def cancelled() -> bool:
            nonlocal left
            left -= 1
            return left == 0

        try:
            carry(store, usb, extra_files=[REPORT], cancelled=cancelled)
            finished = True
        except Cancelled:
            assert [path for path in usb.rglob("*") if path.is_file()] == []
    assert asked > 5


def test_another_stick_under_the_same_name_is_refused(store: Store, usb: Path) -> None:
    with pytest.raises(DeviceError, match="đổi sang USB khác"):
        carry(store, usb, files=Swapped(after=1))
    assert readable(usb) == 0


def test_a_target_remembers_its_device(store: Store, usb: Path) -> None:
    target = Target.of(usb)
    with pytest.raises(DeviceError, match="đổi sang USB khác"):
        carry(store, replace(target, device=target.device + 1))  # type: ignore[arg-type]
    assert carry(store, target).note == ""  # type: ignore[arg-type]


@pytest.mark.parametrize("room", [1000, 8 * 2**20])
def test_too_little_room_is_said_before_anything_is_written(
    store: Store, usb: Path, room: int
) -> None:
    """A file system needs room for itself: what just fits does not."""

    class Full(Files):
        @override
        def free(self, path: Path) -> int:
            return room

    with pytest.raises(DeviceError, match="không đủ chỗ"):
        carry(store, usb, files=Full())
    assert list(usb.iterdir()) == []


def test_a_missing_folder_is_a_vanished_stick(store: Store, usb: Path) -> None:
    with pytest.raises(DeviceError, match="bị rút ra"):
        carry(store, usb / "nowhere")


@pytest.mark.parametrize(
    "name", ["../x.pdf", "con.pdf", "a b.pdf", "báo.pdf", "x.", "x" * 65, "", "/x", "c:\\x"]
)
def test_unsafe_report_names_are_a_bug(store: Store, usb: Path, name: str) -> None:
    with pytest.raises(ValueError, match="unsafe"):
        carry(store, usb, extra_files=[(name, b"")])


def test_strange_files_are_named_and_left_alone(store: Store, usb: Path) -> None:
    for name in ("autorun.inf", "Anh.lnk", "setup.EXE", "thu.docx"):
        (usb / name).write_bytes(b"x")
    assert carry(store, usb).strange.names == ("Anh.lnk", "autorun.inf", "setup.EXE")
    assert (usb / "setup.EXE").read_bytes() == b"x"


def test_a_damaged_journal_is_not_exported(store: Store, usb: Path) -> None:
    connection = store.database.connection
    engine.allow_ddl(connection)
    connection.execute("DROP TRIGGER journal_no_update")
    connection.execute("UPDATE journal SET actor = 'khac' WHERE seq = 5")
    with pytest.raises(StoreError, match="số 5"):
        carry(store, usb)
    assert list(usb.iterdir()) == []


def test_a_range_beyond_the_journal_is_refused(store: Store, usb: Path) -> None:
    with pytest.raises(StoreError):
        carry(store, usb, last=head_seq(store) + 1)
    with pytest.raises(ValueError, match="not one batch"):
        carry(store, usb, first=5, last=4)


def test_what_another_window_erases_meanwhile_is_no_damage(
    store: Store, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at what erasures left and the look at the entries: it would advise a restore."""
    left, code, come = Journal.residues, receive(store, 70), list[bool]()

    def erased(journal: Journal) -> dict[int, dict[str, Any]]:
        found = left(journal)
        if not come:
            come.append(True)
            with closing(Store.open(store.database.path, store.clock)) as other:
                erase(other, code)
        return found

    monkeypatch.setattr(Journal, "residues", erased)
    with open_batch(carry(store, usb).manifest) as batch:
        assert all(line.payload for line in batch.lines() if line.entry.subject == code)
    assert left(store.journal), "it was erased"


def test_what_is_accepted_after_a_wait_counts_as_received() -> None:
    totals = packing.Totals()
    for kind in ("dossier.received", "dossier.registered", "dossier.accepted"):
        totals.count(kind, "2026-11-23", dict)
    assert totals.received == 2


@pytest.mark.parametrize(
    ("first", "last", "count"), [(1, 0, 0), (1, 1, 1), (1, 500_000, 1), (1, 500_001, 2), (7, 9, 1)]
)
def test_long_ranges_are_cut(first: int, last: int, count: int) -> None:
    cut = packing.slices(first, last)
    assert len(cut) == count
    assert [seq for start, end in cut for seq in (start, end)][:1] == [first][: len(cut)]
    assert sum(end - start + 1 for start, end in cut) == max(last - first + 1, 0)


def test_a_bug_in_the_caller_leaves_nothing_either(store: Store, usb: Path) -> None:
    def explode(_done: int, _total: int, _text: str) -> None:
        raise RuntimeError("bug")

    with pytest.raises(RuntimeError):
        carry(store, usb, progress=explode)
    assert [path for path in usb.rglob("*") if path.is_file()] == []


def test_a_leftover_payload_is_no_batch(store: Store, usb: Path) -> None:
    written = carry(store, usb)
    written.manifest.unlink()
    found = find_batches(usb)
    assert (found.manifests, found.lonely) == ((), (written.payload,))
    again = carry(store, usb)
    found = find_batches(usb)
    assert (found.manifests, found.lonely) == ((again.manifest,), ())


def test_a_payload_without_its_manifest_or_the_reverse(store: Store, usb: Path) -> None:
    written = carry(store, usb)
    written.payload.unlink()
    with pytest.raises(BatchError) as caught:
        open_batch(written.manifest)
    assert caught.value.problems[0].startswith("[B08] Chưa đủ tệp")
