"""The key card: one line that its own key signed; nothing else is one."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from counter_app.errors import BatchError, RuleError
from counter_app.sync.batch.signing import require_signature, signed_text, signer_of
from counter_app.sync.batch.strict_json import canonical
from counter_app.sync.letters.key_card import KeyCard, Role, Wants, office_file, read_card
from counter_app.system.exchange_keys import ExchangeKeys

OURS = ExchangeKeys.of(bytes(range(32)))
THEIRS = ExchangeKeys.of(bytes(range(1, 33)))
CARD = KeyCard(
    role=Role.OFFICE,
    number="99001",
    name="UBND xã Thử Nghiệm",
    journal="0a1b2c3d4e5f6071",
    public=OURS.public,
    recipient=OURS.recipient,
    made_at="2026-11-23T10:00:00.000Z",
)


def test_a_card_is_read_as_it_was_written() -> None:
    assert read_card(CARD.to_bytes(OURS)) == CARD
    assert CARD.file_name == office_file("99001") == "khoa-don-vi-99001.json"
    superior = replace(CARD, role=Role.SUPERIOR, number="", wants=Wants.FULL)
    assert read_card(superior.to_bytes(OURS)) == superior
    assert superior.file_name == "khoa-cap-tren.json"


def test_no_secret_stands_on_it() -> None:
    text = CARD.to_bytes(OURS).decode()
    assert text.count("\n") == 1
    assert OURS.seed.hex() not in text
    assert "SECRET" not in text


def test_nobody_else_signs_a_card() -> None:
    with pytest.raises(ValueError, match="own keys"):
        CARD.to_bytes(THEIRS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "UBND xã Khác"),
        ("number", "99002"),
        ("number", "9900"),
        ("recipient", THEIRS.recipient),
        ("recipient", "age1"),
        ("public", THEIRS.public.hex()),
        ("public", OURS.public.hex().upper()),
        ("wants", "full"),
        ("wants", "all"),
        ("role", "superior"),
        ("role", 1),
        ("journal", ""),
        ("version", True),
        ("version", 0),
        ("made_at", "hôm qua"),
        ("former", "00"),
        ("signature", ""),
        ("signature", "é"),
        ("more", 1),
        ("format", "qmc-batch"),
    ],
)
def test_an_edited_card_is_none(field: str, value: Any) -> None:
    said = json.loads(CARD.to_bytes(OURS))
    with pytest.raises(BatchError, match="thẻ khóa"):
        read_card(canonical({**said, field: value}).encode() + b"\n")


@pytest.mark.parametrize("content", [b"", b"{}\n", b"[]\n", b"\xff\n", b"x" * 9000, b'{"a": 1}\n'])
def test_what_is_no_card_is_refused(content: bytes) -> None:
    with pytest.raises(BatchError, match="Xin lại"):
        read_card(content)


def test_a_card_of_a_later_version_asks_for_the_program() -> None:
    said = json.loads(CARD.to_bytes(OURS))
    with pytest.raises(RuleError, match="Cập nhật"):
        read_card(canonical({**said, "version": 2}).encode() + b"\n")


def manifest(**fields: Any) -> bytes:
    return canonical({"signer": {"public": OURS.public.hex()}, **fields}).encode() + b"\n"


def test_the_signer_is_who_the_manifest_names_and_who_signed_it() -> None:
    said = manifest()
    assert signer_of(said, signed_text(said, OURS, "lô 1")) == OURS.public
    for content, sign in (
        (said, signed_text(said, THEIRS, "lô 1")),
        (manifest(number=2), signed_text(said, OURS, "lô 1")),
        (said, b""),
        (said, b"\xff"),
        (said, b"x" * 2000),
        (canonical({}).encode(), signed_text(said, OURS, "lô 1")),
        (canonical({"signer": {"public": "zz"}}).encode(), signed_text(said, OURS, "lô 1")),
        (canonical({"signer": {"public": "00"}}).encode(), signed_text(said, OURS, "lô 1")),
    ):
        with pytest.raises(BatchError) as found:
            signer_of(content, sign)
        assert found.value.problems[0].startswith("[B30]")


def test_the_comment_is_signed_as_well() -> None:
    sign = signed_text(b"x", OURS, "qmc-batch 1")
    assert require_signature(b"x", sign, OURS.public) == "qmc-batch 1"
    with pytest.raises(BatchError):
        require_signature(b"x", sign.replace(b"batch 1", b"batch 2"), OURS.public)
