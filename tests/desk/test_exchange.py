"""The office's side of the exchange: whose key it seals for, what it sends again, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.closing.statement import key_text
from counter_app.domain.exchange.standing import BatchState
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.store.file.outside import Acknowledged
from counter_app.sync.batch.reader import open_batch, read_manifest
from counter_app.sync.letters.acknowledgement import Acknowledgement, BatchOutcome, Outcome
from counter_app.sync.letters.key_card import KeyCard, Role, Wants, read_card
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.system.office_keys import OfficeKeys
from tests import makers
from tests.makers import MONDAY, receive

SUPERIOR = ExchangeKeys.of(b"s" * 32)
NEXT = ExchangeKeys.of(b"n" * 32)
CARD = KeyCard(
    role=Role.SUPERIOR,
    number="",
    name="UBND tỉnh Mẫu",
    journal="00000000000000aa",
    public=SUPERIOR.public,
    recipient=SUPERIOR.recipient,
    made_at="2026-11-23T02:00:00.000Z",
)


def card(**changes: object) -> bytes:
    """The superior's card as it comes on a stick."""
    return replace(CARD, **changes).to_bytes(SUPERIOR)  # type: ignore[arg-type]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office whose keys are its own, with a citizen's dossier."""
    made = makers.found(tmp_path / "data", FixedClock(MONDAY))
    receive(made, name="Lò Thị Pa")
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A plain folder standing for a stick."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def manifests(stick: Path) -> list[Path]:
    """In the order in which they were written."""
    found = stick.glob("HS_99001/*.manifest.json")
    return sorted(found, key=lambda path: read_manifest(path)[0].number)


def test_without_the_superior_s_key_figures_travel_openly_and_that_is_said(
    office: Office, stick: Path
) -> None:
    exported = office.closing.export(stick).result
    assert exported.batch.content == "minimal"
    assert "chưa có khóa của cấp trên" in exported.travelled
    with open_batch(manifests(stick)[0]) as batch:
        assert batch.manifest.signer == office.closing.store.database.held.keys.public.hex()  # type: ignore[union-attr]
        assert "Lò Thị Pa" not in str([line.payload for line in batch.lines()])


@pytest.mark.parametrize("wants", list(Wants))
def test_what_the_superior_asks_for_is_sealed_for_it_and_no_more(
    office: Office, stick: Path, wants: Wants
) -> None:
    office.superior_keys.take(card(wants=wants), CARD.letters.lower().replace("-", " "))
    exported = office.closing.export(stick).result
    assert "niêm phong" in exported.travelled
    assert exported.batch.sealed[0] == SUPERIOR.known.letters
    (path,) = manifests(stick)
    own = ExchangeKeys.of(office.keys.signing if office.keys else b"")
    for keys in (SUPERIOR, own):
        with open_batch(path, keys.identity) as batch:
            told = str([line.payload for line in batch.lines()])
        assert ("Lò Thị Pa" in told) is (wants is Wants.FULL)
    assert exported.files[-1] == path


@pytest.mark.parametrize(
    "letters", ["", "AAAA-BBBB-CCCC-DDDD", CARD.letters[:-1], NEXT.known.letters]
)
def test_a_key_is_not_believed_until_its_letters_were_compared(
    office: Office, letters: str
) -> None:
    with pytest.raises(RuleError, match="Gọi cấp trên") as found:
        office.superior_keys.take(card(), letters)
    assert found.value.field == "letters"
    assert office.superior_keys.present() is None


def test_an_office_s_card_is_no_superior_s(office: Office) -> None:
    own, content = office.superior_keys.own_card()
    assert read_card(content) == own
    assert (own.role, own.number, own.journal) == (
        Role.OFFICE,
        "99001",
        office.store.journal.name(),
    )
    with pytest.raises(RuleError, match="không phải của cấp trên"):
        office.superior_keys.take(content, own.letters)


def rotated(by: ExchangeKeys) -> bytes:
    """The card of the superior's next key, vouched for by a key."""
    text = key_text(journal=CARD.journal, key=NEXT.public.hex(), before=SUPERIOR.public.hex())
    signature = OfficeKeys(None, by.seed).sign(text.encode())
    fresh = replace(
        CARD,
        public=NEXT.public,
        recipient=NEXT.recipient,
        former=SUPERIOR.public.hex(),
        vouched=signature.hex(),
    )
    return fresh.to_bytes(NEXT)


def test_a_key_that_the_one_before_signed_takes_its_place(office: Office, stick: Path) -> None:
    office.superior_keys.take(card(), CARD.letters)
    with pytest.raises(RuleError):
        office.superior_keys.take(rotated(NEXT), "")
    taken = office.superior_keys.take(rotated(SUPERIOR), "").result
    assert taken.public == NEXT.public.hex()
    assert [key.public for key in office.superior_keys.every() if key.until is None] == [
        NEXT.public.hex()
    ]
    assert office.closing.export(stick).result.batch.sealed[0] == NEXT.known.letters


def test_a_revoked_key_seals_nothing_and_does_not_come_back(office: Office, stick: Path) -> None:
    with pytest.raises(RuleError, match="chưa có khóa"):
        office.superior_keys.revoke(reason="mất máy")
    office.superior_keys.take(card(), CARD.letters)
    with pytest.raises(RuleError) as found:
        office.superior_keys.revoke(reason=" ")
    assert found.value.field == "reason"
    office.superior_keys.revoke(reason="cấp trên báo mất máy")
    assert office.superior_keys.present() is None
    with pytest.raises(RuleError, match="đã bị thu hồi"):
        office.superior_keys.take(card(), CARD.letters)
    assert office.closing.export(stick).result.batch.sealed == ()


def test_without_unlocked_keys_nothing_leaves(office: Office, stick: Path) -> None:
    office.store.database.held.keys = None
    for act in (lambda: office.closing.export(stick), office.superior_keys.own_card):
        with pytest.raises(RuleError, match="Đăng nhập") as found:
            act()
        assert found.value.rule == "keys_locked"
    assert list(stick.iterdir()) == []


def test_a_note_says_whose_the_stick_is_and_stays_one(
    office: Office, stick: Path, tmp_path: Path
) -> None:
    office.rules.change_settings(replace(office.settings, phone="0203 123 456"))
    office.closing.export(stick)
    office.sending_again.batch(1, stick)
    (note,) = stick.glob("HS_99001/doc-truoc*.txt")
    text = note.read_text("utf-8-sig")
    assert "0203 123 456" in text
    assert "Lò Thị Pa" not in text
    assert "DV_" in text
    assert text.count("\n") == 6


def test_batches_follow_each_other_by_their_manifests(office: Office, stick: Path) -> None:
    office.closing.export(stick)
    for _batch in range(2):
        receive(office)
        office.closing.export(stick)
    third, second, first = office.closing.batches()
    told = [read_manifest(path)[0].prev_batch for path in manifests(stick)]
    assert told == ["", first.manifest, second.manifest]
    assert third.manifest


def test_a_lost_stick_is_written_again_at_any_time(
    office: Office, stick: Path, tmp_path: Path
) -> None:
    office.closing.export(stick)
    receive(office)
    office.closing.export(stick)
    sent = office.closing.batches()
    (tmp_path / "second").mkdir()
    written = office.sending_again.batch(1, tmp_path / "second", op_id="again").result
    again = written.batch
    assert written.files[-1].name.endswith(".manifest.json")
    assert all(path.is_file() for path in written.files)
    assert (again.number, again.again) == (3, 1)
    assert (again.from_seq, again.to_seq) == (sent[1].from_seq, sent[1].to_seq)
    assert office.sending_again.batch(1, tmp_path / "second", op_id="again").result.batch == again
    ranged = office.sending_again.entries(3, 7, tmp_path / "second").result.batch
    assert (ranged.from_seq, ranged.to_seq, ranged.again) == (3, 7, 0)
    for path in manifests(tmp_path / "second"):
        open_batch(path).close()
    assert office.closing.not_exported().entries == 0
    for first, last in ((0, 3), (5, 4), (1, 10_000)):
        with pytest.raises(RuleError, match="Chỉ gửi lại"):
            office.sending_again.entries(first, last, tmp_path / "second")
    with pytest.raises(RuleError, match="Không có gói số 9"):
        office.sending_again.batch(9, tmp_path / "second")


def states(office: Office) -> list[BatchState]:
    """Latest first."""
    return [item.state for item in office.sent_batches.standing()]


def said(
    office: Office, *outcomes: BatchOutcome, seq: int = 0, head: str = "0" * 64
) -> Acknowledgement:
    """What the superior says of this office's journal."""
    return Acknowledgement(
        office="99001",
        journal=office.store.journal.name(),
        superior_name=CARD.name,
        superior_public=SUPERIOR.public.hex(),
        seq=seq,
        head=head,
        batches=outcomes,
        written_at="2026-11-24T01:00:00.000Z",
    )


def bring(stick: Path, what: Acknowledgement, keys: ExchangeKeys = SUPERIOR) -> None:
    """Lay an acknowledgement on a stick."""
    folder = stick / what.folder
    folder.mkdir(exist_ok=True)
    name = folder / f"{what.stem}.ack.json"
    content, signature = what.signed(keys)
    name.write_bytes(content)
    name.with_name(name.name + ".minisig").write_bytes(signature)


def test_a_batch_is_followed_until_the_superior_has_it(office: Office, stick: Path) -> None:
    with pytest.raises(RuleError, match="Nhập thẻ khóa"):
        office.sent_batches.read_acknowledgements(stick)
    office.superior_keys.take(card(), CARD.letters)
    batch = office.closing.export(stick).result.batch
    assert states(office) == [BatchState.READ_BACK]
    with pytest.raises(RuleError) as found:
        office.sent_batches.hand_over(batch.number, " ")
    assert found.value.field == "to"
    with pytest.raises(RuleError):
        office.sent_batches.hand_over(7, "Anh Tư")
    office.sent_batches.hand_over(batch.number, "Anh Tư")
    assert states(office) == [BatchState.HANDED]
    held = BatchOutcome(name="x", sha256=batch.manifest, outcome=Outcome.HELD, why=("B22",))
    bring(stick, said(office, held))
    assert office.sent_batches.read_acknowledgements(stick).result.new == 1
    (standing,) = office.sent_batches.standing()
    assert (standing.state, standing.why) == (BatchState.HELD, ("B22",))
    bring(stick, said(office, seq=batch.to_seq, head=batch.head.hex()))
    read = office.sent_batches.read_acknowledgements(stick).result
    assert (read.new, read.seq, read.notes) == (1, batch.to_seq, ())
    assert states(office) == [BatchState.ACKNOWLEDGED]
    assert office.sent_batches.read_acknowledgements(stick).result.new == 0
    taken = office.outside().acknowledged
    assert [item.seq for item in taken] == [batch.to_seq]
    assert isinstance(taken[0], Acknowledged)
    assert office.check().ok
    assert office.closing.not_exported().entries == 0


def test_an_acknowledgement_that_is_not_true_counts_for_nothing(
    office: Office, stick: Path
) -> None:
    office.superior_keys.take(card(), CARD.letters)
    batch = office.closing.export(stick).result.batch
    bring(stick, said(office, seq=batch.to_seq, head=batch.head.hex()), NEXT)
    read = office.sent_batches.read_acknowledgements(stick).result
    assert (read.new, len(read.notes)) == (0, 1)
    assert "chữ ký" in read.notes[0]
    bring(stick, said(office, seq=batch.to_seq, head="ab" * 32))
    read = office.sent_batches.read_acknowledgements(stick).result
    assert read.new == 0
    assert "CẤP TRÊN GIỮ NHẬT KÝ KHÁC" in read.notes[0]
    bring(stick, replace(said(office, seq=1), journal="ffffffffffffffff", head="cd" * 32))
    assert states(office) == [BatchState.READ_BACK]


def test_an_acknowledgement_dug_up_takes_no_later_word_back(office: Office, stick: Path) -> None:
    """A batch that was refused would wait again, and nobody would write it anew."""
    office.superior_keys.take(card(), CARD.letters)
    batch = office.closing.export(stick).result.batch
    held = said(office, BatchOutcome(name="x", sha256=batch.manifest, outcome=Outcome.HELD))
    refused = BatchOutcome(name="x", sha256=batch.manifest, outcome=Outcome.REFUSED, why=("B22",))
    bring(stick, replace(said(office, refused), written_at="2026-11-25T01:00:00.000Z"))
    office.sent_batches.read_acknowledgements(stick)
    bring(stick, held)
    read = office.sent_batches.read_acknowledgements(stick).result
    assert states(office) == [BatchState.REFUSED]
    assert "cũ hơn giấy đã có" in read.notes[0]
    later = replace(said(office, seq=batch.to_seq, head=batch.head.hex()), batches=held.batches)
    bring(stick, later)
    assert office.sent_batches.read_acknowledgements(stick).result.notes == ()
    assert states(office) == [BatchState.ACKNOWLEDGED], "a clock set back silences nobody"


def test_what_the_superior_has_is_an_anchor(office: Office, stick: Path) -> None:
    office.superior_keys.take(card(), CARD.letters)
    batch = office.closing.export(stick).result.batch
    bring(stick, said(office, seq=batch.to_seq, head=batch.head.hex()))
    office.sent_batches.read_acknowledgements(stick)
    outside = office.outside()
    wrong = replace(outside.acknowledged[0], head="ab" * 32)
    told = office.store.check(outside=replace(outside, acknowledged=(wrong,))).problems
    assert any("superior" in problem for problem in told)


def test_the_journal_says_who_compared_and_what_was_sealed(office: Office, stick: Path) -> None:
    office.superior_keys.take(card(), CARD.letters)
    office.closing.export(stick)
    told = {
        entry.kind: json.loads(body or "{}") for entry, _salt, body in office.store.journal.walk()
    }
    assert told["superior.keyed"]["compared"] is True
    assert told["batch.exported"]["sealed"][0] == SUPERIOR.known.letters
