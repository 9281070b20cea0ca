"""One holder's share of a key ring: what a password, a sheet, a keystore or a script opens.

A secret seals a private X25519 key; what the office keeps secret is sealed for its public half. So whoever has the
office's secrets gives every holder others, and needs nobody's password for it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from counter_app.system import chance
from counter_app.system.office_keys import KEY_BYTES, OfficeKeys
from counter_app.values import dataclass

MEMORY_KIB = 19_456
"""Argon2id of what people choose: as costly as the office's password hashes."""
PASSES = 2
_BY_CHANCE = (0, 0, 0)
"""Stands for HKDF where Argon2id has its memory, passes and lanes."""
_LEAST_BY_CHANCE = 22
"""Letters of base64 that hold 128 bits."""
_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 1_048_576, 64, 16
"""A ring that asks for more than that was not written by us."""
_SALT_BYTES, _NONCE_BYTES = 16, 12


class Holder(StrEnum):
    """The kinds of holders with a secret that opens a wrap."""

    OFFICER = "officer"
    RECOVERY = "recovery"
    COMPUTER = "computer"
    SCRIPT = "script"


_CHOSEN = frozenset({Holder.OFFICER})
"""The holders with secrets that a person chose; all others are drawn by chance, 128 bits or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """Both secrets, sealed for one holder. ``name`` is the login, the sheet's, the computer's or the script's name,
    ``label`` what people call the holder, ``mark`` what the office keeps of the same secret, so that a wrap of an
    earlier one is told apart without either. What the secret seals (``sealed``) is a private X25519 key; the office's
    secrets are in ``box`` for its public half ``own``, so that a re-key needs nobody's password.
    """

    kind: Holder
    name: str
    label: str
    mark: str
    memory_kib: int
    passes: int
    lanes: int
    salt: bytes
    nonce: bytes
    sealed: bytes
    own: bytes
    box: bytes

    def to_json(self) -> dict[str, Any]:
        """As it stands in the file."""
        return {
            "box": self.box.hex(),
            "kind": self.kind.value,
            "label": self.label,
            "lanes": self.lanes,
            "mark": self.mark,
            "memory_kib": self.memory_kib,
            "name": self.name,
            "nonce": self.nonce.hex(),
            "own": self.own.hex(),
            "passes": self.passes,
            "salt": self.salt.hex(),
            "sealed": self.sealed.hex(),
        }

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Wrap:
        """Errors: KeyError, TypeError, ValueError for what no ring says."""
        kind, numbers = (
            Holder(said["kind"]),
            (said["memory_kib"], said["passes"], said["lanes"]),
        )
        most = (_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES)
        within = all(type(n) is int and 0 < n <= top for n, top in zip(numbers, most, strict=True))
        if not (within or (numbers == _BY_CHANCE and kind not in _CHOSEN)):
            raise ValueError(numbers)
        return cls(
            kind=kind,
            name=text_of(said["name"]),
            label=text_of(said["label"]),
            mark=text_of(said["mark"]),
            memory_kib=numbers[0],
            passes=numbers[1],
            lanes=numbers[2],
            salt=bytes.fromhex(said["salt"]),
            nonce=bytes.fromhex(said["nonce"]),
            sealed=bytes.fromhex(said["sealed"]),
            own=bytes.fromhex(said["own"]),
            box=bytes.fromhex(said["box"]),
        )


def text_of(said: object) -> str:
    """A text as a ring says it. Errors: TypeError for anything else."""
    if not isinstance(said, str):
        raise TypeError(said)
    return said


def canonical(said: object) -> bytes:
    """The one way in which a value is written: sorted, without blanks, UTF-8."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def bound_to(office: str, kind: Iterable[str]) -> bytes:
    """The bytes a ciphertext is bound to; it opens nowhere else."""
    return canonical(["counter wrap v1", office, *kind])


def wrapped(
    office: str, keys: OfficeKeys, holder: tuple[Holder, str, str, str], secret: str
) -> Wrap:
    """Seal both secrets for a holder: kind, name, label, mark. Errors: ValueError for a secret that can be guessed."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    kind, name, label, mark = holder
    chosen = kind in _CHOSEN
    if not chosen and len(secret) < _LEAST_BY_CHANCE:
        raise ValueError("a secret of this kind is drawn by chance, 128 bits or more")
    costs = (MEMORY_KIB, PASSES, 1) if chosen else _BY_CHANCE
    salt, nonce = chance.random_bytes(_SALT_BYTES), chance.random_bytes(_NONCE_BYTES)
    private = X25519PrivateKey.from_private_bytes(chance.random_bytes(KEY_BYTES))
    own = private.public_key().public_bytes_raw()
    sealing = AESGCM(_derived(secret, salt, costs))
    bound = bound_to(office, (kind.value, name))
    bare = Wrap(
        kind=kind, name=name, label=label, mark=mark,
        memory_kib=costs[0], passes=costs[1], lanes=costs[2], salt=salt, nonce=nonce,
        sealed=sealing.encrypt(nonce, private.private_bytes_raw(), bound), own=own, box=b"",
    )  # fmt: skip
    return Wrap.from_json({**bare.to_json(), "box": boxed(office, bare, keys).hex()})


def boxed(office: str, wrap: Wrap, keys: OfficeKeys) -> bytes:
    """The office's secrets for who has the private half of ``wrap.own``: a throw-away public key, nonce, ciphertext."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    once = X25519PrivateKey.from_private_bytes(chance.random_bytes(KEY_BYTES))
    nonce = chance.random_bytes(_NONCE_BYTES)
    shared = once.exchange(X25519PublicKey.from_public_bytes(wrap.own))
    data = keys.data.hex() if keys.data is not None else None
    plain = canonical({"data": data, "signing": keys.signing.hex()})
    public = once.public_key().public_bytes_raw()
    sealing = AESGCM(_shared_key(shared, public + wrap.own))
    return public + nonce + sealing.encrypt(nonce, plain, bound_to(office, ("box", wrap.name)))


def opened(office: str, wrap: Wrap, secret: str) -> OfficeKeys | None:
    """The secrets in a wrap; None for a wrong secret, or a wrap that was moved or edited."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _derived(secret, wrap.salt, (wrap.memory_kib, wrap.passes, wrap.lanes))
    try:
        bound = bound_to(office, (wrap.kind.value, wrap.name))
        private = AESGCM(key).decrypt(wrap.nonce, wrap.sealed, bound)
        public, nonce = wrap.box[:KEY_BYTES], wrap.box[KEY_BYTES : KEY_BYTES + _NONCE_BYTES]
        mine = X25519PrivateKey.from_private_bytes(private)
        shared = mine.exchange(X25519PublicKey.from_public_bytes(public))
        opening = AESGCM(_shared_key(shared, public + wrap.own))
        sealed = wrap.box[KEY_BYTES + _NONCE_BYTES :]
        said = json.loads(opening.decrypt(nonce, sealed, bound_to(office, ("box", wrap.name))))
    except (InvalidTag, ValueError):
        return None
    data = bytes.fromhex(said["data"]) if said["data"] is not None else None
    return OfficeKeys(data, bytes.fromhex(said["signing"]))


def _shared_key(shared: bytes, publics: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, publics, b"counter box v1").derive(shared)


def _derived(secret: str, salt: bytes, costs: tuple[int, int, int]) -> bytes:
    """32 bytes of a secret, in the one form that every typing method's composition comes to (NFKC)."""
    text = unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    if costs == _BY_CHANCE:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), KEY_BYTES, salt, b"counter wrap v1").derive(text)
    from argon2.low_level import Type, hash_secret_raw

    memory, passes, lanes = costs
    return hash_secret_raw(text, salt, passes, memory, lanes, KEY_BYTES, Type.ID)
