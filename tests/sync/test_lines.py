"""Lines of a batch: written by hand for speed, spelled exactly as the canonical encoder spells them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counter_app.store.core.journal import Entry
from counter_app.sync.batch.lines import Line, reparse_line
from counter_app.sync.batch.strict_json import canonical
from tests.sync.forge import line_bytes

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
hashes = st.binary(min_size=32, max_size=32)
entries = st.builds(
    Entry,
    seq=st.integers(1, 2**62),
    epoch=texts,
    device=st.integers(1, 99),
    op_id=texts,
    kind=texts,
    subject=texts,
    actor=texts,
    at_utc=texts,
    local_date=texts,
    clock_flag=st.integers(0, 9),
    payload_hash=hashes,
    prev_hash=hashes,
    hash=hashes,
)
payloads = st.dictionaries(texts, texts | st.integers(-(2**62), 2**62) | st.none(), max_size=4)

marks = st.sampled_from(
    ["payload", "payload_hash", ',"payload":', ',"payload_hash":"', '\\","payload":{', '"', "\\"]
)
tricky = st.dictionaries(marks, marks | st.dictionaries(marks, marks, max_size=2), max_size=4)


def as_value(line: Line) -> dict[str, Any]:
    """The line as one JSON value."""
    fields = {name: getattr(line.entry, name) for name in Entry._fields}
    return {
        **{
            name: value.hex() if isinstance(value, bytes) else value
            for name, value in fields.items()
        },
        "salt": None if line.salt is None else line.salt.hex(),
        "payload": None if line.body is None else json.loads(line.body),
        "residue": line.residue,
    }


@given(entries, payloads, st.binary(min_size=16, max_size=16))
def test_a_line_is_spelled_canonically(entry: Entry, payload: dict[str, Any], salt: bytes) -> None:
    line = Line(entry=entry, salt=salt, body=canonical(payload), residue=None)
    assert line_bytes(line) == f"{canonical(as_value(line))}\n".encode()


@given(entries, payloads)
def test_so_is_the_line_of_an_erased_payload(entry: Entry, residue: dict[str, Any]) -> None:
    line = Line(entry=entry, salt=None, body=None, residue=residue)
    assert line_bytes(line) == f"{canonical(as_value(line))}\n".encode()


@given(entries, marks, tricky, st.binary(min_size=16, max_size=16))
def test_a_payload_is_cut_out_of_its_line_as_it_was_spelled(
    entry: Entry, text: str, payload: dict[str, Any], salt: bytes
) -> None:
    entry = entry._replace(op_id=text, kind=text, subject=text, actor=text)
    line = Line(entry=entry, salt=salt, body=canonical(payload), residue=None)
    read = reparse_line(line_bytes(line))
    assert read == line
    assert read.payload == payload
