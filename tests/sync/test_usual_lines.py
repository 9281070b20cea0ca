"""The quick way through a line: what it takes, the close look takes too and reads alike; the rest it leaves to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.store.core.journal import payload_text, said_in
from counter_app.store.core.plain_json import NotPlain, plain_object, plain_text, said_plainly
from counter_app.sync.batch import lines
from counter_app.sync.batch.lines import Line, LineTrouble, parse_line
from tests.sync.forge import line_bytes
from tests.sync.makers import busy_store

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**65), 2**65) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Lines of a real journal, with payload and without."""
    store = busy_store(tmp_path_factory.mktemp("lines") / "office.db")
    walked = list(store.journal.walk())
    store.close()
    whole = [Line(entry=entry, salt=salt, body=body, residue=None) for entry, salt, body in walked]
    left = [
        Line(entry=entry, salt=None, body=None, residue=json.loads(body or "{}"))
        for entry, _salt, body in walked
    ]
    return [line_bytes(line).rstrip(b"\n") for line in whole + left]


def closely(data: bytes) -> Line | None:
    """What the close look says; None where it refuses."""
    try:
        return lines._judged_line(data)
    except LineTrouble:
        return None


def alike(one: Line | None, other: Line | None) -> bool:
    return one == other and (one is None or other is None or one.payload == other.payload)


def test_the_lines_of_an_office_go_the_quick_way(usual: list[bytes]) -> None:
    quick = [lines._usual_line(data) for data in usual]
    assert all(alike(line, closely(data)) for line, data in zip(quick, usual, strict=True) if line)
    slow = {data for line, data in zip(quick, usual, strict=True) if line is None}
    assert all(b'"kind":"office.changed"' in data for data in slow)  # there are fractions in it


def test_nothing_that_is_refused_passes_the_quick_way(usual: list[bytes]) -> None:
    """Each byte of two lines left out, doubled and exchanged; then fields, keys and spellings that are not allowed."""
    changed = [
        data[:at] + put + data[at + 1 :]
        for data in (usual[5], usual[-1])
        for at in range(len(data))
        for put in (b"", data[at : at + 1] * 2, b'"', b"0", b"\x80", b"\\", b" ", b"Z", b"z")
    ]
    text = usual[5].decode()
    changed += [
        text.replace(old, new, 1).encode()
        for old, new in (
            ('"clock_flag":0', '"clock_flag":10'), ('"device":1', '"device":100'), ('"device":1', '"device":01'),
            ('"local_date":"2026-11-23"', '"local_date":"2026-02-31"'), ('"seq":6', '"seq":99999999999'),
            ('"payload":{', '"payload":{"a":1.0,'), ('"payload":{', '"payload":{"":1,"":1,'),
            ('"payload":{', '"payload":{"a":9223372036854775808,'), ('"payload":{', '"payload":{"A":"\\u0041",'),
            ('"payload":{', '"payload":{ '), ('"payload":{', '"payload":{"":NaN,'), ('{"actor"', '{"a":1,"actor"'),
            ('"payload":{', '"payload":{"0":' + "[" * 40 + "]" * 40 + ","), ('"residue":null', '"residue":{}'),
        )
    ]  # fmt: skip
    quick = [data for data in changed if lines._usual_line(data) is not None]
    assert all(alike(lines._usual_line(data), closely(data)) for data in quick)
    assert len(quick) < len(changed) / 2


def test_a_gate_left_out_would_be_noticed(
    usual: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary: without the comparison of spellings, a key that stands twice passes."""
    twice = usual[5].replace(b'"payload":{', b'"payload":{"applicant":null,', 1)
    assert lines._usual_line(twice) is None
    text = twice[twice.index(b'"payload":') + 10 : twice.rindex(b',"payload_hash":"')]
    monkeypatch.setattr(lines, "plain_text", lambda _said: text)
    assert lines._usual_line(twice) is not None
    with pytest.raises(LineTrouble):
        lines._judged_line(twice)


@settings(max_examples=300)
@given(st.dictionaries(st.text(max_size=6), _VALUES, max_size=4))
def test_what_is_plain_is_read_and_spelled_as_ever(said: dict[str, Any]) -> None:
    try:
        text = payload_text(said).encode()
    except (UnicodeEncodeError, ValueError):
        return
    try:
        found = plain_object(text)
    except NotPlain:
        return
    assert found == said_in(text.decode()) == said
    assert plain_text(found) == text


@pytest.mark.parametrize(
    "text",
    ['{"a":0.5}', '{"a":1.0}', '{"a":1e3}', '{"a":9223372036854775808}', '{"a":NaN}', "[]", "null", '{"a":1}x', ""],
)  # fmt: skip
def test_what_is_not_plain_is_left_alone(text: str) -> None:
    with pytest.raises(NotPlain):
        plain_object(text.encode())


def test_what_is_plain_is_ten_levels_deep() -> None:
    deep: Any = 1
    for level in range(1, 14):
        deep = [deep] if level % 2 else {"a": deep}
        said, plain = said_plainly(payload_text({"x": deep}).encode())
        assert (said, plain) == ({"x": deep}, level <= 10)


def test_a_line_of_an_office_elsewhere_in_the_world_is_looked_at_closely(
    tmp_path: Path, usual: list[bytes]
) -> None:
    said = usual[5].replace(b'"actor":"lan"', '"actor":"đặng"'.encode(), 1)
    assert lines._usual_line(said) is None
    assert parse_line(said).entry.actor == "đặng"
