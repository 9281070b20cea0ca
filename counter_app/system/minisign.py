"""Keys and signatures in minisign's format, as `its page <https://jedisct1.github.io/minisign/>`_ writes it down.

A signature is a text of four lines: an untrusted comment, an Ed25519 signature, a trusted comment, and a signature over
both. Whoever has the program ``minisign`` proves what we signed, and signs what we prove. Texts in, texts out: reading
files, keeping them secret and asking for passwords is the callers'.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from counter_app.system.chance import random_bytes
from counter_app.values import dataclass

PLAIN, HASHED = b"Ed", b"ED"
"""The two kinds of signed bytes: the file itself (older), or its BLAKE2b-512."""
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "
_KEY_BYTES, _SIGNATURE_BYTES = 2 + 8 + 32, 2 + 8 + 64
_SCRYPT, _OPEN, _BLAKE2 = b"Sc", b"\0\0", b"B2"
_SECRET_HEAD, _SECRET_CORE = 2 + 2 + 2 + 32 + 8 + 8, 8 + 64 + 32


class SignatureError(Exception):
    """A key or signature that is none, or that does not go with the bytes; the message is for a log."""


@dataclass
class PublicKey:
    """A key with signatures that are believed; ``number`` is the key's own, 8 bytes."""

    number: bytes
    key: bytes

    @property
    def name(self) -> str:
        """The number as minisign writes it: in hex, the last byte first, without zeros before."""
        return f"{int.from_bytes(self.number, 'little'):X}"

    @property
    def line(self) -> str:
        """The key as one line of base 64, the way it is given to ``minisign -P``."""
        return _packed(PLAIN + self.number + self.key)


@dataclass
class SecretKey:
    """A signer's key; ``number`` is the pair's own, 8 bytes, ``seed`` is Ed25519's, 32 bytes."""

    number: bytes
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """The key that is shown to the world."""
        return PublicKey(number=self.number, key=_public(self.seed))

    def sign(self, content: bytes, comment: str) -> str:
        """The text of a signature file over some bytes and a comment of one line. Errors: SignatureError for more."""
        if len(comment.splitlines()) > 1:
            raise SignatureError("a trusted comment is one line")
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        made = key.sign(_signed_bytes(content, HASHED))
        over_all = key.sign(made + comment.encode())
        lines = (
            f"{_UNTRUSTED}minisign, key {self.public.name}",
            _packed(HASHED + self.number + made),
            f"{_TRUSTED}{comment}",
            _packed(over_all),
        )
        return "\n".join(lines) + "\n"


def _public(seed: bytes) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()


@dataclass
class Signature:
    """One signature file; ``comment`` was signed with it."""

    method: bytes
    number: bytes
    signature: bytes
    comment: str
    over_all: bytes


def _unpacked(line: str, length: int) -> bytes:
    try:
        packed = base64.b64decode(line.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SignatureError("not base 64") from error
    if len(packed) != length:
        raise SignatureError(f"{len(packed)} bytes where {length} belong")
    return packed


def public_key(line: str) -> PublicKey:
    """The key of one line of base 64. Errors: SignatureError."""
    packed = _unpacked(line, _KEY_BYTES)
    if packed[:2] != PLAIN:
        raise SignatureError("no Ed25519 key")
    return PublicKey(number=packed[2:10], key=packed[10:])


def public_keys(text: str) -> Iterator[PublicKey]:
    """The keys of a file like minisign's of one, one after the other with comments between. Errors: SignatureError."""
    for line in text.splitlines():
        if line.strip() and not line.startswith((_UNTRUSTED, "#")):
            yield public_key(line)


def signature(text: str) -> Signature:
    """The signature in a signature file. Errors: SignatureError."""
    lines = text.splitlines()
    if len(lines) != 4 or not lines[0].startswith(_UNTRUSTED) or not lines[2].startswith(_TRUSTED):
        raise SignatureError("not the four lines of a signature")
    packed = _unpacked(lines[1], _SIGNATURE_BYTES)
    if packed[:2] not in (PLAIN, HASHED):
        raise SignatureError("signed in another way")
    return Signature(
        method=packed[:2],
        number=packed[2:10],
        signature=packed[10:],
        comment=lines[2].removeprefix(_TRUSTED),
        over_all=_unpacked(lines[3], 64),
    )


def _signed_bytes(content: bytes, method: bytes) -> bytes:
    return hashlib.blake2b(content).digest() if method == HASHED else content


def key_text(key: PublicKey) -> str:
    """A public key file's text."""
    return f"{_UNTRUSTED}minisign public key {key.name}\n{key.line}\n"


def require_signed(content: bytes, text: str, keys: Iterable[PublicKey]) -> str:
    """The trusted comment, once one of the keys has signed both it and the content. Errors: SignatureError."""
    found = signature(text)
    key = next((item for item in keys if item.number == found.number), None)
    if key is None:
        raise SignatureError("signed by nobody known")
    public = Ed25519PublicKey.from_public_bytes(key.key)
    try:
        public.verify(found.signature, _signed_bytes(content, found.method))
        public.verify(found.over_all, found.signature + found.comment.encode())
    except InvalidSignature as error:
        raise SignatureError("the signature does not go with the bytes") from error
    return found.comment


def new_key() -> SecretKey:
    """A key that nobody else has."""
    return SecretKey(number=random_bytes(8), seed=random_bytes(32))


def secret_text(key: SecretKey) -> str:
    """A secret key file's text, under no password: who reads it signs. minisign reads it as well."""
    core = key.number + key.seed + _public(key.seed)
    head = PLAIN + _OPEN + _BLAKE2 + bytes(_SECRET_HEAD - 6)
    return f"{_UNTRUSTED}minisign secret key\n{_packed(head + core + _sum_of(core))}\n"


def _sum_of(core: bytes) -> bytes:
    return hashlib.blake2b(PLAIN + core, digest_size=32).digest()


def secret_key(text: str, ask: Callable[[], str] = str) -> SecretKey:
    """The key of a secret key file's text; ``ask`` is for its password, where it has one.

    Errors: SignatureError for what is none, is damaged, or has another password. A password costs what minisign asks
    for: a gigabyte of memory and some seconds.
    """
    lines = text.splitlines()
    if len(lines) < 2:
        raise SignatureError("no secret key")
    packed = _unpacked(lines[1], _SECRET_HEAD + _SECRET_CORE)
    head, core = packed[:_SECRET_HEAD], packed[_SECRET_HEAD:]
    if head[:2] != PLAIN or head[2:4] not in (_SCRYPT, _OPEN) or head[4:6] != _BLAKE2:
        raise SignatureError("no Ed25519 secret key")
    if head[2:4] == _SCRYPT:
        stream = _stream(head[6:], ask(), len(core))
        core = bytes(one ^ other for one, other in zip(core, stream, strict=True))
    number, seed, public, check = core[:8], core[8:40], core[40:72], core[72:]
    # minisign writes no sum into a key without a password.
    unsummed = head[2:4] == _OPEN and not any(check)
    if (not unsummed and _sum_of(core[:72]) != check) or _public(seed) != public:
        raise SignatureError("another password, or a damaged key")
    return SecretKey(number=number, seed=seed)


def _stream(head: bytes, password: str, length: int) -> bytes:
    salt, operations, memory = struct.unpack("<32sQQ", head)
    n, r, p = _cost(operations, memory)
    try:
        return hashlib.scrypt(
            password.encode(), salt=salt, n=n, r=r, p=p, maxmem=(1 << 31) - 1, dklen=length
        )
    except ValueError as error:
        raise SignatureError("asks for more than two gigabytes") from error


def _cost(operations: int, memory: int) -> tuple[int, int, int]:
    """libsodium's scrypt parameters (crypto_pwhash_scryptsalsa208sha256, pickparams) as n, r, p."""
    r = 8
    if operations < memory // 32:
        limit, p = operations // (r * 4), 1
    else:
        limit, p = memory // (r * 128), 0
    power = next(n for n in range(1, 63) if (1 << n) > limit // 2)
    return 1 << power, r, p or min(operations // 4 >> power, 0x3FFFFFFF) // r
