"""The witness: what it remembers, and that a file which lost acts is noticed before a number is given twice."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import NumbersError, StoreError
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.store.file import witness as witness_module
from counter_app.store.file.database import Database
from counter_app.store.file.epochs import begin_epoch
from counter_app.store.file.erasure_list import read_erasures
from counter_app.store.file.witness import Mark, WitnessPlace, read_marks, witnesses_in
from tests.makers import receive


def reopened(office: Office) -> Office:
    return Office.open(office.data_dir, clock=office.store.clock, officer=COMMAND_LINE)


def image_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, as a power cut finds it."""
    return {item.name: item.read_bytes() for item in folder.iterdir() if item.is_file()}


def put_back(folder: Path, image: dict[str, bytes]) -> None:
    """The folder as it was."""
    for item in folder.iterdir():
        if item.is_file():
            item.unlink()
    for name, content in image.items():
        (folder / name).write_bytes(content)


def beside(office: Office) -> Path:
    return office.data_dir.with_name(office.data_dir.name + ".so-chung")


def mark(seq: int, **counters: int) -> Mark:
    return Mark(
        journal="a" * 16,
        epoch="a" * 16,
        device=1,
        seq=seq,
        head=f"{seq:064x}",
        at="2026-11-23T02:00:00.000Z",
        counters={(name, "2026"): last for name, last in counters.items()},
    )


def test_every_act_is_witnessed(office: Office) -> None:
    receive(office)
    office.queue.take("A")
    (known,) = witnesses_in(beside(office)).values()
    head = office.store.journal.head()
    assert (known.seq, known.head) == (head.seq, head.hash.hex())
    assert known.counters["form:01", "2026"] == 1
    assert known.counters["ticket:A", "2026-11-23"] == 1
    assert known.counters["dossier:01", "2026-11-23"] == 1


def test_a_file_that_agrees_is_worked_with(office: Office) -> None:
    receive(office)
    office.close()
    again = reopened(office)
    assert receive(again).code == "T99001-261123-010002"
    again.close()


@pytest.mark.parametrize("harm", ["flip", "cut", "gone"])
def test_a_harmed_log_is_noticed_before_the_first_number(office: Office, harm: str) -> None:
    """SQLite drops a damaged end of its log in silence; the acts in it were acknowledged, their numbers printed."""
    for _turn in range(3):
        receive(office)
    image = image_of(office.data_dir)
    office.close()
    log = image["so-lieu.db-wal"]
    assert len(log) > 10_000
    match harm:
        case "flip":
            image["so-lieu.db-wal"] = log[:40] + bytes([log[40] ^ 1]) + log[41:]
        case "cut":
            image["so-lieu.db-wal"] = log[: len(log) // 2]
        case "gone":
            del image["so-lieu.db-wal"]
    image.pop("so-lieu.db-shm", None)
    put_back(office.data_dir, image)
    for _turn in range(2):  # and after a restart too
        again = reopened(office)
        with pytest.raises(NumbersError):
            receive(again)
        again.close()
    again = reopened(office)
    doubt = again.numbers.doubt
    assert doubt is not None
    assert doubt.why == "behind"
    again.numbers.settle({}, device=1)
    assert receive(again).code == "T99001-261123-010004"
    again.close()


@pytest.mark.parametrize("left", [b"", None])
def test_nobody_loses_the_log_of_an_empty_file_by_looking(
    office: Office, left: bytes | None
) -> None:
    """SQLite takes such a log for a stranger's and removes it; it holds the last acts there are."""
    receive(office)
    image = image_of(office.data_dir)
    office.close()
    log = image["so-lieu.db-wal"]
    del image["so-lieu.db"], image["so-lieu.db-shm"]
    put_back(office.data_dir, image | ({} if left is None else {"so-lieu.db": left}))
    path, clock = office.store.database.path, office.store.clock
    for look in (
        lambda: reopened(office),
        lambda: Office.exists(office.data_dir),
        lambda: Database.open(path, clock),
        lambda: engine.look_into(path),
        lambda: engine.connect_reading(path),
        lambda: engine.connect(path),
    ):
        with pytest.raises(StoreError, match=r"(?s)^((?!thiết lập).)*$"):
            look()
        assert (office.data_dir / "so-lieu.db-wal").read_bytes() == log
    assert not Office.outdated(office.data_dir)


def test_without_a_witness_the_harm_is_not_seen(office: Office) -> None:
    """The weak variant: this is what the file alone knows."""
    for _turn in range(3):
        receive(office)
    image = image_of(office.data_dir)
    office.close()
    del image["so-lieu.db-wal"]
    put_back(office.data_dir, image)
    shutil.rmtree(beside(office))
    again = reopened(office)
    assert receive(again).code == "T99001-261123-010001"
    again.close()


def test_a_folder_put_back_from_yesterday_is_noticed(office: Office, clock: FixedClock) -> None:
    receive(office)
    office.close()
    yesterday = image_of(office.data_dir)
    again = reopened(office)
    receive(again)
    again.close()
    put_back(office.data_dir, yesterday)
    clock.tick(days=1)
    stale = reopened(office)
    with pytest.raises(NumbersError):
        receive(stale)
    stale.close()


def test_a_copy_that_went_its_own_way_is_noticed(office: Office, tmp_path: Path) -> None:
    """Both files have the same length; only one is the one whose papers are in people's hands."""
    receive(office)
    office.close()
    twin = tmp_path / "ban-chep"
    shutil.copytree(office.data_dir, twin)
    again = reopened(office)
    receive(again, name="Người Ở Quầy")
    again.close()
    other = Office.open(twin, clock=office.store.clock, officer=COMMAND_LINE)
    receive(other, name="Người Khác")
    receive(other, name="Người Khác Nữa")
    other.close()
    put_back(office.data_dir, image_of(twin))
    mixed = reopened(office)
    assert mixed.numbers.doubt is not None
    assert mixed.numbers.doubt.why == "other"
    mixed.close()


def test_settling_is_remembered_by_the_witness(office: Office) -> None:
    """What was given up once is not asked for again."""
    receive(office)
    office.close()
    image = image_of(office.data_dir)
    again = reopened(office)
    receive(again)
    receive(again)
    again.close()
    put_back(office.data_dir, image)
    stale = reopened(office)
    stale.numbers.settle({}, device=1)
    assert receive(stale).form_no == 4
    stale.close()
    last = reopened(office)
    assert last.numbers.doubt is None
    assert receive(last).form_no == 5
    last.close()


def test_a_second_place_knows_it_too(office: Office, tmp_path: Path) -> None:
    """The disk of the data and the folder beside it are gone; the stick is there."""
    stick = tmp_path / "usb"
    stick.mkdir()
    office.rules.change_preferences(replace(office.preferences, witness_dir=str(stick)))
    office.close()
    again = reopened(office)
    image = image_of(again.data_dir)
    receive(again)
    again.close()
    put_back(office.data_dir, image)
    shutil.rmtree(beside(office))
    stale = reopened(office)
    assert stale.numbers.doubt is not None
    stale.close()


def test_a_place_that_fails_stops_nobody(office: Office, tmp_path: Path) -> None:
    """A stick that was pulled is told, and the work goes on."""
    stick = tmp_path / "usb"
    office.rules.change_preferences(replace(office.preferences, witness_dir=str(stick)))
    office.close()
    again = reopened(office)
    assert receive(again).form_no == 1
    assert again.witnessing is not None
    assert list(again.witnessing.witness.failing) == [stick / "so-chung"]
    stick.mkdir()
    assert receive(again).form_no == 2
    assert not again.witnessing.witness.failing
    (known,) = witnesses_in(stick / "so-chung").values()
    assert known.counters["form:01", "2026"] == 2
    again.close()


def test_a_disk_that_took_half_a_line_has_failed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up says so with the next line, after an act that nobody outside the file knows of."""
    assert office.witnessing is not None
    code = receive(office).code
    office.moves.move(code, Act.WITHDRAW, reason="Rút")
    real = os.write
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda handle, data: real(handle, data[: len(data) // 2]))
        office.queue.take("A")
        assert office.witnessing.witness.failing
    office.queue.take("A")
    assert not office.witnessing.witness.failing
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda handle, data: real(handle, data[: len(data) // 2]))
        office.erasure.erase(code, reason="Theo yêu cầu")
    assert read_erasures(beside(office), office.store.journal.name()) == ()
    reopened(office).close()
    assert len(read_erasures(beside(office), office.store.journal.name()) or ()) == 1


def test_a_worker_s_acts_are_witnessed(office: Office) -> None:
    with office.twin() as twin:
        receive(twin)
    (known,) = witnesses_in(beside(office)).values()
    assert known.seq == office.store.journal.head().seq


def test_a_torn_line_is_passed_over(tmp_path: Path) -> None:
    place = WitnessPlace(tmp_path / "so-chung", "a" * 16)
    for seq in (1, 2):
        place.add(mark(seq, form=seq), lambda: mark(1))
    (path,) = (tmp_path / "so-chung").iterdir()
    path.write_bytes(path.read_bytes()[:-20])
    assert read_marks([path]) == mark(1, form=1)
    place.add(mark(3, book=7), lambda: mark(3))
    known = place.read()
    assert known is not None
    assert (known.seq, dict(known.counters)) == (3, {("form", "2026"): 1, ("book", "2026"): 7})


def test_a_line_with_a_changed_digit_is_passed_over(tmp_path: Path) -> None:
    place = WitnessPlace(tmp_path / "so-chung", "a" * 16)
    place.add(mark(1, form=1), lambda: mark(1))
    place.add(mark(2, form=2), lambda: mark(1))
    (path,) = (tmp_path / "so-chung").iterdir()
    path.write_bytes(path.read_bytes().replace(b'"seq":2', b'"seq":9'))
    assert read_marks([path]) == mark(1, form=1)


def test_two_marks_together_know_the_highest_number_of_each_series(tmp_path: Path) -> None:
    place = WitnessPlace(tmp_path / "so-chung", "a" * 16)
    place.add(mark(5, form=4, book=2), lambda: mark(0))
    place.add(mark(3, form=7, book=1), lambda: mark(0))
    known = place.read()
    assert known is not None
    assert (known.seq, dict(known.counters)) == (5, {("form", "2026"): 7, ("book", "2026"): 2})


def test_a_full_file_is_followed_by_one_that_knows_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness_module, "MOST_BYTES", 2_000)
    place = WitnessPlace(tmp_path / "so-chung", "a" * 16)
    other = WitnessPlace(tmp_path / "so-chung", "a" * 16)
    for seq in range(1, 60):
        writer = place if seq % 2 else other
        whole = mark(seq - 1, form=seq - 1, book=1)
        writer.add(mark(seq, form=seq), lambda whole=whole: whole)  # type: ignore[misc]
    there = list((tmp_path / "so-chung").iterdir())
    assert len(there) == 2
    known = place.read()
    assert known is not None
    assert (known.seq, dict(known.counters)) == (59, {("form", "2026"): 59, ("book", "2026"): 1})


def test_two_months_of_closings_do_not_end_a_file_with_every_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness_module, "MOST_BYTES", 1_000)
    place = WitnessPlace(tmp_path / "so-chung", "a" * 16)
    whole = replace(mark(1), signed=tuple("x" * 200 + str(day) for day in range(40)))
    for seq in range(2, 30):
        place.add(mark(seq, form=seq), lambda: whole)
    assert len(list((tmp_path / "so-chung").iterdir())) == 1
    known = place.read()
    assert known is not None
    assert (known.seq, known.signed) == (29, whole.signed)


@pytest.mark.parametrize(
    "spoiled",
    [
        b'{"seq":99,"last":[]}', b"[1]", b"7", b'{"seq":99},{"seq":98}', b"[1", b"2]", b"\xff{}",
        b'{"journal":1,"epoch":"a","device":1,"seq":99,"head":"","at":"","office":"","sample":true,"last":[]}',
    ],
)  # fmt: skip
def test_a_line_that_is_no_mark_is_passed_over_with_a_right_sum_too(
    tmp_path: Path, spoiled: bytes
) -> None:
    place = WitnessPlace(tmp_path / "so-chung", "a" * 16)
    place.add(mark(5, form=4), lambda: mark(4))
    (path,) = (tmp_path / "so-chung").iterdir()
    told = hashlib.sha256(spoiled).hexdigest()[:12].encode()
    path.write_bytes(path.read_bytes() + b"\n" + spoiled + b" " + told + b"\n")
    place.add(mark(6, form=5), lambda: mark(4))
    known = place.read()
    assert known is not None
    assert (known.seq, dict(known.counters)) == (6, {("form", "2026"): 5})


def test_it_is_on_the_disk_when_the_office_is_closed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    sync = os.fsync

    def watched(handle: int) -> None:
        synced.append(handle)
        sync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    monkeypatch.setattr(witness_module, "SYNC_SECONDS", 1e9)
    receive(office)
    before = len(synced)
    office.close()
    assert len(synced) > before


def test_another_epoch_in_the_same_file_is_noticed(office: Office) -> None:
    other = reopened(office)
    with other.store.transaction() as tx:
        begin_epoch(other.store.database, tx, device=1, reason="settled", actor="cli")
    with pytest.raises(StoreError, match="thay bằng tệp khác"):
        receive(office)
    assert receive(other).form_no == 1
    other.close()


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "[]",
        "7",
        "[" * 100_000,
        '{"last":[["form:01","2026","9"]]}',
        '{"journal":"j","epoch":"e","device":1,"seq":"9","head":"","at":"","office":"","sample":false,"last":[]}',
    ],
)
def test_a_line_with_a_right_sum_that_is_no_mark_is_passed_over(
    office: Office, clock: FixedClock, line: str
) -> None:
    """Anybody can make the sum: a crafted line neither keeps the office shut nor hides what the others say."""
    receive(office)
    folder, place = office.data_dir, office.data_dir.with_name(office.data_dir.name + ".so-chung")
    office.close()
    (path,) = place.glob("so-chung-*")
    before = witnesses_in(place)
    with path.open("a") as written:
        written.write(f"\n{line} {hashlib.sha256(line.encode()).hexdigest()[:12]}\n")
    assert witnesses_in(place) == before
    with closing(Office.open(folder, clock=clock)) as again:
        assert again.numbers.doubt is None
