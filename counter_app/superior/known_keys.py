"""The register of known keys inside the book of arrivals: whose signature counts for which journal, and since when.

A key speaks for one journal of one office. It is known because a person compared its sixteen letters, or because the
key it replaces signed for it. What ended stays written down: a revoked key is never known again.
"""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_utc_text, utc_text
from counter_app.domain.closing.statement import key_mark
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

SCHEMA = """
CREATE TABLE known_key(
  public TEXT PRIMARY KEY, recipient TEXT NOT NULL, journal TEXT NOT NULL, office TEXT NOT NULL, name TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('known','replaced','revoked')), former TEXT NOT NULL,
  enrolled_at TEXT NOT NULL, enrolled_by TEXT NOT NULL,
  ended_at TEXT, ended_by TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE INDEX known_key_by_journal ON known_key(journal)
"""


class KeyState(StrEnum):
    """``replaced`` by a key it signed for still counts, for batches that come late; ``revoked`` counts for nothing."""

    KNOWN = "known"
    REPLACED = "replaced"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """One key: ``public`` (Ed25519) in hex, ``recipient`` its age address, both of ``journal`` of ``office``.

    ``former`` is the key that signed for this one; empty for one that a person enrolled. ``ended_at`` None while it
    counts, ``used_at`` when something it signed was taken in last, None for never (or before that was written down).
    """

    public: str
    recipient: str
    journal: str
    office: str
    name: str
    state: KeyState
    enrolled_at: datetime
    enrolled_by: str
    former: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""
    reason: str = ""
    used_at: datetime | None = None

    @property
    def letters(self) -> str:
        """The sixteen letters that people compare."""
        return key_mark(self.public)

    @property
    def counts(self) -> bool:
        """Whether what it signs is taken in."""
        return self.state is not KeyState.REVOKED


def revoked(key: KnownKey, at: datetime, by: str, reason: str) -> KnownKey:
    """A key as it stands once people said that it counts for nothing any more."""
    return replace(key, state=KeyState.REVOKED, ended_at=at, ended_by=by, reason=reason)


_COLUMNS = tuple(item.name for item in fields(KnownKey))
_MOMENTS = ("enrolled_at", "ended_at", "used_at")


class KnownKeys:
    """Reads and writes the keys over the book's connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def all(self) -> list[KnownKey]:
        """Every key there ever was, by office, then in the order they came."""
        return self._asked("ORDER BY office, enrolled_at, public")

    def of(self, public: str) -> KnownKey | None:
        """A key by its hex."""
        found = self._asked("WHERE public = ?", public)
        return found[0] if found else None

    def of_journal(self, journal: str) -> list[KnownKey]:
        """Every key of a journal, in the order they came."""
        return self._asked("WHERE journal = ? ORDER BY enrolled_at, rowid", journal)

    def in_force(self, journal: str) -> KnownKey | None:
        """The key a journal is signed with now; None when there is none."""
        known = [key for key in self.of_journal(journal) if key.state is KeyState.KNOWN]
        return known[-1] if known else None

    def add(self, key: KnownKey) -> None:
        """Write a key down."""
        marks = ", ".join(f":{name}" for name in _COLUMNS)
        self._db.execute(
            f"INSERT INTO known_key({', '.join(_COLUMNS)}) VALUES({marks})",
            _row(key),
        )

    def change(self, key: KnownKey) -> None:
        """Write down how a key stands now."""
        sets = ", ".join(f"{name} = :{name}" for name in _COLUMNS if name != "public")
        self._db.execute(f"UPDATE known_key SET {sets} WHERE public = :public", _row(key))  # noqa: S608 - own names

    def used(self, public: str, at: datetime) -> None:
        """Something that a key signed was taken in."""
        self._db.execute(
            "UPDATE known_key SET used_at = ? WHERE public = ?", (utc_text(at), public)
        )

    def _asked(self, rest: str, *values: str) -> list[KnownKey]:
        rows = self._db.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM known_key {rest}",  # noqa: S608 - own names
            values,
        ).fetchall()
        return [_key(row) for row in rows]


def _row(key: KnownKey) -> dict[str, Any]:
    row = asdict(key)
    for name in _MOMENTS:
        row[name] = utc_text(row[name]) if row[name] else None
    return {**row, "state": str(key.state)}


def _key(row: Any) -> KnownKey:
    values = dict(zip(_COLUMNS, row, strict=True))
    for name in _MOMENTS:
        values[name] = from_utc_text(values[name]) if values[name] else None
    return KnownKey(**{**values, "state": KeyState(values["state"])})
