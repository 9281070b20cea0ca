"""The access book (sổ truy cập): append-only, each line chained to the one before and to the journal's head.

It stands beside the journal and enters no batch. What a line says of a person lies beside the line, committed to by its
salted hash, so that an erasure by law takes it out and leaves who looked and when. Lines are dropped from the front
after the time they are kept; where the book begins since stands in ``access_front`` and in the closing that dropped
them. The head is kept in ``local_seal`` as well, and every closing names it: a tail that is cut off is missed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import local_date, utc_text
from counter_app.store.core.journal import (
    GENESIS,
    Head,
    Journal,
    payload_digest,
    payload_text,
)
from counter_app.system import chance
from counter_app.values import NamedTuple, dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection, Row

    from counter_app.domain.access.look import Look

TABLES = ("access_front", "access_line", "access_said", "access_blank")
"""Of the book, in the order in which a copy takes them over."""
SEALED = ("access_line", "head")
"""Under which name the book's head stands among the seals."""
_DOMAIN = b"quay-mot-cua access v1"
_FIELDS = (
    "seq", "at_utc", "local_date", "officer", "way", "door", "subject", "rows", "whom", "journal_seq",
)  # fmt: skip
_COLUMNS = (*_FIELDS, "journal_head", "said_hash", "hash")
_INSERT = f"INSERT INTO access_line({', '.join(_COLUMNS)}) VALUES({', '.join('?' * len(_COLUMNS))})"
_SAID = ("name", "words", "about", "why")
_ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class End:
    """An end of the book: a line's number and hash; 0 and the chain's beginning where there is none."""

    seq: int
    hash: bytes


def line_digest(prev: bytes, said: bytes, journal_head: bytes, fields: Sequence[Any]) -> bytes:
    """The chain's next hash over a line, length-prefixed as the journal's."""
    parts = (_DOMAIN, prev, said, journal_head, *(str(field).encode() for field in fields))
    return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


class AccessLines:
    """Appends to the book and walks it over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def front(self) -> End:
        """The last line that was dropped."""
        return _end(self._db, "SELECT seq, hash FROM access_front ORDER BY seq DESC LIMIT 1")

    def head(self) -> End:
        """The last line; the front of a book of which nothing is left."""
        found = _end(self._db, "SELECT seq, hash FROM access_line ORDER BY seq DESC LIMIT 1")
        return found if found.seq else self.front()

    def hash_of(self, seq: int) -> bytes:
        """The hash of a line; the chain's beginning for one that is not there."""
        return _end(self._db, "SELECT seq, hash FROM access_line WHERE seq = ?", seq).hash

    def append(self, looks: Iterable[Look], journal: Head) -> None:
        """Add looks at the end, seen when ``journal`` was the journal's head; inside a transaction."""
        head = self.head()
        for look in looks:
            salt, body = chance.random_bytes(16), said_of(look)
            said, at = payload_digest(salt, body), look.at
            fields = (
                head.seq + 1, utc_text(at), local_date(at).isoformat(), look.officer, look.way.value,
                look.door.value, look.subject, look.rows, look.whom, journal.seq,
            )  # fmt: skip
            digest = line_digest(head.hash, said, journal.hash, fields)
            self._db.execute(_INSERT, (*fields, journal.hash, said, digest))
            self._db.execute("INSERT INTO access_said VALUES(?, ?, ?)", (fields[0], salt, body))
            head = End(head.seq + 1, digest)
        self.seal()

    def seal(self) -> None:
        """Keep the head among the seals, in the same transaction."""
        head = self.head()
        self._db.execute(
            "INSERT OR REPLACE INTO local_seal(of_table, of_row, digest) VALUES(?, ?, ?)",
            (*SEALED, _sealed(head)),
        )

    def drop_before(self, day: str) -> End | None:
        """Drop the lines of the days before ``day`` from the front; the last of them, None when there was none.

        A younger line that lies before an older one, for a clock that was wrong, keeps what comes after it.
        """
        row = self._db.execute(
            "SELECT min(seq) AS first FROM access_line WHERE local_date >= ?", (day,)
        ).fetchone()
        last = int(row["first"]) - 1 if row["first"] is not None else self.head().seq
        if last <= self.front().seq:
            return None
        end = _end(self._db, "SELECT seq, hash FROM access_line WHERE seq = ?", last)
        self._db.execute("INSERT INTO access_front(seq, hash) VALUES(?, ?)", (end.seq, end.hash))
        for table in ("access_said", "access_blank", "access_line"):
            self._db.execute(f"DELETE FROM {table} WHERE seq <= ?", (last,))
        return end

    def to_blank(self, dossiers: Mapping[int, str]) -> list[int]:
        """Numbers of the lines whose words go with these dossiers (number → code): those about them, and what was typed
        to find them.
        """
        codes = set(dossiers.values())
        rows = self._db.execute(
            "SELECT l.seq, l.door, l.subject, l.whom FROM access_line l JOIN access_said s ON s.seq = l.seq "
            "WHERE l.whom <> '' OR l.subject IN (SELECT value FROM json_each(?)) ORDER BY l.seq",
            (json.dumps(sorted(codes)),),
        )
        return [row["seq"] for row in rows.fetchall() if _goes_with(row, dossiers)]

    def blank(self, seqs: Iterable[int], by_seq: int) -> None:
        """Take what lines say out, by the erasure that stands in the journal as ``by_seq``."""
        rows = [(seq, by_seq) for seq in seqs]
        self._db.executemany("INSERT OR IGNORE INTO access_blank(seq, by_seq) VALUES(?, ?)", rows)
        self._db.executemany("DELETE FROM access_said WHERE seq = ?", [(seq,) for seq, _by in rows])

    def problems(self) -> list[str]:
        """The faults of the book: a line changed, removed, moved or cut off at either end."""
        found: list[str] = []
        front, head = self.front(), self.front()
        known: dict[int, bytes] = {}
        wanted = self._named()
        journal, blanked = Journal(self._db), self._blanked()
        cut = [(said.get("previous_seq", 0), entry.at_utc) for entry, said in journal.epochs()[1:]]
        for row in self._rows():
            wrong = _line_trouble(row, head, blanked)
            if not wrong and not _on_chain(row, cut):
                wrong = f"table access_line, row {row.seq}: not written on this journal"
            found += [wrong] if wrong else []
            head = End(row.seq, row.hash)
            if head.seq in wanted:
                known[head.seq] = head.hash
            if len(found) > 20:
                return found
        return [*found, *self._end_troubles(front, head, wanted, known), *self._blank_troubles()]

    def _blank_troubles(self) -> Iterator[str]:
        """Words taken out that no erasure took, and what belongs to no line."""
        rows = self._db.execute(
            "SELECT b.seq, j.seq AS erased, l.door, l.subject, l.whom, l.journal_seq, "
            "coalesce((SELECT body FROM payload WHERE seq = j.seq), '{}') AS said FROM access_blank b "
            "LEFT JOIN access_line l ON l.seq = b.seq "
            "LEFT JOIN journal j ON j.seq = b.by_seq AND j.kind = 'journal.erased' ORDER BY b.seq"
        )
        for row in rows:
            if row["subject"] is not None and not (row["erased"] and self._is_erased_with(row)):
                yield f"table access_blank, row {row['seq']}: no erasure says so"
        for table in ("access_said", "access_blank"):
            strays = self._db.execute(
                f"SELECT seq FROM {table} WHERE seq NOT IN (SELECT seq FROM access_line) LIMIT 1"
            )
            for (seq,) in strays.fetchall():
                yield f"table {table}, row {seq}: of nothing that was written"

    def _is_erased_with(self, row: Row) -> bool:
        """True if the erasure that a blank names took a dossier of which the line tells."""
        numbers = [int(number) for number in json.loads(row["said"]).get("dossiers", ())]
        asked = self._db.execute(
            "SELECT id, code FROM dossier WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        )
        known = {found["id"]: found["code"] for found in asked.fetchall()}
        return _goes_with(row, known)

    def _end_troubles(
        self, front: End, head: End, wanted: dict[int, str], known: dict[int, bytes]
    ) -> Iterator[str]:
        sealed = self._db.execute(
            "SELECT digest FROM local_seal WHERE of_table = ? AND of_row = ?", SEALED
        ).fetchone()
        if (bytes(sealed["digest"]) if sealed else _sealed(End(0, GENESIS))) != _sealed(head):
            yield f"table access_line, row {head.seq}: not the last line that was written"
        for seq, told in wanted.items():
            if seq > front.seq and known.get(seq, GENESIS).hex() != told:
                yield f"table access_line, row {seq}: not the line that the closing of its day names"
        for row in self._db.execute("SELECT seq, hash FROM access_front ORDER BY seq").fetchall():
            if wanted.get(row["seq"]) != bytes(row["hash"]).hex():
                yield f"table access_front, row {row['seq']}: no closing says so"

    def _named(self) -> dict[int, str]:
        """Lines that closings name, by number: the last of that evening, and the last that was dropped then."""
        rows = self._db.execute(
            "SELECT p.body FROM journal j JOIN payload p ON p.seq = j.seq "
            "WHERE j.subject >= 'day:' AND j.subject < 'day;' ORDER BY j.seq"
        ).fetchall()
        told = [json.loads(row["body"]).get("looks") or {} for row in rows]
        return {int(seq): str(digest) for item in told for seq, digest in item.items()}

    def _blanked(self) -> set[int]:
        return {row["seq"] for row in self._db.execute("SELECT seq FROM access_blank").fetchall()}

    def _rows(self) -> Iterator[_Stored]:
        cursor = self._db.cursor()
        cursor.row_factory = None
        answer = cursor.execute(
            f"SELECT {', '.join(f'l.{name}' for name in _FIELDS)}, l.at_utc, l.journal_seq, l.journal_head, "
            "l.said_hash, l.hash, s.salt, s.body, j.hash FROM access_line l "
            "LEFT JOIN access_said s ON s.seq = l.seq LEFT JOIN journal j ON j.seq = l.journal_seq "
            "ORDER BY l.seq"
        )
        wide = len(_FIELDS)
        while rows := answer.fetchmany(_ROWS_AT_ONCE):
            for row in rows:
                yield _Stored(row[:wide], *row[wide:])


def _goes_with(row: Row, dossiers: Mapping[int, str]) -> bool:
    """True if a line's words go with these dossiers: it is about one, or somebody typed them to find one."""
    from counter_app.domain.access.look import Door, holds

    typed = (Door.FOUND, Door.LISTED, Door.EXPORTED)
    return row["subject"] in dossiers.values() or (
        row["door"] in typed and any(holds(row["whom"], number) for number in dossiers)
    )


def said_of(look: Look) -> str:
    """A look's words about persons, as the one text it is hashed as; empty ones are left out."""
    told = {name: getattr(look, name) for name in _SAID}
    return payload_text({name: text for name, text in told.items() if text})


def carry_book(source: Connection, target: Connection) -> list[str]:
    """Take a book over as it is, inside a transaction of ``target``, whose journal is there already; its problems."""
    for table in TABLES:
        rows = [tuple(row) for row in source.execute(f"SELECT * FROM {table} ORDER BY seq")]
        for row in rows:
            target.execute(f"INSERT INTO {table} VALUES({', '.join('?' * len(row))})", row)
    AccessLines(target).seal()
    return AccessLines(source).problems()


def _sealed(head: End) -> bytes:
    return hashlib.sha256(head.seq.to_bytes(8, "big") + head.hash).digest()


def _end(connection: Connection, question: str, *values: int) -> End:
    row = connection.execute(question, values).fetchone()
    return End(int(row["seq"]), bytes(row["hash"])) if row else End(0, GENESIS)


class _Stored(NamedTuple):
    """A line as its row, where thousands pass by: what is hashed, its salt and words (None for both when they were
    taken out), and the journal's own hash where the line says it stood.
    """

    fields: tuple[Any, ...]
    at_utc: str
    journal_seq: int
    journal_head: bytes
    said_hash: bytes
    hash: bytes
    salt: bytes | None
    body: str | None
    there: bytes | None

    @property
    def seq(self) -> int:
        """Its number."""
        return int(self.fields[0])


def _line_trouble(row: _Stored, before: End, blanked: set[int]) -> str:
    if row.seq != before.seq + 1:
        return f"table access_line, row {before.seq + 1}: missing"
    if line_digest(before.hash, row.said_hash, row.journal_head, row.fields) != row.hash:
        return f"table access_line, row {row.seq}: differs from what was written"
    if row.salt is None or row.body is None:
        gone = f"table access_said, row {row.seq}: missing without an erasure"
        return "" if row.seq in blanked else gone
    if payload_digest(row.salt, row.body) != row.said_hash:
        return f"table access_said, row {row.seq}: differs from what was written"
    return ""


def _on_chain(row: _Stored, cut: Sequence[tuple[int, str]]) -> bool:
    """True if the journal's head that a line names is in the journal, or in a part that a later restore gave up."""
    there = row.there if row.journal_seq else GENESIS
    return row.journal_head == there or any(
        row.journal_seq > before and row.at_utc <= then for before, then in cut
    )
