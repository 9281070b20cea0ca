"""The key ring ``so-lieu.khoa`` beside a data file: the office's two secrets, wrapped for everyone who may open it.

A wrap seals both secrets (AES-256-GCM) with a key made of a password by Argon2id; of the words of a recovery sheet, or
of what a keystore or a script holds, by HKDF: those were drawn by chance, and nobody guesses 128 bits. In clear stand
only what the sign-in page shows before anything is unlocked, and which office and data file the ring belongs to. The
office's own key signs the ring, so that nobody without it adds, takes away or renames anything unseen
(docs/adr/0061). What a refusal says to a person is said elsewhere: ``RingError.why``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from counter_app.system import chance, files
from counter_app.system.key_wraps import Holder as Holder
from counter_app.system.key_wraps import Wrap as Wrap
from counter_app.system.key_wraps import bound_to, boxed, canonical, opened, text_of, wrapped
from counter_app.system.locks import FileLock
from counter_app.system.office_keys import OfficeKeys as OfficeKeys
from counter_app.system.office_keys import file_key_id as file_key_id
from counter_app.system.office_keys import key_id as key_id
from counter_app.system.office_keys import new_keys as new_keys
from counter_app.system.office_keys import signed_by as signed_by
from counter_app.values import dataclass

SUFFIX = ".khoa"
"""Ends the name of a ring: ``so-lieu.db`` has ``so-lieu.khoa``."""
SECOND = ".khoa-2"
"""The same ring once more, for a damaged first one. No older version stays: it would open for who has left."""
_FORMAT = 1
_NONCE_BYTES = 12
_MOST_BYTES = 4 * 1024 * 1024
_LOCK_SECONDS = 10.0
_PATIENCE = "cua-khoa"


class Trouble(StrEnum):
    """Why a ring does not open."""

    MISSING = "missing"
    DAMAGED = "damaged"
    NEWER = "newer"
    NOBODY = "nobody"
    WRONG_SECRET = "wrong_secret"  # noqa: S105 - a word for a refusal
    OTHER_OFFICE = "other_office"
    OTHER_FILE = "other_file"
    BUSY = "busy"


class RingError(Exception):
    """A key ring refuses; ``why`` says what for, ``path`` which one (None where only its bytes are known)."""

    def __init__(self, why: Trouble, path: Path | None = None) -> None:
        super().__init__(why.value)
        self.why = why
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """A ring as it is at one moment; every change gives another one.

    ``office`` is the first epoch of its journal, ``public`` the Ed25519 key, ``opens`` the ``key_id`` of its data file
    (empty for a plain one). ``former`` are data keys of before a re-key, sealed, by their ``key_id``.
    """

    office: str
    public: bytes
    opens: str
    wraps: tuple[Wrap, ...] = ()
    former: tuple[tuple[str, bytes], ...] = ()
    signature: bytes = b""

    @property
    def encrypted(self) -> bool:
        """True if the data file is locked."""
        return bool(self.opens)

    def holders(self, kind: Holder) -> list[tuple[str, str]]:
        """(name, label) of everyone of a kind, in the order they were added."""
        return list({item.name: item.label for item in self.wraps if item.kind is kind}.items())

    def holds(self, kind: Holder, name: str) -> bool:
        """True if somebody has a wrap."""
        return any((item.kind, item.name) == (kind, name) for item in self.wraps)

    def unlock(self, kind: Holder, name: str, secret: str) -> OfficeKeys:
        """The office's keys, by a holder's secret; takes as long as Argon2id does.

        Errors: RingError: NOBODY for who has no wrap here, WRONG_SECRET, DAMAGED for a ring somebody else wrote in.
        """
        if not (mine := [item for item in self.wraps if (item.kind, item.name) == (kind, name)]):
            raise RingError(Trouble.NOBODY)
        for wrap in mine:
            if (keys := opened(self.office, wrap, secret)) is not None:
                self.require_own(keys)
                return keys
        raise RingError(Trouble.WRONG_SECRET)

    def require_own(self, keys: OfficeKeys) -> None:
        """Requires that these are the office's keys and nobody else wrote in the ring. Errors: RingError."""
        if keys.public != self.public:
            raise RingError(Trouble.OTHER_OFFICE)
        if key_id(keys.data) != self.opens or not signed_by(
            self.public, self._unsigned(), self.signature
        ):
            raise RingError(Trouble.DAMAGED)

    def with_wrap(
        self,
        keys: OfficeKeys,
        kind: Holder,
        name: str,
        secret: str,
        *,
        label: str = "",
        mark: str = "",
        keep: bool = False,
    ) -> KeyRing:
        """Let a holder open with ``secret``, and with no earlier one unless ``keep``: until the act is written, either
        may turn out to count. Errors: RingError for keys of another office.
        """
        wrap = wrapped(self.office, keys, (kind, name, label, mark), secret)
        others = [item for item in self.wraps if keep or (item.kind, item.name) != (kind, name)]
        return self.signed(keys, wraps=(*others, wrap))

    def keeping(self, keys: OfficeKeys, stays: Callable[[Wrap], bool]) -> KeyRing:
        """Only the wraps that ``stays`` says so of. Errors: RingError for keys of another office."""
        kept = tuple(filter(stays, self.wraps))
        return self if kept == self.wraps else self.signed(keys, wraps=kept)

    def without(self, keys: OfficeKeys, kind: Holder, name: str) -> KeyRing:
        """Let a holder open no more. The data key stays the same: who kept a copy of it is shut out by a re-key."""
        return self.keeping(keys, lambda item: (item.kind, item.name) != (kind, name))

    def renamed(self, keys: OfficeKeys, kind: Holder, name: str, label: str) -> KeyRing:
        """Call a holder otherwise."""

        def called(item: Wrap) -> Wrap:
            if (item.kind, item.name) != (kind, name):
                return item
            return Wrap.from_json({**item.to_json(), "label": label})

        return self.signed(keys, wraps=tuple(map(called, self.wraps)))

    def rekeyed(self, before: OfficeKeys, fresh: OfficeKeys) -> KeyRing:
        """A ring for another data key of the same office and all its holders; the key of before opens old copies.

        Errors: RingError for a ring that is not the office's own.
        """
        self.require_own(before)
        former = [item for item in self.former if item[0] != key_id(before.data)]
        if before.data is not None:
            former.append((key_id(before.data), _sealed_former(self.office, fresh, before.data)))
        bare = KeyRing(
            office=self.office, public=fresh.public, opens=key_id(fresh.data), former=tuple(former)
        )
        wraps = [
            Wrap.from_json({**item.to_json(), "box": boxed(self.office, item, fresh).hex()})
            for item in self.wraps
        ]
        return bare.signed(fresh, wraps=tuple(wraps))

    def knows(self, wanted: str) -> bool:
        """True if the office has, or had, the data key with this ``key_id``."""
        return wanted == self.opens or wanted in dict(self.former)

    def data_key(self, keys: OfficeKeys, wanted: str) -> bytes | None:
        """The data key with this ``key_id``, today's or one of before; None for a plain file's.

        Errors: RingError OTHER_FILE when the office never had it, DAMAGED.
        """
        if wanted in ("", key_id(keys.data)):
            return keys.data if wanted else None
        for name, sealed in self.former:
            if name == wanted:
                return _open_former(self.office, keys, name, sealed)
        raise RingError(Trouble.OTHER_FILE)

    def to_bytes(self) -> bytes:
        """The whole file, canonical."""
        return canonical({**self._said(), "signature": self.signature.hex()}) + b"\n"

    @classmethod
    def from_bytes(cls, raw: bytes) -> KeyRing:
        """Errors: RingError DAMAGED or NEWER."""
        try:
            said = json.loads(raw.decode("utf-8"))
            if int(said["format"]) > _FORMAT:
                raise RingError(Trouble.NEWER)
            ring = cls(
                office=text_of(said["office"]),
                public=bytes.fromhex(said["public"]),
                opens=text_of(said["opens"]),
                wraps=tuple(map(Wrap.from_json, said["wraps"])),
                former=tuple((text_of(name), bytes.fromhex(key)) for name, key in said["former"]),
                signature=bytes.fromhex(said["signature"]),
            )
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise RingError(Trouble.DAMAGED) from error
        if not signed_by(ring.public, ring._unsigned(), ring.signature):
            raise RingError(Trouble.DAMAGED)
        return ring

    def _said(self) -> dict[str, Any]:
        return {
            "format": _FORMAT,
            "former": [[name, sealed.hex()] for name, sealed in self.former],
            "office": self.office,
            "opens": self.opens,
            "public": self.public.hex(),
            "wraps": [item.to_json() for item in self.wraps],
        }

    def _unsigned(self) -> bytes:
        return b"counter key ring v1\n" + canonical(self._said())

    def signed(self, keys: OfficeKeys, *, wraps: tuple[Wrap, ...]) -> KeyRing:
        """The ring with these wraps, signed by the office. Errors: RingError for keys of another one."""
        if keys.public != self.public or key_id(keys.data) != self.opens:
            raise RingError(Trouble.OTHER_OFFICE)
        said = {
            "office": self.office, "public": self.public, "opens": self.opens, "former": self.former,
        }  # fmt: skip
        unsigned = KeyRing(**said, wraps=wraps)  # type: ignore[arg-type]
        return KeyRing(**said, wraps=wraps, signature=keys.sign(unsigned._unsigned()))  # type: ignore[arg-type]


def new_ring(office: str, keys: OfficeKeys) -> KeyRing:
    """A ring without holders; ``office`` is the first epoch of its journal."""
    bare = KeyRing(office=office, public=keys.public, opens=key_id(keys.data))
    return bare.signed(keys, wraps=())


def ring_path(data_file: Path) -> Path:
    """The place of the ring of a data file, or of a copy: ``so-lieu.khoa``, ``so-lieu.db.khoi-phuc.khoa``."""
    own = data_file.suffix == ".db"
    return data_file.with_suffix(SUFFIX) if own else data_file.with_name(data_file.name + SUFFIX)


def second_of(path: Path) -> Path:
    """The place of the second copy of a ring."""
    return path.with_suffix(SECOND)


def read(path: Path, asked: str = "") -> KeyRing:
    """The ring at ``path``; its second copy where the first is gone, damaged, lies on a bad spot of the disk, or does
    not know the key that is ``asked`` for (hex, as a data file names it) and the second does.

    Errors: RingError MISSING, DAMAGED or NEWER; OSError.
    """
    found: list[RingError | OSError] = []
    whole: list[KeyRing] = []
    for each in (path, second_of(path)):
        try:
            whole.append(_read(each))
        except RingError as error:
            if error.why is Trouble.NEWER and not whole:
                raise
            found.append(error)
        except OSError as error:
            found.append(error)
        if whole and (not asked or whole[-1].knows(asked)):
            return whole[-1]
    if whole:
        return whole[0]
    told = [error for error in found if getattr(error, "why", None) is not Trouble.MISSING]
    raise (told or found)[0]


def _read(path: Path) -> KeyRing:
    try:
        with files.patiently(lambda: path.open("rb")) as opened:
            raw = opened.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise RingError(Trouble.MISSING, path) from error
    try:
        return KeyRing.from_bytes(raw)
    except RingError as error:
        raise RingError(error.why, path) from error


def write(path: Path, ring: KeyRing, *, twice: bool = True) -> None:
    """Put a ring in its place, durably; at every moment a whole one is there. Errors: OSError.

    ``twice`` False is for a copy's ring, which stands in many places anyway.
    """
    for each in (second_of(path), path) if twice else (path,):
        fresh = each.with_name(f"{each.name}-{chance.random_bytes(4).hex()}.dang-ghi")
        try:
            files.write_new(fresh, [ring.to_bytes()])
            _read(fresh)
            files.move(fresh, each)
        except BaseException:
            with suppress(OSError):
                files.remove(fresh)
            raise


def change(path: Path, edit: Callable[[KeyRing], KeyRing], asked: str = "") -> KeyRing:
    """Write what ``edit`` makes of the ring as it is now, also where one of its copies is gone, damaged or another; two
    at once take turns. The ring as it then is. ``asked``: as for ``read``.

    Errors: RingError, BUSY when the other is not done; OSError.
    """
    with turn(path):
        return change_in_turn(path, edit, asked)


def change_in_turn(path: Path, edit: Callable[[KeyRing], KeyRing], asked: str = "") -> KeyRing:
    """As ``change``, for whoever has the ``turn``."""
    before = read(path, asked)
    after = edit(before)
    if after != before or not _stands_twice(path, after):
        write(path, after)
    return after


def _stands_twice(path: Path, ring: KeyRing) -> bool:
    """True if both copies are that ring; what a later version wrote is left alone."""
    for each in (path, second_of(path)):
        try:
            if _read(each) != ring:
                return False
        except RingError as error:
            if error.why is not Trouble.NEWER:
                return False
        except OSError:
            return False
    return True


def remove(path: Path) -> None:
    """Remove a ring and its second copy, should they be there. Errors: OSError."""
    for each in (path, second_of(path)):
        files.remove(each)


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Within it no other window or command changes the ring. Errors: RingError BUSY, OSError."""
    lock = FileLock(path.with_name(_PATIENCE))
    if not lock.take(seconds=_LOCK_SECONDS):
        raise RingError(Trouble.BUSY, path)
    try:
        yield
    finally:
        lock.release()


def _former_key(keys: OfficeKeys) -> bytes:
    return hashlib.sha256(b"counter former keys v1" + keys.signing).digest()


def _sealed_former(office: str, keys: OfficeKeys, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = chance.random_bytes(_NONCE_BYTES)
    bound = bound_to(office, ("former", key_id(data)))
    return nonce + AESGCM(_former_key(keys)).encrypt(nonce, data, bound)


def _open_former(office: str, keys: OfficeKeys, name: str, sealed: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_former_key(keys)).decrypt(
            sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to(office, ("former", name))
        )
    except (InvalidTag, ValueError) as error:
        raise RingError(Trouble.DAMAGED) from error
