"""The keys with which an office exchanges batches: one seed signs, and opens what was sealed for the office.

The seed is the office's own (``OfficeKeys.signing``). From it come the Ed25519 key that signs, as ever, and an X25519
key as `age <https://age-encryption.org/v1>`_ writes it down: whoever has the programs ``age`` and ``minisign`` seals
for us and proves what we signed. Nothing here is kept: it is derived anew each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from counter_app.system.code_letters import key_letters
from counter_app.system.minisign import PublicKey, SecretKey
from counter_app.system.office_keys import KEY_BYTES, signed_by
from counter_app.values import dataclass, override

_T = TypeVar("_T")
_AGE_INFO = b"quay-mot-cua age v1"
_IDENTITY = "age-secret-key-"
_NUMBER_BYTES = 8
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


class Source(Protocol):
    """The source bytes are read from."""

    def read(self, most: int = -1, /) -> bytes:
        """At most so many bytes; empty at the end."""
        ...


class Sink(Protocol):
    """The sink that takes bytes."""

    def write(self, content: bytes, /) -> int:
        """Take them all."""
        ...


class SealError(Exception):
    """Something cannot be sealed or opened with these keys; the message is for a log."""


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """The public part of an office's keys: ``public`` 32 bytes of Ed25519, ``recipient`` age's ("age1…")."""

    public: bytes
    recipient: str

    @property
    def letters(self) -> str:
        """The sixteen letters of the signing key that people compare; its owner signs the recipient (key card)."""
        return key_letters(self.public)

    @property
    def minisign(self) -> PublicKey:
        """The signing key as minisign writes it."""
        return minisign_key(self.public)

    def signed(self, message: bytes, signature: bytes) -> bool:
        """True if a bare signature (64 bytes) over a message is this key's."""
        return signed_by(self.public, message, signature)


@dataclass(frozen=True, slots=True)
class ExchangeKeys:
    """Both pairs of an office, from its 32-byte ``seed``. Never shown, not even in a stack."""

    seed: bytes

    @override
    def __repr__(self) -> str:
        return "ExchangeKeys(…)"

    @classmethod
    def of(cls, seed: bytes) -> ExchangeKeys:
        """The keys of a seed. Errors: ValueError for another length than 32 bytes."""
        if len(seed) != KEY_BYTES:
            raise ValueError("a seed has 32 bytes")
        return cls(seed)

    @property
    def public(self) -> bytes:
        """The 32-byte Ed25519 key that belongs to the seed."""
        return self.minisign.public.key

    @property
    def minisign(self) -> SecretKey:
        """The signing key as minisign has it; its number is made of the public key and is always the same."""
        bare = SecretKey(number=bytes(_NUMBER_BYTES), seed=self.seed)
        return SecretKey(number=minisign_key(bare.public.key).number, seed=self.seed)

    @property
    def identity(self) -> str:
        """The identity that opens: ``AGE-SECRET-KEY-1…``, an X25519 key that HKDF-SHA256 makes of the seed."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        secret = HKDF(SHA256(), KEY_BYTES, None, _AGE_INFO).derive(self.seed)
        return _bech32(_IDENTITY, secret).upper()

    @property
    def recipient(self) -> str:
        """The receiver to seal for: ``age1…``."""
        from pyrage import x25519

        return str(x25519.Identity.from_str(self.identity).to_public())

    @property
    def known(self) -> PublicKeys:
        """The part that may be told to everybody."""
        return PublicKeys(self.public, self.recipient)


def minisign_key(public: bytes) -> PublicKey:
    """An Ed25519 key as minisign's; its number is the first 8 bytes of its SHA-256."""
    return PublicKey(number=hashlib.sha256(public).digest()[:_NUMBER_BYTES], key=public)


def is_recipient(text: str) -> bool:
    """True if a text is the X25519 recipient of somebody."""
    from pyrage import RecipientError, x25519

    try:
        return str(x25519.Recipient.from_str(text)) == text
    except RecipientError:
        return False


def seal(source: Source, out: Sink, recipients: Iterable[str]) -> None:
    """Seal a stream for everybody in ``recipients``, in a bounded amount of memory.

    Errors: SealError; whatever either stream raises.
    """
    import pyrage

    reading, writing = _Reading(source), _Writing(out)
    try:
        people = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
        pyrage.encrypt_io(reading, writing, people)
    except (pyrage.RecipientError, pyrage.EncryptError, OSError) as error:
        raise reading.trouble or writing.trouble or SealError(str(error)) from error


def unseal(source: Source, out: Sink, identity: str) -> None:
    """Open a stream into another with one identity, in a bounded amount of memory; what was written before an error
    counts for nothing. Errors: SealError for another's, or a damaged one; whatever either stream raises.
    """
    import pyrage

    reading, writing = _Reading(source), _Writing(out)
    try:
        mine = pyrage.x25519.Identity.from_str(identity)
        pyrage.decrypt_io(reading, writing, [mine])
    except (pyrage.IdentityError, pyrage.DecryptError, OSError) as error:
        raise reading.trouble or writing.trouble or SealError(str(error)) from error


class _Told:
    """Remembers what a stream failed with: the library tells of it in words only."""

    def __init__(self) -> None:
        self.trouble: Exception | None = None

    def told(self, act: Callable[[], _T]) -> _T:
        try:
            return act()
        except Exception as error:
            self.trouble = self.trouble or error
            raise


class _Reading(_Told):
    def __init__(self, stream: Source) -> None:
        super().__init__()
        self._stream = stream

    def read(self, most: int = -1) -> bytes:
        return self.told(lambda: self._stream.read(most))


class _Writing(_Told):
    def __init__(self, stream: Sink) -> None:
        super().__init__()
        self._stream = stream

    def write(self, content: bytes) -> int:
        return self.told(lambda: self._stream.write(content))

    def flush(self) -> None:
        """Nothing waits here."""


def _bech32(head: str, content: bytes) -> str:
    """Bytes under a readable head, as BIP 173 writes them (age sets no limit to the length)."""
    bits = int.from_bytes(content, "big") << (-len(content) * 8) % 5
    count = -(-len(content) * 8 // 5)
    values = [(bits >> 5 * place) & 31 for place in range(count - 1, -1, -1)]
    spelled = [*(ord(letter) >> 5 for letter in head), 0, *(ord(letter) & 31 for letter in head)]
    rest = _remainder([*spelled, *values, *[0] * 6]) ^ 1
    check = [(rest >> 5 * place) & 31 for place in range(5, -1, -1)]
    return f"{head}1{''.join(_BECH32[value] for value in [*values, *check])}"


def _remainder(values: Iterable[int]) -> int:
    rest = 1
    for value in values:
        top, rest = rest >> 25, ((rest & 0x1FFFFFF) << 5) ^ value
        for place, step in enumerate(_BECH32_STEPS):
            rest ^= step if (top >> place) & 1 else 0
    return rest
