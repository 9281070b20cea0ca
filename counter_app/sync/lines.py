"""One journal entry as one line of a batch, and back; a line has exactly one spelling."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import field
from json.encoder import encode_basestring as _quoted  # the one that leaves letters unescaped
from typing import Any

from counter_app.domain.dossier.events import (
    DOSSIER_MOVED,
)
from counter_app.domain.journal.fields import HEADER
from counter_app.store.core.journal import Entry, Stored, entry_fields
from counter_app.sync.problems import Code
from counter_app.sync.strict_json import JsonTrouble, canonical, parse_canonical
from counter_app.values import dataclass

LONGEST_LINE = 16 * 1024 * 1024
_BEFORE_PAYLOAD, _AFTER_PAYLOAD = b',"payload":', b',"payload_hash":"'
_ENDING_ACTS = frozenset({"finish", "withdraw", "close"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry with what is known of its payload: salt and text, or what an erasure left of it."""

    entry: Entry
    salt: bytes | None
    body: str | None
    residue: dict[str, Any] | None
    parsed: dict[str, Any] | None = field(default=None, repr=False, compare=False)

    @property
    def letters(self) -> int:
        """How long the text of ``payload`` is; that of a residue is not known."""
        return sys.maxsize if self.body is None else len(self.body)

    @property
    def payload(self) -> dict[str, Any]:
        """The payload, or its residue; whoever asks only reads it."""
        if self.parsed is not None:
            return self.parsed
        if self.body is None:
            return dict(self.residue or {})
        payload: dict[str, Any] = json.loads(self.body)
        return payload


class LineTrouble(ValueError):  # noqa: N818 - it is caught and retold as a batch problem, never shown as it is
    """Why a line is refused: a reason code with the field or detail of its sentence."""

    def __init__(self, code: Code, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def line_bytes(line: Line) -> bytes:
    """The line with its newline."""
    entry = line.entry
    hashes = (entry.payload_hash, entry.prev_hash, entry.hash)
    body = None if line.body is None else line.body.encode()
    stored = Stored(entry_fields(entry), *hashes, line.salt, body)
    return stored_bytes(stored, line.residue)


def stored_bytes(stored: Stored, residue: dict[str, Any] | None) -> bytes:
    """A row as the line ``canonical`` would make of it; the payload's text, canonical already, is set in as it is."""
    header, payload_hash, prev_hash, digest, salt, body = stored
    seq, epoch, device, op_id, kind, subject, actor, at_utc, local_date, clock_flag = header
    before = (
        f'{{"actor":{_quoted(actor)},"at_utc":{_quoted(at_utc)},"clock_flag":{clock_flag},'
        f'"device":{device},"epoch":{_quoted(epoch)},"hash":"{digest.hex()}","kind":{_quoted(kind)},'
        f'"local_date":{_quoted(local_date)},"op_id":{_quoted(op_id)},"payload":'
    )
    after = (
        f',"payload_hash":"{payload_hash.hex()}","prev_hash":"{prev_hash.hex()}",'
        f'"residue":{canonical(residue) if body is None else "null"},'
        f'"salt":{_hex(salt)},"seq":{seq},"subject":{_quoted(subject)}}}\n'
    )
    return b"".join((before.encode(), b"null" if body is None else body, after.encode()))


def _hex(salt: bytes | None) -> str:
    return "null" if salt is None else f'"{salt.hex()}"'


def ends_processing(kind: str, payload: Callable[[], dict[str, Any]]) -> bool:
    """Whether a dossier's processing ended with an entry: finished or withdrawn. ``payload`` is asked if it matters."""
    if kind != DOSSIER_MOVED:
        return False
    act = payload().get("act")
    return isinstance(act, str) and act in _ENDING_ACTS


def _is_hex(length: int) -> Callable[[Any], bool]:
    pattern = re.compile(f"[0-9a-f]{{{length}}}")
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def _is_object(value: Any) -> bool:
    return value is None or isinstance(value, dict)


_is_salt = _is_hex(32)
_FIELDS: dict[str, Callable[[Any], bool]] = {
    **{name: rule.ever for name, rule in HEADER.items()},
    "hash": _is_hex(64),
    "payload": _is_object,
    "payload_hash": _is_hex(64),
    "prev_hash": _is_hex(64),
    "residue": _is_object,
    "salt": lambda value: value is None or _is_salt(value),
}


def parse_line(data: bytes) -> Line:
    """An entry from its line without the newline; hashes are not yet verified. Errors: LineTrouble."""
    try:
        body = parse_canonical(data)
    except JsonTrouble as trouble:
        raise LineTrouble(Code.LINE_SYNTAX, detail=trouble) from trouble
    if not isinstance(body, dict):
        raise LineTrouble(Code.LINE_SYNTAX, detail="no object")
    if body.keys() != _FIELDS.keys():
        odd = sorted(body.keys() ^ _FIELDS.keys())[0]
        raise LineTrouble(Code.LINE_FIELD, field=odd[:40])
    for name, fits in _FIELDS.items():
        if not fits(body[name]):
            raise LineTrouble(Code.LINE_FIELD, field=name)
    _check_payload(body)
    return _line(body, data)


def reparse_line(data: bytes) -> Line:
    """An entry from a line that ``parse_line`` accepted before."""
    return _line(json.loads(data), data)


def _payload_text(data: bytes) -> str:
    """The payload as it stands in a canonical line, where no quote inside a text is bare and the payload's key is the
    first of its name, the key after it the last of its own.
    """
    begin = data.index(_BEFORE_PAYLOAD) + len(_BEFORE_PAYLOAD)
    return data[begin : data.rindex(_AFTER_PAYLOAD)].decode()


def _check_payload(body: dict[str, Any]) -> None:
    """A payload comes with its salt; without it there must be the residue of an erasure."""
    there = body["payload"] is not None
    if there != (body["salt"] is not None):
        raise LineTrouble(Code.LINE_FIELD, field="salt")
    if there == (body["residue"] is not None):
        raise LineTrouble(Code.LINE_FIELD, field="residue")


def _line(body: dict[str, Any], data: bytes) -> Line:
    return Line(
        entry=Entry(
            seq=body["seq"],
            epoch=body["epoch"],
            device=body["device"],
            op_id=body["op_id"],
            kind=body["kind"],
            subject=body["subject"],
            actor=body["actor"],
            at_utc=body["at_utc"],
            local_date=body["local_date"],
            clock_flag=body["clock_flag"],
            payload_hash=bytes.fromhex(body["payload_hash"]),
            prev_hash=bytes.fromhex(body["prev_hash"]),
            hash=bytes.fromhex(body["hash"]),
        ),
        salt=bytes.fromhex(body["salt"]) if body["salt"] is not None else None,
        body=None if body["payload"] is None else _payload_text(data),
        residue=body["residue"],
        parsed=body["payload"],
    )
