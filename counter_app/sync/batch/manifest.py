"""The manifest (tệp kê khai): the small file written last, which says what a batch holds and makes it count."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from counter_app.domain.journal.fields import MOST_SEQ, UTC_MOMENT, is_day, is_text
from counter_app.errors import BatchError
from counter_app.i18n import _
from counter_app.sync.batch.names import PAYLOAD_SUFFIX, SEALED_SUFFIX, own_name, stem_of
from counter_app.sync.batch.problems import Code, problem
from counter_app.sync.batch.strict_json import JsonTrouble, canonical, parse_canonical
from counter_app.system.code_letters import key_letters
from counter_app.values import dataclass, pattern

FORMAT = "qmc-batch"
VERSION = 4
"""2 carries kinds of events that the first version cannot project; 3 is signed, may be sealed, and says what it holds
of an event; 4 has the office's own whole copy beside it.
"""
READABLE_BY = 3
"""A reader of this version takes what is written today: it passes over what it does not know."""
SIGNED_SINCE = 3
OWN_SINCE = 4
MENDED_SINCE = 5
"""A batch in which an entry travels mended says this version, so that no earlier reader meets it."""
NEWEST = 5
SEAL = "age"
MOST_BYTES = 64 * 1024
MOST_PAYLOAD = 512 * 1024 * 1024
MOST_UNCOMPRESSED = 2 * 1024 * 1024 * 1024

_HEX64 = pattern(r"[0-9a-f]{64}")
_EPOCH = pattern(r"[0-9a-f]{16}")
_SIGNATURE = pattern(r"[0-9a-f]{128}")
_LETTERS = pattern(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}")
_MOST_RECIPIENTS = 8
_KIND = pattern(r"[a-z_]{1,32}\.[a-z_]{1,32}")


class Content(StrEnum):
    """The part of an event that a batch holds: the rest after an erasure, or all of it."""

    MINIMAL = "minimal"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCopy:
    """The office's own copy beside a batch: all of the same entries, sealed for the key that signs.

    ``bytes`` as they travel, ``uncompressed`` the lines; ``sha256`` 64 hex digits of the travelling bytes.
    """

    file: str
    bytes: int
    sha256: str
    uncompressed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The facts a batch tells about itself; hashes are 64 hexadecimal digits.

    ``journal`` is the epoch in which the journal began and names it for ever; ``epoch`` the one its last entry
    belongs to. ``prev_head`` is the chain's hash before ``from_seq``, ``head`` the one of ``to_seq``.
    ``finished`` counts dossiers whose processing ended, withdrawn ones included.

    ``signer`` is the public key (hex) of the signature beside it; one that replaced another names it (``former``) with
    its signature (``vouched``). ``recipients`` are the letters of the keys that open a sealed payload, none for an open
    one. ``prev_batch`` is the SHA-256 of the manifest before, "" for the first. Versions before 3 have none of these.
    ``own`` is the office's whole copy beside a batch that holds less; earlier versions have none.
    """

    office_number: str
    office_name: str
    device: int
    superior: str
    journal: str
    epoch: str
    number: int
    from_seq: int
    to_seq: int
    prev_head: str
    head: str
    counts: dict[str, int]
    received: int
    finished: int
    returned: int
    first_day: str
    last_day: str
    payload_file: str
    payload_bytes: int
    payload_sha256: str
    uncompressed: int
    app: str
    written_at: str
    version: int = VERSION
    signer: str = ""
    former: str = ""
    vouched: str = ""
    recipients: tuple[str, ...] = ()
    content: Content = Content.FULL
    prev_batch: str = ""
    own: OwnCopy | None = None

    def of_own(self) -> Manifest:
        """The manifest of the office's own copy, as if it were a batch by itself. Errors: ValueError for none."""
        if self.own is None:
            raise ValueError("no copy of the office's own")
        own = self.own
        return replace(
            self,
            payload_file=own.file,
            payload_bytes=own.bytes,
            payload_sha256=own.sha256,
            uncompressed=own.uncompressed,
            content=Content.FULL,
            recipients=(key_letters(bytes.fromhex(self.signer)),),
            own=None,
        )

    @property
    def sealed(self) -> bool:
        """True if only its recipients can read the payload."""
        return bool(self.recipients)

    @property
    def payload_suffix(self) -> str:
        """The way the payload's name ends."""
        return SEALED_SUFFIX if self.sealed else PAYLOAD_SUFFIX

    def to_bytes(self) -> bytes:
        """The canonical text with a final newline."""
        body = {
            "format": FORMAT,
            "version": self.version,
            "min_reader": READABLE_BY if self.version < MENDED_SINCE else self.version,
            "office": {
                "number": self.office_number,
                "name": self.office_name,
                "device": self.device,
            },
            "superior": self.superior,
            "journal": self.journal,
            "epoch": self.epoch,
            "number": self.number,
            "from_seq": self.from_seq,
            "to_seq": self.to_seq,
            "prev_head": self.prev_head,
            "head": self.head,
            "counts": self.counts,
            "dossiers": {
                "received": self.received,
                "finished": self.finished,
                "returned": self.returned,
            },
            "days": {"first": self.first_day, "last": self.last_day},
            "payload": {
                "file": self.payload_file,
                "bytes": self.payload_bytes,
                "sha256": self.payload_sha256,
                "uncompressed": self.uncompressed,
            },
            "app": self.app,
            "written_at": self.written_at,
            "seal": SEAL if self.sealed else None,
            "signer": {"public": self.signer, "former": self.former, "vouched": self.vouched},
            "recipients": list(self.recipients),
            "content": self.content.value,
            "prev_batch": self.prev_batch,
            "own": self.own and {name: getattr(self.own, name) for name in OwnCopy.__slots__},
        }
        return canonical(body).encode() + b"\n"


def _is_whole(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _matches(shape: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and bool(shape.fullmatch(value))


def _are_counts(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and 0 < len(value) <= 200
        and all(
            _KIND.fullmatch(key) and _is_whole(1, MOST_SEQ)(count) for key, count in value.items()
        )
    )


def _are_letters(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= _MOST_RECIPIENTS
        and all(isinstance(text, str) and _LETTERS.fullmatch(text) for text in value)
        and len(set(value)) == len(value)
    )


def _or_none(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value == "" or fits(value)


def _is_payload(value: Any) -> bool:
    ours = isinstance(value, str) and value.endswith((PAYLOAD_SUFFIX, SEALED_SUFFIX))
    return ours and bool(stem_of(value))


def _is_empty(value: Any) -> bool:
    return value is None or value == []


def _short_text(value: Any) -> bool:
    return is_text(value, 300)


_SEQ = _is_whole(1, MOST_SEQ)
_COUNT = _is_whole(0, MOST_SEQ)
FIELDS: dict[str, Callable[[Any], bool]] = {
    "version": _is_whole(1, 10**6),
    "min_reader": _is_whole(1, 10**6),
    "office.number": _matches(pattern(r"[0-9]{5}")),
    "office.name": _short_text,
    "office.device": _is_whole(1, 99),
    "superior": _short_text,
    "journal": _matches(_EPOCH),
    "epoch": _matches(_EPOCH),
    "number": _SEQ,
    "from_seq": _SEQ,
    "to_seq": _SEQ,
    "prev_head": _matches(_HEX64),
    "head": _matches(_HEX64),
    "counts": _are_counts,
    "dossiers.received": _COUNT,
    "dossiers.finished": _COUNT,
    "dossiers.returned": _COUNT,
    "days.first": is_day,
    "days.last": is_day,
    "payload.file": _is_payload,
    "payload.bytes": _is_whole(1, MOST_PAYLOAD),
    "payload.sha256": _matches(_HEX64),
    "payload.uncompressed": _is_whole(1, MOST_UNCOMPRESSED),
    "app": lambda value: is_text(value, 40),
    "written_at": _matches(UTC_MOMENT),
    "seal": lambda value: value in (None, SEAL),
    "signer.public": _matches(_HEX64),
    "signer.former": _or_none(_matches(_HEX64)),
    "signer.vouched": _or_none(_matches(_SIGNATURE)),
    "recipients": _are_letters,
    "content": lambda value: isinstance(value, str) and value in set(Content),
    "prev_batch": _or_none(_matches(_HEX64)),
}
"""Every field, as ``group.field`` or alone, with what makes it right."""
_OWN: dict[str, Callable[[Any], bool]] = {
    "own.file": lambda value: isinstance(value, str),
    "own.bytes": _is_whole(1, MOST_PAYLOAD),
    "own.sha256": _matches(_HEX64),
    "own.uncompressed": _is_whole(1, MOST_UNCOMPRESSED),
}
"""The facts of the office's own copy, where there is one."""
_NO_OWN: dict[str, Callable[[Any], bool]] = {"own": _is_empty}
_GROUPS = {name.split(".")[0] for name in (*FIELDS, *_OWN) if "." in name}
_SINCE_SIGNED = ("signer.", "content", "prev_batch")
_UNSIGNED = {
    **{name: fits for name, fits in FIELDS.items() if not name.startswith(_SINCE_SIGNED)},
    **dict.fromkeys(("seal", "signature", "recipients"), _is_empty),
}
"""The fields of versions 1 and 2."""


def refused(problems: list[str]) -> BatchError:
    """The error that carries everything found wrong."""
    return BatchError(_("Không nhập được gói này. Dữ liệu đã có không thay đổi."), problems)


def parse_manifest(data: bytes) -> Manifest:
    """A manifest from its bytes. Errors: BatchError with every problem found."""
    try:
        if not data.endswith(b"\n"):
            raise JsonTrouble("no final newline")
        body = parse_canonical(data[:-1])
    except JsonTrouble as trouble:
        code = Code.MANIFEST_UNSAFE if trouble.unsafe else Code.MANIFEST_SYNTAX
        raise refused([problem(code, detail=trouble)]) from trouble
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise refused([problem(Code.NOT_A_BATCH)])
    if type(body.get("min_reader")) is int and body["min_reader"] > NEWEST:
        raise refused([problem(Code.TOO_NEW)])
    flat = _flatten(body)
    version = flat.get("version")
    known = type(version) is int and version in range(1, NEWEST + 1)
    fields = _fields_of(flat, version if known else OWN_SINCE)
    wrong = [name for name, fits in fields.items() if name not in flat or not fits(flat[name])]
    if known:
        wrong += sorted(str(name)[:40] for name in flat.keys() - fields.keys() - {"format"})
    if not wrong:
        wrong = _contradictions(flat)
    if wrong:
        raise refused([problem(Code.MANIFEST_FIELD, field=name) for name in wrong[:20]])
    return _manifest(flat)


def _fields_of(flat: dict[str, Any], version: Any) -> dict[str, Callable[[Any], bool]]:
    """The fields that a manifest of a version must have, and no others of those known."""
    if version < SIGNED_SINCE:
        return _UNSIGNED
    if version < OWN_SINCE:
        return FIELDS
    return FIELDS | (_NO_OWN if flat.get("own", ...) is None else _OWN)


def _flatten(body: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in body.items():
        if key in _GROUPS and isinstance(value, dict):
            flat |= {f"{key}.{name}": item for name, item in value.items()}
        else:
            flat[key] = value
    return flat


def _contradictions(flat: dict[str, Any]) -> list[str]:
    wrong = []
    if flat["to_seq"] < flat["from_seq"]:
        wrong.append("to_seq")
    if sum(flat["counts"].values()) != flat["to_seq"] - flat["from_seq"] + 1:
        wrong.append("counts")
    if flat["from_seq"] == 1 and flat["prev_head"] != "0" * 64:
        wrong.append("prev_head")
    sealed = bool(flat["recipients"])
    if sealed != (flat["seal"] == SEAL) or sealed != flat["payload.file"].endswith(SEALED_SUFFIX):
        wrong.append("seal")
    if "own.file" in flat:
        whole = flat["content"] == Content.FULL
        if whole or flat["own.file"] != own_name(stem_of(flat["payload.file"])):
            wrong.append("own")
    return wrong


def _manifest(flat: dict[str, Any]) -> Manifest:
    return Manifest(
        office_number=flat["office.number"],
        office_name=flat["office.name"],
        device=flat["office.device"],
        superior=flat["superior"],
        journal=flat["journal"],
        epoch=flat["epoch"],
        number=flat["number"],
        from_seq=flat["from_seq"],
        to_seq=flat["to_seq"],
        prev_head=flat["prev_head"],
        head=flat["head"],
        counts=flat["counts"],
        received=flat["dossiers.received"],
        finished=flat["dossiers.finished"],
        returned=flat["dossiers.returned"],
        first_day=flat["days.first"],
        last_day=flat["days.last"],
        payload_file=flat["payload.file"],
        payload_bytes=flat["payload.bytes"],
        payload_sha256=flat["payload.sha256"],
        uncompressed=flat["payload.uncompressed"],
        app=flat["app"],
        written_at=flat["written_at"],
        version=flat["version"],
        signer=flat.get("signer.public", ""),
        former=flat.get("signer.former", ""),
        vouched=flat.get("signer.vouched", ""),
        recipients=tuple(flat["recipients"] or ()),
        content=Content(flat.get("content", Content.FULL)),
        prev_batch=flat.get("prev_batch", ""),
        own=_own(flat),
    )


def _own(flat: dict[str, Any]) -> OwnCopy | None:
    if "own.file" not in flat:
        return None
    return OwnCopy(
        file=flat["own.file"],
        bytes=flat["own.bytes"],
        sha256=flat["own.sha256"],
        uncompressed=flat["own.uncompressed"],
    )
