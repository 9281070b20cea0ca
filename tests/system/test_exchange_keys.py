"""The keys of the exchange: the same from one seed for ever, and those that age and minisign know."""

from __future__ import annotations

import io

import pytest
from typing_extensions import override

from counter_app.system.code_letters import same_letters
from counter_app.system.exchange_keys import (
    ExchangeKeys,
    SealError,
    is_recipient,
    minisign_key,
    seal,
    unseal,
)
from counter_app.system.minisign import SignatureError, require_signed
from counter_app.system.office_keys import OfficeKeys

OURS = ExchangeKeys.of(bytes(range(32)))
THEIRS = ExchangeKeys.of(bytes(range(1, 33)))
CONTENT = "Nguyễn Văn Đức\n".encode() * 9000


def sealed_for(*recipients: str) -> bytes:
    out = io.BytesIO()
    seal(io.BytesIO(CONTENT), out, recipients)
    return out.getvalue()


def opened(content: bytes, identity: str) -> bytes:
    out = io.BytesIO()
    unseal(io.BytesIO(content), out, identity)
    return out.getvalue()


def test_a_seed_has_the_same_keys_for_ever() -> None:
    assert OURS.identity == (
        "AGE-SECRET-KEY-1PA53YT8HM8QT293NLRG5ALD2HRWZH7D5PF0H0MR0JF3XSXENZ2XS5F34LH"
    )
    assert OURS.recipient == "age1kqu80x272dqaxn5trhe26e7xu5gqg85sgl5d96syv5lpk0630ysqk4wnc2"
    assert OURS.public == OfficeKeys(None, OURS.seed).public
    assert OURS.minisign == OURS.minisign
    assert OURS.known.letters == "AS3N-N9TM-CD3M-R0M5"


def test_no_secret_is_shown() -> None:
    assert repr(OURS) == "ExchangeKeys(…)"


def test_a_seed_of_another_length_is_none() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        ExchangeKeys.of(b"short")


def test_everybody_it_is_sealed_for_opens_it_and_nobody_else() -> None:
    content = sealed_for(OURS.recipient, THEIRS.recipient)
    assert b"Nguy" not in content
    assert opened(content, OURS.identity) == opened(content, THEIRS.identity) == CONTENT
    with pytest.raises(SealError):
        opened(sealed_for(THEIRS.recipient), OURS.identity)


@pytest.mark.parametrize("at", [0, 200, 40_000, -1])
def test_a_changed_byte_opens_nothing(at: int) -> None:
    content = bytearray(sealed_for(OURS.recipient))
    content[at] ^= 1
    with pytest.raises(SealError):
        opened(bytes(content), OURS.identity)


def test_a_cut_stream_opens_nothing() -> None:
    with pytest.raises(SealError):
        opened(sealed_for(OURS.recipient)[:-1], OURS.identity)


class Full(io.BytesIO):
    """A stream that takes nothing more."""

    @override
    def write(self, content: object) -> int:
        raise OSError(28, "full")


def test_what_a_stream_fails_with_is_told_as_it_is() -> None:
    with pytest.raises(OSError, match="full") as found:
        seal(io.BytesIO(CONTENT), Full(), [OURS.recipient])
    assert found.value.errno == 28
    with pytest.raises(OSError, match="full"):
        unseal(io.BytesIO(sealed_for(OURS.recipient)), Full(), OURS.identity)


def test_only_a_recipient_is_one() -> None:
    assert is_recipient(OURS.recipient)
    wrong = (
        OURS.recipient[:-1],
        OURS.recipient.upper(),
        OURS.identity,
        "age1",
        "",
        "ssh-ed25519 AA",
    )
    assert not any(map(is_recipient, wrong))
    with pytest.raises(SealError):
        sealed_for("age1")


def test_what_is_signed_is_proved_with_the_public_key_alone() -> None:
    text = OURS.minisign.sign(CONTENT, "lô 1")
    assert require_signed(CONTENT, text, [minisign_key(OURS.public)]) == "lô 1"
    assert OURS.known.minisign == minisign_key(OURS.public)
    for content, key in ((CONTENT + b" ", OURS.public), (CONTENT, THEIRS.public)):
        with pytest.raises(SignatureError):
            require_signed(content, text, [minisign_key(key)])


def test_a_bare_signature_is_proved_too() -> None:
    signature = OfficeKeys(None, OURS.seed).sign(b"x")
    assert OURS.known.signed(b"x", signature)
    assert not THEIRS.known.signed(b"x", signature)


def test_letters_are_the_same_however_they_are_typed() -> None:
    letters = "01AB-CDEF-GH1K-MNP0"
    assert same_letters("o1ab cdef ghik mnpo", letters)
    assert same_letters(" 0LABCDEFGHLKMNP0", letters)
    assert not same_letters("01AB-CDEF-GH1K", letters)
    assert not same_letters("", letters)
