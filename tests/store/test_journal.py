"""The journal: appended to, chained, and nothing else."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.office import Office
from counter_app.store.core import engine, schema
from counter_app.store.core.journal import (
    GENESIS,
    Head,
    entry_digest,
    entry_fields,
    head_code,
    payload_digest,
    payload_text,
)
from counter_app.store.file.checking import verify_chain
from tests.makers import receive
from tests.store.links import verify_link

Header = tuple[int, str, int, str, str, str, str, str, str, int]
TEXTS = st.text(max_size=6)
HEADERS = st.tuples(st.integers(1, 999), TEXTS, st.integers(1, 99), TEXTS, TEXTS, TEXTS, TEXTS, TEXTS,
                    TEXTS, st.integers(0, 1))  # fmt: skip


def test_every_entry_follows_the_one_before(office: Office) -> None:
    receive(office)
    receive(office, name="Trần Thị Nền")
    previous = Head(0, GENESIS)
    for entry, salt, body in office.store.journal.walk():
        assert entry.seq == previous.seq + 1
        assert entry.prev_hash == previous.hash
        assert verify_link(entry, previous, salt, body) == ""
        previous = Head(entry.seq, entry.hash)
    assert previous.hash == office.store.journal.head().hash
    assert verify_chain(office.store.database.connection)[1] == []


def test_a_payload_is_salted_and_its_digest_is_what_the_chain_covers(office: Office) -> None:
    receive(office)
    receive(office)
    walked = list(office.store.journal.walk())
    salts = {bytes(salt) for _entry, salt, _body in walked if salt}
    assert len(salts) == len(walked)
    for entry, salt, body in walked:
        assert salt is not None
        assert body is not None
        assert entry.payload_hash == hashlib.sha256(bytes(salt) + body.encode()).digest()
        assert payload_text(json.loads(body)) == body


def test_a_payload_without_its_salt_is_no_payload(office: Office) -> None:
    """What a sender kept back stands under no salt; in an office's own file that is somebody's edit."""
    code = receive(office).code
    seq = office.store.journal.last_of(code)
    with closing(engine.connect(str(office.data_file), durable=False)) as raw:
        raw.execute("DROP TRIGGER payload_no_update")
        raw.execute("UPDATE payload SET salt = x'' WHERE seq = ?", (seq,))
        raw.execute(schema.JOURNAL_TRIGGERS["payload_no_update"])
    assert f"seq {seq}: payload missing without an erasure" in office.store.check().problems
    found = office.store.check(received=True).problems
    assert not any("without an erasure" in problem for problem in found)


@given(HEADERS, HEADERS)
def test_two_different_headers_never_look_alike(one: Header, other: Header) -> None:
    digests = [entry_digest(GENESIS, GENESIS, fields) for fields in (one, other)]
    assert (digests[0] == digests[1]) == (one == other)


@given(st.text(min_size=1, max_size=8), st.integers(1, 7))
def test_moving_a_letter_into_the_next_field_changes_the_hash(text: str, cut: int) -> None:
    def digest(kind: str, subject: str) -> bytes:
        fields = (1, "e", 1, "op", kind, subject, "lan", "t", "d", 0)
        return entry_digest(GENESIS, GENESIS, fields)

    cut = min(cut, len(text))
    if text[:cut] != text:
        assert digest(text, "") != digest(text[:cut], text[cut:])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'x' WHERE seq = 2",
        "UPDATE journal SET seq = 999 WHERE seq = (SELECT max(seq) FROM journal)",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        "DELETE FROM journal",
        "UPDATE payload SET body = '{}' WHERE seq = 2",
        "UPDATE payload SET salt = x'00' WHERE seq = 2",
        "DELETE FROM payload WHERE seq = 2",
        "REPLACE INTO payload(seq, salt, body) VALUES(2, x'00', '{}')",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 2",
        "INSERT OR REPLACE INTO journal SELECT max(seq), epoch, device, 'new', kind, subject, actor, at_utc, "
        "local_date, clock_flag, payload_hash, prev_hash, hash FROM journal",
        "INSERT INTO journal SELECT max(seq) + 2, epoch, device, 'new', kind, subject, actor, at_utc, "
        "local_date, clock_flag, payload_hash, prev_hash, hash FROM journal",
        "INSERT OR IGNORE INTO journal SELECT 0, epoch, device, 'new', kind, subject, actor, at_utc, "
        "local_date, clock_flag, payload_hash, prev_hash, hash FROM journal LIMIT 1",
        "INSERT INTO journal(seq, epoch, device, op_id, kind, subject, actor, at_utc, local_date, payload_hash, "
        "prev_hash, hash) SELECT max(seq) + 1, epoch, device, op_id, kind, subject, actor, at_utc, local_date, "
        "payload_hash, prev_hash, hash FROM journal",
        "INSERT INTO journal(seq, epoch, device, op_id, kind, subject, actor, at_utc, local_date, payload_hash, "
        "prev_hash, hash) VALUES(NULL, 'e', 1, 'new', 'k', 's', 'a', 't', 'd', x'', x'', x'')",
    ],
)
def test_nothing_but_the_next_entry_may_be_written(office: Office, statement: str) -> None:
    receive(office)
    connection = office.store.database.connection
    before = list(connection.execute("SELECT * FROM journal").fetchall())
    payloads = list(connection.execute("SELECT * FROM payload").fetchall())
    with pytest.raises((engine.IntegrityError, engine.DatabaseError)):
        connection.execute(statement)
    assert connection.execute("SELECT * FROM journal").fetchall() == before
    assert connection.execute("SELECT * FROM payload").fetchall() == payloads


def test_a_changed_link_says_what_is_wrong(office: Office) -> None:
    receive(office)
    first, second = list(office.store.journal.walk())[:2]
    previous = Head(first[0].seq, first[0].hash)
    entry, salt, body = second
    assert verify_link(entry, previous, salt, body) == ""
    assert "missing" in verify_link(entry._replace(seq=3), previous, salt, body)
    assert "link" in verify_link(entry._replace(prev_hash=GENESIS), previous, salt, body)
    assert "header" in verify_link(entry._replace(actor="x"), previous, salt, body)
    assert "payload" in verify_link(entry, previous, salt, "{}")


@pytest.mark.parametrize(
    "name", ["epoch", "op_id", "kind", "subject", "actor", "at_utc", "local_date"]
)
def test_every_field_of_the_header_is_covered(office: Office, name: str) -> None:
    entry = next(entry for entry, _salt, _body in office.store.journal.walk())
    changed = entry._replace(**{name: getattr(entry, name) + "0"})
    assert entry_digest(GENESIS, entry.payload_hash, entry_fields(changed)) != entry.hash


@given(st.binary(min_size=32, max_size=32))
def test_the_head_s_code_has_ten_letters_nobody_mixes_up(digest: bytes) -> None:
    code = head_code(digest)
    assert len(code) == 10
    assert not set(code) & set("ILOU")
    assert code == Head(1, digest).code


def test_another_head_gives_another_code() -> None:
    codes = {head_code(hashlib.sha256(bytes([number])).digest()) for number in range(256)}
    assert len(codes) == 256


@given(
    st.dictionaries(st.text(max_size=5), st.one_of(st.text(), st.integers(), st.none()), max_size=4)
)
def test_a_payload_has_one_text(payload: dict[str, object]) -> None:
    text = payload_text(payload)
    assert payload_text(dict(reversed(payload.items()))) == text
    assert json.loads(text) == payload


def test_no_number_that_json_does_not_know_enters_a_payload() -> None:
    with pytest.raises(ValueError, match="JSON"):
        payload_text({"fee": float("nan")})


@given(st.binary(max_size=8), st.text(max_size=8), st.binary(min_size=16, max_size=16))
def test_another_salt_gives_another_digest(salt: bytes, body: str, other: bytes) -> None:
    fixed = salt.ljust(16, b"\0")
    assert (payload_digest(fixed, body) == payload_digest(other, body)) == (fixed == other)


def test_an_entry_is_found_by_its_command(office: Office) -> None:
    dossier = receive(office)
    found = office.store.journal.of(dossier.code)
    assert [entry.kind for entry, _payload in found] == ["dossier.received", "paper.issued"]
    again = office.store.journal.by_op(found[0][0].op_id)
    assert again == found[0][0]
    assert office.store.journal.by_op("nobody") is None


def test_a_slice_is_counted_by_kind(office: Office) -> None:
    start = office.store.journal.head().seq
    for _time in range(3):
        receive(office)
    journal = office.store.journal
    assert journal.count(start + 1, start + 4) == {"dossier.received": 2, "paper.issued": 2}
    assert [entry.seq for entry, _s, _b in journal.walk(start + 1, start + 4)] == [
        start + 1, start + 2, start + 3, start + 4,
    ]  # fmt: skip


@given(HEADERS, st.text(max_size=1100))
def test_the_hashed_bytes_are_every_part_after_its_length(header: Header, subject: str) -> None:
    fields = (*header[:5], subject, *header[6:])
    parts = [
        b"quay-mot-cua journal v1",
        GENESIS,
        GENESIS,
        *(str(field).encode() for field in fields),
    ]
    spelled = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    assert entry_digest(GENESIS, GENESIS, fields) == hashlib.sha256(spelled).digest()


def test_reading_for_a_batch_gives_what_walking_gives(office: Office) -> None:
    walked = list(office.store.journal.walk(2, 9))
    read = list(office.store.journal.read(2, 9))
    assert [(entry_fields(entry), entry.hash, salt) for entry, salt, _body in walked] == [
        (stored.header, stored.hash, stored.salt) for stored in read
    ]
    assert [body and body.encode() for _entry, _salt, body in walked] == [row.body for row in read]
