"""One journal entry as one line of a batch, and back; a line has exactly one spelling."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import field
from functools import lru_cache
from json.encoder import encode_basestring as _quoted  # the one that leaves letters unescaped
from typing import Any, cast

from counter_app.domain.dossier.events import (
    DOSSIER_MOVED,
)
from counter_app.domain.journal.fields import (
    HEADER,
    INTEGER_BOUND,
    MOST_VALUES,
    header_trouble,
    is_day,
    is_whole,
    moment_trouble,
)
from counter_app.domain.journal.mending import LONGEST_WAS, MENDABLE
from counter_app.store.core.journal import Entry, Header, Stored, entry_fields, entry_from
from counter_app.store.core.plain_json import NotPlain, plain_object, plain_text
from counter_app.sync.batch.problems import Code
from counter_app.sync.batch.strict_json import JsonTrouble, canonical, parse_canonical
from counter_app.values import dataclass

LONGEST_LINE = 16 * 1024 * 1024
_BEFORE_PAYLOAD, _AFTER_PAYLOAD = b',"payload":', b',"payload_hash":"'
_BEFORE_RESIDUE, _AFTER_RESIDUE = b',"residue":', b',"salt":null,"seq":'
_ENDING_ACTS = frozenset({"finish", "withdraw", "close"})


@dataclass(slots=True, kw_only=True)
class Line:
    """An entry with what is known of its payload: salt and text, or what an erasure left of it. Nobody changes one."""

    entry: Entry
    salt: bytes | None
    body: str | None
    residue: dict[str, Any] | None
    was: dict[str, Any] | None = None
    """Of an entry that travels mended: the header fields that the chain hashes otherwise, as they were recorded."""
    parsed: dict[str, Any] | None = field(default=None, repr=False, compare=False)
    plain: bool = field(default=False, repr=False, compare=False)
    """True if payload or residue were read by ``plain_object``."""
    text: bytes | None = field(default=None, repr=False, compare=False)
    """The text of payload or residue as it came, where that is its one spelling and nobody need spell it again."""

    @property
    def letters(self) -> int:
        """The most letters the text of ``payload`` has; that of a residue may not be known."""
        if self.text is not None:
            return len(self.text)
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


def stored_bytes(
    stored: Stored,
    residue: dict[str, Any] | None,
    was: dict[str, Any] | None = None,
    left: bytes = b"",
) -> bytes:
    """A row as the line ``canonical`` would make of it; the payload's text, canonical already, is set in as it is, and
    so is ``left``, that of the residue where whoever asks has it.
    """
    header, payload_hash, prev_hash, digest, salt, body = stored
    seq, epoch, device, op_id, kind, subject, actor, at_utc, local_date, clock_flag = header
    before = (
        f'{{"actor":{_quoted(actor)},"at_utc":{_quoted(at_utc)},"clock_flag":{clock_flag},'
        f'"device":{device},"epoch":{_quoted(epoch)},"hash":"{digest.hex()}","kind":{_quoted(kind)},'
        f'"local_date":{_quoted(local_date)},{_mended(was)}"op_id":{_quoted(op_id)},"payload":'
    )
    rest = "null" if body is not None else str(left, "utf-8") or canonical(residue)
    after = (
        f',"payload_hash":"{payload_hash.hex()}","prev_hash":"{prev_hash.hex()}",'
        f'"residue":{rest},"salt":{_hex(salt)},"seq":{seq},"subject":{_quoted(subject)}}}\n'
    )
    return b"".join((before.encode(), b"null" if body is None else body, after.encode()))


def _mended(was: dict[str, Any] | None) -> str:
    return "" if was is None else f'"mended":{canonical(was)},'


def recorded_header(line: Line) -> Header:
    """The header as the chain hashes it."""
    header = entry_fields(line.entry)
    if not line.was:
        return header
    was = line.was
    named = zip(HEADER, header, strict=True)
    fields: Any = tuple(was.get(name, value) for name, value in named)
    return cast("Header", fields)


def _hex(salt: bytes | None) -> str:
    return "null" if salt is None else f'"{salt.hex()}"'


def ends_processing(kind: str, payload: Callable[[], dict[str, Any]]) -> bool:
    """True if a dossier's processing ended with an entry: finished or withdrawn. ``payload`` is asked if it matters."""
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


_SIMPLE = r"[ !#-\[\]-~]"
"""A letter that stands in JSON for itself, of ASCII."""
_FRONT = re.compile(
    rf'\{{"actor":"({_SIMPLE}{{0,1000}})",'
    r'"at_utc":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)",'
    r'"clock_flag":([0-9]),"device":([1-9][0-9]?),"epoch":"([0-9a-f]{16})","hash":"([0-9a-f]{64})",'
    r'"kind":"([a-z_]{1,32}\.[a-z_]{1,32})","local_date":"([0-9]{4}-[0-9]{2}-[0-9]{2})",'
    rf'"op_id":"({_SIMPLE}{{1,4000}})"'
)
_HASHES = r',"payload_hash":"([0-9a-f]{64})","prev_hash":"([0-9a-f]{64})","residue":'
_END = rf',"seq":([1-9][0-9]{{0,9}}),"subject":"({_SIMPLE}{{0,1000}})"\}}'
_BACK = re.compile(rf'{_HASHES}null,"salt":"([0-9a-f]{{32}})"{_END}')
_MIDDLE = re.compile(f"null{_HASHES}")
_BACK_OF_RESIDUE = re.compile(rf',"salt":(null){_END}')
_known_day = lru_cache(maxsize=4096)(is_day)
_of_hex = bytes.fromhex


def parse_line(data: bytes) -> Line:
    """An entry from its line without the newline; hashes are not yet verified. Errors: LineTrouble."""
    return _usual_line(data) or _judged_line(data)


def _usual_line(data: bytes) -> Line | None:
    """A line spelled as nearly all are, or None: then ``_judged_line`` looks closely, and knows why it is refused.

    The patterns take no header that ``_FIELDS`` refuses, and none that is spelled in another way. What is left, the
    payload or the residue, is spelled anew and compared. No quote inside a text is bare in JSON, so the first key of
    its name before the payload, and the last after it, are those of the line.
    """
    begin = data.find(_BEFORE_PAYLOAD)
    if begin < 0 or len(data) > MOST_VALUES:
        return None
    rest = data[begin + len(_BEFORE_PAYLOAD) :]
    try:
        front = _FRONT.fullmatch(str(data[:begin], "ascii"))
        if front is None:
            return None
        if rest.startswith(b"null"):
            return _usual_residue(front.groups(), rest)
        end = rest.rfind(_AFTER_PAYLOAD)
        back = _BACK.fullmatch(str(rest[end:], "ascii"))
        return back and _assembled(front.groups(), back.groups(), rest[:end], there=True)
    except (UnicodeDecodeError, NotPlain):
        return None


def _usual_residue(front: tuple[str, ...], rest: bytes) -> Line | None:
    """The same where the payload did not come: ``rest`` begins where it would stand."""
    begin, end = rest.find(_BEFORE_RESIDUE) + len(_BEFORE_RESIDUE), rest.rfind(_AFTER_RESIDUE)
    middle = _MIDDLE.fullmatch(str(rest[:begin], "ascii"))
    back = _BACK_OF_RESIDUE.fullmatch(str(rest[end:], "ascii"))
    if middle is None or back is None:
        return None
    return _assembled(front, (*middle.groups(), *back.groups()), rest[begin:end], there=False)


def _assembled(
    front: tuple[str, ...], back: tuple[str, ...], text: bytes, *, there: bool
) -> Line | None:
    """A line from its parts; None when its object is not spelled as it should be, or its day is none."""
    actor, at_utc, flag, device, epoch, digest, kind, day, op_id = front
    payload_hash, prev_hash, salt, seq, subject = back
    said = plain_object(text)
    if plain_text(said) != text or not _known_day(day):
        return None
    entry = entry_from((
        int(seq), epoch, int(device), op_id, kind, subject, actor, at_utc, day, int(flag),
        _of_hex(payload_hash), _of_hex(prev_hash), _of_hex(digest),
    ))  # fmt: skip
    if there:
        return Line(
            entry=entry,
            salt=_of_hex(salt),
            body=str(text, "utf-8"),
            residue=None,
            parsed=said,
            plain=True,
            text=text,
        )
    return Line(entry=entry, salt=None, body=None, residue=said, plain=True, text=text)


def _judged_line(data: bytes) -> Line:
    """An entry from a line, whatever it is spelled like. Errors: LineTrouble."""
    try:
        body = parse_canonical(data)
    except JsonTrouble as trouble:
        raise LineTrouble(Code.LINE_SYNTAX, detail=trouble) from trouble
    if not isinstance(body, dict):
        raise LineTrouble(Code.LINE_SYNTAX, detail="no object")
    if body.keys() - {"mended"} != _FIELDS.keys():
        odd = sorted(body.keys() ^ _FIELDS.keys())[0]
        raise LineTrouble(Code.LINE_FIELD, field=odd[:40])
    for name, fits in _FIELDS.items():
        if not fits(body[name]):
            raise LineTrouble(Code.LINE_FIELD, field=name)
    if "mended" in body and not _is_mended(body):
        raise LineTrouble(Code.LINE_FIELD, field="mended")
    _check_payload(body)
    return _line(body, data)


def _is_mended(body: dict[str, Any]) -> bool:
    """True if the fields as they were recorded are those that may be mended, and one of them had to be; where there
    is none, the payload was.
    """
    was = body["mended"]
    if not isinstance(was, dict) or not was.keys() <= set(MENDABLE):
        return False
    if not was:
        return body["residue"] is not None
    if not all(_was(name, value) and value != body[name] for name, value in was.items()):
        return False
    header = {name: was.get(name, body[name]) for name in HEADER}
    if header_trouble(header):
        return True
    return bool(moment_trouble(header["at_utc"], header["local_date"]))


def _was(name: str, value: Any) -> bool:
    if name == "clock_flag":
        return is_whole(value, 1 - INTEGER_BOUND, INTEGER_BOUND - 1)
    return isinstance(value, str) and len(value) <= LONGEST_WAS


def reparse_line(data: bytes) -> Line:
    """An entry from a line that ``parse_line`` accepted before."""
    return _usual_line(data) or _line(json.loads(data), data)


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
        was=body.get("mended"),
        parsed=body["payload"],
    )
