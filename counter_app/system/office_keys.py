"""The two secrets of an office, what is signed with one of them, and which data file the other opens."""

from __future__ import annotations

import hashlib
from pathlib import Path

from counter_app.system import chance, files
from counter_app.values import dataclass, override

KEY_BYTES = 32
ID_BYTES = 16
PLAIN_HEAD = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """The keys that open and sign: ``data`` (32 bytes) is the key of the data file, None for a plain one; ``signing``
    the 32-byte seed of the office's Ed25519 key. Never shown, not even in a stack.
    """

    data: bytes | None
    signing: bytes

    @override
    def __repr__(self) -> str:
        return "OfficeKeys(…)"

    @property
    def public(self) -> bytes:
        """The 32-byte public key that belongs to ``signing``."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The 64-byte Ed25519 signature of a message."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(message)


def new_keys(*, encrypted: bool) -> OfficeKeys:
    """Keys of a new office, drawn by chance."""
    data = chance.random_bytes(KEY_BYTES) if encrypted else None
    return OfficeKeys(data, chance.random_bytes(KEY_BYTES))


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """True if a signature is one of a message by the office with this public key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_id(data: bytes | None) -> str:
    """Names a data key without telling it: 32 hex digits that a locked file begins with; empty for none."""
    return "" if data is None else hashlib.sha256(b"counter data key v1" + data).digest()[:16].hex()


def file_key_id(path: Path) -> str | None:
    """The ``key_id`` a data file asks for: empty for a plain one; None where there is none or hardly a byte in it.

    Errors: OSError.
    """
    try:
        with files.patiently(lambda: path.open("rb")) as opened:
            head = opened.read(ID_BYTES)
    except FileNotFoundError:
        return None
    if len(head) < ID_BYTES:
        return None
    return "" if head == PLAIN_HEAD else head.hex()
