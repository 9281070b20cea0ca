"""The list of batches in quarantine inside the book of arrivals: what waits, why, and what people decided about it."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_utc_text, utc_text
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

SCHEMA = """
CREATE TABLE quarantined(
  number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, at TEXT NOT NULL, name TEXT NOT NULL,
  journal TEXT NOT NULL, office TEXT NOT NULL, signer TEXT NOT NULL, from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL, bytes INTEGER NOT NULL, why TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('waiting','let_in','dropped','gone')), decided_at TEXT,
  decided_by TEXT NOT NULL, reason TEXT NOT NULL
) STRICT
"""


class QuarantineState(StrEnum):
    """``gone``: it waited, and was taken in once its key was known."""

    WAITING = "waiting"
    LET_IN = "let_in"
    DROPPED = "dropped"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedBatch:
    """One batch that counts nowhere.

    ``sha256`` is its manifest's; ``journal``, ``office`` and the numbers are what its manifest claims (empty and 0
    where it cannot be read), ``signer`` the key in hex that signed it (empty for none), ``bytes`` what it takes up,
    ``why`` the sentence with its reason code. ``number`` is 0 until it is written down.
    """

    sha256: str
    at: datetime
    name: str
    journal: str
    office: str
    signer: str
    from_seq: int
    to_seq: int
    bytes: int
    why: str
    number: int = 0
    state: QuarantineState = QuarantineState.WAITING
    decided_at: datetime | None = None
    decided_by: str = ""
    reason: str = ""

    @property
    def letters(self) -> str:
        """The sixteen letters of the key that signed it; empty for none."""
        from counter_app.domain.closing.statement import key_mark

        return key_mark(self.signer) if self.signer else ""


_COLUMNS = tuple(item.name for item in fields(QuarantinedBatch))


class QuarantineList:
    """Reads and writes the list over the book's connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, batch: QuarantinedBatch) -> int:
        """Write one down; its number."""
        names = [name for name in _COLUMNS if name != "number"]
        marks = ", ".join(f":{name}" for name in names)
        cursor = self._db.execute(
            f"INSERT INTO quarantined({', '.join(names)}) VALUES({marks})",
            _row(batch),
        )
        return int(cursor.lastrowid or 0)

    def change(self, batch: QuarantinedBatch) -> None:
        """Write down how one stands now."""
        sets = ", ".join(f"{name} = :{name}" for name in _COLUMNS if name != "number")
        self._db.execute(f"UPDATE quarantined SET {sets} WHERE number = :number", _row(batch))  # noqa: S608 - own names

    def all(self, state: QuarantineState | None = None) -> list[QuarantinedBatch]:
        """In the order they came, of one state or of all."""
        return self._asked("WHERE ? IN ('', state) ORDER BY number", state or "")

    def of(self, sha256: str) -> QuarantinedBatch | None:
        """One by its manifest's SHA-256."""
        found = self._asked("WHERE sha256 = ?", sha256)
        return found[0] if found else None

    def numbered(self, number: int) -> QuarantinedBatch | None:
        """One by its number."""
        found = self._asked("WHERE number = ?", number)
        return found[0] if found else None

    def room_taken(self, office: str) -> tuple[int, int, int, int]:
        """Batches and bytes that wait under an office's number, then of all."""
        row = self._db.execute(
            "SELECT count(*) FILTER (WHERE office = :office), coalesce(sum(bytes) FILTER (WHERE office = :office), 0), "
            "count(*), coalesce(sum(bytes), 0) FROM quarantined WHERE state = 'waiting'",
            {"office": office},
        ).fetchone()
        batches, room, all_batches, all_room = map(int, row)
        return batches, room, all_batches, all_room

    def _asked(self, rest: str, *values: object) -> list[QuarantinedBatch]:
        rows = self._db.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM quarantined {rest}",  # noqa: S608 - own names
            values,
        ).fetchall()
        return [_batch(row) for row in rows]


def _row(batch: QuarantinedBatch) -> dict[str, Any]:
    ended = utc_text(batch.decided_at) if batch.decided_at else None
    return {
        **asdict(batch),
        "at": utc_text(batch.at),
        "decided_at": ended,
        "state": str(batch.state),
    }


def _batch(row: Any) -> QuarantinedBatch:
    values = dict(zip(_COLUMNS, row, strict=True))
    decided = values["decided_at"]
    return QuarantinedBatch(
        **{
            **values,
            "at": from_utc_text(values["at"]),
            "decided_at": from_utc_text(decided) if decided else None,
            "state": QuarantineState(values["state"]),
        }
    )
