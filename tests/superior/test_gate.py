"""The gate: what nobody known has signed counts nowhere, is kept with its reason, and can neither add nor block."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from counter_app.domain.closing.statement import key_text
from counter_app.errors import RuleError
from counter_app.superior.batches import letting_in, quarantine, waiting_batches
from counter_app.superior.batches.settling import re_key
from counter_app.superior.batches.trust import Trust
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.decisions import Decision, close_journal, open_journal
from counter_app.superior.book.known_keys import KeyState
from counter_app.superior.book.quarantine_list import QuarantineState
from counter_app.superior.keys import enrolment
from counter_app.superior.proof import prove
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated
from counter_app.superior.senders.sender import known_journals
from counter_app.sync.batch import manifest as manifest_module
from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.strict_json import canonical
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.system.office_keys import OfficeKeys
from tests.faults.exchange_offices import Party
from tests.superior.looking import reached, same
from tests.superior.offices import (
    CLOCK,
    TRUST,
    Sending,
    codes,
    envelope_of,
    keys_numbered,
    office,
    take,
)
from tests.superior.trusting import quarantined
from tests.sync.forge import Forgery
from tests.sync.makers import MORNING, head_seq, receive

DAY = MORNING.date()


@pytest.fixture
def sending(tmp_path: Path) -> Iterator[Sending]:
    """An office whose key nobody has enrolled yet."""
    with office(tmp_path / "office.db") as made:
        yield made


def received(here: Path) -> dict[str, int]:
    """Dossiers received by office, as the superior's table has them."""
    table = consolidated(OfficesAsked(here, DAY.replace(month=1, day=1), DAY, clock=CLOCK))
    return {str(row[1])[-6:-1]: int(str(row[2])) for row in table.rows}


def as_before(sending: Sending, stick: Path, folder: Path) -> Path:
    """A batch as the version before wrote it: open, and signed by nobody."""
    folder.mkdir()
    whole = replace(sending.envelope, recipients=())
    forgery = Forgery.of(sending.export(folder, envelope=whole))
    for name in ("signer", "content", "prev_batch", "own"):
        del forgery.manifest[name]
    forgery.manifest |= {"version": 2, "min_reader": 2, "signature": None}
    forgery.signed = b""
    stick.mkdir(exist_ok=True)
    return forgery.build(stick)


def test_an_unknown_key_waits_until_its_letters_were_compared(
    sending: Sending, usb: Path, here: Path
) -> None:
    sending.export(usb)
    summary = take(usb, here)
    assert codes(summary) == ["B41"]
    assert sending.card().letters not in summary.quarantined[0].reason
    assert (summary.imported, known_journals(here)) == ([], [])
    wrong = sending.card().letters[:-1] + "?"
    with pytest.raises(RuleError, match="16 ký tự"):
        enrolment.enrol(here, sending.card(), wrong, CLOCK, TRUST)
    other = keys_numbered(9).known.letters
    with pytest.raises(RuleError, match="không khớp"):
        enrolment.enrol(here, sending.card(), other, CLOCK, TRUST)
    enrolled = sending.enrolled(here)
    assert [item.entries for item in enrolled.taken.imported] == [head_seq(sending.store)]
    assert same(here, sending.store)
    assert quarantined(here) == []
    assert len(take(usb, here).already_known) == 1
    with Arrivals(here) as book:
        assert {item.by for item in book.latest()} == {"Lê Thị Quyết"}
        assert [item.outcome for item in book.latest()] == ["imported", "quarantined"]


def test_nobody_speaks_for_an_office_that_is_known(
    sending: Sending, usb: Path, here: Path, tmp_path: Path
) -> None:
    """C1: a journal of its own under the same number, with any key or none, and in another journal's name."""
    sending.enrolled(here)
    sending.export(usb)
    take(usb, here)
    before = received(here)
    with office(tmp_path / "false.db", 2) as false:
        false.export(tmp_path / "a")
        assert codes(take(tmp_path / "a", here)) == ["B41"]
    with office(tmp_path / "old.db", 3) as old:
        as_before(old, tmp_path / "b", tmp_path / "old")
        assert codes(take(tmp_path / "b", here)) == ["B40"]
    with office(tmp_path / "neighbour.db", 4, named="99002") as neighbour:
        neighbour.enrolled(here)
        forgery = Forgery.of(
            neighbour.export(tmp_path / "c0", envelope=replace(neighbour.envelope, recipients=()))
        )
        forgery.manifest["office"]["number"] = "99001"
        forgery.stem = forgery.stem.replace("99002", "99001")
        forgery.manifest["payload"]["file"] = forgery.stem + ".ndjson.zst"
        (tmp_path / "c").mkdir()
        forgery.build(tmp_path / "c", keys=neighbour.keys)
        assert codes(take(tmp_path / "c", here)) == ["B43"]
        stolen = neighbour.envelope
        receive(sending.store, 50)
        sending.export(tmp_path / "d", envelope=stolen)
        assert codes(take(tmp_path / "d", here)) == ["B43"]
    with office(tmp_path / "second.db", 6) as second:
        second.enrolled(here)
        second.export(tmp_path / "e", envelope=sending.envelope)
        assert codes(take(tmp_path / "e", here)) == ["B43"], "each computer has a key of its own"
    assert received(here) == before


def test_a_known_office_may_not_call_itself_another(here: Path, tmp_path: Path) -> None:
    with office(tmp_path / "neighbour.db", 4, named="99002") as neighbour:
        card = neighbour.card()
        enrolment.enrol(here, card, card.letters, CLOCK, TRUST)
        with neighbour.store.transaction() as tx:
            settings = {"settings": {"number": "99001"}}
            tx.record("office.changed", "office", settings, actor="lan")
        written = neighbour.export(
            tmp_path / "a", envelope=replace(neighbour.envelope, recipients=())
        )
        forgery = Forgery.of(written)
        forgery.manifest["office"]["number"] = "99002"
        forgery.stem = forgery.stem.replace("99001", "99002")
        forgery.manifest["payload"]["file"] = forgery.stem + ".ndjson.zst"
        (tmp_path / "b").mkdir()
        forgery.build(tmp_path / "b", keys=neighbour.keys)
        assert codes(take(tmp_path / "b", here)) == ["B48"]
    assert known_journals(here) == []


def test_who_finds_a_stick_can_neither_add_nor_block(
    sending: Sending, usb: Path, here: Path, tmp_path: Path
) -> None:
    """C1, fork poison: the second batch of whoever found the first one."""
    sending.enrolled(here)
    sending.export(usb)
    take(usb, here)
    honest = tmp_path / "honest"
    receive(sending.store, 50)
    sending.export(honest)
    finder = envelope_of(keys_numbered(66))
    sending.export(tmp_path / "poison", first=15, last=15, envelope=finder)
    assert codes(take(tmp_path / "poison", here)) == ["B41"]
    assert len(take(honest, here).imported) == 1
    assert same(here, sending.store)


def test_a_batch_of_before_counts_once_a_person_lets_it_in(
    sending: Sending, here: Path, tmp_path: Path
) -> None:
    as_before(sending, tmp_path / "old", tmp_path / "whole")
    assert codes(take(tmp_path / "old", here)) == ["B40"]
    (waiting,) = quarantined(here)
    assert (waiting.office, waiting.letters, waiting.to_seq) == ("99001", "", 14)
    with pytest.raises(RuleError, match="lý do"):
        letting_in.let_in(here, [waiting.number], "", CLOCK, TRUST)
    with pytest.raises(RuleError, match="số 7"):
        letting_in.let_in(here, [7], "x", CLOCK, TRUST)
    taken = letting_in.let_in(here, [waiting.number], "Đơn vị chưa cập nhật", CLOCK, TRUST)
    assert len(taken.imported) == 1
    assert same(here, sending.store)
    with Arrivals(here) as book:
        decided = book.quarantine.numbered(waiting.number)
        assert decided is not None
        assert (decided.state, decided.decided_by) == (QuarantineState.LET_IN, "Lê Thị Quyết")
    assert not list((here / "cach-ly").rglob("*.json"))


def test_what_was_dropped_is_refused_until_it_is_let_in(
    sending: Sending, here: Path, tmp_path: Path
) -> None:
    as_before(sending, tmp_path / "old", tmp_path / "whole")
    take(tmp_path / "old", here)
    (waiting,) = quarantined(here)
    letting_in.drop(here, [waiting.number], "Không rõ nguồn", CLOCK, TRUST)
    assert not list((here / "cach-ly").rglob("*.json"))
    assert codes(take(tmp_path / "old", here)) == ["B49"]
    letting_in.let_in(here, [waiting.number], "Đơn vị đã xác nhận", CLOCK, TRUST)
    assert len(take(tmp_path / "old", here).imported) == 1


def test_a_revoked_key_counts_for_nothing_and_stays_revoked(
    sending: Sending, usb: Path, here: Path, tmp_path: Path
) -> None:
    sending.enrolled(here)
    sending.export(usb, last=9)
    take(usb, here)
    sending.export(tmp_path / "gap", first=12)
    assert len(take(tmp_path / "gap", here).held) == 1
    letters = sending.card().letters.lower().replace("-", " ")
    revoked = enrolment.revoke(here, letters, "Mất máy", CLOCK, TRUST)
    assert (revoked.state, revoked.ended_by) == (KeyState.REVOKED, "Lê Thị Quyết")
    sending.export(tmp_path / "more", first=10)
    assert codes(take(tmp_path / "more", here)) == ["B42", "B42"]
    assert len(quarantined(here)) == 2
    assert reached(here) == 9
    with pytest.raises(RuleError, match="đã thu hồi"):
        sending.enrolled(here)
    sending.keys = keys_numbered(5)
    sending.envelope = envelope_of(sending.keys)
    sending.enrolled(here)
    sending.export(tmp_path / "again", first=10)
    assert len(take(tmp_path / "again", here).imported) == 1
    assert same(here, sending.store)


def test_a_key_that_the_old_one_signed_passes_by_itself_and_is_told(
    sending: Sending, usb: Path, here: Path, tmp_path: Path
) -> None:
    sending.enrolled(here)
    sending.export(usb, last=9)
    take(usb, here)
    before, after = sending.keys, keys_numbered(5)
    late = sending.envelope
    text = key_text(
        journal=sending.journal, key=after.public.hex(), before=before.public.hex()
    ).encode()
    good = _bare(before, text)
    changed = envelope_of(after, former=before.public.hex(), vouched=_bare(after, text))
    sending.export(tmp_path / "forged", envelope=changed)
    assert codes(take(tmp_path / "forged", here)) == ["B41"]
    sending.export(tmp_path / "new", first=11, envelope=replace(changed, vouched=good))
    summary = take(tmp_path / "new", here)
    assert "đổi khóa" in summary.notes[0]
    sending.export(tmp_path / "late", first=10, last=10, envelope=late)
    assert len(take(tmp_path / "late", here).imported) >= 1
    assert same(here, sending.store)
    states = {key.public: key.state for key in enrolment.keys(here)}
    assert states == {
        before.public.hex(): KeyState.REPLACED,
        after.public.hex(): KeyState.KNOWN,
    }


def _bare(keys: ExchangeKeys, text: bytes) -> str:
    return OfficeKeys(None, keys.seed).sign(text).hex()


def test_a_lost_key_is_replaced_with_a_reason(sending: Sending, here: Path) -> None:
    sending.enrolled(here)
    first, sending.keys = sending.keys, keys_numbered(5)
    with pytest.raises(RuleError, match="ghi lý do"):
        sending.enrolled(here)
    enrolled = sending.enrolled(here, reason="Cháy máy")
    assert enrolled.replaced is not None
    assert enrolled.replaced.public == first.public.hex()
    assert [key.state for key in enrolment.keys(here)] == [KeyState.REVOKED, KeyState.KNOWN]
    assert sending.enrolled(here).key == enrolled.key


def test_two_machines_with_one_key_are_settled_by_a_new_key(
    sending: Sending, usb: Path, here: Path, tmp_path: Path
) -> None:
    sending.enrolled(here)
    sending.export(usb)
    take(usb, here)
    decision = Decision(journal=sending.journal, by="Lê Thị Quyết", reason="Hai máy một khóa")
    settled = re_key(here, decision, CLOCK)
    assert (settled.decision, re_key(here, decision, CLOCK)) == ("rekey", settled)
    receive(sending.store, 50)
    sending.export(tmp_path / "more")
    assert codes(take(tmp_path / "more", here)) == ["B42"]


def test_a_closed_journal_takes_nothing_more(
    sending: Sending, usb: Path, here: Path, tmp_path: Path
) -> None:
    sending.enrolled(here)
    sending.export(usb)
    take(usb, here)
    decision = Decision(journal=sending.journal, by="Lê Thị Quyết", reason="Xã đã sáp nhập")
    close_journal(here, decision, CLOCK)
    receive(sending.store, 50)
    sending.export(tmp_path / "more")
    assert codes(take(tmp_path / "more", here)) == ["B47"]
    assert received(here) == {"99001": 6}
    open_journal(here, decision, CLOCK)
    assert len(take(tmp_path / "more", here).imported) == 1


def forged_residue(sending: Sending, folder: Path, content: Content) -> Forgery:
    """C2: a payload taken out, and something else said in its place; chain and head are the office's own."""
    whole = replace(sending.envelope, recipients=(), content=content)
    forgery = Forgery.of(sending.export(folder, envelope=whole, first=1))
    index = next(
        number
        for number in range(len(forgery.lines))
        if forgery.line(number)["kind"] == "dossier.received"
    )
    said = forgery.line(index)
    left = {**(said["payload"] or said["residue"]), "fee": None}
    left["applicant"] = {"kind": "person", "name": "TÊN GIẢ MẠO"}
    forgery.set_line(index, payload=None, salt=None, residue=left)
    return forgery


def test_a_residue_says_just_what_its_erasure_left(
    sending: Sending, here: Path, tmp_path: Path
) -> None:
    """Less would be projected today and other than the journal says ever after: `check` would put the office aside."""
    sending.enrolled(here)
    Party(sending, 1).erase(Random(1))
    whole = replace(sending.envelope, recipients=())
    forgery = Forgery.of(sending.export(tmp_path / "a", envelope=whole))
    erased = [
        (number, line["residue"])
        for number in range(len(forgery.lines))
        if (line := forgery.line(number))["kind"] == "dossier.received" and line["residue"]
    ]
    ((index, residue),) = erased
    for name, said in {"less": {**residue, "procedure_name": ""}, "just that": residue}.items():
        forgery.set_line(index, residue=said)
        (tmp_path / name).mkdir()
        forgery.build(tmp_path / name, keys=sending.keys)
        summary = take(tmp_path / name, here)
        assert codes(summary) == ([] if name == "just that" else ["B17"])
    assert prove(here, CLOCK).problems == ()


def test_a_residue_counts_only_with_its_erasure(
    sending: Sending, here: Path, tmp_path: Path
) -> None:
    sending.enrolled(here)
    forgery = forged_residue(sending, tmp_path / "a", Content.FULL)
    (tmp_path / "forged").mkdir()
    forgery.build(tmp_path / "forged", keys=sending.keys)
    assert [item.reason[:5] for item in take(tmp_path / "forged", here).held] == ["[B46]"]
    assert known_journals(here) == []
    for name in ("signer", "content", "prev_batch", "own"):
        del forgery.manifest[name]
    forgery.manifest |= {"version": 2, "min_reader": 2, "signature": None}
    forgery.signed = b""
    (tmp_path / "unsigned").mkdir()
    forgery.build(tmp_path / "unsigned")
    take(tmp_path / "unsigned", here)
    (waiting,) = quarantined(here)
    assert codes(letting_in.let_in(here, [waiting.number], "x", CLOCK, TRUST)) == ["B17"]
    sending.export(tmp_path / "honest", first=1)
    assert len(take(tmp_path / "honest", here).imported) == 1
    assert same(here, sending.store)
    assert not list((here / "cho-lo-thieu").rglob("*.json"))


def test_an_unsigned_change_of_what_a_signer_left_out_is_noticed(
    sending: Sending, here: Path, tmp_path: Path
) -> None:
    """The word "minimal" is the signer's: whoever edits the lines has to sign the manifest anew."""
    sending.enrolled(here)
    forgery = forged_residue(sending, tmp_path / "a", Content.MINIMAL)
    (tmp_path / "forged").mkdir()
    forgery.build(tmp_path / "forged", keys=keys_numbered(66))
    assert codes(take(tmp_path / "forged", here)) == ["B30"]
    sending.export(
        tmp_path / "honest", first=1, envelope=replace(sending.envelope, content=Content.MINIMAL)
    )
    assert len(take(tmp_path / "honest", here).imported) == 1
    assert received(here) == {"99001": 6}


def test_one_office_cannot_fill_the_waiting_room_of_another(
    sending: Sending, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H3."""
    monkeypatch.setattr(waiting_batches, "MOST_HELD", 3)
    sending.enrolled(here)
    for first in range(3, 10):
        sending.export(tmp_path / "greedy", first=first, last=first)
    summary = take(tmp_path / "greedy", here)
    assert (len(summary.held), codes(summary)) == (3, ["B25"] * 4)
    with office(tmp_path / "honest.db", 2, named="99002") as honest:
        honest.enrolled(here)
        honest.export(tmp_path / "second", first=10)
        held = [item for item in take(tmp_path / "second", here).held if item.office == "99002"]
        assert len(held) == 1
        honest.export(tmp_path / "first", first=1, last=9)
        assert len(take(tmp_path / "first", here).imported) == 2


def test_a_full_quarantine_harms_only_what_is_unknown(
    sending: Sending, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quarantine, "MOST_OF_OFFICE", 2)
    with office(tmp_path / "filler.db", 7) as filler:
        for last in range(5, 9):
            filler.export(tmp_path / "many", first=1, last=last)
        summary = take(tmp_path / "many", here)
    assert (len(summary.quarantined), codes(summary)[2:]) == (2, ["B45"] * 2)
    sending.enrolled(here)
    sending.export(tmp_path / "honest")
    assert len(take(tmp_path / "honest", here).imported) == 1


def test_a_later_version_waits_for_the_program(
    sending: Sending, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending.enrolled(here)
    written = sending.export(tmp_path / "later")
    data = json.loads(written.manifest.read_bytes())
    data["min_reader"] = data["version"] = manifest_module.NEWEST + 1
    said = canonical(data).encode() + b"\n"
    written.manifest.write_bytes(said)
    written.signature.write_bytes(sending.envelope.signature(said, written.manifest.name))
    summary = take(tmp_path / "later", here)
    assert codes(summary) == ["B06"]
    with pytest.raises(RuleError, match="Cập nhật"):
        letting_in.let_in(here, [summary.quarantined[0].number], "x", CLOCK, TRUST)
    (tmp_path / "empty").mkdir()
    assert take(tmp_path / "empty", here).imported == []
    monkeypatch.setattr(manifest_module, "NEWEST", manifest_module.NEWEST + 1)
    assert len(take(tmp_path / "empty", here).imported) == 1
    assert quarantined(here) == []


def test_a_batch_sealed_for_another_superior_is_refused(
    sending: Sending, usb: Path, here: Path
) -> None:
    sending.enrolled(here)
    sending.export(usb)
    other = Trust(by="Ai", keys=keys_numbered(40))
    assert codes(take(usb, here, other)) == ["B31"]
    assert len(take(usb, here).imported) == 1
