"""The journal (nhật ký nghiệp vụ): append-only, hash-chained, the truth from which every other table is made.

Each entry commits to SHA-256(salt ‖ payload), so a payload can be erased by law without breaking the chain. The chain
itself hashes a length-prefixed encoding of the header fields, in which no two different headers look alike.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from counter_app.system import chance
from counter_app.system.code_letters import code_letters
from counter_app.values import NamedTuple, dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection, Cursor

GENESIS = bytes(32)
TELLS_NOTHING = (
    "batch.exported", "batch.handed", "batch.acknowledged", "officer.signed_in", "officer.signed_out",
    "officer.sign_in_failed", "script.used", "office.keyed",
)  # fmt: skip
"""Kinds for whose sake alone no batch is written."""
KEY_SUBJECT = "office:key"
"""The subject of the events that tell the office's public key."""
WITHHELD = b""
"""The salt of a payload of which only a part was sent; the sender's word vouches for it, the chain does not."""
CODE_LENGTH = 10
"""A code of the chain on paper: ten of these."""
_DOMAIN = b"quay-mot-cua journal v1"


class _Lengths(dict[int, bytes]):
    """The lengths before the parts of the chain's text, filled as they are met."""

    def __missing__(self, length: int) -> bytes:
        return self.setdefault(length, length.to_bytes(4, "big"))


_LENGTHS = _Lengths()
_ROWS_AT_ONCE = 256
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)


Header = tuple[int, str, int, str, str, str, str, str, str, int]
"""The parts the chain hashes: seq, epoch, device, op_id, kind, subject, actor, at_utc, local_date, clock_flag."""


class Stored(NamedTuple):
    """An entry as its row, where thousands pass by: header, hashes, and the payload if it was not erased."""

    header: Header
    payload_hash: bytes
    prev_hash: bytes
    hash: bytes
    salt: bytes | None
    body: bytes | None
    """The payload's text as UTF-8."""


class Entry(NamedTuple):
    """One event as it stands in the journal; hashes are 32 bytes."""

    seq: int
    epoch: str
    device: int
    op_id: str
    kind: str
    subject: str
    actor: str
    at_utc: str
    local_date: str
    clock_flag: int
    payload_hash: bytes
    prev_hash: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: the last number and its hash; ``seq`` 0 for an empty journal."""

    seq: int
    hash: bytes
    at_utc: str = ""

    @property
    def code(self) -> str:
        """Ten characters of the hash for paper; together with a date enough to notice a rewritten journal."""
        return head_code(self.hash)


def head_code(digest: bytes) -> str:
    """Ten characters, without the letters and digits people mix up."""
    return code_letters(digest[:7], CODE_LENGTH)


def _pieces_of() -> Callable[[Any, int], Iterable[str]]:
    """The pieces ``_ENCODER`` makes for every text anew, made once; the encoder itself where it has none."""
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return lambda payload, _level: (_ENCODER.encode(payload),)
    pieces: Callable[[Any, int], Iterable[str]] = make(
        None, _ENCODER.default, json.encoder.encode_basestring, None,
        _ENCODER.key_separator, _ENCODER.item_separator, True, False, False,
    )  # fmt: skip
    return pieces


_PIECES = _pieces_of()
_SCAN: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]


def payload_text(payload: Mapping[str, Any] | Sequence[Any]) -> str:
    """The one text a payload, or a part of it, is stored and hashed as: sorted keys, no blanks, unescaped letters."""
    return "".join(_PIECES(payload, 0))


def said_in(body: str) -> dict[str, Any]:
    """The payload in a text. Errors: ValueError for a text that is no JSON."""
    said: dict[str, Any]
    try:
        said, end = _SCAN(body, 0)
    except StopIteration:
        end = -1
    return said if end == len(body) else json.loads(body)


def payload_digest(salt: bytes, body: str) -> bytes:
    """SHA-256(salt ‖ payload)."""
    return hashlib.sha256(salt + body.encode()).digest()


def _measured(part: bytes) -> bytes:
    """A part of the chain's text with its length before it."""
    length = len(part)
    return (_LENGTHS[length] if length < 1024 else length.to_bytes(4, "big")) + part


@functools.lru_cache(maxsize=4096, typed=True)
def _met(field: str | int) -> bytes:
    """For the fields in which the same few words or numbers stand, entry after entry."""
    return _measured(str(field).encode())


_FRONT = _measured(_DOMAIN)
_OF_DIGEST = _LENGTHS[32]


def entry_digest(prev_hash: bytes, payload_hash: bytes, fields: Header) -> bytes:
    """The chain's next hash over (seq, epoch, device, op_id, kind, subject, actor, at_utc, local_date, clock_flag)."""
    seq, epoch, device, op_id, kind, subject, actor, at_utc, local_date, clock_flag = fields
    number, once = f"{seq}".encode(), f"{op_id}".encode()
    about, moment = f"{subject}".encode(), f"{at_utc}".encode()
    if len(prev_hash) != 32 or len(payload_hash) != 32 or len(once) + len(about) >= 1024:
        hashes = _measured(prev_hash) + _measured(payload_hash)
        once, about = _measured(once), _measured(about)
    else:
        hashes = _OF_DIGEST + prev_hash + _OF_DIGEST + payload_hash
        once, about = _LENGTHS[len(once)] + once, _LENGTHS[len(about)] + about
    parts = (
        _FRONT, hashes, _LENGTHS[len(number)], number, _met(epoch), _met(device), once, _met(kind), about,
        _met(actor), _measured(moment), _met(local_date), _met(clock_flag),
    )  # fmt: skip
    return hashlib.sha256(b"".join(parts)).digest()


def entry_fields(entry: Entry) -> Header:
    """The header fields in the order in which they are hashed."""
    return entry[:10]


# A named tuple's own ``__new__`` is a Python function; these make one as quickly as a plain tuple.
entry_from: Callable[[Iterable[Any]], Entry] = functools.partial(tuple.__new__, Entry)
stored_from: Callable[[Iterable[Any]], Stored] = functools.partial(tuple.__new__, Stored)
_NAMES = Entry._fields
"""The columns of the table are the fields of an entry, in the same order."""
_COLUMNS = ", ".join(_NAMES)
_ALL_COLUMNS = f"{', '.join(f'j.{name}' for name in _NAMES)}, p.salt"
_INSERT = f"INSERT INTO journal({_COLUMNS}) VALUES({', '.join('?' * len(_NAMES))})"


class Journal:
    """Appends to and reads from the journal over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def head(self) -> Head:
        """The last entry's number, hash and moment."""
        row = self._db.execute(
            "SELECT seq, hash, at_utc FROM journal ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return Head(*row) if row else Head(0, GENESIS)

    def last_day(self) -> date:
        """The office's day of the last entry, which no clock that is set back undoes."""
        row = self._db.execute("SELECT local_date FROM journal ORDER BY seq DESC LIMIT 1")
        return next((date.fromisoformat(day) for (day,) in row.fetchall()), date.min)

    def append(
        self, fields: tuple[str, int, str, str, str, str, str, str, int], body: str, head: Head
    ) -> Entry:
        """Add (epoch, device, op_id, kind, subject, actor, at_utc, local_date, clock_flag) after ``head``."""
        salt = chance.random_bytes(16)
        digest = payload_digest(salt, body)
        header = (head.seq + 1, *fields)
        chained = entry_digest(head.hash, digest, header)
        self._db.execute(_INSERT, (*header, digest, head.hash, chained))
        self._db.execute(
            "INSERT INTO payload(seq, salt, body) VALUES(?,?,?)", (head.seq + 1, salt, body)
        )
        return _entry((*header, digest, head.hash, chained))

    def adopt(
        self,
        entry: Entry,
        salt: bytes | None,
        body: str | None,
        residue: Mapping[str, Any] | None = None,
    ) -> None:
        """Add an entry made elsewhere exactly as it is; its place in the chain is the caller's to verify.

        Where its payload did not come along, ``residue`` is what was sent of it, kept under ``WITHHELD``.
        """
        self._db.execute(
            _INSERT, (*entry_fields(entry), entry.payload_hash, entry.prev_hash, entry.hash)
        )
        if body is None and residue is not None:
            salt, body = WITHHELD, payload_text(residue)
        if salt is not None and body is not None:
            self._db.execute(
                "INSERT INTO payload(seq, salt, body) VALUES(?,?,?)", (entry.seq, salt, body)
            )

    def adopt_all(self, entries: Sequence[Entry], bodies: Sequence[tuple[int, bytes, str]]) -> None:
        """Like ``adopt``, for many that follow each other; ``bodies`` are number, salt and text of their payloads."""
        self._db.executemany(_INSERT, map(tuple, entries))
        self._db.executemany("INSERT INTO payload(seq, salt, body) VALUES(?,?,?)", bodies)

    def by_op(self, op_id: str) -> Entry | None:
        """The entry a command already made, if it did."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM journal WHERE op_id = ?", (op_id,)
        ).fetchone()
        return _entry(row) if row else None

    def together(self, first: Entry) -> list[Entry]:
        """The entries of one act by its first one: those after it by the same person at the same moment."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM journal WHERE seq >= ? AND at_utc = ? AND actor = ? ORDER BY seq",
            (first.seq, first.at_utc, first.actor),
        )
        return [_entry(row) for row in rows.fetchall()]

    def of(self, subject: str) -> list[tuple[Entry, dict[str, Any]]]:
        """Everything that happened to ``subject``, oldest first; an erased payload is its residue."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM journal WHERE subject = ? ORDER BY seq",
            (subject,),
        )
        return [(entry, self.payload(entry.seq)) for entry in map(_entry, rows.fetchall())]

    def within(self, first: str, end: str) -> Iterator[tuple[Entry, dict[str, Any]]]:
        """Everything that happened to subjects from ``first`` up to ``end``, by subject, one at a time."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM journal WHERE subject >= ? AND subject < ? ORDER BY subject, seq",
            (first, end),
        )
        return ((entry, self.payload(entry.seq)) for entry in map(_entry, rows.fetchall()))

    def after(self, seq: int, kind: str) -> Iterator[tuple[Entry, dict[str, Any]]]:
        """Every entry of a kind after ``seq``, oldest first; only what came since is looked at."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM journal WHERE seq > ? AND kind = ? ORDER BY seq", (seq, kind)
        ).fetchall()
        return ((entry, self.payload(entry.seq)) for entry in map(_entry, rows))

    def last_subjects(self, first: str, end: str, most: int) -> list[str]:
        """The last subjects from ``first`` up to ``end``, the last of all first."""
        rows = self._db.execute(
            "SELECT DISTINCT subject FROM journal WHERE subject >= ? AND subject < ? ORDER BY subject DESC LIMIT ?",
            (first, end, most),
        )
        return [row["subject"] for row in rows.fetchall()]

    def said(self, kind: str, subject: str) -> Iterator[dict[str, Any]]:
        """The payloads of a kind of events about ``subject``, oldest first, one at a time."""
        rows = self._db.execute(
            "SELECT seq FROM journal WHERE subject = ? AND kind = ? ORDER BY seq", (subject, kind)
        )
        return (self.payload(seq) for (seq,) in rows.fetchall())

    def last_of(self, subject: str) -> int:
        """Number of the last entry about ``subject``; 0 when there is none."""
        (last,) = self._db.execute(
            "SELECT max(seq) FROM journal WHERE subject = ?", (subject,)
        ).fetchone()
        return int(last or 0)

    def last_at(self, subject: str) -> str:
        """The moment something last happened to ``subject``, in UTC; "" for never."""
        rows = self._db.execute(
            "SELECT at_utc FROM journal WHERE seq = ?", (self.last_of(subject),)
        )
        return next((str(at) for (at,) in rows.fetchall()), "")

    def name(self) -> str:
        """The epoch in which the journal began; it names the journal for ever. Empty before the first entry."""
        row = self._db.execute("SELECT epoch FROM journal WHERE seq = 1").fetchone()
        return str(row["epoch"]) if row else ""

    def holds(self, seq: int, digest: bytes) -> bool:
        """True if the entry with this number has this hash; 0 and the chain's beginning are in every journal."""
        row = self._db.execute("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()
        return row["hash"] == digest if row else (seq, digest) == (0, GENESIS)

    def given_up(self) -> list[tuple[str, int]]:
        """(epoch, last entry) of the acts that the beginnings of later epochs say to be lost."""
        return [
            (epoch, int(seq))
            for _entry, payload in self.epochs()
            for epoch, seq in payload.get("beyond", ())
        ]

    def epochs(self) -> list[tuple[Entry, dict[str, Any]]]:
        """Every beginning of an epoch, oldest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM journal WHERE subject >= 'epoch:' AND subject < 'epoch;' ORDER BY seq"
        ).fetchall()
        return [(entry, self.payload(entry.seq)) for entry in map(_entry, rows)]

    def payload(self, seq: int) -> dict[str, Any]:
        """An entry's payload, or what an erasure left of it."""
        row = self._db.execute(
            "SELECT coalesce((SELECT body FROM payload WHERE seq = :seq), "
            "(SELECT residue FROM erasure WHERE seq = :seq), '{}') AS body",
            {"seq": seq},
        ).fetchone()
        result: dict[str, Any] = json.loads(row["body"])
        return result

    def walk(
        self, first: int = 1, last: int | None = None
    ) -> Iterator[tuple[Entry, bytes | None, str | None]]:
        """Entries with salt and payload text in order; None for both where the payload was erased."""
        for *entry, salt, body in self._rows("p.body", first, last):
            yield _entry(entry), salt, body

    def read(self, first: int = 1, last: int | None = None) -> Iterator[Stored]:
        """Like ``walk``, several times as fast."""
        answer = self._rows("CAST(p.body AS BLOB)", first, last)
        while rows := answer.fetchmany(_ROWS_AT_ONCE):
            for row in rows:
                yield stored_from((row[:10], *row[10:]))

    def _rows(self, body: str, first: int, last: int | None) -> Cursor:
        cursor = self._db.cursor()
        cursor.row_factory = None
        return cursor.execute(
            f"SELECT {_ALL_COLUMNS}, {body} FROM journal j LEFT JOIN payload p ON p.seq = j.seq "
            "WHERE j.seq >= ? AND j.seq <= ? ORDER BY j.seq",
            (first, last if last is not None else 2**62),
        )

    def hashed(self, seq: int) -> bytes:
        """The hash of an entry's salt and payload as the chain has it; empty for no entry."""
        row = self._db.execute("SELECT payload_hash FROM journal WHERE seq = ?", (seq,)).fetchone()
        return bytes(row["payload_hash"]) if row else b""

    def in_part(self, first: int = 1, last: int | None = None) -> list[int]:
        """Numbers of the entries of which only that is here which a batch for a superior held, in order."""
        rows = self._db.execute(
            "SELECT seq FROM payload WHERE salt = ? AND seq BETWEEN ? AND ? ORDER BY seq",
            (WITHHELD, first, last if last is not None else 2**62),
        )
        return [int(row["seq"]) for row in rows.fetchall()]

    def residues(self) -> dict[int, dict[str, Any]]:
        """The residues that erasures left, by number; needed to replay entries whose payload is gone."""
        rows = self._db.execute("SELECT seq, residue FROM erasure").fetchall()
        return {row["seq"]: json.loads(row["residue"]) for row in rows}

    def count(self, first: int, last: int) -> dict[str, int]:
        """Number of entries by kind in a slice, both ends included."""
        rows = self._db.execute(
            "SELECT kind, count(*) AS entries FROM journal WHERE seq BETWEEN ? AND ? GROUP BY kind ORDER BY kind",
            (first, last),
        )
        return {row["kind"]: row["entries"] for row in rows}


def _entry(columns: Iterable[Any]) -> Entry:
    return Entry(*columns)


def entry_of(stored: Stored) -> Entry:
    """The entry a row stands for."""
    return entry_from(stored.header + stored[1:4])


def verify_stored(stored: Stored, previous_seq: int, previous_hash: bytes) -> str:
    """The fault of a row as the next one after the one with that number and hash: empty when all is right."""
    header, payload_hash, prev_hash, digest, salt, body = stored
    seq = header[0]
    if seq != previous_seq + 1:
        return f"seq {previous_seq + 1} missing"
    if prev_hash != previous_hash:
        return f"seq {seq}: broken link to the entry before"
    if entry_digest(prev_hash, payload_hash, header) != digest:
        return f"seq {seq}: header changed"
    if not salt or body is None:
        return ""
    if hashlib.sha256(salt + body).digest() != payload_hash:
        return f"seq {seq}: payload changed"
    return ""
