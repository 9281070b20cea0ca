"""What the superior says it holds is what it holds, signed, and each office reads it by the superior's known key."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counter_app.errors import BatchError, RuleError
from counter_app.store.file.epochs import begin_epoch
from counter_app.store.file.file_copies import copy_to
from counter_app.store.store import Store
from counter_app.superior.batches import letting_in
from counter_app.superior.batches.settling import take_theirs
from counter_app.superior.batches.summary import ImportSummary
from counter_app.superior.batches.trust import Trust
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.decisions import Decision
from counter_app.superior.exchange.acknowledging import acknowledge
from counter_app.superior.exchange.receiving import receive_stick
from counter_app.sync.batch.strict_json import canonical
from counter_app.sync.letters.acknowledgement import (
    Acknowledgement,
    Outcome,
    is_acknowledgement,
    parse_acknowledgement,
    read_acknowledgement,
)
from counter_app.sync.stick.media import Files
from counter_app.values import override
from tests.superior.offices import CLOCK, TRUST, Sending, keys_numbered, office
from tests.superior.trusting import quarantined
from tests.sync.makers import THEIRS, head_seq, receive


@pytest.fixture
def sending(tmp_path: Path, here: Path) -> Iterator[Sending]:
    """An office that the superior knows."""
    with office(tmp_path / "office.db") as made:
        made.enrolled(here)
        yield made


def brought(stick: Path, here: Path, trust: Trust = TRUST) -> ImportSummary:
    """A stick handed in at the superior's desk."""
    return receive_stick(stick, here, CLOCK, trust, superior_name="UBND tỉnh Mẫu")


def said(path: Path) -> Acknowledgement:
    """What an office reads on its stick."""
    return read_acknowledgement(path, THEIRS.public)


def test_every_outcome_is_told_as_it_is(sending: Sending, here: Path, tmp_path: Path) -> None:
    taken = sending.export(tmp_path / "usb", last=6)
    held = sending.export(tmp_path / "usb", first=10)
    (path,) = brought(tmp_path / "usb", here).acknowledged
    assert path.relative_to(tmp_path / "usb").as_posix() == (
        f"BN_99001/BN_99001_{sending.journal[:8]}_00000006.ack.json"
    )
    assert is_acknowledgement(path.name)
    told = said(path)
    head = next(entry.hash for entry, _salt, _body in sending.store.journal.walk(6, 6))
    assert (told.seq, told.head, told.superior_name) == (6, head.hex(), "UBND tỉnh Mẫu")
    outcomes = {item.sha256: item.outcome for item in told.batches}
    assert outcomes == {taken.digest: Outcome.TAKEN, held.digest: Outcome.HELD}
    bad = sending.export(tmp_path / "bad", first=7, last=9)
    bad.payload.write_bytes(bad.payload.read_bytes()[:-1] + b"x")
    (path,) = brought(tmp_path / "bad", here).acknowledged
    last = {item.sha256: item for item in said(path).batches}[bad.digest]
    assert (last.outcome, last.why) == (Outcome.REFUSED, ("B10",))
    sending.export(tmp_path / "gap", first=7, last=9)
    (path,) = brought(tmp_path / "gap", here).acknowledged
    told = said(path)
    assert told.seq == head_seq(sending.store)
    assert {item.sha256: item.outcome for item in told.batches}[held.digest] is Outcome.TAKEN


def test_what_came_another_way_is_told_as_taken(
    sending: Sending, here: Path, tmp_path: Path
) -> None:
    """The book knows a batch as held; what it holds came with another one since."""
    held = sending.export(tmp_path / "late", first=10)
    brought(tmp_path / "late", here)
    sending.export(tmp_path / "all", first=1)
    (path,) = brought(tmp_path / "all", here).acknowledged
    outcomes = {item.sha256: item.outcome for item in said(path).batches}
    assert outcomes[held.digest] is Outcome.TAKEN


def test_what_waits_for_a_key_is_told_as_waiting(here: Path, tmp_path: Path) -> None:
    with office(tmp_path / "unknown.db", 2) as unknown:
        unknown.export(tmp_path / "usb")
        (path,) = brought(tmp_path / "usb", here).acknowledged
        (batch,) = said(path).batches
        assert (said(path).seq, batch.outcome, batch.why) == (0, Outcome.QUARANTINED, ("B41",))
        (waiting,) = quarantined(here)
        letting_in.drop(here, [waiting.number], "Lạ", CLOCK, TRUST)
        made = acknowledge(here, tmp_path / "usb", CLOCK, TRUST, journals=[unknown.journal])
        assert [item.batches[0].outcome for item, _path in made.written] == [Outcome.REFUSED]


def test_what_people_gave_up_is_told_with_its_reason(here: Path, tmp_path: Path) -> None:
    """Taken in once, and cut off by a decision for the branch of the restored computer."""
    with office(tmp_path / "office.db") as sending:
        sending.enrolled(here)
        copy_to(sending.store.database, tmp_path / "restored.db")
        receive(sending.store, 50)
        given_up = sending.export(tmp_path / "usb")
        brought(tmp_path / "usb", here)
        sending.store.close()
        store = sending.store = Store.open(tmp_path / "restored.db", CLOCK)
        with store.transaction() as tx:
            begin_epoch(store.database, tx, device=1, reason="restored", actor="lan")
        sending.export(tmp_path / "again", first=1)
        decision = Decision(journal=sending.journal, by="Quyết", reason="Máy đã khôi phục")
        take_theirs(here, decision, tmp_path / "again", CLOCK, trust=TRUST)
        for stick in ("again", "usb"):  # before it comes once more, and after
            (path,) = brought(tmp_path / stick, here).acknowledged
            told = {item.sha256: (item.outcome, item.why) for item in said(path).batches}
            assert told[given_up.digest] == (Outcome.REFUSED, ("B28",))


def test_nobody_but_the_superior_writes_one(sending: Sending, here: Path, tmp_path: Path) -> None:
    sending.export(tmp_path / "usb")
    (path,) = brought(tmp_path / "usb", here).acknowledged
    with pytest.raises(BatchError, match="chữ ký"):
        read_acknowledgement(path, keys_numbered(3).public)
    data, sign = path.read_bytes(), path.with_name(path.name + ".minisig")
    path.write_bytes(data.replace(b'"seq":14', b'"seq":13'))
    with pytest.raises(BatchError, match="chữ ký"):
        said(path)
    theirs, signature = replace(said_bytes(data), seq=9).signed(keys_numbered(3))
    path.write_bytes(theirs)
    sign.write_bytes(signature)
    with pytest.raises(BatchError, match="chữ ký"):
        said(path)
    sign.unlink()
    with pytest.raises(BatchError, match="thiếu tệp"):
        said(path)


def said_bytes(data: bytes) -> Acknowledgement:
    """An acknowledgement whose signature nobody looks at."""
    return parse_acknowledgement(data)


@pytest.mark.parametrize(
    "change",
    [
        {"seq": -1},
        {"seq": 0, "head": "1" * 64},
        {"head": "g" * 64},
        {"office": "9901"},
        {"journal": "x"},
        {"superior_public": "ab"},
        {"written_at": "hôm nay"},
        {"superior_name": "x\u202ey"},
    ],
)
def test_one_that_says_what_cannot_be_is_refused(
    sending: Sending, here: Path, tmp_path: Path, change: dict[str, Any]
) -> None:
    sending.export(tmp_path / "usb")
    (path,) = brought(tmp_path / "usb", here).acknowledged
    wrong = replace(said(path), **change)
    with pytest.raises(BatchError, match="Không đọc được giấy báo nhận"):
        parse_acknowledgement(wrong.to_bytes())


def test_one_in_another_spelling_is_refused() -> None:
    for data in (
        b"",
        b"{}\n",
        b'{"format":"qmc-ack"}\n',
        canonical([1]).encode() + b"\n",
        b"x" * 9,
    ):
        with pytest.raises(BatchError):
            parse_acknowledgement(data)
    with pytest.raises(BatchError, match="cập nhật"):
        parse_acknowledgement(canonical({"format": "qmc-ack", "version": 2}).encode() + b"\n")


def test_the_same_again_writes_nothing_and_what_changed_gets_another_name(
    sending: Sending, here: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "usb"
    sending.export(stick)
    (first,) = brought(stick, here).acknowledged
    assert brought(stick, here).acknowledged == [first]
    receive(sending.store, 50)
    sending.export(stick)
    (second,) = brought(stick, here).acknowledged
    assert second.name.endswith("_00000015.ack.json")
    assert len(list(stick.glob("BN_99001/*.minisig"))) == 2
    with Arrivals(here) as book:
        posts = book.posts.all()
    assert [(item.number, item.by, item.name) for item in posts] == [
        (15, "Lê Thị Quyết", second.name),
        (14, "Lê Thị Quyết", first.name),
    ]


def test_a_stick_that_cannot_be_written_to_stops_no_import(
    sending: Sending, here: Path, tmp_path: Path
) -> None:
    class ReadOnly(Files):
        @override
        def make_folder(self, path: Path) -> None:
            raise OSError(30, os.strerror(30), str(path))

    sending.export(tmp_path / "usb")
    summary = receive_stick(tmp_path / "usb", here, CLOCK, TRUST, files=ReadOnly())
    assert (len(summary.imported), summary.acknowledged) == (1, [])
    assert "khóa ghi" in summary.notes[-1]
    other = tmp_path / "other"
    other.mkdir()
    made = acknowledge(here, other, CLOCK, TRUST)
    assert [item.seq for item, _path in made.written] == [14]


def test_a_failing_stick_keeps_no_half_of_one(sending: Sending, here: Path, tmp_path: Path) -> None:
    class Failing(Files):
        @override
        def sync(self, handle: int) -> None:
            if any(path.suffix == ".minisig" for path in tmp_path.glob("other/BN_*/*")):
                raise OSError(5, os.strerror(5))
            super().sync(handle)

    sending.export(tmp_path / "usb")
    brought(tmp_path / "usb", here)
    (tmp_path / "other").mkdir()
    summary = receive_stick(
        tmp_path / "usb", here, CLOCK, replace(TRUST, keys=None), files=Failing()
    )
    assert summary.acknowledged == []
    with pytest.raises(Exception, match="USB"):
        acknowledge(here, tmp_path / "other", CLOCK, TRUST, files=Failing())
    assert not list((tmp_path / "other").rglob("*.json"))


def test_locked_keys_sign_nothing(sending: Sending, here: Path, tmp_path: Path) -> None:
    assert sending.journal
    with pytest.raises(RuleError, match="Chưa mở khóa"):
        acknowledge(here, tmp_path, CLOCK, Trust(by="Ai"))
