"""The acknowledgement (giấy báo nhận): what a superior says, signed, of one journal it was sent.

    BN_99001/BN_99001_0a1b2c3d_00000250.ack.json            one line of canonical JSON
    BN_99001/BN_99001_0a1b2c3d_00000250.ack.json.minisig    the superior's signature over it

The middle part is the journal's first eight digits, the last the entry up to which everything was taken. It holds
nothing of a citizen. A second one for the same entry ends in ``-2``: a name is never used again.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.domain.journal.fields import MOST_SEQ, UTC_MOMENT, is_hex, is_text, is_whole
from counter_app.errors import BatchError
from counter_app.i18n import _
from counter_app.store.core.trouble import reason
from counter_app.sync.batch.signing import (
    MOST_SIGNATURE,
    require_signature,
    signed_text,
)
from counter_app.sync.batch.strict_json import JsonTrouble, canonical, parse_canonical
from counter_app.system.incoming import open_regular
from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from counter_app.system.exchange_keys import ExchangeKeys

FORMAT = "qmc-ack"
VERSION = 1
PREFIX = "BN_"
SUFFIX = ".ack.json"
SIGNATURE_SUFFIX = ".minisig"
MOST_BYTES = 256 * 1024
MOST_BATCHES = 500
"""Batches one acknowledgement tells of at most, the latest; what was accepted through tells of the rest."""
_NAME = pattern(r"BN_[0-9]{5}_[0-9a-f]{8}_[0-9]{8,10}(-[0-9]{1,3})?\.ack\.json")
_REASON = pattern(r"[A-Z][0-9]{2,3}")


class Outcome(StrEnum):
    """The outcome of a batch at the superior."""

    TAKEN = "taken"
    HELD = "held"
    REFUSED = "refused"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOutcome:
    """One batch by its manifest's file ``name`` and SHA-256 (64 hex digits); ``why`` are reason codes such as B22."""

    name: str
    sha256: str
    outcome: Outcome
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """The superior's word on one journal.

    ``office`` is its five digits, ``journal`` the epoch of entry 1, ``superior_public`` the superior's Ed25519 key in
    hex. Everything up to entry ``seq`` is taken in, and the chain's hash there is ``head`` (64 hex digits; zeros for
    none). ``written_at`` is UTC, for people.
    """

    office: str
    journal: str
    superior_name: str
    superior_public: str
    seq: int
    head: str
    batches: tuple[BatchOutcome, ...]
    written_at: str

    @property
    def stem(self) -> str:
        """``BN_99001_0a1b2c3d_00000250``."""
        return f"{PREFIX}{self.office}_{self.journal[:8]}_{self.seq:08d}"

    @property
    def folder(self) -> str:
        """``BN_99001``: the folder on a stick."""
        return f"{PREFIX}{self.office}"

    def to_bytes(self) -> bytes:
        """The canonical line with its newline: what is signed."""
        body = {
            "format": FORMAT,
            "version": VERSION,
            "office": self.office,
            "journal": self.journal,
            "superior": {"name": self.superior_name, "public": self.superior_public},
            "accepted": {"seq": self.seq, "head": self.head},
            "batches": [{**asdict(item), "why": list(item.why)} for item in self.batches],
            "written_at": self.written_at,
        }
        return canonical(body).encode() + b"\n"

    def signed(self, keys: ExchangeKeys) -> tuple[bytes, bytes]:
        """The two files: the acknowledgement, and the signature of the superior whose ``keys`` these are."""
        data = self.to_bytes()
        return data, signed_text(data, keys, f"{FORMAT} {self.stem}")


def is_acknowledgement(name: str) -> bool:
    """True if a file has an acknowledgement's name."""
    return bool(_NAME.fullmatch(name))


def read_acknowledgement(path: Path, public: bytes) -> Acknowledgement:
    """An acknowledgement whose signature, in the file beside it, is of the superior with this public key.

    Errors: BatchError with one sentence for anything that is not that.
    """
    data = _bytes_of(path, MOST_BYTES)
    sign = _bytes_of(path.with_name(path.name + SIGNATURE_SUFFIX), MOST_SIGNATURE)
    acknowledgement = parse_acknowledgement(data, path.name)
    try:
        require_signature(data, sign, public)
    except BatchError as error:
        raise _foreign(path.name) from error
    if acknowledgement.superior_public != public.hex():
        raise _foreign(path.name)
    return acknowledgement


def _foreign(name: str) -> BatchError:
    return BatchError(
        _("{name} không có chữ ký đúng của cấp trên đã biết. Không dùng; hỏi lại cấp trên.").format(
            name=name
        )
    )


def _bytes_of(path: Path, most: int) -> bytes:
    try:
        with os.fdopen(open_regular(path), "rb") as source:
            data = source.read(most + 1)
    except FileNotFoundError as error:
        raise _wrong(path.name, _("thiếu tệp")) from error
    except OSError as error:
        raise _wrong(path.name, reason(error)) from error
    if len(data) > most:
        raise _wrong(path.name, _("quá lớn"))
    return data


def _wrong(name: str, detail: object) -> BatchError:
    return BatchError(
        _("Không đọc được giấy báo nhận {name} ({detail}). Xin lại từ cấp trên.").format(
            name=name, detail=detail
        )
    )


def _is_superior(value: Any) -> bool:
    return (
        _has(value, "name", "public")
        and is_text(value["name"], 300)
        and is_hex(value["public"], 64)
    )


def _is_accepted(value: Any) -> bool:
    return (
        _has(value, "seq", "head")
        and is_whole(value["seq"], 0, MOST_SEQ)
        and is_hex(value["head"], 64)
        and (value["seq"] > 0 or value["head"] == "0" * 64)
    )


def _are_batches(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_BATCHES and all(map(_is_batch, value))


def _is_batch(value: Any) -> bool:
    return (
        _has(value, "name", "sha256", "outcome", "why")
        and is_text(value["name"], 100)
        and is_hex(value["sha256"], 64)
        and value["outcome"] in tuple(Outcome)
        and isinstance(value["why"], list)
        and len(value["why"]) <= 20
        and all(isinstance(code, str) and _REASON.fullmatch(code) for code in value["why"])
    )


def _has(value: Any, *keys: str) -> bool:
    return isinstance(value, dict) and value.keys() == set(keys)


_FIELDS: dict[str, Callable[[Any], bool]] = {
    "format": lambda value: value == FORMAT,
    "version": lambda value: value == VERSION,
    "office": lambda value: isinstance(value, str) and bool(pattern(r"[0-9]{5}").fullmatch(value)),
    "journal": lambda value: is_hex(value, 16),
    "superior": _is_superior,
    "accepted": _is_accepted,
    "batches": _are_batches,
    "written_at": lambda value: isinstance(value, str) and bool(UTC_MOMENT.fullmatch(value)),
}


def parse_acknowledgement(data: bytes, name: str = "") -> Acknowledgement:
    """An acknowledgement from its bytes, its signature not looked at. Errors: BatchError."""
    try:
        if not data.endswith(b"\n"):
            raise JsonTrouble("no final newline")
        body = parse_canonical(data[:-1])
    except JsonTrouble as trouble:
        raise _wrong(name, trouble) from trouble
    if not isinstance(body, dict):
        raise _wrong(name, "no object")
    if type(body.get("version")) is int and body["version"] > VERSION:
        raise _wrong(name, _("do phiên bản mới hơn ghi ra; cập nhật chương trình"))
    odd = sorted(map(str, body.keys() ^ _FIELDS.keys()))
    wrong = odd or [field for field, fits in _FIELDS.items() if not fits(body[field])]
    if wrong:
        raise _wrong(name, wrong[0][:40])
    return Acknowledgement(
        office=body["office"],
        journal=body["journal"],
        superior_name=body["superior"]["name"],
        superior_public=body["superior"]["public"],
        seq=body["accepted"]["seq"],
        head=body["accepted"]["head"],
        batches=tuple(
            BatchOutcome(
                name=item["name"],
                sha256=item["sha256"],
                outcome=Outcome(item["outcome"]),
                why=tuple(item["why"]),
            )
            for item in body["batches"]
        ),
        written_at=body["written_at"],
    )
