"""Random damage: whatever happens to the files, a batch is refused or says exactly what it said."""

from __future__ import annotations

import contextlib
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from counter_app.errors import BatchError
from counter_app.store.core.journal import Entry, payload_text
from counter_app.sync.batch.lines import Line, LineTrouble, parse_line
from counter_app.sync.batch.reader import open_batch
from counter_app.sync.batch.strict_json import JsonTrouble, canonical, parse_canonical
from tests.sync.forge import Forgery, line_bytes
from tests.sync.makers import busy_store, carry

RELAXED = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
)
VALUES = st.recursive(
    SCALARS | st.text(max_size=8),
    lambda below: (
        st.lists(below, max_size=4) | st.dictionaries(st.text(max_size=6), below, max_size=4)
    ),
    max_leaves=12,
)
PAYLOADS = st.dictionaries(st.text(max_size=8), VALUES, max_size=5)
NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=20)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forgery]:
    """A good batch taken apart, made once."""
    folder = tmp_path_factory.mktemp("good")
    store = busy_store(folder / "office.db")
    yield Forgery.of(carry(store, folder))
    store.close()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for mutated batches; each one overwrites the last."""
    return tmp_path_factory.mktemp("shelf")


def fresh(good: Forgery) -> Forgery:
    """A copy to be spoiled."""
    return Forgery(
        stem=good.stem, manifest=json.loads(json.dumps(good.manifest)), lines=list(good.lines)
    )


def damaged(data: bytes, place: int, kind: str, byte: int) -> bytes:
    """One byte changed, removed or added."""
    place %= len(data)
    if kind == "change":
        return data[:place] + bytes([data[place] ^ (byte or 1)]) + data[place + 1 :]
    if kind == "remove":
        return data[:place] + data[place + 1 :]
    return data[:place] + bytes([byte]) + data[place:]


KINDS = st.sampled_from(["change", "remove", "add"])


@given(place=st.integers(0, 10**6), kind=KINDS, byte=st.integers(0, 255))
@example(place=10**6 - 1, kind="remove", byte=0)
@settings(RELAXED, max_examples=300)
def test_one_damaged_byte_in_the_manifest(
    good: Forgery, shelf: Path, place: int, kind: str, byte: int
) -> None:
    path = fresh(good).build(shelf)
    path.write_bytes(damaged(path.read_bytes(), place, kind, byte))
    with contextlib.suppress(BatchError), open_batch(path) as opened:
        said = opened.manifest
        assert [line_bytes(line).rstrip(b"\n") for line in opened.lines()] == good.lines
        # Only what nothing else in the batch can vouch for may differ, until manifests are signed.
        assert (said.from_seq, said.to_seq, said.head) == (
            1,
            len(good.lines),
            good.manifest["head"],
        )


@given(place=st.integers(0, 10**6), kind=KINDS, byte=st.integers(0, 255))
@settings(RELAXED, max_examples=200)
def test_one_damaged_byte_in_the_payload(
    good: Forgery, shelf: Path, place: int, kind: str, byte: int
) -> None:
    path = fresh(good).build(shelf)
    payload = path.with_name(path.name.replace(".manifest.json", ".ndjson.zst"))
    payload.write_bytes(damaged(payload.read_bytes(), place, kind, byte))
    with pytest.raises(BatchError) as caught:
        open_batch(path)
    assert caught.value.problems[0][:5] in {"[B09]", "[B10]"}


@given(place=st.integers(0, 10**6), kind=KINDS, byte=st.integers(0, 255))
@settings(RELAXED, max_examples=300)
def test_one_damaged_byte_in_the_lines_sealed_again(
    good: Forgery, shelf: Path, place: int, kind: str, byte: int
) -> None:
    batch = fresh(good)
    text = b"".join(line + b"\n" for line in batch.lines)
    batch.raw_text = damaged(text, place, kind, byte)
    if batch.raw_text == text:
        return
    with pytest.raises(BatchError) as caught:
        open_batch(batch.build(shelf))
    assert caught.value.problems[0][:5] in {f"[B{number}]" for number in range(14, 20)}


@given(data=st.binary(max_size=400))
@example(b'{"a":1e999}')
@example(b'{"a":-0}')
@example(b"-0")
@example(b'"\\u0000"')
@settings(max_examples=400)
def test_any_bytes_are_a_value_with_one_spelling_or_trouble(data: bytes) -> None:
    try:
        value = parse_canonical(data)
    except JsonTrouble:
        return
    assert canonical(value).encode() == data


@given(value=VALUES)
def test_every_value_has_its_spelling(value: Any) -> None:
    assert parse_canonical(canonical(value).encode()) == value


@pytest.mark.parametrize("number", [-(2**63), 2**63 - 1])
def test_the_numbers_that_a_table_holds_end_here(number: int) -> None:
    assert parse_canonical(canonical([number]).encode()) == [number]
    beyond = number + (1 if number > 0 else -1)
    with pytest.raises(JsonTrouble, match="too big"):
        parse_canonical(canonical([beyond]).encode())


@given(
    payload=PAYLOADS, subject=NAMES, actor=NAMES, seq=st.integers(1, 10**9), erased=st.booleans()
)
def test_a_line_comes_back_as_it_was(
    payload: dict[str, Any], subject: str, actor: str, seq: int, erased: bool
) -> None:
    entry = Entry(
        seq=seq,
        epoch="ab" * 8,
        device=1,
        op_id="c" * 32,
        kind="dossier.received",
        subject=unicodedata.normalize("NFC", subject),
        actor=unicodedata.normalize("NFC", actor),
        at_utc="2026-11-23T01:00:00.000Z",
        local_date="2026-11-23",
        clock_flag=0,
        payload_hash=bytes(32),
        prev_hash=b"\x01" * 32,
        hash=b"\x02" * 32,
    )
    line = (
        Line(entry=entry, salt=None, body=None, residue=payload)
        if erased
        else Line(entry=entry, salt=b"s" * 16, body=payload_text(payload), residue=None)
    )
    data = line_bytes(line)
    assert data.endswith(b"\n")
    assert data.count(b"\n") == 1
    assert parse_line(data[:-1]) == line
    with pytest.raises(LineTrouble):
        parse_line(data)
