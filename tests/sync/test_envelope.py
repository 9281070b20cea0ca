"""A batch is signed, sealed for those it is meant for, and holds no more of anybody than is asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.errors import BatchError
from counter_app.store.store import Store
from counter_app.sync.batch import writer
from counter_app.sync.batch.envelope import Envelope
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.reader import open_batch, read_signed
from counter_app.sync.batch.signing import signed_text
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.system.minisign import secret_key, secret_text
from tests.store.links import verify_link
from tests.sync.forge import Forgery
from tests.sync.makers import KEYS, THEIRS, carry

SEALED = Envelope(keys=KEYS, content=Content.FULL, recipients=(THEIRS.known, KEYS.known))
MINIMAL = Envelope(keys=KEYS)
PERSONAL = (b"0912345678", b"001090000001", "Trần Văn Nền".encode())


def refused(path: Path, identity: str = "") -> str:
    with pytest.raises(BatchError) as found:
        open_batch(path, identity)
    (problem,) = found.value.problems
    return problem


def test_who_it_is_sealed_for_opens_it_and_nobody_else(store: Store, usb: Path) -> None:
    written = carry(store, usb, envelope=SEALED)
    assert written.name.endswith(".ndjson.zst.age")
    assert written.sealed == (THEIRS.known.letters, KEYS.known.letters)
    whole = [step[0] for step in store.journal.walk()]
    for keys in (KEYS, THEIRS):
        with open_batch(written.manifest, keys.identity) as batch:
            lines = list(batch.lines())
            batch._raw.seek(0)
            assert [line.entry for line in lines] == whole
            assert batch._raw.read() == written.payload.read_bytes()
            assert batch.signature == written.signature.read_bytes()
        assert "Trần Văn Nền" in str([line.payload for line in lines])
    stranger = ExchangeKeys.of(b"s" * 32)
    for identity in ("", stranger.identity):
        problem = refused(written.manifest, identity)
        assert problem.startswith("[B31]")
        assert THEIRS.known.letters in problem
    assert find_batches(usb).manifests == (written.manifest,)
    assert find_batches(usb).lonely == find_batches(usb).odd == ()


def test_figures_travel_without_anybody_in_them(store: Store, usb: Path) -> None:
    written = carry(store, usb, envelope=MINIMAL)
    text = b"".join(Forgery.of(written).lines)
    assert not any(mark in text for mark in PERSONAL)
    with open_batch(written.manifest) as batch:
        lines = list(batch.lines())
    received = [line for line in lines if line.entry.kind == "dossier.received"]
    assert all(line.body is None and line.salt is None for line in received)
    assert received[0].payload["applicant"]["name"] == BLANK_NAME
    assert received[0].payload["promised_at"]
    whole = {line.entry.kind for line in lines if line.body is not None}
    assert {"office.changed", "officer.put", "epoch.began"} <= whole
    heads = [step[0] for step in store.journal.walk()]
    assert [line.entry for line in lines] == heads
    assert not any(
        verify_link(line.entry, replace_head(lines, index), line.salt, line.body)
        for index, line in enumerate(lines)
        if index
    )


def replace_head(lines: list[Any], index: int) -> Any:
    from counter_app.store.core.journal import Head

    before = lines[index - 1].entry
    return Head(before.seq, before.hash)


def test_a_batch_says_who_signed_it_and_what_it_follows(store: Store, usb: Path) -> None:
    first = carry(store, usb, last=5, envelope=MINIMAL)
    after = replace(MINIMAL, prev_batch=first.digest, former="ab" * 32, vouched="cd" * 64)
    second = carry(store, usb, first=6, number=2, envelope=after)
    said = read_signed(second.manifest).manifest
    assert (said.signer, said.prev_batch) == (KEYS.public.hex(), first.digest)
    assert (said.former, said.vouched) == ("ab" * 32, "cd" * 64)
    assert said.content is Content.MINIMAL
    assert said.recipients == ()


def test_room_is_asked_for_the_own_copy_too(
    store: Store, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def needed(need: int) -> int:
        asked.append(need)
        return 0

    monkeypatch.setattr(writer, "space_needed", needed)
    written = carry(store, usb, envelope=MINIMAL)
    assert written.own is not None
    assert asked[0] > written.payload.stat().st_size + written.own.stat().st_size


@pytest.mark.parametrize("how", ["edited", "foreign", "missing", "empty", "folder"])
def test_a_batch_without_its_signature_is_refused(
    store: Store, usb: Path, tmp_path: Path, how: str
) -> None:
    forgery = Forgery.of(carry(store, tmp_path))
    signature = signed_text(forgery.manifest_bytes(), THEIRS, "x")
    forgery.signed = {"foreign": signature, "empty": b"\n"}.get(how, b"")
    if how == "edited":
        forgery.signed = None
        forgery.build(usb)
        forgery.signed = next(usb.glob("*.minisig")).read_bytes()
        forgery.manifest["office"]["name"] = "Đơn vị khác"
    path = forgery.build(usb)
    if how == "folder":
        path.with_name(path.name + ".minisig").mkdir()
    expected = {"missing": "[B08]", "folder": "[B01]"}.get(how, "[B30]")
    assert refused(path).startswith(expected)


def unsigned(forgery: Forgery, version: int) -> None:
    """Make of it what earlier versions wrote."""
    for key in ("signer", "content", "prev_batch", "own"):
        del forgery.manifest[key]
    forgery.manifest |= {"version": version, "min_reader": version, "signature": None}
    forgery.signed = b""


@pytest.mark.parametrize("version", [1, 2])
def test_a_batch_of_before_is_read_and_says_that_nobody_signed_it(
    store: Store, usb: Path, tmp_path: Path, version: int
) -> None:
    forgery = Forgery.of(carry(store, tmp_path))
    unsigned(forgery, version)
    with open_batch(forgery.build(usb)) as batch:
        assert (batch.manifest.version, batch.manifest.signer) == (version, "")
        assert batch.signature == b""
        assert len(list(batch.lines())) == batch.manifest.to_seq


def test_a_signed_batch_cannot_pass_for_one_of_before(
    store: Store, usb: Path, tmp_path: Path
) -> None:
    forgery = Forgery.of(carry(store, tmp_path))
    forgery.manifest |= {"version": 2, "min_reader": 2}
    forgery.signed = b""
    with pytest.raises(BatchError) as found:
        open_batch(forgery.build(usb))
    assert all(problem.startswith("[B07]") for problem in found.value.problems)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seal", "age"),
        ("seal", "gpg"),
        ("recipients", [THEIRS.known.letters]),
        ("recipients", ["AAAA"]),
        ("recipients", [THEIRS.known.letters] * 2),
        ("content", "some"),
        ("prev_batch", "00"),
        ("signer", {"public": "00", "former": "", "vouched": ""}),
        ("signer", None),
        ("signature", None),
    ],
)
def test_a_field_of_the_envelope_that_is_wrong_is_named(
    store: Store, usb: Path, tmp_path: Path, field: str, value: object
) -> None:
    forgery = Forgery.of(carry(store, tmp_path))
    forgery.manifest[field] = value
    with pytest.raises(BatchError) as found:
        open_batch(forgery.build(usb))
    assert found.value.problems[0].startswith("[B07]")


def test_what_a_seal_hides_goes_through_the_same_gates(
    store: Store, usb: Path, tmp_path: Path
) -> None:
    written = carry(store, usb, envelope=SEALED)
    content = bytearray(written.payload.read_bytes())
    content[-1] ^= 1
    written.payload.write_bytes(content)
    assert refused(written.manifest, THEIRS.identity).startswith("[B10]")


def test_what_signs_is_a_key_that_minisign_takes(store: Store, usb: Path) -> None:
    """An officer with minisign's own program may sign with the same key."""
    assert secret_key(secret_text(KEYS.minisign)) == KEYS.minisign
    assert json.loads(carry(store, usb).manifest.read_bytes())["version"] == 4
