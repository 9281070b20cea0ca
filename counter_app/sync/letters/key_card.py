"""The key card (thẻ khóa): who an office is and with which keys it exchanges, on one line that it signed itself.

No secret stands in it. Whoever reads a card compares its sixteen letters by telephone or on paper before believing it:
the signature inside says only that whoever has the key wrote the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from counter_app.domain.journal.fields import UTC_MOMENT, is_text
from counter_app.errors import BatchError, RuleError
from counter_app.i18n import _
from counter_app.sync.batch.signing import require_signature, signed_text
from counter_app.sync.batch.strict_json import JsonTrouble, canonical, parse_canonical
from counter_app.system.exchange_keys import PublicKeys, is_recipient
from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from counter_app.system.exchange_keys import ExchangeKeys

FORMAT = "qmc-key"
VERSION = 1
MOST_BYTES = 8 * 1024
SUPERIOR_FILE = "khoa-cap-tren.json"

_KEY = pattern(r"[0-9a-f]{64}")
_NUMBER = pattern(r"([0-9]{5})?")
_JOURNAL = pattern(r"[0-9a-f]{16}")


class Role(StrEnum):
    """The sides of the exchange a card is of."""

    OFFICE = "office"
    SUPERIOR = "superior"


class Wants(StrEnum):
    """The content a superior asks its offices for: figures with the rest after an erasure, or everything (sealed)."""

    MINIMAL = "minimal"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCard:
    """The owner of keys: ``number`` the office's five digits ("" where a superior has none), ``journal`` the epoch its
    journal began with, ``public`` Ed25519 (32 bytes), ``recipient`` age's, ``made_at`` a moment in UTC as batches
    write it. ``wants`` is what a superior asks for; ``former`` and ``vouched`` (hex) name the key that this one
    replaced and its signature over it, "" where there was none (docs/batch-format.md).
    """

    role: Role
    number: str
    name: str
    journal: str
    public: bytes
    recipient: str
    made_at: str
    wants: Wants = Wants.MINIMAL
    former: str = ""
    vouched: str = ""

    @property
    def keys(self) -> PublicKeys:
        """Both public keys."""
        return PublicKeys(self.public, self.recipient)

    @property
    def letters(self) -> str:
        """The letters people compare."""
        return self.keys.letters

    @property
    def file_name(self) -> str:
        """The name of its file on a stick."""
        if self.role is Role.SUPERIOR:
            return SUPERIOR_FILE
        return office_file(self.number)

    def to_bytes(self, keys: ExchangeKeys) -> bytes:
        """One line with the signature of ``keys``, which are the card's own. Errors: ValueError for others."""
        if (keys.public, keys.recipient) != (self.public, self.recipient):
            raise ValueError("a card is signed by its own keys")
        said = self._said()
        signature = signed_text(_signed(said), keys, f"qmc-key {self.public.hex()[:16]}")
        return canonical({**said, "signature": signature.decode()}).encode() + b"\n"

    def _said(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "role": self.role.value,
            "number": self.number,
            "name": self.name,
            "journal": self.journal,
            "public": self.public.hex(),
            "recipient": self.recipient,
            "made_at": self.made_at,
            "wants": self.wants.value,
            "former": self.former,
            "vouched": self.vouched,
        }


def office_file(number: str) -> str:
    """The name of an office's card: ``khoa-don-vi-99001.json``."""
    return f"khoa-don-vi-{number}.json"


def read_card(content: bytes) -> KeyCard:
    """A card from its file's bytes, its signature proved. Errors: BatchError for what is none, or was edited;
    RuleError for one of a later version.
    """
    said = _parsed(content)
    version = said.get("version")
    if type(version) is int and version > VERSION:
        raise RuleError(
            _("Thẻ khóa này do phiên bản mới hơn ghi ra. Cập nhật chương trình rồi đọc lại."),
            rule="card_newer",
        )
    if said.keys() != _FIELDS.keys() or not all(fits(said[key]) for key, fits in _FIELDS.items()):
        raise _none()
    signature = said.pop("signature")
    public = bytes.fromhex(said["public"])
    try:
        require_signature(_signed(said), signature.encode(), public)
    except BatchError as error:
        raise _none() from error
    return KeyCard(
        role=Role(said["role"]),
        number=said["number"],
        name=said["name"],
        journal=said["journal"],
        public=public,
        recipient=said["recipient"],
        made_at=said["made_at"],
        wants=Wants(said["wants"]),
        former=said["former"],
        vouched=said["vouched"],
    )


def _parsed(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES or not content.endswith(b"\n"):
        raise _none()
    try:
        said = parse_canonical(content[:-1])
    except JsonTrouble as trouble:
        raise _none() from trouble
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise _none()
    return said


def _signed(said: dict[str, Any]) -> bytes:
    """The bytes the signature inside a card is over: everything else of it."""
    return b"quay-mot-cua key card v1\n" + canonical(said).encode() + b"\n"


def _none() -> BatchError:
    return BatchError(
        _("Tệp này không phải thẻ khóa, hoặc đã bị sửa. Xin lại tệp thẻ khóa từ nơi đã lập ra nó.")
    )


def _fits(shape: Any) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and bool(shape.fullmatch(value))


def _one_of(kind: type[StrEnum]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in set(kind)


_FIELDS: dict[str, Callable[[Any], bool]] = {
    "format": lambda value: value == FORMAT,
    "version": lambda value: type(value) is int and value == VERSION,
    "role": _one_of(Role),
    "number": _fits(_NUMBER),
    "name": lambda value: is_text(value, 300),
    "journal": _fits(_JOURNAL),
    "public": _fits(_KEY),
    "recipient": lambda value: isinstance(value, str) and len(value) < 100 and is_recipient(value),
    "made_at": _fits(UTC_MOMENT),
    "wants": _one_of(Wants),
    "former": _fits(pattern(r"([0-9a-f]{64})?")),
    "vouched": _fits(pattern(r"([0-9a-f]{128})?")),
    "signature": lambda value: isinstance(value, str) and value.isascii(),
}
