"""The list of erasures beside the witness: the entries of a journal that were taken, and that no copy brings back.

A backup made before an erasure holds what was erased. Whoever restores it looks into this list and takes the same
entries again. It holds numbers of the journal alone, no code and no word of anybody: entries by number and the
beginning of their hash, and the numbers of the rows they made. Lines are JSON with a checksum; a torn one is passed
over. A list that is there is whole, because an office writes it anew whenever it is opened with a list that is not.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from counter_app.store.core.journal import said_in
from counter_app.system import files
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from sqlite3 import Connection

_PREFIX, _SUFFIX, _HEAD = "da-xoa-", ".txt", "quay-mot-cua da xoa 1"
_HASH, _SUM = 16, 12
_ROWS = ("dossiers", "tickets", "certifications", "followups", "requests", "drafts")
_ADDING = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedLine:
    """One erasure: its own entry (number, beginning of the hash), the entries it took, the rows that were blanked."""

    seq: int
    hash: str
    taken: tuple[tuple[int, str], ...]
    rows: dict[str, tuple[int | str, ...]]

    def to_text(self) -> str:
        """One line of JSON."""
        facts: dict[str, Any] = {"seq": self.seq, "hash": self.hash, "taken": self.taken}
        return json.dumps(facts | self.rows, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> ErasedLine:
        """The inverse of ``to_text``. Errors: ValueError, KeyError, TypeError for anything else."""
        facts = json.loads(text)
        return cls(
            seq=int(facts["seq"]),
            hash=str(facts["hash"]),
            taken=tuple((int(seq), str(digest)) for seq, digest in facts["taken"]),
            rows={name: tuple(facts[name]) for name in _ROWS if facts.get(name)},
        )


def erasures_in(connection: Connection, since: int = 0) -> list[ErasedLine]:
    """Every erasure that a file's journal tells of after entry ``since``, oldest first."""
    rows = connection.execute(
        "SELECT j.seq, j.hash, p.body FROM journal j JOIN payload p ON p.seq = j.seq WHERE j.seq IN "
        "(SELECT by_seq FROM erasure UNION SELECT seq FROM journal WHERE subject >= 'draft:' AND subject < 'draft;') "
        "AND j.kind = 'journal.erased' AND j.seq > ? ORDER BY j.seq",
        (since,),
    ).fetchall()
    return [_line_of(connection, row["seq"], row["hash"], said_in(row["body"])) for row in rows]


def _line_of(connection: Connection, seq: int, digest: bytes, said: dict[str, Any]) -> ErasedLine:
    taken = []
    for number in map(int, said["residues"]):
        row = connection.execute("SELECT hash FROM journal WHERE seq = ?", (number,)).fetchone()
        taken.append((number, row["hash"].hex()[:_HASH] if row else ""))
    rows = {name: tuple(said[name]) for name in _ROWS if said.get(name)}
    return ErasedLine(seq=seq, hash=digest.hex()[:_HASH], taken=tuple(taken), rows=rows)


def add_erasures(folder: Path, journal: str, lines: Iterable[ErasedLine]) -> None:
    """Put erasures into a folder's list, which is begun where there is none; durable. Errors: OSError."""
    path = _path(folder, journal)
    with suppress(FileExistsError):
        files.write_new(path, [_written(_HEAD)])
    listed = read_erasures(folder, journal)
    known = {(line.seq, line.hash) for line in listed or ()}
    new = [line.to_text() for line in lines if (line.seq, line.hash) not in known]
    if listed is None:
        new.insert(0, _HEAD)
    if new:
        handle = os.open(path, _ADDING)
        try:
            files.write_whole(handle, b"".join(map(_written, new)))
            files.sync_handle(handle)
        finally:
            os.close(handle)


def read_erasures(folder: Path, journal: str) -> tuple[ErasedLine, ...] | None:
    """A folder's list of a journal's erasures; None where there is none, or it is not whole. Errors: OSError."""
    path = _path(folder, journal)
    if not path.is_file():
        return None
    texts = [_text(line) for line in path.read_bytes().splitlines() if line.strip()]
    if _HEAD not in texts:
        return None
    found = []
    for text in texts:
        with suppress(ValueError, KeyError, TypeError):
            found.append(ErasedLine.from_text(text))
    return tuple(found)


def _path(folder: Path, journal: str) -> Path:
    return folder / f"{_PREFIX}{journal}{_SUFFIX}"


def _written(text: str) -> bytes:
    return f"\n{text} {hashlib.sha256(text.encode()).hexdigest()[:_SUM]}\n".encode()


def _text(line: bytes) -> str:
    text, _space, told = line.decode("utf-8", "replace").rpartition(" ")
    return text if hashlib.sha256(text.encode()).hexdigest()[:_SUM] == told else ""
